"""The published text of a page as runs of text, which know the source positions of their characters."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from policysite.corpus import Block, Page
from policysite.corpus.front_matter import TEXT_KEYS
from policysite.corpus.model import Span
from policysite.lint.rule import Hit, hit_at

_Line = TypeVar("_Line")
_WORD = re.compile(r"[^\W\d_]{2}")
# The beginning of the line that explains an abbreviation.
EXPLANATION = re.compile(r"\*\[(?P<name>[^\]]*)\] ?:")


@dataclass(frozen=True)
class TextRun:
    """A run of text in a file; `position` returns the line and column, from 1, of a character in it.

    The prose is the text with code and URLs replaced by spaces.
    """

    path: str
    text: str
    prose: str
    position: Callable[[int], tuple[int, int]]

    def hit(self, offset: int, **params: Any) -> Hit:
        """Return a hit at a character."""
        return hit_at(self.path, *self.position(offset), **params)


def text_runs(page: Page) -> Iterator[TextRun]:
    """Yield the lines of the front matter, the blocks, the titles and alternative texts of links and images."""
    yield from front_matter_runs(page)
    yield from block_runs(page)
    yield from attribute_runs(page)


def prose_runs(page: Page) -> Iterator[TextRun]:
    """Yield the title and the description, then the blocks."""
    yield from (front_matter_run(page, key) for key in TEXT_KEYS)
    yield from block_runs(page)


def block_runs(page: Page) -> Iterator[TextRun]:
    """Yield the blocks."""
    for block in page.blocks():
        yield TextRun(page.path, block.text, block.prose, functools.partial(page.position, block))


def front_matter_runs(page: Page) -> Iterator[TextRun]:
    """Yield the lines of the front matter."""
    for number, line in enumerate(front_matter_lines(page), start=2):
        yield TextRun(page.path, line, line, functools.partial(_in_line, number))


def front_matter_run(page: Page, key: str) -> TextRun:
    """Return a value of the front matter as a run."""
    text = getattr(page.front_matter, key)
    return TextRun(page.path, text, text, functools.partial(_in_value, page, key))


def attribute_runs(page: Page) -> Iterator[TextRun]:
    """Yield the titles and alternative texts of links and images, and the long forms of abbreviations.

    The long form of an abbreviation is one run, however often it is used.
    """
    abbreviations: set[str] = set()
    for block in page.blocks():
        for span in block.spans:
            for name in ("alt", "title"):
                text = span.attributes.get(name)
                if text and span.tag == "abbr":
                    if text not in abbreviations:
                        abbreviations.add(text)
                        yield TextRun(page.path, text, text, functools.partial(_in_definition, page, block, span, text))
                elif text:
                    yield TextRun(page.path, text, text, functools.partial(_at_span, page, block, span.start))


def with_long_forms(block: Block) -> str:
    """Return the text of a block with the long forms in place of the abbreviations."""
    text, start = "", 0
    for span in block.spans:
        if span.tag == "abbr" and span.start >= start:
            text += block.text[start : span.start] + span.attributes.get("title", "")
            start = span.end
    return text + block.text[start:]


def text_lines(page: Page) -> Iterator[tuple[int, str]]:
    """Yield the lines of the blocks that are not code, with their numbers in the file."""
    # (Rows whose lines are not known have those of their table.)
    ranges = {(block.line, block.last_line + 1) for block in page.blocks() if block.kind != "code"}
    numbers = {number for lines in ranges for number in range(*lines)}
    yield from ((number, page.source[number - 1]) for number in sorted(numbers))


def tabbed_tables(page: Page) -> Iterator[list[tuple[int, list[str]]]]:
    """Yield the tables that other programs have written with tabs: of each row its line in the file, and its cells."""
    for block in page.blocks():
        if block.kind == "paragraph":
            numbers = range(block.line, block.last_line + 1)
            lines = ((number, page.source[number - 1].strip().split("\t")) for number in numbers)
            for count, run in groupby(lines, key=lambda line: len(line[1])):
                rows = list(run)
                # (Signs, letters and numbers before a tab are those of a list.)
                if count > 1 and len(rows) > 1 and all(_WORD.search(cells[0]) for _, cells in rows):
                    yield rows


def code_by_line(page: Page) -> dict[int, Block]:
    """Return the blocks of code of a page by the numbers of their lines."""
    code = (block for block in page.blocks() if block.kind == "code")
    return {line: block for block in code for line in range(block.line, block.last_line + 1)}


def lines_outside_code(page: Page) -> Iterator[tuple[int, str]]:
    """Yield the lines of the file that are not code, with their numbers."""
    code = code_by_line(page)
    yield from ((number, line) for number, line in enumerate(page.source, start=1) if number not in code)


def block_lines(block: Block) -> Iterator[tuple[int, str]]:
    """Yield the lines of a block's text without their indentation, each with its offset in the text."""
    start = 0
    for text in block.text.split("\n"):
        line = text.lstrip()
        yield start + len(text) - len(line), line
        start += len(text) + 1


def hits_in_text(page: Page, pattern: re.Pattern[str], *, headings: bool, with_urls: bool = False) -> Iterator[Hit]:
    """Yield a hit at each match in the prose of the blocks; the first line of it is damaged, `text` is all of it."""
    for block in page.blocks():
        if block.kind != "heading" or headings:
            for match in pattern.finditer(block.prose_with_urls if with_urls else block.prose):
                first_line, text = match[0].partition("\n")[0], " ".join(match[0].split())
                position = _in_line_above(page, block, first_line) or page.position(block, match.start())
                yield hit_at(page.path, *position, damaged=len(first_line), text=text)


def _in_line_above(page: Page, block: Block, text: str) -> tuple[int, int] | None:
    """Return the position of a text in the line above a block, if it is written there.

    For `corpus`, a block that begins with a directive starts after it.
    """
    if text in "\n".join(page.source[block.line - 1 : block.last_line]) or block.line < 2:
        return None
    column = page.source[block.line - 2].find(text)
    return None if column < 0 else (block.line - 1, column + 1)


def with_neighbors(lines: Sequence[_Line]) -> Iterator[tuple[_Line | None, _Line, _Line | None]]:
    """Yield lines, each between the one before it and the one after it."""
    yield from zip([None, *lines], lines, [*lines[1:], None], strict=False)


def front_matter_lines(page: Page) -> tuple[str, ...]:
    """Return the lines between the delimiters at the top of a page; the first is line 2 of the file."""
    if not page.source or not page.source[0].startswith("---"):
        return ()
    for number, line in enumerate(page.source[1:], start=1):
        if line.rstrip() in ("---", "..."):
            return page.source[1:number]
    return ()


def _in_line(number: int, offset: int) -> tuple[int, int]:
    return number, offset + 1


def _in_value(page: Page, key: str, offset: int) -> tuple[int, int]:
    """Return the position of a character of a front matter value; of its first if YAML escapes or folds the text."""
    line, column = page.front_matter.positions[key]
    before = getattr(page.front_matter, key)[:offset]
    is_plain = page.source[line - 1].startswith(before, column - 1)
    return line, column + offset if is_plain else column


def _in_definition(page: Page, block: Block, span: Span, long: str, offset: int) -> tuple[int, int]:
    """Return the position of a character of the long form of an abbreviation, given a use of it."""
    for number, line in enumerate(page.source, start=1):
        if EXPLANATION.match(line) and line.rstrip().endswith(long):
            return number, line.rindex(long) + offset + 1
    return _at_span(page, block, span.start, offset)


def _at_span(page: Page, block: Block, start: int, _offset: int) -> tuple[int, int]:
    return page.position(block, start)
