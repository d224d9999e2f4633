"""SVG images have no active content."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policysite.lint.rule import LintRule
from policysite.lint.rules.svg import svg_active, svg_malformed

from tests.rules import findings_of

BEGIN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">\n'


def places(rule: LintRule, text: str) -> list[tuple[int, int]]:
    path = "docs/assets/a.svg"
    return [(each.line, each.column) for each in findings_of(rule, {}, files={path: text}) if each.path == path]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<script>x</script>", [(2, 1)]),
        ("  <SCRIPT/>", [(2, 3)]),
        ("<g>\n  <текст/><path onload='x'/></g>", [(3, 3), (3, 17)]),
        ("<path d='M0 0'\n  onclick = 'x' ONLOAD='y'/>", [(3, 3), (3, 17)]),
        ("<g><audio\n  id='a'/></g>", [(2, 4)]),
        ("<foreignObject/>", [(2, 1)]),
        ("<h:div xmlns:h='http://www.w3.org/1999/xhtml'/>", [(2, 1)]),
        ("<a href='javascript:x'/>", [(2, 1)]),
        ("<a href='https://a.example'/>", [(2, 1)]),
        ("<image xlink:href='https://a.example/b.png'/>", [(2, 1)]),
        ("<image href='data:image/svg+xml;base64,x'/>", [(2, 1)]),
        ("<image href='b.png'/>", [(2, 1)]),
        ("<use href='b.svg#c'/>", [(2, 6)]),
        ("<use xlink:href='&#106;avascript:x'/>", [(2, 6)]),
        ("<style>@import 'x';</style>", [(2, 1)]),
        ("<style>a { fill: u\\rl( 'https://a.example' ) }</style>", [(2, 1)]),
        ("<style><![CDATA[a { fill: u\\72l(//a.example) }]]></style>", [(2, 1)]),
        ("<path style='fill:url(https://a.example)'/>", [(2, 7)]),
        ("<path fill='url(//a.example#b)'/>", [(2, 7)]),
        ("<animate attributeName='href' values='#a;javascript:x'/>", [(2, 1)]),
        ("<set attributeName='onclick' to='x'/>", [(2, 1)]),
        ("<?xml-stylesheet href='x'?>", [(2, 1)]),
        ("<g xml:base='https://a.example'/>", [(2, 4)]),
        ("<g>\n<animate attributeName='opacity' from='0' to='1'/></g>", [(3, 1)]),
        ("<g>\n<path systemLanguage='ru'/></g><g/>\n<switch/>", [(3, 7), (4, 1)]),
        ("<blink/>", [(2, 1)]),
        ("<g data-on='x'/>", [(2, 4)]),
        ("<style>@font-face { src: local(a) }</style>", [(2, 1)]),
        ("<style>@media print { g { display: none } }</style>", [(2, 1)]),
        ("<style>@media (prefers-color-scheme: dark) { @media print { g { display: none } } }</style>", [(2, 1)]),
        ("<style>a { b:lang(ru) { opacity: 0 } }</style>", [(2, 1)]),
        ("<g>\n <text>a<tspan>b</tspan></text></g><text>c</text>", [(3, 2)]),
        ("<defs>\n <textPath href='#a'>b</textPath></defs>", [(3, 2)]),
        *((f"<style>{each} {{ opacity: 0 }}</style>", [(2, 1)]) for each in ("a:hover", "a::after", "a:lang(ru)")),
        *(
            (f"<g style='{each}: a 9s'/>", [(2, 4)])
            for each in ("animation", "-webkit-transition-delay", "unicode-bidi")
        ),
    ],
)
def test_active_content_is_found(inside: str, expected: list[tuple[int, int]]) -> None:
    text = f"{BEGIN}{inside}\n</svg>"
    assert places(svg_active, text) == expected
    assert places(svg_malformed, text) == []


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<g/>" * 20_001, [(1, 1)]),
        (f"<style>{'.a{fill:red}' * 5_000}</style>", [(1, 1)]),
        (f"<style>.a{{fill:red}}</style>{'<g/>' * 2_000}", []),
    ],
    ids=len,
)
def test_an_image_that_would_take_minutes_is_not_read_further(inside: str, expected: list[tuple[int, int]]) -> None:
    assert places(svg_active, f"{BEGIN}{inside}</svg>") == expected


def test_an_image_with_a_document_type_is_not_read_further() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    assert places(svg_active, f'<?xml version="1.0"?>\n{bomb}\n{BEGIN}&b;<script/></svg>') == [(2, 1)]
    assert places(svg_active, f'<!DOCTYPE svg SYSTEM "file:///etc/passwd">{BEGIN}</svg>') == [(1, 1)]


@pytest.mark.parametrize(
    "inside",
    [
        "<path id='a' d='M0 0' style='fill: url(#b); color: red'/><use href='#a'/><use xlink:href='#a'/>",
        "<style>a { fill: url('#b') } /* url */</style><title>javascript: data: url(x) on=</title>",
        "<g aria-label='Personal data: none' fill='none'/><desc>on click</desc>",
        "<style>@media (prefers-color-scheme: dark) { path, g > .a { fill: #fff } } :root { color: red }</style>",
        "<g xmlns:inkscape='http://www.inkscape.org/namespaces/inkscape' inkscape:label='a'/>",
        "<!-- <script/> -->",
        "<style>.a{fill:RED;font-size:9pt}.b, a > g{display:none} line{opacity:0}</style><g class='b' font-size='9'/>",
        "<path style='direction:ltr;-inkscape-font-specification:Arial;text-indent:0;fill:rgb(0, 0, 0)' d='M0 0'/>",
        "<g stroke-dasharray='0 2' style='color-interpolation-filters:sRGB;mix-blend-mode:normal'/>",
        # A diagram: a hundred boxes with dashed borders.
        "<g stroke-dasharray='4 2'>"
        + "<path style='vector-effect:none' d='M100 100h800v600h-800z'/><rect width='800' height='90'/>" * 100
        + "</g>",
        "<path vector-effect='non-scaling-stroke' d='M0 0h9'/><path style='fill:var(--a, #fff)' d='M0 0h1'/>",
    ],
)
def test_drawings_are_not_found(inside: str) -> None:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{BEGIN}{inside}</svg>\n'
    assert places(svg_active, text) == []
    assert places(svg_malformed, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(1, 1)]),
        ("<svg>\n  <g>\n</svg>", [(3, 3)]),
        ("<svg>&nbsp;</svg>", [(1, 6)]),
        ("<svg a='1' a='2'/>", [(1, 12)]),
        ("<?xml version='1.0' encoding='UTF-7'?><svg/>", [(1, 1)]),
        (f"{BEGIN}{'<g>' * 300}{'</g>' * 300}</svg>", [(2, 1)]),
        ("\ufffd\ufffd", [(1, 1)]),
        (f"{BEGIN}<style>a{{b:{'1' * 5000}}}</style></svg>", [(1, 1)]),
        (f"{BEGIN}<g style='a:{'&#49;' * 5000}'/></svg>", [(1, 1)]),
    ],
)
def test_a_malformed_image_is_found(text: str, expected: list[tuple[int, int]]) -> None:
    assert places(svg_malformed, text) == expected


@settings(max_examples=25)  # each is a site of its own
@given(st.text())
def test_any_image_can_be_checked(text: str) -> None:
    for rule in (svg_active, svg_malformed):
        places(rule, text)


def test_deep_and_long_images_are_checked() -> None:
    assert places(svg_malformed, "<g>" * 100_000) == [(1, 300_001)]
    many = [f"on{number}=''" for number in range(50_000)]
    assert len(places(svg_active, f"{BEGIN}<g {' '.join(many[:200])}/></svg>")) == 200
    assert places(svg_malformed, f"{BEGIN}<g {' '.join(many)}/></svg>") == [(2, 1)]
