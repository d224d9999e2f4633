"""The site's own look: which files, tags, code and styles it may have; and images that are none."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from PIL import Image
from policysite.build_manifest import THEME
from policysite.config import brand
from policysite.contacts.in_text import contacts_in
from policysite.lint.rule import LintRule
from policysite.lint.rules import look
from policysite.look.markup import joined_text_of, text_of
from policysite.rulebook.examples import Example
from policysite.site.css import light_and_dark

from tests.example_site import settings, write
from tests.rules import findings_in, findings_of, places

FOOTER = "overrides/partials/footer.html"
BRAND = "overrides/assets/brand.css"


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
        "brand.css",
        "assets/site.css",
        "partials/redline.css",
        "sitemap.xml",
    ],
)
def test_other_files_are_unexpected(path: str) -> None:
    assert found(look.override_unexpected, f"overrides/{path}", "") == [(1, 1)]


@pytest.mark.parametrize(
    "path",
    [
        "main.html",
        "a/b.html",
        "assets/a/b.svg",
        "assets/brand.css",
        ".keep",
        ".git/x",
    ],
)
def test_templates_style_sheets_and_images_are_expected(path: str) -> None:
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
        ('<script>{% include "partials/theme.js" %}</script>', [(1, 1)]),
        ("<p><bdi lang=ar dir=rtl>a</bdi><bdi>a</bdi></p>", [(1, 4)]),
        ("<p dir=rtl>a</p><p lang=ru>b</p><h1>c</h1>", [(1, 1), (1, 17), (1, 33)]),
        ("<article>a</article><main class='md-content'>b</main>", [(1, 1), (1, 21)]),
        ("<p class=a id=b>a</p><a href='https://a.example/' rel=me>b</a>", [(1, 1), (1, 22)]),
        ("<a href='https://a.example/' href='javascript:a()'>a</a>", [(1, 1)]),
        ('<footer class="footer">a</footer>\n<footer class="footer">b</footer>', [(2, 1)]),
        ("<p>\n<details></p>", [(1, 1)]),
        ("<p>a</p>\n</details>", [(2, 1)]),
        ("<p>a</p>" + "<a " * 6_000, [(1, 9)]),
        ("<p>a</p>{% if x %}<details>{% else %}<details>{% endif %}</details>", [(1, 1), (1, 1), (1, 1)]),
        ("<details/>", [(1, 1)]),
        ("<p>a < b</p>", [(1, 6)]),
        ("<p>a\0</p>", [(1, 5)]),
        ("<a href='https://a.example/?<b>'>a</a>", [(1, 1)]),
        ("<a href='https://a.example/' rel='privacy-policy'>a</a>", [(1, 1)]),
        ("<p>a <a href='https://a.example/'>b</a></p><details><summary>c</summary></details>", []),
        ('<a href="{{ entry.url | url }}">{{ entry.title }}</a><img src="a.svg" alt="">', []),
        ("{% if x %}<p>a</p>{% else %}<small>b<br></small>{% endif %}", []),
        (
            "<p><a href='../../x'>a</a>\n<a href='a/%2e%2e/b'>b</a><img src='../a.svg' alt='c'></p>",
            [(1, 4), (2, 1), (2, 27)],
        ),
        ("<p><small><sup>\n<sub>a</sub></sup></small></p>", [(2, 1)]),
        ("<p>\n<code>{% block a %}b{% endblock %}</code></p>", [(2, 1)]),
        ("<p>\n{% include 'partials/alternate.html' %}</p>", [(2, 1)]),
        ("{% macro m() %}<div>a</div>{% endmacro %}\n<p>{% if x %}{{ m() }}{% endif %}</p>", [(2, 1)]),
        ("{% from 'partials/links.html' import in_language %}<p>{{ in_language(a, b) }}</p>", []),
        ("<p><small>{{ view.title }}<sup>a</sup></small><small>b</small><code>c</code></p>", []),
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
        "{% macro f(f) %}{{ f('a') }}{% endmacro %}",
        "{% macro f() %}{% endmacro %}{% macro g(f) %}{{ f('a') }}{% endmacro %}",
        "{% macro f() %}{% endmacro %}{% for f in view.alternates %}{{ f('a') }}{% endfor %}",
        "{% macro f() %}{% endmacro %}{% import 'a.html' as f %}{{ f('a') }}",
        "{% macro f() %}{% endmacro %}{% macro f() %}{% endmacro %}{{ f('a') }}",
        "{% macro f() %}{% endmacro %}{% from 'a.html' import b as f %}{{ f('a') }}",
        "{% macro menu_list(a) %}{% endmacro %}",
        "{% macro g(view) %}{{ view.x }}{% endmacro %}",
        "{% for config in x %}{% endfor %}",
        "{% for a, menu in x %}{% endfor %}",
        "{% from 'a.html' import q as view %}",
        "{% import 'a.html' as page %}",
        "{% if x %}{% macro f() %}{% endmacro %}{% endif %}{{ f('a') }}",
        "{% for a in x %}{% macro f() %}{% endmacro %}{% endfor %}",
    ],
)
def test_a_name_that_could_be_called_or_read_as_another_is_found(code: str) -> None:
    assert found(look.template_code_unknown, FOOTER, code) != []


@pytest.mark.parametrize(
    "code",
    [
        "{{ page.content | upper }}",
        "{{ page['content'] | safe | upper }}",
        "{{ page.content[9:] }}",
        "{{ page.content ~ 'a' }}",
        "{{ super() | lower }}",
        "{{ super()[9:] }}",
        "{{ view.title | replace('every', 'no') }}",
        "{% macro c() %}{{ page.content | safe }}{% endmacro %}{{ c() | trim }}",
        "{% macro c(p) %}{{ p.content }}{% endmacro %}{{ c(page) }}",
        "{% macro c() %}{% include 'main.html' %}{% endmacro %}",
        "{% filter upper %}{{ a }}{% endfilter %}",
        "{{ x | join('', attribute='content') }}",
        "{{ x | join('', 'content') }}",
        "{{ x | join | d(page.content) }}",
    ],
)
def test_code_that_could_change_the_text_of_a_page_is_found(code: str) -> None:
    assert found(look.template_code_unknown, FOOTER, code) != []


@pytest.mark.parametrize(
    "code",
    [
        *("{{ config }}", "{{ page }}", "{{ view.page }}", "{{ view['settings'] }}", "{{ nav }}", "{{ loop }}"),
        *("{{ config | string | upper }}", "{{ 'a' ~ config }}", "{{ config if x else '' }}", "{{ x or pages }}"),
        *("{{ config.extra.x }}", "{{ config['config_file_path'] }}", "{{ page.file.src_uri }}", "{{ pages[0] }}"),
        *("{{ x | d(config) }}", "{{ view.alternates | e }}", "{% if x %}{{ menu }}{% endif %}"),
    ],
)
def test_what_is_no_text_must_not_be_printed(code: str) -> None:
    assert found(look.template_code_unknown, FOOTER, code) == [(1, 1)]


@pytest.mark.parametrize(
    "use", ["{{ m()[0] }}", "{{ m() | last }}", "{% for a in m() %}{{ a }}{% endfor %}", "{{ n(m()) }}"]
)
def test_a_part_of_what_a_macro_prints_is_found(use: str) -> None:
    macros = "{% macro m() %}<p>a</p>{% endmacro %}{% macro n(a) %}{{ a[0] }}{% endmacro %}"
    assert found(look.template_code_unknown, FOOTER, macros + use) == [(1, 1)]


@pytest.mark.parametrize(
    "code",
    [
        *("{{ 'x' * 9999 }}", "{{ 9 ** 9 }}", "{{ '%9999d' % 9 }}", "{{ 1 | round(10001) }}"),
        *(
            "{% for a in [1] + [2] %}{% endfor %}",
            "{% for a in 'abc' %}{% endfor %}",
            "{% for a in (1, 2) %}{% endfor %}",
        ),
        *("{% for a in (x or 'a') %}{% endfor %}", "{{ x([{'url': 'javascript:a()'}]) }}"),
        "{% from 'partials/links.html' import entries %}{{ entries([{'url': 'javascript:a()'}]) }}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(x ~ x) }}",
        "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(b=x + x) }}",
        "{{ x | join(x) }}",
        "{{ x | tojson }}",
    ],
)
def test_code_that_makes_up_large_values_or_data_is_found(code: str) -> None:
    assert found(look.template_code_unknown, FOOTER, code) != []


@pytest.mark.parametrize(
    "template",
    [
        '{% extends "base.html" %}{% block content %}{{ super() }}<p>a</p>{% endblock %}',
        '{% extends "base.html" %}{% block content %}{% if x %}{{ super() }}{% endif %}{% endblock %}',
        '{% extends "base.html" %}{% block content %}a{{ page.content | safe }}{% endblock %}',
        '{% extends "404.html" %}',
        '{% if x %}{% extends "404.html" %}{% endif %}',
        '{% extends "base.html" %}{% block contents %}{{ page.content | safe }}{% endblock %}',
        '{% extends "base.html" %}{% block contents %}{{ page["content"] }}{% endblock %}',
        '{% extends "base.html" %}{% block content %}{{ page.title }}{% endblock %}',
        '{% extends "base.html" %}{% block content %}{% endblock %}',
        '{% extends "base.html" %}{% block content %}{{ super() }}{{ super() }}{% endblock %}',
        '{% extends "base.html" %}{% block contents %}{% include "partials/footer.html" %}{% endblock %}',
        '{% extends "base.html" %}{% block contents %}{% include "./partials/footer.html" %}{% endblock %}',
        '{% extends "base.html" %}{% block content %}{% include "partials/own.html" %}{% endblock %}',
        '{% extends "base.html" %}{% if x %}{% block content %}{{ super() }}{% endblock %}{% endif %}',
        '{% extends "base.html" %}{% block x %}{% block content %}{{ super() }}{% endblock %}{% endblock %}',
        '<article class="md-content__inner md-typeset">a{% block content %}{{ super() }}{% endblock %}</article>',
    ],
)
def test_a_template_that_says_more_or_less_than_the_text_of_a_page_is_found(template: str) -> None:
    assert found(look.template_code_unknown, "overrides/main.html", template) == [(1, 1)]


@pytest.mark.parametrize("code", ["{{ super() }}", "\n {{ page.content | safe }}\n"])
def test_a_template_may_print_the_text_of_a_page(code: str) -> None:
    template = f'{{% extends "base.html" %}}{{% block content %}}{code}{{% endblock %}}'
    assert found(look.template_code_unknown, "overrides/main.html", template) == []


@pytest.mark.parametrize("code", ["9" * 5000, "(" * 5000 + ")" * 5000, "not " * 900 + "a"])
def test_code_that_is_too_large_to_be_read_is_found(code: str) -> None:
    assert found(look.template_code_unknown, FOOTER, f"{{{{ {code} }}}}") == [(1, 1)]


def test_code_is_found_in_hidden_templates() -> None:
    assert found(look.template_code_unknown, "overrides/.a/b.html", "{{ lipsum() }}") == [(1, 1)]


@pytest.mark.parametrize(
    "code",
    [
        *(
            "{{ page.title | upper | e }}",
            "{% include 'partials/own.html' %}",
            "{{ x[0] }}",
        ),
        *("{% macro a(b) %}{{ b }}{% endmacro %}{{ a(c) }}", "{% if x and not y %}{{ z }}{% else %}w{% endif %}"),
        *("{% for p in view.alternates | rejectattr('current') %}{{ p.name }}{% endfor %}", "{{ super() }}"),
        "{% from 'partials/links.html' import entries as e with context %}{{ e(menu.entries) }}",
        "{{ config.site_name }}{{ 'a' if page else 'b' }}{{ view.alternates | length }}{{ theme_colors[0] }}",
        "{% for item in theme_colors %}{{ item }}{% endfor %}",
        "<p>Texts{% if x %}, and others{% endif %}, {{ y }}: <a href='https://a.example/'>a</a>.{# b #}</p>",
        "<p>{% if x %}a{% else %}b{% endif %} {%- if y %} c{% endif -%} .</p>",
        "{% macro m(a, b=False, c='') %}{{ a }}{% endmacro %}{{ m(x, True) }}",
        "<a href='https://policy.example/privacy/'>{{ view.title }}</a>",
    ],
)
def test_code_that_prints_and_repeats_is_not_found(code: str) -> None:
    assert found(look.template_code_unknown, FOOTER, code) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>a<b>@</b>b.example</p>", [(1, 4)]),
        ("<p>\na<i\n>@</i>b.example</p>", [(1, 4)]),
        ("{{ 'a(at)b.example' }}", [(1, 1)]),
        ("<p>a</p>@<p>b.example</p>", []),
    ],
)
def test_a_contact_in_a_template_is_read_in_any_parts(source: str, expected: list[tuple[int, int]]) -> None:
    assert [(line, column) for line, column, text in joined_text_of(source) if contacts_in(text)] == expected


LOOPS = ["{% for a in menu.footer %}{% for b in a.entries %}", "{% endfor %}{% endfor %}"]


@pytest.mark.parametrize(
    ("code", "is_slow"),
    [
        ("{% for c in x %}".join([*LOOPS[:1], "{% endfor %}" + LOOPS[1]]), True),
        ("{{ b.title }}".join(LOOPS), False),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", True),
        ("{% macro m() %}{{ n() }}{% endmacro %}{% macro n() %}{{ m() }}{% endmacro %}{{ n() }}", True),
        ("{% macro m() %}a{% endmacro %}{% macro n() %}{{ m() }}{{ m() }}{% endmacro %}{{ n() }}{{ n() }}", False),
        ("{% macro m() %}{% for c in x %}c{% endfor %}{% endmacro %}" + "{{ m() }}".join(LOOPS), True),
        ("{% macro m() %}c{% endmacro %}" + "{{ m() }}".join(LOOPS), False),
        ('{% include "partials/footer.html" %}', True),
        ('{% include "partials/../partials/footer.html" %}', True),
        ('{% include "partials/alternate.html" %}', False),
        ('{% extends "partials/footer.html" %}', True),
        ('{% extends "main.html" %}', True),
    ],
)
def test_a_template_that_repeats_too_much_is_found(code: str, is_slow: bool) -> None:
    assert found(look.template_too_slow, FOOTER, f"<p>\n{code}</p>") == ([(2, 1)] if is_slow else [])


def test_templates_that_together_repeat_too_much_are_found() -> None:
    templates = {
        f"overrides/partials/{n}.html": f'{{% include "partials/{n + 1}.html" %}}' * (2 if n < 30 else 0)
        for n in range(31)
    }
    assert "overrides/partials/0.html" in {
        each.path for each in findings_of(look.template_too_slow, "а", files=templates)
    }


def test_a_template_of_too_many_parts_is_found() -> None:
    templates = {f"overrides/partials/{n}.html": f'{{% include "partials/{n + 1}.html" %}}' * 20 for n in range(3)}
    templates["overrides/partials/3.html"] = "<p>x</p>"
    assert [each.path for each in findings_of(look.template_too_slow, "а", files=templates)] == [
        "overrides/partials/0.html"
    ]


def test_the_templates_and_colors_of_the_theme_may_be_copied(tmp_path: Path) -> None:
    write({}, Example(), tmp_path)
    for path in THEME.rglob("*"):
        if path.suffix == ".html" or path.name == "brand.css":
            copy = tmp_path / "overrides" / path.relative_to(THEME)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)
    rules = (look.override_unexpected, look.template_tag_unknown, look.template_code_unknown, look.style_unsafe)
    rules = (*rules, look.contrast_too_low, look.template_too_slow)
    assert list(findings_in(settings(tmp_path), *rules, look.template_unprotected)) == []


@pytest.mark.parametrize("name", ["main.html", "base.html", "404.html"])
def test_a_whole_page_has_the_policy(name: str) -> None:
    policy = '<meta http-equiv="Content-Security-Policy" content="{{ content_security_policy }}">'
    path = f"overrides/{name}"
    assert found(look.template_unprotected, path, "<!doctype html><p>a</p>") == [(1, 1)]
    assert found(look.template_unprotected, path, policy.replace("{{ content_security_policy }}", "x")) == [(1, 1)]
    assert found(look.template_unprotected, path, policy) == []
    assert found(look.template_unprotected, path, '{% extends "base.html" %}') == []
    assert found(look.template_unprotected, path, '{# {% extends "base.html" %} #}<p>a</p>') == [(1, 1)]
    assert found(look.template_unprotected, path, '{% if page %}{% extends "base.html" %}{% endif %}') == [(1, 1)]
    assert found(look.template_unprotected, path, '{% extends "partials/own.html" %}') == [(1, 1)]


def test_the_text_of_a_template_is_read_with_its_lines() -> None:
    source = "<p>\n  A {{ b }}<i>c</i>\n</p><script>d</script>{# e #}"
    assert [(line, text.strip(" \ufffc")) for line, _, text in text_of(source)] == [(2, "A"), (2, "c")]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a{{ b", ["a{{ b"]),
        ("{{{# a #}b", ["{{       b"]),
        ("{%%}{##}a{{}}b{{", ["        a\ufffc\ufffc\ufffc\ufffcb{{"]),
        ("{{" * 100_000, ["{{" * 100_000]),
        ("a<b <c", ["a", "<b <c"]),
    ],
    ids=["no end", "an end of another only", "no code", "many beginnings", "tags"],
)
def test_code_and_tags_that_do_not_end_are_text(source: str, expected: list[str]) -> None:
    assert [text for _, _, text in text_of(source)] == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (":root {\n --a: #fff; color: red }", [(2, 2), (2, 13)]),
        ("h2 { display: none }", [(1, 1)]),
        (":root { & h2 { display: none } h3 {} }", [(1, 9), (1, 32)]),
        ("@import 'a.css';\n@font-face { src: url(a.woff2) }", [(1, 1), (2, 1)]),
        ("@supports (a: b) { :root { --site-ink: #123 } }", [(1, 1)]),
        ("@supports (color: light-dark(#000, #fff)) { :root { --site-ink: red; } p {} }", [(1, 53), (1, 72)]),
        ("@media print { :root { --site-paper: #fff } }", [(1, 1)]),
        ("@layer a { :root { --site-paper: #fff } }", [(1, 1)]),
        (":root, p { --site-paper: #fff }", [(1, 1)]),
        (":root[lang=en] { --site-paper: #fff }", [(1, 1)]),
        (":root { --site-paper: #fff !important }", [(1, 9)]),
        (":root { --site-sign: 'We sell data' }", [(1, 9)]),
        *(
            (f":root {{ --site-line: {value} }}", [(1, 9)])
            for value in ("red", "transparent", "#fff8", "rgb(0 0 0 / 0)", "var(--site-paper)", "url(#a)", "'a'", "")
        ),
        (":root { --site-gutter: 0 }", [(1, 9)]),
        (":root { --site-ink #222; }", [(1, 24)]),
        (":root{x}", [(1, 7)]),
        (f":root {{ --site-gutter: {'1' * 5000}rem }}", [(1, 1)]),
        *(
            (f":root {{ --site-measure: {value} }}", [(1, 9)])
            for value in ("0ch", "400ch", "60rem", "calc(60ch)", "ch")
        ),
        *(
            (f":root {{ --site-font: {value} }}", [(1, 9)])
            for value in ("Wingdings", "'Roboto', x", "'Roboto", "'a;b'")
        ),
        (":root { --site-line: light-dark(#fff, #000); --site-line: #ABC }", []),
        ("/* a */ :root { --site-font: Georgia, 'Times New Roman', serif; --site-code-font: monospace }", []),
        (":root { --site-frame: 60rem; --site-measure: 62.5ch; --site-gutter: .5rem; }", []),
    ],
)
def test_a_style_sheet_sets_some_names_of_the_theme(source: str, expected: list[tuple[int, int]]) -> None:
    assert found(look.style_unsafe, BRAND, source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (":root { --site-ink: #fff; --site-paper: #fff }", [(1, 9)]),
        (":root { --site-ink: light-dark(#1d2129, #16181d) }", [(1, 9)]),
        (":root { --site-soft: light-dark(#9aa, #abc) }", [(1, 9)]),
        (":root { --site-mark: light-dark(#1d2129, #333) }", [(1, 9)]),
        # Dark paper in the light scheme, on which the colors of redlines could not be seen.
        (":root { --site-paper: #000; --site-wash: #000; --site-ink: #fff; --site-soft: #fff }", [(1, 9)]),
        # Where light-dark() is not known, there is no paper, and the letters have the color of those around them.
        ("@supports (color: light-dark(#000, #fff)) { :root { --site-ink: light-dark(#fff, #fff) } }", [(1, 53)]),
        (":root { --site-paper: light-dark(#fdf6e3, #002b36); --site-wash: light-dark(#fff, #073642) }", []),
        (":root { --site-ink: light-dark(#333, #ddd); --site-line: light-dark(#fff, #000) }", []),
        ("", []),
    ],
)
def test_colors_can_be_read_in_light_and_in_dark(source: str, expected: list[tuple[int, int]]) -> None:
    assert places_of(look.contrast_too_low, source) >= {*expected}
    assert bool(places_of(look.contrast_too_low, source)) == bool(expected)


def places_of(rule: LintRule, source: str) -> set[tuple[int, int]]:
    return {*found(rule, BRAND, source)}


def test_the_colors_of_the_theme_are_those_of_its_style_sheets() -> None:
    assets = THEME / "assets"
    pages = (assets / "site.css").read_text(encoding="utf-8").partition("@media (prefers-contrast")[0]
    sheet = pages + (assets / "brand.css").read_text(encoding="utf-8")
    assert {name: light_and_dark(sheet, name) for name in brand.COLORS} == brand.COLORS
    assert [name for name in brand.NAMES if f"{name}:" not in sheet] == []


def image(form: str) -> bytes:
    """Return a small image or document of a type."""
    content = io.BytesIO()
    Image.new("RGB", (16, 16)).save(content, form)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "is_genuine"),
    [
        ("a.png", image("PNG"), True),
        ("a.PNG", image("PNG"), True),
        ("a.png", b"<script>", False),
        ("a.png", image("PNG") + b"<script>", False),
        ("a.png", image("PNG") + bytes(5_000_000), False),
        ("a.png", image("GIF"), False),
        ("a.png", b"", False),
        ("a.jpg", image("JPEG"), True),
        ("a.gif", image("GIF"), True),
        ("a.gif", b"GIF89a/*x*/=1;alert(1)", False),
        ("a.webp", image("WEBP"), True),
        ("a.avif", image("AVIF"), True),
        ("a.ico", image("ICO"), True),
    ],
)
def test_an_image_is_what_its_name_says(tmp_path: Path, name: str, content: bytes, is_genuine: bool) -> None:
    for folder in ("docs/assets", "overrides/assets"):
        write({}, Example(files={f"{folder}/x.svg": ""}), tmp_path / folder)
        (tmp_path / folder / folder / name).write_bytes(content)
        found = [finding.path for finding in findings_in(settings(tmp_path / folder), look.image_invalid)]
        assert found == [f"{folder}/{name}"][is_genuine:]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.pdf", image("PDF"), []),
        ("a.PDF", image("PDF"), []),
        ("a.pdf", b"%PDF-1.7\n", [".pdf"]),
        ("a.pdf", b"<!doctype html>", [".pdf"]),
        ("a.pdf", image("PDF") + bytes(20_000_000), [".pdf"]),
        ("a.pdf", image("PDF").replace(b"/Pages", b"/JS   ", 1), ["/JS"]),
        ("a.png", b"<!doctype html>", []),
    ],
)
def test_a_document_only_shows_its_pages(tmp_path: Path, name: str, content: bytes, expected: list[str]) -> None:
    write({}, Example(files={"docs/assets/x.svg": ""}), tmp_path)
    (tmp_path / "docs/assets" / name).write_bytes(content)
    found = findings_in(settings(tmp_path), look.document_unsafe)
    assert [(each.path, each.params["what"]) for each in found] == [(f"docs/assets/{name}", what) for what in expected]


@pytest.mark.parametrize(
    ("name", "content", "is_invalid"),
    [
        ("CNAME", "policy.example\n", False),
        ("CNAME", "evil.example\n", True),
        ("robots.txt", "User-agent: *\nDisallow:\nSitemap: https://policy.example/legal/sitemap.xml\n", False),
        ("robots.txt", "Sitemap: https://evil.example/sitemap.xml\n", True),
        ("robots.txt", "<script>alert(1)</script>", True),
        ("google0123456789abcdef.html", "<script>alert(1)</script>", True),
        ("robots.txt", "#\rSitemap: https://evil.example/sitemap.xml\n", True),
        ("robots.txt", "# https://evil.example/\n", True),
        ("google0.html", "google-site-verification: google0.html", False),
        ("google0.html", "google-site-verification: google1.html", True),
        (".well-known/security.txt", "Contact: mailto:a@evil.example\r\n", False),
        (".well-known/security.txt", "Contact: mailto:a@evil.example\r", True),
        (".well-known/gpc.json", '{"gpc": true}\n', False),
        (".well-known/gpc.json", '{"gpc": false, "lastUpdate": "2026-11-22", "version": 1}\n', False),
        (".well-known/gpc.json", '{"gpc": true, "lastUpdate": "evil.example"}\n', True),
        (".well-known/gpc.json", "<p>", True),
    ],
)
def test_a_listed_file_is_what_programs_expect(name: str, content: str, is_invalid: bool) -> None:
    found = findings_of(look.published_file_invalid, "а", files={f"docs/{name}": content}, settings={"publish": [name]})
    assert [(each.path, each.line) for each in found] == [(f"docs/{name}", 1)][: int(is_invalid)]
