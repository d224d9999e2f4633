"""Units of time after a number, in any language: `30 days`, `24 kuukautta`, `6か月`."""

from __future__ import annotations

import datetime
import functools
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Literal, NamedTuple, TypeAlias

from policysite.languages import locale_of
from policysite.languages.lexicon import lexicon_of
from policysite.languages.scripts import HANGUL, UNSPACED

_Name: TypeAlias = Literal["minute", "hour", "day", "week", "month", "year"]
_SECONDS: Mapping[_Name, int] = {
    "minute": 60,
    "hour": 3600,
    "day": 86_400,
    "week": 604_800,
    "month": 2_592_000,
    "year": 31_536_000,
}
# The name of the unit in “3 working days”, in a language whose words for it are known.
WORKING_DAY = "working day"
# Among them are numbers for each plural form, with one for fractions.
_NUMBERS = (1, 2, 3, 5, 11, 21, 100)
_FRACTION = 1.5
# (Vowels of many scripts are marks, not letters.)
_WORD = r"[^\s\d.,:;!?()\[\]/…-]{1,80}"  # no unit has so many, and a line without spaces may have thousands
_WORDS = re.compile(_WORD)
# The word after a number, or the one after an adjective: `30 days`, `30-day`, `30 calendar days`, `3-il ġurnata`.
_AFTER = re.compile(rf"[\s\N{{HYPHEN}}\N{{NON-BREAKING HYPHEN}}-]{{0,2}}({_WORD})(?:\s+({_WORD}))?")
_UNSPACED = re.compile(f"[{UNSPACED}{HANGUL}]")
# One letter, such as `m`, stands for other things, too. Short words have no endings: with one, `kuu` would be
# another word.
_MIN_LETTERS, _MIN_LETTERS_WITH_ENDING = 2, 4
_MAX_ENDING_LETTERS = 3


class TimeUnit(NamedTuple):
    """A unit of time in a text, such as `day`, and the character after its word."""

    name: str
    end: int


def unit_after(text: str, end: int, language: str) -> TimeUnit | None:
    """Return the unit of time after the number that ends at `end`; None if there is none, or if it is not known."""
    match = _AFTER.match(text, end)
    if match is None or match[1].casefold() in lexicon_of(language)["words_for_date"]:
        return None
    for number in (1, 2):
        found = _read((match[number] or "").casefold(), language)
        if found:
            name, letters = found
            is_working = name == "day" and number > 1 and match[1].casefold().startswith(_working(language))
            return TimeUnit(WORKING_DAY if is_working else name, match.start(number) + letters)
    return None


def knows_working_days(language: str) -> bool:
    """True if working days are distinguished from others in a language."""
    return bool(_working(language))


def _working(language: str) -> tuple[str, ...]:
    return tuple(lexicon_of(language)["working_days"])


@functools.cache
def are_known(language: str) -> bool:
    """True if the words of every unit are known in a language; not if it writes them before the number: `siku 30`."""
    return set(_forms(language, abbreviated=False).values()) == _SECONDS.keys()


@functools.lru_cache(maxsize=10_000)
def _read(word: str, language: str) -> tuple[str, int] | None:
    """Return the unit that a word stands for, and how many of its letters do."""
    forms = _forms(language)
    if word in forms:
        return forms[word], len(word)
    found = [
        (len(form) if _UNSPACED.match(form) else len(word), unit)
        for form, unit in forms.items()
        if _is_inflected(word, form)
    ]
    letters, name = max(found, default=(0, ""))
    return (name, letters) if len({unit for _, unit in found}) == 1 else None


def _is_inflected(word: str, form: str) -> bool:
    """True if a word is a form with another ending, or, where no spaces separate words, with another word after it."""
    if _UNSPACED.match(form):
        return word.startswith(form)
    if len(form) < _MIN_LETTERS_WITH_ENDING:
        return False
    stem = form if len(form) == _MIN_LETTERS_WITH_ENDING else form[:-1]
    return word.startswith(stem) and len(word) <= len(form) + _MAX_ENDING_LETTERS


@functools.cache
def _forms(language: str, *, abbreviated: bool = True) -> Mapping[str, str]:
    """Return the units by the forms of their words, in lower case."""
    found = {unit: list(_words(unit, language, abbreviated=abbreviated)) for unit in _SECONDS}
    others = {word: unit for unit, words in lexicon_of(language)["time_units"].items() for word in words}
    # “In” and “ago” are there with each unit.
    units = Counter(word for each in found.values() for word in {word for words in each for word in words})
    own = (
        (next((word for word in words if units[word] == 1), ""), unit) for unit, each in found.items() for words in each
    )
    return {word: unit for word, unit in own if len(word) >= _MIN_LETTERS or _UNSPACED.match(word)} | others


def _words(unit: _Name, language: str, *, abbreviated: bool) -> Iterator[list[str]]:
    """Yield the words that follow a number of these units: `days`, in “3 days ago” other cases, and abbreviations."""
    from babel.dates import format_timedelta  # it takes some time to load
    from babel.units import format_unit

    locale = locale_of(language)
    for number, sign, directed in product(_NUMBERS, (1, -1), (True, False)):
        written = format_timedelta(
            datetime.timedelta(seconds=sign * number * _SECONDS[unit]),
            granularity=unit,
            threshold=float("inf"),
            add_direction=directed,
            locale=locale,
        )
        _, digits, after = written.partition(str(number))
        yield _WORDS.findall(after.casefold())[:2] if digits else []
    lengths: list[tuple[float, Literal["long", "short"]]] = [(_FRACTION, "long")]
    if abbreviated:
        lengths += ((number, "short") for number in (*_NUMBERS, _FRACTION))
    for amount, length in lengths:
        written = format_unit(amount, f"duration-{unit}", length=length, locale=locale)
        # (Where CLDR has no pattern, Babel writes the name of the unit.)
        yield [] if "duration-" in written else _WORDS.findall(re.split(r"\d", written)[-1].casefold())[:2]
