"""Markdown for the HTML that people know: bold, emphasized and linked text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from policysite.corpus.parsed import RawHtml

_SIGNS = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_CLOSING = "</"
_TAG = re.compile(
    r"</(?P<closed>b|strong|i|em|a)>|<(?P<name>b|strong|i|em)>"
    r"|<a href=\"(?P<address>[^\"<>()\s]+)\"(?: (?:target|rel)=\"\w*\")*>",
    re.IGNORECASE,
)


class _Open(NamedTuple):
    """An element that is not closed yet: its name, the signs around its text, and the number of its first part."""

    name: str
    signs: tuple[str, str]
    first: int


def rewritten(line: str, tags: Sequence[RawHtml]) -> str:
    """Return a line with Markdown instead of all its tags; empty if there is none for one of them."""
    parts: list[str] = []
    elements: list[_Open] = []
    end = 0
    for tag in tags:
        start, match = tag.column - 1, _TAG.fullmatch(tag.html)
        if match is None or not line.startswith(tag.html, start):
            return ""
        parts.append(line[end:start])
        end = start + len(tag.html)
        if match["closed"] is None:
            element = _opened(match, len(parts))
            if any(element.signs == each.signs for each in elements):
                return ""
            elements.append(element)
            continue
        if not elements or elements[-1].name != match["closed"].lower():
            return ""
        element = elements.pop()
        text = "".join(parts[element.first :])
        words = text.strip()
        before, _, after = text.partition(words) if words else ("", "", text)
        parts[element.first :] = [f"{before}{words.join(element.signs)}{after}" if words else after]
    return "" if elements else "".join([*parts, line[end:]])


def _opened(match: re.Match[str], first: int) -> _Open:
    if match["name"] is None:
        return _Open("a", ("[", f"]({match['address']})"), first)
    sign = _SIGNS[match["name"].lower()]
    return _Open(match["name"].lower(), (sign, sign), first)


def openings(tags: Sequence[RawHtml]) -> list[RawHtml]:
    """Return the tags that begin an element."""
    return [tag for tag in tags if not tag.html.startswith(_CLOSING)]
