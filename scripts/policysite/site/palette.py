"""The colors that a site chooses with `theme.palette`, as a style sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tinycss2.color3 import RGBA, parse_color

from policysite.config.palette import ACCENT, COLORLESS, DARK, LIGHT, PRIMARY
from policysite.site.css import light_and_dark

# The contrast of text with what is behind it (WCAG 2.2, 1.4.3 and 1.4.6).
_READABLE, _STRONG = 4.5, 7.0
_KNOWN = {"primary": (*PRIMARY, *COLORLESS), "accent": ACCENT}
_BLACK, _WHITE = RGBA(0, 0, 0, 1), RGBA(1, 1, 1, 1)


def palette_css(palette: object, sheet: str) -> str:
    """Return the style sheet of a palette; empty if it chooses no color by name.

    Every color is made darker, or lighter in the dark scheme, until it can be read on the pages.

    Args:
        palette: `theme.palette`: a mapping, or a list of them, one for each scheme.
        sheet: the style sheet of the theme, which sets what is behind the text.
    """
    backgrounds = [light_and_dark(sheet, name) for name in ("--site-paper", "--site-wash")]
    light, dark = (
        _colors(_of_scheme(palette, scheme), [_rgb(each[index], spare) for each in backgrounds if each] or [spare])
        for index, (scheme, spare) in enumerate(((LIGHT, _WHITE), (DARK, _BLACK)))
    )
    if not light:
        return ""
    plain = ";".join(f"{name}:{color}" for name, color in light.items())
    both = ";".join(f"{name}:light-dark({color},{dark[name]})" for name, color in light.items())
    return f":root{{{plain}}}@supports (color:light-dark(#000,#fff)){{:root{{{both}}}}}"


def _of_scheme(palette: object, scheme: str) -> dict[str, str]:
    """Return the names of the colors in a scheme; those of another one for what it does not name."""
    palettes = [each for each in (palette if isinstance(palette, list) else [palette]) if isinstance(each, dict)]
    names: dict[str, str] = {}
    for each in sorted(palettes, key=lambda each: each.get("scheme", LIGHT) == scheme):
        names |= {key: each[key] for key, known in _KNOWN.items() if each.get(key) in known}
    return names


def _colors(names: Mapping[str, str], behind: Sequence[RGBA]) -> dict[str, str]:
    """Return the custom properties of a scheme."""
    colors: dict[str, str] = {}
    primary, accent = names.get("primary"), names.get("accent")
    if primary:
        color = PRIMARY.get(primary, PRIMARY["indigo"])
        link = _contrasting(color, behind, _READABLE)
        colors = {
            "--md-primary-fg-color": "var(--site-ink)" if primary in COLORLESS else link,
            "--md-typeset-a-color": link,
            "--md-accent-fg-color": _contrasting(color, behind, _STRONG),
        }
    if accent:
        colors["--md-accent-fg-color"] = _contrasting(ACCENT[accent], behind, _READABLE)
    return colors


def _contrasting(color: str, behind: Sequence[RGBA], contrast: float) -> str:
    """Return a color, mixed with as little black or white as its contrast with what is behind it needs."""
    rgb = _rgb(color, _BLACK)
    end = max((_BLACK, _WHITE), key=lambda end: _contrast(end, behind[0]))
    for share in range(101):
        mixed = RGBA(
            *(round((a + (b - a) * share / 100) * 255) / 255 for a, b in zip(rgb[:3], end[:3], strict=True)), 1
        )
        if all(_contrast(mixed, each) >= contrast for each in behind):
            break
    return "#" + "".join(f"{round(part * 255):02x}" for part in mixed[:3])


def _contrast(one: RGBA, other: RGBA) -> float:
    """Return the contrast of two colors, from 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: RGBA) -> float:
    linear: list[float] = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _rgb(color: str, spare: RGBA) -> RGBA:
    """Return a color, or the spare one for a color that only browsers can compute."""
    parsed = parse_color(color)
    return parsed if isinstance(parsed, RGBA) else spare
