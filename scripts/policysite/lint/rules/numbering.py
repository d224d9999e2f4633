"""Numbers of clauses that do not continue each other, or with a wrong sign, a letter or a space: `1,2.`, `l.2.`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from policysite.corpus import Block, Clause, Page, subjects
from policysite.corpus.numbering.markers import Marker, follows, marker_of, next_values, with_value, written_marker
from policysite.corpus.numbering.places import is_pause
from policysite.findings import Severity
from policysite.findings.rule import Aspect
from policysite.languages.alphabets import AS_DIGITS, LIKE_DIGITS
from policysite.lint.advised_edits import with_advised_edit
from policysite.lint.context import Context
from policysite.lint.page_text import text_lines
from policysite.lint.rule import Hit, broken_aspects, hit, hit_at, page_rule

# What a short list may have as a letter or as a Roman numeral.
_LETTERS_OR_NUMERALS = "ivx"
_DIGITS = rf"[0-9{LIKE_DIGITS}]{{1,3}}"
_SIGN = r"[^\w\s*<>|-][^\w\s*<>|]?"
# A number, perhaps that of a clause, and the first character of its text.
_NUMBER = re.compile(
    rf"[ >]*(?:\*\*|__)?(?P<written>[.,:;]?(?P<numbers>{_DIGITS}(?:(?:\s?(?:{_SIGN}|[-–])\s?|\s){_DIGITS}){{1,3}})"
    rf"(?:\s?{_SIGN})?)(?:\*\*|__)?\s+[^\w\s]*(?P<first>\w)"
)
_ENDS = (".", ")")


@page_rule(aspect=Aspect.STRUCTURE, advises=True)
def number_mistyped(page: Page, context: Context) -> Iterator[Hit]:
    """The number of a clause repeats that above it, is wrong as other numbers show, or has a wrong sign in it."""
    for found, marker, value, is_wrong in _numbers_out_of_order(page, context):
        if is_wrong:
            yield with_advised_edit(found, page, marker.written, value and with_value(marker, value))
    for number, beside in _miswritten(page):
        clause = page.clause_at(number.line)
        blocks = (block for block in (clause.blocks if clause else ()) if block.line <= number.line <= block.last_line)
        above = (subjects.marker(page.path, line) for block in blocks for line in range(block.line, number.line + 1))
        found = hit_at(
            page.path,
            number.line,
            number.column,
            breaks={*above, *broken_aspects(page, number.line, Aspect.NUMBERS)},
            damaged=len(number.written),
            number=number.written,
            before=beside.written,
        )
        end = next((each.written[-1] for each in (number, beside) if each.written.endswith(_ENDS)), "")
        yield with_advised_edit(found, page, number.written, ".".join(map(str, number.values)) + end)


@page_rule(Severity.WARNING)
def number_out_of_order(page: Page, context: Context) -> Iterator[Hit]:
    """A numbered clause does not continue the numbers above it: one may be left out on purpose."""
    yield from (found for found, *_, is_wrong in _numbers_out_of_order(page, context) if not is_wrong)


def _numbers_out_of_order(page: Page, context: Context) -> Iterator[tuple[Hit, Marker, str, bool]]:
    """Yield a hit at each number that does not continue those above it, its marker, and the right value if clear.

    The last value is False if a number may be left out on purpose: that is a warning, and a rule of its own.
    """
    for clause in page.clauses:
        elsewhere = _markers_elsewhere(page, clause, context) if any(_out_of_order(clause)) else {}
        for block, above, marker, value in _out_of_order(clause, elsewhere):
            # (An item above it may not be one yet.)
            rests_on = [subjects.marker(page.path, number) for number in range(clause.line, block.line)]
            found = hit(page, block, number=marker.written, before=above.written, rests_on=rests_on)
            yield found, marker, value, bool(value) or marker.written == above.written


def _out_of_order(
    clause: Clause, elsewhere: Mapping[int, Marker] = MappingProxyType({})
) -> Iterator[tuple[Block, Marker, Marker, str]]:
    """Yield the items that do not continue the numbers above: the marker above, their own, and the right value.

    The value is empty if it is not clear. What follows continues it, unless another language shows what does.
    """
    above: dict[tuple[int, str], Marker] = {}
    for block in clause.blocks:
        marker = written_marker(block.marker)
        if marker is None:
            continue
        # Decimal numbers continue across the lists in each other, all others within their own list.
        key = (0, "") if marker.numbers else (len(block.inside), marker.style)
        above = {other: before for other, before in above.items() if other[0] <= key[0]}
        begins = not marker.numbers and 1 in marker.readings.values()
        if key in above and not begins and not above[key].precedes(marker):
            value = _next_value(above[key], marker, elsewhere.get(block.line))
            yield block, above[key], marker, value
            if value and block.line not in elsewhere:
                marker = written_marker(with_value(marker, value)) or marker
        above[key] = marker


def _markers_elsewhere(page: Page, clause: Clause, context: Context) -> dict[int, Marker]:
    """Return the markers of items in another language that continue their list, by the lines of the items here."""
    found = dict[int, Marker]()
    own = [block for block in clause.blocks if block.kind == "item"]
    for there in context.elsewhere(page, clause):
        theirs = [block for block in there.blocks if block.kind == "item"]
        out_of_order = {block.line for block, *_ in _out_of_order(there)}
        pairs = zip(own, theirs, strict=True) if len(own) == len(theirs) else ()
        for (above, above_there), (item, item_there) in pairwise(pairs):
            marker = written_marker(item_there.marker)
            if marker and above.id == above_there.id and item_there.line not in out_of_order:
                found.setdefault(item.line, marker)
    return found


def _next_value(above: Marker, marker: Marker, there: Marker | None) -> str:
    """Return the right value of a marker that does not continue the list below another one; empty if it is not clear.

    `there` is the marker at its place in another language, which continues the list, if there is one.
    """
    if there is not None and there.numbers:
        return there.value if above.numbers and above.precedes(there) else ""
    if there is None and marker.numbers:
        *group, last = marker.numbers
        is_repeated = above.numbers[: len(marker.numbers)] == marker.numbers
        return ".".join(map(str, (*group, last + 1))) if is_repeated else ""
    is_repeated = marker.value == above.value and marker.value not in _LETTERS_OR_NUMERALS
    possible = [*next_values(above)] if there or is_repeated else []
    return there.value if there and there.value in possible else next(iter(possible), "")


class _Number(NamedTuple):
    """A number of two or more parts at the beginning of a line, perhaps that of a clause."""

    line: int
    column: int
    written: str
    values: tuple[int, ...]
    is_right: bool

    @property
    def shows_order(self) -> bool:
        """True if it is surely the number of a clause, although its signs may be others."""
        return self.is_right or (self.written.endswith(_ENDS) and not any(map(str.isalpha, self.written)))


def _miswritten(page: Page) -> Iterator[tuple[_Number, _Number]]:
    """Yield the wrongly written numbers, each with the one before or after it that shows what it should be."""
    found = [*_numbers(page)]
    following: list[_Number | None] = [None]
    for each in reversed(found):
        following.append(each if each.shows_order else following[-1])
    before: _Number | None = None
    for each, after in zip(found, reversed(following[:-1]), strict=True):
        beside = None
        if before and follows(before.values, each.values):
            beside = before
        elif after and follows(each.values, after.values):
            beside = after
        if beside and not each.is_right:
            yield each, beside
        before = each if each.shows_order or beside else before


def _numbers(page: Page) -> Iterator[_Number]:
    above, number_above = "", 0
    for number, line in text_lines(page):
        marker, match = marker_of(line.lstrip(" >")), _NUMBER.match(line)
        if marker and len(marker.numbers) > 1:
            yield _Number(number, line.index(marker.written) + 1, marker.written, marker.numbers, is_right=True)
        elif match and (number_above != number - 1 or not above.strip() or is_pause(above)):
            values = tuple(map(int, re.split(r"[^0-9]+", match["numbers"].translate(AS_DIGITS))))
            if match["written"].endswith(_ENDS) or not match["first"].islower():
                yield _Number(number, match.start("written") + 1, match["written"], values, is_right=False)
        above, number_above = line, number
