"""Pictures in SVG: drawings, and nothing that acts, asks another site for anything or hides a page in itself."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit_at, site_rule
from policysite.lint.text.url_safety import shown

# Elements that run code or show something that is no drawing, by their names without a prefix.
_ACTIVE = {
    *("script", "handler", "listener", "foreignobject"),
    *("iframe", "object", "embed", "audio", "video", "link", "meta", "base"),
}
# Namespaces whose elements and attributes act in an SVG as they do in a page.
_FOREIGN = ("http://www.w3.org/1999/xhtml", "http://www.w3.org/2001/xml-events")
_ADDRESSES = {"href", "src", "base"}
# Where an animation says what an attribute, such as an address, is to become.
_ANIMATED = {"from", "to", "by", "values"}
_SCRIPT = re.compile(r"(?:^|;)(?:javascript|vbscript|data):")
# What makes a style sheet load something, its backslashes and comments taken out.
_LOADED = re.compile(r"@import|url\((?![\"']?#)|image-set\(|expression\(|javascript:", re.IGNORECASE)
_UNREAD = re.compile(r"\\|/\*.*?\*/|\s", re.DOTALL)


@site_rule()
def svg_active(context: Context) -> Iterator[Hit]:
    """An SVG holds code, a page, a document type, or the address of something outside itself."""
    for path, text in context.pictures.items():
        for offence in _read(text).offences:
            yield hit_at(path, offence.line, offence.column, what=shown(offence.what))


@site_rule()
def svg_malformed(context: Context) -> Iterator[Hit]:
    """An SVG is no well-formed XML: what each browser makes of it nobody knows."""
    for path, text in context.pictures.items():
        if place := _read(text).broken:
            yield hit_at(path, *place)


@dataclass(frozen=True)
class _Offence:
    """What should not be in a picture, and its line and column in the file, from 1."""

    what: str
    line: int
    column: int


@dataclass
class _Picture:
    """What was found in a picture.

    Attributes:
        offences: what should not be in it, in order.
        broken: where it is no well-formed XML.
    """

    offences: list[_Offence] = field(default_factory=list)
    broken: tuple[int, int] | None = None


class _DocumentTypeError(Exception):
    """The picture has a document type, which can define entities without end: nothing more of it is read."""


@functools.lru_cache(maxsize=256)
def _read(text: str) -> _Picture:
    reader = _Reader(text)
    try:
        reader.parser.Parse(text, True)
    except expat.ExpatError as error:
        reader.picture.broken = (error.lineno, error.offset + 1)
    except UnicodeEncodeError:
        reader.picture.broken = (1, 1)
    except _DocumentTypeError:
        pass
    return reader.picture


class _Reader:
    """Goes through a picture and notes what should not be in it."""

    def __init__(self, text: str) -> None:
        self.picture = _Picture()
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
        self._note("<!DOCTYPE>", line, begins + 1 if begins >= 0 else column)
        raise _DocumentTypeError

    def _instruction(self, target: str, _data: str) -> None:
        self._note(f"<?{target}?>", *self._here())

    def _begin(self, name: str, attributes: Sequence[str]) -> None:
        line, column = self._here()
        plain = _plain(name)
        if plain in _ACTIVE:
            self._note(f"<{name}>", line, column)
        place = (line, column + len(name))
        for attribute, value in zip(attributes[::2], attributes[1::2], strict=True):
            if _acts(attribute, value):
                place = self._after(attribute, *place)
                self._note(f'{attribute}="{value}"', *place)
        if plain == "style":
            self._style = []
            self._style_at = (line, column)

    def _end(self, name: str) -> None:
        if _plain(name) == "style" and self._style is not None:
            loaded = _LOADED.search(_UNREAD.sub("", "".join(self._style)))
            if loaded:
                self._note(f"<{name}> {loaded[0]}", *self._style_at)
            self._style = None

    def _text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def _here(self) -> tuple[int, int]:
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def _after(self, attribute: str, line: int, column: int) -> tuple[int, int]:
        """Where an attribute is written at or behind a place."""
        pattern = re.compile(rf"(?<![\w:.-]){re.escape(attribute)}(?=\s*=|\s*$)")
        for number in range(line, len(self._lines) + 1):
            found = pattern.search(self._lines[number - 1], column - 1 if number == line else 0)
            if found:
                return number, found.start() + 1
        return line, column

    def _note(self, what: str, line: int, column: int) -> None:
        self.picture.offences.append(_Offence(what, line, column))


def _plain(name: str) -> str:
    """The name of an element or an attribute without its prefix, in small letters."""
    return name.rpartition(":")[2].lower()


def _acts(attribute: str, value: str) -> bool:
    """Whether an attribute runs code, or loads or leads to anything outside the picture."""
    if attribute == "xmlns" or attribute.startswith("xmlns:"):
        return value.strip() in _FOREIGN
    name = _plain(attribute)
    bare = re.sub(r"[\x00-\x20\x7f-\x9f]", "", value)
    if name.startswith("on"):
        return True
    if name in _ADDRESSES:
        return not bare.startswith("#")
    if name in _ANIMATED and _SCRIPT.search(bare.lower()):
        return True
    if name == "attributename":
        return _plain(bare).startswith("on") or _plain(bare) in _ADDRESSES
    return _LOADED.search(_UNREAD.sub("", value)) is not None
