from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import tinycss2
from policysite.build_manifest import package_folder
from policysite.site.css import StyleSheet, css_string, light_and_dark, of_classes
from selectolax.lexbor import LexborHTMLParser
from tinycss2.ast import Node

PAGE = '<!doctype html><body><main class="a"><p id="p">text <b>bold</b></p><ul><li>one<li>two</ul></main>'


def reduce(sheet: str, *pages: str, beside: str = "") -> str:
    style_sheet = StyleSheet(sheet)
    for page in pages or [PAGE]:
        style_sheet.observe(LexborHTMLParser(page))
    return style_sheet.reduced(beside)


@pytest.mark.parametrize(
    "rule",
    [
        "p{color:red}",
        ".a>p{color:red}",
        "#p b{color:red}",
        "p:hover{color:red}",
        "p::before{color:red}",
        "p:before{color:red}",
        ":root{color:red}",
        "*,:after{color:red}",
        ":hover>p{color:red}",
        "main > ::before{color:red}",
        "li:nth-child(2){color:red}",
        "li:not(:first-child){color:red}",
        "p:not(:hover){color:red}",
        "ul:has(li){color:red}",
        "p:is(.x,#p){color:red}",
        "p:unknown-state{color:red}",
        "p::part(x){color:red}",
        "@media print{p{color:red}}",
        "@supports (display:grid){@media print{p{color:red}}}",
        "@page{margin:1cm}",
        '@charset "utf-8";',
        "p{color:red!important}",
        'p{background:url("data:image/svg+xml;utf8,<svg></svg>")}',
        "p{animation:spin 1s}@keyframes spin{to{rotate:1turn}}",
        'p{animation:"spin" 1s}@keyframes "spin"{to{rotate:1turn}}',
        "p{color:red;& b{color:blue}}",
        "P{color:red}",
        "body>main{color:red}",
        "main:has(.x,li){color:red}",
        "p[hidden]{color:red}",
        "main[open]>p{color:red}",
        "p:not([hidden]){color:red}",
        "p[aria-current]{color:red}",
        ":root{--x:red}@page{margin:var(--x)}",
        "p{animation:spin 1s}@keyframes spin{to{color:var(--x)}}:root{--x:red}",
        ":root{--x:red}p{color:var(--x)}",
        ":root{--x:var(--y);--y:red}p{color:var(--x)}",
    ],
)
def test_what_the_pages_use_stays(rule: str) -> None:
    assert reduce(rule) == rule


@pytest.mark.parametrize(
    ("rule", "rest"),
    [
        (".b{color:red}", ""),
        (".b[hidden]{color:red}", ""),
        ("p[title]{color:red}", ""),
        ("p>.a{color:red}", ""),
        ("q:hover{color:red}", ""),
        (":hover>.b{color:red}", ""),
        ("li:nth-child(3){color:red}", ""),
        ("p,.b,li{color:red}", "p,li{color:red}"),
        ("@media print{.b{color:red}}", ""),
        ("@media print{.b{color:red}p{top:0}}", "@media print{p{top:0}}"),
        ("p{top:0}@keyframes spin{to{rotate:1turn}}", "p{top:0}"),
        (":root{--x:red}p{top:0}", "p{top:0}"),
        (":root{--x:red;--y:blue}p{color:var(--y)}", ":root{--y:blue}p{color:var(--y)}"),
        (".b{color:var(--x)}:root{--x:red}", ""),
        (":root{--x:var(--y);--y:red}p{top:0}", "p{top:0}"),
        (":root{--x:var(--y);--y:var(--x)}p{top:0}", "p{top:0}"),
        ("/* a note */p{top:0}", "p{top:0}"),
    ],
)
def test_what_no_page_uses_goes(rule: str, rest: str) -> None:
    assert reduce(rule) == rest


def test_what_another_sheet_refers_to_stays() -> None:
    assert reduce(":root{--x:red}", beside="q{color:var(--x)}") == ":root{--x:red}"


def test_every_page_counts() -> None:
    assert reduce("q{top:0}i{top:0}b{top:0}", PAGE, "<q>", "<q>") == "q{top:0}b{top:0}"


def test_a_selector_must_match_within_one_page() -> None:
    assert reduce(".a q{top:0}", PAGE, "<q>") == ""


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

    assets = package_folder() / "theme/assets"
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
        ('<p class="x a">text<b class=c>', "[a][c]"),
        ("<a>text<p id=a c>class=a", ""),
        ('<p class="A ac a-c">', ""),
    ],
)
def test_a_page_gets_the_style_sheets_of_the_classes_in_it(body: str, expected: str) -> None:
    assert of_classes({"a": "[a]", "b": "[b]", "c": "[c]"}, LexborHTMLParser(body)) == expected


@pytest.mark.parametrize(
    "selector", [".admonition", ".note>.admonition-title", "details>b", ".footnote ol", "a.footnote-ref"]
)
def test_what_the_theme_styles_by_itself_goes(selector: str) -> None:
    page = """<div class="admonition note"><p class=admonition-title>Note<details><b>b</b></details></div>
    <a class=footnote-ref>1</a><div class=footnote><ol><li>text</ol></div>"""
    assert reduce(f"{selector}{{top:0}}b{{top:0}}", page) == "b{top:0}"
