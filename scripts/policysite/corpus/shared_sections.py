"""Parses sections that several pages have in common, such as the versions of a document, only once.

A section begins with a block that begins with `#`. Nothing outside of it changes what the parser makes of it, but for
the names of addresses, abbreviations and footnotes, and the decimal numbers that may be those of clauses. So it is
taken from a page that was parsed before if its text, the lines that it stands in, these names and numbers are the same.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeAlias
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from policysite.corpus.model import HEADINGS, Clause
from policysite.corpus.numbering.decimals import numbers_in_sequence
from policysite.corpus.source_map.line_marks import LINE, unmarked

# The first line of a page, what gives names on it, its ambiguous numbers of clauses, and the text of a section with the
# marks of its lines.
_Key: TypeAlias = tuple[int, str, frozenset[tuple[int, ...]], str]

_HEADING = "#"
# Lines that give a name to something, and blocks that are counted through the page: footnotes, tabs.
_DEFINITION = re.compile(r"\] ?:")
_PAGE_WIDE = re.compile(rf"{_DEFINITION.pattern}|\[\^|===")


class IrregularError(Exception):
    """A line that looks like a heading is none, so that the page has to be parsed as a whole."""


@dataclass
class SharedSection:
    """A section that several pages may have, with the clauses that were read from it on the first of them.

    Each page gets a copy of its elements.
    """

    elements: list[Element]
    clauses: tuple[Clause, ...] = ()


class SharedSections(BlockParser):
    """Parses the blocks of a page, except for the sections that it knows from other pages: it adds these at the end.

    It takes the place of the parser's own.

    Attributes:
        is_on: True if the next page shares its sections.
        first_line: the line of its text in its file.
        parts: the elements of the last page in groups, each with its section if other pages may share it.
    """

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.state, self.blockprocessors = md.parser.state, md.parser.blockprocessors
        md.parser = self
        # After `attr_list` (8) and `abbr` (7), before the ids of numbered clauses (6), which depend on the whole page.
        completion = Treeprocessor(md)
        completion.run = self.complete  # type: ignore[method-assign]  # a class of its own would only call this
        md.treeprocessors.register(completion, "policysite-shared-sections", 6.5)
        self.is_on = False
        self.first_line = 1
        self.parts: list[tuple[list[Element], SharedSection | None]] = []
        self._known: dict[_Key | None, SharedSection] = {}
        # By its first element, each section of the page that may be shared, and the number of its elements.
        self._sections: dict[Element, tuple[_Key | None, int]] = {}

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802  (the name is Python-Markdown's)
        """Parse the blocks of a page; an `IrregularError` says that this must be done with `is_on` False."""
        self._sections = {}
        if not self.is_on:
            return super().parseDocument(lines)
        page = "\n".join(lines)
        blocks = page.split("\n\n")
        names = unmarked("\n".join(block for block in blocks if _DEFINITION.search(block)))
        numbers = numbers_in_sequence(page.split("\n"))
        self.root = Element(self.md.doc_tag)
        for section in _sections(blocks):
            start, text = len(self.root), "\n\n".join(section)
            key = self.first_line, names, numbers, text
            if key in self._known:
                SubElement(self.root, "p")
            else:
                self.parseBlocks(self.root, section)
                if text.startswith(_HEADING) and self.root[start].tag not in HEADINGS:
                    raise IrregularError
            if text.startswith(_HEADING) and not _PAGE_WIDE.search(text):
                self._sections[self.root[start]] = key, len(self.root) - start
        return ElementTree(self.root)

    def complete(self, root: Element) -> None:
        """Put the sections that are known from other pages into the tree of a page, and keep its own for others."""
        self.parts = []
        children = iter([*root])
        for first in children:
            key, count = self._sections.get(first, (None, 1))
            elements = [first, *islice(children, count - 1)]
            if key in self._known:
                elements = copy.deepcopy(self._known[key].elements)
            elif key is not None and _is_complete(elements):
                self._known[key] = SharedSection(copy.deepcopy(elements))
            self.parts.append((elements, self._known.get(key)))
        root[:] = chain.from_iterable(elements for elements, _ in self.parts)


def _sections(blocks: list[str]) -> Iterator[list[str]]:
    """Yield what stands above the first heading, and each section."""
    section: list[str] = []
    for block in blocks:
        if block.startswith(_HEADING) and section:
            yield section
            section = []
        section.append(block)
    yield section


def _is_complete(elements: Iterable[Element]) -> bool:
    """True if the line of a section is known, and the parser has put nothing of it elsewhere."""
    every = [each for element in elements for each in element.iter()]
    texts = (text for each in every for text in (each.text, each.tail, *each.attrib.values()) if text)
    return LINE in every[0].attrib and not any(map(HTML_PLACEHOLDER_RE.search, texts))
