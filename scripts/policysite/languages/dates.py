"""Dates in a text, in words or digits, as its language writes them."""

from __future__ import annotations

import contextlib
import datetime
import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from policysite.languages import locale_of
from policysite.languages.lexicon import lexicon_of

if TYPE_CHECKING:
    from babel import Locale

# The form of dates in files, such as 2027-12-31.
ISO_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
# A year that is earlier than this is one of another era.
_FIRST_YEAR = 1900
_DAY = r"(?P<day>[0-9]{1,2})"
_QUOTE = '[«»“”„"]?'
# People type a straight apostrophe where CLDR has a typographic one.
_APOSTROPHE = "’"
_APOSTROPHES = str.maketrans(dict.fromkeys("'‘ʼ", _APOSTROPHE))
# Before a day: an article or a preposition may be joined to it, as in “mill-15 ta’ Marzu”.
_BEFORE_DAY = r"(?:(?<![0-9.,:/–-])|(?<=[^\W\d_]-))"
_MONTHS, _MAX_DAY = 12, 31
# Fields and literal texts of a format of dates in CLDR.
_FORMAT_TOKEN = re.compile(r"'[^']*'|y+|M+|d+|\s+|[^yMd'\s]+")
# Letters of the shortest abbreviation of a month.
_MIN_MONTH_LETTERS = 3
# After the beginning of a name in lower case, which may be another word: the Czech “pro”, the Dutch “maar”.
_AFTER_ABBREVIATION = r"(?=\.|\W+(?:\w{1,3}\s+)?[0-9]{4})"
# Hyphens, dashes and the minus sign, which word processors put in place of the hyphen of the keyboard.
_DASH = re.compile("[\u2010-\u2015\u2212]")
# A date in digits alone, perhaps with a time after it.
_YEAR_FIRST = re.compile(
    r"(?P<year>[0-9]{4})(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})(?:[T ][0-9:.+Z -]*)?"
)
_YEAR_LAST = re.compile(r"(?P<first>[0-9]{1,2})(?P<sign>[-/.])(?P<second>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{4})")
_WORD_OR_NUMBER = re.compile(r"[^\W\d_]{2,}|[0-9]+")
# Longer texts are no dates.
_MAX_CHARACTERS = 60


class Date(NamedTuple):
    """A date in a text, with its start and end, from 0.

    Its key has year, month and day, as far as they are written: `2026-11-22`, `2026-11`, `-11-22`.
    """

    key: str
    start: int
    end: int


def iso_date(text: str) -> datetime.date | None:
    """Return a date that is written as 2027-12-31; None for another form. A `ValueError`: there is no such day."""
    return datetime.date.fromisoformat(text) if ISO_DATE.fullmatch(text) else None


def only_date(text: str, languages: Iterable[str]) -> datetime.date | None:
    """Return the day that a text names, and nothing else; None if it can be read as another day, or as none.

    The likeliest language comes first.
    """
    text = _DASH.sub("-", " ".join(text[: _MAX_CHARACTERS + 1].split()))
    with contextlib.suppress(ValueError):  # there is no such day
        if len(text) > _MAX_CHARACTERS:
            return None
        if match := _YEAR_FIRST.fullmatch(text):
            return datetime.date(*(int(match[part]) for part in ("year", "month", "day")))
        if match := _YEAR_LAST.fullmatch(text.strip(".").replace(". ", ".")):
            return _year_last(match)
        for language, written in itertools.product(languages, (text, text.title())):
            if dates := _whole_dates(written, language):
                return dates[0] if len(dates) == 1 else None
    return None


def _year_last(match: re.Match[str]) -> datetime.date | None:
    """Return the date in digits that ends with the year; None if its first number may be the day or the month."""
    year, first, second = (int(match[part]) for part in ("year", "first", "second"))
    # (With dots, no language writes the month first.)
    if first > _MONTHS or first == second or (match["sign"] == "." and second <= _MONTHS):
        return datetime.date(year, second, first)
    return datetime.date(year, first, second) if second > _MONTHS else None


def _whole_dates(text: str, language: str) -> list[datetime.date]:
    """Return the dates in words that a text consists of, with the word for a year and the day of the week."""
    dates = dates_in(text, language)
    rest = list(text)
    for date in dates:
        rest[date.start : date.end] = " " * (date.end - date.start)
    others = {each.casefold() for each in _WORD_OR_NUMBER.findall("".join(rest))}
    years_in_full = all(date.key[:4] in text for date in dates)
    if "/" in text or not years_in_full or not others <= _words_beside_dates(language):
        return []
    return [datetime.date.fromisoformat(date.key) for date in dates]


@functools.cache
def _words_beside_dates(language: str) -> frozenset[str]:
    """Return the forms of the word for a year, and the days of the week, in lower case."""
    from babel.units import format_unit

    locale = locale_of(language)
    years = (format_unit(number, "duration-year", locale=locale) for number in (1, 2, 5, 1.5))
    words = [*years, *(day for width in ("wide", "abbreviated") for day in locale.days["format"][width].values())]
    return frozenset(each.casefold() for word in words for each in _WORD_OR_NUMBER.findall(word) if each.isalpha())


def dates_in(text: str, language: str) -> tuple[Date, ...]:
    """Return the dates in a text, in order; of `1–5 May 2026` and `1 May to 3 June 2026` both, in that year.

    If year, month and day are written, there may be no such day.
    """
    found: list[Date] = []
    months, patterns = _patterns(language)
    text = text.translate(_APOSTROPHES)
    lexicon, month_first = lexicon_of(language), _is_month_first(language)

    def record(match: re.Match[str]) -> str:
        """Record the dates of a match, and blank it for the patterns that follow."""
        dates = tuple(_dates(match, months, lexicon["eras"], lexicon["years_ahead"], month_first=month_first))
        found.extend(dates)
        return " " * len(match[0]) if dates else match[0]

    for pattern in patterns:
        text = pattern.sub(record, text)
    found.sort(key=lambda date: date.start)
    between = _between(language)
    for number, (first, last) in enumerate(itertools.pairwise(found)):
        if between.fullmatch(text[first.end : last.start].strip(" ,.")):
            found[number : number + 2] = _in_one_period(first, last)
    return tuple(found)


def _in_one_period(first: Date, last: Date) -> tuple[Date, Date]:
    """Return the first and the last date of a period, of which one may be without the year."""
    (year, begin), (last_year, end) = (date.key.partition("-")[::2] for date in (first, last))
    turns = int(begin > end)  # as from December to January
    if last_year and not year:
        return first._replace(key=f"{int(last_year) - turns}-{begin}"), last
    if year and not last_year:
        return first, last._replace(key=f"{int(year) + turns}-{end}")
    return first, last


@functools.cache
def _between(language: str) -> re.Pattern[str]:
    """Match what stands between the first and the last date of a period."""
    return re.compile("|".join(["[-–—~～]", *map(re.escape, lexicon_of(language)["between_days"])]))


def _dates(
    match: re.Match[str], months: dict[str, int], eras: Mapping[str, int], ahead: int, *, month_first: bool
) -> Iterator[Date]:
    parts = match.groupdict()
    month = months[parts["name"]] if parts.get("name") else int(parts["month"])
    if month > _MONTHS and parts.get("day") and not parts.get("name") and "/" in match[0]:
        parts["day"], month = str(month), int(parts["day"])
    year = parts.get("year") or ""
    year = "20" + year if len(year) == 2 else year
    if parts.get("era"):
        year = str(int(parts["of_era"]) + eras[parts["era"]])
    elif year and int(year) - ahead >= _FIRST_YEAR:
        year = str(int(year) - ahead)
    days = [int(parts[name]) for name in ("day", "last") if parts.get(name)]
    exists = 1 <= month <= _MONTHS and all(1 <= day <= _MAX_DAY for day in days)
    # (With dots, some write the month first where it comes first between slashes.)
    is_swapped = month_first and "." in match[0] and month <= _MAX_DAY and not parts.get("name")
    is_whole = bool(days) and all(days) and len(parts.get("year") or "") == 4 and int(year) >= _FIRST_YEAR
    if not exists and (not is_whole or is_swapped):
        return
    for number, day in enumerate(days or [0]):
        start = match.start("last") if number else match.start()
        end = match.end() if number or len(days) < 2 else match.start("last")
        yield Date(f"{year}-{month:02}" + (f"-{day:02}" if day else ""), start, end)


@functools.cache
def _patterns(language: str) -> tuple[dict[str, int], tuple[re.Pattern[str], ...]]:
    """Return the numbers of the months by their names, and patterns of dates, the most complete first."""
    locale = locale_of(language)
    lexicon = lexicon_of(language)
    whole, abbreviated = _months(locale, lexicon["month_endings"], lexicon["month_forms"])
    months = {**abbreviated, **whole}
    names = (
        re.escape(each) + ("" if each in whole or not each.islower() else _AFTER_ABBREVIATION)
        for each in sorted(months, key=len, reverse=True)
    )
    # (A vowel sign at the end of a name is no letter.)
    name = f"(?P<name>{'|'.join(names)})(?!\\w)\\.?"
    ordinal = f"(?:{'|'.join(map(re.escape, lexicon['ordinal_endings']))})?"
    through = "|".join([r"\s*[-–—]\s*", *(rf"\.?\s+{re.escape(word)}\s+" for word in lexicon["between_days"])])
    # (“28 (29) February”: in brackets, the day in some years.)
    last = rf"(?:{through}|(?P<bracket>\.?\s?\())(?P<last>[0-9]{{1,2}}){ordinal}(?(bracket)\.?\))"
    days = rf"{_QUOTE}{_DAY}{ordinal}{_QUOTE}(?:{last})?(?![0-9])"
    year = _year(lexicon["eras"])
    of = "".join(rf"(?:{re.escape(word)}\s+)?" for word in lexicon["between_day_and_month"])
    long = locale.date_formats["long"].pattern.replace("G", f"'{locale.eras['abbreviated'][1]}'")
    after_day, after_month = _separators(long)
    patterns = _year_first(long, name, year, rf"\s*(?:{_between(language).pattern})\s*(?P<last>[0-9]{{1,2}})")
    patterns.append(
        rf"{_BEFORE_DAY}{days}(?:{after_day}|\s+){of}{name}(?:(?:{after_month}|,?\s+(?:[^\W\d_]{{1,3}}\s+)?){year})?"
    )
    if long.index("M") < long.index("d"):
        patterns.append(rf"\b{name}\s+{days}(?:,?\s+{year})?")
    patterns.append(rf"\b{name},?\s+{year}")
    patterns.append(r"(?<![0-9.-])(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![0-9-])")
    ends = r"(?![0-9]|\.[0-9])"
    patterns.append(rf"(?<![0-9.]){_DAY}\.(?P<month>[0-9]{{1,2}})\.(?P<year>[0-9]{{4}}){ends}")
    patterns.append(rf"(?<![0-9.])(?P<day>[0-9]{{2}})\.(?P<month>[0-9]{{2}})\.(?P<year>[0-9]{{2}}){ends}")
    first, second = ("month", "day") if _is_month_first(language) else ("day", "month")
    short_year = "(?P<year>[0-9]{4}|[0-9]{2})"
    patterns.append(rf"(?<![0-9/])(?P<{first}>[0-9]{{1,2}})/(?P<{second}>[0-9]{{1,2}})/{short_year}(?![0-9/])")
    return months, tuple(re.compile(each) for each in patterns)


@functools.cache
def _is_month_first(language: str) -> bool:
    """True if a language writes the month before the day in dates in digits."""
    short: str = locale_of(language).date_formats["short"].pattern
    return short.index("M") < short.index("d")


def _year(eras: Mapping[str, int]) -> str:
    """Return a pattern of years: of four digits, or of an era, as in 令和9年."""
    names = "|".join(map(re.escape, sorted(eras, key=len, reverse=True)))
    of_era = rf"(?P<era>{names})\s*(?P<of_era>[0-9]{{1,4}})|" if eras else ""
    return rf"(?:{of_era}(?P<year>[0-9]{{4}}))(?![0-9])"


def _separators(date_format: str) -> tuple[str, str]:
    """Return patterns of what a language writes between day, month and year, as in 4. Mai 2026, 4 de mayo de 2026."""
    match = re.fullmatch("d+(.*?)M+(.*?)y.*", date_format)
    day, month = (_pattern(part) for part in match.groups()) if match else ("", "")
    return day or r"\s+", month or r"\s+"


def _year_first(date_format: str, name: str, year: str, last: str) -> list[str]:
    """Return patterns of dates in a language that writes the year first, as in 2026年5月4日, also without one part.

    `last` is a pattern of the last day of a period, without the sign for a day.
    """
    if not date_format.startswith("y"):
        return []
    parts: dict[str, str] = {}  # the fields in their order, each with what follows it
    field = ""
    for token in _FORMAT_TOKEN.findall(date_format):
        field = token[0] if token[0] in "yMd" else field
        parts[field] = parts.get(field, "") + token
    chosen = ("".join(part for field, part in parts.items() if field in fields) for fields in ("yMd", "yM", "Md"))
    days = rf"(?:{last}{re.escape(parts['d'].strip('d '))})?"
    return [rf"(?<![0-9]){_pattern(part.rstrip(), name, year)}{days if 'd' in part else ''}" for part in chosen]


def _pattern(date_format: str, name: str = "", year: str = "") -> str:
    """Return a pattern of dates in a format of CLDR, or of a part of it."""
    fields = {"y": year, "M": "(?P<month>[0-9]{1,2})", "d": _DAY}
    written = []
    for part in _FORMAT_TOKEN.findall(date_format):
        if part.startswith("MMM"):
            written.append(name)
        elif part.isspace():
            written.append(r"\s+")
        else:
            written.append(
                fields.get(part[0]) or (r"\.?" if part == "." else re.escape(part.strip("'").translate(_APOSTROPHES)))
            )
    return r"\s*".join(written).replace(r"\s*\s+\s*", r"\s+").replace(r"\s*\s+", r"\s+").replace(r"\s+\s*", r"\s+")


def _months(locale: Locale, endings: list[str], others: list[str]) -> tuple[dict[str, int], dict[str, int]]:
    """Return the numbers of the months by every form of their names, and by the beginnings of these."""
    whole: dict[str, int] = {}
    abbreviated: dict[str, int] = {}
    wide = {kind: locale.months[kind]["wide"] for kind in ("format", "stand-alone")}
    for number in range(1, _MONTHS + 1):
        both = [wide["format"][number], wide["stand-alone"][number]]
        stem = "".join(itertools.takewhile(bool, (a * (a == b) for a, b in zip(*both, strict=False))))
        beginnings = {form[:length] for form in both for length in range(_MIN_MONTH_LETTERS, len(form))}
        inflected = {*(stem + ending for ending in endings), *(others[number - 1].split() if others else ())}
        for names, forms in ((whole, {*both, *inflected}), (abbreviated, beginnings)):
            for form in forms:
                for written in (form, form.capitalize(), form.upper()):
                    names.setdefault(written.translate(_APOSTROPHES), number)
    return whole, abbreviated
