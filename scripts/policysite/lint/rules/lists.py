"""Lists that are not rendered as lists, or not as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from policysite.corpus import Block, Clause, Page
from policysite.corpus.invisible import visible
from policysite.findings.rule import Aspect
from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit, hit_at, page_rule

# The start of an item for Python-Markdown: its indentation and marker.
_ITEM = re.compile(r"(?P<indent>[\s>]*)(?:(?P<number>\d+)\.|[-*+])\s")
_EMPTY_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s*")

# The start of a line that is written as an item but is none for Python-Markdown.
_UNSEPARATED = re.compile(r"(?:[-*]|\+(?!\s*\d)|(?P<number>\d{1,2})\.)\s+(?=\S)")
_BULLET = re.compile(r"[•‣◦▪●○■□➢➤]\s*(?=\S)")
_DASH = re.compile(r"[‒–—―]\s+(?=\S)")
_BRACKETED = re.compile(r"(?P<open>\()?(?:\d{1,2}|[^\W\d_])\)\s+(?=\S)")
_UNSUPPORTED = {"bullet": _BULLET, "dash": _DASH, "bracketed": _BRACKETED}


@dataclass(frozen=True)
class _Line:
    """A line of a block's text, without its indentation.

    Attributes:
        start: its first character in the block's text.
        first: True if it is the first line of the block.
        marker: the kind of unsupported list marker that it begins with, if any.
    """

    block: Block
    text: str
    start: int
    first: bool
    marker: str | None


def _lines(clause: Clause) -> Iterator[_Line]:
    for block in clause.blocks:
        if block.kind not in ("paragraph", "item", "footnote"):
            continue
        start = 0
        for number, text in enumerate(block.text.split("\n")):
            line = text.lstrip()
            yield _Line(block, line, start + len(text) - len(line), number == 0, _unsupported_marker(line))
            start += len(text) + 1


def _unsupported_marker(line: str) -> str | None:
    return next((kind for kind, pattern in _UNSUPPORTED.items() if pattern.match(line)), None)


@page_rule(aspect=Aspect.STRUCTURE)
def list_not_separated(page: Page, context: Context) -> Iterator[Hit]:
    """A list has no empty line above it and is rendered as part of the paragraph."""
    for clause in page.clauses:
        lines = list(_lines(clause))
        reported = None
        for number, line in enumerate(lines):
            if line.block is not reported and _begins_unseparated_item(lines, number):
                reported = line.block
                yield hit(page, line.block, line.start)


def _begins_unseparated_item(lines: list[_Line], number: int) -> bool:
    """True if a line begins an item; a number other than 1 does so only after a colon or next to its neighbor."""
    line = lines[number]
    match = None if line.first else _UNSEPARATED.match(line.text)
    if match is None or match["number"] in (None, "1"):
        return match is not None
    before, after = lines[number - 1].text, lines[number + 1].text if number + 1 < len(lines) else ""
    neighbors = [
        int(other["number"]) for text in (before, after) if (other := _UNSEPARATED.match(text)) and other["number"]
    ]
    return before.endswith((":", ";")) or bool({int(match["number"]) - 1, int(match["number"]) + 1} & {*neighbors})


@page_rule(aspect=Aspect.STRUCTURE)
def list_as_text(page: Page, context: Context) -> Iterator[Hit]:
    """Items begin with an unsupported marker, such as a dash, `1)` or `а)`."""
    for clause in page.clauses:
        lines = list(_lines(clause))
        before = None
        for number, line in enumerate(lines):
            marker = line.marker if _begins_item(lines, number) else None
            if marker is not None and marker != before:
                sign = line.text.split()[0]
                found = hit(page, line.block, line.start, sign=sign)
                yield replace(found, damaged=range(found.column, found.column + len(sign)))
            before = marker


def _begins_item(lines: list[_Line], number: int) -> bool:
    """True if a line that begins with an unsupported marker is written as an item.

    A dash may be part of a sentence or begin direct speech, and a bracket may close an earlier one.
    """
    line = lines[number]
    before = lines[number - 1] if number else None
    after = lines[number + 1] if number + 1 < len(lines) else None
    led_in = before is not None and before.text.endswith(":")
    beside = [other for other in (before, after) if other is not None and other.marker == line.marker]
    if line.marker is None or (line.first and line.block.kind == "item"):
        return False
    if line.marker == "bullet":
        return True
    if line.marker == "dash":
        return led_in or any(other.block is line.block for other in beside)
    text = line.block.text[: line.start]
    if text.count("(") > text.count(")"):
        return False
    if line.text.startswith("("):
        return led_in or bool(beside)
    return line.first or led_in or bool(beside) or (before is not None and before.text.endswith((";", ",", ".")))


@dataclass(frozen=True)
class _Item:
    """An item as it is written.

    Attributes:
        number: its number, or None for a bullet.
        indent: the column of its marker, from 0.
    """

    block: Block
    number: int | None
    indent: int


def _lists(page: Page) -> Iterator[list[_Item]]:
    """Yield the lists of a page as they are rendered, with their items as they are written."""
    for clause in page.clauses:
        open_lists: dict[tuple[str, ...], list[_Item]] = {}
        for block in clause.blocks:
            for inside in [inside for inside in open_lists if inside != block.inside[: len(inside)]]:
                yield open_lists.pop(inside)
            match = _ITEM.match(visible(page.source[block.line - 1])) if block.kind == "item" and block.text else None
            if match is not None:
                if block.number == 1:  # a numbered list right after another
                    yield open_lists.pop(block.inside, [])
                number = int(match["number"]) if match["number"] else None
                item = _Item(block, number, len(match["indent"].expandtabs(4)))
                open_lists.setdefault(block.inside, []).append(item)
        yield from open_lists.values()


@page_rule(aspect=Aspect.STRUCTURE)
def list_number_mismatch(page: Page, context: Context) -> Iterator[Hit]:
    """A numbered list is rendered with other numbers than are written."""
    for items in _lists(page):
        if {item.number for item in items} == {1}:  # the numbering is left to Markdown
            continue
        for item in items:
            if item.number is not None and item.block.number is not None and item.number != item.block.number:
                yield hit(page, item.block, written=item.number, shown=item.block.number)
                break


@page_rule(aspect=Aspect.STRUCTURE)
def list_merged(page: Page, context: Context) -> Iterator[Hit]:
    """A numbered list and a bulleted list are rendered as one list."""
    for items in _lists(page):
        for item in items:
            if (item.number is None) != (item.block.number is None):
                yield hit(page, item.block)
                break


@page_rule(aspect=Aspect.STRUCTURE)
def item_not_nested(page: Page, context: Context) -> Iterator[Hit]:
    """An item is indented, but not far enough to be nested."""
    for items in _lists(page):
        for item in items:
            if item.indent > items[0].indent:
                yield hit(page, item.block, indent=item.indent - items[0].indent)
                break


@page_rule(aspect=Aspect.STRUCTURE)
def item_empty(page: Page, context: Context) -> Iterator[Hit]:
    """A list marker has no text; it can turn the line above into a heading."""
    code = [(block.line, block.last_line) for block in page.blocks() if block.kind == "code"]
    for number, line in enumerate(page.source, start=1):
        if _EMPTY_ITEM.fullmatch(line) and not any(first <= number <= last for first, last in code):
            yield hit_at(page.path, number, len(line) - len(line.lstrip()) + 1, sign=line.strip())
