"""Counts that must be the same in both languages of a clause: paragraphs, items, rows, footnotes, sentences."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from policysite.corpus import Block, Clause, subjects
from policysite.corpus.model import LISTS
from policysite.findings import NOTHING
from policysite.findings.rule import Aspect, Rule, Scope
from policysite.lint.context import Context
from policysite.lint.rule import (
    ClausePair,
    ClausePairs,
    Hit,
    LintRule,
    broken_aspects,
    hint_rule,
    hit,
    pair_check,
    pair_rule,
)
from policysite.lint.rules.boxes import box_differs
from policysite.lint.rules.parity.alignment import Alignment, align, same_kinds
from policysite.lint.rules.parity.untranslated import left_in_original
from policysite.lint.text.sentences import sentences

# By this share, the length of a translation may deviate from what its page makes expect.
_MAX_DEVIATION = 0.1
_NUMBER = re.compile("[0-9]+")


def _count_rule(kind: str) -> LintRule:
    """Return the rule that finds translations with more or fewer blocks of a kind than their originals."""
    rule = Rule(f"{kind}s-differ", "parity", Scope.PAIR, aspect=Aspect.STRUCTURE)
    return pair_check(rule)(functools.partial(_count_differs, kind))


def _count_differs(kind: str, pair: ClausePair, context: Context) -> Iterator[Hit]:
    """Yield a hit if a translation has more or fewer blocks of a kind, at the first that is not in both languages.

    If it is not clear which one that is, the hit is at the heading.
    """
    here, there = (_of_kind(clause, kind) for clause in (pair.translated_clause, pair.original_clause))
    if len(here) == len(there) or left_in_original(kind, pair, context):
        return
    # (A box without its title has a paragraph less.)
    if kind != "paragraph" or not any(box_differs.check(pair, context)):
        block = _first_extra(here, there) or pair.translated_clause.heading
        other = _first_extra(there, here) or pair.original_clause.heading
        yield pair.hit(block, 0, other, here=len(here), there=len(there), breaks=[subjects.blocks(pair.subject)])


PARAGRAPHS_DIFFER, ITEMS_DIFFER, ROWS_DIFFER, FOOTNOTES_DIFFER = map(
    _count_rule, ("paragraph", "item", "row", "footnote")
)


@pair_rule(aspect=Aspect.STRUCTURE)
def item_numbers_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A numbered clause has another number than in the original."""
    for block, other in _first(pair, "item", lambda a, b: a.id != b.id):
        yield pair.hit(block, 0, other, here=block.marker or NOTHING, there=other.marker or NOTHING)


@pair_rule(aspect=Aspect.STRUCTURE)
def item_depths_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """An item of a list is nested in another item in one language, and not in the other."""
    # (The number of a clause says where it belongs.)
    for block, other in _first(pair, "item", lambda a, b: len(a.lists) != len(b.lists) and not a.marker):
        yield pair.hit(block, 0, other, here=len(block.lists), there=len(other.lists))


@pair_rule(aspect=Aspect.STRUCTURE)
def ticks_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """The box of an item is ticked, or there at all, in one language only."""
    for block, other in _first(pair, "item", lambda a, b: _tick(a) != _tick(b)):
        yield pair.hit(block, 0, other, here=_tick(block), there=_tick(other))


def _tick(item: Block) -> str:
    """Return the box of an item as it is written."""
    attributes = [name for element, name, _ in item.generated if element == "input"]
    return ("[x]" if "checked" in attributes else "[ ]") if attributes else NOTHING


@pair_rule(aspect=Aspect.STRUCTURE)
def paragraph_places_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A paragraph belongs to an item, a box or a quotation in one language only, as its indentation differs."""
    for block, other in _first(pair, "paragraph", lambda a, b: {*a.inside} - {*LISTS} != {*b.inside} - {*LISTS}):
        yield pair.hit(block, 0, other, rests_on=[subjects.blocks(pair.subject)])


def _first(pair: ClausePair, kind: str, differ: Callable[[Block, Block], bool]) -> Iterator[tuple[Block, Block]]:
    """Yield the first block of a kind that differs from its counterpart in the original, with that.

    If one language has more of them, another rule finds that.
    """
    here, there = (_of_kind(clause, kind) for clause in (pair.translated_clause, pair.original_clause))
    both = zip(here, there, strict=True) if len(here) == len(there) else ()
    yield from islice((each for each in both if differ(*each)), 1)


@pair_rule(aspect=Aspect.STRUCTURE)
def cell_empty(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A cell of a table is empty in one language only."""
    for block, other in _first(pair, "row", lambda a, b: _first_empty(a, b) != _first_empty(b, a)):
        rows = (pair.translation, block, pair.original, other), (pair.original, other, pair.translation, block)
        for page, row, other_page, other_row in rows:
            cell = _first_empty(row, other_row)
            if cell is not None:
                breaks = broken_aspects(page, row.line, Aspect.STRUCTURE, Aspect.NUMBERS)
                there = f"{other_page.path}:{other_row.line}"
                yield hit(page, row, row.cells[cell].start, breaks=breaks, other=there)


def _first_empty(row: Block, other: Block) -> int | None:
    """Return the place of the first cell of a row that is empty, but not in another one; None if none is."""
    texts = ([each.text[cell.start : cell.end].strip() for cell in each.cells] for each in (row, other))
    return next((number for number, (here, there) in enumerate(zip(*texts, strict=False)) if there and not here), None)


@hint_rule(needs=("abbreviations",), aspect=Aspect.STRUCTURE)
def sentences_differ(pairs: ClausePairs, context: Context) -> Iterator[Hit]:
    """A translation has more or fewer sentences than its original.

    If that is so in several places of a page, its translator splits and joins sentences: then only those places are
    reported whose length, too, shows that a sentence is missing.
    """
    compared = [
        (pair, aligned, *_lengths(pair, aligned)) for pair in pairs if same_kinds(pair) for aligned in align(pair)
    ]
    different = [each for each in compared if len(each[2]) != len(each[3])]
    ratio = sum(sum(here) for *_, here, _ in compared) / max(sum(sum(there) for *_, there in compared), 1)
    for pair, aligned, here, there in different:
        if len(different) == 1 or _lacks_sentence(here, there, ratio):
            yield pair.hit(aligned.translation[0], 0, aligned.original[0], here=len(here), there=len(there))


def _lengths(pair: ClausePair, aligned: Alignment) -> tuple[list[int], list[int]]:
    """Return the lengths of the sentences of the translation and of the original."""
    return (
        [len(text) for block in aligned.translation for _, text in sentences(block.prose, pair.translation.language)],
        [len(text) for block in aligned.original for _, text in sentences(block.prose, pair.original.language)],
    )


def _lacks_sentence(here: list[int], there: list[int], ratio: float) -> bool:
    """True if the length of a text shows that a sentence is missing from it or from its counterpart.

    Texts are given by the lengths of their sentences. Translations take `ratio` characters for one of the original.
    """
    longer, expected, scale = (here, ratio * sum(there), 1.0) if len(here) > len(there) else (there, sum(here), ratio)
    surplus = scale * sum(longer) - expected
    missing = scale * sum(sorted(longer)[: abs(len(here) - len(there))])
    return surplus > max(missing / 2, _MAX_DEVIATION * expected)


def _of_kind(clause: Clause, kind: str) -> list[Block]:
    return [block for block in clause.blocks if block.kind == kind]


def _first_extra(blocks: Sequence[Block], others: Sequence[Block]) -> Block | None:
    """Return the first block that the other language lacks; None if its numbers and links do not show which it is."""
    extra = len(blocks) - len(others)
    if extra <= 0:
        return None
    keys, other_keys = (list(map(_key, each)) for each in (blocks, others))
    in_both = zip(keys, other_keys, strict=False)
    first = next((number for number, (key, other) in enumerate(in_both) if key != other), len(others))
    is_clear = keys[first + extra :] == other_keys[first:] and (not first or keys[first - 1] != keys[first + extra - 1])
    return blocks[first] if is_clear else None


def _key(block: Block) -> tuple[object, ...]:
    """Return what a block has in every language."""
    return block.inside, len(block.cells), _NUMBER.findall(block.text), len(block.links)
