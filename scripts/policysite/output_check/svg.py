"""SVG images: none runs code, loads anything, draws without end, or depends on the fonts of its readers."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple, TypeAlias

import tinycss2
from lxml import etree

from policysite.findings.rule import Rule
from policysite.output_check import rules, styles
from policysite.output_check.rules import Problem
from policysite.output_check.xml import instructions, root_of

_SVG = "http://www.w3.org/2000/svg"
# Readers have different fonts, and what these draw can differ from what is written; paths have neither fault.
_TEXT_ELEMENTS = tuple(f"{{{_SVG}}}{name}" for name in ("text", "textPath", "tspan"))
_XLINK, _XML = "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"
# Notes of drawing programs, which browsers ignore.
_INERT = (
    "http://www.inkscape.org/namespaces/inkscape",
    "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/elements/1.1/",
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
)
_ELEMENTS = frozenset(
    """
    svg g defs symbol use title desc metadata style view path rect circle ellipse line polyline polygon
    linearGradient radialGradient stop pattern clipPath mask marker
    """.split()  # noqa: SIM905  (a list would be three times as long)
)
_ATTRIBUTES = frozenset(
    """
    id class style lang version baseProfile viewBox preserveAspectRatio width height x y x1 x2 y1 y2 cx cy r rx ry
    fx fy fr d points transform transform-origin gradientUnits gradientTransform spreadMethod offset patternUnits
    patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits markerWidth markerHeight
    markerUnits refX refY orient type role tabindex aria-hidden aria-label aria-labelledby aria-describedby
    enable-background xml:space alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
    color-interpolation-filters cursor direction display dominant-baseline fill fill-opacity fill-rule flood-color
    flood-opacity font-family font-size font-size-adjust font-stretch font-style font-variant font-weight
    image-rendering isolation letter-spacing lighting-color marker marker-end marker-mid marker-start mask
    mix-blend-mode opacity overflow paint-order shape-rendering solid-color solid-opacity stop-color stop-opacity
    stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
    stroke-width text-align text-anchor text-decoration text-rendering pointer-events vector-effect visibility
    white-space word-spacing writing-mode
    """.split()  # noqa: SIM905  (a list would be three times as long)
)
_DESCRIPTIONS, _HEARD = ("title", "desc"), ("aria-label",)
_WITHIN = re.compile(r"#[^\s]+")
# An image that uses its own parts again and again can draw any number of elements with few.
_REFERENCE = re.compile(r"url\(\s*[\"']?#([^\"')\s]+)|^#(\S+)$")
# Selectors of classes alone, such as `.a, .b`.
_CLASSES = re.compile(r"\s*\.[\w-]+(?:\s*,\s*\.[\w-]+)*\s*")
_TEXT_NODES = etree.XPath("//text()[not(parent::*[local-name()='style'])]")
_MAX_DRAWN_FOR_ELEMENT, _MAX_DRAWN_MORE = 10, 10_000
# The most elements of an image, and the longest style sheets: more than detailed maps and diagrams have. Checks
# of more would take minutes.
_MAX_ELEMENTS = 20_000
_MAX_STYLE_CHARACTERS = 50_000
# Python refuses to convert numbers with some thousands of digits, also those of a style.
_TOO_MANY_DIGITS = re.compile(r"\d{1000}")
# The most dashes that are drawn, where parts of the image are used again and again.
_MAX_DASHES = 200_000
_MIN_DASHES = 0.1
_NUMBER = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE)
# What says how long the lines of an element are, as attributes and in styles.
_LENGTHS = re.compile(r"(?<![\w-])(?:d|points|[xy][12]|width|height|r[xy]?)\s*:([^;}]*)", re.IGNORECASE)
_DASHES = re.compile(r"stroke-dasharray\s*:([^;}]*)", re.IGNORECASE)


# Returns the line and the column, from 1, of an element, or of an attribute of it with this name.
PositionOf: TypeAlias = Callable[[etree._Element, str], tuple[int, int]]


class _ElementProblem(NamedTuple):
    """A problem of an element, or of an attribute of it."""

    rule: Rule
    what: str
    element: etree._Element
    attribute: str = ""


def _line_of(element: etree._Element, _attribute: str) -> tuple[int, int]:
    """Return the last line of a tag, which is all that the parser knows of its position."""
    return element.sourceline or 0, 1


def svg_problems(content: bytes, position: PositionOf = _line_of) -> list[Problem]:
    """Return what is wrong with an SVG image."""
    root = _root_of(content)
    if isinstance(root, Problem):
        return [root]
    try:
        found = [(each, position(each.element, each.attribute)) for each in _problems(root)]
    except RecursionError:  # in a style sheet
        return [Problem(rules.MARKUP_UNCLEAR, "<style>")]
    problems = (Problem(each.rule, each.what, line=line, column=column) for each, (line, column) in found)
    return [*instructions(root), *problems]


def svg_texts(content: bytes) -> Iterator[tuple[int, str]]:
    """Yield the texts of an SVG image with their lines: all together first, then each title, description and label."""
    root = _root_of(content)
    if isinstance(root, Problem):
        return
    yield root.sourceline or 1, " ".join(map(str, _TEXT_NODES(root)))
    for element in root.iter(etree.Element):
        yield from ((element.sourceline or 1, str(value)) for name, value in element.items() if name in _HEARD)
        if etree.QName(element).localname in _DESCRIPTIONS:
            yield element.sourceline or 1, "".join(map(str, element.itertext()))


def _root_of(content: bytes) -> etree._Element | Problem:
    """Return the root element of an image, or the problem for which it cannot be checked in time, or at all."""
    root = root_of(content)
    if isinstance(root, Problem):
        return root
    count = sum(1 for _ in root.iter(etree.Element))
    if count > _MAX_ELEMENTS:
        return Problem(rules.ELEMENT, f"<*> × {count} (> {_MAX_ELEMENTS})", line=1)
    sheets = ["".join(map(str, element.itertext())) for element in root.iter("{*}style")]
    if sum(map(len, sheets)) > _MAX_STYLE_CHARACTERS:
        return Problem(rules.STYLE, f"<style> (> {_MAX_STYLE_CHARACTERS // 1000} kB)", line=1)
    values = (str(value) for element in root.iter(etree.Element) for value in element.values())
    if any(map(_TOO_MANY_DIGITS.search, (*sheets, *values))):
        return Problem(rules.MARKUP_UNCLEAR, "000…", line=1)
    return root


def _problems(root: etree._Element) -> Iterator[_ElementProblem]:
    if root.tag != f"{{{_SVG}}}svg":
        yield _ElementProblem(rules.FILE_INVALID, ".svg", root)
    if drawn := _drawn_without_end(root):
        yield _ElementProblem(rules.ELEMENT, drawn, root)
    yield from _short_dashes(root)
    text = next(root.iter(*_TEXT_ELEMENTS), None)
    if text is not None:
        yield _ElementProblem(rules.ELEMENT, f"<{etree.QName(text).localname}>", text)
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        if name.namespace in _INERT or element.tag in _TEXT_ELEMENTS:
            continue
        if name.namespace != _SVG or name.localname not in _ELEMENTS:
            yield _ElementProblem(rules.ELEMENT, f"<{name.localname}>", element)
            continue
        if name.localname == "style":
            for part in element.iterchildren(etree.Element):  # browsers leave it out of the sheet
                yield _ElementProblem(rules.ELEMENT, f"<{etree.QName(part).localname}>", part)
            sheet = "".join(element.itertext())
            for what in (*styles.loaded(sheet, _WITHIN), *styles.changing(sheet)):
                yield _ElementProblem(rules.STYLE, what, element)
        for attribute, value in element.items():
            for rule, what in _attribute_problems(etree.QName(attribute), str(value)):
                yield _ElementProblem(rule, what, element, etree.QName(attribute).localname)


def _short_dashes(root: etree._Element) -> Iterator[_ElementProblem]:
    """Yield dashes so short that a browser takes too long to draw them."""
    for element in root.iter(etree.Element):
        sheet = "".join(map(str, element.itertext())) if etree.QName(element).localname == "style" else ""
        in_styles = _DASHES.findall(_as_read(f"{element.get('style', '')};{sheet}"))
        for dashes in (element.get("stroke-dasharray", ""), *in_styles):
            # (What a function returns is not known.)
            if 0 < sum(_numbers(dashes)) < _MIN_DASHES or "(" in dashes:
                yield _ElementProblem(rules.ATTRIBUTE, f'stroke-dasharray="{dashes[:60]}"', element, "stroke-dasharray")


class _DrawingWork(NamedTuple):
    """The work of a browser that draws an element.

    Attributes:
        parts: the ids of the parts of the image that it uses.
        dash: the length of its dashes; 0 if they are those around it.
        length: more than the length of its lines, in the same units.
        points: at least the number of its points.
    """

    parts: list[str]
    dash: float
    length: float
    points: int


def _drawing_work(element: etree._Element, of_classes: dict[str, _DrawingWork]) -> _DrawingWork:
    """Return the work for an element, given the work that the style sheets give to each class."""
    named = ("", *(element.get("class") or "").split())
    own = _drawing_work_of_style(";".join(f"{etree.QName(name).localname}:{value}" for name, value in element.items()))
    found = [own, *(of_classes[each] for each in named if each in of_classes)]
    return _DrawingWork(
        [*_parts(map(str, element.values())), *chain.from_iterable(each.parts for each in found[1:])],
        min(filter(None, (each.dash for each in found)), default=0),
        sum(each.length for each in found),
        sum(each.points for each in found),
    )


def _drawing_work_of_style(style: str) -> _DrawingWork:
    read = _as_read(style)
    lengths = [number for each in _LENGTHS.findall(read) for number in _numbers(each)]
    return _DrawingWork(
        _parts([read]),
        min(filter(None, (sum(_numbers(each)) for each in _DASHES.findall(read))), default=0),
        math.inf if "non-scaling-stroke" in read.lower() else sum(lengths),
        len(lengths),
    )


def _drawn_without_end(root: etree._Element) -> str:
    """Return the name of what an image has drawn so often that browsers hang: parts or dashes; or nothing."""
    elements = [*root.iter(etree.Element)]
    by_id = {each.get("id"): each for each in elements if each.get("id")}
    of_classes = {name: _drawing_work_of_style(sheet) for name, sheet in _styles_of_classes(elements).items()}
    work = {each: _drawing_work(each, of_classes) for each in elements}
    uses: float = len(elements) * _MAX_DRAWN_FOR_ELEMENT + _MAX_DRAWN_MORE
    left = {"<use>": uses, "stroke-dasharray": _MAX_DASHES}
    waiting = [(root, 0.0)]  # each element with the length of the dashes around it
    while waiting and min(left.values()) >= 0:
        element, dash = waiting.pop()
        dash = work[element].dash or dash
        left["<use>"] -= 1
        left["stroke-dasharray"] -= work[element].length / dash if dash else 0
        waiting += ((child, dash) for child in element.iterchildren(etree.Element))
        for part in (by_id[name] for name in work[element].parts if name in by_id):
            is_marker = etree.QName(part).localname == "marker"  # it is drawn at each point
            times = sum(work[each].points for each in element.iter(etree.Element)) if is_marker else 1
            waiting += [(part, dash)] * int(min(times, left["<use>"] + 1))
    return next((what for what, count in left.items() if count < 0), "")


def _as_read(style: str) -> str:
    """Return a style without comments and escapes."""
    if "\\" not in style and "/*" not in style:
        return style
    read: str = tinycss2.serialize(tinycss2.parse_component_value_list(style, skip_comments=True))
    return read


def _numbers(value: str) -> list[float]:
    return [float(each) for each in _NUMBER.findall(value)]


def _styles_of_classes(elements: Iterable[etree._Element]) -> dict[str, str]:
    """Return the style sheets of an image by classes; under "" what is for elements of any class."""
    found: dict[str, list[str]] = {}
    for element in elements:
        if etree.QName(element).localname == "style":
            for rule in tinycss2.parse_stylesheet("".join(map(str, element.itertext()))):
                selector = _CLASSES.fullmatch(tinycss2.serialize(getattr(rule, "prelude", None) or []))
                of_classes = re.split(r"[\s,.]+", selector[0].strip())[1:] if selector else [""]
                for each in of_classes:
                    found.setdefault(each, []).append(tinycss2.serialize(getattr(rule, "content", None) or []))
    return {name: ";".join(sheets) for name, sheets in found.items()}


def _parts(values: Iterable[str]) -> list[str]:
    """Return the ids of the parts of an image that values of attributes, or a style sheet, use."""
    used = (each for value in values for each in ([value] if value.startswith("#") else styles.loaded(value)))
    return [name for each in used for match in _REFERENCE.findall(each) for name in match if name]


def _attribute_problems(name: etree.QName, value: str) -> Iterator[tuple[Rule, str]]:
    if name.namespace in _INERT:
        return
    if name.localname == "href" and name.namespace in (None, _XLINK):
        if not _WITHIN.fullmatch(value):
            yield rules.ADDRESS, value
        return
    written = f"xml:{name.localname}" if name.namespace == _XML else name.localname
    if name.namespace not in (None, _XML) or written not in _ATTRIBUTES:
        yield rules.ATTRIBUTE, f'{written}="{value[:60]}"'
        return
    for what in (
        *styles.loaded(value, _WITHIN),
        *(styles.changing_declarations(value) if written == "style" else ()),
    ):
        yield rules.STYLE, what
