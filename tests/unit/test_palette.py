"""The colors of `theme.palette`."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import tinycss2.color3
from policysite.build_manifest import THEME
from policysite.config.palette import ACCENT, COLORLESS, PRIMARY
from policysite.site.css import light_and_dark
from policysite.site.palette import palette_css

SHEET = (THEME / "assets/site.css").read_text(encoding="utf-8")
MARK, LINK, HOVER = "--md-primary-fg-color", "--md-typeset-a-color", "--md-accent-fg-color"


def colors(palette: Any) -> dict[str, tuple[str, str] | None]:
    """The properties that a palette sets, each in light and in dark."""
    sheet = palette_css(palette, SHEET)
    return {name: light_and_dark(sheet, name) for name in re.findall(r"(--[\w-]+):light-dark", sheet)}


def contrast(one: str, other: str) -> float:
    def luminance(color: str) -> float:
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in tinycss2.color3.parse_color(color)[:3]
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("kind", "known"), [("primary", PRIMARY), ("accent", ACCENT)])
def test_the_names_of_colors_are_those_of_material(kind: str, known: dict[str, str]) -> None:
    assets = Path(str(resources.files("material"))) / "templates/assets"
    (sheet,) = assets.glob("stylesheets/palette.*.min.css")
    rule = re.compile(rf"\[data-md-color-{kind}=([\w-]+)\]{{--md-{kind}-fg-color:([^;}}]+)")
    theirs = {name: tinycss2.color3.parse_color(color) for name, color in rule.findall(sheet.read_text("utf-8"))}
    assert known.keys() == theirs.keys() - {*COLORLESS}
    for name, color in known.items():
        assert tinycss2.color3.parse_color(color) == pytest.approx(theirs[name], abs=0.005), name


@pytest.mark.parametrize(
    "names", [*({"primary": name} for name in (*PRIMARY, *COLORLESS)), *({"accent": name} for name in ACCENT)]
)
def test_every_color_can_be_read_in_light_and_in_dark(names: dict[str, str]) -> None:
    found = colors(names)
    for name, pair in found.items():
        assert pair
        for behind in ("--site-paper", "--site-wash"):
            for color, background in zip(pair, light_and_dark(SHEET, behind) or (), strict=True):
                assert color == "var(--site-ink)" or contrast(color, background) >= 4.5, name
    assert found.keys() == ({MARK, LINK, HOVER} if "primary" in names else {HOVER})


def test_a_color_that_can_be_read_stays_as_it_is() -> None:
    assert colors({"primary": "indigo"})[LINK][0] == PRIMARY["indigo"]  # type: ignore[index]
    assert colors({"primary": "amber"})[LINK][1] == PRIMARY["amber"]  # type: ignore[index]


def test_each_scheme_has_its_palette() -> None:
    schemes = [
        {
            "media": "(prefers-color-scheme: light)",
            "scheme": "default",
            "primary": "indigo",
            "toggle": {"name": "Dark"},
        },
        {"media": "(prefers-color-scheme: dark)", "scheme": "slate", "primary": "amber", "toggle": {"name": "Light"}},
    ]
    assert colors(schemes)[LINK] == colors(schemes[::-1])[LINK] == (PRIMARY["indigo"], PRIMARY["amber"])
    # What one scheme does not name is as in the other.
    assert colors([{"scheme": "default", "primary": "teal"}, {"scheme": "slate"}]) == colors({"primary": "teal"})


@pytest.mark.parametrize(
    "palette",
    [
        None,
        {},
        [],
        "red",
        ["red"],
        {"primary": "custom"},
        {"primary": "puce"},
        {"primary": ["red"]},
        {"accent": ["red"]},
    ],
)
def test_without_a_known_name_the_colors_are_those_of_the_brand_sheet(palette: Any) -> None:
    assert palette_css(palette, SHEET) == ""


def test_browsers_without_light_dark_get_the_colors_for_light() -> None:
    sheet = palette_css({"primary": "indigo"}, SHEET)
    assert sheet.startswith(f":root{{{MARK}:{PRIMARY['indigo']};")
    assert "light-dark" not in sheet.partition("@supports")[0]
