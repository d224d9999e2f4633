"""Every kind of link in a file of the site, with a broken and a valid address."""

from __future__ import annotations

import datetime
from html import unescape
from pathlib import Path

import pytest
from ada_url import join_url
from policysite.findings import Finding
from policysite.links.checker import LinkChecker

from tests.linked_site import URL, built, found, page

# Files that links can lead to, without links of their own.
TARGETS = {
    "privacy/index.html": page('<h1 id="one">x</h1><h2 id="Якорь">y</h2><h2 id="a b">y</h2>'),
    "flat.html": page(),
    "en/index.html": page(language="en"),
    "en/privacy/index.html": page('<h1 id="one">x</h1>', language="en"),
    "a/picture.png": "",
    "a/политика.pdf": "",
    "a/with space.pdf": "",
    "a/icons.svg": '<svg xmlns="http://www.w3.org/2000/svg"><g id="ok"/></svg>',
    "a/style.css": "",
    "robots.txt": "",
}
LINKS = (
    '<a href="privacy/">x</a><a href="flat.html">x</a>'
    '<a href="en/" hreflang="en">x</a><a href="en/privacy/" hreflang="en">x</a>'
)

# The markup of a link, a broken address and a valid one.
LINK_KINDS = {
    "link": ('<a href="{}">x</a>', "privcy/", "privacy/"),
    "link to a file": ('<a href="{}">x</a>', "a/other.pdf", "a/picture.png"),
    "link with the name of the index": ('<a href="{}">x</a>', "a/index.html", "privacy/index.html"),
    "folder without a page": ('<a href="{}">x</a>', "a/", "privacy/"),
    "page without its ending": ('<a href="{}">x</a>', "flot", "flat"),
    "anchor": ('<a href="{}">x</a>', "privacy/#two", "privacy/#one"),
    "anchor of the page itself": ('<h2 id="here">y</h2><a href="{}">x</a>', "#there", "#here"),
    "anchor in Cyrillic": ('<a href="{}">x</a>', "privacy/#Якор", "privacy/#Якорь"),
    "anchor in percent signs": (
        '<a href="{}">x</a>',
        "privacy/#%D0%AF%D0%BA",
        "privacy/#%D0%AF%D0%BA%D0%BE%D1%80%D1%8C",
    ),
    "anchor in other case": ('<a href="{}">x</a>', "privacy/#One", "privacy/#one"),
    "anchor with a space": ('<a href="{}">x</a>', "privacy/#a%20c", "privacy/#a%20b"),
    "text on a page": ('<a href="{}">x</a>', "privcy/#:~:text=x", "privacy/#:~:text=x"),
    "top of a page": ('<a href="{}">x</a>', "privcy/#top", "privacy/#top"),
    "page in other case": ('<a href="{}">x</a>', "Privacy/", "privacy/"),
    "query": ('<a href="{}">x</a>', "privcy/?x=1", "privacy/?x=1"),
    "file in Cyrillic": ('<a href="{}">x</a>', "a/политик.pdf", "a/политика.pdf"),
    "file in percent signs": (
        '<a href="{}">x</a>',
        "a/%D0%BF.pdf",
        "a/%D0%BF%D0%BE%D0%BB%D0%B8%D1%82%D0%B8%D0%BA%D0%B0.pdf",
    ),
    "file with a space": ('<a href="{}">x</a>', "a/with%20spaces.pdf", "a/with space.pdf"),
    "address with an entity": ('<a href="{}">x</a>', "privacy/?a=1&amp;b=2#two", "privacy/?a=1&amp;b=2#one"),
    "whole address of the site": ('<a href="{}">x</a>', f"{URL}privcy/", f"{URL}privacy/"),
    "whole address with an anchor": ('<a href="{}">x</a>', f"{URL}privacy/#two", f"{URL}privacy/#one"),
    "whole address without its scheme": (
        '<a href="{}">x</a>',
        "//policy.example/sub/privcy/",
        "//policy.example/sub/privacy/",
    ),
    "whole address in capitals": (
        '<a href="{}">x</a>',
        "HTTPS://POLICY.example/sub/privcy/",
        "HTTPS://POLICY.example/sub/privacy/",
    ),
    "whole address without encryption": (
        '<a href="{}">x</a>',
        "http://policy.example/sub/privcy/",
        "http://policy.example/sub/privacy/",
    ),
    "address from the root of the server": ('<a href="{}">x</a>', "/sub/privcy/", "/sub/privacy/"),
    "roundabout address": ('<a href="{}">x</a>', "en/../privcy/./", "en/../privacy/./"),
    "address with a backslash": ('<a href="{}">x</a>', "en\\..\\privcy\\", "en\\..\\privacy\\"),
    "address with a line break": ('<a href="{}">x</a>', " priv\ncy/ ", " priv\nacy/ "),
    "image": ('<img alt="" src="{}">', "a/none.png", "a/picture.png"),
    "script": ('<script src="{}"></script>', "a/none.js", "a/picture.png"),
    "style sheet": ('<link rel="stylesheet" href="{}">', "a/none.css", "a/style.css"),
    "icon": ('<link rel="icon" href="{}">', "a/none.svg", "a/icons.svg"),
    "own address": ('<link rel="canonical" href="{}">', f"{URL}privcy/", URL),
    "address in a language": (
        '<link rel="alternate" hreflang="en" href="{}">',
        f"{URL}en/privcy/",
        f"{URL}en/privacy/",
    ),
    "address for any language": ('<link rel="alternate" hreflang="x-default" href="{}">', f"{URL}privcy/", URL),
    "address of a card": ('<meta property="og:url" content="{}">', f"{URL}privcy/", URL),
    "data in data": (
        '<script type="application/ld+json">{{"translationOfWork": {{"@id": "{}"}}}}</script>',
        f"{URL}privcy/",
        f"{URL}privacy/",
    ),
    "data": (
        '<script type="application/ld+json">{{"@context": "https://schema.org", "url": "{}"}}</script>',
        f"{URL}privacy/#two",
        f"{URL}privacy/#one",
    ),
}


@pytest.mark.parametrize("place", LINK_KINDS)
def test_a_broken_link_is_found(place: str, tmp_path: Path) -> None:
    markup, broken, _ = LINK_KINDS[place]
    (finding,) = found(tmp_path, {**TARGETS, "index.html": page(markup.format(broken) + LINKS)})
    assert finding.rule == "link-target-missing"
    assert finding.params["address"] == join_url(URL, unescape(broken))


@pytest.mark.parametrize("place", LINK_KINDS)
def test_a_valid_link_is_not_found(place: str, tmp_path: Path) -> None:
    markup, _, valid = LINK_KINDS[place]
    assert found(tmp_path, {**TARGETS, "index.html": page(markup.format(valid) + LINKS)}) == []


def found_with_linkchecker(root: Path, pages: dict[str, str]) -> list[Finding]:
    """The findings about broken links in a site of these pages."""
    settings = built(root, {**TARGETS, **pages, "index.html": page(LINKS)})
    findings = LinkChecker(settings, root / "site").internal(datetime.date(2026, 1, 1))
    return [each for each in findings if each.rule == "link-target-missing"]


def test_linkchecker_ignores_text_that_is_not_an_internal_link_too(tmp_path: Path) -> None:
    pages = {f"case-{number}.html": page(markup) for number, markup in enumerate(NOT_INTERNAL.values())}
    assert found_with_linkchecker(tmp_path, pages) == []


def test_linkchecker_finds_no_valid_link_either(tmp_path: Path) -> None:
    pages = {
        f"case-{number}.html": page(markup.format(valid))
        for number, (markup, _, valid) in enumerate(LINK_KINDS.values())
    }
    assert found_with_linkchecker(tmp_path, pages) == []


# Files that are not pages: their content with a link, a broken address and a valid one.
FILES = {
    "a/drawing.svg": ('<svg xmlns="http://www.w3.org/2000/svg"><g id="ok"/><use href="{}"/></svg>', "#no", "#ok"),
    "site.webmanifest": ('{{"start_url": "./", "icons": [{{"src": "{}"}}]}}', "a/none.png", "a/picture.png"),
    "sitemap.xml": (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{}</loc></url></urlset>',
        f"{URL}privcy/",
        f"{URL}privacy/",
    ),
    "languages/sitemap.xml": (
        '<urlset xmlns:x="http://www.w3.org/1999/xhtml"><x:link rel="alternate" hreflang="en" href="{}"/></urlset>',
        f"{URL}en/privcy/",
        f"{URL}en/privacy/",
    ),
    "feed.xml": (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="{}"/></entry></feed>',
        f"{URL}privacy/#two",
        f"{URL}privacy/#one",
    ),
    "content.xml": (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="html">'
        '&lt;a href="{}"&gt;x&lt;/a&gt;</content></entry></feed>',
        f"{URL}privcy/",
        f"{URL}privacy/",
    ),
    "privacy/policy.json": (
        '{{"title": "http://x", "clauses": [{{"id": "one", "url": "{}"}}]}}',
        f"{URL}privacy/#two",
        f"{URL}privacy/#one",
    ),
    "robots.txt": ("User-agent: *\nSitemap: {}\n", f"{URL}none.xml", f"{URL}robots.txt"),
    ".well-known/security.txt": ("Contact: {}\n", f"{URL}privcy/", f"{URL}privacy/"),
}


@pytest.mark.parametrize("file", FILES)
def test_a_broken_link_in_a_file_is_found(file: str, tmp_path: Path) -> None:
    text, broken, _ = FILES[file]
    (finding,) = found(tmp_path, {**TARGETS, "index.html": page(LINKS), file: text.format(broken)})
    assert finding.rule == "link-target-missing"
    assert finding.params["address"] == join_url(URL + file, broken)


@pytest.mark.parametrize("file", FILES)
def test_a_valid_link_in_a_file_is_not_found(file: str, tmp_path: Path) -> None:
    text, _, valid = FILES[file]
    assert found(tmp_path, {**TARGETS, "index.html": page(LINKS), file: text.format(valid)}) == []


NOT_INTERNAL = {
    "another site": '<a href="https://other.example/none">x</a>',
    "another site on the same server": '<a href="https://policy.example/other/">x</a>',
    "mail": '<a href="mailto:support@policy.example">x</a>',
    "telephone number": '<a href="tel:+123">x</a>',
    "data": '<img alt="" src="data:image/png;base64,AA==">',
    "vocabulary": '<script type="application/ld+json">{"@context": "https://policy.example/sub/none"}</script>',
    "name in data": '<script type="application/ld+json">{"@type": "none", "name": "none/"}</script>',
    "prose in data": f'<script type="application/ld+json">{{"description": "{URL}none/ is no page."}}</script>',
    "text of a card": '<meta property="og:title" content="none/">',
    "link in a comment": '<!-- <a href="none/">x</a> -->',
    "link in a script": "<script>\"<a href='none/'>\"</script>",
    "link in code": "<code>&lt;a href=none/&gt;</code>",
    "anchor of a file that has none": '<a href="a/picture.png#page=2">x</a>',
}


@pytest.mark.parametrize("case", NOT_INTERNAL)
def test_text_that_is_not_a_link_into_the_site_is_not_found(case: str, tmp_path: Path) -> None:
    assert found(tmp_path, {**TARGETS, "index.html": page(NOT_INTERNAL[case] + LINKS)}) == []


# Other errors: the markup of a link, the rule, a wrong address and a right one.
OTHER_ERRORS = {
    "it leaves the site": ('<a href="{}">x</a>', "link-leaves-site", "/privacy/", "/sub/privacy/"),
    "it climbs out of the site": ('<a href="{}">x</a>', "link-leaves-site", "../privacy/", "../sub/privacy/"),
    "the image leaves the site": ('<img alt="" src="{}">', "link-leaves-site", "/a/picture.png", "/sub/a/picture.png"),
    "it is empty": ('<a href="{}">x</a>', "url-empty", " ", "./"),
    "the image is empty": ('<img alt="" src="{}">', "url-empty", "", "a/picture.png"),
    "a slash is missing": ('<a href="{}">x</a>', "trailing-slash-missing", "privacy", "privacy/"),
    "a slash is missing before the anchor": (
        '<a href="{}">x</a>',
        "trailing-slash-missing",
        "privacy#one",
        "privacy/#one",
    ),
    "a slash is missing at the root": ('<a href="{}">x</a>', "trailing-slash-missing", "/sub", "/sub/"),
    "it crosses into another language": (
        '<a href="{}">x</a>',
        "cross-language-link-unmarked",
        "en/privacy/",
        'en/privacy/#top" hreflang="en',
    ),
    "a text in another language crosses into that of another page": (
        '<p lang="en"><a href="{}">x</a></p>',
        "cross-language-link-unmarked",
        "privacy/",
        "#top",
    ),
    "another page is its own address": (
        '<link rel="canonical" href="{}">',
        "canonical-differs",
        f"{URL}privacy/",
        URL,
    ),
    "another page is its own address in another form": (
        '<link rel="canonical" href="{}">',
        "canonical-differs",
        "https://POLICY.example:443/%73ub/privacy/",
        "https://POLICY.example:443/%73ub/",
    ),
    "another site is its own address": (
        '<meta property="og:url" content="{}">',
        "canonical-differs",
        "https://other.example/sub/",
        URL,
    ),
    "its own address has an anchor": ('<link rel="canonical" href="{}">', "canonical-differs", f"{URL}#top", URL),
    "a language is promised that is not there": (
        '<link rel="alternate" hreflang="en" href="{}">',
        "hreflang-differs",
        f"{URL}privacy/",
        f"{URL}en/",
    ),
    "a territory is promised in the wrong language": (
        '<link rel="alternate" hreflang="en-GB" href="{}">',
        "hreflang-differs",
        f"{URL}privacy/",
        f"{URL}en/",
    ),
}


@pytest.mark.parametrize("case", OTHER_ERRORS)
def test_another_error_in_a_link_is_found(case: str, tmp_path: Path) -> None:
    markup, rule, wrong, _ = OTHER_ERRORS[case]
    (finding,) = found(tmp_path, {**TARGETS, "index.html": page(markup.format(wrong) + LINKS)})
    assert finding.rule == rule


@pytest.mark.parametrize("case", OTHER_ERRORS)
def test_a_link_without_that_error_is_not_found(case: str, tmp_path: Path) -> None:
    markup, _, _, right = OTHER_ERRORS[case]
    assert found(tmp_path, {**TARGETS, "index.html": page(markup.format(right) + LINKS)}) == []


@pytest.mark.parametrize(
    "links",
    [
        '<a href="/other/">x</a><a href="https://policy.example/other/">x</a>',
        '<a href="https://policy.example/other/">x</a><a href="/other/">x</a>',
    ],
)
def test_a_link_that_leaves_the_site_is_found_beside_a_link_to_another_site_on_the_server(
    links: str, tmp_path: Path
) -> None:
    (finding,) = found(tmp_path, {**TARGETS, "index.html": page(links + LINKS)})
    assert finding.rule == "link-leaves-site"


@pytest.mark.parametrize(
    ("written", "right"),
    [("privacy", "privacy/"), ("privacy#one", "privacy/#one"), ("privacy?a=b/#one", "privacy/?a=b/#one")],
)
def test_the_missing_slash_belongs_after_the_folder(written: str, right: str, tmp_path: Path) -> None:
    (finding,) = found(tmp_path, {**TARGETS, "index.html": page(f'<a href="{written}">x</a>' + LINKS)})
    assert (finding.rule, finding.params["right"]) == ("trailing-slash-missing", URL + right)


def test_a_link_inside_a_part_in_another_language_may_lead_to_that_language(tmp_path: Path) -> None:
    part = '<section lang="en"><p><a href="en/">x</a></p></section>'
    assert found(tmp_path, {**TARGETS, "index.html": page(part + LINKS)}) == []


@pytest.mark.parametrize(
    ("links", "orphans"),
    [
        ('<a href="a/">x</a><a href="b/">x</a>', []),
        ('<a href="a/">x</a>', ["b/index.html"]),
        ("", ["a/index.html", "b/index.html"]),
        ('<a href="b/">x</a>', ["a/index.html"]),
        ('<link rel="alternate" hreflang="ru" href="a/"><a href="b/">x</a>', ["a/index.html"]),
    ],
)
def test_a_page_without_a_chain_of_links_from_the_home_page_is_found(
    links: str, orphans: list[str], tmp_path: Path
) -> None:
    # Two pages that link only to each other are orphans, too.
    files = {
        "index.html": page(links),
        "a/index.html": page('<a href="../c/">x</a>'),
        "c/index.html": page('<a href="../a/">x</a>'),
        "b/index.html": page('<a href="../">x</a>'),
        "404.html": page(),
    }
    missing = [*orphans, "c/index.html"] if "a/index.html" in orphans else orphans
    findings = found(tmp_path, files)
    assert [finding.params["file"] for finding in findings if finding.rule == "page-orphaned"] == sorted(missing)


def test_a_relative_link_on_the_404_page_is_broken(tmp_path: Path) -> None:
    files = {**TARGETS, "index.html": page(LINKS)}
    assert found(tmp_path, {**files, "404.html": page('<a href="/sub/">x</a><a href="#a" id="a">x</a>')}) == []
    (finding,) = found(tmp_path, {**files, "404.html": page('<a href="privacy/">x</a>')})
    assert finding.rule == "link-target-missing"
