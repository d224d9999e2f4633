"""Parsing a Markdown page as the site renders it, into sections and raw HTML with their positions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import markdown
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.inlinepatterns import HTML_RE, HtmlInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER, HTML_PLACEHOLDER_RE

from policysite.corpus import invisible
from policysite.corpus.blocks import WRITTEN_CLASS, Piece, Stash, Walk
from policysite.corpus.model import Block, Clause
from policysite.corpus.numbering import NumberedClauses
from policysite.corpus.shared_sections import IrregularError, Shared, SharedSections
from policysite.corpus.source_map.line_marks import LINE, InsertMarks, RemoveMarks, unmarked, without_marks

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# Attributes after an element within a line. (Python-Markdown takes all up to the last brace of the line for them, and
# moves the text before that brace behind the text after it.)
_INLINE_ATTRIBUTES = re.compile(r"""^\{:?[ ]*([^}\n ](?:="[^"\n]*"|='[^'\n]*'|[^}\n])*+)\}""")

# Where an address gets a name: `[name]: address`.
_REFERENCE = re.compile(r"[\s>*+\d.)-]*+\[([^\[\]]*)\]:")
# The attribute of a heading with the clauses that its text is based on.
BASED_ON = "data-based-on"
# Begins the names of the attributes that this program uses itself.
OWN_ATTRIBUTE = "data-policysite"
# Attributes that Markdown has another form for, as `(address)`: in braces they would replace what is written there.
_OF_MARKDOWN = {"alt", "href", "src", "start", "type"}
# Begins the name that an attribute in braces has instead of a name that is taken.
_REFUSED = "_"

_OF_IDS = "attr_list"


@dataclass(frozen=True)
class Section:
    """A heading and the blocks under it, up to the next heading.

    Attributes:
        heading: the heading as a block.
        level: 1 to 6.
        attributes: its attributes, including the id.
        nested: True if it is inside something else, such as a list or a quotation.
        blocks: the blocks under it, then the footnotes that they or the heading refer to.
    """

    heading: Block
    level: int
    attributes: Mapping[str, str]
    nested: bool
    blocks: tuple[Block, ...]

    @cached_property
    def clause(self) -> Clause:
        """The section as a clause; pages that share a section share it, with all that is known of it."""
        based_on = self.attributes.get(BASED_ON)
        return Clause(
            id=self.attributes.get("id", ""),
            level=self.level,
            title=re.sub(r"\s+", " ", self.heading.text),
            line=self.heading.line,
            nested=self.nested,
            based_on=None if based_on is None else tuple(based_on.split()),
            heading=self.heading,
            blocks=self.blocks,
        )


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
    """A footnote as it is written.

    Attributes:
        label: its name between the brackets.
        line: its first line in the file, from 1.
        is_used: True if the text refers to it.
        is_empty: True if it has no text.
        is_first: True if it is the first one with its label; of several, only the last is shown.
    """

    label: str
    line: int
    is_used: bool
    is_empty: bool
    is_first: bool


@dataclass(frozen=True)
class Tree:
    """A page as the site renders it further: everything is parsed, but headings have no generated ids yet.

    Attributes:
        root: its elements.
        stash: the texts that the parser has replaced by placeholders, by the numbers of these.
    """

    root: Element
    stash: list[str | Element]

    def moved_to(self, parser: markdown.Markdown) -> Element:
        """Return the elements, without what is known of their source, to a parser that renders them."""
        for element in self.root.iter():
            element.attrib.pop(LINE, None)
            element.attrib.pop(WRITTEN_CLASS, None)
        parser.htmlStash.rawHtmlBlocks, parser.htmlStash.html_counter = self.stash, len(self.stash)
        return self.root


@dataclass(frozen=True)
class Parsed:
    """The content of a page, in its order.

    Attributes:
        footnotes: the footnotes as they are written, in order.
        nested: the lines in the file of blocks with a link or the mark of a footnote inside of a link.
        repeated: the names that stand for several addresses, each with a line in the file that gives it another one.
        tree: the tree that the rest was read from; None for an empty page.
    """

    sections: tuple[Section, ...]
    raw_html: tuple[RawHtml, ...]
    begins_with_h1: bool
    footnotes: tuple[Footnote, ...] = ()
    nested: tuple[int, ...] = ()
    repeated: tuple[tuple[str, int], ...] = ()
    tree: Tree | None = None


def renumber_placeholders(root: Element, stash: Iterable[str | Element], first: int) -> list[str | Element]:
    """Let the placeholders in a tree stand for other entries of a stash, in place.

    Args:
        root: the tree.
        stash: the texts that its placeholders stand for.
        first: the number of the first one in the other stash.

    Returns:
        The entries for the other stash, from this number on.
    """

    def renumbered(text: str) -> str:
        return HTML_PLACEHOLDER_RE.sub(lambda match: HTML_PLACEHOLDER % str(first + int(match[1])), text)

    for element in root.iter():
        element.text, element.tail = renumbered(element.text or ""), renumbered(element.tail or "")
        element.attrib |= {name: renumbered(value) for name, value in element.items()}
    return [renumbered(entry) if isinstance(entry, str) else entry for entry in stash]


class Parser:
    """Parses pages with the extensions that the site renders with, and with the one that reads the ids of clauses.

    Attributes:
        shares_sections: True if the next page may have sections in common with others.
    """

    def __init__(self, extensions: tuple[str, ...], extension_configs: Mapping[str, Mapping[str, Any]]) -> None:
        parser = markdown.Markdown(
            extensions=[*dict.fromkeys((*extensions, _OF_IDS)), NumberedClauses()],
            extension_configs={name: dict(config) for name, config in extension_configs.items()},
        )
        self.shares_sections = False
        self._parser = parser
        self._raw: set[int] = set()
        self._marks = InsertMarks(parser)
        self._references = parser.references = _References()
        self._shared = SharedSections[tuple[Section, ...]](parser)
        self._collect = _Collect(parser, self._raw, self._marks, self._references, self._shared)
        blocks = parser.preprocessors["html_block"]
        parser.preprocessors.register(_StashedBlocks(parser, blocks, self._raw), "html_block", 20)
        parser.preprocessors.register(self._marks, "policysite-insert-marks", -1)
        parser.inlinePatterns.register(_StashedInline(HTML_RE, parser, self._raw), "html", 90)
        parser.treeprocessors.register(_Attributes(parser), _OF_IDS, 8)
        # Priorities: right before `inline` (20); after `attr_list` (8) but before `toc` (5), which generates ids.
        parser.treeprocessors.register(RemoveMarks(parser), "policysite-remove-marks", 20.5)
        parser.treeprocessors.register(self._collect, "policysite-collect", 5.5)

    def parse(self, text: str, first_line: int = 1) -> Parsed:
        """Parse the Markdown of a page without its front matter; `first_line` is its line in the file, from 1."""
        try:
            return self._parse(text, first_line, shares_sections=self.shares_sections)
        except IrregularError:
            return self._parse(text, first_line, shares_sections=False)

    def _parse(self, text: str, first_line: int, *, shares_sections: bool) -> Parsed:
        source = without_marks(invisible.visible(text)).split("\n")
        self._parser.reset()
        self._raw.clear()
        self._references.forget()
        self._marks.source = self._collect.source = source
        self._collect.first_line = first_line
        self._shared.is_on, self._shared.first_line = shares_sections, first_line
        try:
            self._parser.convert("\n".join(source))
        except _DoneError as done:
            return done.parsed
        return Parsed((), (), begins_with_h1=False)  # Python-Markdown returns early for an empty text


class _Part(NamedTuple):
    """A part of a page: what was read from it on another page, or else its headings and blocks.

    Attributes:
        shared: what other pages get of it; None if something in it depends on the rest of the page.
        known: its sections, as they were read on another page.
        pieces: its headings and blocks, if they were not.
    """

    shared: Shared[tuple[Section, ...]] | None
    known: tuple[Section, ...] = ()
    pieces: Sequence[Piece] = ()


class _DoneError(Exception):
    """The page is parsed; raised to skip the generation of HTML."""

    def __init__(self, parsed: Parsed) -> None:
        super().__init__()
        self.parsed = parsed


class _References(dict[str, tuple[str, str]]):
    """The addresses of links by their names, of which the parser keeps the last one.

    Attributes:
        repeated: the names, as `_name` writes them, that have had several addresses or titles.
    """

    def __init__(self) -> None:
        super().__init__()
        self._first: dict[str, list[str]] = {}
        self.repeated: set[str] = set()

    def forget(self) -> None:
        """Begin another page."""
        self._first.clear()
        self.repeated.clear()

    def __setitem__(self, name: str, link: tuple[str, str]) -> None:
        written = [unmarked(part or "") for part in link]
        if self._first.setdefault(_name(name), written) != written:
            self.repeated.add(_name(name))
        super().__setitem__(name, link)


def _name(written: str) -> str:
    """Return the name of an address as programs compare it (CommonMark, “matches”)."""
    return " ".join(unmarked(written).split()).casefold()


def as_written(name: str) -> str:
    """Return the name of an attribute as it is written in braces."""
    return name.removeprefix(_REFUSED) if _is_taken(name.removeprefix(_REFUSED)) else name


def _is_taken(name: str) -> bool:
    return name.startswith(OWN_ATTRIBUTE) or name in _OF_MARKDOWN


class _Attributes(AttrListTreeprocessor):
    """The parser's search for attributes in braces, which marks the elements whose class is written there.

    An attribute without a value gets an empty one, which is the same in HTML.
    """

    INLINE_RE = _INLINE_ATTRIBUTES  # type: ignore[misc]  # final in the stubs alone

    def assign_attrs(self, elem: Element, attrs_string: str, *, strict: bool = False) -> str:
        before = elem.get("class")
        remainder = super().assign_attrs(elem, attrs_string, strict=strict)
        elem.attrib |= {name: value or "" for name, value in elem.items()}
        if elem.get("class") != before:
            elem.set(WRITTEN_CLASS, "")
        return remainder

    def sanitize_name(self, name: str) -> str:
        """Return the name of an attribute: none of those that this program uses, or that Markdown writes itself."""
        sanitized = super().sanitize_name(name)
        return f"{_REFUSED}{sanitized}" if _is_taken(sanitized) else sanitized


class _StashedBlocks(Preprocessor):
    """The parser's search for blocks of HTML, which records its entries in the stash."""

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
    """The parser's pattern for HTML inside a block, which records its entries in the stash."""

    def __init__(self, pattern: str, md: markdown.Markdown, raw: set[int]) -> None:
        super().__init__(pattern, md)
        self._raw = raw

    def handleMatch(  # type: ignore[override]  # noqa: N802  (the name and types of the parser; the stubs differ)
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        before = self.md.htmlStash.html_counter
        result = super().handleMatch(m, data)
        self._raw.update(range(before, self.md.htmlStash.html_counter))
        return result


class _Collect(Treeprocessor):
    """Collects the content of the parsed page."""

    def __init__(
        self,
        md: markdown.Markdown,
        raw: set[int],
        marks: InsertMarks,
        references: _References,
        shared: SharedSections[tuple[Section, ...]],
    ) -> None:
        super().__init__(md)
        self._raw = raw
        self._marks = marks
        self._references = references
        self._shared = shared
        self.source: list[str] = []
        self.first_line = 1

    def run(self, root: Element) -> None:
        walk = Walk(Stash(self.md.htmlStash.rawHtmlBlocks, self._raw))
        parts = [_part(walk, *each) for each in self._shared.parts]
        of_parts: Iterator[Sequence[Section | Piece]] = (part.known or part.pieces for part in parts)
        first = next(chain.from_iterable(of_parts), None)
        known = {part.known[0].heading.line - self.first_line + 1 for part in parts if part.known}
        found = chain.from_iterable((*(part.pieces for part in parts), *walk.footnotes.values()))
        in_order = sorted(known.union(piece.block.line for piece in found))
        notes = {label: [self._block(piece, in_order) for piece in each] for label, each in walk.footnotes.items()}
        with_notes = [_with_footnotes(section, notes) for section in self._sections(parts, in_order)]
        used = {label for _, labels in with_notes for label in labels}
        raise _DoneError(
            Parsed(
                tuple(section for section, _ in with_notes),
                tuple(self._raw_html(root)),
                begins_with_h1=first is not None and first.level == 1 and not first.nested,
                footnotes=tuple(self._footnotes(notes, used)),
                nested=tuple(self._nested(root)),
                repeated=tuple(self._repeated()),
                tree=Tree(root, self.md.htmlStash.rawHtmlBlocks),
            )
        )

    def _sections(self, parts: Iterable[_Part], first_lines: list[int]) -> Iterator[Section]:
        """Yield the sections of a page, and keep those that other pages may have."""
        pending: list[tuple[Piece, Block]] = []
        for part in parts:
            blocks = [(piece, self._block(piece, first_lines)) for piece in part.pieces]
            if part.shared is None:
                pending += blocks
                continue
            yield from _sections(pending)
            pending = []
            part.shared.content = part.known or tuple(_sections(blocks))
            yield from part.shared.content
        yield from _sections(pending)

    def _block(self, piece: Piece, first_lines: list[int]) -> Block:
        """Return the block of a piece with its lines in the file; it ends before the next begins."""
        before = self.first_line - 1
        first = piece.block.line
        following = bisect_right(first_lines, first)
        last = first_lines[following] - 1 if following < len(first_lines) else len(self.source)
        while last > first and not self.source[last - 1].strip():
            last -= 1
        return replace(piece.block, line=first + before, last_line=max(last, first) + before)

    def _footnotes(self, notes: Mapping[str, list[Block]], used: Collection[str]) -> Iterator[Footnote]:
        """Yield the footnotes as they are written, then those that the parser has found elsewhere."""
        first: dict[str, int] = {}  # other programs do not distinguish capital letters
        for label, lines in self._marks.footnotes.items():
            for line in lines:
                is_first = first.setdefault(_name(label), line) == line
                yield Footnote(label, line + self.first_line - 1, label in used, not notes.get(label), is_first)
        for label, blocks in notes.items():
            if label not in self._marks.footnotes:
                yield Footnote(unmarked(label), blocks[0].line, label in used, is_empty=False, is_first=True)

    def _nested(self, root: Element) -> Iterator[int]:
        """Yield the lines of links with a link in them."""
        line = 1
        for element in root.iter():
            line = int(element.get(LINE, line))
            if element.tag == "a" and element.find(".//a") is not None:
                yield line + self.first_line - 1

    def _repeated(self) -> Iterator[tuple[str, int]]:
        """Yield the names that stand for several addresses, with the lines of all addresses but the first."""
        lines: dict[str, list[int]] = {}
        for number, line in enumerate(self.source if self._references.repeated else (), start=self.first_line):
            if reference := _REFERENCE.match(line):
                lines.setdefault(_name(reference[1]), []).append(number)
        for name in sorted(self._references.repeated):
            # (A name may be written in two lines.)
            yield from ((name, line) for line in lines.get(name, ())[1:] or [self.first_line])

    def _raw_html(self, root: Element) -> Iterator[RawHtml]:
        line, last = 1, (1, 0)
        for element in root.iter():
            line = int(element.get(LINE, line))
            if line < last[0] and LINE in element.attrib:  # footnotes are at the end of the tree
                last = (line, 0)
            for match in HTML_PLACEHOLDER_RE.finditer(f"{element.text or ''}\n{element.tail or ''}"):
                number = int(match[1])
                if number in self._raw:
                    written = str(self.md.htmlStash.rawHtmlBlocks[number]).strip()
                    last = self._position(written.split("\n")[0], line, last)
                    yield RawHtml(written, last[0] + self.first_line - 1, last[1])

    def _position(self, first_line: str, line: int, last: tuple[int, int]) -> tuple[int, int]:
        """Return the position of HTML that begins with this line of it, at or after a line and the position `last`."""
        after = max((line, 0), last)
        for number, source in enumerate(self.source[after[0] - 1 :], start=after[0]):
            column = source.find(first_line, after[1] if number == after[0] else 0)
            if column >= 0:
                return number, column + 1
        return line, 1


def _part(walk: Walk, elements: list[Element], shared: Shared[tuple[Section, ...]] | None) -> _Part:
    """Return the next part of a page."""
    if shared and shared.content and not walk.attributes:
        return _Part(shared, known=shared.content)
    is_apart = not walk.attributes
    pieces = walk.pieces(elements)
    # (The ids of numbered clauses are unique on the page.)
    is_apart = is_apart and not walk.attributes and not any(piece.block.marker for piece in pieces)
    return _Part(shared if is_apart else None, pieces=pieces)


def _sections(found: list[tuple[Piece, Block]]) -> Iterator[Section]:
    heading: tuple[Piece, Block] | None = None
    blocks: list[Block] = []
    for piece, block in found:
        if not piece.level:
            blocks.append(block)
            continue
        if heading is not None:
            yield _section(*heading, blocks)
        heading, blocks = (piece, block), []
    if heading is not None:
        yield _section(*heading, blocks)


def _section(piece: Piece, heading: Block, blocks: list[Block]) -> Section:
    return Section(heading, piece.level, piece.heading_attributes, piece.nested, tuple(blocks))


def _with_footnotes(section: Section, notes: Mapping[str, list[Block]]) -> tuple[Section, list[str]]:
    """Return a section with the footnotes that it refers to, and their labels, in the order of their first marks."""
    if not any(span.is_footnote for block in (section.heading, *section.blocks) for span in block.spans):
        return section, []
    labels: list[str] = []
    numbers: dict[str, str] = {}

    def numbered(block: Block) -> Block:
        if not any(span.is_footnote for span in block.spans):
            return block
        spans = []
        for span in block.spans:
            if span.is_footnote:
                attributes = dict(span.attributes)
                label = attributes.pop("label")
                if label not in numbers:
                    labels.append(label)
                    numbers[label] = str(len(labels))
                span = replace(span, attributes={**attributes, "number": numbers[label]})
            spans.append(span)
        return replace(block, spans=tuple(spans))

    heading = numbered(section.heading)
    blocks = [numbered(block) for block in section.blocks]
    for label in labels:  # it grows meanwhile: footnotes may refer to others
        blocks += [numbered(block) for block in notes.get(label, ())]
    return replace(section, heading=heading, blocks=tuple(blocks)), labels
