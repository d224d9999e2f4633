"""Where in its Markdown a character of a block's text is written.

Python-Markdown keeps no positions inside a block, so the text is laid beside the lines that it was made from:
it is what is left of them when the markup is taken away.
"""

from __future__ import annotations

import difflib
import functools
import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

_TOKEN = re.compile(r"\w+|.", re.DOTALL)
# In the lines that a text was made from, a sign may stand by its name or number, and a line begins with what says where
# it belongs: the first with the sign of its item too.
_FIRST_BEGINNING = re.compile(r"(?:[ \t>]|[-*+][ \t]|\d+[.)][ \t])*")
_BEGINNING = re.compile(r"[ \t>]*")
_WRITTEN = re.compile(r"&#?\w+;|\w+|.", re.DOTALL)


def place(source: tuple[str, ...], text: str, offset: int, first_line: int) -> tuple[int, int]:
    """The line and column, from 1, at which a character of a text is written.

    Args:
        source: the lines that the text was made from.
        text: the text.
        offset: the character, from 0; the text's length is the place behind it.
        first_line: the number of the first of the lines.
    """
    starts, origins, lines = _alignment(source, text)
    if not starts:
        return first_line, 1
    token = max(bisect_right(starts, offset) - 1, 0)
    position = min(origins[token] + offset - starts[token], lines[-1] + len(source[-1]))
    line = bisect_right(lines, position) - 1
    return first_line + line, position - lines[line] + 1


@functools.lru_cache(maxsize=64)
def _alignment(source: tuple[str, ...], text: str) -> tuple[list[int], list[int], list[int]]:
    """Where each word and sign of a text begins, where it is written in its joined lines, and where those begin."""
    written = list(_written(source))
    read = [(token[0], token.start()) for token in _TOKEN.finditer(text)]
    matcher = difflib.SequenceMatcher(None, [_sign(token) for token, _ in written], [_sign(token) for token, _ in read])
    starts = [start for _, start in read]
    origins = [-1] * len(read)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            origins[block.b + step] = written[block.a + step][1]
    # What is written otherwise, such as an entity, stands behind what precedes it.
    for number, origin in enumerate(origins):
        if origin < 0:
            before = number - 1
            origins[number] = origins[before] + len(read[before][0]) if number else 0
    lines = list(accumulate((len(line) + 1 for line in source[:-1]), initial=0))
    return starts, origins, lines


def _written(source: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """The words and signs of joined lines, without what each line begins with, and where they stand."""
    start = 0
    for number, line in enumerate(source):
        beginning = (_BEGINNING if number else _FIRST_BEGINNING).match(line)
        if number:
            yield "\n", start - 1
        for match in _WRITTEN.finditer(line, beginning.end() if beginning else 0):
            yield match[0], start + match.start()
        start += len(line) + 1


def _sign(written: str) -> str:
    if written.startswith("&"):
        return html.unescape(written)
    return " " if written == "\n" else written
