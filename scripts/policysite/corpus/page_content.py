"""Reads the tree that the parser has made of a page: its clauses, footnotes and raw HTML, with their lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from markdown.util import HTML_PLACEHOLDER_RE

from policysite.corpus.blocks import BlockReader, Stash
from policysite.corpus.model import BASED_ON, HEADINGS, Block, Clause
from policysite.corpus.parsed import Footnote, ParsedPage, RawHtml, Tree
from policysite.corpus.references import compared
from policysite.corpus.shared_sections import SharedSection
from policysite.corpus.source_map.line_marks import LINE, unmarked

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


@dataclass(frozen=True)
class ParserOutput:
    """The text of a page, and what the parser has made of it. Lines count from 1.

    Attributes:
        first_line: the line in the file at which it begins.
        parts: its elements in parts, each with the clause that other pages may share.
        raw: the numbers of raw HTML in the stash of the tree.
        footnotes: the lines in which each footnote begins, by its label.
        repeated_names: those that stand for several addresses, each with a line that gives it another one.
    """

    source: Sequence[str]
    first_line: int
    tree: Tree
    parts: Sequence[tuple[list[Element], SharedSection | None]]
    raw: set[int]
    footnotes: Mapping[str, Sequence[int]]
    repeated_names: Sequence[tuple[str, int]]

    def in_file(self, line: int) -> int:
        """Return the line in the file of a line of the text."""
        return line + self.first_line - 1


class _PagePart(NamedTuple):
    """A part of a page: what was read from it on another page, or else its headings and blocks.

    Attributes:
        shared: what other pages get of it; None if something in it depends on the rest of the page.
        known: its clauses, as they were read on another page.
        blocks: its headings and blocks, if they were not.
    """

    shared: SharedSection | None
    known: tuple[Clause, ...] = ()
    blocks: Sequence[Block] = ()


def content(page: ParserOutput) -> ParsedPage:
    """Return the content of a page, and let other pages share its clauses."""
    reader = BlockReader(Stash(page.tree.stash, page.raw))
    parts = [_part(reader, *each) for each in page.parts]
    first = next(chain.from_iterable([each.heading for each in part.known] or part.blocks for part in parts), None)
    known = {part.known[0].line - page.first_line + 1 for part in parts if part.known}
    found = chain.from_iterable((*(part.blocks for part in parts), *reader.footnotes.values()))
    first_lines = sorted(known.union(block.line for block in found))
    notes = {label: [_placed(block, first_lines, page) for block in each] for label, each in reader.footnotes.items()}
    with_notes = [_with_footnotes(clause, notes) for clause in _clauses_of(parts, first_lines, page)]
    used = {label for _, labels in with_notes for label in labels}
    return ParsedPage(
        tuple(clause for clause, _ in with_notes),
        tuple(_raw_html(page)),
        first_level=0 if first is None or first.inside else first.level,
        footnotes=tuple(_footnotes(notes, used, page)),
        nested_links=tuple(_nested_links(page)),
        repeated_names=tuple((name, page.in_file(line)) for name, line in page.repeated_names),
        tree=page.tree,
    )


def _part(reader: BlockReader, elements: list[Element], shared: SharedSection | None) -> _PagePart:
    """Return the next part of a page."""
    if shared and shared.clauses and not reader.attributes:
        return _PagePart(shared, known=shared.clauses)
    is_apart = not reader.attributes
    blocks = reader.blocks(elements)
    # (The ids of numbered clauses are unique on the page.)
    is_apart = is_apart and not reader.attributes and not any(block.marker for block in blocks)
    return _PagePart(shared if is_apart else None, blocks=blocks)


def _clauses_of(parts: Iterable[_PagePart], first_lines: list[int], page: ParserOutput) -> Iterator[Clause]:
    """Yield the clauses of a page, and keep those that other pages may have."""
    pending: list[Block] = []
    for part in parts:
        blocks = [_placed(block, first_lines, page) for block in part.blocks]
        if part.shared is None:
            pending += blocks
            continue
        yield from _clauses(pending)
        pending = []
        part.shared.clauses = part.known or tuple(_clauses(blocks))
        yield from part.shared.clauses
    yield from _clauses(pending)


def _clauses(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield the clauses of blocks, without what stands above the first heading."""
    starts = [number for number, block in enumerate(blocks) if block.level]
    for start, end in pairwise([*starts, len(blocks)]):
        yield _clause(blocks[start], blocks[start + 1 : end])


def _clause(heading: Block, blocks: Iterable[Block]) -> Clause:
    attributes = {name: value for tag, name, value in heading.attributes if tag in HEADINGS}
    based_on = attributes.get(BASED_ON)
    return Clause(
        id=attributes.get("id", ""),
        level=heading.level,
        title=re.sub(r"\s+", " ", heading.text),
        line=heading.line,
        based_on=None if based_on is None else tuple(based_on.split()),
        heading=heading,
        blocks=tuple(blocks),
    )


def _placed(block: Block, first_lines: list[int], page: ParserOutput) -> Block:
    """Return a block with its lines in the file; it ends before the next begins."""
    following = bisect_right(first_lines, block.line)
    last = first_lines[following] - 1 if following < len(first_lines) else len(page.source)
    while last > block.line and not page.source[last - 1].strip():
        last -= 1
    return replace(block, line=page.in_file(block.line), last_line=page.in_file(max(last, block.line)))


def _with_footnotes(clause: Clause, notes: Mapping[str, list[Block]]) -> tuple[Clause, list[str]]:
    """Return a clause with the footnotes that it refers to, and their labels, in the order of their first marks."""
    if not any(span.is_footnote for block in (clause.heading, *clause.blocks) for span in block.spans):
        return clause, []
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

    heading = numbered(clause.heading)
    blocks = [numbered(block) for block in clause.blocks]
    for label in labels:  # it grows meanwhile: footnotes may refer to others
        blocks += [numbered(block) for block in notes.get(label, ())]
    return replace(clause, heading=heading, blocks=tuple(blocks)), labels


def _footnotes(notes: Mapping[str, list[Block]], used: Collection[str], page: ParserOutput) -> Iterator[Footnote]:
    """Yield the footnotes as they are written, then those that the parser has found elsewhere."""
    first: dict[str, int] = {}  # other programs do not distinguish capital letters
    for label, lines in page.footnotes.items():
        for line in lines:
            is_first = first.setdefault(compared(label), line) == line
            yield Footnote(label, page.in_file(line), label in used, not notes.get(label), is_first)
    for label, blocks in notes.items():
        if label not in page.footnotes:
            yield Footnote(unmarked(label), blocks[0].line, label in used, is_empty=False, is_first=True)


def _nested_links(page: ParserOutput) -> Iterator[int]:
    """Yield the lines of links with a link in them."""
    line = 1
    for element in page.tree.root.iter():
        line = int(element.get(LINE, line))
        if element.tag == "a" and element.find(".//a") is not None:
            yield page.in_file(line)


def _raw_html(page: ParserOutput) -> Iterator[RawHtml]:
    """Yield the HTML in the Markdown."""
    line, last = 1, (1, 0)
    for element in page.tree.root.iter():
        line = int(element.get(LINE, line))
        if line < last[0] and LINE in element.attrib:  # footnotes are at the end of the tree
            last = (line, 0)
        for match in HTML_PLACEHOLDER_RE.finditer(f"{element.text or ''}\n{element.tail or ''}"):
            number = int(match[1])
            if number in page.raw:
                written = str(page.tree.stash[number]).strip()
                last = _position(written.split("\n")[0], line, last, page)
                yield RawHtml(written, page.in_file(last[0]), last[1])


def _position(first_line: str, line: int, last: tuple[int, int], page: ParserOutput) -> tuple[int, int]:
    """Return the position of HTML that begins with this line of it, at or after a line and the position `last`."""
    after = max((line, 0), last)
    for number, source in enumerate(page.source[after[0] - 1 :], start=after[0]):
        column = source.find(first_line, after[1] if number == after[0] else 0)
        if column >= 0:
            return number, column + 1
    return line, 1
