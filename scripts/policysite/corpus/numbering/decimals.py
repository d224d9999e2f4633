"""Finds the decimal numbers of clauses by the other numbers on the page, not quantities, versions, times or dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from policysite.corpus.numbering.markers import marker_of

_Numbers: TypeAlias = tuple[int, ...]

# A heading with a number, perhaps after a word or a sign: `## 5. Payment`, `## Article 5`, `## § 5`.
_HEADING = re.compile(r"#{1,6}[\W_]*(?:[^\W\d_]+\W*)?(?P<number>\d{1,3}(?:\.\d{1,3})*)(?!\d)")
# How many clauses may be missing between two, such as one that has been deleted.
_MAX_MISSING = 1


def numbers_in_sequence(lines: Iterable[str]) -> frozenset[_Numbers]:
    """Return the ambiguous decimal numbers in the lines of a page that other numbers on it precede or follow."""
    numbers, ambiguous = set[_Numbers](), set[_Numbers]()
    for line in lines:
        text = line.lstrip(" >")
        if heading := _HEADING.match(text):
            numbers.add(tuple(map(int, heading["number"].split("."))))
        elif marker := marker_of(text):
            numbers.add(marker.numbers)
            if marker.is_ambiguous:
                ambiguous.add(marker.numbers)
    return frozenset(each for each in ambiguous if not numbers.isdisjoint(_beside(each)))


def _beside(numbers: _Numbers) -> Iterator[_Numbers]:
    """Yield the numbers that may stand beside that of a clause, also if one between them is missing.

    For 1.3 these are 1.1, 1.2, 1.4, 1.5 and 1.3.1; for 1.1 also 1, and 2.1 if each part has one clause only.
    """
    *above, last = numbers
    missing = range(1, _MAX_MISSING + 2)
    yield from ((*above, last + sign * distance) for distance in missing for sign in (-1, 1))
    yield (*numbers, 1)
    if last in missing:
        yield (*above,)
    if last == 1:
        yield from ((*above[:-1], above[-1] + sign, 1) for sign in (-1, 1))
