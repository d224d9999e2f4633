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

_PARTS_OF_TEXT = ("tspan",)
# What a text may be in.
_AROUND_TEXT = ("g", "svg", "text")
# Properties that can cut off or change all that is drawn in an element, and their values that do not.
_CHANGING, _UNCHANGING = (
    ("clip", "clip-path", "filter", "mask", "mix-blend-mode"),
    ("auto", "inherit", "none", "normal"),
)
# What is not drawn itself.
_NOT_DRAWN = ("defs", "desc", "metadata", "style", "title")
# What may be behind a text, and where its numbers are.
SHAPES = ("circle", "ellipse", "path", "polygon", "polyline", "rect", "use")
_GEOMETRY = ("x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "d", "points")
_AMOUNT = re.compile(r"\d+\.?\d*|\.\d+")
_OPACITIES = ("opacity", "fill-opacity")
_MIN_OPACITY = 0.1
# How small the letters of a part may be, compared with those of its text.
_MIN_SIZE_OF_PART = 0.4
_DEFAULT_FONT_SIZE = 16.0
# With less contrast nothing is seen at all; below, what is behind an image: the page in light and in dark.
_MIN_CONTRAST = 1.5
_PAPERS = brand.COLORS["--site-paper"]
# Selectors with names of elements and classes alone.
_SELECTORS = re.compile(r"[\w\s.,>+~-]+")
_COMBINATOR = re.compile(r"[\s>+~]+")
# The properties that are looked at, and more than one element has of them.
_PROPERTIES = frozenset(
    {"display", "fill", "font", "font-size", "stroke", "textLength", "visibility", *_CHANGING, *_OPACITIES}
)
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
    sheets = Sheets(root)
    papers = () if _has_background(root) else _PAPERS
    around: dict[etree._Element, None] = {}
    for text in root.iter("{*}text"):
        around |= dict.fromkeys((text, *text.iterancestors()))
        whole = sheets.inherited(text)
        fill = whole.get("fill", "#000")
        if papers and _is_color(fill) and not _is_seen(fill, _PAPERS[:1]) and not _is_on_shape(text, fill, sheets):
            yield Undrawn(f"fill: {fill[:60]}", text, "fill")
        for part in text.iterdescendants(etree.Element):
            declared = sheets.declared(part)
            if etree.QName(part).localname not in _PARTS_OF_TEXT or len(declared) > _MAX_DECLARATIONS:
                yield Undrawn(f"<{etree.QName(part).localname}>", part)
                continue
            for name, value in declared:
                if _hides_part(name, value, whole, papers):
                    yield Undrawn(f"{name}: {value[:60]}", part, name)
    for element in around:
        if etree.QName(element).localname not in _AROUND_TEXT:  # it is not drawn there, but where something uses it
            yield Undrawn(f"<{etree.QName(element).localname}>", element)
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
        case _ if name in _CHANGING:
            return value not in _UNCHANGING
    return name in _OPACITIES and _times(value, 1) < _MIN_OPACITY


def _hides_part(name: str, value: str, whole: Mapping[str, str], papers: Iterable[str]) -> bool:
    """True if a declaration may hide a part of a text; `whole` has the declarations of the text."""
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
    """Return the number that a value is, also as a part of a whole; the whole if it is no number."""
    number = _NUMBER.fullmatch(value)
    if number is None:
        return whole
    amount = float(f"{number[1]}e{number[2] or 0}")
    return amount * whole / 100 if number[3] == "%" else amount * whole if number[3] in ("em", "rem") else amount


def _is_seen(value: str, papers: Iterable[str]) -> bool:
    color = tinycss2.color3.parse_color(value)
    if not isinstance(color, tinycss2.color3.RGBA) or color.alpha < 1:
        return False
    return all(brand.contrast(_hexadecimal(value), paper) >= _MIN_CONTRAST for paper in papers)


def _is_color(value: str) -> bool:
    return isinstance(tinycss2.color3.parse_color(value), tinycss2.color3.RGBA)


def _is_on_shape(text: etree._Element, fill: str, sheets: Sheets) -> bool:
    """True if a shape of another color may be behind a text: it is drawn before, and large enough to reach there."""
    place = [*map(_distance, (text.get("x", ""), text.get("y", "")))]
    for shape in text.getroottree().getroot().iter(etree.Element):
        if shape is text:
            return False
        color = sheets.inherited(shape).get("fill", "#000") if etree.QName(shape).localname in SHAPES else "none"
        if color == "none" or (_is_color(color) and not _is_seen(fill, [_hexadecimal(color)])):
            continue
        is_moved = any(each.get("transform") for each in (shape, *shape.iterancestors(), *text.iterancestors(), text))
        numbers = sum(_distance(str(shape.get(name, ""))) for name in _GEOMETRY)
        if is_moved or etree.QName(shape).localname == "use" or all(each <= numbers for each in place):
            return True
    return False


def _distance(numbers: str) -> float:
    """Return the sum of numbers without their signs: nothing that they describe is farther away."""
    return sum(float(each) for each in _AMOUNT.findall(numbers))


def _hexadecimal(color: str) -> str:
    parsed = tinycss2.color3.parse_color(color)
    return "#" + "".join(f"{round(255 * each):02x}" for each in parsed[:3])


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


class Sheets:
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
        """Return the declarations for an element, with those for the elements around it of other properties."""
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
