"""Periods: another unit with the same number, and numbers in words, such as “forty-five days” and «двух дней»."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from policysite.corpus import Block, Clause, Page
from policysite.findings import Severity
from policysite.languages.durations import WORKING_DAY, are_known, knows_working_days, unit_after
from policysite.lint.context import Context
from policysite.lint.rule import ClausePair, Hit, pair_rule
from policysite.lint.rules.parity.alignment import Alignment, align
from policysite.lint.rules.parity.placeables import left_over
from policysite.lint.text.numbers import said_in_words
from policysite.lint.text.phrases import WordToken, tokens
from policysite.lint.text.quantities import Quantity, quantities

_MONTHS = {"month": 1, "year": 12}
_MINUTES = {"minute": 1, "hour": 60, "day": 1440, WORKING_DAY: 1440, "week": 10_080}
# What may follow the last number of a cell or a text, and how far a unit is from its number.
_END, _CHARACTERS_BEFORE_UNIT = re.compile(r"[\s.;]*(?:\||\Z)"), 2


@pair_rule(Severity.WARNING, gap="gap_time_units", has_gap=lambda language: not are_known(language))
def time_units_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A period has the number of its original, but another unit."""
    all_days = not all(knows_working_days(page.language) for page in (pair.translation, pair.original))
    for aligned in align(pair):
        here = _periods(aligned.translation, pair.translation, all_days=all_days)
        there = _periods(aligned.original, pair.original, all_days=all_days) if here else {}
        for number, periods in here.items():
            originals = there.get(number, [])
            surplus, missing = _other_units(periods, originals), _other_units(originals, periods)
            # (Where a unit is not recognized, the others cannot be compared.)
            if surplus and missing and len(periods) == len(originals):
                own, its = surplus[0], missing[0]
                yield pair.hit(own.block, own.start, its.block, its.start, here=own.written, there=its.written)
        for own, its in _without_unit(pair, aligned):
            yield pair.hit(own.block, own.start, its.block, its.start, here=own.written, there=its.written)


def _without_unit(pair: ClausePair, aligned: Alignment) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the numbers at the end of a cell or a text that are periods in the other language, or the reverse."""
    here, there = _once(aligned.translation, pair.translation), _once(aligned.original, pair.original)
    for own, its in ((own, there[value]) for value, own in here.items() if value in there):
        if bool(own.unit) != bool(its.unit):
            translation, original = (pair.translated_clause, pair.translation), (pair.original_clause, pair.original)
            bare, (clause, page) = (its, original) if own.unit else (own, translation)
            is_end = _END.match(bare.block.unmarked, bare.start + len(bare.written))
            # (The head of a column may name the unit.)
            if is_end and are_known(page.language) and not _names_unit(clause, page.language):
                yield own, its


def _once(blocks: Sequence[Block], page: Page) -> Mapping[str, Quantity]:
    """Return the numbers that are in blocks once, by their values."""
    found = list(quantities(blocks, page))
    counts = Counter(each.value for each in found)
    return {each.value: each for each in found if counts[each.value] == 1}


def _names_unit(clause: Clause, language: str) -> bool:
    """True if a clause has a unit of time that is not behind a number."""
    for block in clause.all_blocks():
        for token in tokens(block.unmarked):
            unit = unit_after(block.unmarked, token.start, language)
            before = block.unmarked[max(token.start - _CHARACTERS_BEFORE_UNIT, 0) : token.start]
            if unit and unit.end <= token.end and not any(map(str.isdigit, before)):
                return True
    return False


def _periods(blocks: Sequence[Block], page: Page, *, all_days: bool) -> Mapping[str, list[Quantity]]:
    """Return the periods in blocks, by their numbers; working days count as days if all days are to be alike."""
    found: dict[str, list[Quantity]] = defaultdict(list)
    for each in quantities(blocks, page):
        if each.unit:
            is_alike = all_days and each.unit == WORKING_DAY
            found[each.value].append(each._replace(unit="day") if is_alike else each)
    return found


def _other_units(periods: Sequence[Quantity], others: Sequence[Quantity]) -> list[Quantity]:
    """Return the periods whose units the other language has less often."""
    return left_over(periods, (each.unit for each in others), lambda period: period.unit)


@pair_rule(needs=("number_words",))
def periods_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A period in words is another one in the original."""
    for aligned in align(pair):
        here = list(_in_words(aligned.translation, pair.translation))
        there = list(_in_words(aligned.original, pair.original)) if here else []
        known = [*there, *_in_digits(aligned.original, pair.original)]
        known_here = [*here, *_in_digits(aligned.translation, pair.translation)]
        surplus = left_over(here, map(_length, known), _length)
        missing = left_over(there, map(_length, known_here), _length)
        for own, other in product(surplus, missing):
            # (Where a language has “a day” for “one day”, the other periods are not different ones.)
            if own.unit == other.unit or (own.value == other.value != "1"):
                yield pair.hit(own.block, own.start, other.block, other.start, here=own.written, there=other.written)
                break


def _length(period: Quantity) -> tuple[int, bool]:
    """Return the length of a period: in months and True, or in minutes and False."""
    return int(period.value) * {**_MONTHS, **_MINUTES}[period.unit], period.unit in _MONTHS


def _in_words(blocks: Iterable[Block], page: Page) -> Iterator[Quantity]:
    for block in blocks:
        text = block.unmarked
        for run in _runs(text, page.language):
            values = said_in_words(text[run[0].start : run[-1].end], page.language)
            unit = unit_after(text, run[-1].end, page.language)
            if unit and len(values) == 1:
                written = " ".join(text[run[0].start : unit.end].split())
                yield Quantity(str(*values), unit.name, written, block, run[0].start)


def _in_digits(blocks: Iterable[Block], page: Page) -> Iterator[Quantity]:
    return (each for each in quantities(blocks, page) if each.unit and each.value.isdecimal())


def _runs(text: str, language: str) -> Iterator[list[WordToken]]:
    """Yield the words of each number: those that only spaces separate."""
    run: list[WordToken] = []
    for token in tokens(text):
        is_number = bool(said_in_words(token.word, language))
        if run and (text[run[-1].end : token.start].strip() or not is_number):
            yield run
            run = []
        if is_number:
            run.append(token)
    if run:
        yield run
