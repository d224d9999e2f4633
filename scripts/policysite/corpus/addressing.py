"""Where in its Markdown the addresses of a page's links are written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

# What stands between the text of a link and its address.
OPENING = re.compile(r"\]\([ \t]*(<?)")
# Characters within which the end of an address is looked for.
_LONGEST = 4096


def places(source: Iterable[str]) -> dict[str, list[tuple[int, int]]]:
    """The lines and columns, from 1, of each address that stands in parentheses behind the text of a link.

    Args:
        source: the lines of a page.
    """
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, line in enumerate(source, start=1):
        for opening in OPENING.finditer(line):
            start = opening.end()
            places[line[start : _end(line, start, in_brackets=bool(opening[1]))]].append((number, start + 1))
    return places


def _end(line: str, start: int, *, in_brackets: bool) -> int:
    """Where an address that begins at `start` ends: at white space or at the parenthesis that closes the link."""
    depth = 0
    for position in range(start, min(start + _LONGEST, len(line))):
        sign = line[position]
        if in_brackets:
            if sign == ">":
                return position
        elif sign.isspace() or (sign == ")" and depth == 0):
            return position
        else:
            depth += (sign == "(") - (sign == ")")
    return start
