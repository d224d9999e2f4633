"""Typography that the sources need not contain: no-break spaces, marks of the language, soft hyphens in headings.

Only text is changed, never code, attributes or URLs.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple
from xml.etree.ElementTree import Element

import pyphen
from markdown.util import BLOCK_LEVEL_ELEMENTS

from policysite.corpus.model import HEADINGS
from policysite.history.redline.html import REDLINE
from policysite.languages.lexicon import lexicon_of
from policysite.typography.dashes import dashes
from policysite.typography.no_break import no_break_positions, no_break_spaces
from policysite.typography.quotes import DOUBLE, marks

_VERBATIM = {"code", "pre", "kbd", "samp", "script", "style"}
# A line break ends a line of text as the border of a block does.
_BORDERS = {*BLOCK_LEVEL_ELEMENTS, "br"}
# A placeholder of Python-Markdown: for an entity, a piece of code, a character of an email address.
_PLACEHOLDER = re.compile("\x02[^\x03]*\x03")
_TAG = re.compile(r"<[^>]*+(?:>|\Z)")  # one that does not end is the rest of the text
# Stands for a character that is not text.
_OPAQUE = "\N{OBJECT REPLACEMENT CHARACTER}"
# A word of this length may not fit the narrowest screen (320 px) in a heading. Other words are left to `hyphens: auto`
# of the browser.
_LONG_WORD = re.compile(r"[^\W\d_]{14,}")
# The versions of a policy have most of their texts in common.
_CACHED_TEXTS = 1024


class _LinePart(NamedTuple):
    """A part of a line of text.

    Attributes:
        slot: `text` for the text at the beginning of the element, `tail` for the text after it.
        verbatim: True if it must not be changed.
        heading: True in a heading.
        language: the language of its text.
    """

    element: Element
    slot: str
    text: str
    verbatim: bool
    heading: bool
    language: str


class _Replacement(NamedTuple):
    """A change of a text: the characters from `start` up to `end` become another text."""

    start: int
    end: int
    text: str


def apply_typography(
    root: Element, language: str, suppressed: Mapping[Element, frozenset[str]] = MappingProxyType({})
) -> None:
    """Apply the typography of a language to the text of a tree, in place.

    Elements with another `lang` get that of theirs. `suppressed` has, by the heading of a clause, the rules of the lint
    whose findings stay as they are in it.
    """
    for line, rules in _lines(root, language, suppressed):
        line_text = "".join(map(_visible, line))
        if line_text.isspace():
            continue
        edits = _edits(line_text, line[0].language, rules)
        start = 0
        for part in line:
            if not part.verbatim:
                text = _edited(part.text, start, edits) if edits else part.text
                if part.heading:
                    text = _with_soft_hyphens(text, part.language)
                if text is not part.text:
                    setattr(part.element, part.slot, text)
            start += len(part.text)


@functools.lru_cache(maxsize=_CACHED_TEXTS)
def bound(html: str, language: str) -> str:
    """Return a piece of HTML without line breaks in its text where a line must not break."""
    text = _TAG.sub(lambda match: _OPAQUE * len(match[0]), html)
    return _edited(html, 0, sorted(_unbroken(text, language)))


def _lines(
    root: Element, language: str, suppressed: Mapping[Element, frozenset[str]]
) -> Iterator[tuple[list[_LinePart], frozenset[str]]]:
    """Yield the text between the borders of blocks, with the rules whose findings stay as they are in it.

    Inline elements continue the text around them.
    """
    line: list[_LinePart] = []
    rules: frozenset[str] = frozenset()
    parts: list[_LinePart] = []
    _add_parts(parts, root, language, verbatim=False, heading=False)
    for part in parts:
        if part.element.tag in _BORDERS:
            if line:
                yield line, rules
            line = []
        rules = suppressed.get(part.element, rules)
        if part.text:
            line.append(part)
    if line:
        yield line, rules


def _add_parts(parts: list[_LinePart], element: Element, language: str, *, verbatim: bool, heading: bool) -> None:
    """Add the texts of a tree in their order, but not those of a redline, which shows texts as they were written.

    The tail of an element follows everything in it.
    """
    if element.get("class") == REDLINE:
        return
    text = element.text or ""
    written_url = element.tag == "a" and bool(text) and element.get("href", "").endswith(text)
    verbatim = verbatim or written_url or element.tag in _VERBATIM
    heading = heading or element.tag in HEADINGS
    if element.tag in _BORDERS:
        language = element.get("lang", language)
    parts.append(_LinePart(element, "text", text, verbatim, heading, language))
    for child in element:
        _add_parts(parts, child, language, verbatim=verbatim, heading=heading)
        parts.append(_LinePart(child, "tail", child.tail or "", verbatim, heading, language))


def _visible(part: _LinePart) -> str:
    """Return the text of a part at its length, with opaque characters for what is no text."""
    if part.verbatim:
        return _OPAQUE * len(part.text)
    if "\x02" not in part.text:
        return part.text
    return _PLACEHOLDER.sub(lambda match: _OPAQUE * len(match[0]), part.text)


@functools.lru_cache(maxsize=_CACHED_TEXTS)
def _edits(text: str, language: str, suppressed: frozenset[str]) -> tuple[_Replacement, ...]:
    """Return the changes of a text, in order: none of them overlap."""
    edits: list[_Replacement] = []
    lexicon, prose = lexicon_of(language), text.replace(_OPAQUE, " ")
    if lexicon["quotes"] and "quotes-wrong" not in suppressed:
        edits += [
            _Replacement(each.offset, each.offset + 1, each.wanted)
            for each in marks(prose, lexicon["quotes"])
            if each.wanted in DOUBLE  # digests distinguish single marks
        ]
    if lexicon["dash"] and lexicon["range"] and "dash-wrong" not in suppressed:
        edits += [
            _Replacement(each.offset, each.offset + len(each.written), each.wanted)
            for each in dashes(prose, lexicon["dash"], lexicon["range"])
        ]
    padded = sorted(each._replace(text=each.text.ljust(each.end - each.start, _OPAQUE)) for each in edits)
    shown = _edited(text, 0, padded)
    return tuple(sorted((*edits, *_unbroken(shown, language))))


def _unbroken(text: str, language: str) -> Iterator[_Replacement]:
    """Yield the changes after which a line does not break where it must not."""
    yield from (_Replacement(*space, "\N{NO-BREAK SPACE}") for space in no_break_spaces(text, language))
    yield from (_Replacement(position, position, "\N{WORD JOINER}") for position in no_break_positions(text))


def _edited(text: str, start: int, edits: Sequence[_Replacement]) -> str:
    """Return a part of a text, which begins at a position of the whole text, with the changes of the whole in it.

    A change that goes on into the next part is written in the part that it begins in.
    """
    end = start + len(text)
    first = bisect.bisect_right(edits, start, key=lambda edit: edit.end)
    parts, position = [], start
    for edit in itertools.islice(edits, first, None):
        if edit.start >= end:
            break
        parts.append(text[position - start : max(edit.start - start, 0)])
        if edit.start >= start:
            parts.append(edit.text)
        position = min(edit.end, end)
    return "".join((*parts, text[position - start :])) if parts else text


def _with_soft_hyphens(text: str, language: str) -> str:
    return _LONG_WORD.sub(lambda match: _hyphenated(match[0], language), text)


@functools.cache
def _hyphenated(word: str, language: str) -> str:
    dictionary = _dictionary(language)
    return str(dictionary.inserted(word, hyphen="\N{SOFT HYPHEN}")) if dictionary else word


@functools.cache
def _dictionary(language: str) -> pyphen.Pyphen | None:
    known = pyphen.language_fallback(language.replace("-", "_"))
    return pyphen.Pyphen(lang=known) if known else None
