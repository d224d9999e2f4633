"""Splits blocks into tokens: two blocks have the same tokens if and only if they have the same digest."""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from policysite.corpus import Block, digest
from policysite.languages.scripts import UNSPACED

# A number with its separators, a character of a script without spaces, a word, white space, or another sign.
_TOKEN = re.compile(rf"\d+(?:[.,]\d+)*|[{UNSPACED}]|(?:(?![{UNSPACED}])\w)+|\s+|\.{{3}}|.", re.DOTALL)
_CODE_TOKEN = re.compile(r"\w+|\s|.", re.DOTALL)
# Each text is compared twice: with the version before it, and with the one after it.
_CACHED_TEXTS = 1024
# The attributes whose values are shown without their names.
_SHOWN = ("href", "src", "alt", "title")
# The attributes that readers see or follow.
_SEEN = (*_SHOWN, "checked")


class Token(NamedTuple):
    """The smallest part of a block that an edit can change.

    Attributes:
        text: the part as it is written.
        key: the same for parts that read the same.
        is_mark: True for a part that is not text, such as the target of a link: a redline shows it if it has changed.
        is_boundary: True before a cell.
        seen: of a mark, the attributes that readers see or follow, with their values.
    """

    text: str
    key: str
    is_mark: bool = False
    is_boundary: bool = False
    seen: tuple[tuple[str, str], ...] = ()


_SPACE = Token(" ", " ")


def tokens(block: Block) -> list[Token]:
    """Return the tokens of a block, in order."""
    found = [_mark(f"[{' '.join((*block.inside, block.kind))}]", "block", block.kind, *block.inside)]
    for tag, name, value in digest.block_attributes(block):
        found.append(_mark(f"[{name}: {value}]", tag, name, value)._replace(seen=_seen({name: value})))
    if block.number is not None:
        found.append(Token(f"{block.number}. ", f"number {block.number}"))
    if block.kind == "code":
        text = unicodedata.normalize("NFC", block.text)
        return found + [Token(each, each) for each in _CODE_TOKEN.findall(text)]
    marks = _marks(block)
    if block.kind != "row":
        return found + list(_text_tokens(block.text, marks, 0))
    place = 0
    for number, cell in enumerate(block.cells):
        attributes = digest.read_attributes(cell.attributes)
        found.append(Token(" | " if number else "", json.dumps(["cell", cell.tag, attributes]), is_boundary=True))
        text = block.text[cell.start : cell.end]
        last = place + len("".join(digest.normalized(text).split()))
        here = {each: marks.pop(each) for each in sorted(marks) if each <= last or cell is block.cells[-1]}
        found += _text_tokens(text, here, place)
        place = last
    return found


def _marks(block: Block) -> dict[int, list[Token]]:
    """Return the marks of a block's inline elements, by the number of characters without white space before them."""
    marks: dict[int, list[Token]] = {}
    spans = digest.meaningful_spans(block)
    for span in spans:
        if span.end > span.start:
            marks.setdefault(span.start, []).append(_mark("", "begin", span.tag))
    for span in spans:
        shown = _shown(span.tag, span.attributes)
        mark = _mark(shown, "end", span.tag, span.attributes, span.code)
        marks.setdefault(span.end, []).append(mark._replace(seen=_seen(span.attributes)))
    return marks


def _text_tokens(text: str, marks: Mapping[int, list[Token]], place: int) -> Iterator[Token]:
    """Yield the tokens of a text that begins at a place, with marks among them.

    Marks have their places: the number of characters without white space before them.
    """
    if not marks:
        yield from _plain_tokens(text)
        return
    comparable, parts = digest.aligned(text)
    yield from marks.get(place, ())
    for match in _TOKEN.finditer(comparable):
        start, end = match.span()
        if match[0] == " ":
            yield _SPACE
            continue
        before, place = place, place + end - start
        for inside in range(before + 1, place):
            if inside in marks:  # a mark stands inside a word
                cut = end - (place - inside)
                yield Token("".join(parts[start:cut]), comparable[start:cut])
                yield from marks[inside]
                start = cut
        yield Token("".join(parts[start:end]), comparable[start:end])
        yield from marks.get(place, ())


@functools.lru_cache(maxsize=_CACHED_TEXTS)
def _plain_tokens(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text without marks."""
    comparable, parts = digest.aligned(text)
    spans = (match.span() for match in _TOKEN.finditer(comparable))
    return tuple(
        _SPACE if comparable[start:end] == " " else Token("".join(parts[start:end]), comparable[start:end])
        for start, end in spans
    )


def _mark(shown: str, *key: object) -> Token:
    return Token(shown, json.dumps(key), is_mark=True)


def _seen(attributes: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in attributes.items() if name in _SEEN)


def _shown(tag: str, attributes: Mapping[str, str]) -> str:
    """Return what a redline shows of an element if it has changed."""
    values = [value if name in _SHOWN else f"{name}: {value}" for name, value in attributes.items()]
    return f"[{', '.join(values or [tag])}]"
