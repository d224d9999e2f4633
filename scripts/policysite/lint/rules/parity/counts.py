"""Counts that must be the same in both languages of a clause: paragraphs, items, rows, footnotes, sentences."""

from __future__ import annotations

from collections.abc import Iterator

from policysite.corpus import Block, Clause
from policysite.findings import NOTHING, Severity
from policysite.findings.rule import Aspect
from policysite.lint.context import Context
from policysite.lint.rule import ClausePair, Hit, hit, pair_rule
from policysite.lint.rules.parity.alignment import align, same_kinds
from policysite.lint.text.sentences import sentences


@pair_rule(aspect=Aspect.STRUCTURE)
def paragraphs_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A translation has more or fewer paragraphs than its original."""
    yield from _count_differs(pair, "paragraph")


@pair_rule(aspect=Aspect.STRUCTURE)
def items_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A translation has more or fewer list items than its original."""
    yield from _count_differs(pair, "item")


@pair_rule(aspect=Aspect.STRUCTURE)
def rows_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A translation has more or fewer table rows than its original."""
    yield from _count_differs(pair, "row")


@pair_rule(aspect=Aspect.STRUCTURE)
def footnotes_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A translation has more or fewer footnotes than its original."""
    yield from _count_differs(pair, "footnote")


@pair_rule(aspect=Aspect.STRUCTURE)
def item_numbers_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A numbered clause has another number than in the original."""
    here, there = (
        [block for block in clause.blocks if block.kind == "item"]
        for clause in (pair.translated_clause, pair.original_clause)
    )
    if len(here) != len(there):  # found by `items-differ`
        return
    for block, other in zip(here, there, strict=True):
        if block.id != other.id:
            yield hit(
                pair.translation,
                block,
                here=block.marker or NOTHING,
                there=other.marker or NOTHING,
                other=f"{pair.original.path}:{other.line}",
            )
            return


@pair_rule(Severity.WARNING, aspect=Aspect.STRUCTURE)
def sentences_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A translation has more or fewer sentences than its original."""
    if not same_kinds(pair):
        return
    for aligned in align(pair):
        here = _sentences(aligned.translation, pair.translation.language)
        there = _sentences(aligned.original, pair.original.language)
        if here != there:
            other = f"{pair.original.path}:{aligned.original[0].line}"
            yield hit(pair.translation, aligned.translation[0], here=here, there=there, other=other)


def _sentences(blocks: tuple[Block, ...], language: str) -> int:
    return sum(len(sentences(block.prose, language)) for block in blocks)


def _count_differs(pair: ClausePair, kind: str) -> Iterator[Hit]:
    here, there = (_count(clause, kind) for clause in (pair.translated_clause, pair.original_clause))
    if here != there:
        other = f"{pair.original.path}:{pair.original_clause.line}"
        yield hit(pair.translation, pair.translated_clause.heading, here=here, there=there, other=other)


def _count(clause: Clause, kind: str) -> int:
    return sum(block.kind == kind for block in clause.blocks)
