"""The site built on another machine, for another URL, with other forms of URLs."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path

import pytest
from policysite import build_manifest
from policysite.config.loader import load
from policysite.site.build import build
from selectolax.lexbor import LexborHTMLParser

from tests.processors import set_processors
from tests.project import BASE_URL, PAGES, Project, Site, page_path
from tests.small_site import SmallSite

OTHER_URL = "https://privacy.example/"


def test_two_builds_of_one_commit_are_the_same_byte_for_byte(sources: Project, site: Site, tmp_path: Path) -> None:
    # Everything that a build may take in by accident differs: the folder, the time zone, the locale, the hash seed.
    other = Project(shutil.copytree(sources.folder, tmp_path / "elsewhere", symlinks=True)).build_with_mkdocs(
        tmp_path / "site",
        TZ="Pacific/Auckland",
        LC_ALL="ru_RU.UTF-8",
        PYTHONHASHSEED="7",
        SOURCE_DATE_EPOCH="4000000000",
    )
    assert other.files() == site.files()


def test_the_original_need_not_be_the_first_language(small: SmallSite) -> None:
    assert small.policy("build") == 0
    before = small.published()
    small.replace("mkdocs.yml", "        - {locale: en, name: English, default: true}\n", "")
    translation = "        - {locale: ru, name: Русский, site_name: Политика}\n"
    small.replace("mkdocs.yml", translation, f"{translation}        - {{locale: en, name: English, default: true}}\n")
    assert small.policy("build") == 0
    del before["build-manifest.json"]
    assert before.items() <= small.published().items()


def test_the_site_is_the_same_with_one_processor(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    built = []
    for processors in (2, 1):
        set_processors(monkeypatch, processors)
        built.append(project.build().files())
    assert built[0] == built[1]


def test_the_url_of_the_site_changes_nothing_but_urls(sources: Project, site: Site, tmp_path: Path) -> None:
    other = sources.build_with_mkdocs(tmp_path / "site", SITE_URL=OTHER_URL)
    for language, name in PAGES:
        path = page_path(language, name) + "index.html"
        canonical = LexborHTMLParser(other.text(path)).css_first("link[rel=canonical]")
        assert canonical.attributes["href"] == OTHER_URL + page_path(language, name)
        expected = site.text(path).replace(BASE_URL, OTHER_URL)
        # The margin of a print names the URL, and the style that does so is allowed by its hash.
        assert re.sub("'sha256-.*?'", "", expected) == re.sub("'sha256-.*?'", "", other.text(path))
    links = LexborHTMLParser(other.text("404.html")).css("main a")
    assert [link.attributes["href"] for link in links] == ["/.", "/terms/", "/ru/", "/ru/terms/"]


def test_pages_without_a_git_history_have_no_date(project: Project) -> None:
    sitemap = project.build().text("sitemap.xml")
    # (The policy has the date of its version.)
    assert set(re.findall("<lastmod>(.*?)</lastmod>", sitemap)) == {"2026-03-01"}


def test_pages_can_be_files_rather_than_folders(project: Project) -> None:
    project.append("mkdocs.yml", "\nuse_directory_urls: false\n")
    page = LexborHTMLParser(project.build().text("ru/questions.html"))
    assert page.css_first(".based-on a").attributes["href"] == "terms.html#use"
    assert page.css_first(".clause__original").attributes["href"] == "../questions.html#questions"
    assert page.css_first("link[rel=canonical]").attributes["href"] == BASE_URL + "ru/questions.html"


def test_the_changed_pages_alone_can_be_built(project: Project) -> None:
    before = project.build().files()
    project.replace("docs/en/questions.md", "Not at all.", "No, not at all.")
    result = project.mkdocs("build", "--dirty", "--config-file", "mkdocs.yml")
    assert result.returncode == 0, result.stderr
    after = Site(project.folder / "site").files()
    assert [path for path in before if before[path] != after[path]] == ["questions/index.html"]


def test_a_page_saved_during_a_build_makes_the_site_outdated(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    path = project.folder / "docs/en/terms.md"

    def saved_meanwhile(*_: object) -> tuple[dict[str, datetime.date], tuple[()]]:
        path.write_text(path.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
        return {}, ()

    monkeypatch.setattr("policysite.site.content.last_changes", saved_meanwhile)
    build(project.folder / "mkdocs.yml")
    settings = load(project.folder / "mkdocs.yml")
    assert build_manifest.read(project.folder / "site").outdated(settings) == ["docs/en/terms.md"]
