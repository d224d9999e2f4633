from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import tinycss2
from policysite.build_manifest import THEME
from policysite.site.css import css_string, light_and_dark, of_classes
from tinycss2.ast import Node


@pytest.mark.parametrize(
    ("sheet", "colors"),
    [
        (":root{--md-primary-fg-color:#123}", ("#123", "#123")),
        (":root{--md-primary-fg-color:#000}:root{--md-primary-fg-color: light-dark( #123 , #456 )}", ("#123", "#456")),
        (
            "@supports (x:y){:root{--md-primary-fg-color:light-dark(rgb(1, 2, 3), #456)/* dark */}}",
            ("rgb(1, 2, 3)", "#456"),
        ),
        (":root{--other:#123}", None),
        ("", None),
    ],
)
def test_a_color_is_taken_from_the_style_sheet(sheet: str, colors: tuple[str, str] | None) -> None:
    assert light_and_dark(sheet, "--md-primary-fg-color") == colors


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«Да» — 1", '"«Да» — 1"'),
        ('a"b', '"a\\22 b"'),
        ("a\\b", '"a\\5c b"'),
        ("</style>", '"\\3c /style\\3e "'),
        ("a\nb", '"a\\a b"'),
    ],
)
def test_any_text_can_be_a_string_of_css(text: str, expected: str) -> None:
    assert css_string(text) == expected


def test_a_browser_that_does_not_know_light_dark_gets_whole_declarations() -> None:
    def rules(nodes: list[Node], supported: bool) -> Iterator[str]:
        for node in nodes:
            if node.type == "at-rule" and node.content is not None:
                inner = tinycss2.parse_rule_list(node.content)
                yield from rules(inner, supported or node.lower_at_keyword == "supports")
            elif node.type == "qualified-rule" and not supported:
                yield tinycss2.serialize([node])

    assets = THEME / "assets"
    sheet = "".join((assets / name).read_text(encoding="utf-8") for name in ("site.css", "brand.css"))
    plain = list(rules(tinycss2.parse_stylesheet(sheet), supported=False))
    assert plain
    assert [rule for rule in plain if "light-dark(" in rule] == []
    # What is given for light and dark has its one value before.
    for name in set(re.findall(r"(--(?:site|md-primary|md-accent|md-typeset)-[\w-]+): light-dark", sheet)):
        assert [rule for rule in plain if f"{name}:" in rule], name


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<p class="x a">text<b class="c">', "[a][c]"),
        ("<a>text<p id=a c>class=a", ""),
        ('<p class="A ac a-c">', ""),
    ],
)
def test_a_page_gets_the_style_sheets_of_the_classes_in_it(body: str, expected: str) -> None:
    assert of_classes({"a": "[a]", "b": "[b]", "c": "[c]"}, body) == expected


@pytest.mark.parametrize("sheet", [":root{--paper:" + "(" * 20_000, "@media{" * 20_000])
def test_a_sheet_that_nests_without_end_has_no_color(sheet: str) -> None:
    assert light_and_dark(sheet, "--paper") is None
