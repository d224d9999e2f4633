"""A finding about a link is reported where the link is written: at every line, in each language."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from policysite import build_manifest
from policysite.build_manifest import PublishedFile
from policysite.corpus import Settings
from policysite.errors import ToolError
from policysite.findings import Finding
from policysite.links.built_site import UnreadableError
from policysite.links.checker import LinkChecker

from tests.linked_site import URL, built, found, page, write

HEAD = "---\ntitle: T\ndescription: D\n---\n"
TEXT = {
    "docs/ru/index.md": HEAD + "# Дом { #home }\n\nСм. [права](privacy.md#rights) и [сроки](privacy.md#terms).\n",
    "docs/ru/privacy.md": HEAD
    + "# Политика { #privacy }\n\n## Права { #rights }\n\nДа.\n\n## Сроки { #terms }\n\nДа.\n",
    "docs/en/index.md": HEAD + "# Home { #home }\n\nOur [terms](privacy.md#terms).\n",
    "docs/en/privacy.md": HEAD
    + "# Policy { #privacy }\n\n## Rights { #rights }\n\nYes.\n\n## Terms { #terms }\n\nYes.\n",
    "overrides/notice.html": '<p>\n<a href="index.md">x</a></p>',
}


def site(*, body: str = "", other: str = "", header: str = ".") -> dict[str, str]:
    """The site made from these pages, with this in the text of the two home pages."""
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


def test_the_site_that_the_tests_below_break_has_no_findings(tmp_path: Path) -> None:
    assert found(tmp_path, site(), TEXT) == []


def test_a_link_in_markdown_is_reported_at_its_line_and_column_with_the_address_as_written(tmp_path: Path) -> None:
    text = {**TEXT, "docs/ru/index.md": TEXT["docs/ru/index.md"].replace("#terms", "#term")}
    (finding,) = found(tmp_path, site(body='<a href="privacy/#term">x</a>'), text)
    assert places([finding]) == [("docs/ru/index.md", 7, 42)]
    assert finding.params == {"address": "privacy.md#term", "suggestion": "privacy.md#terms", "example": ""}


def test_a_link_is_reported_at_every_line_that_has_it(tmp_path: Path) -> None:
    line = (
        "\nОпять [сроки](privacy.md#term)\nи\n[сроки](privacy.md#term), [ещё раз][again].\n\n[again]: privacy.md#term\n"
    )
    text = {**TEXT, "docs/ru/index.md": TEXT["docs/ru/index.md"] + line}
    findings = found(tmp_path, site(body='<a href="privacy/#term">x</a>' * 3), text)
    assert places(findings) == [("docs/ru/index.md", line, column) for line, column in ((9, 8), (11, 2), (11, 28))]


def test_each_language_has_its_own_findings(tmp_path: Path) -> None:
    text = {path: each.replace("privacy.md#terms", "privacy.md#term") for path, each in TEXT.items()}
    broken = '<a href="privacy/#term">x</a>'
    findings = found(tmp_path, site(body=broken, other=broken), text)
    assert [each.path for each in findings] == ["docs/en/index.md", "docs/ru/index.md"]
    assert [each.params["suggestion"] for each in findings] == ["privacy.md#terms"] * 2


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
def test_a_link_is_found_in_markdown_however_the_build_has_changed_its_address(
    written: str, rendered: str, tmp_path: Path
) -> None:
    text = {**TEXT, "docs/ru/index.md": TEXT["docs/ru/index.md"] + f"\nЕщё [раз]({written}).\n"}
    (finding,) = found(tmp_path, site(body=f'<a href="{rendered}">x</a>'), text)
    assert places([finding]) == [("docs/ru/index.md", 9, 11)]
    assert finding.params["address"] == written


@pytest.mark.parametrize(
    ("written", "rendered", "suggestion"),
    [
        # MkDocs leaves an address that it does not know as it is, so that it is below the page.
        ("[x](privasy.md)", "privasy.md", "privacy.md"),
        ("[x](www.toollender.top)", "www.toollender.top", "https://www.toollender.top"),
        ("[x](https:/sub/toollender.top)", "https:/sub/toollender.top", ""),
        ("[x](privacy.md#Our terms)", "../privacy/#Our terms", "privacy.md#terms"),
        ("[x](#all-the-changes)", "#all-the-changes", "#log"),
        ("![x](../assets/site.png)", "../../assets/site.png", "../assets/side.svg"),
        ("![x](/sub/assets/mark.svg)", "/sub/assets/mark.svg", "../assets/side.svg"),
        ("![x](/sub/assets/sid.svg)", "/sub/assets/sid.svg", "../assets/side.svg"),
        ("[x](/sub/en/privcy/)", "/sub/en/privcy/", "privacy.md"),
        ("[x](lost.md)", "../lost/", ""),
    ],
)
def test_the_suggestion_is_written_as_it_should_be_on_the_page(
    written: str, rendered: str, suggestion: str, tmp_path: Path
) -> None:
    privacy = TEXT["docs/en/privacy.md"].replace("# Terms", "# Our terms")
    changes = HEAD + f"# Changes {{ #changes }}\n\n{written}\n\n## 1. All the changes {{ #log }}\n\nYes.\n"
    sources = {
        **TEXT,
        "docs/en/privacy.md": privacy,
        "docs/en/changes.md": changes,
        "docs/en/lost.md": HEAD + "# Lost { #lost }\n",
        "docs/assets/side.svg": "",
        "docs/assets/site.pdf": "",
        "overrides/assets/marks.svg": "",
    }
    broken = f'<img alt="x" src="{rendered}">' if written.startswith("!") else f'<a href="{rendered}">x</a>'
    text = f'<main><h1 id="changes">x</h1><p>{broken}</p><h2 id="log">x</h2></main>'
    files = {
        **site(other='<a href="changes/">x</a>'),
        "en/changes/index.html": page(text, language="en"),
        **dict.fromkeys(("assets/side.svg", "assets/site.pdf", "assets/marks.svg"), ""),
    }
    (finding,) = (each for each in found(tmp_path, files, sources) if each.rule == "link-target-missing")
    assert (finding.path, finding.params["suggestion"]) == ("docs/en/changes.md", suggestion)


@pytest.mark.parametrize(
    ("address", "suggestion"),
    [
        ("/sub/assets/sit.pdf", f"{URL}assets/site.pdf"),
        ("/sub/en/privcy/", f"{URL}en/privacy/"),
        ("/sub/privacy/#right", f"{URL}privacy/#rights"),
        ("/sub/nothing/like/it.pdf", ""),
    ],
)
def test_the_suggestion_for_the_layout_of_a_page_is_the_url_of_a_file_of_that_kind_or_of_an_id(
    address: str, suggestion: str, tmp_path: Path
) -> None:
    files = {**site(header=address), "assets/site.pdf": "", "assets/sit.svg": ""}
    (finding,) = found(tmp_path, files, {**TEXT, "docs/assets/site.pdf": "", "overrides/assets/sit.svg": ""})
    assert finding.params["suggestion"] == suggestion


def test_an_empty_address_is_reported_at_its_line(tmp_path: Path) -> None:
    text = {**TEXT, "docs/en/index.md": TEXT["docs/en/index.md"] + "\nSee [more]().\n"}
    (finding,) = found(tmp_path, site(other='<a href="">more</a>'), text)
    assert (finding.rule, *places([finding])) == ("url-empty", ("docs/en/index.md", 9, 12))


def test_an_image_is_reported_at_its_line(tmp_path: Path) -> None:
    text = {**TEXT, "docs/en/index.md": TEXT["docs/en/index.md"] + "\nSee ![a tree](../assets/tree.png).\n"}
    (finding,) = found(tmp_path, site(other='<img alt="a tree" src="../assets/tree.png">'), text)
    assert places([finding]) == [("docs/en/index.md", 9, 15)]


def test_a_link_that_the_build_added_is_reported_at_the_heading_above_it(tmp_path: Path) -> None:
    note = '<h2 id="more">x</h2><p class="based-on"><a href="privacy/#none">x</a></p>'
    text = {**TEXT, "docs/ru/index.md": TEXT["docs/ru/index.md"] + '\n## Ещё { #more data-based-on="none" }\n\nДа.\n'}
    (finding,) = found(tmp_path, site(body=note), text)
    assert places([finding]) == [("docs/ru/index.md", 9, 1)]
    assert finding.params["address"] == f"{URL}privacy/#none"


@pytest.mark.parametrize(
    ("written", "rendered", "column"),
    [
        ('href="/sub/none/"', ("/sub/none/", "/sub/none/"), 10),
        ('href="none/"', ("none/", "../none/"), 10),
        ('href="/sub/none/?a=b&amp;c"', ("/sub/none/?a=b&amp;c", "/sub/none/?a=b&amp;c"), 10),
    ],
)
def test_a_link_in_an_addition_is_reported_once_where_that_has_its_address(
    written: str, rendered: tuple[str, str], column: int, tmp_path: Path
) -> None:
    addition = f"<p>\n<a {written}>x</a>\n</p>"
    (finding,) = found(tmp_path, in_both_headers(*rendered), {**TEXT, "overrides/notice.html": addition})
    assert places([finding]) == [("overrides/notice.html", 2, column)]


def test_a_link_that_is_written_out_nowhere_is_reported_at_the_page_that_has_it(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, site(header="/sub/none/"), TEXT)
    assert places([finding]) == [("docs/ru/index.md", 1, 1)]
    assert finding.params["address"] == f"{URL}none/"


def test_a_link_that_is_written_out_nowhere_and_on_several_pages_is_reported_once_at_the_settings(
    tmp_path: Path,
) -> None:
    (finding,) = found(tmp_path, in_both_headers("/sub/none/", "../none/"), TEXT)
    assert places([finding]) == [("mkdocs.yml", 1, 1)]


def in_both_headers(home: str, privacy: str) -> dict[str, str]:
    """The site with links in the headers of two pages."""
    files = site(header=home)
    header = f'<header><a class="home" href="{privacy}">x</a></header><main>'
    return {**files, "privacy/index.html": files["privacy/index.html"].replace("<main>", header)}


def test_an_address_in_the_settings_is_reported_there(tmp_path: Path) -> None:
    files = site()
    files["index.html"] = files["index.html"].replace("</body>", '<p><a href="/sub/none/">x</a></p></body>')
    configuration = 'site_name: A/sub/none/b\ncopyright: >-\n  A <a href="/sub/none/">note</a>\n'
    (finding,) = found(tmp_path, files, {**TEXT, "mkdocs.yml": configuration})
    assert places([finding]) == [("mkdocs.yml", 3, 14)]


def test_an_address_twice_in_the_settings_is_reported_twice(tmp_path: Path) -> None:
    files = site()
    files["index.html"] = files["index.html"].replace("</body>", '<p><a href="/sub/none/">x</a></p></body>')
    configuration = (
        'site_name: x\ncopyright: <a href="/sub/none/">x</a>\nextra:\n  copyright: <a href="/sub/none/">y</a>\n'
    )
    findings = found(tmp_path, files, {**TEXT, "mkdocs.yml": configuration})
    assert places(findings) == [("mkdocs.yml", 2, 21), ("mkdocs.yml", 4, 23)]


def test_the_address_that_a_page_calls_its_own_is_reported_at_the_page_although_it_is_in_the_settings(
    tmp_path: Path,
) -> None:
    files = site()
    files["en/privacy/index.html"] = files["en/privacy/index.html"].replace(
        "<head>", f'<head><link rel="canonical" href="{URL}">'
    )
    (finding,) = found(tmp_path, files, {**TEXT, "mkdocs.yml": f"site_url: {URL}\n"})
    assert (finding.rule, *places([finding])) == ("canonical-differs", ("docs/en/privacy.md", 1, 1))


def test_a_file_made_from_the_package_is_reported_at_the_settings(tmp_path: Path) -> None:
    files = {**site(), "sitemap.xml": f"<urlset><url><loc>{URL}none/</loc></url></urlset>"}
    (finding,) = found(tmp_path, files, TEXT)
    assert places([finding]) == [("mkdocs.yml", 1, 1)]


def test_a_clause_that_is_not_on_its_built_page_is_reported_at_its_heading(tmp_path: Path) -> None:
    files = site()
    files["privacy/index.html"] = files["privacy/index.html"].replace('<h2 id="rights">', "<h2>")
    (finding,) = found(tmp_path, files, TEXT)
    assert (finding.rule, *places([finding])) == ("link-target-missing", ("docs/ru/privacy.md", 7, 1))
    assert finding.params["address"] == f"{URL}privacy/#rights"


def test_an_orphaned_page_is_reported_at_its_first_line(tmp_path: Path) -> None:
    text = {**TEXT, "docs/en/extra.md": HEAD + "# Extra { #extra }\n\nYes.\n"}
    (finding,) = found(tmp_path, {**site(), "en/extra/index.html": page('<h1 id="extra">x</h1>', language="en")}, text)
    assert (finding.rule, *places([finding])) == ("page-orphaned", ("docs/en/extra.md", 1, 1))


@pytest.mark.parametrize(
    "source",
    ["docs/ru/extra.md", "docs/en/deep/extra.md", "docs/en/deep/index.md", "docs/assets/tree.png", "docs/en/tree.png"],
)
def test_a_source_that_was_not_published_is_reported(source: str, tmp_path: Path) -> None:
    text = HEAD + "# T { #t }\n" if source.endswith("md") else "x"
    (finding,) = found(tmp_path, site(), {**TEXT, source: text})
    assert (finding.rule, finding.path, finding.params) == ("file-missing", source, {"file": source})


@pytest.mark.parametrize(
    "source", ["docs/.hidden/x.txt", "docs/editorial/notes.md", "overrides/notice.html", "overrides/assets/brand.css"]
)
def test_a_source_that_should_not_be_published_is_not_missed(source: str, tmp_path: Path) -> None:
    assert found(tmp_path, site(), {**TEXT, source: "x"}) == []


FILES = {"assets/tree.svg": "<svg/>", "pagefind/pagefind.js": "", "en/tree.txt": ""}
SOURCES = {"docs/assets/tree.svg": "<svg/>", "docs/en/tree.txt": ""}


def after_build(settings: Settings) -> list[Finding]:
    """The findings when the site of the tests was changed after the build."""
    return LinkChecker(settings, settings.root / "site").static_findings()


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("assets/tree.svg", "docs/assets/tree.svg"),
        ("en/tree.txt", "docs/en/tree.txt"),
        ("pagefind/pagefind.js", "mkdocs.yml"),
        ("privacy/index.html", "docs/ru/privacy.md"),
    ],
)
def test_a_file_that_was_changed_or_removed_after_the_build_is_reported_at_its_source(
    file: str, source: str, tmp_path: Path
) -> None:
    settings = built(tmp_path, {**site(), **FILES}, {**TEXT, **SOURCES})
    assert after_build(settings) == []
    with (tmp_path / "site" / file).open("a") as written:
        written.write(" ")
    (changed,) = after_build(settings)
    assert (changed.rule, changed.path, changed.params) == ("file-changed", source, {"file": file})
    (tmp_path / "site" / file).unlink()
    (missing,) = (each for each in after_build(settings) if each.rule != "link-target-missing")
    assert (missing.rule, missing.path, missing.params) == ("file-missing", source, {"file": file})


def test_a_symbolic_link_in_the_site_is_an_error(tmp_path: Path) -> None:
    settings = built(tmp_path, site(), TEXT)
    (tmp_path / "site/draft.txt").symlink_to(tmp_path / "mkdocs.yml")
    with pytest.raises(UnreadableError, match=r"draft\.txt: a symbolic link"):
        after_build(settings)


def test_a_file_that_the_build_did_not_write_is_reported(tmp_path: Path) -> None:
    settings = built(tmp_path, site(), TEXT)
    write(tmp_path, {"site/draft.txt": "x"})
    (finding,) = after_build(settings)
    assert (finding.rule, finding.path, finding.params) == ("file-not-built", "mkdocs.yml", {"file": "draft.txt"})


@pytest.mark.parametrize(
    "source",
    ["docs/ru/privacy.md", "docs/en/new.md", "overrides/notice.html", "mkdocs.yml", "docs/editorial/approvals.yml"],
)
def test_a_site_is_outdated_when_a_source_was_changed_or_added_after_the_build(source: str, tmp_path: Path) -> None:
    settings = built(tmp_path, site(), TEXT)
    write(tmp_path, {source: "Another word.\n"})
    with pytest.raises(ToolError, match="site_outdated") as caught:
        after_build(settings)
    assert caught.value.params["sources"] == source


def test_a_site_is_outdated_when_a_source_was_removed_after_the_build(tmp_path: Path) -> None:
    settings = built(tmp_path, site(), TEXT)
    (tmp_path / "docs/en/privacy.md").unlink()
    with pytest.raises(ToolError, match="site_outdated") as caught:
        after_build(settings)
    assert caught.value.params["sources"] == "docs/en/privacy.md"


def test_a_site_that_was_built_for_another_address_is_not_called_outdated(tmp_path: Path) -> None:
    settings = built(tmp_path, site(), TEXT)
    with pytest.raises(ToolError) as caught:
        after_build(replace(settings, url="https://other.example/sub/"))
    assert caught.value.message == "site_has_other_url"
    assert caught.value.params["url"] == "https://other.example/sub/"


def test_a_link_in_a_translation_beside_its_original_is_reported_where_the_text_in_that_language_has_it(
    tmp_path: Path,
) -> None:
    beside = "en/privacy/with-original/index.html"
    sources = dict(TEXT)
    for path, line in (("docs/en/privacy.md", "[a](#lost)\n"), ("docs/ru/privacy.md", "Да. [а](#lost)\n")):
        sources[path] += f"\n{line}"
    texts = '<div lang="en"><a href="#lost">a</a></div><div lang="ru"><a href="../../../privacy/#lost">а</a></div>'
    files = {
        **site(other='<a href="privacy/with-original/">x</a>'),
        beside: page(f"<main>{texts}</main>", language="en"),
    }
    ours = built(tmp_path, files, sources)
    manifest = build_manifest.read(ours.site)
    made = {beside: PublishedFile("docs/en/privacy.md", ("en", "privacy/with-original"))}
    build_manifest.write(ours.site, ours.url, manifest.inputs, {**manifest.files, **made})
    findings = LinkChecker(ours, ours.site).static_findings()
    assert places(findings) == [("docs/en/privacy.md", 15, 5), ("docs/ru/privacy.md", 15, 9)]
