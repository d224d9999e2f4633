"""Texts in images: every part of each is seen by readers, in light and in dark, as it stands in the file."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

import tinycss2
import tinycss2.color3
from lxml import etree

from policysite.config import brand

_PARTS_OF_TEXT = ("tspan", "textPath")
# What is not drawn itself.
_NOT_DRAWN = ("defs", "desc", "metadata", "style", "title")
_OPACITIES = ("opacity", "fill-opacity")
_MIN_OPACITY = 0.1
# How small the letters of a part may be, compared with those of its text.
_MIN_SIZE_OF_PART = 0.4
_DEFAULT_FONT_SIZE = 16.0
# The contrast of what can be seen, if not read well, with what is behind an image: the page in light and in dark.
_MIN_CONTRAST = 1.5
_PAPERS = ("#fff", "#16181d")
# Selectors with names of elements and classes alone.
_SELECTORS = re.compile(r"[\w\s.,>+~-]+")
_COMBINATOR = re.compile(r"[\s>+~]+")
# The properties that are looked at, and more than one element has of them.
_PROPERTIES = frozenset({"display", "fill", "font", "font-size", "stroke", "textLength", "visibility", *_OPACITIES})
_MAX_DECLARATIONS = 50
_NUMBER = re.compile(r"(\d+\.?\d*|\.\d+)(?:e([-+]?\d+))?(%|[a-z]*)", re.IGNORECASE)
# The size in `font`, where numbers without a unit are weights.
_SIZE_IN_FONT = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?(?:%|[a-z]+)", re.IGNORECASE)
# A property and its value.
_Declaration: TypeAlias = tuple[str, str]


class Undrawn(NamedTuple):
    """An element or a property that keeps a part of a text from being seen.

    Attributes:
        what: the element or the property, as it is written.
        element: where it is.
        attribute: the name of the property; empty for an element.
    """

    what: str
    element: etree._Element
    attribute: str = ""


def undrawn_texts(root: etree._Element) -> Iterator[Undrawn]:
    """Yield what keeps texts of an image, or parts of them, from being seen."""
    sheets = _Sheets(root)
    papers = () if _has_background(root) else _PAPERS
    around: dict[etree._Element, None] = {}
    for text in root.iter("{*}text"):
        around |= dict.fromkeys((text, *text.iterancestors()))
        whole = sheets.inherited(text)
        for part in text.iterdescendants(etree.Element):
            declared = sheets.declared(part)
            if etree.QName(part).localname not in _PARTS_OF_TEXT or len(declared) > _MAX_DECLARATIONS:
                yield Undrawn(f"<{etree.QName(part).localname}>", part)
                continue
            for name, value in declared:
                if _hides_part(name, value, whole, papers):
                    yield Undrawn(f"{name}: {value[:60]}", part, name)
    for element in around:
        declared = sheets.declared(element)
        if len(declared) > _MAX_DECLARATIONS:
            yield Undrawn(f"<{etree.QName(element).localname}>", element)
            continue
        for name, value in declared:
            if _hides(name, value):
                yield Undrawn(f"{name}: {value[:60]}", element, name)


def _hides(name: str, value: str) -> bool:
    match name:
        case "display":
            return value not in ("inline", "block", "inherit")
        case "visibility":
            return value not in ("visible", "inherit")
    return name in _OPACITIES and _times(value, 1) < _MIN_OPACITY


def _hides_part(name: str, value: str, whole: Mapping[str, str], papers: Iterable[str]) -> bool:
    """True if a declaration for a part of a text may keep it from being seen beside the whole, which has these."""
    match name:
        case "opacity" | "fill-opacity":
            return _times(value, 1) < 1
        case "font" | "font-size":
            size = _times(_size(whole.get("font-size") or whole.get("font", "")), _DEFAULT_FONT_SIZE)
            return _times(_size(value), size) < _MIN_SIZE_OF_PART * size
        case "fill" | "stroke":
            is_same = value == whole.get(name, "none" if name == "stroke" else "")
            return not is_same and not _is_seen(value, papers)
        case "textLength":
            return True
    return _hides(name, value)


def _size(value: str) -> str:
    """Return the size in a value of `font` or `font-size`."""
    written = _SIZE_IN_FONT.search(value)
    return written[0] if written else value


def _times(value: str, whole: float) -> float:
    """Return a number, or the part of a whole that a value stands for; the whole if it is none."""
    number = _NUMBER.fullmatch(value)
    if number is None:
        return whole
    amount = float(f"{number[1]}e{number[2] or 0}")
    return amount * whole / 100 if number[3] == "%" else amount * whole if number[3] in ("em", "rem") else amount


def _is_seen(value: str, papers: Iterable[str]) -> bool:
    color = tinycss2.color3.parse_color(value)
    if not isinstance(color, tinycss2.color3.RGBA) or color.alpha < 1:
        return False
    written = "#" + "".join(f"{round(255 * each):02x}" for each in color[:3])
    return all(brand.contrast(written, paper) >= _MIN_CONTRAST for paper in papers)


def _has_background(root: etree._Element) -> bool:
    """True if the first that is drawn is a rectangle with a color over the whole image."""
    drawn = (each for each in root.iterchildren(etree.Element) if etree.QName(each).localname not in _NOT_DRAWN)
    first = next(drawn, None)
    if (
        first is None
        or etree.QName(first).localname != "rect"
        or {*first.keys()} - {"x", "y", "width", "height", "fill"}
    ):
        return False
    box = str(root.get("viewBox", f"0 0 {root.get('width')} {root.get('height')}")).replace(",", " ").split()
    place = [first.get(name, default) for name, default in (("x", "0"), ("y", "0"), ("width", ""), ("height", ""))]
    is_whole = place == box or place == ["0", "0", "100%", "100%"]
    return is_whole and _is_seen(str(first.get("fill", "#000")), ())


class _Sheets:
    """The style sheets of an image.

    Args:
        root: the element of the image.
    """

    def __init__(self, root: etree._Element) -> None:
        self._of_subjects: dict[str, list[_Declaration]] = {}
        self._inherited: dict[etree._Element, Mapping[str, str]] = {}
        for element in root.iter("{*}style"):
            sheet = "".join(map(str, element.itertext()))
            for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
                prelude = tinycss2.serialize(getattr(rule, "prelude", None) or [])
                declarations = _declarations(getattr(rule, "content", None) or [])
                for name in _subjects(prelude):
                    self._of_subjects.setdefault(name, []).extend(declarations)

    def declared(self, element: etree._Element) -> list[_Declaration]:
        """Return the declarations for an element, those that count first; of too many only the first."""
        classes = (f".{each}" for each in str(element.get("class", "")).split())
        names = ("", etree.QName(element).localname, *classes)
        values = ((str(name), str(value)) for name, value in element.items() if name in _PROPERTIES)
        found = itertools.chain(
            _declarations(str(element.get("style", ""))),
            *(self._of_subjects.get(name, ()) for name in dict.fromkeys(names)),
            ((name, _plain(tinycss2.parse_component_value_list(value))) for name, value in values),
        )
        return list(itertools.islice(found, _MAX_DECLARATIONS + 1))

    def inherited(self, element: etree._Element) -> Mapping[str, str]:
        """Return the declarations for an element and, where it has none of a property, for what it is in."""
        if element not in self._inherited:
            parent = element.getparent()
            around = {} if parent is None else self.inherited(parent)
            self._inherited[element] = {**around, **dict(reversed(self.declared(element)))}
        return self._inherited[element]


def _subjects(selectors: str) -> Iterator[str]:
    """Yield what selectors are about: a class with its dot, the name of an element, or "" for perhaps any element."""
    if not _SELECTORS.fullmatch(selectors):
        yield ""
        return
    for selector in selectors.split(","):
        element, _, classes = _COMBINATOR.split(selector.strip())[-1].partition(".")
        yield f".{classes.partition('.')[0]}" if classes else element


def _declarations(content: str | list[tinycss2.ast.Node]) -> list[_Declaration]:
    parts = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return [
        (part.lower_name, _plain(part.value))
        for part in parts
        if part.type == "declaration" and part.lower_name in _PROPERTIES
    ]


def _plain(value: list[tinycss2.ast.Node]) -> str:
    written: str = tinycss2.serialize([each for each in value if each.type != "comment"])
    return written.strip().lower()
