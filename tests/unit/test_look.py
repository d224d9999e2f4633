"""The site's own look: which files, additions and styles it may have; and images that are none."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from policysite.build_manifest import THEME
from policysite.config import brand
from policysite.config.own_look import shown_additions
from policysite.lint.html_text import blocks_of
from policysite.lint.rule import LintRule
from policysite.lint.rules import look
from policysite.output_check.own_look import linked_hosts
from policysite.rulebook.examples import Example
from policysite.site.css import light_and_dark

from tests.example_site import settings, write
from tests.rules import findings_in, findings_of, places

FOOTER = "overrides/footer-end.html"
BRAND = "overrides/assets/brand.css"


def found(rule: LintRule, path: str, text: str) -> list[tuple[int, int]]:
    return places(findings_of(rule, "а", files={path: text}))


@pytest.mark.parametrize(
    "path",
    [
        *("main.html", "404.html", "a/b.html", "partials/header.html", "partials/notice.html", "sitemap.xml"),
        *("notice.de.html", "notice.EN.html", "notice.ru.en.html", "notice..html", "notice.txt", "Notice.html"),
        *("sw.js", "assets/site.js", "evil.htm", "CNAME", "a.py", "x.svg", "x.css", "brand.css", "assets/site.css"),
    ],
)
def test_other_files_are_unexpected(path: str) -> None:
    assert found(look.override_unexpected, f"overrides/{path}", "") == [(1, 1)]


@pytest.mark.parametrize(
    "path",
    [
        *("notice.html", "notice.ru.html", "after-text.html", "footer-end.en.html"),
        *("assets/a/b.svg", "assets/brand.css", ".keep", ".git/x"),
    ],
)
def test_additions_colors_and_images_are_expected(path: str) -> None:
    assert found(look.override_unexpected, f"overrides/{path}", "") == []


def test_the_colors_of_the_theme_may_be_copied() -> None:
    sheet = (THEME / "assets/brand.css").read_text(encoding="utf-8")
    assert found(look.style_unsafe, BRAND, sheet) == found(look.contrast_too_low, BRAND, sheet) == []


@pytest.mark.parametrize("content", [b"\xff", b"\0", b"x" * 20_001])
def test_an_addition_that_cannot_be_read_is_unexpected(tmp_path: Path, content: bytes) -> None:
    write({}, Example(files={FOOTER: ""}), tmp_path)
    (tmp_path / FOOTER).write_bytes(content)
    (finding,) = findings_in(settings(tmp_path), look.override_unexpected)
    assert finding.path == FOOTER


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a</p>\n <iframe></iframe>", [(2, 2)]),
        ('<p>a\n<b id="x">b</b></p>', [(2, 4)]),
        ("<p>a</p>\n<!-- b -->", [(2, 1)]),
        ("<p>a</p>\n<p>b", [(1, 1)]),
        ("<p>a < b</p>", [(1, 6)]),
        ("a {{ b }}\n{% c %}{# d #}", [(1, 3), (2, 1), (2, 8)]),
        ('<a href="mailto:evil@evil.example">a</a>', [(1, 17)]),
        ('<img src="assets/a.png">', [(1, 1)]),
        ("<p>a</p>" * 21, [(1, 1)]),
        ("a" * 2_001, [(1, 1)]),
        (f"<ul>{'<li>a</li>' * 19}</ul>{'b' * 1_981}", []),
        ('<p>a <bdi lang="en" dir="ltr">b</bdi> {c} {}</p>', []),
        ("a<br>b &amp; c &lt; d", []),
        ("", []),
    ],
)
def test_an_addition_is_a_text_with_few_elements(html: str, expected: list[tuple[int, int]]) -> None:
    assert found(look.addition_invalid, FOOTER, html) == expected


@pytest.mark.parametrize(
    ("name", "address", "is_broken"),
    [
        ("notice.html", "privacy.md", False),
        ("notice.html", "privacy.md#retention", False),
        ("notice.html", "privacy.md#refunds", True),
        ("notice.html", "terms.md", True),
        ("notice.html", "privacy/", True),
        ("notice.html", "../privacy.md", True),
        ("notice.html", "assets/a.svg", False),
        ("notice.html", "assets/b.svg", True),
        ("notice.html", "assets/seal.svg", False),
        ("notice.html", "editorial/approvals.yml", True),
        ("notice.html", "only-english.md", True),
        ("notice.en.html", "only-english.md", False),
        ("notice.html", "https://policy.example/none/", False),
    ],
)
def test_an_addition_links_to_pages_and_files_as_the_menu_does(name: str, address: str, is_broken: bool) -> None:
    files = {
        f"overrides/{name}": f'<p>a\n<a href="{address}">b</a></p>',
        "docs/assets/a.svg": "",
        "overrides/assets/seal.svg": "",
        "docs/editorial/approvals.yml": "",
        "docs/en/only-english.md": "---\ntitle: A\ndescription: B.\n---\n\n# A { #a }\n",
    }
    text = dict.fromkeys(("ru", "en"), "# A { #privacy }\n\n## B { #retention }\n\nC.")
    hits = findings_of(look.addition_link_broken, text, files=files)
    assert [(each.path, each.line, each.column) for each in hits] == [(f"overrides/{name}", 2, 10)][: int(is_broken)]


def test_an_addition_of_a_language_replaces_that_of_all(tmp_path: Path) -> None:
    additions = {"notice.html": "a\n", "notice.ru.html": "b", "after-text.html": "c", "after-text.ru.html": " "}
    write({}, Example(files={f"overrides/{name}": text for name, text in additions.items()}), tmp_path)
    site = settings(tmp_path)
    assert shown_additions(site, "en") == {"notice": "a", "after-text": "c"}
    assert shown_additions(site, "ru") == {"notice": "b", "after-text": ""}


def test_other_sites_that_additions_link_to_are_known(tmp_path: Path) -> None:
    links = ("https://policy.example/a", "https://b.example/?a&amp;b", "privacy.md", "https://a.example/")
    html = "".join(f'<a href="{link}">a</a>' for link in links)
    write({}, Example(files={FOOTER: f'{html} href="https://c.example/"'}), tmp_path)
    assert linked_hosts(settings(tmp_path)) == ["a.example", "b.example"]


def test_html_is_read_as_blocks_of_text() -> None:
    html = '<p>\nA <b>b</b>&amp;<a href="x">c</a><br>d <img alt="e"></p>\n<ul><li>f</li></ul> g < h'
    first, *others = blocks_of(html)
    assert (first.text, first.line, first.last_line) == ("A b&c\nd e", 2, 2)
    assert [(span.tag, first.text[span.start : span.end]) for span in first.spans] == [("b", "b"), ("a", "c")]
    assert [(block.text, block.line) for block in others] == [("f", 3), ("g < h", 3)]


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
