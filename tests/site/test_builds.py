"""The site in other circumstances: another day, another address, another form of addresses."""

from __future__ import annotations

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from tests.project import BASE, PAGES, ROOT, Project, Site, address


def test_two_builds_of_one_commit_are_the_same_byte_for_byte(project: Project, site: Site) -> None:
    # Everything that a build may take in by accident differs: the folder, the clock's zone, the locale, the hash seed.
    elsewhere = Project(ROOT).build(
        "--site-dir",
        str(project.folder / "site"),
        site_dir=project.folder / "site",
        TZ="Pacific/Auckland",
        LC_ALL="ru_RU.UTF-8",
        PYTHONHASHSEED="7",
        SOURCE_DATE_EPOCH="1000000000",
    )
    assert elsewhere.files() == site.files()


def test_the_site_works_at_the_root_of_a_domain(project: Project) -> None:
    site = project.build(SITE_URL="https://privacy.example/")
    for language, name in PAGES:
        page = site.html(language, name)
        assert page.css_first("link[rel=canonical]").attributes["href"] == (
            "https://privacy.example/" + address(language, name)
        )
    links = LexborHTMLParser(site.text("404.html")).css("main a")
    assert [link.attributes["href"] for link in links] == ["/.", "/en/"]


def test_links_do_not_depend_on_the_address_of_the_site(site: Site, tmp_path: Path) -> None:
    other = Project(ROOT).build("--site-dir", str(tmp_path), site_dir=tmp_path, SITE_URL="https://privacy.example/")
    for language, name in PAGES:
        path = address(language, name) + "index.html"
        ours = site.text(path).replace(BASE, "https://privacy.example/")
        # The margin of a print names the address, and the style that says so is allowed by its hash.
        assert re.sub("'sha256-.*?'", "", ours) == re.sub("'sha256-.*?'", "", other.text(path))


def test_pages_can_be_files_rather_than_folders(project: Project) -> None:
    text = (project.folder / "mkdocs.yml").read_text(encoding="utf-8")
    project.write("mkdocs.yml", text + "\nuse_directory_urls: false\n")
    site = project.build()
    page = LexborHTMLParser(site.text("en/faq.html"))
    assert page.css_first(".based-on a").attributes["href"] == "privacy.html#use"
    assert page.css_first(".clause__original").attributes["href"] == "../faq.html#faq"
    assert page.css_first("link[rel=canonical]").attributes["href"] == BASE + "en/faq.html"


def test_the_changed_pages_alone_can_be_built(project: Project) -> None:
    before = project.build().files()
    project.replace("docs/en/faq.md", "Never.", "Never, ever.")
    result = project.mkdocs("build", "--dirty")
    assert result.returncode == 0, result.stderr
    after = Site(project.folder / "site").files()
    assert [path for path in before if before[path] != after[path]] == ["en/faq/index.html"]
