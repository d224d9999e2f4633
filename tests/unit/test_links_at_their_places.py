"""What is wrong with a link is told where somebody has written it: every line, in each language."""

from __future__ import annotations

from pathlib import Path

import pytest
from policysite.findings import Finding

from tests.linked_site import URL, found, page

HEAD = "---\ntitle: T\ndescription: D\n---\n"
TEXT = {
    "docs/ru/index.md": HEAD + "# Дом { #home }\n\nСм. [права](privacy.md#rights) и [сроки](privacy.md#terms).\n",
    "docs/ru/privacy.md": HEAD
    + "# Политика { #privacy }\n\n## Права { #rights }\n\nДа.\n\n## Сроки { #terms }\n\nДа.\n",
    "docs/en/index.md": HEAD + "# Home { #home }\n\nOur [terms](privacy.md#terms).\n",
    "docs/en/privacy.md": HEAD
    + "# Policy { #privacy }\n\n## Rights { #rights }\n\nYes.\n\n## Terms { #terms }\n\nYes.\n",
    "overrides/base.html": '<html>\n<header><a class="home" href="{{ home }}">x</a></header>\n{{ content }}\n</html>',
}


def built(*, body: str = "", other: str = "", header: str = ".") -> dict[str, str]:
    """The site that these pages become, with this in the text of the two home pages."""
    top = f'<header><a class="home" href="{header}">x</a></header>'
    titles = '<h1 id="privacy">x</h1><h2 id="rights">x</h2><h2 id="terms">x</h2>'
    return {
        "index.html": page(
            f'{top}<main><h1 id="home">x</h1>{body}<a href="privacy/">x</a></main><a href="en/" hreflang="en">x</a>'
        ),
        "privacy/index.html": page(f"<main>{titles}</main>"),
        "en/index.html": page(f'<main><h1 id="home">x</h1>{other}<a href="privacy/">x</a></main>', language="en"),
        "en/privacy/index.html": page(f"<main>{titles}</main>", language="en"),
    }


def places(findings: list[Finding]) -> list[tuple[str, int, int]]:
    return [(each.path, each.line, each.column) for each in findings]


def test_nothing_is_wrong_with_the_site_that_is_broken_below(tmp_path: Path) -> None:
    assert found(tmp_path, built(), TEXT) == []


def test_a_link_of_the_markdown_is_found_at_its_line_and_column_in_the_words_of_the_markdown(tmp_path: Path) -> None:
    text = {**TEXT, "docs/ru/index.md": TEXT["docs/ru/index.md"].replace("#terms", "#term")}
    (finding,) = found(tmp_path, built(body='<a href="privacy/#term">x</a>'), text)
    assert places([finding]) == [("docs/ru/index.md", 7, 42)]
    assert finding.params == {"address": "privacy.md#term", "similar": "privacy.md#terms"}


def test_every_line_that_holds_a_link_is_found(tmp_path: Path) -> None:
    line = (
        "\nОпять [сроки](privacy.md#term)\nи\n[сроки](privacy.md#term), [ещё раз][again].\n\n[again]: privacy.md#term\n"
    )
    text = {**TEXT, "docs/ru/index.md": TEXT["docs/ru/index.md"] + line}
    findings = found(tmp_path, built(body='<a href="privacy/#term">x</a>' * 3), text)
    assert places(findings) == [("docs/ru/index.md", line, column) for line, column in ((9, 8), (11, 2), (11, 28))]


def test_each_language_has_its_own_findings(tmp_path: Path) -> None:
    text = {path: each.replace("privacy.md#terms", "privacy.md#term") for path, each in TEXT.items()}
    broken = '<a href="privacy/#term">x</a>'
    findings = found(tmp_path, built(body=broken, other=broken), text)
    assert [each.path for each in findings] == ["docs/en/index.md", "docs/ru/index.md"]
    assert [each.params["similar"] for each in findings] == ["privacy.md#terms"] * 2


@pytest.mark.parametrize(
    ("written", "rendered"),
    [
        ("none.md", "none.md"),
        ("../en/none.md", "../en/none.md"),
        ("/sub/none/", "/sub/none/"),
        (f"{URL}none/", f"{URL}none/"),
        ("../assets/none.png", "../assets/none.png"),
        ("privacy.md?x#none", "privacy/?x#none"),
    ],
)
def test_an_address_is_found_however_the_build_has_changed_it(written: str, rendered: str, tmp_path: Path) -> None:
    text = {**TEXT, "docs/ru/index.md": TEXT["docs/ru/index.md"] + f"\nЕщё [раз]({written}).\n"}
    (finding,) = found(tmp_path, built(body=f'<a href="{rendered}">x</a>'), text)
    assert places([finding]) == [("docs/ru/index.md", 9, 11)]
    assert finding.params["address"] == written


@pytest.mark.parametrize(
    ("written", "rendered", "similar"),
    [
        # MkDocs leaves an address that it does not know as it is, so that it is below the page.
        ("[x](privasy.md)", "privasy.md", "privacy.md"),
        ("[x](Privacy.md)", "Privacy.md", "privacy.md"),
        ("[x](privаcy.md)", "privаcy.md", "privacy.md"),
        ("[x](privacy)", "privacy", "privacy.md"),
        ("[x](privacy.md.)", "privacy.md.", "privacy.md"),
        ("[x](“privacy.md”)", "“privacy.md”", "privacy.md"),
        ("[x](www.botblocker.top)", "www.botblocker.top", "https://www.botblocker.top"),
        ("[x](https//botblocker.top/docs/)", "https//botblocker.top/docs/", "https://botblocker.top/docs/"),
        ("[x](https:/sub/botblocker.top)", "https:/sub/botblocker.top", "—"),
        ("[x](privacy.md#Our terms)", "../privacy/#Our terms", "privacy.md#terms"),
        ("[x](#nothing-else)", "#nothing-else", "—"),
        ("[x](#all-the-changes)", "#all-the-changes", "#log"),
        ("![x](../assets/site.png)", "../../assets/site.png", "../assets/side.svg"),
        ("![x](../assets/mark.svg)", "../../assets/mark.svg", "../assets/side.svg"),
        ("![x](/sub/assets/mark.svg)", "/sub/assets/mark.svg", "../assets/side.svg"),
        ("![x](/sub/assets/sid.svg)", "/sub/assets/sid.svg", "../assets/side.svg"),
        ("[x](/sub/en/privcy/)", "/sub/en/privcy/", "privacy.md"),
        ("[x](lost.md)", "../lost/", "—"),
    ],
)
def test_what_was_meant_is_named_as_it_would_be_written_there(
    written: str, rendered: str, similar: str, tmp_path: Path
) -> None:
    privacy = TEXT["docs/en/privacy.md"].replace("# Terms", "# Our terms")
    changes = HEAD + f"# Changes {{ #changes }}\n\n{written}\n\n## 1. All the changes {{ #log }}\n\nYes.\n"
    sources = {
        **TEXT,
        "docs/en/privacy.md": privacy,
        "docs/en/changes.md": changes,
        "docs/en/lost.md": HEAD + "# Lost { #lost }\n",
        "docs/assets/side.svg": "",
        "overrides/assets/site.js": "",
        "overrides/assets/marks.svg": "",
    }
    broken = f'<img alt="x" src="{rendered}">' if written.startswith("!") else f'<a href="{rendered}">x</a>'
    text = f'<main><h1 id="changes">x</h1><p>{broken}</p><h2 id="log">x</h2></main>'
    site = {
        **built(other='<a href="changes/">x</a>'),
        "en/changes/index.html": page(text, language="en"),
        **dict.fromkeys(("assets/side.svg", "assets/site.js", "assets/marks.svg"), ""),
    }
    (finding,) = (each for each in found(tmp_path, site, sources) if each.rule == "link-target-missing")
    assert (finding.path, finding.params["similar"]) == ("docs/en/changes.md", similar)


def test_what_was_meant_in_a_template_is_named_as_the_address_of_another_file_of_its_kind(tmp_path: Path) -> None:
    site = {**built(header="/sub/assets/sit.js"), "assets/site.js": "", "assets/sit.svg": ""}
    (finding,) = found(tmp_path, site, {**TEXT, "overrides/assets/site.js": "", "overrides/assets/sit.svg": ""})
    assert finding.params["similar"] == f"{URL}assets/site.js"


def test_an_empty_address_is_found_at_its_line(tmp_path: Path) -> None:
    text = {**TEXT, "docs/en/index.md": TEXT["docs/en/index.md"] + "\nSee [more]().\n"}
    (finding,) = found(tmp_path, built(other='<a href="">more</a>'), text)
    assert (finding.rule, *places([finding])) == ("url-empty", ("docs/en/index.md", 9, 12))


def test_a_picture_is_found_at_its_line(tmp_path: Path) -> None:
    text = {**TEXT, "docs/en/index.md": TEXT["docs/en/index.md"] + "\nSee ![a tree](../assets/tree.png).\n"}
    (finding,) = found(tmp_path, built(other='<img alt="a tree" src="../assets/tree.png">'), text)
    assert places([finding]) == [("docs/en/index.md", 9, 15)]


def test_a_link_that_the_build_has_made_is_found_at_its_heading(tmp_path: Path) -> None:
    note = '<h2 id="more">x</h2><p class="based-on"><a href="privacy/#none">x</a></p>'
    text = {**TEXT, "docs/ru/index.md": TEXT["docs/ru/index.md"] + '\n## Ещё { #more data-based-on="none" }\n\nДа.\n'}
    (finding,) = found(tmp_path, built(body=note), text)
    assert places([finding]) == [("docs/ru/index.md", 9, 1)]
    assert finding.params["address"] == f"{URL}privacy/#none"


def test_a_link_of_a_template_is_found_once_at_the_template(tmp_path: Path) -> None:
    site = built(header="/sub/none/")
    site["privacy/index.html"] = site["privacy/index.html"].replace(
        "<main>", '<header><a class="home" href="../none/">x</a></header><main>'
    )
    (finding,) = found(tmp_path, site, TEXT)
    assert places([finding]) == [("overrides/base.html", 2, 25)]
    assert finding.params["address"] == f"{URL}none/"


def test_what_the_settings_say_is_found_in_the_settings(tmp_path: Path) -> None:
    site = built()
    site["index.html"] = site["index.html"].replace("</body>", '<p><a href="/sub/none/">x</a></p></body>')
    settings = 'site_name: A/sub/none/b\ncopyright: >-\n  A <a href="/sub/none/">note</a>\n'
    (finding,) = found(tmp_path, site, {**TEXT, "mkdocs.yml": settings})
    assert places([finding]) == [("mkdocs.yml", 3, 14)]


def test_what_the_settings_say_twice_is_found_twice(tmp_path: Path) -> None:
    site = built()
    site["index.html"] = site["index.html"].replace("</body>", '<p><a href="/sub/none/">x</a></p></body>')
    settings = 'site_name: x\ncopyright: <a href="/sub/none/">x</a>\nextra:\n  copyright: <a href="/sub/none/">y</a>\n'
    findings = found(tmp_path, site, {**TEXT, "mkdocs.yml": settings})
    assert places(findings) == [("mkdocs.yml", 2, 21), ("mkdocs.yml", 4, 23)]


def test_a_style_sheet_is_found_at_its_own_line_although_the_build_has_packed_it(tmp_path: Path) -> None:
    sheet = "p {\n  color: red;\n  background: url(none.png);\n}\n"
    sources = {**TEXT, "overrides/assets/site.css": sheet}
    (finding,) = found(tmp_path, {**built(), "assets/site.css": "p{background:url(none.png)}"}, sources)
    assert places([finding]) == [("overrides/assets/site.css", 3, 19)]


def test_every_line_of_a_style_sheet_that_holds_an_address_is_found(tmp_path: Path) -> None:
    sheet = "p { background: url(none.png) }\n/* another: one-none.pngs */\na { background: url('none.png') }\n"
    site = {**built(), "assets/site.css": sheet.replace("\n", "")}
    findings = found(tmp_path, site, {**TEXT, "overrides/assets/site.css": sheet})
    assert places(findings) == [("overrides/assets/site.css", line, column) for line, column in ((1, 21), (3, 22))]


def test_a_sitemap_is_found_at_its_template(tmp_path: Path) -> None:
    template = "<urlset>\n{% for page in pages %}\n<url><loc>{{ page.url }}</loc></url>{% endfor %}</urlset>\n"
    site = {**built(), "sitemap.xml": f"<urlset><url><loc>{URL}none/</loc></url></urlset>", "sitemap.xml.gz": ""}
    (finding,) = found(tmp_path, site, {**TEXT, "overrides/sitemap.xml": template})
    assert places([finding]) == [("overrides/sitemap.xml", 3, 6)]


def test_a_page_that_nobody_links_to_is_found_at_its_first_line(tmp_path: Path) -> None:
    text = {**TEXT, "docs/en/extra.md": HEAD + "# Extra { #extra }\n\nYes.\n"}
    (finding,) = found(tmp_path, {**built(), "en/extra/index.html": page(language="en")}, text)
    assert (finding.rule, *places([finding])) == ("page-orphaned", ("docs/en/extra.md", 1, 1))


@pytest.mark.parametrize(
    ("source", "file"),
    [
        ("docs/ru/extra.md", "extra/index.html"),
        ("docs/en/deep/extra.md", "en/deep/extra/index.html"),
        ("docs/en/deep/index.md", "en/deep/index.html"),
        ("docs/assets/tree.png", "assets/tree.png"),
        ("docs/ru/tree.png", "tree.png"),
        ("docs/en/tree.png", "en/tree.png"),
        ("overrides/assets/site.js", "assets/site.js"),
        ("overrides/404.html", "404.html"),
    ],
)
def test_a_source_that_is_not_in_the_site_is_found(source: str, file: str, tmp_path: Path) -> None:
    (finding,) = found(tmp_path, built(), {**TEXT, source: HEAD + "# T { #t }\n" if source.endswith("md") else "x"})
    assert (finding.rule, finding.path, finding.params) == ("file-missing", source, {"file": file})


@pytest.mark.parametrize(
    "source", ["docs/.hidden/x.txt", "docs/editorial/notes.md", "overrides/partials/x.html", "overrides/main.html"]
)
def test_a_source_that_is_not_meant_to_be_published_is_not_missed(source: str, tmp_path: Path) -> None:
    assert found(tmp_path, built(), {**TEXT, source: "x"}) == []
