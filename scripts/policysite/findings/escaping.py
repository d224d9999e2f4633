"""Text from pages and file names, made fit to be shown: what comes from a page must not steer what shows it."""

from __future__ import annotations

import unicodedata


def escaped(text: str) -> str:
    r"""The text on one line, every character of it to be seen.

    Control and format characters, line ends and bytes that are no UTF-8 become escapes such as `\n` or `\u202e`: they
    would color a terminal, break a line, turn the direction of reading, or not show at all.
    """
    return text if text.isprintable() else "".join(map(_legible, text))


def _legible(character: str) -> str:
    category = unicodedata.category(character)
    # C: control, format, surrogate, private use, unassigned. Zl and Zp end a line. Every kind of space is left alone.
    unseen = category.startswith("C") or category in {"Zl", "Zp"}
    return character.encode("unicode_escape").decode("ascii") if unseen else character


def encodable(text: str) -> str:
    r"""The text with its lone surrogates as `\udcff`: those of a file name that is no UTF-8, which no output takes."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
