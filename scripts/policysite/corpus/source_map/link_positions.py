"""Positions of the URLs of inline links in the Markdown of a page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from policysite.corpus.invisible import visible, written_offset

# The characters between the text of a link and its URL.
OPENING = re.compile(r"\]\([ \t]*(<?)")
_MAX_URL_CHARACTERS = 4096


def link_positions(source: Iterable[str]) -> dict[str, list[tuple[int, int]]]:
    """Return the lines and columns, from 1, of each URL that stands in parentheses after the text of a link.

    Args:
        source: the lines of a page.
    """
    positions: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, written in enumerate(source, start=1):
        line = visible(written)
        for opening in OPENING.finditer(line):
            start = opening.end()
            url = line[start : _end(line, start, in_brackets=bool(opening[1]))]
            positions[url].append((number, written_offset(written, start) + 1))
    return positions


def _end(line: str, start: int, *, in_brackets: bool) -> int:
    """Return where a URL that begins at `start` ends: at white space or at the parenthesis that closes the link."""
    depth = 0
    for index in range(start, min(start + _MAX_URL_CHARACTERS, len(line))):
        character = line[index]
        if in_brackets:
            if character == ">":
                return index
        elif character.isspace() or (character == ")" and depth == 0):
            return index
        else:
            depth += (character == "(") - (character == ")")
    return start
