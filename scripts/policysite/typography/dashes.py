"""Hyphens and dashes, and what should stand in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# A hyphen or dash between two words, and two or three hyphens that join two words.
_LOOSE_DASH = re.compile(r"(?<=[^\s|])[^\S\n]+(?P<dash>-{1,3}|[‒–―])(?=\s+[^\s|])|(?<=\w)(?P<joining>-{2,3})(?=\w)")
_FIGURE = re.compile(r"\d")
# Two numbers that are not part of a phone number, a date or the number of a law.
_RANGE = re.compile(r"(?<![\w.,:/+)№#-])(?<![\d)№#+]\s)(?P<first>\d{1,4})-(?P<last>\d{1,4})(?![\w/:-]|[.,]\d)")
_YEAR_DIGITS = 4
# How many characters beside a dash are searched for the words next to it.
_CONTEXT_CHARACTERS = 40


class Dash(NamedTuple):
    """Hyphens or a dash in a text, at a position from 0, and the dash that should stand there."""

    offset: int
    written: str
    wanted: str


def dashes(text: str, between_words: str, between_numbers: str) -> Iterator[Dash]:
    """Yield the hyphens and dashes of a text that stand for a dash."""
    for match in _LOOSE_DASH.finditer(text):
        kind = "dash" if match["dash"] else "joining"
        before = text[max(match.start() - _CONTEXT_CHARACTERS, 0) : match.start()].split()[-1:]
        after = text[match.end() : match.end() + _CONTEXT_CHARACTERS].split()[:1]
        # Next to a number it may be a range or a subtraction.
        if not any(_FIGURE.search(word) for word in (*before, *after)):
            yield Dash(match.start(kind), match[kind], between_words)
    for match in _RANGE.finditer(text):
        if _is_range(match["first"], match["last"]):
            yield Dash(match.end("first"), "-", between_numbers)


def _is_range(first: str, last: str) -> bool:
    """True if two numbers are a range, as in 10-14 or 2024-2026, and unlike 123-4567 or 12-2018."""
    if (first.startswith("0") and first != "0") or last.startswith("0"):
        return False
    return (
        int(first) < int(last)
        and len(last) - len(first) <= 1
        and (len(last) < _YEAR_DIGITS or len(first) == _YEAR_DIGITS)
    )
