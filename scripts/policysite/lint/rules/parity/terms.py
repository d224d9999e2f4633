"""Defined terms: if one language of a clause uses one, the other must use its counterpart."""

from __future__ import annotations

from collections.abc import Iterator

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
        pages = (pair.translation, pair.original) if number in here else (pair.original, pair.translation)
        used, wanted = (term.wordings[page.language].term for page in pages)
        block, start = here[number] if number in here else there[number]
        lacking = opposite(block, pair)
        lines = range(lacking.line, lacking.last_line + 1)
        yield hit(
            pair.translation,
            *((block, start) if number in here else (lacking, 0)),
            term=used,
            place=f"{pages[0].path}:{pages[0].position(block, start)[0]}",
            counterpart=wanted,
            other=f"{pages[1].path}:{lacking.line}",
            # One of the words of the term may be there, misspelled.
            breaks=[subjects.term_word(pages[1].path, line, word) for line in lines for word in wanted.split()],
            rests_on=missing_blocks(pair, *(([block], []) if number in here else ([], [block]))),
        )


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
