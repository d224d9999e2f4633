"""The invisible characters in the source of a page, as they are or as references, and their removal."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from policysite.corpus import Page
from policysite.corpus.character_references import number_of, unescape
from policysite.corpus.digest import normalized
from policysite.corpus.invisible import invisible, visible
from policysite.findings import Edit
from policysite.lint.page_text import front_matter_lines

# A character reference of HTML, or an escape in a value of front matter in double quotes.
_REFERENCE = re.compile(r"&(?:#\d+|#[xX][\da-fA-F]+|[A-Za-z]{2,31}\d{0,2});?", re.ASCII)
_NUMBER = re.compile(r"&#(?:(\d+)|[xX]([\da-fA-F]+));?", re.ASCII)
_ESCAPE = re.compile(r"\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[_NLP])")
_NAMED_ESCAPES = {"\\_": "\u00a0", "\\N": "\u0085", "\\L": "\u2028", "\\P": "\u2029"}
# How many characters beside a reference decide whether it is needed there.
_CONTEXT_CHARACTERS = 8


class InvisibleCharacter(NamedTuple):
    """An invisible character, repeated or not, or all characters of a hidden text.

    Attributes:
        around: the line with all references decoded.
        edit: removes it, if it is not a reference whose removal could change more.
        is_published: True if it is in the front matter or a reference: texts are published without the others.
        goes_on: True if it follows another one with nothing between them.
    """

    line: int
    column: int
    character: str
    around: str
    edit: Edit | None
    is_published: bool
    goes_on: bool = False


class _Reference(NamedTuple):
    """A reference or an escape in a line, and what it stands for."""

    start: int
    end: int
    character: str


def forbidden_references(page: Page) -> Iterator[tuple[int, int, str]]:
    """Yield the references to control characters, and to what Unicode assigns to no character.

    Each comes with its line and column in the file, from 1.
    """
    shown = _Shown(page, len(front_matter_lines(page)) + 1)
    for number, line in enumerate(page.source, start=1):
        for match in _NUMBER.finditer(line) if "&#" in line else ():
            if _is_forbidden(number_of(match[1] or match[2], 10 if match[1] else 16)) and not shown.shows(match[0]):
                yield number, match.start() + 1, match[0]


def _is_forbidden(number: int) -> bool:
    """True for the number of no character (HTML, 13.2.5.80), or of one for private use."""
    if not 0 < number <= sys.maxunicode:
        return True
    return unicodedata.category(chr(number)) in ("Cc", "Cn", "Co", "Cs") and chr(number) not in "\t\n\r"


def invisible_characters(page: Page) -> Iterator[InvisibleCharacter]:
    """Yield the invisible characters of a page."""
    front_matter = front_matter_lines(page)
    last_of_front_matter = len(front_matter) + 1 if front_matter else 0
    shown = _Shown(page, last_of_front_matter + 1)
    for number, line in enumerate(page.source, start=1):
        around = unescape(line) if "&" in line else line
        is_above = number <= last_of_front_matter
        end = -1
        for each in invisible(line):
            edit = Edit(each.written, each.read)
            yield InvisibleCharacter(number, each.start + 1, each.written, around, edit, is_above, each.start == end)
            end = each.start + len(each.written)
        references = list(_escapes(line) if is_above else _references(line, shown))
        for run in _runs(line, references):
            yield from _referred(line, run, number, around)


def _escapes(line: str) -> Iterator[_Reference]:
    for match in _ESCAPE.finditer(line) if "\\" in line else ():
        yield _Reference(match.start(), match.end(), _character(match))


def _references(line: str, shown: _Shown) -> Iterator[_Reference]:
    for match in _REFERENCE.finditer(line) if "&" in line else ():
        if not shown.shows(match[0]):
            yield _Reference(match.start(), match.end(), unescape(match[0]))


def _runs(line: str, references: Iterable[_Reference]) -> Iterator[list[_Reference]]:
    """Yield the references to one character each, those together that have nothing to see between them."""
    run: list[_Reference] = []
    for each in references:
        if len(each.character) == 1:
            if run and visible(line[run[-1].end : each.start]):
                yield run
                run = []
            run.append(each)
    if run:
        yield run


def _referred(line: str, run: Sequence[_Reference], number: int, around: str) -> Iterator[InvisibleCharacter]:
    """Yield the invisible characters that references stand for."""
    before = line[max(run[0].start - _CONTEXT_CHARACTERS, 0) : run[0].start]
    after = line[run[-1].end : run[-1].end + _CONTEXT_CHARACTERS]
    characters = "".join(each.character for each in run)
    end = -1
    for found in invisible(f"{before}{characters}{after}"):
        first = max(found.start - len(before), 0)
        if first < len(run) and found.start + len(found.written) > len(before):
            # Elsewhere it may be all that a block contains, or a part of markup.
            inside = before[-1:].isalnum() and after[:1].isalnum() and normalized(characters) == ""
            edit = Edit(line[run[0].start : run[0].end], found.read) if inside and len(run) == 1 else None
            goes_on = found.start == end
            yield InvisibleCharacter(number, run[first].start + 1, found.written, around, edit, True, goes_on)
            end = found.start + len(found.written)


def unescaped(text: str) -> str:
    """Return a text with the escapes of invisible characters, as front matter can have them, replaced by these."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    named = _NAMED_ESCAPES.get(match[0])
    character = named or chr(min(int(match[0][2:], 16), sys.maxunicode))
    return character if visible(character) != character else match[0]


def is_removal(edit: Edit) -> bool:
    """True if an edit replaces only invisible characters, which a page is read without."""
    old = unescaped(edit.old)
    return visible(old) != old and not visible(old).strip("-")


class _Shown:
    """The text that a page shows as it is written."""

    def __init__(self, page: Page, first_line: int) -> None:
        self._page = page
        self._first_line = first_line
        self._shown: dict[str, bool] = {}

    def shows(self, reference: str) -> bool:
        """True if a reference is nowhere but in code, so that it is shown as it is written."""
        if reference not in self._shown:
            source = "\n".join(self._page.source[self._first_line - 1 :])
            in_code = sum(block.text.count(reference) for block in self._page.blocks())
            # (`&amp;rlm;` is shown as `&rlm;`, too.)
            in_code -= unescape(source).count(reference)
            self._shown[reference] = source.count(reference) <= in_code
        return self._shown[reference]
