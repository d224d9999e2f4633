"""SVG images: no code, no embedded pages, and nothing loaded from other sites."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from policysite.corpus.url_safety import shown
from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit_at, site_rule
from policysite.output_check.rules import MARKUP_UNCLEAR, Problem

# Elements that run code or embed other content, by their names without a prefix.
_ACTIVE = {
    *("script", "handler", "listener", "foreignobject"),
    *("iframe", "object", "embed", "audio", "video", "link", "meta", "base"),
}
# Namespaces whose elements and attributes work in an SVG as in an HTML page.
_HTML_NAMESPACES = ("http://www.w3.org/1999/xhtml", "http://www.w3.org/2001/xml-events")
_ADDRESSES = {"href", "src", "base"}
# Attributes with the values that an animation sets, such as an address.
_ANIMATED = {"from", "to", "by", "values"}
_SCRIPT = re.compile(r"(?:^|;)(?:javascript|vbscript|data):")
# The address of a part of the picture itself.
_WITHIN = re.compile("#.*")


@site_rule(suppressible=False)
def svg_active(context: Context) -> Iterator[Hit]:
    """An SVG has code, a page or a document type inside, leads outside of itself, or does more than draw."""
    for path, text in context.svgs.items():
        image = _read(text)
        for threat in image.threats:
            yield hit_at(path, threat.line, threat.column, what=shown(threat.what))
        lines = {threat.line for threat in image.threats}
        for problem in _beyond_drawing(text):
            if problem.rule is not MARKUP_UNCLEAR and problem.line not in lines:
                lines.add(problem.line)
                yield hit_at(path, problem.line, what=shown(problem.what))


@site_rule(suppressible=False)
def svg_malformed(context: Context) -> Iterator[Hit]:
    """An SVG is not well-formed XML in UTF-8, so browsers may differ in how they read it."""
    for path, text in context.svgs.items():
        image = _read(text)
        if image.broken:
            yield hit_at(path, *image.broken)
        elif not image.threats:
            unclear = (problem for problem in _beyond_drawing(text) if problem.rule is MARKUP_UNCLEAR)
            yield from (hit_at(path, max(problem.line, 1)) for problem in unclear)


@functools.lru_cache(maxsize=256)
def _beyond_drawing(text: str) -> Sequence[Problem]:
    """Return what the output check finds in an image."""
    from policysite.output_check.svg import svg_problems  # few sites have pictures of their own

    return svg_problems(text.encode(errors="replace"))


@dataclass(frozen=True)
class _Threat:
    """Active content of an image, with its line and column in the file, from 1."""

    what: str
    line: int
    column: int


@dataclass
class _Image:
    """The result of reading an image.

    Attributes:
        threats: the active content, in order.
        broken: the line and column at which it is not well-formed XML.
    """

    threats: list[_Threat] = field(default_factory=list)
    broken: tuple[int, int] | None = None


class _DocumentTypeError(Exception):
    """The image has a document type, which could define endless entities; the rest of it is not read."""


@functools.lru_cache(maxsize=256)
def _read(text: str) -> _Image:
    reader = _Reader(text)
    try:
        reader.parser.Parse(text, True)
    except expat.ExpatError as error:
        reader.image.broken = (error.lineno, error.offset + 1)
    except _DocumentTypeError:
        pass
    return reader.image


class _Reader:
    """Records the active content of an image."""

    def __init__(self, text: str) -> None:
        self.image = _Image()
        self._lines = text.split("\n")
        self._style: list[str] | None = None
        self.parser = expat.ParserCreate()
        self.parser.ordered_attributes = True
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._document_type
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _document_type(self, *_: object) -> None:
        line, column = self._here()
        begins = self._lines[line - 1].rfind("<!DOCTYPE", 0, column)
        self._record("<!DOCTYPE>", line, begins + 1 if begins >= 0 else column)
        raise _DocumentTypeError

    def _instruction(self, target: str, _data: str) -> None:
        self._record(f"<?{target}?>", *self._here())

    def _begin(self, name: str, attributes: Sequence[str]) -> None:
        line, column = self._here()
        plain = _local_name(name)
        if plain in _ACTIVE:
            self._record(f"<{name}>", line, column)
        position = (line, column + len(name))
        for attribute, value in zip(attributes[::2], attributes[1::2], strict=True):
            if _is_active(attribute, value):
                position = self._after(attribute, *position)
                self._record(f'{attribute}="{value}"', *position)
        if plain == "style":
            self._style = []
            self._style_at = (line, column)

    def _end(self, name: str) -> None:
        if _local_name(name) == "style" and self._style is not None:
            for loading in _loaded("".join(self._style)):
                self._record(f"<{name}> {loading}", *self._style_at)
            self._style = None

    def _text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def _here(self) -> tuple[int, int]:
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def _after(self, attribute: str, line: int, column: int) -> tuple[int, int]:
        """Return the line and column of an attribute that is written at or after a position."""
        pattern = re.compile(rf"(?<![\w:.-]){re.escape(attribute)}(?=\s*=|\s*$)")
        for number in range(line, len(self._lines) + 1):
            found = pattern.search(self._lines[number - 1], column - 1 if number == line else 0)
            if found:
                return number, found.start() + 1
        return line, column

    def _record(self, what: str, line: int, column: int) -> None:
        self.image.threats.append(_Threat(what, line, column))


def _local_name(name: str) -> str:
    """Return the name of an element or an attribute without its prefix, in lower case."""
    return name.rpartition(":")[2].lower()


def _is_active(attribute: str, value: str) -> bool:
    """True if an attribute runs code, or loads or links to something outside the image."""
    if attribute == "xmlns" or attribute.startswith("xmlns:"):
        return value.strip() in _HTML_NAMESPACES
    name = _local_name(attribute)
    bare = re.sub(r"[\x00-\x20\x7f-\x9f]", "", value)
    if name.startswith("on"):
        return True
    if name in _ADDRESSES:
        return not bare.startswith("#")
    if name in _ANIMATED and _SCRIPT.search(bare.lower()):
        return True
    if name == "attributename":
        return _local_name(bare).startswith("on") or _local_name(bare) in _ADDRESSES
    return any(_loaded(value))


def _loaded(style: str) -> Iterator[str]:
    from policysite.output_check.styles import loaded  # as above

    try:
        yield from loaded(style, _WITHIN)
    except RecursionError:  # a bracket is nested deeper than a program can follow
        yield "((( … )))"
