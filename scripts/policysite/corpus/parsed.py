"""A parsed page: its clauses, footnotes and raw HTML with their positions, and its tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown.util import HTML_PLACEHOLDER, HTML_PLACEHOLDER_RE

from policysite.corpus.blocks import WRITTEN_CLASS
from policysite.corpus.model import Clause
from policysite.corpus.source_map.line_marks import LINE

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown


@dataclass(frozen=True)
class RawHtml:
    """HTML in the Markdown, with its line and column in the file, from 1."""

    html: str
    line: int
    column: int

    @property
    def opening(self) -> str:
        """Its first line."""
        return self.html.split("\n")[0]


@dataclass(frozen=True)
class Footnote:
    """A footnote as it is written, with its name between the brackets and its first line in the file, from 1.

    Attributes:
        is_used: True if the text refers to it.
        is_first: True if it is the first one with its label; of several, only the last is shown.
    """

    label: str
    line: int
    is_used: bool
    is_empty: bool
    is_first: bool


@dataclass(frozen=True)
class Tree:
    """The parsed tree of a page, from which the site renders it; headings have no generated ids yet.

    The stash has the texts that the parser has replaced by placeholders, by the numbers of these.
    """

    root: Element
    stash: list[str | Element]

    def moved_to(self, parser: Markdown) -> Element:
        """Return the elements, without what is known of their source, to a parser that renders them."""
        for element in self.root.iter():
            element.attrib.pop(LINE, None)
            element.attrib.pop(WRITTEN_CLASS, None)
        parser.htmlStash.rawHtmlBlocks, parser.htmlStash.html_counter = self.stash, len(self.stash)
        return self.root


@dataclass(frozen=True)
class ParsedPage:
    """The content of a page, in its order.

    Attributes:
        first_level: the level of the heading that it begins with; 0 if it begins with something else.
        footnotes: the footnotes as they are written, in order.
        nested_links: the lines in the file of blocks with a link or the mark of a footnote inside of a link.
        repeated_names: the names that have several addresses, each with the line of one after the first.
        tree: the tree that the rest was read from; None for an empty page.
    """

    clauses: tuple[Clause, ...]
    raw_html: tuple[RawHtml, ...]
    first_level: int
    footnotes: tuple[Footnote, ...] = ()
    nested_links: tuple[int, ...] = ()
    repeated_names: tuple[tuple[str, int], ...] = ()
    tree: Tree | None = None


def renumber_placeholders(root: Element, stash: Iterable[str | Element], first: int) -> list[str | Element]:
    """Change the placeholders in a tree, in place, so that they stand for entries of another stash from a number on.

    The entries for the other stash, from this number on, are returned.
    """

    def renumbered(text: str) -> str:
        return HTML_PLACEHOLDER_RE.sub(lambda match: HTML_PLACEHOLDER % str(first + int(match[1])), text)

    for element in root.iter():
        element.text, element.tail = renumbered(element.text or ""), renumbered(element.tail or "")
        element.attrib |= {name: renumbered(value) for name, value in element.items()}
    return [renumbered(entry) if isinstance(entry, str) else entry for entry in stash]
