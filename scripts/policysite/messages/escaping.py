"""Escape text from pages, file names and other programs, so that it cannot control the program that shows it."""

from __future__ import annotations

import json
import re
import unicodedata

# What runners of CI execute: GitHub `::error …` at the start of a line (a text may have another colon after it; three
# colons begin no command) and `##[error]` anywhere in it, Azure and TeamCity `##vso[…]` and `##teamcity[…]`.
_COMMAND = re.compile(r"^(?P<before>\s*):(?=:(?!:)|$)|(?P<hashes>##\w*)\[")

# Joiners and marks of direction, which words of some scripts and emoji are written with.
_JOINERS = "\u061c\u200b\u200c\u200d\u200e\u200f"


def escaped(text: str) -> str:
    r"""Return the text on one line, with every character visible, and nothing in it that is a command for CI.

    Control and format characters, line ends and invalid UTF-8 become escapes such as `\n` or `\u202e`: they could color
    a terminal, break a line, change the reading direction, or be invisible.
    """
    return _COMMAND.sub(_as_text, visible(text))


def visible(text: str) -> str:
    """Return the text on one line, with every character visible."""
    return text if text.isprintable() else "".join(map(_visible, text))


def _as_text(command: re.Match[str]) -> str:
    return rf"{command['hashes']}\x5b" if command["hashes"] else rf"{command['before']}\x3a"


def copyable(line: str) -> str:
    """Return a line that is to be copied as it is: like `escaped`, but without escapes for what nobody sees.

    Such characters are left out, except joiners; a tab is a space.
    """
    return _COMMAND.sub(_as_text, line if line.isprintable() else "".join(map(_copyable, line)))


def _copyable(character: str) -> str:
    if character == "\t":
        return " "
    if character in _JOINERS:
        return character
    return "" if unicodedata.category(character) in {"Cc", "Cf"} else _visible(character)


def escaped_lines(text: str) -> str:
    """Return a text of several lines, such as a traceback, each of them escaped."""
    return "\n".join(map(escaped, text.split("\n")))


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    # C: control, format, surrogate, private use, unassigned. Zl and Zp end a line. Spaces are unchanged.
    hidden = category.startswith("C") or category in {"Zl", "Zp"}
    return character.encode("unicode_escape").decode("ascii") if hidden else character


def dumped(value: object) -> str:
    """Return a value as JSON in which each character is visible and no text a command for CI; a newline at the end."""
    # All others become JSON escapes, which are read back unchanged, and so does the bracket.
    lines = json.dumps(value, ensure_ascii=False, indent=2).split("\n")
    text = "\n".join(line if line.isprintable() else "".join(map(_as_json, line)) for line in lines)
    return re.sub(r"(##\w*)\[", r"\1\\u005b", text) + "\n"


def _as_json(character: str) -> str:
    return character if _visible(character) == character else json.dumps(character)[1:-1]


def encodable(text: str) -> str:
    r"""Return the text with lone surrogates written as `\udcff`.

    File names that are not UTF-8 contain lone surrogates, which cannot be encoded.
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
