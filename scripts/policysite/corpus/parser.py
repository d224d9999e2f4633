"""Parses a Markdown page as the site renders it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import markdown
from markdown.inlinepatterns import LinkInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, STX

from policysite.corpus import invisible
from policysite.corpus.attributes import Attributes
from policysite.corpus.numbering import NumberedClauses
from policysite.corpus.page_content import ParserOutput, content
from policysite.corpus.parsed import ParsedPage, Tree
from policysite.corpus.references import References
from policysite.corpus.shared_sections import IrregularError, SharedSections
from policysite.corpus.source_map.line_marks import InsertMarks, RemoveMarks, without_marks

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ID_EXTENSION = "attr_list"
_BRACKET = re.compile(r"[\[\]]")
# A character after a backslash, as the parser keeps it.
_ESCAPED = re.compile("\x02([0-9]+)\x03")


class Parser:
    """Parses pages with the extensions that the site renders with, and with the one that reads the ids of clauses.

    Attributes:
        shares_sections: True if the next page may have sections in common with others.
    """

    def __init__(self, extensions: tuple[str, ...], extension_configs: Mapping[str, Mapping[str, Any]]) -> None:
        parser = markdown.Markdown(
            extensions=[*dict.fromkeys((*extensions, _ID_EXTENSION)), NumberedClauses()],
            extension_configs={name: dict(config) for name, config in extension_configs.items()},
        )
        self.shares_sections = False
        self._parser = parser
        self._raw: set[int] = set()
        self._marks = InsertMarks(parser)
        self._references = parser.references = References()
        self._shared = SharedSections(parser)
        blocks, inline = parser.preprocessors["html_block"], parser.inlinePatterns["html"]
        blocks.run = self._recording(blocks.run)  # type: ignore[method-assign]  # it is this parser's own
        inline.handleMatch = self._recording(inline.handleMatch)  # type: ignore[method-assign]  # so is this one
        parser.preprocessors.register(self._marks, "policysite-insert-marks", -1)
        brackets = _Brackets()
        for pattern in parser.inlinePatterns:
            if isinstance(pattern, LinkInlineProcessor):
                pattern.getText = brackets.content  # type: ignore[method-assign]  # all of them share what is known
        parser.treeprocessors.register(Attributes(parser), _ID_EXTENSION, 8)
        # Priorities: right before `inline` (20); after `attr_list` (8) but before `toc` (5), which generates ids.
        parser.treeprocessors.register(RemoveMarks(parser), "policysite-remove-marks", 20.5)
        parser.treeprocessors.register(_End(parser), "policysite-end", 5.5)

    def _recording(self, search: Callable[..., Any]) -> Callable[..., Any]:
        """Return a search of the parser for raw HTML that also records the entries that it makes in the stash."""

        def recorded(*found: Any) -> Any:
            stash = self._parser.htmlStash
            before = stash.html_counter
            result = search(*found)
            self._raw.update(range(before, stash.html_counter))
            return result

        return recorded

    def parse(self, text: str, first_line: int = 1) -> ParsedPage:
        """Parse the Markdown of a page without its front matter; `first_line` is its line in the file, from 1."""
        try:
            return self._parse(text, first_line, shares_sections=self.shares_sections)
        except IrregularError:
            return self._parse(text, first_line, shares_sections=False)

    def _parse(self, text: str, first_line: int, *, shares_sections: bool) -> ParsedPage:
        source = without_marks(invisible.visible(text)).split("\n")
        self._parser.reset()
        self._raw.clear()
        self._references.forget()
        self._marks.source = source
        self._shared.is_on, self._shared.first_line = shares_sections, first_line
        try:
            self._parser.convert("\n".join(source))
        except _DoneError as done:
            root = done.root
        else:
            return ParsedPage((), (), first_level=0)  # Python-Markdown returns early for an empty text
        page = ParserOutput(
            source,
            first_line,
            Tree(root, self._parser.htmlStash.rawHtmlBlocks),
            self._shared.parts,
            self._raw,
            self._marks.footnotes,
            tuple(self._references.lines_of_repeated(source)),
        )
        return content(page)


class _Brackets:
    """Finds the ends of square brackets; Python-Markdown reads to the end of the text for each one without an end."""

    def __init__(self) -> None:
        self._text = ""
        self._ends: dict[int, int] = {}

    def content(self, data: str, index: int) -> tuple[str, int, bool]:
        """Return the text in the bracket that opens before `index`, the position after it, and True if it is closed."""
        end = data.find("]", index)
        if end >= 0 and data.find("[", index, end) >= 0:  # others are in it
            if self._text != data:
                self._text, self._ends = data, _ends_of_brackets(data)
            end = self._ends.get(index - 1, -1)
        return ("", len(data), False) if end < 0 else (data[index:end], end + 1, True)


def _ends_of_brackets(text: str) -> dict[int, int]:
    """Return the position of the closing bracket for that of each opening one; brackets without an end are left out."""
    ends: dict[int, int] = {}
    open_brackets: list[int] = []
    for bracket in _BRACKET.finditer(text):
        if bracket[0] == "[":
            open_brackets.append(bracket.start())
        elif open_brackets:
            ends[open_brackets.pop()] = bracket.start()
    return ends


class _DoneError(Exception):
    """The page is parsed; raised to skip the generation of HTML."""

    def __init__(self, root: Element) -> None:
        super().__init__()
        self.root = root


class _End(Treeprocessor):
    """Ends the work on a page when it is parsed.

    Then each id is as it is written: a reference, a tag or a backslash in one has no meaning.
    """

    def run(self, root: Element) -> None:
        for element in root.iter():
            if STX in element.get("id", ""):
                element.set("id", self._as_written(element.get("id", "")))
        raise _DoneError(root)

    def _as_written(self, text: str) -> str:
        entries = self.md.htmlStash.rawHtmlBlocks
        text = HTML_PLACEHOLDER_RE.sub(lambda number: str(entries[int(number[1])]), text)
        return _ESCAPED.sub(lambda code: f"\\{chr(int(code[1]))}", text)
