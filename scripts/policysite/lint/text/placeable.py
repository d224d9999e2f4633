"""A placeable: the term of translation tools for numbers, dates, addresses and the like."""

from __future__ import annotations

from typing import NamedTuple


class Placeable(NamedTuple):
    """An item that the other languages must have too, at a character of a block's text, from 0.

    Its key is the same however a language writes it.
    """

    key: str
    written: str
    start: int


Placeables = tuple[Placeable, ...]
