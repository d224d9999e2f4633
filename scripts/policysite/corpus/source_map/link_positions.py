"""Positions of the URLs of inline links in the Markdown of a page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from policysite.corpus.invisible import visible, written_offset

# The characters between the text of a link and its URL.
OPENING = re.compile(r"\]\((?P<padding>[ \t]*)(?P<bracket><?)")
_DELIMITER = re.compile(rf"{OPENING.pattern}|[()]|(?P<space>\s+)")
_MAX_URL_CHARACTERS = 4096


def link_positions(source: Iterable[str]) -> dict[str, list[tuple[int, int]]]:
    """Return the lines and columns, from 1, of each URL that stands in parentheses after the text of a link."""
    positions: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, written in enumerate(source, start=1):
        line = visible(written)
        for start, end in sorted(_urls(line)):
            positions[line[start:end]].append((number, written_offset(written, start) + 1))
    return positions


def _urls(line: str) -> Iterator[tuple[int, int]]:
    """Yield where each URL begins and ends: at white space or at the parenthesis that closes the link."""
    open_parentheses: list[int | None] = []  # for each, the beginning of the URL if it opens a link
    for delimiter in _DELIMITER.finditer(line):
        space = delimiter["space"] or delimiter["padding"]
        if space:
            end = delimiter.end() - len(space) - len(delimiter["bracket"] or "")
            yield from (_within_limit(start, end) for start in open_parentheses if start is not None)
            open_parentheses.clear()
        start = delimiter.end()
        if delimiter[0] == "(":
            open_parentheses.append(None)
        elif delimiter[0] == ")":
            opened = open_parentheses.pop() if open_parentheses else None
            if opened is not None:
                yield _within_limit(opened, delimiter.start())
        elif delimiter["bracket"]:
            yield start, max(line.find(">", start, start + _MAX_URL_CHARACTERS), start)
            open_parentheses.append(None)
        elif not delimiter["space"]:
            open_parentheses.append(start)
    yield from ((start, start) for start in open_parentheses if start is not None)


def _within_limit(start: int, end: int) -> tuple[int, int]:
    return start, end if end - start < _MAX_URL_CHARACTERS else start
