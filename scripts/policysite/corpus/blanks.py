"""Texts with parts replaced by spaces, so that what remains keeps its place."""

from __future__ import annotations

from collections.abc import Iterable


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text with spaces instead of these ranges, each from its first character to the one after its last."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)
