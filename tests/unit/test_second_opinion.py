"""What is told of an address that only linkchecker could not open."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest
from policysite.links import checker
from policysite.links.checker import Links
from policysite.links.crawl import Miss
from policysite.links.url_resolver import UrlResolver

from tests.linked_site import INDEX, page, settings, write

HEAD = "---\ntitle: T\n---\n\n# T { #t }\n\n"
SOURCES = {
    "docs/ru/index.md": HEAD + "[x](faq.md) and\n[y](faq.md)\n",
    "docs/ru/faq.md": HEAD + "[x](faq.md) [y](https://policy.example/other/)\n",
}
SITE = {
    "index.html": page('<main><a href="faq/">x</a> <a href="faq/">y</a></main>'),
    "faq/index.html": page('<main><a href="./">x</a> <a href="https://policy.example/other/">y</a></main>'),
}


def told(root: Path, *misses: Miss, site: dict[str, str] = SITE) -> list[tuple[str, int, str]]:
    """Where what is told is written, and the address, when linkchecker has not opened these."""
    write(root / "site", {**INDEX, **site})
    write(root, {"mkdocs.yml": "site_name: x\n", **SOURCES})
    with patch.object(checker, "crawl", lambda *_: list(misses)):
        findings = Links(settings(root), root / "site").second_opinion()
    assert {finding.rule for finding in findings} <= {"link-target-missing"}
    return [(finding.path, finding.line, finding.params["address"]) for finding in findings]


def miss(page: str, target: str, asked: str) -> Miss:
    return Miss(page, target, asked, 1, 1, "404 Not Found")


def test_it_is_told_wherever_it_is_written(tmp_path: Path) -> None:
    assert told(tmp_path, miss("index.html", "faq/", "faq/")) == [
        ("docs/ru/faq.md", 7, "faq.md"),
        ("docs/ru/index.md", 7, "faq.md"),
        ("docs/ru/index.md", 8, "faq.md"),
    ]


def test_it_is_told_at_the_page_where_only_linkchecker_knows_of_it(tmp_path: Path) -> None:
    assert told(tmp_path, miss("faq/index.html", "faq/no/", "no/")) == [("docs/ru/faq.md", 1, "no/")]


def test_what_is_known_already_is_not_told_again(tmp_path: Path) -> None:
    site = {**SITE, "index.html": page('<main><a href="no/">x</a></main>')}
    assert told(tmp_path, miss("index.html", "no/", "no/"), site=site) == []


def test_what_another_site_on_the_server_has_is_not_told(tmp_path: Path) -> None:
    site = {**SITE, "index.html": page('<main><a href="/other/">x</a></main>')}
    assert told(tmp_path, miss("index.html", "/other/", "/other/"), site=site) == []


@pytest.mark.parametrize("number", [1, 50])
def test_the_addresses_are_gone_through_once_however_many_they_are(number: int, tmp_path: Path) -> None:
    with patch.object(UrlResolver, "target", autospec=True, side_effect=UrlResolver.target) as looked_up:
        told(tmp_path, *(miss("faq/index.html", f"faq/{each}/", f"{each}/") for each in range(number)))
    assert looked_up.call_count == 2 * 4  # once for ours, once for linkchecker's
