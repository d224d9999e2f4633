"""Marks that carry the number of each line of Markdown through the parser.

A mark is one character of the private use plane, inserted into the first word of each line after the preprocessors and
before the blocks are parsed. The marks are removed again, and turned into line numbers of elements, before anything
inline is parsed. What is parsed is therefore exactly what the site renders, with the same extensions.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Any

from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from policysite.corpus.model import HEADINGS
from policysite.corpus.numbering.markers import MARKER

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

# The attribute of an element with its line, from 1.
LINE = "data-policysite-line"

_FIRST_MARK = 0xF0000
_MAX_MARKS = 0xFFFD
_MARK = re.compile("[\U000f0000-\U000ffffd]")

# The positions at which a mark changes no meaning: right after the `#` of a heading or the quotation mark before a
# title, else after the first letter or digit of the text after list markers and the like, or after a placeholder that a
# preprocessor left.
_HEADING = re.compile(r"\s*(?:>\s*)*(?:[-*+]\s+|\d+[.)]\s+)*#{1,6}")
# (Possessive quantifiers: the number of a list item must not be taken for the first digit of the text.)
_MARKERS = r"\s*+(?:(?:>|[-*+]|\d+[.)]|:|\|)\s*+)*+"
_BEFORE_TEXT = re.compile(r"\s+|(?:>|[-*+]|\d+[.)]|:|\|)\s*")
_FIRST_CHARACTER = re.compile(rf"{_MARKERS}(?:\[[ xX]\]\s)?+(?:_|[^\w\x02])*+(?:\x02[^\x03]*\x03|[^\W_])")
# (A title that begins with `#` may be a heading.)
_TITLE = re.compile(rf'{_MARKERS}(?:[!?]{{3}}|={{3}})[^"]*"#{{0,6}}(?=[^"])')
# (In a cell of a table, a reference may stand before a colon.)
_BEFORE_DEFINITION = r"\s*+(?:(?:>|[-*+]|\d+[.)]|:)\s*+)*+"
_FOOTNOTE = re.compile(rf"{_BEFORE_DEFINITION}\[\^(?P<label>[^\]]*)\]:")
# Lines that instruct the parser: definitions, openings of blocks.
_DIRECTIVE = re.compile(
    rf"{_BEFORE_DEFINITION}\[[^\]]*\]:|\s*(?:\*\[[^\]]*\] ?:|`{{3}}|~{{3}})|{_MARKERS}(?:[!?]{{3}}|={{3}})"
)
# One that is alone on the last line of a block; on the first one it is text.
_ATTRIBUTES = re.compile(r"\s*\{[^}]*\}\s*")


def without_marks(text: str) -> str:
    """Return a text in which the characters used as marks are replaced."""
    return _MARK.sub("\N{REPLACEMENT CHARACTER}", text)


class InsertMarks(Preprocessor):
    """Inserts the marks, as the last of the preprocessors.

    Attributes:
        source: the lines that are being parsed, before any preprocessor.
        footnotes: the lines in which each footnote begins, from 1, by its label.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._has_footnotes = "footnote" in md.parser.blockprocessors
        self.source: list[str] = []
        self.footnotes: dict[str, list[int]] = {}

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines, each with its mark if it can have one."""
        lines = list(lines)
        self.footnotes = {}
        source = [line.expandtabs(self.md.tab_length) for line in self.source]
        for number, origin in _origins(source, lines):
            if origin < _MAX_MARKS:
                is_first = number == 0 or not lines[number - 1].strip()
                if is_first or not _ATTRIBUTES.fullmatch(lines[number]):
                    lines[number] = self._marked(lines[number], origin)
        return lines

    def _marked(self, line: str, origin: int) -> str:
        # Without the extension, the text of a footnote would be the URL of a link.
        footnote = _FOOTNOTE.match(line) if self._has_footnotes else None
        if footnote is not None:
            self.footnotes.setdefault(footnote["label"], []).append(origin + 1)
        title = _TITLE.match(line)
        if footnote is None and title is None and _DIRECTIVE.match(line):
            return line
        heading = _HEADING.match(line)
        start = _text_start(line, footnote.end() if footnote else 0)
        match = title or heading or _FIRST_CHARACTER.match(line, start)
        if match is None:
            return line
        rest = line[match.end() :]
        if match is heading and rest.lstrip().startswith("{"):
            rest = rest.lstrip()  # braces right after `#` are text; after a mark and a space they would be attributes
        return line[: match.end()] + chr(_FIRST_MARK + origin) + rest


class RemoveMarks(Treeprocessor):
    """Removes the marks from the blocks and sets the first one of each as the line of its element."""

    def run(self, root: Element) -> None:
        """Change the tree and the definitions of links and abbreviations in place."""
        _unmark(self.md.references, lambda link: tuple(part and unmarked(part) for part in link))
        if "abbr" in self.md.treeprocessors:
            abbreviations: Any = self.md.treeprocessors["abbr"]
            _unmark(abbreviations.abbrs, unmarked)
        for element in root.iter():
            if element.text:
                marks = _MARK.findall(element.text)
                if marks:
                    element.set(LINE, str(ord(marks[0]) - _FIRST_MARK + 1))
                    element.text = unmarked(element.text)
                    if element.tag in HEADINGS:  # the mark stands before the spaces that the parser removes
                        element.text = element.text.lstrip()
            if element.tail:
                element.tail = unmarked(element.tail)


def _origins(source: list[str], lines: list[str]) -> Iterator[tuple[int, int]]:
    """Yield each line that the preprocessors left with the line of the source it comes from, both from 0.

    Blank lines, which preprocessors add and remove, are not compared. A line that is not in the source stands for one
    or more lines of it. Between two such lines, preprocessors leave all as it is.
    """
    before, after = (
        [(number, line.rstrip()) for number, line in enumerate(side) if line.strip()] for side in (source, lines)
    )
    places = _LinePlaces([line for _, line in before])
    origin = 0
    for is_known, same in groupby(after, lambda line: line[1] in places):
        run = [*same]
        whole = places.first([line for _, line in run], origin) if is_known else None
        origin = origin if whole is None else whole
        for number, line in run:
            if is_known and whole is None:
                alone = places.first([line], origin)
                origin = origin if alone is None else alone
            if before:
                yield number, before[min(origin, len(before) - 1)][0]
            origin += 1


class _LinePlaces:
    """The places of lines among others."""

    def __init__(self, lines: list[str]) -> None:
        self._text = _joined(lines)
        self._starts = [0, *accumulate(len(line) + 1 for line in lines)]
        self._known = frozenset(lines)

    def __contains__(self, line: str) -> bool:
        return line in self._known

    def first(self, lines: list[str], start: int) -> int | None:
        """Return the first place from a start at which lines follow each other; None if there is none."""
        found = self._text.find(_joined(lines), self._starts[min(start, len(self._starts) - 1)])
        return None if found < 0 else bisect_left(self._starts, found)


def _joined(lines: list[str]) -> str:
    return "".join(f"\n{line}" for line in [*lines, ""])


def _text_start(line: str, start: int) -> int:
    """Return the first character after the markers of quotations, items and numbered clauses."""
    while match := MARKER.match(line, start) or _BEFORE_TEXT.match(line, start):
        start = match.end()
    return start


def _unmark(definitions: dict[str, Any], without: Callable[[Any], Any]) -> None:
    """Remove the marks from the names and from what they stand for."""
    marked = list(definitions.items())
    definitions.clear()
    definitions.update((unmarked(name), without(meaning)) for name, meaning in marked)


def unmarked(text: str) -> str:
    """Return a text, or a part of one, without the marks in it."""
    kind = AtomicString if isinstance(text, AtomicString) else str
    return kind(_MARK.sub("", text))
