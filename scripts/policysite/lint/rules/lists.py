"""Lists that are not rendered as lists, or not as they are written."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, TypeVar

from policysite.corpus import Block, Clause, Page, subjects
from policysite.corpus.invisible import visible
from policysite.corpus.numbering.decimals import numbers_in_sequence
from policysite.corpus.numbering.markers import (
    Marker,
    marker_of,
    markers_within,
)
from policysite.findings.rule import Aspect
from policysite.languages.lexicon import lexicon_of
from policysite.languages.signs import CLOSING, COLONS, SENTENCE_ENDS
from policysite.lint.context import Context
from policysite.lint.page_text import block_lines, lines_outside_code, with_neighbors
from policysite.lint.rule import Hit, hit, hit_at, page_rule

# Browsers count from no larger number, but from 1.
_MAX_NUMBER = 999_999_999
# The start of an item for Python-Markdown: its indentation and marker.
_ITEM = re.compile(r"(?P<indent>[\s>]*)(?:(?P<number>\d+)\.|[-*+])\s")
# How much further than its item a nested one is indented.
_NESTED_INDENT = 4
_EMPTY_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s*")

# The markers of lists in Markdown; a plus before a number may be a phone number.
_LISTED = re.compile(r"(?:[-*]|\+(?!\s*\d))\s+(?=\S)")
# Numbers and letters that begin no list but are read as if they did: “Article 1.”, “Step 2:”, “п. 3”, “[4]”, “5/”,
# “(6.1)”, “7(a)”, “¹”, “n° 1”, “2º”, “第1条”, “一、”. Without a sign after it, a number begins an item only if a title
# follows; after the signs of East Asia there may be no space.
_LABEL = re.compile(
    r"(?P<before>(?:[^\W\d_]+[.°º]?\s+)?(?:第|[^\w\s]?\w{0,6}[^\w\s])?)(?P<number>\d{1,3}|[^\W_])"
    r"(?:(?P<after>[.:)\]}°ºª/–—-]+|[条條款項项、．])|(?P<dash>\s+[–—-]))?(?:\s+|(?<=[条條款項项、．]))(?=[^\s\d])"
)
# Signs that readers take for the markers of a list, those that are one in a list only: dashes, arrows; and those that
# are one only beside another: emoji, numbers in circles or in the wide forms of East Asia.
_SIGNS = {
    "bullet": re.compile(r"(?P<written>[•‣⁃◦▪▫●○■□➢➤►▶✓✔✗✘☐☑☒]\N{VARIATION SELECTOR-16}?)\s*(?=\S)"),
    "dash": re.compile(r"(?P<written>[‒–—―−](?=\s)|--|[→⇒])(?:\s+(?=\S)|(?=\w))"),
    "symbol": re.compile(
        r"(?P<written>(?P<sign>[^\w\s])\N{VARIATION SELECTOR-16}?(?=\s)"
        r"|[①-⓿❶-➓０-９]+[．）、]?|（[０-９0-9]+）)\s*(?=\S)"
    ),
}

_COLON = re.compile(rf"[{COLONS};；؛]\s*$")
_SENTENCE_END = re.compile(rf"(?P<word>[^\W_]*)[{SENTENCE_ENDS}][{re.escape(CLOSING)}]*$")
_PART_END = re.compile(r"[,)]\s*$")


_T = TypeVar("_T")


class _Sign(NamedTuple):
    """A sign that begins no item, of one of the kinds in `_SIGNS`."""

    kind: str
    written: str


@dataclass(frozen=True)
class _BlockLine:
    """A line of a block's text, without its indentation.

    Attributes:
        before: the line before it, also if that is in another block.
        brackets: how many brackets are open before it in the block.
        sign: the sign that it begins with, if no list begins with it, and its kind.
        marker: the marker of a numbered clause that it begins with, if any.
        is_beside: True if it begins where the bullet of its item stands, like the next item.
    """

    block: Block
    text: str
    start: int
    before: str
    brackets: int
    is_first: bool
    sign: _Sign | None
    marker: Marker | None
    is_beside: bool

    @property
    def kind(self) -> str:
        """The kind of its sign; empty if it has none."""
        return self.sign.kind if self.sign else ""


def _lines(page: Page, clause: Clause) -> Iterator[_BlockLine]:
    before = ""
    for block in clause.blocks:
        if block.kind not in ("paragraph", "item", "footnote"):
            before = ""
            continue
        brackets = 0
        for number, (start, line) in enumerate(block_lines(block)):
            sign, marker = _sign(line), marker_of(line)
            is_beside = number > 0 and bool(sign or marker) and _is_beside(page, block, start)
            yield _BlockLine(block, line, start, before, brackets, number == 0, sign, marker, is_beside)
            brackets += line.count("(") - line.count(")")
            before = line


def _is_beside(page: Page, block: Block, start: int) -> bool:
    """True if a line of a block begins where the bullet of its item stands, or before."""
    item = _written_item(page, block)
    return item is not None and not item["number"] and page.position(block, start)[1] <= item.end("indent") + 1


def _written_item(page: Page, block: Block) -> re.Match[str] | None:
    """Return the beginning of an item as it is written; None for numbered clauses and other blocks."""
    is_item = block.kind == "item" and not block.marker
    return _ITEM.match(visible(page.source[block.line - 1])) if is_item else None


def _sign(line: str) -> _Sign | None:
    """Return the sign that a line begins with."""
    for kind, pattern in _SIGNS.items():
        match = pattern.match(line)
        if match and (kind != "symbol" or match["sign"] is None or unicodedata.category(match["sign"]) == "So"):
            return _Sign(kind, match["written"])
    return None


@page_rule(aspect=Aspect.STRUCTURE, advises=True)
def list_not_separated(page: Page, context: Context) -> Iterator[Hit]:
    """An item has no empty line above it and is rendered as part of the text above."""
    lexicon = lexicon_of(page.language)
    abbreviations = {*lexicon["abbreviations"], *lexicon["abbreviations_before_names"]}
    in_sequence = numbers_in_sequence(page.source)
    for clause in page.clauses:
        of_clause = list(_lines(page, clause))
        markers = [line.marker for line in of_clause if line.marker]
        for _, lines in groupby(of_clause, key=lambda line: id(line.block)):
            items = list(_unseparated(list(lines), in_sequence, abbreviations))
            # (A number that goes on from another one is not that of an item among bullets.)
            marker = items[0].marker if items else None
            is_next = marker is not None and any(each.precedes(marker) for each in markers)
            if len(items) == 1 and items[0].is_beside and not is_next:
                _, item = _as_item(page, items[0], items[0].text.split()[0])
                yield hit(page, items[0].block, items[0].start, advised=item)
            elif items:
                found = hit(page, items[0].block, items[0].start, example="")
                # (An item above it may not be one yet, or not of its list.)
                above = (subjects.marker(page.path, number) for number in range(items[0].block.line, found.line + 1))
                advised = {found.line: f"\n{page.source[found.line - 1]}"}
                yield replace(found, advised=advised, rests_on=frozenset(above))


def _unseparated(
    lines: Sequence[_BlockLine], in_sequence: Collection[tuple[int, ...]], abbreviations: Collection[str]
) -> Iterator[_BlockLine]:
    """Yield the lines of a block that are written as items, but for its first line."""
    running = {marker.style for line in lines for marker in markers_within(line.text)}
    marked = [(line.marker.style, line.marker, line) for line in lines if line.marker]
    labeled = [(*label, line) for line in lines if (label := _label(line.text, line.marker))]
    beside = {id(line) for line in _neighbors(marked, Marker.precedes)}
    labels = {id(line) for line in _neighbors(labeled, lambda a, b: a + 1 == b)}
    for line in lines[1:]:
        if line.marker is None or id(line) in labels:
            if _LISTED.match(line.text) or id(line) in labels:
                yield line
        elif line.marker.style in running and not line.marker.numbers:
            continue  # part of an enumeration in running text
        elif line.marker.is_ambiguous and line.marker.numbers not in in_sequence:
            continue  # a quantity or a date
        elif _is_numbered(line, line.marker, id(line) in beside, abbreviations):
            yield line


def _label(line: str, marker: Marker | None) -> tuple[str, float] | None:
    """Return the style of a line's label, which those of a list share, and its number; None if it has no label."""
    match = _LABEL.match(line)
    is_marker = marker is not None and bool(marker.numbers or marker.readings)
    if match is None or (is_marker and not match["before"][-1:].isspace()):  # “п. 3” begins like a list with letters
        return None
    sign = match["after"] or match["dash"] or ""
    if match["number"].isalpha() and not match["number"].isnumeric():
        return (f"{match['before']}a{sign}", ord(match["number"])) if match["after"] else None
    if not sign and line[match.end()].islower():
        return None
    number = match["number"]
    return f"{match['before']}1{sign}", int(number) if number.isdecimal() else unicodedata.numeric(number)


def _neighbors(items: Iterable[tuple[str, _T, _BlockLine]], is_next: Callable[[_T, _T], bool]) -> Iterator[_BlockLine]:
    """Yield the lines before and after which another of the same style has the next number."""
    before: dict[str, tuple[_T, _BlockLine]] = {}
    for style, number, line in items:
        if style in before and is_next(before[style][0], number):
            yield from (before[style][1], line)
        before[style] = number, line


def _is_numbered(line: _BlockLine, marker: Marker, has_neighbor: bool, abbreviations: Collection[str]) -> bool:
    """True if a line with a marker is an item: also a law, a month or an initial may begin a line of running text."""
    closes = marker.style.endswith(")")
    is_letter = marker.style in ("a.", "A.")
    if (closes and not marker.numbers and line.brackets > 0) or (is_letter and marker.value in abbreviations):
        return False
    end = _SENTENCE_END.search(line.before)
    ends = _COLON.search(line.before) is not None or (end is not None and end["word"].lower() not in abbreviations)
    if marker.style in ("§1", "№1"):
        return ends and has_neighbor
    if has_neighbor:
        return ends or len(marker.numbers) < 2 or not line.text[marker.length].islower()
    if is_letter or marker.style[0] in "§№":
        return False
    return ends or (closes and (line.is_beside or _PART_END.search(line.before) is not None))


@page_rule(aspect=Aspect.STRUCTURE, advises=True)
def list_as_text(page: Page, context: Context) -> Iterator[Hit]:
    """Items begin with a sign that begins no list, such as a dash, `•` or `✓`."""
    for clause in page.clauses:
        lines = list(_lines(page, clause))
        signs = Counter((id(line.block), line.kind) for line in lines)
        firsts = {id(line.block): line for line in lines if line.is_first}
        kinds_of_items: list[tuple[str, _BlockLine]] = []
        for before, line, after in with_neighbors(lines):
            beside = [other for other in (before, after) if other is not None and other.kind == line.kind]
            is_item = _is_item(line, firsts[id(line.block)], beside, signs[id(line.block), line.kind])
            kinds_of_items.append((line.kind if is_item else "", line))
        for is_item, run in groupby(kinds_of_items, key=itemgetter(0)):
            if is_item:
                yield _list_as_text(page, [(line, line.sign.written) for _, line in run if line.sign])


def _list_as_text(page: Page, items: Sequence[tuple[_BlockLine, str]]) -> Hit:
    """Return a hit at the first of several items, given with their signs, with the advice to write all as a list."""
    first, sign = items[0]
    advised = dict(_as_item(page, *item) for item in items)
    markers = [subjects.marker(page.path, number) for number in advised]
    found = hit(page, first.block, first.start, breaks=markers, damaged=len(sign), sign=sign)
    if not first.is_first and not first.is_beside:
        advised[found.line] = f"\n{advised[found.line]}"
    # (Of a whole list, the editor may prefer numbers.)
    example = advised[found.line] if first.is_beside or len(items) == 1 else ""
    return replace(found, params={**found.params, "example": example}, advised=advised)


def _as_item(page: Page, line: _BlockLine, sign: str) -> tuple[int, str]:
    """Return the number of a line and the line with the marker of a list instead of its sign."""
    number, column = page.position(line.block, line.start)
    source = page.source[number - 1]
    return number, f"{source[: column - 1]}- {source[column - 1 + len(sign) :].lstrip()}"


def _is_item(line: _BlockLine, first: _BlockLine, beside: Sequence[_BlockLine], count: int) -> bool:
    """True if a line that begins with a sign is written as an item.

    A dash may be part of a sentence or begin direct speech, and an emoji may decorate a paragraph. What counts are the
    first line of its block, the lines before and after it that begin with a sign of the same kind, and how many of its
    block do.
    """
    if not line.kind or (line.is_first and line.block.kind == "item"):
        return False
    if line.is_beside and line.kind in ("bullet", "dash"):
        return True
    if line.kind == "dash":
        # In running text, a line that is wrapped may begin with a dash.
        is_list = first.kind == "dash" or _COLON.search(first.text) is not None
        return line.before.endswith(":") or (is_list and any(other.block is line.block for other in beside))
    return line.kind == "bullet" or count > 1


@dataclass(frozen=True)
class _WrittenItem:
    """An item as it is written: its number, or None for a bullet, and the column of its marker, from 0."""

    block: Block
    number: int | None
    indent: int


def _lists(page: Page) -> Iterator[list[_WrittenItem]]:
    """Yield the lists of a page as they are rendered, with their items as they are written."""
    for clause in page.clauses:
        open_lists: dict[tuple[str, ...], list[_WrittenItem]] = {}
        for block in clause.blocks:
            for inside in [inside for inside in open_lists if inside != block.inside[: len(inside)]]:
                yield open_lists.pop(inside)
            match = _written_item(page, block)
            if match is not None and block.text:
                if block.number == 1:  # a numbered list right after another
                    yield open_lists.pop(block.inside, [])
                number = int(match["number"]) if match["number"] else None
                item = _WrittenItem(block, number, len(match["indent"].expandtabs(4)))
                open_lists.setdefault(block.inside, []).append(item)
        yield from open_lists.values()


@page_rule(aspect=Aspect.STRUCTURE, advises=True)
def list_number_mismatch(page: Page, context: Context) -> Iterator[Hit]:
    """A numbered list is rendered with other numbers than are written."""
    for items in _lists(page):
        if {item.number for item in items} == {1}:  # the numbering is left to Markdown
            continue
        wrong = [(item, shown) for item in items if (shown := _shown(item)) and item.number != shown]
        if wrong:
            first, shown = wrong[0]
            # (If the first item is wrong, this may be no list, or go on from another one.)
            advised = {} if first is items[0] else dict(_renumbered(page, *each) for each in wrong)
            example = advised.get(first.block.line, "")
            yield hit(page, first.block, written=first.number, shown=shown, example=example, advised=advised)


def _shown(item: _WrittenItem) -> int | None:
    """Return the number with which an item is rendered; None if it is not written, or not rendered, with one."""
    number = item.block.number
    if item.number is None or number is None:
        return None
    return number if number <= _MAX_NUMBER else 1


def _renumbered(page: Page, item: _WrittenItem, number: int) -> tuple[int, str]:
    """Return the number of the line of an item, and the line with another number before the item."""
    line = page.source[item.block.line - 1]
    return item.block.line, line.replace(f"{item.number}.", f"{number}.", 1)


@page_rule(aspect=Aspect.STRUCTURE)
def list_merged(page: Page, context: Context) -> Iterator[Hit]:
    """A numbered list and a bulleted list are rendered as one list."""
    for items in _lists(page):
        for item in items:
            if (item.number is None) != (item.block.number is None):
                yield hit(page, item.block, rests_on=[subjects.marker(page.path, item.block.line)])
                break


@page_rule(aspect=Aspect.STRUCTURE, advises=True)
def item_not_nested(page: Page, context: Context) -> Iterator[Hit]:
    """An item is indented, but not far enough to be nested."""
    lists = [(items[0], indented) for items in _lists(page) if (indented := _indented(items))]
    pages = [*context.corpus.documents[page.name].pages.values()] if lists else []
    # (An item that is indented in one language only is hardly nested.)
    is_nested = all(
        sum(map(len, map(_indented, _lists(each)))) == sum(len(each) for _, each in lists) for each in pages
    )
    for first, items in lists:
        indent = items[0].indent - first.indent
        more = _NESTED_INDENT - indent if is_nested else -indent
        # (With several depths, it is not clear to which item each belongs.)
        is_clear = len({item.indent for item in items}) == 1
        advised = dict(_moved(page, item, more) for item in items if is_clear)
        yield hit(page, items[0].block, advised=advised, indent=indent)


def _indented(items: Sequence[_WrittenItem]) -> list[_WrittenItem]:
    """Return the items of a list that are indented further than the first one."""
    return [item for item in items if item.indent > items[0].indent]


def _moved(page: Page, item: _WrittenItem, more: int) -> tuple[int, str]:
    """Return the number of the line of an item, and the line with more spaces at its beginning, or with fewer."""
    written = _written_item(page, item.block)
    marker, line = (written.end("indent"), written.string) if written else (0, "")
    return item.block.line, line[: marker + min(more, 0)] + " " * more + line[marker:]


@page_rule(aspect=Aspect.STRUCTURE)
def item_empty(page: Page, context: Context) -> Iterator[Hit]:
    """A list marker has no text; it can turn the line above into a heading."""
    for number, line in lines_outside_code(page):
        if _EMPTY_ITEM.fullmatch(line):
            yield hit_at(page.path, number, len(line) - len(line.lstrip()) + 1, sign=line.strip())
