"""SVG images: no code, no embedded pages, and nothing loaded from other sites."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from xml.parsers import expat

from policysite.corpus.url_safety import shown
from policysite.lint.context import Context
from policysite.lint.protected_ranges import LINE_END
from policysite.lint.rule import Hit, hit_at, site_rule
from policysite.output_check.rules import MARKUP_UNCLEAR, Problem

if TYPE_CHECKING:
    from lxml import etree

# In well-formed XML: the beginning of a tag, and an attribute in it.
_TAG = re.compile(r"<[^\s/>]+")
_ATTRIBUTE = re.compile(r"""\s+(?P<written>(?:[^\s=:]+:)?(?P<name>[^\s=:]+))\s*=\s*(?:"[^"]*"|'[^']*')""")


@site_rule(suppressible=False)
def svg_active(context: Context) -> Iterator[Hit]:
    """An SVG has code, a text, a page or a document type inside, leads outside of itself, or does more than draw."""
    for path, text in context.svgs.items():
        image = _read(text)
        yield from (hit_at(path, *position, what=shown(what)) for what, position in image.instructions)
        found = {  # in each position the first
            (problem.line, problem.column): problem.what
            for problem in reversed(image.problems)
            if problem.rule is not MARKUP_UNCLEAR
        }
        yield from (hit_at(path, *position, what=shown(what)) for position, what in found.items())


@site_rule(suppressible=False)
def svg_malformed(context: Context) -> Iterator[Hit]:
    """An SVG is not well-formed XML in UTF-8, so browsers may differ in how they read it."""
    for path, text in context.svgs.items():
        image = _read(text)
        if image.broken:
            yield hit_at(path, *image.broken)
        elif not image.instructions:
            unclear = (problem for problem in image.problems if problem.rule is MARKUP_UNCLEAR)
            yield from (hit_at(path, max(problem.line, 1)) for problem in unclear)


class _DocumentTypeError(Exception):
    """The image has a document type, which could define endless entities; the rest of it is not read."""


class _ParsedImage:
    """An image: what the output check finds in it, its document type or instructions, and where it is malformed."""

    def __init__(self, text: str) -> None:
        from policysite.output_check.svg import svg_problems  # few sites have images of their own

        self.instructions: list[tuple[str, tuple[int, int]]] = []  # each with its line and column, from 1
        self.broken: tuple[int, int] | None = None
        self._text = text
        self._lines = [0, *(end.end() for end in LINE_END.finditer(text))]
        self._starts: list[int] = []
        self._tags: dict[etree._Element, int] = {}
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._document_type
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.StartElementHandler = self._begin
        try:
            self._parser.Parse(text, True)
        except expat.ExpatError as error:
            self.broken = (error.lineno, error.offset + 1)
        except _DocumentTypeError:
            pass
        self.problems: Sequence[Problem] = svg_problems(text.encode(errors="replace"), self._position)

    def _document_type(self, *_: object) -> None:
        begins = self._text.rfind("<!DOCTYPE", 0, self._here())
        self.instructions.append(("<!DOCTYPE>", self._at(max(begins, 0))))
        raise _DocumentTypeError

    def _instruction(self, target: str, _data: str) -> None:
        self.instructions.append((f"<?{target}?>", self._at(self._here())))

    def _begin(self, _name: str, _attributes: Mapping[str, str]) -> None:
        self._starts.append(self._here())

    def _here(self) -> int:
        return self._lines[self._parser.CurrentLineNumber - 1] + self._parser.CurrentColumnNumber

    def _at(self, start: int) -> tuple[int, int]:
        """Return the line and column, from 1, of a character, from 0."""
        line = bisect_right(self._lines, start)
        return line, start - self._lines[line - 1] + 1

    def _position(self, element: etree._Element, attribute: str) -> tuple[int, int]:
        """Return the line and column of an element, or of its attribute, whose name is given without a prefix."""
        if not self._tags:
            self._tags |= zip(element.getroottree().getroot().iter("*"), self._starts, strict=False)
        start = self._tags.get(element)
        if start is None:  # the parsers do not agree
            return element.sourceline or 1, 1
        return self._at(_attributes(self._text, start).get(attribute, start))


@functools.lru_cache(maxsize=256)
def _read(text: str) -> _ParsedImage:
    return _ParsedImage(text)


@functools.lru_cache(maxsize=1)
def _attributes(text: str, start: int) -> Mapping[str, int]:
    """Return where the attributes of the tag that begins there begin, by their names without prefixes."""
    found: dict[str, int] = {}
    tag = _TAG.match(text, start)
    end = tag.end() if tag else start
    while match := _ATTRIBUTE.match(text, end):
        found.setdefault(match["name"], match.start("written"))
        end = match.end()
    return found
