"""Turns the element tree of Python-Markdown into headings and blocks of plain text."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from itertools import count
from typing import TYPE_CHECKING

from markdown.extensions.footnotes import FN_BACKLINK_TEXT, NBSP_PLACEHOLDER
from markdown.util import HTML_PLACEHOLDER_RE

from policysite.corpus.character_references import unescape
from policysite.corpus.model import FOOTNOTE, FOOTNOTE_REFERENCE, HEADINGS, Block, Span
from policysite.corpus.numbering.tree import MARKER
from policysite.corpus.source_map.line_marks import LINE

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_INLINE = {
    *("a", "abbr", "b", "bdi", "bdo", "br", "button", "cite", "code", "data", "del", "dfn", "em", "i"),
    *("img", "input", "ins", "kbd", "label", "mark", "q", "s", "samp", "script", "small", "span"),
    *("strong", "sub", "sup", "time", "u", "var"),
}
_EMPTY = {"br", "img", "input"}
# The classes of a piece of code by the extensions that highlight it.
_HIGHLIGHTING = {"codehilite", "highlight"}
# The classes that extensions add to elements, and the attributes with which they number them.
_ADDED_CLASSES = {"admonition-title", "task-list", "task-list-item"}
_ADDED_ATTRIBUTES = {"data-tabs"}
# The attribute of an element whose class is written in braces.
WRITTEN_CLASS = "data-policysite-class"
_NOT_IN_SOURCE = {LINE, WRITTEN_CLASS}
# Python-Markdown puts an escaped character, and each character of an email address, between control characters.
_ESCAPED = re.compile("\x02([0-9]+)\x03")
_AMPERSAND = "\x02amp\x03"


@dataclass
class Stash:
    """The texts that the parser has replaced by placeholders, by the numbers of these; `raw` are those of raw HTML."""

    entries: Sequence[object]
    raw: set[int]

    def text(self, placeholder: re.Match[str]) -> str:
        """Return the text that a placeholder stands for as a reader sees it: none for raw HTML."""
        number = int(placeholder[1])
        if number in self.raw or number >= len(self.entries):
            return ""
        return re.sub("<[^>]*>", "", str(self.entries[number]))

    def attributes(self, text: str) -> Iterator[tuple[str, str, str]]:
        """Yield (element, name, value) of each attribute in the HTML that extensions have put in a text's place.

        Syntax highlighting is left out: its elements change with the version of the highlighter, not with the text.
        """
        for placeholder in HTML_PLACEHOLDER_RE.finditer(text):
            number = int(placeholder[1])
            if number not in self.raw and number < len(self.entries):
                tags = _StartTags()
                tags.feed(str(self.entries[number]))
                yield from tags.attributes

    def is_code(self, text: str | None) -> bool:
        """True if a text is just the placeholder of a piece of code."""
        match = HTML_PLACEHOLDER_RE.fullmatch((text or "").strip())
        return match is not None and int(match[1]) not in self.raw

    def is_raw(self, text: str | None) -> bool:
        """True if a text is just placeholders of raw HTML."""
        numbers = [int(match[1]) for match in HTML_PLACEHOLDER_RE.finditer(text or "")]
        rest = HTML_PLACEHOLDER_RE.sub("", text or "")
        return bool(numbers) and not rest.strip() and self.raw.issuperset(numbers)

    def read(self, text: str) -> str:
        """Return a text as a browser shows it."""
        return as_shown(HTML_PLACEHOLDER_RE.sub(self.text, text))


def as_shown(text: str) -> str:
    """Return a text of the tree, without placeholders, as a browser shows it."""
    return unescape(_ESCAPED.sub(lambda match: chr(int(match[1])), text.replace(_AMPERSAND, "&")))


class _StartTags(HTMLParser):
    """The attributes in HTML, as (element, name, value)."""

    def __init__(self) -> None:
        super().__init__()
        self.attributes: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs if tag != "span" else ():
            kept = " ".join(_without_highlighting(value or "")) if name == "class" else value
            if kept or name != "class":
                self.attributes.append((tag, name, kept or ""))


def _without_highlighting(classes: str) -> Iterator[str]:
    """Yield the classes that do not come from syntax highlighting."""
    for name in classes.split():
        if name not in _HIGHLIGHTING and not name.startswith("language-"):
            yield name


class BlockReader:
    """Reads blocks from the tree of a page, element by element.

    Attributes:
        attributes: those that belong to the next block.
        footnotes: the blocks of each footnote, by its label.
    """

    def __init__(self, stash: Stash) -> None:
        self._line = 1
        self.attributes: list[tuple[str, str, str]] = []
        self.footnotes: dict[str, list[Block]] = {}
        self._stash = stash

    def blocks(self, elements: Iterable[Element]) -> list[Block]:
        """Return the headings and blocks of the next elements, in order, without the footnotes.

        The lines of each are both its first one in the parsed text, from 1.
        """
        return [block for element in elements for block in self._blocks(element, ())]

    def _blocks(self, element: Element, inside: tuple[str, ...], number: int | None = None) -> Iterator[Block]:
        self._line = int(element.get(LINE, self._line))
        tag, classes = element.tag, element.get("class", "").split()
        if tag == "div" and classes == ["footnote"]:
            self._footnotes(element)
            return
        self.attributes += self._attributes_of(element)
        if tag in HEADINGS:
            yield replace(self._block("heading", self._inline(element), inside), level=int(tag[1]))
        elif tag == "pre" or (tag == "p" and self._stash.is_code(element.text) and not len(element)):
            code = _Inline(self._stash)
            code.add_code("".join(element.itertext()))
            yield self._block("code", code, inside)
        elif tag == "hr":
            yield self._block("rule", _Inline(self._stash), inside)
        elif tag == "tr":
            yield self._block("row", self._row(element), inside)
        elif tag == "p":
            if not (self._stash.is_raw(element.text) and not len(element)):
                yield self._block("paragraph", self._inline(element), inside)
        elif tag == "li":
            yield from self._item(element, inside, number)
        elif tag == "div" and classes[:1] == ["tabbed-set"]:
            yield from self._tabs(element, (*inside, "div"))
        else:
            yield from self._container(element, inside)

    def _footnotes(self, element: Element) -> None:
        for note in map(copy.deepcopy, element.iterfind("ol/li")):
            _remove_links_back(note)
            label = note.get("id", "").partition(":")[2]
            found = [block for child in note for block in self._blocks(child, (FOOTNOTE,))]
            # (A note that ends with a list had a paragraph of its own for the links back.)
            found = [block for block in found if block.text or block.spans or block.kind != "paragraph"]
            if found and found[0].kind != "paragraph":
                found.insert(0, Block("paragraph", "", found[0].line, found[0].line))
            if found:
                self.footnotes[label] = [replace(found[0], kind=FOOTNOTE, inside=()), *found[1:]]

    def _tabs(self, element: Element, inside: tuple[str, ...]) -> Iterator[Block]:
        labels, contents = element.findall("div")
        for number, button, label, content in zip(count(), element.findall("input"), labels, contents, strict=False):
            self._line = int(label.get(LINE, self._line))
            if number and "checked" in button.attrib:  # it is shown in place of the first one
                self.attributes.append((button.tag, "checked", ""))
            yield self._block("paragraph", self._inline(label), (*inside, "label"))
            yield from self._container(content, inside)

    def _container(self, element: Element, inside: tuple[str, ...]) -> Iterator[Block]:
        inside = (*inside, element.tag)
        own = self._inline(element)
        if own.text.strip() or own.spans:
            yield self._block("paragraph", own, inside)
        number = int(element.get("start", "1")) if element.tag == "ol" else None
        for child in element:
            if child.tag not in _INLINE and not is_generated_title(element, child):
                yield from self._blocks(child, inside, number)
                number = None if number is None else number + 1

    def _item(self, element: Element, inside: tuple[str, ...], number: int | None) -> Iterator[Block]:
        own = self._inline(element)
        rest = [child for child in element if child.tag not in _INLINE]
        if not own.text.strip() and rest and rest[0].tag == "p" and not self._stash.is_code(rest[0].text):
            first = rest.pop(0)
            self._line = int(first.get(LINE, self._line))
            self.attributes += self._attributes_of(first)
            own = self._inline(first)
        elif not own.text.strip():
            self._line = next((int(each.get(LINE, "")) for each in element.iter() if LINE in each.attrib), self._line)
        item = self._block("item", own, inside, number)
        if marker := element.get(MARKER, ""):
            item = replace(item, number=None, marker=marker, id=element.get("id", ""))
        yield item
        for child in rest:
            yield from self._blocks(child, (*inside, "li"))

    def _row(self, element: Element) -> _Inline:
        row = _Inline(self._stash)
        for number, cell in enumerate(element):
            if number == 0:
                self._line = int(cell.get(LINE, self._line))
            else:
                row.add(" | ")
            self.attributes += self._attributes_of(cell)
            row.cell(cell)
        return row

    def _inline(self, element: Element) -> _Inline:
        """Return the text of an element outside the blocks in it."""
        inline = _Inline(self._stash)
        inline.take(element)
        return inline

    def _block(self, kind: str, inline: _Inline, inside: tuple[str, ...], number: int | None = None) -> Block:
        attributes, self.attributes = tuple(self.attributes), []
        text, line = inline.text.rstrip(), self._line
        spans, cells, generated = tuple(inline.spans), tuple(inline.cells), tuple(inline.generated)
        return Block(kind, text, line, line, inside, spans, attributes, number, cells=cells, generated=generated)

    def _attributes_of(self, element: Element) -> list[tuple[str, str, str]]:
        attributes = []
        added = {
            *(_ADDED_ATTRIBUTES if element.tag == "div" else ()),
            *((MARKER, "id") if MARKER in element.attrib else ()),
        }
        for name, value in _attributes(element, self._stash).items():
            if name == "class" and WRITTEN_CLASS not in element.attrib:
                value = " ".join(each for each in value.split() if each not in _ADDED_CLASSES)
                if not value:
                    continue
            if name not in added:
                attributes.append((element.tag, name, value))
        return attributes


def _attributes(element: Element, stash: Stash) -> dict[str, str]:
    """Return the attributes of an element that stand in the source, or that extensions add to it."""
    written = ((name, value) for name, value in element.items() if name not in _NOT_IN_SOURCE)
    return {name: value if name == "id" else stash.read(value) for name, value in written}


def _remove_links_back(note: Element) -> None:
    """Remove what leads from a footnote back to the text, in place."""
    for element in note.iter():
        element.text = (element.text or "").replace(NBSP_PLACEHOLDER, "")
        for child in list(element):
            child.tail = (child.tail or "").replace(NBSP_PLACEHOLDER, "")
            if child.text == FN_BACKLINK_TEXT:  # which nobody can write
                element.remove(child)


def is_generated_title(box: Element, child: Element) -> bool:
    """True if a child of an admonition or of details is its type, which is the title if none is written."""
    types = [each for each in box.get("class", "").split() if each != "admonition"]
    is_title = child.tag == "summary" or (
        child.get("class") == "admonition-title" and WRITTEN_CLASS not in child.attrib
    )
    return is_title and bool(types) and child.text == types[0].capitalize() and not len(child)


class _Inline:
    """The text of a block while it is collected, with the spans and cells in it and the attributes in stashed HTML."""

    def __init__(self, stash: Stash) -> None:
        self._stash = stash
        self._parts: list[str] = []
        self._length = 0
        self.spans: list[Span] = []
        self.cells: list[Span] = []
        self.generated: list[tuple[str, str, str]] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def add(self, text: str | None) -> None:
        read = self._read(text or "")
        self._append(read if self._parts else read.lstrip())

    def add_code(self, text: str) -> None:
        self._append(self._read(text).strip("\n"))

    def _read(self, text: str) -> str:
        self.generated += self._stash.attributes(text)
        return self._stash.read(text)

    def _append(self, read: str) -> None:
        if read:
            self._parts.append(read)
            self._length += len(read)

    def take(self, element: Element) -> None:
        self.add(element.text)
        for child in element:
            reference = child.find("a") if child.tag == "sup" else None
            if reference is not None and reference.get("class") == FOOTNOTE_REFERENCE:
                attributes = _attributes(child, self._stash)
                written = {name: value for name, value in attributes.items() if not value.startswith("fnref")}
                written["label"] = reference.get("href", "").partition(":")[2]
                self.spans.append(Span(FOOTNOTE, self._length, self._length, written))
            elif child.tag in _INLINE:
                self._span(child)
            self.add(child.tail if child.tag in _INLINE or (child.tail or "").strip() else "")

    def cell(self, element: Element) -> None:
        start = self._length
        self.take(element)
        self.cells.append(self._made_span(element, start))

    def _span(self, element: Element) -> None:
        index, start = len(self.spans), self._length
        if element.tag not in _EMPTY:
            self.take(element)
        if element.tag != "br":
            self.spans.insert(index, self._made_span(element, start))

    def _made_span(self, element: Element, start: int) -> Span:
        return Span(element.tag, start, self._length, _attributes(element, self._stash))
