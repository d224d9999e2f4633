"""Times of the day in a text: `5:30 p.m.`, `17:30`, `17 h 30`, `午後5時30分`."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from policysite.languages import locale_of

_HOUR = "(?P<hour>2[0-4]|[01]?[0-9])"
# Without a half of the day, and with a dot or without minutes, it is another number.
_MAYBE_TIME = re.compile(
    rf"(?<![0-9:.,]){_HOUR}(?![0-9])(?:(?P<sign>[:.]|\s?h\s?)(?P<minute>[0-5][0-9])(?!:?[0-9]))?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?",
    re.IGNORECASE,
)
# The signs of East Asia for an hour, but not for its length, and for a minute.
_HOUR_SIGN, _MINUTE_SIGN = "[時时点點시](?![間间간])", "[分분]"
# A number, or the key of a time, that may be one.
_NUMBER = re.compile("0?([0-9]{1,2})(?:[:.]([0-5][0-9]))?")
_NOON = 12


class Time(NamedTuple):
    """A time in a text, with its start and end, from 0; its key is the hour and the minute: `17:30`."""

    key: str
    start: int
    end: int


def times_in(text: str, language: str) -> list[Time]:
    """Return the times in a text whose digits are those of ASCII."""
    found = (match for match in _MAYBE_TIME.finditer(text) if match["half"] or match["sign"] not in (None, "."))
    return [Time(_key(match), *match.span()) for match in (*found, *_with_signs(language).finditer(text))]


def as_time(number: str) -> str:
    """Return a number, or the key of a time, as the key of a time if it can be one: `9:00` for 9 and for 9.00."""
    match = _NUMBER.fullmatch(number)
    return f"{match[1]}:{match[2] or '00'}" if match else number


def _key(match: re.Match[str]) -> str:
    parts = match.groupdict()
    half = (parts.get("half") or "").lower()
    is_afternoon = half == "p" or bool(parts.get("after_noon"))
    hour = int(parts["hour"])
    if half or is_afternoon or parts.get("before_noon"):
        hour = hour % _NOON + _NOON * is_afternoon
    return f"{hour}:{parts['minute'] or '':0>2}"


@functools.cache
def _with_signs(language: str) -> re.Pattern[str]:
    """Return a pattern of times as East Asia writes them, with the words of a language for the halves of the day."""
    widths = locale_of(language).day_periods["format"].values()
    before, after = (
        "|".join({re.escape(each[name]): None for each in widths if name in each}) or "(?!)" for name in ("am", "pm")
    )
    # (“3点” alone may be three points.)
    with_minutes = rf"(?=[0-9]{{1,2}}\s?{_HOUR_SIGN}\s?[0-9]{{1,2}}\s?{_MINUTE_SIGN})"
    return re.compile(
        rf"(?:(?P<before_noon>{before})|(?P<after_noon>{after})|{with_minutes})\s?(?<![0-9]){_HOUR}\s?{_HOUR_SIGN}"
        rf"(?:\s?(?P<minute>[0-5]?[0-9])\s?{_MINUTE_SIGN})?"
    )
