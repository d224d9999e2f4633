"""The site's own look: which files, tags, code and styles it may have; and pictures that are none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from policysite.build_manifest import package_folder
from policysite.lint.rule import LintRule
from policysite.lint.rules import look
from policysite.lint.template_source import text_of
from policysite.rulebook.examples import Example

from tests.example_site import settings, write
from tests.rules import findings_in, findings_of, places

FOOTER = "overrides/partials/footer.html"
BRAND = "overrides/assets/brand.css"
SHEET = "overrides/assets/site.css"


def found(rule: LintRule, path: str, text: str) -> list[tuple[int, int]]:
    return places(findings_of(rule, "а", files={path: text}))


@pytest.mark.parametrize(
    "path",
    [
        "sw.js",
        "assets/site.js",
        "partials/theme.js",
        "evil.htm",
        "evil.xhtml",
        "CNAME",
        "a.py",
        "x.svg",
        "x.css",
    ],
)
def test_other_files_are_unexpected(path: str) -> None:
    assert found(look.override_unexpected, f"overrides/{path}", "") == [(1, 1)]


@pytest.mark.parametrize(
    "path",
    [
        "main.html",
        "a/b.html",
        "sitemap.xml",
        "assets/a/b.svg",
        "assets/site.css",
        "partials/home.css",
        ".keep",
        ".git/x",
    ],
)
def test_templates_style_sheets_and_pictures_are_expected(path: str) -> None:
    assert found(look.override_unexpected, f"overrides/{path}", "") == []


def test_a_template_that_cannot_be_read_is_unexpected(tmp_path: Path) -> None:
    write({}, Example(files={FOOTER: ""}), tmp_path)
    (tmp_path / FOOTER).write_bytes(b"\xff")
    (finding,) = findings_in(settings(tmp_path), look.override_unexpected)
    assert finding.path == FOOTER


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>\n <b onclick='x'>a</b></p>", [(2, 2)]),
        ("<p hidden>a</p>", [(1, 1)]),
        ("<p class=a style=b>a</p>", [(1, 1)]),
        ("<iframe src='x'></iframe><form></form><base href='x'>", [(1, 1), (1, 26), (1, 39)]),
        (
            "<meta http-equiv='refresh' content='0'><link rel=stylesheet href=x><style>a{}</style>",
            [(1, 1), (1, 40), (1, 68)],
        ),
        ("<script>alert(1)</script>", [(1, 1)]),
        ('<script>{% include "partials/theme.js" %};a()</script>', [(1, 1)]),
        ("<a href='javascript:a()'>a</a><a href='http://a.example/'>b</a>", [(1, 1), (1, 31)]),
        ("<a href='{{ x }}'>a</a><a href={{ x }}>b</a>", [(1, 1), (1, 24)]),
        ("<img src='https://a.example/a.png'>", [(1, 1)]),
        ("<scr{{ '' }}ipt>a</script>", [(1, 1)]),
        ("<scr{# #}ipt>a</script>", [(1, 1)]),
        ("<p {{ x }}>", [(1, 1)]),
        ("<!-- a --><?a?><![CDATA[a]]>", [(1, 1), (1, 11), (1, 16)]),
        ("{{ '}}<script>' }}", [(1, 7)]),
        ("{% set x %}<script></script>{% endset %}", [(1, 12)]),
        ("<svg onload=a()></svg>", [(1, 1)]),
        ("<p class='{{ x }}' id=a lang=en data-a=b aria-label=c>a <a href='https://a.example/' rel=me>b</a></p>", []),
        ('<a class="own" href="{{ entry.url | url }}">{{ entry.title }}</a><img src="../a.svg" alt="">', []),
        ('<script>{% include "partials/theme.js" %}</script>', []),
    ],
)
def test_tags_that_the_theme_does_not_have_are_found(source: str, expected: list[tuple[int, int]]) -> None:
    assert found(look.template_tag_unknown, FOOTER, source) == expected


@pytest.mark.parametrize(
    "code",
    [
        *("{{ cycler.__init__ }}", "{{ x['_a'] }}", "{{ x[a] }}", "{{ x | attr('_a') }}", "{{ '<a>' | safe }}"),
        *(
            "{{ config.load_file(a) }}",
            "{{ lipsum() }}",
            "{{ x.format(y) }}",
            "{% include 'a.svg' %}",
            "{% include x %}",
        ),
        *("{% autoescape false %}{{ x }}{% endautoescape %}", "{% filter safe %}{{ x }}{% endfilter %}"),
        *("{% raw %}{{ '<script>' }}{% endraw %}", "{% if %}", "{% set url = 'javascript:a()' %}"),
        *("{% for entry in [{'url': 'javascript:a()'}] %}{% endfor %}", "{% for a in ['b'] | map('c') %}{% endfor %}"),
    ],
)
def test_code_that_the_theme_does_not_have_is_found(code: str) -> None:
    assert {line for line, _ in found(look.template_code_unknown, FOOTER, f"<p>\n{code}</p>")} == {2}


@pytest.mark.parametrize(
    "code",
    [
        *(
            "{{ page.content | safe }}",
            "{{ page.title | upper | e }}",
            "{% include 'partials/own.html' %}",
            "{{ x[0] }}",
        ),
        *("{% macro a(b) %}{{ b }}{% endmacro %}{{ a(c) }}", "{% if x and not y %}{{ z }}{% else %}w{% endif %}"),
        *("{% for p in view.alternates | rejectattr('current') %}{{ p.name }}{% endfor %}", "{{ super() }}"),
        "{% from 'partials/links.html' import entries as e with context %}{{ e(menu.entries) }}",
    ],
)
def test_code_that_prints_and_repeats_is_not_found(code: str) -> None:
    assert found(look.template_code_unknown, FOOTER, code) == []


def test_the_templates_and_style_sheets_of_the_theme_may_be_copied(tmp_path: Path) -> None:
    write({}, Example(), tmp_path)
    for path in (package_folder() / "theme").rglob("*"):
        if path.suffix in (".html", ".css", ".xml"):
            copy = tmp_path / "overrides" / path.relative_to(package_folder() / "theme")
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)
    rules = (look.override_unexpected, look.template_tag_unknown, look.template_code_unknown, look.style_unsafe)
    assert list(findings_in(settings(tmp_path), *rules, look.template_unprotected)) == []


@pytest.mark.parametrize("name", ["main.html", "base.html", "404.html"])
def test_a_whole_page_has_the_policy(name: str) -> None:
    policy = '<meta http-equiv="Content-Security-Policy" content="{{ content_security_policy }}">'
    path = f"overrides/{name}"
    assert found(look.template_unprotected, path, "<!doctype html><p>a</p>") == [(1, 1)]
    assert found(look.template_unprotected, path, policy.replace("{{ content_security_policy }}", "x")) == [(1, 1)]
    assert found(look.template_unprotected, path, policy) == []
    assert found(look.template_unprotected, path, '{% extends "base.html" %}') == []


def test_the_text_of_a_template_is_read_with_its_lines() -> None:
    source = "<p>\n  A {{ b }}<i>c</i>\n</p><script>d</script>{# e #}"
    assert [(line, text.strip(" \ufffc")) for line, _, text in text_of(source)] == [(2, "A"), (2, "c")]


@pytest.mark.parametrize(
    ("path", "source", "expected"),
    [
        (BRAND, ":root {\n --a: #fff; color: red }", [(2, 13)]),
        (BRAND, "h2 { display: none }", [(1, 6)]),
        (BRAND, "@supports (a: b) { :root { --a: url('https://a.example/') } }", [(1, 33)]),
        (SHEET, "@import 'a.css';\n@font-face { src: url(a.woff2) }", [(1, 1), (2, 1)]),
        (SHEET, "a { background: image-set('a.png' 1x) }", [(1, 17)]),
        (SHEET, "@media print { h1::after { content: 'We sell data' } }", [(1, 37)]),
        (SHEET, "a { b { mask: url(a.svg) } }", [(1, 15)]),
        (SHEET, "a { content: '→ '; color: red; fill: url(#a) } @media print { a { display: none } }", []),
        (BRAND, ":root { --a: light-dark(#fff, #000) } @media print { :root { --a: red } }", []),
    ],
)
def test_style_sheets_load_nothing_and_write_no_text(path: str, source: str, expected: list[tuple[int, int]]) -> None:
    assert found(look.style_unsafe, path, source) == expected


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


@pytest.mark.parametrize(
    ("name", "content", "is_genuine"),
    [
        ("a.png", PNG, True),
        ("a.png", b"<script>", False),
        ("a.png", PNG + b"<script>", False),
        ("a.png", PNG + bytes(5_000_000), False),
        ("a.jpg", PNG, False),
        ("a.jpg", b"\xff\xd8\xff\xe0", True),
        ("a.gif", b"GIF89a", True),
        ("a.gif", b"GIF89a/*<html >*/", False),
        ("a.webp", b"RIFF\0\0\0\0WEBP", True),
        ("a.avif", b"\0\0\0\x1cftypavif", True),
        ("a.ico", b"\0\0\x01\0\x01\0", True),
        ("a.ico", b"", False),
        ("a.pdf", b"%PDF-1.7\n", True),
        ("a.pdf", b"%PDF-1.7\n<< /S /JavaScript >>", False),
        ("a.pdf", b"<!doctype html>", False),
    ],
)
@pytest.mark.parametrize("folder", ["docs/assets", "overrides/assets"])
def test_a_picture_is_what_its_name_says(
    tmp_path: Path, folder: str, name: str, content: bytes, is_genuine: bool
) -> None:
    write({}, Example(files={f"{folder}/x.svg": ""}), tmp_path)
    (tmp_path / folder / name).write_bytes(content)
    found = [finding.path for finding in findings_in(settings(tmp_path), look.image_false)]
    assert found == [f"{folder}/{name}"][is_genuine:]
