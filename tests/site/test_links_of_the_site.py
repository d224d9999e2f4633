"""The links of the built fixture site: none is broken, and a missing file or anchor is found behind every link."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from policysite.config.loader import load
from policysite.corpus import Settings
from policysite.findings import Finding
from policysite.links.checker import LinkChecker

from tests.project import ORIGINAL, PAGES, TRANSLATION, PageName, Project, Site, page_path

HEADING = re.compile(r'(<h[1-6][^>]*) id="[^"]+"')


@pytest.fixture(scope="module")
def settings(sources: Project) -> Settings:
    return load(sources.folder / "mkdocs.yml")


@pytest.fixture
def copy(site: Site, tmp_path: Path) -> Path:
    """A copy of the built site to remove things from."""
    return shutil.copytree(site.folder, tmp_path / "site")


def findings(settings: Settings, folder: Path) -> list[Finding]:
    return LinkChecker(settings, folder).static_findings()


def headings(sources: Project, page: PageName) -> dict[str, int]:
    """The lines of a page's headings, by their ids."""
    lines = enumerate(_lines(sources, page), start=1)
    found = ((re.search(r"\{ #([\w-]+)", line), number) for number, line in lines)
    return {match[1]: number for match, number in found if match}


def links_to(sources: Project, page: PageName, clause_id: str = "") -> Iterator[tuple[str, int]]:
    """The lines of the Markdown that link to a page, or to a clause of it, found by a plain search."""
    language, name = page
    fragment = f"#{clause_id}" if clause_id else ""
    for other in PAGES:
        if other[0] == language:
            for number, line in enumerate(_lines(sources, other), start=1):
                if f"({name}.md{fragment})" in line or (other == page and fragment and f"({fragment})" in line):
                    yield _path(other), number


def _path(page: PageName) -> str:
    return "docs/{}/{}.md".format(*page)


def _lines(sources: Project, page: PageName) -> list[str]:
    return sources.read(_path(page)).splitlines()


def test_the_site_has_no_findings(settings: Settings, site: Site) -> None:
    assert LinkChecker(settings, site.folder).internal(datetime.date(2026, 1, 1)) == []


def test_a_link_to_a_page_in_another_language_is_built_and_valid(project: Project) -> None:
    for language, other in ((ORIGINAL, TRANSLATION), (TRANSLATION, ORIGINAL)):
        link = f'\n[{other}](../{other}/terms.md#rights){{ hreflang="{other}" }}\n'
        project.append(f"docs/{language}/history.md", link)
    built = project.build()
    links = built.html(TRANSLATION, "history").css(f'main a[hreflang="{ORIGINAL}"]')
    assert any((node.attributes["href"] or "").endswith("/terms/#rights") for node in links)
    assert findings(load(project.folder / "mkdocs.yml"), built.folder) == []


def test_each_missing_anchor_is_found_at_its_heading_and_at_every_line_that_links_to_it(
    settings: Settings, sources: Project, copy: Path
) -> None:
    expected = set()
    for page in PAGES:
        file = copy / page_path(*page) / "index.html"
        html, removed = HEADING.subn(r"\1", file.read_text(encoding="utf-8"))
        file.write_text(html, encoding="utf-8")
        lines = headings(sources, page)
        assert removed == len(lines)
        for clause_id, line in lines.items():
            expected.add((_path(page), line, clause_id))
            expected.update((*place, clause_id) for place in links_to(sources, page, clause_id))
    missing = [each for each in findings(settings, copy) if each.rule == "link-target-missing"]
    in_pages = [each for each in missing if each.path.endswith(".md") and each.line > 1]
    assert {(each.path, each.line, each.params["address"].partition("#")[2]) for each in in_pages} >= expected


def test_the_missing_anchor_of_a_template_is_found(settings: Settings, copy: Path) -> None:
    file = copy / "questions/index.html"
    file.write_text(file.read_text(encoding="utf-8").replace('id="_content"', ""), encoding="utf-8")
    (finding,) = (each for each in findings(settings, copy) if each.rule == "link-target-missing")
    assert (finding.path, finding.line) == (f"docs/{ORIGINAL}/questions.md", 1)
    assert finding.params["address"].endswith("/questions/#_content")


# Without its home page a folder is not a site.
@pytest.mark.parametrize("page", PAGES[1:], ids="-".join)
def test_a_missing_page_is_found_at_its_source_and_at_every_line_that_links_to_it(
    page: PageName, settings: Settings, sources: Project, copy: Path
) -> None:
    (copy / page_path(*page) / "index.html").unlink()
    found = findings(settings, copy)
    assert [(each.path, each.line) for each in found if each.rule == "file-missing"] == [(_path(page), 1)]
    assert {(each.path, each.line) for each in found if each.rule == "link-target-missing"} >= {
        *links_to(sources, page)
    }


def test_each_other_missing_file_is_found(settings: Settings, copy: Path) -> None:
    files = [path for path in copy.rglob("*") if path.is_file() and path.suffix != ".html"]
    removed = {path.relative_to(copy).as_posix() for path in files} - {"build-manifest.json"}
    for file in removed:
        (copy / file).unlink()
    places = {each.params["file"]: each.path for each in findings(settings, copy) if each.rule == "file-missing"}
    assert places.keys() == removed
    assert places[".well-known/security.txt"] == "docs/.well-known/security.txt"
    assert places["assets/seal.svg"] == "docs/assets/seal.svg"
    assert places["pagefind/pagefind.js"] == places["assets/site.css"] == "mkdocs.yml"
