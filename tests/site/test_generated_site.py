"""A site with sections in its menu, and without a look of its own."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from urllib.parse import urljoin

import pytest
from PIL import Image
from policysite import build_manifest
from policysite.site.css import light_and_dark
from policysite.site.palette import palette_css
from selectolax.lexbor import LexborHTMLParser

from tests import generated_site
from tests.project import Project, Site, text_of

POLICIES = [f"policy-{number}" for number in range(1, 10)]
TITLES = {"ru": "Все страницы", "en": "All pages"}
SECTIONS = {"ru": ["Договоры", "Архив"], "en": ["Contracts", "Archive"]}
HELP = "https://help.example/"
TRANSLATIONS = "{Договоры: Contracts, Архив: Archive}"
NAV = f"""\
nav:
  - index.md
  - Договоры: [{", ".join(f"{name}.md" for name in POLICIES[:5])}]
  - Архив: [{", ".join(f"{name}.md" for name in POLICIES[5:])}]
  - {HELP}
"""
ROOTS = {"ru": "https://policies.example/", "en": "https://policies.example/en/"}

every_language = pytest.mark.parametrize("language", generated_site.LANGUAGES)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("generated")
    generated_site.write(folder, len(POLICIES), clauses=2)
    project = Project(folder)
    project.write("mkdocs.yml", NAV + project.read("mkdocs.yml"))
    project.replace("mkdocs.yml", "site_name: Policies}", f"site_name: Policies, nav_translations: {TRANSLATIONS}}}")
    project.replace("mkdocs.yml", "      contacts:", f"      contact_url: {HELP}contact/\n      contacts:")
    return project.build()


def page(built: Site, language: str, name: str = "") -> LexborHTMLParser:
    folder = ROOTS[language].removeprefix(ROOTS["ru"]) + (f"{name}/" if name else "")
    return built.page(folder)


def targets(page: LexborHTMLParser, selector: str, address: str) -> list[str]:
    return [urljoin(address, link.attributes["href"] or "") for link in page.css(f"{selector} a")]


@every_language
def test_sections_and_links_to_other_sites_are_in_the_menu_and_in_the_list_of_pages(built: Site, language: str) -> None:
    root = ROOTS[language]
    expected = [root, *(f"{root}{name}/" for name in POLICIES), HELP]
    for name in ("", "policy-2"):
        address = f"{root}{name}/" if name else root
        html = page(built, language, name)
        for part in (".menu", ".all-pages"):
            assert targets(html, part, address) == expected
            assert [text_of(node) for node in html.css(f"{part} li > details > summary")] == SECTIONS[language]
            assert [link.attributes["rel"] for link in html.css(f"{part} a[href='{HELP}']")] == ["external"]
        assert html.css_first(".all-pages").attributes["aria-label"] == TITLES[language]


@every_language
def test_the_page_and_its_group_are_marked_and_the_group_is_open_in_the_list(built: Site, language: str) -> None:
    html = page(built, language, "policy-7")
    for part in (".menu", ".all-pages"):
        marked = [(text_of(node), node.attributes["aria-current"]) for node in html.css(f"{part} [aria-current]")]
        title = {"ru": "Политика 7", "en": "Policy 7"}[language]
        assert marked == [(SECTIONS[language][1], "true"), (title, "page")]
    assert [text_of(node) for node in html.css("details[open] > summary")] == [SECTIONS[language][1]]
    assert {node.attributes["name"] for node in html.css(".menu li > details")} == {"menu"}


@every_language
def test_the_footer_leads_to_the_first_pages_the_contact_and_the_other_language(built: Site, language: str) -> None:
    root = ROOTS[language]
    other = next(address for each, address in ROOTS.items() if each != language)
    expected = [root, HELP, f"{HELP}contact/", f"{other}policy-1/"]
    assert targets(page(built, language, "policy-1"), ".footer", f"{root}policy-1/") == expected


def test_the_theme_has_an_icon_and_colors_of_its_own(built: Site) -> None:
    home = page(built, "en")
    icon = urljoin(ROOTS["en"], home.css_first("link[rel=icon]").attributes["href"])
    assert built.text(icon.removeprefix(ROOTS["ru"])).startswith("<svg")
    assert len(home.css("meta[name=theme-color]")) == 2


def test_the_manifest_names_every_published_file_with_its_source(built: Site) -> None:
    manifest = build_manifest.read(built.folder)
    files = built.files()
    del files[build_manifest.NAME]
    assert {path: each.sha256 for path, each in manifest.files.items()} == {
        path: hashlib.sha256(content).hexdigest() for path, content in files.items()
    }
    sources = {path: each.source for path, each in manifest.files.items() if not path.startswith("pagefind/")}
    pages = {each.page: path for path, each in manifest.files.items() if each.page}
    for language in generated_site.LANGUAGES:
        for name in ("index", *POLICIES):
            file = pages[language, name]
            assert sources.pop(file) == f"docs/{language}/{name}.md"
            if name != "index":
                data = file.replace("index.html", "policy.json")
                assert sources.pop(data) == f"docs/{language}/{name}.md"
    for name in POLICIES:
        beside = pages["en", f"{name}/with-original"]
        assert sources.pop(beside) == f"docs/en/{name}.md"
    assert sources == {
        "404.html": "policysite:theme/404.html",
        "policy.schema.json": "policysite:theme/policy.schema.json",
        "sitemap.xml": "policysite:theme/sitemap.xml",
        "sitemap.xml.gz": "policysite:theme/sitemap.xml",
        "site.webmanifest": "mkdocs.yml",
        "en/site.webmanifest": "mkdocs.yml",
        **{
            f"assets/{name}": f"policysite:theme/assets/{name}"
            for name in ("favicon.svg", "search.css", "search.js", "site.css", "site.js")
        },
    }
    assert {each.source for path, each in manifest.files.items() if path.startswith("pagefind/")} == {""}


ICON = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def test_the_site_s_own_files_replace_those_of_the_theme(built: Site, tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    shutil.copytree(built.folder.parent, project.folder, ignore=shutil.ignore_patterns("site"))
    options = "custom_dir: look, logo: assets/logo.png, palette: {primary: teal}"
    project.replace("mkdocs.yml", "theme: material", f"theme: {{name: material, {options}}}")
    (project.folder / "look/assets").mkdir(parents=True)
    Image.new("RGB", (16, 16)).save(project.folder / "look/assets/logo.png")
    project.write("look/assets/brand.css", ":root { --md-primary-fg-color: light-dark(#123456, #654321) }")
    project.write("look/assets/favicon.svg", ICON)
    site = project.build()
    assert "--md-primary-fg-color:light-dark(#123456,#654321)" in site.text("assets/site.css")
    assert site.text("assets/favicon.svg") == ICON
    mark = light_and_dark(site.text("assets/site.css"), "--md-primary-fg-color")
    assert mark == light_and_dark(
        palette_css({"primary": "teal"}, site.text("assets/site.css")), "--md-primary-fg-color"
    )
    for name, logo in (("", "../assets/logo.png"), ("policy-1", "../../assets/logo.png")):
        [image] = page(site, "en", name).css(".header img")
        assert image.attributes == {"src": logo, "alt": ""}
    files = build_manifest.read(site.folder).files
    assert {path: files[path].source for path in ("assets/favicon.svg", "assets/site.css")} == {
        "assets/favicon.svg": "look/assets/favicon.svg",
        "assets/site.css": "look/assets/brand.css",
    }
    assert not [path for path in files if path.endswith("brand.css")]
