"""Marks that carry the number of each line of Markdown through the parser.

Python-Markdown, which the site renders with, keeps no positions. So every line is given a mark that says its number,
one character of the private use plane inside its first word, after the preprocessors and before the blocks are parsed;
the marks are taken out again, and turned into line numbers of elements, before anything inline is parsed. What is
parsed is therefore just what the site renders, with the same extensions.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

# The attribute of an element that says its line, from 1.
LINE = "data-policysite-line"

_FIRST_MARK = 0xF0000
_MOST_MARKS = 0xFFFD
_MARK = re.compile("[\U000f0000-\U000ffffd]")

# Where a mark can stand without a change of meaning: right behind the signs of a heading, else behind the first letter
# or digit of what a block's signs introduce, or behind a placeholder that a preprocessor left.
_HEADING = re.compile(r"\s*(?:>\s*)*(?:[-*+]\s+|\d+[.)]\s+)*#{1,6}")
# (Nothing is given back once taken: the number of a list item is no first digit.)
_FIRST_CHARACTER = re.compile(r"\s*+(?:(?:>|[-*+]|\d+[.)]|:|\|)\s*+)*+(?:_|[^\w\x02])*+(?:\x02[^\x03]*\x03|[^\W_])")
# Lines that say something to the parser rather than to the reader: definitions, attribute lists, openings of blocks.
_DIRECTIVE = re.compile(r"\s*(?:\*?\[[^\]]*\]:|\{|[!?]{3}|/{3}|={3}|:{3}|`{3}|~{3})")


def cleared(text: str) -> str:
    """A text without the characters that marks are made of: the private use plane is ours while we parse."""
    return _MARK.sub("\N{REPLACEMENT CHARACTER}", text)


class MarkLines(Preprocessor):
    """Puts the marks in, as the last of the preprocessors.

    Attributes:
        source: the lines that are being parsed, before any preprocessor.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.source: list[str] = []

    def run(self, lines: list[str]) -> list[str]:
        """The lines, each with its mark where one can stand."""
        lines = list(lines)
        source = [line.expandtabs(self.md.tab_length) for line in self.source]
        for number, origin in _origins(source, lines):
            if origin < _MOST_MARKS:
                lines[number] = _marked(lines[number], origin)
        return lines


class TakeMarks(Treeprocessor):
    """Takes the marks out of the blocks and notes the first one of each as its line."""

    def run(self, root: Element) -> None:
        """Changes the tree in place."""
        for element in root.iter():
            if element.text:
                marks = _MARK.findall(element.text)
                if marks:
                    element.set(LINE, str(ord(marks[0]) - _FIRST_MARK + 1))
                    element.text = _unmarked(element.text)
            if element.tail:
                element.tail = _unmarked(element.tail)


def _origins(source: list[str], lines: list[str]) -> Iterator[tuple[int, int]]:
    """Which line of the source each line that the preprocessors left comes from, both counted from 0.

    Blank lines, which preprocessors add as they please, neither count nor come.
    """
    before, after = (
        [(number, line.rstrip()) for number, line in enumerate(side) if line.strip()] for side in (source, lines)
    )
    if [line for _, line in before] == [line for _, line in after]:
        yield from ((number, origin) for (number, _), (origin, _) in zip(after, before, strict=True))
        return
    matcher = difflib.SequenceMatcher(None, [line for _, line in before], [line for _, line in after], autojunk=False)
    for _, i1, i2, j1, j2 in matcher.get_opcodes():
        last = min(max(i2 - 1, i1), len(before) - 1)
        for offset in range(j2 - j1 if before else 0):
            yield after[j1 + offset][0], before[min(i1 + offset, last)][0]


def _marked(line: str, origin: int) -> str:
    if _DIRECTIVE.match(line):
        return line
    heading = _HEADING.match(line)
    match = heading or _FIRST_CHARACTER.match(line)
    if match is None:
        return line
    rest = line[match.end() :]
    if heading is not None and rest.lstrip().startswith("{"):
        rest = rest.lstrip()  # braces behind nothing are text, and must not become attributes behind a mark
    return line[: match.end()] + chr(_FIRST_MARK + origin) + rest


def _unmarked(text: str) -> str:
    kind = AtomicString if isinstance(text, AtomicString) else str
    return kind(_MARK.sub("", text))
