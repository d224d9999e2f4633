"""Documents, clauses and what stands in them, as read."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from policysite.corpus import addressing, digest, places
from policysite.corpus.plain_text import plain_text


@dataclass(frozen=True)
class FrontMatter:
    """The params at the top of a page.

    Attributes:
        title: the page's name, as tabs and search engines show it.
        description: what the page holds, in one sentence.
        version: the published version of the document, or None where it has none.
        effective_date: the day from which that version is in effect; there just when there is a version.
        version_invalid: whether a version or its day is written there that cannot be read.
    """

    title: str
    description: str
    version: str | None = None
    effective_date: datetime.date | None = None
    version_invalid: bool = False


@dataclass(frozen=True)
class Span:
    """A part of a block's text that markup sets apart, such as a link; for a picture, the place where it stands.

    Attributes:
        tag: the HTML element that it becomes.
        start: its first character in the block's text, from 0.
        end: the character behind its last.
        attributes: those of the element, as the browser gets them.
    """

    tag: str
    start: int
    end: int
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Link:
    """A link, or a picture.

    Attributes:
        target: the address, as the browser gets it.
        text: what the reader clicks on; of a picture, the words in its place.
        start: its first character in the block's text, from 0.
        is_image: True for a picture.
        attributes: those of the element, the address among them.
    """

    target: str
    text: str
    start: int
    is_image: bool
    attributes: Mapping[str, str]


@dataclass(frozen=True)
class Block:
    """What a reader takes in at once: a heading, a paragraph, an item of a list, a row of a table, a piece of code.

    Attributes:
        kind: `heading`, `paragraph`, `item`, `row`, `code` or `rule` (a line between two paragraphs).
        text: without markup; a line break where the source has one, ` | ` between the cells of a row.
        line: its first line in the file, from 1.
        last_line: its last line.
        inside: the elements it stands in, the outermost first, such as `ul`, `li`.
        spans: what markup sets apart in it, in the order in which they begin.
        attributes: (element, name, value) of what was written in braces behind the block or the lists it begins.
        number: of an item of a numbered list, the number that the reader sees.
    """

    kind: str
    text: str
    line: int
    last_line: int
    inside: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    attributes: tuple[tuple[str, str, str], ...] = ()
    number: int | None = None

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links and pictures in it, in order."""
        return tuple(
            Link(
                target=span.attributes.get("src" if span.tag == "img" else "href", ""),
                text=span.attributes.get("alt", "") if span.tag == "img" else self.text[span.start : span.end],
                start=span.start,
                is_image=span.tag == "img",
                attributes=span.attributes,
            )
            for span in self.spans
            if span.tag in ("a", "img")
        )

    @cached_property
    def prose(self) -> str:
        """Its text with what is no language, code and written-out addresses, blanked; as long as the text."""
        prose = list(self.text)
        for span in self.spans:
            written = self.text[span.start : span.end]
            if span.tag == "code" or (span.tag == "a" and span.attributes.get("href", "").endswith(written)):
                prose[span.start : span.end] = " " * (span.end - span.start)
        return "" if self.kind == "code" else "".join(prose)


@dataclass(frozen=True)
class Clause:
    """A heading and what stands under it up to the next heading.

    Attributes:
        id: its id, the same in every language; empty where the heading has none.
        level: of the heading, 1 to 6.
        title: the heading as plain text.
        line: the heading's line in the file, from 1.
        based_on: the policy clauses that it names as its ground, as written, or None where it names none.
        nested: whether the heading stands in a list, a quotation or the like, where a clause has no end.
        heading: the heading as a block.
        blocks: what stands under it, in order.
    """

    id: str
    level: int
    title: str
    line: int
    based_on: tuple[str, ...] | None = None
    nested: bool = False
    heading: Block = Block("heading", "", 1, 1)
    blocks: tuple[Block, ...] = ()

    def all_blocks(self) -> tuple[Block, ...]:
        """The heading and what stands under it."""
        return (self.heading, *self.blocks)

    @cached_property
    def digest(self) -> str:
        """What changes with any letter, digit or sign of the clause, and with nothing else: see `digests`."""
        return digest.digest(self.all_blocks())

    @cached_property
    def text(self) -> str:
        """The plain text under the heading, in one line: see `plain_text`."""
        return plain_text(self.blocks)


@dataclass(frozen=True)
class SuppressionComment:
    """A comment in a page that lets something stand which a rule finds, in the clause where it is written.

    Attributes:
        rule: the rule.
        reason: why it may stand.
        until: the last day on which it may, or None where it may for good.
        line: where the comment begins in the file, from 1.
        column: the character in that line, from 1.
    """

    rule: str
    reason: str
    until: datetime.date | None
    line: int
    column: int


@dataclass(frozen=True)
class Page:
    """One document in one language.

    Attributes:
        path: its file, relative to the folder of `mkdocs.yml`, with `/` on every system.
        language: its language's code.
        name: its path below the language's folder, without the ending; the same in every language.
        source: the lines of the file.
        suppression_comments: what its comments let stand, in order.
    """

    path: str
    language: str
    name: str
    front_matter: FrontMatter
    clauses: tuple[Clause, ...]
    source: tuple[str, ...] = ()
    suppression_comments: tuple[SuppressionComment, ...] = ()

    @cached_property
    def _by_id(self) -> Mapping[str, Clause]:
        """The first clause with each id."""
        return {clause.id: clause for clause in reversed(self.clauses)}

    @cached_property
    def _lines(self) -> list[int]:
        return [clause.line for clause in self.clauses]

    def clause(self, clause_id: str) -> Clause:
        """The first clause with this id.

        Raises:
            KeyError: the page has no such clause.
        """
        return self._by_id[clause_id]

    def has_clause(self, clause_id: str) -> bool:
        """Whether one of the page's clauses has this id."""
        return clause_id in self._by_id

    def blocks(self) -> Iterator[Block]:
        """Every heading and what stands under it, in order."""
        for clause in self.clauses:
            yield from clause.all_blocks()

    def clause_at(self, line: int) -> Clause | None:
        """The clause that a line of the file belongs to; None above the first heading."""
        number = bisect_right(self._lines, line)
        return self.clauses[number - 1] if number else None

    @cached_property
    def _addresses(self) -> Mapping[str, list[tuple[int, int]]]:
        return addressing.places(self.source)

    def link_positions(self, block: Block, address: str) -> list[tuple[int, int]]:
        """The lines and columns in the file, from 1, at which a block has an address behind the text of a link."""
        known = self._addresses.get(address, [])
        return known[bisect_left(known, (block.line, 0)) : bisect_left(known, (block.last_line + 1, 0))]

    def position(self, block: Block, offset: int = 0) -> tuple[int, int]:
        """The line and column in the file, from 1, of a character of a block's text."""
        return places.place(self.source[block.line - 1 : block.last_line], block.text, offset, block.line)


@dataclass(frozen=True)
class Document:
    """One page in all its languages, the original first."""

    name: str
    pages: Mapping[str, Page]

    @property
    def versioned(self) -> bool:
        """Whether its versions are published: such a document is a policy, which answers and summaries rest on."""
        return any(
            page.front_matter.version is not None or page.front_matter.version_invalid for page in self.pages.values()
        )


@dataclass(frozen=True)
class Corpus:
    """All documents.

    Attributes:
        languages: their codes, the original first.
        documents: by name, sorted.
        unread: language and name of each page that is there but could not be read: of what would stand on it
            nothing is known, neither that it is there nor that it is missing.
    """

    languages: tuple[str, ...]
    documents: Mapping[str, Document]
    unread: frozenset[tuple[str, str]] = frozenset()

    @property
    def original(self) -> str:
        """The language that the text is written in first."""
        return self.languages[0]

    def pages(self) -> Iterator[Page]:
        """Every page, document by document, the original first."""
        for document in self.documents.values():
            yield from document.pages.values()

    def policies_with(self, reference: str) -> list[Document]:
        """The policies that have the clause which a `data-based-on` refers to: one, unless the reference is at fault.

        Args:
            reference: the id of a clause, or `page#id` where several policies have a clause with that id.
        """
        name, _, clause_id = reference.rpartition("#")
        return [document for document in self._policies.get(clause_id, ()) if name in ("", document.name)]

    @cached_property
    def _policies(self) -> Mapping[str, list[Document]]:
        """The policies that have a clause with each id."""
        policies: dict[str, list[Document]] = {}
        for document in filter(lambda document: document.versioned, self.documents.values()):
            for clause_id in {clause.id for page in document.pages.values() for clause in page.clauses}:
                policies.setdefault(clause_id, []).append(document)
        return policies
