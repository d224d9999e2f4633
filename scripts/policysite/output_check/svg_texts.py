"""Texts in images: every reader sees them alike, in the order in which they are written."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

import tinycss2
import tinycss2.color3
from lxml import etree

from policysite.config import brand
from policysite.contacts.in_text import contacts_in

# Colors by their names; those that the system of the reader chooses are not among them.
_COLORS = frozenset(
    {
        *("fill", "stroke", "color", "stop-color", "flood-color", "lighting-color", "solid-color"),
        "text-decoration-color",
    }
)
_COLOR_WORDS = frozenset({"none", "currentcolor", "inherit", "context-fill", "context-stroke"})
# Properties that change how a text looks, alike for every reader.
_PROPERTIES = _COLORS | frozenset(
    """
    alignment-baseline baseline-shift clip clip-path clip-rule color-interpolation color-interpolation-filters
    color-rendering cursor display dominant-baseline enable-background fill-opacity
    fill-rule filter flood-opacity font font-family font-size
    font-stretch font-style font-variant font-weight image-rendering isolation letter-spacing line-height marker
    marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order shape-rendering
    solid-opacity stop-opacity stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-opacity stroke-width text-align text-anchor text-decoration text-decoration-line text-decoration-style
    text-rendering text-transform visibility white-space word-spacing writing-mode
    """.split()  # noqa: SIM905  (a list would be three times as long)
)
# Properties that drawing programs write with the value that they have anyway.
_UNCHANGED = frozenset(
    """
    direction font-feature-settings font-size-adjust font-variant-alternates font-variant-caps
    font-variant-east-asian font-variant-ligatures font-variant-numeric font-variant-position font-variation-settings
    font-kerning inline-size shape-margin shape-padding text-indent text-orientation vector-effect
    """.split()  # noqa: SIM905  (a list would be three times as long)
)
_INITIAL = re.compile(r"normal|none|auto|0(?:px)?|ltr|mixed|default|accumulate", re.IGNORECASE)
_EDITOR_PREFIX = "-inkscape-"
# Functions and units with the same result for every reader: none depends on the window or on what the reader prefers.
_FUNCTIONS = frozenset(
    {
        *("url", "rgb", "rgba", "hsl", "hsla", "matrix", "translate", "translatex", "translatey"),
        *("scale", "scalex", "scaley", "rotate", "skewx", "skewy"),
    }
)
_UNITS = frozenset({"px", "pt", "pc", "cm", "mm", "in", "em", "ex", "rem", "deg", "rad", "grad", "turn"})
_FREE = frozenset({"id", "class", "style", "lang", "d", "points", "role", "version", "baseProfile"})
# In `font`, what stands before the families.
_FONT_SIZE = re.compile(r"(?:[\w-]+\s+)*[\d.]+(?:px|pt|em|%)(?:\s*/\s*[\d.]+[a-z%]*)?\s+(?=\S)", re.IGNORECASE)
# The ending that programs give to the name of a font, as in `Arial-BoldMT`.
_CUT = re.compile(r"(?:-(?:bold|italic|regular|light|medium|oblique)+)?(?:MT)?(?=['\"]?\s*(?:,|$))", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE)
TRANSFORM = re.compile(r"(matrix|translate|scale|rotate)\s*\(([^()]*)\)", re.IGNORECASE)
_DEFAULT_FONT_SIZE, _MAX_FONT_SIZES = 16.0, 8
_IN_EMS = re.compile(r"\d\s*em", re.IGNORECASE)
# The signs with which the rest of an address begins.
_CONTINUATION_SIGNS = ".-_@"
_SPACINGS = ("dx", "letter-spacing", "word-spacing", "kerning")
# How much nearer than usual the letters of a text may be, as a part of the size of the font.
_MAX_TIGHTENING = 0.25
# How far from a line its texts may be, as a part of the size of the font.
_MAX_OFF_LINE = 0.5
_SET_SIZE = re.compile(r"font(?:-size)?\s*:[^;}]*?(\d*\.?\d+)")
Matrix: TypeAlias = tuple[float, float, float, float, float, float]
UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)


class TextsOfImage:
    """The texts of an image.

    Args:
        root: the element of the image.
    """

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._font_sizes = sorted({_DEFAULT_FONT_SIZE, *_font_sizes(root)})[:_MAX_FONT_SIZES]

    def changing(self, name: str, value: str) -> bool:
        """True if an attribute may look different to some readers, or puts letters in another order."""
        if name in _FREE or name.startswith(("aria-", "xml:")):
            return False
        if name in _UNCHANGED:
            return _INITIAL.fullmatch(value.strip()) is None
        if name in ("font", "font-family"):
            size = _FONT_SIZE.match(value) if name == "font" else None
            families = value[size.end() :] if size else value
            return not brand.permits(brand.FONTS[0], _CUT.sub("", families))
        if name in _SPACINGS:
            nearest = -_MAX_TIGHTENING * (1 if _IN_EMS.search(value) else self._font_sizes[0])
            if any(number < nearest for number in numbers_in(value)):
                return True
        tokens = tinycss2.parse_component_value_list(value, skip_comments=True)
        return _depends_on_reader(tokens) or (name in _COLORS and _is_of_the_system(tokens))

    def changing_property(self, name: str, value: str) -> bool:
        """True if a declaration may look different to some readers, or puts letters in another order."""
        if name.startswith(_EDITOR_PREFIX):
            return False
        return not (name in _PROPERTIES or name in _UNCHANGED) or self.changing(name, value)

    def out_of_order(self) -> Iterator[tuple[str, etree._Element, str]]:
        """Yield the attributes that put the letters of a text in another order or turn them: as written, and where."""
        for text in self._root.iter("{*}text"):
            before: list[float] = []
            for part in text.iter("{*}text", "{*}tspan"):
                across, down = (numbers_in(part.get(name)) for name in ("x", "y"))
                if down or part.get("dy"):  # begins a line
                    before = []
                wrong = {
                    "x": _is_backwards([*before[-1:], *across]),
                    "y": len(across) < 2 and _is_backwards(down),
                    "rotate": any(numbers_in(part.get("rotate"))),
                }
                before = across or before
                for name in (name for name, is_wrong in wrong.items() if is_wrong):
                    yield f'{name}="{str(part.get(name))[:60]}"', part, name

    def scattered_contacts(self) -> Iterator[tuple[str, int]]:
        """Yield the contacts that stand in several places of one line, each with a line of the source."""
        pieces = sorted(_pieces(self._root, UNMOVED))
        for size in self._font_sizes if len(pieces) > 1 else ():
            line: list[_Piece] = []
            for piece, below in itertools.zip_longest(pieces, pieces[1:]):
                line.append(piece)
                if below is None or below.y - piece.y > _MAX_OFF_LINE * size:
                    first_line = min(each.line for each in line)
                    for contact in contacts_in(_joined(sorted(line, key=lambda each: each.x))):
                        if not contact[0][0].isdecimal():  # as the numbers at an axis
                            yield contact[0], first_line
                    line = []


class _Piece(NamedTuple):
    """A part of a text with a position of its own."""

    y: float
    x: float
    text: str
    line: int


def _joined(pieces: Iterable[_Piece]) -> str:
    """Return texts without the spaces between them, but with those around a whole contact."""
    joined, is_contact = "", False
    for text in (each.text.strip() for each in pieces):
        was_contact, is_contact = is_contact, any(each[0][0].isalnum() for each in contacts_in(text))
        goes_on = text[0] in _CONTINUATION_SIGNS if was_contact else not is_contact
        joined += text if goes_on else f" {text}"
    return joined


def _is_of_the_system(tokens: Iterable[tinycss2.ast.Node]) -> bool:
    """True if one of the words of a value is no color that is the same everywhere."""
    words = (each for each in tokens if each.type == "ident" and each.lower_value not in _COLOR_WORDS)
    return any(tinycss2.color3.parse_color(each) is None for each in words)


def _depends_on_reader(tokens: Iterable[tinycss2.ast.Node]) -> bool:
    for each in tokens:
        if each.type == "function":
            is_free = each.lower_name == "url" or not _depends_on_reader(each.arguments)
            is_known = each.lower_name in _FUNCTIONS and is_free
        else:
            is_known = each.lower_unit in _UNITS if each.type == "dimension" else not hasattr(each, "content")
        if not is_known:
            return True
    return False


def _font_sizes(root: etree._Element) -> Iterator[float]:
    """Yield the sizes of fonts that an image sets."""
    for element in root.iter(etree.Element):
        sheet = "".join(map(str, element.itertext())) if etree.QName(element).localname == "style" else ""
        sizes = (numbers_in(each)[0] for each in _SET_SIZE.findall(f"{element.get('style', '')};{sheet}"))
        yield from (size for size in (*numbers_in(element.get("font-size"))[:1], *sizes) if size > 0)


def _is_backwards(numbers: list[float]) -> bool:
    return any(after < before for before, after in itertools.pairwise(numbers))


def numbers_in(value: object) -> list[float]:
    """Return the numbers in the value of an attribute."""
    return [float(each) for each in _NUMBER.findall(str(value or ""))]


def _pieces(element: etree._Element, around: Matrix) -> Iterator[_Piece]:
    """Yield the parts of the texts in an element that have positions of their own."""
    matrix = around
    for kind, written in TRANSFORM.findall(str(element.get("transform", ""))):
        matrix = product(matrix, matrix_of(kind.lower(), numbers_in(written)))
    if etree.QName(element).localname != "text":
        for child in element.iterchildren(etree.Element):
            yield from _pieces(child, matrix)
        return
    text, x, y = "", 0.0, 0.0
    for event, part in etree.iterwalk(element, events=("start", "end")):
        across, down = (numbers_in(part.get(name))[:1] for name in ("x", "y"))
        if event == "start" and (across or down):
            if text.strip():
                yield _piece(text, x, y, matrix, element)
            text, x, y = "", sum(across or [x]), sum(down or [y])
        text += (part.text if event == "start" else "" if part is element else part.tail) or ""
    if text.strip():
        yield _piece(text, x, y, matrix, element)


def _piece(text: str, x: float, y: float, matrix: Matrix, element: etree._Element) -> _Piece:
    a, b, c, d, e, f = matrix
    return _Piece(b * x + d * y + f, a * x + c * y + e, text, element.sourceline or 1)


def matrix_of(kind: str, numbers: list[float]) -> Matrix:
    """Return a transformation as a matrix (SVG 1.1, 7.6); one that is not well-formed changes nothing."""
    match kind, numbers:
        case "matrix", [a, b, c, d, e, f]:
            return a, b, c, d, e, f
        case "translate", [right, *down] if len(down) < 2:
            return 1, 0, 0, 1, right, sum(down)
        case "scale", [factor, *other] if len(other) < 2:
            return factor, 0, 0, sum(other or [factor]), 0, 0
        case "rotate", [degrees, *center] if len(center) in (0, 2):
            cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
            x, y = center or [0.0, 0.0]
            return cos, sin, -sin, cos, x - x * cos + y * sin, y - x * sin - y * cos
    return UNMOVED


def product(one: Matrix, other: Matrix) -> Matrix:
    """Return the transformation by the second matrix, then by the first."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f
