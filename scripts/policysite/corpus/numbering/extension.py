"""The Markdown extension that makes lists of numbered clauses.

The markers stay in the text as they are written, so that nothing renumbers a clause; the lists show no markers of their
own. A list begins with a decimal number, which needs others beside it on the page if it may be a quantity or a date, or
with a first letter or number if the second one or a colon confirms it.
Its items follow each other in adjacent lines or after empty lines. An item that continues no list begins one inside the
last item: `а)` after `1.1.`, `1.1.1` after `1.1`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableSequence, Sequence
from dataclasses import replace
from itertools import islice
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, ListIndentProcessor
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from policysite.corpus.model import HEADINGS
from policysite.corpus.numbering import tree
from policysite.corpus.numbering.markers import marker_of
from policysite.corpus.numbering.places import (
    INDENT_OF_BLOCKS,
    ItemPlace,
    ItemPlaces,
    MarkedLine,
    OpenList,
    indentation,
    is_lead_in,
    is_pause,
)

# An item of a list of Markdown's own.
_LISTED = re.compile(r"(?P<indent>[ ]*)(?:[-*+]|(?P<number>[0-9]{1,3})\.)[ ]+\S")
# With more elements between two items, the second one does not continue the list of the first.
_MAX_ELEMENTS_BETWEEN = 10


class NumberedClauses(Extension):
    """The Markdown extension."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the name is Python-Markdown's)
        """Register the steps: lists before those of Markdown (40), markers before `inline`, ids after `attr_list`.

        The numbers are read after blocks of code have been put aside (25), and before blocks of HTML are (20).
        """
        lists = _Lists(md.parser)
        numbers = Preprocessor(md)
        numbers.run = lists.places.read  # type: ignore[method-assign]  # a class of its own would only call this
        md.preprocessors.register(numbers, "policysite-numbers", 22)
        md.parser.blockprocessors.register(lists, "policysite-numbered", 45)
        md.parser.blockprocessors.register(_Indented(md.parser, lists), "indent", 90)
        md.treeprocessors.register(tree.InsertMarkers(md), "policysite-numbered-markers", 20.3)
        md.treeprocessors.register(tree.AssignIds(md), "policysite-numbered-ids", 6)


class _Lists(BlockProcessor):
    """Makes lists of the blocks that begin with a marker, and adds lists of Markdown's own to their items."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self._lists: dict[Element, OpenList] = {}
        self._unindented: set[Element] = set()
        self.places = ItemPlaces()
        # The blocks below the item that is being parsed, and their indentation if they belong to it.
        self.below: tuple[MutableSequence[str], int] = ([], 0)

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002  (`run` also needs the blocks that follow)
        """Leave the decision to `run`."""
        return True

    def run(self, parent: Element, blocks: MutableSequence[str]) -> bool | None:
        """Parse the first of the blocks, if it begins with an item or belongs to one."""
        block = blocks.pop(0)
        last = self._last_list(parent)
        lists = [] if last is None else list(self._open(last))
        if lists and _is_listed_in(lists[-1].element[-1], block):
            _loosen(lists[-1].element[-1])
            self.parser.parseBlocks(lists[-1].element[-1], [block])
            return None
        lines = block.split("\n")
        marker = marker_of(lines[0].lstrip(" "))
        if marker is not None and not self._begins_item(parent):
            following, inside = (blocks, 0) if blocks else self.below
            line = MarkedLine(marker, _last_text(parent), lines, 0, following, inside)
            place = self.places.place(line, lists) or self._resumed(line, parent)
            if place is not None:
                if place.depth and last is not None:
                    _move_into(last[-1], parent, last)
                    _loosen(lists[place.depth - 1].element[-1])
                self._parse(parent, line, place, lists)
                return None
        blocks.insert(0, block)
        return False

    def is_unindented(self, element: Element) -> bool:
        """True for a list inside an item that is not written with more indentation than the item."""
        return element in self._unindented

    def _parse(self, parent: Element, line: MarkedLine, place: ItemPlace, lists: list[OpenList]) -> None:
        """Parse a block that begins with an item, and may have others in later lines."""
        state = "list" if place.new else "looselist"
        item, text = self._item(parent, line, place, lists), [line.text]
        for number, written in enumerate(line.lines[1:], start=1):
            marker = None if _continues_list(text, written) else marker_of(written.lstrip(" "))
            found = None
            if marker is not None:
                below = MarkedLine(marker, line.lines[number - 1], line.lines, number, line.blocks, line.inside)
                found = self.places.place(below, _around(lists, below.indent))
            if marker is None or found is None:
                text.append(written)
            else:
                self._fill(item, text, state)
                item, text, state = self._item(parent, below, found, lists), [below.text], "list"
        self._fill(item, text, state)

    def _item(self, parent: Element, line: MarkedLine, place: ItemPlace, lists: list[OpenList]) -> Element:
        """Return a new item, and leave those lists in `lists` that are open after it."""
        del lists[place.depth :]
        if place.new:
            element = SubElement(lists[-1].element[-1] if lists else parent, tree.LIST)
            if lists and line.indent < (lists[-1].indent or 0) + INDENT_OF_BLOCKS:
                self._unindented.add(element)
            self._lists[element] = OpenList(element, line.marker.style, place.sequence, indent=line.indent)
            lists.append(self._lists[element])
        last = lists[-1]
        last.position, last.ordinal, last.numbers = place.position, place.ordinal, line.marker.numbers
        return tree.item(last.element, line.marker, place)

    def _fill(self, item: Element, text: list[str], state: str) -> None:
        """Parse the text of an item, and a list in it that has no empty line above it."""
        end = next((number for number in range(1, len(text)) if _begins_list(text, number)), len(text))
        listed = text[end:]
        if listed and indentation(listed[0]) >= INDENT_OF_BLOCKS:
            listed = [line[min(indentation(line), INDENT_OF_BLOCKS) :] for line in listed]
        self.parser.state.set(state)
        self.parser.parseBlocks(item, ["\n".join(part) for part in (text[:end], listed) if part])
        self.parser.state.reset()

    def _resumed(self, line: MarkedLine, parent: Element) -> ItemPlace | None:
        """Return the place of a line that continues a list above other elements: it begins a list of its own."""
        for element in islice(reversed(parent), _MAX_ELEMENTS_BETWEEN):
            if element.tag in HEADINGS:
                break
            if element.tag == tree.LIST:
                place = self.places.place(line, list(self._open(element)))
                return replace(place, depth=0, new=True) if place and not place.new else None
        return None

    def _begins_item(self, parent: Element) -> bool:
        """True if what is parsed next is the text right after the marker of an item."""
        in_list = self.parser.state.isstate("list") or self.parser.state.isstate("looselist")
        return in_list and not len(parent) and not parent.text

    def _last_list(self, parent: Element) -> Element | None:
        """Return the list that the children of an element end with, but for comments."""
        for element in reversed(parent):
            if element.tag == tree.LIST:
                return element
            if not self._is_comment(element):
                break
        return None

    def _is_comment(self, element: Element) -> bool:
        match = HTML_PLACEHOLDER_RE.fullmatch((element.text or "").strip())
        return match is not None and str(self.parser.md.htmlStash.rawHtmlBlocks[int(match[1])]).startswith("<!--")

    def _open(self, element: Element) -> Iterator[OpenList]:
        """Yield a list and those that its last item ends with, the outermost first."""
        while element.tag == tree.LIST:
            self._lists[element].indent = None
            yield self._lists[element]
            element = element[-1][-1] if len(element[-1]) else element[-1]


class _Indented(ListIndentProcessor):
    """Adds indented blocks to the items above them, as Python-Markdown does, but also to numbered clauses."""

    def __init__(self, parser: BlockParser, lists: _Lists) -> None:
        super().__init__(parser)
        self.LIST_TYPES = [*ListIndentProcessor.LIST_TYPES, tree.LIST]
        self._lists = lists

    def run(self, parent: Element, blocks: list[str]) -> bool | None:
        """Add the first of the blocks to the item that it is indented for; the others may belong to the item too."""
        level, _ = self.get_level(parent, blocks[0])
        indent = level * self.tab_length
        around = self._lists.below
        # (A single block belongs to an item that is being parsed.)
        self._lists.below = (blocks, indent) if len(blocks) > 1 else (around[0], around[1] + indent)
        try:
            return super().run(parent, blocks)
        finally:
            self._lists.below = around

    def get_level(self, parent: Element, block: str) -> tuple[int, Element]:
        """Return the number of the lists around a block that it is indented for, and the innermost of them."""
        wanted = indentation(block) // self.tab_length
        level = int(self.parser.state.isstate("list"))
        while (child := self.lastChild(parent)) is not None and child.tag in (*self.LIST_TYPES, *self.ITEM_TYPES):
            is_deeper = child.tag in self.LIST_TYPES and not self._lists.is_unindented(child)
            if level + is_deeper > wanted or (level == wanted and not self._leads_on(child)):
                break
            level += is_deeper
            parent = child
        return level, parent

    def _leads_on(self, child: Element) -> bool:
        """True for a list that is not indented, and for an item that ends with one."""
        last = child if child.tag in self.LIST_TYPES else self.lastChild(child)
        return last is not None and self._lists.is_unindented(last)


def _around(lists: Sequence[OpenList], indent: int) -> list[OpenList]:
    """Return the lists that a line with this indentation may belong to."""
    inner = (depth for depth, each in enumerate(lists) if each.indent is not None and each.indent > indent)
    return [*lists[: next(inner, None)]]


def _begins_list(text: Sequence[str], number: int) -> bool:
    """True if a line of an item's text begins a list of Markdown's own."""
    match = _LISTED.match(text[number])
    if match is None or match["number"] not in (None, "1"):
        return False
    return len(match["indent"]) >= INDENT_OF_BLOCKS or is_pause(text[number - 1])


def _continues_list(text: Sequence[str], line: str) -> bool:
    """True if a line is the next item of a numbered list of Markdown's own in an item's text."""
    match = _LISTED.match(line)
    if match is None or match["number"] is None:
        return False
    before = next(filter(None, map(_LISTED.match, reversed(text[1:]))), None)
    return before is not None and int(before["number"] or 0) == int(match["number"]) - 1


def _is_listed_in(item: Element, block: str) -> bool:
    """True if a block is a list that an item leads in to, or continues the list that the item ends with."""
    match = _LISTED.match(block)
    if match is None or len(match["indent"]) >= INDENT_OF_BLOCKS:
        return False
    last = item[-1] if len(item) else None
    if last is not None and last.tag == ("ol" if match["number"] else "ul"):
        return match["number"] is None or int(match["number"]) == len(last) + 1
    return match["number"] in (None, "1") and is_lead_in(_last_text(item))


def _last_text(element: Element) -> str:
    """Return the text that an element ends with."""
    while len(element):
        last = element[-1]
        if (last.tail or "").strip():
            return last.tail or ""
        element = last
    return element.text or ""


def _loosen(item: Element) -> None:
    """Make a paragraph of the text of an item, as Markdown does if an empty line follows."""
    if item.text:
        paragraph = Element("p")
        paragraph.text, item.text = item.text, ""
        item.insert(0, paragraph)


def _move_into(item: Element, parent: Element, last: Element) -> None:
    """Move the comments below the last list of an element into an item of it."""
    for comment in list(parent)[list(parent).index(last) + 1 :]:
        parent.remove(comment)
        item.append(comment)
