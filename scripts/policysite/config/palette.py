"""The colors of `theme.palette`, by the names that Material gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import yaml

from policysite.config.sources import pairs

PRIMARY: Mapping[str, str] = {
    "red": "#ef5552",
    "pink": "#e92063",
    "purple": "#ab47bd",
    "deep-purple": "#7e56c2",
    "indigo": "#4051b5",
    "blue": "#2094f3",
    "light-blue": "#02a6f2",
    "cyan": "#00bdd6",
    "teal": "#009485",
    "green": "#4cae4f",
    "light-green": "#8bc34b",
    "lime": "#cbdc38",
    "yellow": "#ffec3d",
    "amber": "#ffc105",
    "orange": "#ffa724",
    "deep-orange": "#ff6e42",
    "brown": "#795649",
    "grey": "#757575",
    "blue-grey": "#546d78",
}
ACCENT: Mapping[str, str] = {
    "red": "#ff1a47",
    "pink": "#f50056",
    "purple": "#df41fb",
    "deep-purple": "#7c4dff",
    "indigo": "#526cfe",
    "blue": "#4287ff",
    "light-blue": "#0091eb",
    "cyan": "#00bad6",
    "teal": "#00bda4",
    "green": "#00c753",
    "light-green": "#63de17",
    "lime": "#b0eb00",
    "yellow": "#ffd500",
    "amber": "#ffaa00",
    "orange": "#ff9100",
    "deep-orange": "#ff6e42",
}
# The color of the text, with links in Material's first color.
COLORLESS = ("black", "white")
# The colors are in assets/brand.css of custom_dir.
CUSTOM = "custom"
LIGHT, DARK = "default", "slate"


def without_effect(palette: yaml.Node) -> Iterator[tuple[str, yaml.Node]]:
    """Yield the settings of a palette that change nothing: the name of each, empty for the whole, and its node.

    The pages are light or dark as the system of the reader says, or as the reader chose: what Material calls a palette
    with a toggle for each scheme. One scheme alone cannot be set.
    """
    is_list = isinstance(palette, yaml.SequenceNode)
    permitted = {
        "primary": (*PRIMARY, *COLORLESS, CUSTOM),
        "accent": (*ACCENT, CUSTOM),
        "scheme": (LIGHT, DARK) if is_list else (LIGHT,),
    }
    for each in palette.value if is_list else [palette]:
        if not isinstance(each, yaml.MappingNode):
            yield "", each
        for key, value in pairs(each):
            if key.value not in ("media", "toggle") and value.value not in permitted.get(key.value, ()):
                yield str(key.value), key
