"""The colors that a site chooses with `theme.palette`, as a style sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policysite.config.brand import channels, contrast, is_color
from policysite.config.palette import ACCENT, COLORLESS, DARK, LIGHT, PRIMARY
from policysite.site.css import light_and_dark

# The contrast of text with what is behind it (WCAG 2.2, 1.4.3 and 1.4.6).
_READABLE_CONTRAST, _STRONG_CONTRAST = 4.5, 7.0
_KNOWN = {"primary": (*PRIMARY, *COLORLESS), "accent": (*ACCENT,)}  # a value may be anything
_BLACK, _WHITE = "#000", "#fff"


def palette_css(palette: object, sheet: str) -> str:
    """Return the style sheet of a palette (`theme.palette`); empty if it chooses no color by name.

    A palette is a mapping, or a list of them, one for each scheme. Every color is made darker, or lighter in the dark
    scheme, until it can be read on what is behind the text in the style sheet of the theme.
    """
    backgrounds = [light_and_dark(sheet, name) for name in ("--site-paper", "--site-wash")]
    light, dark = (
        _colors(
            _of_scheme(palette, scheme),
            [each[index] for each in backgrounds if each and is_color(each[index])] or [spare],
        )
        for index, (scheme, spare) in enumerate(((LIGHT, _WHITE), (DARK, _BLACK)))
    )
    if not light:
        return ""
    plain = ";".join(f"{name}:{color}" for name, color in light.items())
    both = ";".join(f"{name}:light-dark({color},{dark[name]})" for name, color in light.items())
    return f":root{{{plain}}}@supports (color:light-dark(#000,#fff)){{:root{{{both}}}}}"


def _of_scheme(palette: object, scheme: str) -> dict[str, str]:
    """Return the names of the colors in a scheme; a color that it does not name is that of another scheme."""
    palettes = [each for each in (palette if isinstance(palette, list) else [palette]) if isinstance(each, dict)]
    names: dict[str, str] = {}
    for each in sorted(palettes, key=lambda each: each.get("scheme", LIGHT) == scheme):
        names |= {key: each[key] for key, known in _KNOWN.items() if each.get(key) in known}
    return names


def _colors(names: Mapping[str, str], behind: Sequence[str]) -> dict[str, str]:
    """Return the custom properties of a scheme."""
    colors: dict[str, str] = {}
    primary, accent = names.get("primary"), names.get("accent")
    if primary:
        color = PRIMARY.get(primary, PRIMARY["indigo"])
        link = _contrasting(color, behind, _READABLE_CONTRAST)
        colors = {
            "--md-primary-fg-color": "var(--site-ink)" if primary in COLORLESS else link,
            "--md-typeset-a-color": link,
            "--md-accent-fg-color": _contrasting(color, behind, _STRONG_CONTRAST),
        }
    if accent:
        colors["--md-accent-fg-color"] = _contrasting(ACCENT[accent], behind, _READABLE_CONTRAST)
    return colors


def _contrasting(color: str, behind: Sequence[str], needed: float) -> str:
    """Return a color with just enough black or white in it for its contrast with what is behind it."""
    end = max((_BLACK, _WHITE), key=lambda end: contrast(end, behind[0]))
    parts = list(zip(channels(color), channels(end), strict=True))
    for share in range(101):
        mixed = "#" + "".join(f"{round(a + (b - a) * share / 100):02x}" for a, b in parts)
        if all(contrast(mixed, each) >= needed for each in behind):
            break
    return mixed
