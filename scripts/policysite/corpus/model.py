"""The model of the corpus: documents, pages, clauses, blocks."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath

from policysite.corpus import digest, subjects
from policysite.corpus.blanks import blanked
from policysite.corpus.plain_text import plain_text
from policysite.corpus.source_map.link_positions import link_positions
from policysite.corpus.source_map.text_positions import TextPositions

# In `Span.tag`, the mark of a footnote; in `Block.kind`, the beginning of its text; in `Block.inside`, the rest.
FOOTNOTE = "footnote"
# The classes of links to and from footnotes.
FOOTNOTE_REFERENCE, FOOTNOTE_BACK_REFERENCE = "footnote-ref", "footnote-backref"
# The attribute of a heading with the clauses that its text is based on.
BASED_ON = "data-based-on"
# The tags of lists and of headings.
LISTS = ("ol", "ul")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# A version is part of the names of files, and its parts are read as numbers: neither may be of any length.
VERSION = r"[0-9]{1,18}(?:\.[0-9]{1,18}){0,9}"
# A version, and the number of a correction if it is one.
STATE = rf"{VERSION}(?:-[1-9][0-9]*)?"
# The name of a frozen copy: `privacy/1.0-2`.
_FROZEN = re.compile(rf"(?P<document>.+)/(?P<state>{STATE})")


@dataclass(frozen=True)
class FrontMatter:
    """The metadata at the top of a page.

    Attributes:
        title: the title of the page, as browser tabs and search engines show it.
        description: a description of the page, in one sentence.
        version: the published version of the document, or None if it has no versions.
        effective_date: the date from which that version is in effect, or None if there is no version.
        version_invalid: True if a version or an effective date is given that cannot be read.
        positions: the line and column of the first character of each value, from 1, by key.
    """

    title: str
    description: str
    version: str | None = None
    effective_date: datetime.date | None = None
    version_invalid: bool = False
    positions: Mapping[str, tuple[int, int]] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Span:
    """A part of a block's text inside an inline element, such as a link; empty for an image or the mark of a footnote.

    Attributes:
        tag: the HTML element, or `footnote` for the mark of a footnote.
        start: its first character in the block's text, from 0.
        end: the character after its last.
        attributes: the attributes of the element, as the browser gets them; for a footnote `number`, its number among
            those of the clause.
    """

    tag: str
    start: int
    end: int
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_footnote(self) -> bool:
        """True for the mark of a footnote."""
        return self.tag == FOOTNOTE


@dataclass(frozen=True)
class Link:
    """A link or an image.

    Attributes:
        address: its URL as written, relative or absolute, as the browser gets it.
        text: the text of the link, or the alternative text of the image.
        start: its first character in the block's text, from 0.
        titles: what readers see or hear besides the text: the titles of it, and of what is in it, such as an image.
    """

    address: str
    text: str
    start: int
    is_image: bool
    attributes: Mapping[str, str]
    titles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, an item of a list, a row of a table or a piece of code.

    Attributes:
        kind: `heading`, `paragraph`, `item`, `row`, `code`, `rule` (a thematic break) or `footnote` (its first block).
        text: its text without markup, with the line breaks of the source and ` | ` between the cells of a row.
        line: its first line in the file, from 1.
        last_line: its last line.
        inside: the elements that contain it, the outermost first, such as `ul`, `li`, or `footnote`.
        spans: the inline elements in it, in the order in which they begin.
        attributes: (element, name, value) of each attribute of the block and of the lists that begin with it.
        level: of a heading, 1 to 6.
        number: of an item of a numbered list, the number that the reader sees.
        cells: of a row, its cells as parts of its text, with their attributes.
        generated: (element, name, value) of each attribute in HTML made by an extension, such as that of a check box.
        marker: of a numbered clause, the number or letter that its text begins with: see `policysite.corpus.numbering`.
        id: of a numbered clause, its id on the page.
    """

    kind: str
    text: str
    line: int
    last_line: int
    inside: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    attributes: tuple[tuple[str, str, str], ...] = ()
    number: int | None = None
    cells: tuple[Span, ...] = ()
    generated: tuple[tuple[str, str, str], ...] = ()
    marker: str = ""
    id: str = ""
    level: int = 0

    @cached_property
    def digest(self) -> str:
        """The digest of the block alone: see `policysite.corpus.digest`."""
        return digest.digest([self])

    @property
    def lists(self) -> tuple[str, ...]:
        """The lists that contain it, the outermost first: `ol` or `ul` for each."""
        return tuple(tag for tag in self.inside if tag in LISTS)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links and images in it, in order."""
        return tuple(
            Link(
                address=span.attributes.get("src" if span.tag == "img" else "href", ""),
                text=span.attributes.get("alt", "") if span.tag == "img" else self.text[span.start : span.end],
                start=span.start,
                is_image=span.tag == "img",
                attributes=span.attributes,
                titles=tuple(
                    inner.attributes[name]
                    for inner in (span, *self._within_link(number))
                    for name in ("alt", "title")
                    if name in inner.attributes
                ),
            )
            for number, span in enumerate(self.spans)
            if span.tag in ("a", "img")
        )

    def _within_link(self, number: int) -> Iterator[Span]:
        """Yield the inline elements in a link, which is itself the element with this number; an image has none."""
        link = self.spans[number]
        for place in range(number + 1, len(self.spans) if link.tag == "a" else 0):
            inner = self.spans[place]
            if inner.tag == "a" or inner.start > link.end:  # no link is in another one
                return
            if inner.end <= link.end:
                yield inner

    @cached_property
    def unmarked(self) -> str:
        """Its text with its marker replaced by spaces."""
        return " " * len(self.marker) + self.text[len(self.marker) :]

    @cached_property
    def prose(self) -> str:
        """Its text with its marker, code and written-out URLs replaced by spaces; empty for a block of code."""
        links = (span for span in self.spans if span.tag == "a")
        urls = (each for each in links if each.attributes.get("href", "").endswith(self.text[each.start : each.end]))
        return blanked(self.prose_with_urls, ((each.start, each.end) for each in urls))

    @cached_property
    def prose_with_urls(self) -> str:
        """Its text with its marker and code replaced by spaces; empty for a block of code."""
        code = ((span.start, span.end) for span in self.spans if span.tag == "code")
        return "" if self.kind == "code" else blanked(self.unmarked, code)


@dataclass(frozen=True)
class Clause:
    """A heading and the blocks under it, up to the next heading.

    Attributes:
        id: its id, the same in every language; empty if the heading has none.
        level: of the heading, 1 to 6.
        title: the heading as plain text.
        line: the heading's line in the file, from 1.
        based_on: the references to the policy clauses that it is based on, or None without `data-based-on`.
        shown_in: the language in which a page in another one shows it, because it has no translation; else empty.
        heading: the heading as a block.
        blocks: the blocks under it, in order, then the footnotes that they or the heading refer to.
    """

    id: str
    level: int
    title: str
    line: int
    based_on: tuple[str, ...] | None = None
    shown_in: str = ""
    heading: Block = Block("heading", "", 1, 1)
    blocks: tuple[Block, ...] = ()

    def all_blocks(self) -> tuple[Block, ...]:
        """Return the heading and the blocks under it."""
        return (self.heading, *self.blocks)

    @property
    def name(self) -> str:
        """Its title as other places name it: without a colon at its end."""
        return self.title.rstrip(":：")

    @cached_property
    def digest(self) -> str:
        """The digest of the clause: see `policysite.corpus.digest`."""
        return digest.digest(self.all_blocks())

    @cached_property
    def text(self) -> str:
        """The plain text under the heading, in one line: see `plain_text`."""
        return plain_text(self.blocks)


@dataclass(frozen=True)
class SuppressionComment:
    """A comment in a page that suppresses the findings of a rule in its clause, up to a last day if it has one.

    It begins at this line and column of the file, from 1.
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
        name: its path below the language's folder, without the suffix; the same in every language.
        source: the lines of the file.
        first_line: the first line of its text in the file, from 1.
        first_level: the level of the heading that its text begins with; 0 if it begins with something else.
    """

    path: str
    language: str
    name: str
    front_matter: FrontMatter
    clauses: tuple[Clause, ...]
    source: tuple[str, ...] = ()
    suppression_comments: tuple[SuppressionComment, ...] = ()
    first_line: int = 1
    first_level: int = 1

    @property
    def subject(self) -> str:
        """The page as findings and `approvals.yml` name it, such as `en/privacy`."""
        return subjects.page(self.language, self.name)

    @property
    def below_docs(self) -> PurePosixPath:
        """The path of its file below the folder of the pages."""
        return PurePosixPath(self.language, f"{self.name}.md")

    @cached_property
    def _by_id(self) -> Mapping[str, Clause]:
        """The first clause of each id."""
        return {clause.id: clause for clause in reversed(self.clauses)}

    @cached_property
    def digest(self) -> str:
        """The digest of its text: of the ids and digests of its clauses, in order; without those of the original."""
        return digest.combined((clause.id, clause.digest) for clause in self.clauses if not clause.shown_in)

    @property
    def is_untranslated(self) -> bool:
        """True for a page that shows the original, because there is no translation."""
        return bool(self.clauses) and all(clause.shown_in for clause in self.clauses)

    def language_of(self, clause: Clause) -> str:
        """Return the language in which the page shows a clause."""
        return clause.shown_in or self.language

    @cached_property
    def frozen_as(self) -> tuple[str, str] | None:
        """Of a frozen copy, the name of its document and of its state, such as (`privacy`, `1.0`); else None."""
        match = _FROZEN.fullmatch(self.name)
        return (match["document"], match["state"]) if match and self.front_matter.version is not None else None

    @property
    def document(self) -> str:
        """The name of its document: its own, unless it is a frozen copy."""
        return self.frozen_as[0] if self.frozen_as else self.name

    def clause(self, clause_id: str) -> Clause:
        """Return the first clause with this id; there must be one."""
        return self._by_id[clause_id]

    def has_clause(self, clause_id: str) -> bool:
        """True if the page has a clause with this id."""
        return clause_id in self._by_id

    @cached_property
    def _element_ids(self) -> frozenset[str]:
        """The ids of numbered clauses, and those that are written in braces, but not on a heading."""
        ids = {block.id for block in self.blocks()}
        ids |= {value for block in self.blocks() for _, name, value in block.attributes if name == "id"}
        ids |= {span.attributes["id"] for block in self.blocks() for span in block.spans if "id" in span.attributes}
        return frozenset(ids)

    def has_element(self, element_id: str) -> bool:
        """True if the text of the page has a clause or another element with this id."""
        return self.has_clause(element_id) or element_id in self._element_ids

    def blocks(self) -> Iterator[Block]:
        """Yield every heading and every block, in order."""
        for clause in self.clauses:
            yield from clause.all_blocks()

    @cached_property
    def _footnote_lines(self) -> Mapping[int, Clause]:
        """The first clause that refers to the footnote in a line, by the numbers of the lines."""
        lines: dict[int, Clause] = {}
        for clause in self.clauses:
            for block in clause.blocks:
                if block.kind == FOOTNOTE or FOOTNOTE in block.inside:
                    for line in range(block.line, block.last_line + 1):
                        lines.setdefault(line, clause)
        return lines

    def clause_at(self, line: int) -> Clause | None:
        """Return the clause that a line of the file belongs to; None above the first heading.

        A footnote belongs to the first clause that refers to it.
        """
        if line in self._footnote_lines:
            return self._footnote_lines[line]
        number = bisect_right(self.clauses, line, key=lambda clause: clause.line)
        return self.clauses[number - 1] if number else None

    @cached_property
    def _link_positions(self) -> Mapping[str, list[tuple[int, int]]]:
        return link_positions(self.source)

    def link_positions(self, block: Block, url: str) -> list[tuple[int, int]]:
        """Return the lines and columns in the file, from 1, at which a block has a URL in an inline link."""
        known = self._link_positions.get(url, [])
        return known[bisect_left(known, (block.line, 0)) : bisect_left(known, (block.last_line + 1, 0))]

    @cached_property
    def _text_positions(self) -> dict[int, tuple[Block, TextPositions]]:
        """The positions in each block that was asked for, by its identity: comparing long texts takes time."""
        return {}

    def position(self, block: Block, offset: int = 0) -> tuple[int, int]:
        """Return the line and column in the file, from 1, of a character of a block's text."""
        known = self._text_positions.get(id(block))
        if known is None or known[0] is not block:
            lines = self.source[block.line - 1 : block.last_line]
            known = self._text_positions[id(block)] = block, TextPositions(lines, block.text, block.line)
        return known[1].of(offset)


@dataclass(frozen=True)
class Document:
    """One page in all its languages, the original first."""

    name: str
    pages: Mapping[str, Page]

    @property
    def versioned(self) -> bool:
        """True if its versions are published: then it is a policy, which answers and summaries can be based on."""
        return any(
            page.front_matter.version is not None or page.front_matter.version_invalid for page in self.pages.values()
        )


@dataclass(frozen=True)
class Correction:
    """A correction of a version that is not the current one, with the text before it, and the document as it is now."""

    text: Document
    before: Document
    current: Document


@dataclass(frozen=True)
class Corpus:
    """All documents.

    Attributes:
        languages: their codes, the original first.
        documents: by name, sorted.
        frozen: the frozen copies of released states, by (document, state); they are pages, but of no document.
        unread: language and name of each page that could not be read, so that it is not known what it contains.
        corrections: the corrections of earlier versions that must be approved, if they are known.
    """

    languages: tuple[str, ...]
    documents: Mapping[str, Document]
    frozen: Mapping[tuple[str, str], Document] = field(default_factory=dict)
    unread: frozenset[tuple[str, str]] = frozenset()
    corrections: tuple[Correction, ...] = ()

    @property
    def original(self) -> str:
        """The code of the original language."""
        return self.languages[0]

    @cached_property
    def versioned(self) -> tuple[Document, ...]:
        """The documents with versions."""
        return tuple(document for document in self.documents.values() if document.versioned)

    def pages(self) -> Iterator[Page]:
        """Yield every page but the frozen copies, document by document, the original first."""
        for document in self.documents.values():
            yield from document.pages.values()

    @cached_property
    def by_path(self) -> Mapping[str, Page]:
        """Every page but the frozen copies, by the path of its file."""
        return {page.path: page for page in self.pages()}

    def pages_of(self, name: str) -> Mapping[str, Page]:
        """Return the pages of a document by language; none if there is no such document."""
        document = self.documents.get(name)
        return document.pages if document else {}

    def frozen_pages(self) -> Iterator[Page]:
        """Yield every frozen copy."""
        for document in self.frozen.values():
            yield from document.pages.values()

    def copies(self, document: str) -> Mapping[str, Document]:
        """Return the frozen copies of a document by the names of its states."""
        return self._copies.get(document, {})

    def copies_of(self, page: Page) -> list[Page]:
        """Return the frozen copies of a page, which are its released versions."""
        copies = self.copies(page.name).values()
        return [copy.pages[page.language] for copy in copies if page.language in copy.pages]

    @cached_property
    def _copies(self) -> Mapping[str, Mapping[str, Document]]:
        copies: dict[str, dict[str, Document]] = {}
        for (document, name), of_state in self.frozen.items():
            copies.setdefault(document, {})[name] = of_state
        return copies

    def page(self, language: str, name: str) -> Page | None:
        """Return a page or a frozen copy by its name, such as `privacy` or `privacy/1.0`; None if there is none."""
        document = self.documents.get(name) or self.frozen.get((name.rpartition("/")[0], name.rpartition("/")[2]))
        return document.pages.get(language) if document else None

    def languages_of(self, name: str) -> tuple[str, ...]:
        """Return the languages in which a page or a frozen copy is written, the original first."""
        pages = (self.page(language, name) for language in self.languages)
        return tuple(page.language for page in pages if page and not page.is_untranslated)

    def policies_with(self, reference: str) -> list[Document]:
        """Return the policies with the clause that a `data-based-on` refers to: exactly one if the reference is valid.

        If several policies have a clause with that id, the reference is `page#id`.
        """
        name, _, clause_id = reference.rpartition("#")
        return [document for document in self._policies.get(clause_id, ()) if name in ("", document.name)]

    @cached_property
    def _policies(self) -> Mapping[str, list[Document]]:
        """The policies with a clause of each id."""
        policies: dict[str, list[Document]] = {}
        for document in self.versioned:
            for clause_id in {clause.id for page in document.pages.values() for clause in page.clauses}:
                policies.setdefault(clause_id, []).append(document)
        return policies
