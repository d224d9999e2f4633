"""Numbers of clauses with a wrong sign, a letter or a space in them: `1,2.`, `l.2.`, `1. 2.`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from policysite.corpus.numbering.markers import follows, marker_of
from policysite.corpus.numbering.places import is_pause
from policysite.languages.alphabets import AS_DIGITS, LIKE_DIGITS

_DIGITS = rf"[0-9{LIKE_DIGITS}]{{1,3}}"
_SIGN = r"[^\w\s*<>|-][^\w\s*<>|]?"
# What may be the number of a clause, and the first character of its text.
_NUMBER = re.compile(
    rf"[ >]*(?:\*\*|__)?(?P<written>[.,:;]?(?P<numbers>{_DIGITS}(?:(?:\s?(?:{_SIGN}|[-–])\s?|\s){_DIGITS}){{1,3}})"
    rf"(?:\s?{_SIGN})?)(?:\*\*|__)?\s+[^\w\s]*(?P<first>\w)"
)
_ENDS = (".", ")")


class MiswrittenNumber(NamedTuple):
    """A number of a clause that is written wrongly.

    Attributes:
        line: the number of its line.
        column: its first character in the line, from 0.
        written: the number as it is written.
        right: the number as it should be.
        beside: the one before or after it that it continues or leads to.
    """

    line: int
    column: int
    written: str
    right: str
    beside: str


class _Found(NamedTuple):
    line: int
    column: int
    written: str
    numbers: tuple[int, ...]
    is_right: bool

    @property
    def shows_order(self) -> bool:
        """True if it is surely the number of a clause, although its signs may be others."""
        return self.is_right or (self.written.endswith(_ENDS) and not any(map(str.isalpha, self.written)))


def miswritten_numbers(lines: Iterable[tuple[int, str]]) -> Iterator[MiswrittenNumber]:
    """Yield the wrongly written numbers at the beginning of lines, which are given with their numbers.

    The number before or after each of them shows that it belongs to a clause.
    """
    found = [*_numbers(lines)]
    following: list[_Found | None] = [None]
    for each in reversed(found):
        following.append(each if each.shows_order else following[-1])
    before: _Found | None = None
    for each, after in zip(found, reversed(following[:-1]), strict=True):
        beside = None
        if before and follows(before.numbers, each.numbers):
            beside = before
        elif after and follows(each.numbers, after.numbers):
            beside = after
        if beside and not each.is_right:
            end = next((other.written[-1] for other in (each, beside) if other.written.endswith(_ENDS)), "")
            right = ".".join(map(str, each.numbers)) + end
            yield MiswrittenNumber(each.line, each.column, each.written, right, beside.written)
        before = each if each.shows_order or beside else before


def _numbers(lines: Iterable[tuple[int, str]]) -> Iterator[_Found]:
    """Yield what may be the numbers of clauses, with two parts or more."""
    above, number_above = "", 0
    for number, line in lines:
        marker, match = marker_of(line.lstrip(" >")), _NUMBER.match(line)
        if marker and len(marker.numbers) > 1:
            yield _Found(number, line.index(marker.written), marker.written, marker.numbers, is_right=True)
        elif match and (number_above != number - 1 or not above.strip() or is_pause(above)):
            parts = re.split(r"[^0-9]+", match["numbers"].translate(AS_DIGITS))
            if match["written"].endswith(_ENDS) or not match["first"].islower():
                yield _Found(number, match.start("written"), match["written"], tuple(map(int, parts)), is_right=False)
        above, number_above = line, number
