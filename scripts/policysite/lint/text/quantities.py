"""Quantities, such as `30 days`, and dates: compared between languages, and between an answer and its policy."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from policysite.corpus import Block, Clause, Page
from policysite.languages.durations import unit_after
from policysite.lint.text.numbers import dates, numbers, numbers_without_digits


class Quantity(NamedTuple):
    """A date or a number in a block, a number with its unit of time, such as `day`, if it has one.

    Its value is the same however it is written. It starts at this character of the block's text, from 0.
    """

    value: str
    unit: str
    written: str
    block: Block
    start: int

    @property
    def meaning(self) -> tuple[str, str]:
        """Its meaning, however it is written."""
        return self.value, self.unit


def quantities(blocks: Iterable[Block], page: Page) -> Iterator[Quantity]:
    """Yield the numbers in blocks of a page, with their units."""
    for block in blocks:
        for number in numbers(block, page):
            unit = unit_after(block.unmarked, number.start + len(number.written), page.language)
            end = unit.end if unit else number.start + len(number.written)
            written = " ".join(block.unmarked[number.start : end].split())
            yield Quantity(number.key, unit.name if unit else "", written, block, number.start)


def _quantities_and_dates(clause: Clause, page: Page) -> Iterator[Quantity]:
    for block in clause.all_blocks():
        yield from quantities([block], page)
        for date in dates(block, page):
            yield Quantity(date.key, "", date.written, block, date.start)


def quantities_without(clause: Clause, page: Page, others: Collection[tuple[Page, Clause]]) -> Iterator[Quantity]:
    """Yield the quantities and dates of a clause that none of these clauses of its language has, also not in words."""
    own = list(_quantities_and_dates(clause, page))
    if not own:
        return
    known = {each.meaning for of, other in others for each in _quantities_and_dates(other, of)}
    in_words = {
        each.key for of, other in others for block in other.all_blocks() for each in numbers_without_digits(block, of)
    }
    for each in own:
        if each.meaning not in known and each.value not in in_words:
            yield each
