"""HTML of additions and of the copyright, as the rules for texts read it: blocks of text, with the elements in them.

A tag that is not written as the output check requires is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from policysite.corpus import Block, Span
from policysite.corpus.character_references import unescape
from policysite.output_check.tags import attributes_of, split

# Elements within a text; and those without an end.
_WITHIN_TEXT = ("a", "abbr", "b", "bdi", "em", "i", "small", "span", "strong")
_IMAGE, _LINE_BREAK = "img", "br"
_TAG_NAME = re.compile(r"</?([a-z0-9]+)")
_ATTRIBUTE_TEXT = re.compile(r'(?<=\s)(?:alt|title)="([^"]*)"')
_IN_LINE = re.compile(r"[^\n]")


def texts_in_place(html: str) -> str:
    """Return HTML with blanks in place of all that nobody reads in its tags: as long, with the same lines."""
    return "".join(_read_in_tag(part) if number % 2 else part for number, part in enumerate(split(html)))


def _read_in_tag(tag: str) -> str:
    """Return a tag with blanks in place of all but the texts in its attributes."""
    kept, end = "", 0
    for text in _ATTRIBUTE_TEXT.finditer(tag):
        kept += _IN_LINE.sub(" ", tag[end : text.start(1)]) + text[1]
        end = text.end(1)
    return kept + _IN_LINE.sub(" ", tag[end:])


def blocks_of(html: str) -> Iterator[Block]:
    """Yield the blocks of text in HTML with the links and other elements within them."""
    text, line, first_line = "", 1, 1
    spans: list[Span] = []
    for number, part in enumerate(split(html)):
        name = _TAG_NAME.findall(part)[0] if number % 2 else ""
        if not number % 2:
            blank = len(part) - len(part.lstrip()) if not text else 0
            if not text:
                first_line = line + part.count("\n", 0, blank)
            text += unescape(part[blank:])
        elif name == _LINE_BREAK:
            text += "\n"
        elif name == _IMAGE:  # readers hear its text as a part of the text around it
            text += attributes_of(part, len(name) + 1).get("alt", "")
        elif name in _WITHIN_TEXT and not part.startswith("</"):
            spans.append(Span(name, len(text), len(text), attributes_of(part, len(name) + 1)))
        elif name in _WITHIN_TEXT:
            _end(spans, name, len(text))
        else:
            yield from _block(text, first_line, line, spans)
            text, spans = "", []
        line += part.count("\n")
    yield from _block(text, first_line, line, spans)


def _end(spans: list[Span], name: str, end: int) -> None:
    """Set the end of the last element with a name."""
    for number in reversed(range(len(spans))):
        if spans[number].tag == name:
            spans[number] = Span(name, spans[number].start, end, spans[number].attributes)
            return


def _block(text: str, first_line: int, last_line: int, spans: list[Span]) -> Iterator[Block]:
    if text.strip() or spans:
        yield Block("paragraph", text, first_line, last_line, spans=tuple(spans))
