"""Which quotation marks open, which close, and how deep they stand in one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policysite.corpus.digest import INVISIBLE

# Every shape of a double quotation mark, as it is one mark to a digest; single ones may be apostrophes.
DOUBLE = frozenset('"«»“”„‟〝〞＂')
_OPENING = frozenset("«„〝‟")
_CLOSING = frozenset("»”〞")
_BRACKETS = frozenset("([{—–-/|")

# Characters around a mark among which those that show nothing are skipped.
_NEAR = 8


class Mark(NamedTuple):
    """A quotation mark.

    Attributes:
        place: where it stands in the text, from 0.
        written: it, as it stands there.
        wanted: what should stand there; None where it has no counterpart, so that nobody can tell.
    """

    place: int
    written: str
    wanted: str | None


def marks(text: str, quotes: Sequence[str]) -> Iterator[Mark]:
    """The double quotation marks of a text, in order.

    Args:
        text: a block's prose.
        quotes: the outer and the inner marks of the language: opening, closing, opening, closing.
    """
    found: dict[int, str | None] = {}
    opened: list[int] = []
    for place in (place for place, sign in enumerate(text) if sign in DOUBLE):
        found[place] = None
        if _opens(text, place, bool(opened)):
            opened.append(place)
        elif opened:
            # Marks at even depth are outer ones, at odd depth inner ones.
            depth = (len(opened) - 1) % 2
            found[opened.pop()], found[place] = quotes[2 * depth], quotes[2 * depth + 1]
        elif text[place] == '"' and place and text[place - 1].isdigit():
            del found[place]  # inches
    for place, wanted in found.items():
        yield Mark(place, text[place], wanted)


def _opens(text: str, place: int, inside: bool) -> bool:
    """Whether a mark opens a quotation: its surroundings say so, or else its shape, or else what is open."""
    before = INVISIBLE.sub("", text[max(place - _NEAR, 0) : place])[-1:]
    after = INVISIBLE.sub("", text[place + 1 : place + 1 + _NEAR])[:1]
    free_before = not before or before.isspace() or before in _BRACKETS or before in DOUBLE
    free_after = not after or after.isspace() or after in DOUBLE or not after.isalnum()
    if free_before != free_after:
        return free_before
    sign = text[place]
    if sign in _OPENING or sign in _CLOSING:
        return sign in _OPENING
    return not inside
