"""Texts in images: each is in the part that is shown, upright, and large enough to be seen."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from lxml import etree

from policysite.output_check.svg_drawn import SHAPES, Sheets
from policysite.output_check.svg_texts import TRANSFORM, UNMOVED, Matrix, matrix_of, numbers_in, product

_DEFAULT_SIZE = (300.0, 150.0)  # of an image in a page, by the standard
_MIN_PIXELS = 8
# How much wider than high letters may become, or higher than wide, and how slanted.
_MAX_STRETCH, _MIN_SQUARENESS = 3, 0.7
# The smallest font of a detailed diagram, as a part of its longer side, and the largest of a title.
_MIN_FONT, _MAX_FONT = 1 / 500, 1.5
_DEFAULT_FONT_SIZE = 16.0
# How far parts of a text, its letters and its words may be moved, in sizes of the font.
_MAX_SHIFT = 4
_SHIFTS = ("baseline-shift", "dx", "dy", "letter-spacing", "word-spacing")
# How wide a letter is at least, in sizes of the font; and what shapes that are drawn are in.
_MIN_LETTER, _DRAWN_IN = 0.25, ("g", "svg")
# A path of lines between points.
_SIMPLE_PATH = re.compile(r"[MLZmz\d\s.,-]*", re.ASCII)
_Box: TypeAlias = tuple[float, float, float, float]
_ALL_TRANSFORMS = re.compile(rf"(?:\s*{TRANSFORM.pattern}\s*,?)*\s*", re.IGNORECASE)


class Unseen(NamedTuple):
    """An attribute that keeps a text from being seen: as it is written, where it is, and its name."""

    what: str
    element: etree._Element
    attribute: str


def unseen_texts(root: etree._Element) -> Iterator[Unseen]:
    """Yield what keeps texts of an image from being seen."""
    yield from _of_image(root)
    left, top, width, height = _view(root)
    for text in root.iter("{*}text"):
        for element in (*text.iterancestors(), text):
            if element.get("transform-origin") or not _ALL_TRANSFORMS.fullmatch(str(element.get("transform", ""))):
                yield _at(element, "transform-origin" if element.get("transform-origin") else "transform")
        matrix = _matrix(text)
        if not _is_upright(matrix):
            moved = next((each for each in (text, *text.iterancestors()) if each.get("transform")), text)
            yield _at(moved, "transform")
            continue
        a, b, c, d, e, f = matrix
        for part in text.iter("{*}text", "{*}tspan"):
            sized = next((each for each in (part, *part.iterancestors()) if each.get("font-size")), None)
            size = _font_size(sized)
            shown = size * math.hypot(c, d)
            if not _MIN_FONT * max(width, height) <= shown <= _MAX_FONT * max(width, height):
                yield _at(text if sized is None else sized, "font-size")
            x, y = (numbers_in(part.get(name))[:1] for name in ("x", "y"))
            if x or y or part is text:
                across, down = sum(x), sum(y or numbers_in(text.get("y"))[:1])
                right, below = a * across + c * down + e - left, b * across + d * down + f - top
                if not (-shown <= right <= width and -shown <= below <= height + shown):
                    yield _at(part, "x" if not -shown <= right <= width else "y")
            for name in _SHIFTS:
                if any(abs(number) > _MAX_SHIFT * size for number in numbers_in(part.get(name))):
                    yield _at(part, name)


def covering_shapes(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the filled shapes that are drawn over a text."""
    sheets = Sheets(root)
    boxes: list[_Box] = []
    for element in root.iter("{*}text", "{*}tspan", *(f"{{*}}{name}" for name in SHAPES)):
        if etree.QName(element).localname in ("text", "tspan"):
            boxes += _box_of_text(element)
        elif boxes and all(etree.QName(each).localname in _DRAWN_IN for each in element.iterancestors()):
            is_filled = sheets.inherited(element).get("fill", "#000") != "none"
            box = _moved(_box_of_shape(element), _matrix(element)) if is_filled else None
            if box and any(_meet(box, each) for each in boxes):
                yield element


def _box_of_text(part: etree._Element) -> Iterator[_Box]:
    """Yield what the letters of a part of a text with a position cover at least."""
    across, down = (numbers_in(part.get(name))[:1] for name in ("x", "y"))
    size = _font_size(next((each for each in (part, *part.iterancestors()) if each.get("font-size")), None))
    text = "".join(map(str, part.itertext())).strip()
    if text:
        anchor = next(
            (each.get("text-anchor") for each in (part, *part.iterancestors()) if each.get("text-anchor")), ""
        )
        length = _MIN_LETTER * size * len(text)
        left = sum(across) - length * {"middle": 0.5, "end": 1}.get(str(anchor), 0)
        yield _moved((left, sum(down) - size / 2, left + length, sum(down)), _matrix(part))


def _box_of_shape(element: etree._Element) -> _Box:
    """Return a box around a shape; around everything if that is not simple."""

    def number(name: str) -> float:
        return sum(numbers_in(element.get(name))[:1])

    name = etree.QName(element).localname
    values = " ".join(str(element.get(each, "")) for each in ("x", "y", "width", "height", "r", "cx", "cy"))
    if name == "rect" and "%" not in values:
        return number("x"), number("y"), number("x") + number("width"), number("y") + number("height")
    if name in ("circle", "ellipse") and "%" not in values:
        wide, high = number("rx") or number("r"), number("ry") or number("r")
        return number("cx") - wide, number("cy") - high, number("cx") + wide, number("cy") + high
    points = numbers_in(element.get("points") or element.get("d"))
    is_simple = name in ("polygon", "polyline") or (
        name == "path" and _SIMPLE_PATH.fullmatch(str(element.get("d", "")))
    )
    if is_simple and len(points) > 1:
        return min(points[::2]), min(points[1::2]), max(points[::2]), max(points[1::2])
    return -math.inf, -math.inf, math.inf, math.inf


def _moved(box: _Box, matrix: Matrix) -> _Box:
    left, top, right, bottom = box
    if math.inf in box:
        return box
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (top, bottom)]
    across, down = zip(*corners, strict=True)
    return min(across), min(down), max(across), max(down)


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _matrix(element: etree._Element) -> Matrix:
    """Return the transformations of an element and of what it is in."""
    matrix: Matrix = UNMOVED
    for each in (*reversed([*element.iterancestors()]), element):
        for kind, numbers in TRANSFORM.findall(str(each.get("transform", ""))):
            matrix = product(matrix, matrix_of(kind.lower(), numbers_in(numbers)))
    return matrix


def _of_image(root: etree._Element) -> Iterator[Unseen]:
    box = root.get("viewBox")
    if box is not None and (len(numbers_in(box)) != 4 or min(numbers_in(box)[2:]) <= 0):
        yield _at(root, "viewBox")
    for name in ("width", "height"):
        if any(number < _MIN_PIXELS for number in numbers_in(root.get(name))) and "%" not in str(root.get(name)):
            yield _at(root, name)
    if re.search("slice|none", str(root.get("preserveAspectRatio", ""))):
        yield _at(root, "preserveAspectRatio")


def _view(root: etree._Element) -> tuple[float, float, float, float]:
    """Return what is shown of an image: its left side, its upper side, its width and its height."""
    match numbers_in(root.get("viewBox")):
        case [left, top, width, height]:
            return left, top, width, height
    width, height = (
        sum(numbers_in(root.get(name))[:1] or [default])
        for name, default in zip(("width", "height"), _DEFAULT_SIZE, strict=True)
    )
    return 0.0, 0.0, width, height


def _is_upright(matrix: Matrix) -> bool:
    """True if letters are not mirrored, upside down, flat or slanted so that nobody reads them."""
    a, b, c, d, _, _ = matrix
    across, down = math.hypot(a, b), math.hypot(c, d)
    if not across or not down or not 1 / _MAX_STRETCH <= across / down <= _MAX_STRETCH:
        return False
    return (a * d - b * c) / (across * down) >= _MIN_SQUARENESS and a / across > -0.01


def _font_size(element: etree._Element | None) -> float:
    written = str(element.get("font-size")) if element is not None else ""
    number = numbers_in(written)[:1]
    if not number:
        return _DEFAULT_FONT_SIZE
    factor = _DEFAULT_FONT_SIZE / 100 if "%" in written else _DEFAULT_FONT_SIZE if "em" in written else 1
    return number[0] * factor


def _at(element: etree._Element, name: str) -> Unseen:
    return Unseen(f'{name}="{str(element.get(name, ""))[:60]}"', element, name)
