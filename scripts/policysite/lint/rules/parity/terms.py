"""Defined terms: if one language of a clause uses one, the other must use its counterpart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policysite.corpus import Block, Clause, Page, subjects
from policysite.lint.context import Context
from policysite.lint.editorial import GLOSSARY
from policysite.lint.rule import ClausePair, Hit, hit, pair_rule
from policysite.lint.rules.parity.alignment import opposite
from policysite.lint.rules.parity.placeables import missing_blocks
from policysite.lint.text.phrases import phrases

# The block of a term and its first character there, by the number of its glossary entry.
_Positions = dict[int, tuple[Block, int]]


@pair_rule(reads=(GLOSSARY,))
def term_differs(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A clause uses a defined term in one language, but not its counterpart in the other."""
    here = _positions(pair.translated_clause, pair.translation, context)
    there = _positions(pair.original_clause, pair.original, context)
    for number in sorted(here.keys() ^ there.keys()):
        term = context.editorial.glossary[number]
        if pair.translation.language not in term.wordings or pair.original.language not in term.wordings:
            continue
        if f"{pair.translation.name}#{pair.translated_clause.id}" in term.exceptions:
            continue
        translated, original = term.wordings[pair.translation.language].term, term.wordings[pair.original.language].term
        if number in here:
            block, start = here[number]
            lacking = pair.original, opposite(block, pair), original
            found = hit(pair.translation, block, start, rests_on=missing_blocks(pair, [block], []), term=translated)
            place = f"{pair.translation.path}:{found.line}"
        else:
            block, start = there[number]
            lacking = pair.translation, opposite(block, pair), translated
            found = hit(pair.translation, lacking[1], rests_on=missing_blocks(pair, [], [block]), term=original)
            place = f"{pair.original.path}:{pair.original.position(block, start)[0]}"
        page, opposite_block, counterpart = lacking
        params = {"place": place, "counterpart": counterpart, "other": f"{page.path}:{opposite_block.line}"}
        yield replace(found, params={**found.params, **params}, breaks=_words(*lacking))


def _words(page: Page, block: Block, term: str) -> frozenset[str]:
    """Return the words of a term that a block should have: one of them may be there, misspelled."""
    lines = range(block.line, block.last_line + 1)
    return frozenset(subjects.term_word(page.path, line, word) for line in lines for word in term.split())


def _positions(clause: Clause, page: Page, context: Context) -> _Positions:
    """Return the first position of each term of the glossary in a clause."""
    numbers: dict[str, list[int]] = {}
    for number, term in enumerate(context.editorial.glossary):
        if page.language in term.wordings:
            numbers.setdefault(term.wordings[page.language].term, []).append(number)
    terms = phrases(tuple(numbers), page.language)
    positions: _Positions = {}
    for block in clause.all_blocks():
        for found in terms.all_occurrences(block.prose):
            for number in numbers[found.phrase]:
                positions.setdefault(number, (block, found.start))
    return positions
