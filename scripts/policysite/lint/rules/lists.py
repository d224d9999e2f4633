"""Lists: those that the reader does not get as lists, and those that become others than were written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policysite.corpus import Block, Clause, Page
from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit, hit_at, page_rule

# What begins an item in Markdown: a sign that Python-Markdown knows, and how far it is indented.
_ITEM = re.compile(r"(?P<indent>[\s>]*)(?:(?P<number>\d+)\.|[-*+])\s")
_EMPTY_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s*")

# What begins a line that was meant for an item, though Python-Markdown makes none of it.
_GLUED = re.compile(r"(?:[-*]|\+(?!\s*\d)|(?P<number>\d{1,2})\.)\s+(?=\S)")
_BULLET = re.compile(r"[•‣◦▪●○■□➢➤]\s*(?=\S)")
_DASH = re.compile(r"[‒–—―]\s+(?=\S)")
_BRACKETED = re.compile(r"(?P<open>\()?(?:\d{1,2}|[^\W\d_])\)\s+(?=\S)")
_UNSPACED = re.compile(r"(?:[-+]|\d{1,2}[.)])(?=[^\W\d_])")
_FOREIGN = {"bullet": _BULLET, "dash": _DASH, "bracketed": _BRACKETED, "unspaced": _UNSPACED}


@dataclass(frozen=True)
class _Line:
    """A line of a block's text, from its first sign on.

    Attributes:
        start: that sign's place in the block's text.
        first: whether the line is the block's first.
        sign: what kind of a sign for an item it begins with, if any.
    """

    block: Block
    text: str
    start: int
    first: bool
    sign: str | None


def _lines(clause: Clause) -> Iterator[_Line]:
    for block in clause.blocks:
        if block.kind not in ("paragraph", "item"):
            continue
        start = 0
        for number, text in enumerate(block.text.split("\n")):
            line = text.lstrip()
            yield _Line(block, line, start + len(text) - len(line), number == 0, _foreign_sign(line))
            start += len(text) + 1


def _foreign_sign(line: str) -> str | None:
    return next((kind for kind, pattern in _FOREIGN.items() if pattern.match(line)), None)


@page_rule()
def list_not_separated(page: Page, context: Context) -> Iterator[Hit]:
    """A list without an empty line above it, which goes on as the text of the paragraph."""
    for clause in page.clauses:
        lines = list(_lines(clause))
        reported = None
        for number, line in enumerate(lines):
            if line.block is not reported and _is_glued(lines, number):
                reported = line.block
                yield hit(page, line.block, line.start)


def _is_glued(lines: list[_Line], number: int) -> bool:
    """Whether a line begins an item: a number does, where it is the first, is led in, or is followed by the next."""
    line = lines[number]
    match = None if line.first else _GLUED.match(line.text)
    if match is None or match["number"] in (None, "1"):
        return match is not None
    before, after = lines[number - 1].text, lines[number + 1].text if number + 1 < len(lines) else ""
    neighbours = [int(other["number"]) for text in (before, after) if (other := _GLUED.match(text)) and other["number"]]
    return before.endswith((":", ";")) or bool({int(match["number"]) - 1, int(match["number"]) + 1} & {*neighbours})


@page_rule()
def list_as_text(page: Page, context: Context) -> Iterator[Hit]:
    """Items that begin with a sign that makes no list, such as a dash, `1)` or `а)`."""
    for clause in page.clauses:
        lines = list(_lines(clause))
        before = None
        for number, line in enumerate(lines):
            sign = line.sign if _begins_item(lines, number) else None
            if sign is not None and sign != before:
                yield hit(page, line.block, line.start, sign=line.text.split()[0])
            before = sign


def _begins_item(lines: list[_Line], number: int) -> bool:
    """Whether a line that begins with a sign for an item was meant for one.

    A dash may stand in a sentence or begin what someone says, and a bracket may close one that was opened before.
    """
    line = lines[number]
    before = lines[number - 1] if number else None
    after = lines[number + 1] if number + 1 < len(lines) else None
    led_in = before is not None and before.text.endswith(":")
    beside = [other for other in (before, after) if other is not None and other.sign == line.sign]
    if line.sign is None or (line.first and line.block.kind == "item"):
        return False
    if line.sign == "bullet":
        return True
    if line.sign == "dash":
        return led_in or any(other.block is line.block for other in beside)
    if line.sign == "unspaced":
        return led_in or bool(beside)
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
        number: what it is written with, or None where it is a sign.
        indent: how many columns its sign stands in.
    """

    block: Block
    number: int | None
    indent: int


def _lists(page: Page) -> Iterator[list[_Item]]:
    """The lists of a page, as the reader sees them, with their items as they are written."""
    for clause in page.clauses:
        open_lists: dict[tuple[str, ...], list[_Item]] = {}
        for block in clause.blocks:
            for inside in [inside for inside in open_lists if inside != block.inside[: len(inside)]]:
                yield open_lists.pop(inside)
            match = _ITEM.match(page.source[block.line - 1]) if block.kind == "item" and block.text else None
            if match is not None:
                if block.number == 1:  # a numbered list right behind another
                    yield open_lists.pop(block.inside, [])
                number = int(match["number"]) if match["number"] else None
                item = _Item(block, number, len(match["indent"].expandtabs(4)))
                open_lists.setdefault(block.inside, []).append(item)
        yield from open_lists.values()


@page_rule()
def list_number_mismatch(page: Page, context: Context) -> Iterator[Hit]:
    """A numbered list in which the reader sees other numbers than were written."""
    for items in _lists(page):
        if {item.number for item in items} == {1}:  # the habit of leaving the count to Markdown
            continue
        for item in items:
            if item.number is not None and item.block.number is not None and item.number != item.block.number:
                yield hit(page, item.block, written=item.number, shown=item.block.number)
                break


@page_rule()
def list_merged(page: Page, context: Context) -> Iterator[Hit]:
    """A numbered list and one without numbers that become one list."""
    for items in _lists(page):
        for item in items:
            if (item.number is None) != (item.block.number is None):
                yield hit(page, item.block)
                break


@page_rule()
def item_not_nested(page: Page, context: Context) -> Iterator[Hit]:
    """An item that is indented, but not far enough to stand under the one above it."""
    for items in _lists(page):
        for item in items:
            if item.indent > items[0].indent:
                yield hit(page, item.block, indent=item.indent - items[0].indent)
                break


@page_rule()
def item_empty(page: Page, context: Context) -> Iterator[Hit]:
    """The sign of an item without an item; it can make a heading of the line above."""
    code = [(block.line, block.last_line) for block in page.blocks() if block.kind == "code"]
    for number, line in enumerate(page.source, start=1):
        if _EMPTY_ITEM.fullmatch(line) and not any(first <= number <= last for first, last in code):
            yield hit_at(page.path, number, len(line) - len(line.lstrip()) + 1, sign=line.strip())
