"""The real site has no link at fault; whatever of it is taken away is missed, where it is linked from."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from policysite.cli import _settings
from policysite.corpus import Settings
from policysite.findings import Finding
from policysite.links.checker import Links

from tests.project import BASE, NAMES, PAGES, ROOT, PageName, Project, Site, address

HEADING = re.compile(r'<h[1-6][^>]* id="([^"]+)"')


@pytest.fixture(scope="module")
def settings() -> Settings:
    return _settings(ROOT / "mkdocs.yml")


@pytest.fixture(scope="module")
def copy(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real site, to take things away from; each test puts them back."""
    return shutil.copytree(site.folder, tmp_path_factory.mktemp("links") / "site")


@contextmanager
def changed(file: Path, content: str | None) -> Iterator[None]:
    """A file with other content, or without the file, while the context lasts."""
    before = file.read_bytes()
    if content is None:
        file.unlink()
    else:
        file.write_text(content, encoding="utf-8")
    try:
        yield
    finally:
        file.write_bytes(before)


def found(settings: Settings, folder: Path) -> list[Finding]:
    return Links(settings, folder).first_opinion()


def linked(language: str, name: str, clause_id: str = "") -> Iterator[tuple[str, int]]:
    """The lines of the Markdown that link to a page, or to a clause of it: a plain search, no parser."""
    mark = f"#{clause_id}" if clause_id else ""
    for page in NAMES:
        path = f"docs/{language}/{page}.md"
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), start=1):
            if f"({name}.md{mark})" in line or (page == name and mark and f"({mark})" in line):
                yield path, number


def headings(language: str, name: str) -> dict[str, int]:
    """The lines of a page's headings, by their ids."""
    lines = (ROOT / f"docs/{language}/{name}.md").read_text(encoding="utf-8").splitlines()
    found = ((re.search(r"\{ #([\w-]+)", line), number) for number, line in enumerate(lines, start=1))
    return {match[1]: number for match, number in found if match}


def test_nothing_is_wrong_with_the_links_of_the_site(settings: Settings, site: Site) -> None:
    links = Links(settings, site.folder)
    assert links.first_opinion() == []
    assert links.second_opinion() == []


def test_a_link_to_a_page_in_another_language_leads_there(project: Project) -> None:
    for language, other in (("ru", "en"), ("en", "ru")):
        path = project.folder / f"docs/{language}/changes.md"
        text = path.read_text(encoding="utf-8")
        link = f'\n[{other}](../{other}/privacy.md#rights){{ hreflang="{other}" }}\n'
        path.write_text(text + link, encoding="utf-8")
    built = project.build()
    hrefs = [node.attributes["href"] for node in built.html("en", "changes").css('main a[hreflang="ru"]')]
    assert f"{BASE}privacy/#rights" in hrefs
    assert Links(_settings(project.folder / "mkdocs.yml"), built.folder).first_opinion() == []


@pytest.mark.parametrize("page", PAGES, ids="-".join)
def test_each_anchor_that_is_missing_is_found_at_every_line_that_leads_to_it(
    page: PageName, settings: Settings, copy: Path
) -> None:
    language, name = page
    file = copy / address(language, name) / "index.html"
    html = file.read_text(encoding="utf-8")
    lines = headings(language, name)
    ids = HEADING.findall(html)
    assert set(ids) == set(lines)
    for clause_id in ids:
        with changed(file, re.sub(f'(<h[1-6][^>]*) id="{clause_id}"', r"\1", html)):
            places = {(each.path, each.line) for each in found(settings, copy) if each.rule == "link-target-missing"}
        # Where a reader comes from, and the heading that has the link to itself and the entry of the contents.
        blamed = {*linked(language, name, clause_id), (f"docs/{language}/{name}.md", lines[clause_id])}
        assert places >= blamed, clause_id
        assert not places & ({*linked(language, name)} - blamed), clause_id


def test_the_anchor_of_a_template_that_is_missing_is_found_at_the_template(settings: Settings, copy: Path) -> None:
    file = copy / "faq/index.html"
    with changed(file, file.read_text(encoding="utf-8").replace('id="_content"', "")):
        (finding,) = found(settings, copy)
    line = (ROOT / "overrides/base.html").read_text(encoding="utf-8").splitlines()[finding.line - 1]
    assert finding.path == "overrides/base.html"
    assert line[finding.column - 1 :].startswith('href="#_content"')


# (Without its home page no site lies there at all.)
@pytest.mark.parametrize("page", PAGES[1:], ids="-".join)
def test_each_page_that_is_missing_is_found_at_every_line_that_leads_to_it(
    page: PageName, settings: Settings, copy: Path
) -> None:
    language, name = page
    file = copy / address(language, name) / "index.html"
    with changed(file, None):
        findings = found(settings, copy)
    places = {(each.path, each.line) for each in findings}
    assert (f"docs/{language}/{name}.md", 1) in places
    assert places >= {*linked(language, name)}
    templates = {each.path for each in findings if each.path.startswith("overrides/")}
    assert templates >= {"overrides/partials/alternate.html", "overrides/partials/meta.html", "overrides/sitemap.xml"}


def test_each_other_file_that_is_missing_is_found_where_it_is_made(settings: Settings, copy: Path) -> None:
    sources = {
        "404.html": "overrides/404.html",
        ".well-known/security.txt": "docs/.well-known/security.txt",
        "sitemap.xml": "overrides/sitemap.xml",
        "sitemap.xml.gz": "overrides/sitemap.xml",
        "site.webmanifest": "overrides/base.html",
        "en/site.webmanifest": "overrides/base.html",
    }
    files = [path for path in sorted(copy.rglob("*")) if path.is_file() and path.name != "index.html"]
    assert len(files) > len(sources)
    for file in files:
        name = file.relative_to(copy).as_posix()
        with changed(file, None):
            findings = found(settings, copy)
        source = "mkdocs.yml" if name.startswith("pagefind/") else sources.get(name, f"overrides/{name}")
        assert source in {each.path for each in findings}, name
