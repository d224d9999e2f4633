"""The files for programs, found from the pages as programs find them: the feed, and the text of each version."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from jsonschema import Draft202012Validator
from selectolax.lexbor import LexborHTMLParser

from tests import atom
from tests.project import BASE_PATH, LANGUAGES, NAMES, Site, page_path, text_of
from tests.small_site import SmallSite

POLICY = "terms"
RELEASED = (POLICY, f"{POLICY}/2.1")

every_language = pytest.mark.parametrize("language", LANGUAGES)
every_page = pytest.mark.parametrize("name", [*NAMES, RELEASED[1]])
every_text = pytest.mark.parametrize("name", RELEASED)


@dataclass(frozen=True)
class Client:
    """A program that shows clauses of policies: it knows the address of a page, and the format."""

    site: Site

    def get(self, url: str) -> str:
        path = urlsplit(url).path.removeprefix(BASE_PATH)
        return self.site.text(f"{path}index.html" if path.endswith("/") or not path else path)

    def linked(self, url: str, media_type: str) -> list[str]:
        """Return the addresses of what a page has in another format."""
        links = LexborHTMLParser(self.get(url)).css(f"head link[rel=alternate][type='{media_type}']")
        return [urljoin(url, link.attributes["href"] or "") for link in links]

    def data(self, url: str) -> dict[str, Any]:
        [address] = self.linked(url, "application/json")
        found: dict[str, Any] = json.loads(self.get(address))
        schema = json.loads(self.get(found["$schema"]))
        Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(found)
        return found

    def clause(self, url: str, clause_id: str) -> str:
        """Return a clause as a reader of another program sees it."""
        found = self.data(url)
        [clause] = (each for each in found["clauses"] if each["id"] == clause_id)
        since = clause["since"]
        source = f"{found['title']} {found['version']}, {since['version']} ({since['date']})"
        links = [f"{link['text']}: {link['url']}" for link in clause["links"]]
        return "\n".join([clause["title"], clause["text"], *links, source, clause["url"]])


def address(language: str, name: str) -> str:
    return f"https://legal.example{BASE_PATH}{page_path(language, name)}"


@every_language
@every_text
def test_a_client_shows_a_clause_of_a_version(site: Site, language: str, name: str) -> None:
    lines = Client(site).clause(address(language, name), "data").splitlines()
    heading = site.html(language, name).css_first("#data")
    assert lines[0] == text_of(heading)
    assert "- TS-2041-7" not in lines
    assert "TS-2041-7" in lines
    title = {"en": "Privacy terms of Toolshare", "ru": "Условия конфиденциальности Toolshare"}[language]
    assert lines[-2:] == [f"{title} 2.1, 2.1 (2026-03-01)", f"{address(language, name)}#data"]


@every_language
@every_text
def test_a_client_finds_all_clauses_and_the_other_languages(site: Site, language: str, name: str) -> None:
    client = Client(site)
    found = client.data(address(language, name))
    headings = LexborHTMLParser(client.get(found["url"])).css(".clause > :is(h1, h2, h3, h4, h5, h6)")
    assert [each["id"] for each in found["clauses"]] == [heading.attributes["id"] for heading in headings]
    for other in found["languages"]:
        translated = client.data(other["url"])
        assert translated["language"] == other["language"]
        assert json.loads(client.get(other["data"])) == translated
    assert {other["language"] for other in found["languages"]} == set(LANGUAGES)


@every_language
@every_text
def test_the_links_of_clauses_lead_where_those_of_the_page_do(site: Site, language: str, name: str) -> None:
    page = address(language, name)
    anchors = {
        (text_of(anchor), urljoin(page, anchor.attributes["href"]))
        for anchor in LexborHTMLParser(Client(site).get(page)).css("main a")
    }
    links = [(link["text"], link["url"]) for each in Client(site).data(page)["clauses"] for link in each["links"]]
    assert links
    assert set(links) <= anchors


@every_language
@pytest.mark.parametrize("name", [name for name in NAMES if name != POLICY])
def test_a_page_without_a_version_has_no_data(site: Site, language: str, name: str) -> None:
    assert Client(site).linked(address(language, name), "application/json") == []


@every_language
@every_page
def test_every_page_leads_to_the_feed_of_its_language(site: Site, language: str, name: str) -> None:
    client = Client(site)
    [feed] = client.linked(address(language, name), "application/atom+xml")
    root = atom.read(client.get(feed))
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert root.find("{*}link[@rel='self']").get("href") == feed
    assert root.find("{*}entry/{*}link[@type='text/html']").get("href") == address(language, RELEASED[1])


@every_language
def test_readers_find_the_feed_on_the_history(site: Site, language: str) -> None:
    pages = {name: site.html(language, name).css("main a[type='application/atom+xml']") for name in NAMES}
    assert {name for name, links in pages.items() if links} == {"history"}
    [link] = pages["history"]
    [feed] = Client(site).linked(address(language, "history"), "application/atom+xml")
    assert urljoin(address(language, "history"), link.attributes["href"]) == feed


@every_language
@every_page
def test_the_links_to_the_privacy_policy_in_header_and_footer_say_so(site: Site, language: str, name: str) -> None:
    here = address(language, name)
    page = site.html(language, name)
    translations = [address(other, POLICY) for other in LANGUAGES] if name == POLICY else []
    for part in ("header", "footer"):
        links = {(urljoin(here, link.attributes["href"]), link.attributes.get("rel")) for link in page.css(f"{part} a")}
        expected = {address(language, POLICY), *translations}
        assert {url for url, rel in links if rel == "privacy-policy"} == expected
        assert expected.isdisjoint(url for url, rel in links if rel is None)
    assert not page.css("main [rel=privacy-policy]")


def test_of_several_documents_with_versions_the_privacy_policy_is_the_one_in_the_settings(tmp_path: Path) -> None:
    small = SmallSite(tmp_path)
    for language in ("en", "ru"):
        small.write(f"docs/{language}/terms.md", small.read(f"docs/{language}/privacy.md"))
    small.replace("mkdocs.yml", "  - policy\n", "  - policy: {privacy_policy: terms}\n")
    assert small.policy("build") == 0
    links = LexborHTMLParser(small.read("site/privacy/index.html")).css("[rel=privacy-policy]")
    assert [link.attributes["href"] for link in links] == ["../terms/"]


def test_nothing_is_said_about_a_feed_without_releases_and_about_a_policy_that_is_not_known(tmp_path: Path) -> None:
    small = SmallSite(tmp_path)
    (small.folder / "docs/editorial/versions.yml").unlink()
    for language in ("en", "ru"):
        (small.folder / f"docs/{language}/privacy/1.0.md").unlink()
        small.write(f"docs/{language}/terms.md", small.read(f"docs/{language}/privacy.md"))
    assert small.policy("build") == 0
    assert not list((small.folder / "site").rglob("feed.xml"))
    page = small.read("site/privacy/index.html")
    assert "atom+xml" not in page
    assert "privacy-policy" not in page
    assert json.loads(small.read("site/privacy/policy.json"))["versions"] == []
