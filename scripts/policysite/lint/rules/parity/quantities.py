"""Quantities and dates in a clause, such as `30 days`: what an answer may no longer take from its policy."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from policysite.corpus import Clause, Page
from policysite.languages.durations import unit_after
from policysite.lint.rules.parity.numbers import dates, numbers, numbers_without_digits


class _Quantity(NamedTuple):
    """A number with its unit of time, if it has one, or a date.

    Attributes:
        value: the number or the date, the same however it is written.
        unit: the unit, such as `day`; empty if there is none.
        written: as it is written.
    """

    value: str
    unit: str
    written: str


def quantities_without(clause: Clause, page: Page, others: Collection[tuple[Page, Clause]]) -> Iterator[str]:
    """Yield the quantities of a clause as they are written that none of these clauses of its language has."""
    known = {(each.value, each.unit) for of, other in others for each in _quantities(other, of)}
    in_words = {
        each.key for of, other in others for block in other.all_blocks() for each in numbers_without_digits(block, of)
    }
    for each in _quantities(clause, page):
        if (each.value, each.unit) not in known and each.value not in in_words:
            yield each.written


def _quantities(clause: Clause, page: Page) -> Iterator[_Quantity]:
    for block in clause.all_blocks():
        for number in numbers(block, page):
            unit = unit_after(block.unmarked, number.start + len(number.written), page.language)
            end = unit.end if unit else number.start + len(number.written)
            yield _Quantity(number.key, unit.name if unit else "", " ".join(block.unmarked[number.start : end].split()))
        for date in dates(block, page):
            yield _Quantity(date.key, "", date.written)
