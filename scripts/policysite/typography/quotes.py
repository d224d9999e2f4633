"""Opening and closing quotation marks, and how deep they are nested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policysite.corpus.invisible import IGNORED

# Double quotation marks, which a digest does not distinguish. Single ones may be apostrophes.
DOUBLE = frozenset('"«»“”„‟〝〞＂')
_OPENING = frozenset("«„〝‟")
_CLOSING = frozenset("»”〞")
_BRACKETS = frozenset("([{—–-/|")

# Characters around a mark among which invisible ones are skipped.
_CONTEXT_CHARACTERS = 8


class QuotationMark(NamedTuple):
    """A quotation mark in a text, at a position from 0, and the mark that should stand there.

    That is None for a mark without a counterpart.
    """

    offset: int
    written: str
    wanted: str | None


def marks(text: str, quotes: Sequence[str]) -> Iterator[QuotationMark]:
    """Yield the double quotation marks of a block's prose, in order.

    The quotes are the outer and the inner marks of the language: opening, closing, opening, closing.
    """
    found: dict[int, str | None] = {}
    opened: list[int] = []
    for offset in (offset for offset, sign in enumerate(text) if sign in DOUBLE):
        found[offset] = None
        if _opens(text, offset, bool(opened)):
            opened.append(offset)
        elif opened:
            # Marks at even depth are outer ones, at odd depth inner ones.
            depth = (len(opened) - 1) % 2
            found[opened.pop()], found[offset] = quotes[2 * depth], quotes[2 * depth + 1]
        elif text[offset] == '"' and offset and text[offset - 1].isdigit():
            del found[offset]  # inches
    for offset, wanted in found.items():
        yield QuotationMark(offset, text[offset], wanted)


def _opens(text: str, offset: int, inside: bool) -> bool:
    """True if a mark opens a quotation: judged by the characters beside it, then its shape, then what is open."""
    before = IGNORED.sub("", text[max(offset - _CONTEXT_CHARACTERS, 0) : offset])[-1:]
    after = IGNORED.sub("", text[offset + 1 : offset + 1 + _CONTEXT_CHARACTERS])[:1]
    free_before = not before or before.isspace() or before in _BRACKETS or before in DOUBLE
    free_after = not after or after.isspace() or after in DOUBLE or not after.isalnum()
    if free_before != free_after:
        return free_before
    sign = text[offset]
    if sign in _OPENING or sign in _CLOSING:
        return sign in _OPENING
    return not inside
