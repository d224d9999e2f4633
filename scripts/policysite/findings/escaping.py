"""Escape text from pages and file names, so that it cannot control the program that shows it."""

from __future__ import annotations

import unicodedata


def escaped(text: str) -> str:
    r"""Return the text on one line, with every character visible.

    Control and format characters, line ends and invalid UTF-8 become escapes such as `\n` or `\u202e`: they could color
    a terminal, break a line, change the reading direction, or be invisible.
    """
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    # C: control, format, surrogate, private use, unassigned. Zl and Zp end a line. Spaces are unchanged.
    hidden = category.startswith("C") or category in {"Zl", "Zp"}
    return character.encode("unicode_escape").decode("ascii") if hidden else character


def encodable(text: str) -> str:
    r"""Return the text with lone surrogates written as `\udcff`.

    File names that are not UTF-8 contain lone surrogates, which cannot be encoded.
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
