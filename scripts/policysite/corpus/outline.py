"""The outline of a Markdown page: its headings and its raw HTML, each with the place where it is written.

Python-Markdown, which the site renders with, keeps no positions. So every line is given a mark that says its number,
one character of the private use plane inside its first word, after the preprocessors and before the blocks are parsed;
the marks are taken out again, and turned into line numbers of elements, before anything inline is parsed. What is
parsed is therefore just what the site renders, with the same extensions.
"""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import markdown
from markdown.extensions.toc import render_inner_html, strip_tags
from markdown.inlinepatterns import HTML_RE, HtmlInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_FIRST_MARK = 0xF0000
_MOST_MARKS = 0xFFFD
_MARK = re.compile("[\U000f0000-\U000ffffd]")
_LINE = "data-policysite-line"

# Where a mark can stand without a change of meaning: right behind the signs of a heading, else behind the first letter
# or digit of what a block's signs introduce, or behind a placeholder that a preprocessor left.
_HEADING = re.compile(r"\s*(?:>\s*)*(?:[-*+]\s+|\d+[.)]\s+)*#{1,6}")
# (Nothing is given back once taken: the number of a list item is no first digit.)
_FIRST_CHARACTER = re.compile(r"\s*+(?:(?:>|[-*+]|\d+[.)]|:|\|)\s*+)*+[^\w\x02]*+(?:\x02[^\x03]*\x03|[^\W_])")
# Lines that say something to the parser rather than to the reader: definitions, attribute lists, openings of blocks.
_DIRECTIVE = re.compile(r"\s*(?:\*?\[[^\]]*\]:|\{|[!?]{3}|/{3}|={3}|:{3}|`{3}|~{3})")


@dataclass(frozen=True)
class Heading:
    """A heading of the page.

    Attributes:
        level: 1 to 6.
        title: its text, plain.
        line: its line in the parsed text, from 1.
        id: its id, empty unless it was written out.
        attributes: its other attributes.
        nested: whether it stands in something else, such as a list or a quotation.
    """

    level: int
    title: str
    line: int
    id: str
    attributes: Mapping[str, str]
    nested: bool = False


@dataclass(frozen=True)
class RawHtml:
    """HTML that stands in the Markdown: its beginning, and where it is written in the parsed text, from 1."""

    html: str
    line: int
    column: int


@dataclass(frozen=True)
class Outline:
    """What was found in the page, in the order in which it is written."""

    headings: tuple[Heading, ...]
    raw_html: tuple[RawHtml, ...]
    begins_with_heading: bool


def outline(text: str, extensions: tuple[str, ...], extension_configs: Mapping[str, Mapping[str, Any]]) -> Outline:
    """Parses a page's Markdown (without front matter) with these extensions and takes its outline."""
    parser = markdown.Markdown(
        extensions=list(extensions),
        extension_configs={name: dict(config) for name, config in extension_configs.items()},
    )
    # The private use plane is ours while we parse.
    text = _MARK.sub("\N{REPLACEMENT CHARACTER}", text)
    raw: set[int] = set()
    collect = _Collect(parser, text.split("\n"), raw)
    blocks = parser.preprocessors["html_block"]
    parser.preprocessors.register(_StashedBlocks(parser, blocks, raw), "html_block", 20)
    parser.preprocessors.register(_MarkLines(parser, text.split("\n")), "policysite-mark", -1)
    parser.inlinePatterns.register(_StashedInline(HTML_RE, parser, raw), "html", 90)
    # Priorities: right before `inline` (20); after `attr_list` (8) but before `toc` (5), which makes ids up.
    parser.treeprocessors.register(_TakeMarks(parser), "policysite-take", 20.5)
    parser.treeprocessors.register(collect, "policysite-collect", 5.5)
    parser.convert(text)
    return collect.outline


class _StashedBlocks(Preprocessor):
    """The parser's own search for blocks of HTML, noting which entries of the stash it made."""

    def __init__(self, md: markdown.Markdown, search: Preprocessor, raw: set[int]) -> None:
        super().__init__(md)
        self._search = search
        self._raw = raw

    def run(self, lines: list[str]) -> list[str]:
        before = self.md.htmlStash.html_counter
        lines = self._search.run(lines)
        self._raw.update(range(before, self.md.htmlStash.html_counter))
        return lines


class _StashedInline(HtmlInlineProcessor):
    """The parser's own pattern for HTML inside a block, noting which entries of the stash it made."""

    def __init__(self, pattern: str, md: markdown.Markdown, raw: set[int]) -> None:
        super().__init__(pattern, md)
        self._raw = raw

    def handleMatch(  # type: ignore[override]  # noqa: N802  (as the parser's own: the stubs disagree)
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        before = self.md.htmlStash.html_counter
        result = super().handleMatch(m, data)
        self._raw.update(range(before, self.md.htmlStash.html_counter))
        return result


class _MarkLines(Preprocessor):
    """Puts the marks in, as the last of the preprocessors."""

    def __init__(self, md: markdown.Markdown, source: list[str]) -> None:
        super().__init__(md)
        self._source = source

    def run(self, lines: list[str]) -> list[str]:
        lines = list(lines)
        source = [line.expandtabs(self.md.tab_length) for line in self._source]
        for number, origin in _origins(source, lines):
            if origin < _MOST_MARKS:
                lines[number] = _marked(lines[number], origin)
        return lines


def _origins(source: list[str], lines: list[str]) -> Iterator[tuple[int, int]]:
    """Which line of the source each line that the preprocessors left comes from, both counted from 0.

    Blank lines, which preprocessors add as they please, neither count nor come.
    """
    before, after = (
        [(number, line.rstrip()) for number, line in enumerate(side) if line.strip()] for side in (source, lines)
    )
    matcher = difflib.SequenceMatcher(None, [line for _, line in before], [line for _, line in after], autojunk=False)
    for _, i1, i2, j1, j2 in matcher.get_opcodes():
        last = min(max(i2 - 1, i1), len(before) - 1)
        for offset in range(j2 - j1 if before else 0):
            yield after[j1 + offset][0], before[min(i1 + offset, last)][0]


def _marked(line: str, origin: int) -> str:
    if _DIRECTIVE.match(line):
        return line
    match = _HEADING.match(line) or _FIRST_CHARACTER.match(line)
    if match is None:
        return line
    return line[: match.end()] + chr(_FIRST_MARK + origin) + line[match.end() :]


class _TakeMarks(Treeprocessor):
    """Takes the marks out of the blocks and notes the first one of each as its line."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text:
                marks = _MARK.findall(element.text)
                if marks:
                    element.set(_LINE, str(ord(marks[0]) - _FIRST_MARK + 1))
                    element.text = _unmarked(element.text)
            if element.tail:
                element.tail = _unmarked(element.tail)


def _unmarked(text: str) -> str:
    kind = AtomicString if isinstance(text, AtomicString) else str
    return kind(_MARK.sub("", text))


class _Collect(Treeprocessor):
    """Walks the parsed page and takes its outline."""

    outline = Outline((), (), False)  # of a page without text, which the parser does not walk

    def __init__(self, md: markdown.Markdown, source: list[str], raw: set[int]) -> None:
        super().__init__(md)
        self._source = source
        self._raw = raw
        self._last = (1, 0)

    def run(self, root: Element) -> None:
        headings: list[Heading] = []
        raw_html: list[RawHtml] = []
        line = 1
        top = set(root)
        for element in root.iter():
            line = int(element.get(_LINE, line))
            if re.fullmatch("h[1-6]", element.tag):
                headings.append(self._heading(element, line, nested=element not in top))
            for text in (element.text, element.tail):
                raw_html.extend(self._raw_html(text or "", line))
        first = root[0].tag if len(root) else ""
        self.outline = Outline(tuple(headings), tuple(raw_html), first == "h1")

    def _heading(self, element: Element, line: int, *, nested: bool) -> Heading:
        title = html.unescape(strip_tags(render_inner_html(element, self.md)))
        attributes = {key: value or "" for key, value in element.items() if key != _LINE}
        return Heading(int(element.tag[1]), title, line, attributes.pop("id", ""), attributes, nested)

    def _raw_html(self, text: str, line: int) -> Iterator[RawHtml]:
        for match in HTML_PLACEHOLDER_RE.finditer(text):
            number = int(match[1])
            if number in self._raw:
                begins = str(self.md.htmlStash.rawHtmlBlocks[number]).strip().split("\n")[0]
                yield RawHtml(begins, *self._place(begins, line))

    def _place(self, begins: str, line: int) -> tuple[int, int]:
        """Where this HTML is written: at or after a line, and behind what was found before."""
        after = max((line, 0), self._last)
        for number, source in enumerate(self._source[after[0] - 1 :], start=after[0]):
            column = source.find(begins, after[1] if number == after[0] else 0)
            if column >= 0:
                self._last = (number, column + 1)
                return self._last
        return line, 1
