"""Sites whose addresses can be written in several ways, from the text to the check of the built site."""

from __future__ import annotations

import json
import re
from pathlib import Path, PurePosixPath

import pytest
from policysite import build_manifest
from policysite.config import loader
from policysite.corpus import destinations
from selectolax.lexbor import LexborHTMLParser

from tests.project import ORIGINAL, TOOLSHARE, Site
from tests.small_site import SmallSite

# Names of pages that MkDocs, browsers and servers could each read in another way.
NAMES = ("part/README", "MY-README", "v1.0/index", "data+use&more", "it's-(1)={a}", "о-нас")
PAGE = "---\ntitle: {title}\ndescription: {title}.\n---\n\n# {title} {{ #more }}\n\n{text}\n"


def written_as(name: str) -> str:
    """The name of a page as a link to it is written, with every sign escaped."""
    return "".join(f"%{byte:02x}" for byte in name.encode())


def write_pages(site: SmallSite) -> None:
    for name in NAMES:
        site.write(f"docs/en/{name}.md", PAGE.format(title="More", text="We answer requests."))
        site.write(f"docs/ru/{name}.md", PAGE.format(title="Ещё", text="Мы отвечаем на обращения."))
    links = [
        f"[more]({written_as(name)}.md#more) [ещё](../ru/{written_as(name)}.md){{ hreflang=ru }}" for name in NAMES
    ]
    site.append("docs/en/index.md", "\n" + "\n".join(links) + "\n")
    links = [
        f"[ещё]({written_as(name)}.md#more) [more](../en/{written_as(name)}.md){{ hreflang=en }}" for name in NAMES
    ]
    site.append("docs/ru/index.md", "\n" + "\n".join(links) + "\n")
    for language in ("en", "ru"):
        site.append(f"docs/{language}/index.md", "\n[1.0](privacy/1.0.md)\n")
    menu = ", ".join(json.dumps(f"{name}.md", ensure_ascii=False) for name in NAMES)
    site.replace("mkdocs.yml", "nav: [", f"nav: [{menu}, ")
    assert site.policy("approve", "--all") == 0


@pytest.mark.parametrize("directories", [True, False])
def test_every_address_of_a_page_is_the_one_at_which_it_is_published(directories: bool, tmp_path: Path) -> None:
    site = SmallSite(tmp_path)
    write_pages(site)
    site.replace("mkdocs.yml", "https://policy.example/legal/", "https://Пример.рф:443/юр%2dлицо")
    site.append("mkdocs.yml", f"use_directory_urls: {str(directories).lower()}\n")
    assert site.policy("build") == site.policy("links", "--internal") == 0
    root = "https://xn--e1afmkfd.xn--p1ai/%D1%8E%D1%80-%D0%BB%D0%B8%D1%86%D0%BE/"
    built = Site(tmp_path / "site")
    listed = re.findall("<loc>(.*?)</loc>", built.text("sitemap.xml"))
    canonical = [
        LexborHTMLParser(built.text(file)).css_first("link[rel=canonical]").attributes["href"]
        for file, published in build_manifest.read(built.folder).files.items()
        if published.page and published.page[1] in (*NAMES, "index")
    ]
    assert len(canonical) == 2 * (len(NAMES) + 1)
    assert {*canonical} <= {*listed}
    assert all(address.startswith(root) for address in canonical)
    assert "https://пример.рф/юр-лицо/" in built.text("index.html")  # in the margin of the printed page


def test_a_site_with_two_files_in_one_place_is_not_built(tmp_path: Path) -> None:
    site = SmallSite(tmp_path)
    for language in ("en", "ru"):
        site.write(f"docs/{language}/privacy/index.md", PAGE.format(title="More", text="More."))
    built, linted = (site.printed(command, "--format", "json", code=1) for command in ("build", "lint"))
    assert built.count('"destination-shared"') == linted.count('"destination-shared"') == 2
    assert not (tmp_path / "site").exists()


def test_no_page_can_be_named_like_what_the_build_makes(site: Site) -> None:
    files = build_manifest.read(site.folder).files.items()
    pages = {published.page[1].split("/")[0] for _, published in files if published.page}
    made = {path.split("/")[0] for path, published in files if not published.page} - {".well-known", *pages}
    settings = loader.load(TOOLSHARE / "mkdocs.yml")
    findings = destinations.check(settings, [PurePosixPath(ORIGINAL, f"{name}.md") for name in made])
    assert {finding.path for finding in findings if finding.rule == "name-reserved"} == {
        f"docs/{ORIGINAL}/{name}.md" for name in made
    }
