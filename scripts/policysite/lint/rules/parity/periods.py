"""Periods: another unit with the same number, and numbers in words, such as “forty-five days” and «двух дней»."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from policysite.corpus import Block, Clause, Page
from policysite.findings import Severity
from policysite.languages.durations import WORKING_DAY, are_known, knows_working_days, unit_after
from policysite.languages.lexicon import lexicon_of
from policysite.lint.context import Context
from policysite.lint.rule import ClausePair, Hit, pair_rule
from policysite.lint.rules.parity.alignment import Alignment, align
from policysite.lint.rules.parity.placeables import left_over
from policysite.lint.text.morphology import lemmas
from policysite.lint.text.phrases import WordToken, tokens
from policysite.lint.text.quantities import Quantity, quantities

_MONTHS = {"month": 1, "year": 12}
_MINUTES = {"minute": 1, "hour": 60, "day": 1440, WORKING_DAY: 1440, "week": 10_080}
_CACHED_WORDS = 50_000
# What may follow the last number of a cell or a text, and how far a unit is from its number.
_END, _CHARACTERS_BEFORE_UNIT = re.compile(r"[\s.;]*(?:\||\Z)"), 2
# By these letters most words are seen to be no numbers, so that their forms need not be looked up.
_FIRST_LETTERS = 2


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
            value = _sum([number for token in run for number in _values(token.word, page.language)])
            unit = unit_after(text, run[-1].end, page.language)
            if value is not None and unit is not None:
                written = " ".join(text[run[0].start : unit.end].split())
                yield Quantity(str(value), unit.name, written, block, run[0].start)


def _in_digits(blocks: Iterable[Block], page: Page) -> Iterator[Quantity]:
    return (each for each in quantities(blocks, page) if each.unit and each.value.isdecimal())


def _runs(text: str, language: str) -> Iterator[list[WordToken]]:
    """Yield the words of each number: those that only spaces separate."""
    run: list[WordToken] = []
    for token in tokens(text):
        if run and (text[run[-1].end : token.start].strip() or not _values(token.word, language)):
            yield run
            run = []
        if _values(token.word, language):
            run.append(token)
    if run:
        yield run


def _sum(values: Iterable[int]) -> int | None:
    """Return the number that words stand for one after the other; None if they are no number together."""
    found = 0
    for value in values:
        if value == 100 and 0 < found < 10:
            found *= 100
        elif not found or (value < 10 and found % 10 == 0 and found % 100 != 10) or (value < 100 and found % 100 == 0):
            found += value
        else:
            return None
    return found


@functools.lru_cache(maxsize=_CACHED_WORDS)
def _values(word: str, language: str) -> tuple[int, ...]:
    """Return the numbers that the parts of a word stand for: 40 and 5 for “forty-five”; none if one is no number."""
    words, parts = _words(language), word.lower().split("-")
    if not all(part[:_FIRST_LETTERS] in _beginnings(language) for part in parts):
        return ()
    found = [{words[form] for form in lemmas(part, language) if form in words} for part in parts]
    return tuple(each.pop() for each in found) if all(len(each) == 1 for each in found) else ()


@functools.cache
def _words(language: str) -> dict[str, int]:
    """Return the whole numbers that words of a language stand for, by these words."""
    written: list[list[str]] = lexicon_of(language)["number_words"]
    return {word: int(number) for word, number in written if number.isdecimal() and not word.endswith("*")}


@functools.cache
def _beginnings(language: str) -> frozenset[str]:
    return frozenset(word[:_FIRST_LETTERS] for word in _words(language))
