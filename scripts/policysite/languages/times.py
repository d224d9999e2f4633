"""Times of the day in a text: `5:30 p.m.`, `17:30`, `17 h 30`, `午後5時30分`."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from policysite.languages import locale_of

_HOUR, _MINUTE = "(?P<hour>[01]?[0-9]|2[0-4])", "[0-5][0-9]"
_TIME = re.compile(
    rf"(?<![0-9:.,]){_HOUR}"
    rf"(?:[:.](?P<minute>{_MINUTE})(?![0-9:])(?:\s?(?P<half>[ap])\.?\s?m\b\.?)|:(?P<minutes>{_MINUTE})(?![0-9:])"
    rf"|\s?(?P<half_day>[ap])\.?\s?m\b\.?|\s?h\s?(?P<after_hour>{_MINUTE})(?![0-9]))",
    re.IGNORECASE,
)
# The signs of East Asia for an hour, but not for its length, and for a minute.
_HOUR_SIGN, _MINUTE_SIGN = "[時时点點시](?![間间간])", "[分분]"
_MAYBE_TIME = re.compile(rf"0?([0-9]{{1,2}})(?:[:.]({_MINUTE}))?")
_NOON = 12


class Time(NamedTuple):
    """A time in a text.

    Attributes:
        key: hour and minute: `17:30`.
        start: its first character, from 0.
        end: the character after its last.
    """

    key: str
    start: int
    end: int


def times_in(text: str, language: str) -> list[Time]:
    """Return the times in a text whose digits are those of ASCII."""
    patterns = (_TIME, _with_signs(language))
    return [Time(_key(match), *match.span()) for pattern in patterns for match in pattern.finditer(text)]


def as_time(number: str) -> str:
    """Return a number, or the key of a time, as the key of a time if it can be one: `9:00` for 9 and for 9.00."""
    match = _MAYBE_TIME.fullmatch(number)
    return f"{match[1]}:{match[2] or '00'}" if match else number


def _key(match: re.Match[str]) -> str:
    parts = {name: part for name, part in match.groupdict().items() if part}
    half = (parts.get("half") or parts.get("half_day") or "").lower()
    is_afternoon = half == "p" or "after_noon" in parts
    hour = int(parts["hour"])
    if half or "before_noon" in parts or is_afternoon:
        hour = hour % _NOON + _NOON * is_afternoon
    minute = parts.get("minute") or parts.get("minutes") or parts.get("after_hour") or ""
    return f"{hour}:{minute:0>2}"


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
