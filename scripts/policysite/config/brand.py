"""The limits of a site's own style sheet: it may set colors that can be read, fonts of texts, and widths.

Two checks use these tables: that of the source, and that of the published file. Each reads a style sheet in its own way
and compares what it finds with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

PATH = "assets/brand.css"
# The only selector, and the only condition around it, as in the style sheet of the theme.
SELECTOR, CONDITION = ":root", "(color: light-dark(#000, #fff))"
# The colors that can be set, with those of the theme in the light and in the dark scheme.
COLORS: Mapping[str, tuple[str, str]] = {
    "--md-primary-fg-color": ("#0b57d0", "#a8c7fa"),
    "--md-typeset-a-color": ("#0b57d0", "#a8c7fa"),
    "--md-accent-fg-color": ("#0842a0", "#d3e3fd"),
    "--site-ink": ("#1d2129", "#e4e6eb"),
    "--site-soft": ("#58616e", "#a7afbd"),
    "--site-line": ("#dfe3e9", "#323844"),
    "--site-paper": ("#fff", "#16181d"),
    "--site-wash": ("#f6f7f9", "#1e2128"),
    "--site-mark": ("#ffe58a", "#6b5a12"),
    "--site-caution": ("#b3701c", "#d9a45b"),
}
_PAPERS = ("--site-paper", "--site-wash")
# The contrast that each color needs (WCAG 2.2: 1.4.3 for text, 1.4.11 for other signs) on what may be behind it.
_NEEDED_CONTRAST: Mapping[str, tuple[float, tuple[str, ...]]] = {
    "--site-ink": (4.5, (*_PAPERS, "--site-mark")),
    "--site-soft": (4.5, _PAPERS),
    "--md-typeset-a-color": (4.5, _PAPERS),
    "--md-accent-fg-color": (4.5, _PAPERS),
    "--site-caution": (3, _PAPERS),
}
# The contrast with the paper of the theme, so that letters stay dark in the light scheme and light in the dark one:
# other elements behind them expect that.
_NEEDED_CONTRAST_ON_THEME = 3
# The units and the bounds of widths.
WIDTHS: Mapping[str, tuple[str, float, float]] = {
    "--site-frame": ("rem", 30, 90),
    "--site-measure": ("ch", 40, 90),
    "--site-gutter": ("rem", 0.4, 2),
}
FONTS = ("--site-font", "--site-code-font")
NAMES = (*COLORS, *FONTS, *WIDTHS)
# Font families with ordinary letters; others, such as Wingdings, show symbols instead.
_FAMILIES = frozenset(
    {
        *("system-ui", "serif", "sans-serif", "monospace", "ui-serif", "ui-sans-serif", "ui-monospace", "ui-rounded"),
        *("-apple-system", "blinkmacsystemfont", "segoe ui", "roboto", "noto sans", "noto serif", "noto sans mono"),
        *("helvetica", "helvetica neue", "arial", "verdana", "tahoma", "trebuchet ms", "calibri", "candara", "corbel"),
        *("georgia", "cambria", "constantia", "charter", "garamond", "palatino", "palatino linotype", "times"),
        *("times new roman", "book antiqua", "baskerville", "didot", "optima", "avenir", "avenir next", "futura"),
        *("gill sans", "lucida grande", "ubuntu", "cantarell", "oxygen", "open sans", "source sans 3", "inter", "lato"),
        *("montserrat", "pt sans", "pt serif", "pt mono", "ibm plex sans", "ibm plex serif", "ibm plex mono"),
        *("source serif 4", "source code pro", "roboto mono", "roboto slab", "fira sans", "fira code"),
        *("sfmono-regular", "sf mono", "menlo", "monaco", "consolas", "cascadia code", "courier", "courier new"),
        *("liberation sans", "liberation serif", "liberation mono", "dejavu sans", "dejavu serif", "dejavu sans mono"),
        *("yu gothic", "yu mincho", "hiragino sans", "meiryo", "microsoft yahei", "pingfang sc", "pingfang tc"),
        *("apple sd gothic neo", "malgun gothic", "noto sans jp", "noto sans sc", "noto sans tc", "noto sans kr"),
        *("noto sans arabic", "noto naskh arabic", "noto sans hebrew", "geeza pro", "noto kufi arabic"),
    }
)
_HEX = "#(?:[0-9a-f]{6}|[0-9a-f]{3})"
_COLOR = re.compile(rf"({_HEX})|light-dark\(\s*({_HEX})\s*,\s*({_HEX})\s*\)", re.IGNORECASE)
# The values of the mark in the header that `theme.palette` sets: colors, or the color of the text.
_MARK = re.compile(rf"light-dark\((?:{_HEX}|var\(--site-ink\)),(?:{_HEX}|var\(--site-ink\))\)|var\(--site-ink\)")
_FAMILY = re.compile(r"""\s*(["']?)([A-Za-z0-9 -]+)\1\s*""")
_WIDTH = re.compile(r"(\d{0,3}(?:\.\d{1,3})?)([a-z]+)")


class Declaration(NamedTuple):
    """A declaration: a name, its value, and if only browsers that know `light-dark()` read it."""

    name: str
    value: str
    is_conditional: bool


class LowContrast(NamedTuple):
    """Two names whose colors are too much alike, with these colors and their contrast."""

    ink: str
    ink_color: str
    paper: str
    paper_color: str
    contrast: str
    needed: str


def is_color(value: str) -> bool:
    """True for a color that can be compared with others: `#rgb` or `#rrggbb`."""
    return re.fullmatch(_HEX, value, re.IGNORECASE) is not None


def permits(name: str, value: str) -> bool:
    """True if a site may give a name this value."""
    if not value.isascii():  # regular expressions take other digits and letters for these; browsers do not
        return False
    if name in COLORS:
        is_mark = name == "--md-primary-fg-color" and _MARK.fullmatch(value)
        return bool(is_mark or _COLOR.fullmatch(value))
    if name in FONTS:
        families = map(_FAMILY.fullmatch, value.split(","))
        return all(each is not None and each[2].lower() in _FAMILIES for each in families)
    if name in WIDTHS:
        unit, least, most = WIDTHS[name]
        width = _WIDTH.fullmatch(value)
        return width is not None and width[2] == unit and width[1] != "" and least <= float(width[1]) <= most
    return False


def low_contrasts(declarations: Iterable[Declaration]) -> Iterator[LowContrast]:
    """Yield the pairs of colors with too little contrast: in light, in dark, or in browsers without `light-dark()`."""
    light, dark = ({name: colors[scheme] for name, colors in COLORS.items()} for scheme in (0, 1))
    plain = dict(light)
    for name, value, is_conditional in declarations:
        color = _COLOR.fullmatch(value)
        if name in COLORS and color is not None:
            light[name], dark[name] = color[1] or color[2], color[1] or color[3]
            if not is_conditional:  # a browser that does not know the value takes the color of the text, or no paper
                plain[name] = color[1] or ("#fff" if name in {*_PAPERS, "--site-mark"} else "#000")
    found = [each for colors, scheme in ((light, 0), (dark, 1), (plain, 0)) for each in _low_contrasts(colors, scheme)]
    yield from dict.fromkeys(found)


def _low_contrasts(colors: Mapping[str, str], scheme: int) -> Iterator[LowContrast]:
    for ink, (needed, papers) in _NEEDED_CONTRAST.items():
        behind = [(paper, colors[paper], needed) for paper in papers]
        for paper, color, least in (*behind, (_PAPERS[0], COLORS[_PAPERS[0]][scheme], _NEEDED_CONTRAST_ON_THEME)):
            found = contrast(colors[ink], color)
            if found < least:
                yield LowContrast(ink, colors[ink], paper, color, f"{found:.1f}", f"{least:g}")
                break


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors, `#rgb` or `#rrggbb`, from 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def channels(color: str) -> tuple[int, int, int]:
    """Return the red, green and blue of a color, `#rgb` or `#rrggbb`, each from 0 to 255."""
    digits = color.removeprefix("#")
    whole = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    return int(whole[:2], 16), int(whole[2:4], 16), int(whole[4:], 16)


def _luminance(color: str) -> float:
    parts = (channel / 255 for channel in channels(color))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
