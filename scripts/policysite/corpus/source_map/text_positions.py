"""Positions of the characters of a block's text in its Markdown.

The text is what is left of the source lines when the markup is removed, so the two are compared.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, product

from policysite.corpus.character_references import unescape
from policysite.corpus.invisible import WrittenLine, visible

_TOKEN = re.compile(r"\w+|.", re.DOTALL)
# A character may be written as an entity.
_SOURCE_TOKEN = re.compile(r"&#?\w+;|\w+|.", re.DOTALL)
# Indentation and markers of quotations at the start of a line; on the first line those of list items too, unless the
# text begins with one.
_FIRST_INDENT = re.compile(r"(?:[ \t>]|[-*+][ \t]|\d+[.)][ \t])*")
_NUMBERED = re.compile(r"\d+[.)][ \t]")
_INDENT = re.compile(r"[ \t>]*")
# The most pairs of tokens in the source and in the text that are compared with each other: of some 500 words.
_MAX_COMPARED_PAIRS = 1_000_000
# In a longer text, each token is searched for together with the next two, then alone, up to this many tokens ahead.
_WITH_FOLLOWING = (3, 1)
_MAX_SKIPPED_TOKENS = 300


class TextPositions:
    """Finds the line and column of each character of a text, given the lines that it was made from."""

    def __init__(self, source: tuple[str, ...], text: str, first_line: int) -> None:
        self._first_line = first_line
        self._written = [WrittenLine(line) for line in source]
        # The lines are joined as they are read: without what is invisible.
        read = tuple(map(visible, source))
        self._starts, self._origins = _alignment(read, text)
        self._lines = list(accumulate((len(line) + 1 for line in read), initial=0))
        self._lines[-1] -= 1

    def of(self, offset: int) -> tuple[int, int]:
        """Return the line and column, from 1, at which a character of the text is written.

        The length of the text stands for the position after it.
        """
        if not self._starts:
            return self._first_line, 1
        token = max(bisect_right(self._starts, offset) - 1, 0)
        in_source = min(self._origins[token] + offset - self._starts[token], self._lines[-1])
        line = min(bisect_right(self._lines, in_source), len(self._written)) - 1
        return self._first_line + line, self._written[line].offset(in_source - self._lines[line]) + 1


def _alignment(source: tuple[str, ...], text: str) -> tuple[list[int], list[int]]:
    """Return the starts of the tokens of a text, and their starts in the joined lines."""
    written = list(_source_tokens(source, _INDENT if _NUMBERED.match(text) else _FIRST_INDENT))
    read = [(token[0], token.start()) for token in _TOKEN.finditer(text)]
    starts = [start for _, start in read]
    origins = [-1] * len(read)
    for in_source, in_text in _pairs([_read(token) for token, _ in written], [_read(token) for token, _ in read]):
        origins[in_text] = written[in_source][1]
    # A token without a match stands after the token before it.
    for number, origin in enumerate(origins):
        if origin < 0:
            before = number - 1
            origins[number] = origins[before] + len(read[before][0]) if number else 0
    return starts, origins


def _pairs(written: Sequence[str], read: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the tokens of the source and of the text that are the same ones, by their numbers, in order."""
    if len(written) * len(read) > _MAX_COMPARED_PAIRS:
        yield from _pairs_of_long(written, read)
        return
    for block in difflib.SequenceMatcher(None, written, read).get_matching_blocks():
        yield from zip(range(block.a, block.a + block.size), range(block.b, block.b + block.size), strict=True)


def _pairs_of_long(written: Sequence[str], read: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the same, where to compare each token with each other takes too long: each is searched after the last."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for size, number in product(_WITH_FOLLOWING, range(len(written))):
        places[tuple(written[number : number + size])].append(number)
    next_place = 0
    for number in range(len(read)):
        for size in _WITH_FOLLOWING:
            found = places.get(tuple(read[number : number + size]), ())
            following = bisect_left(found, next_place)
            if following < len(found) and found[following] - next_place < _MAX_SKIPPED_TOKENS:
                yield found[following], number
                next_place = found[following] + 1
                break


def _source_tokens(source: tuple[str, ...], first_indent: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    """Yield the tokens of the joined lines, without indentation, with their starts."""
    start = 0
    for number, line in enumerate(source):
        indent = (_INDENT if number else first_indent).match(line)
        if number:
            yield "\n", start - 1
        for match in _SOURCE_TOKEN.finditer(line, indent.end() if indent else 0):
            yield match[0], start + match.start()
        start += len(line) + 1


def _read(written: str) -> str:
    """Return a token as it is compared: entities decoded, a line end as a space."""
    if written.startswith("&"):
        return unescape(written)
    return " " if written == "\n" else written
