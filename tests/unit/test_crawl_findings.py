"""The findings about links that only linkchecker cannot open."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

from policysite.links import checker
from policysite.links.checker import LinkChecker
from policysite.links.crawl import BrokenLink
from policysite.links.url_resolver import UrlResolver

from tests.linked_site import built, page

HEAD = "---\ntitle: T\n---\n\n# T { #t }\n\n"
SOURCES = {
    "docs/ru/index.md": HEAD + "[x](faq.md) and\n[y](faq.md)\n",
    "docs/ru/faq.md": HEAD + "[x](faq.md) [y](https://policy.example/other/)\n",
}
SITE = {
    "index.html": page('<main><a href="faq/">x</a> <a href="faq/">y</a></main>'),
    "faq/index.html": page('<main><a href="./">x</a> <a href="https://policy.example/other/">y</a></main>'),
}


def findings(root: Path, *broken_links: BrokenLink, site: dict[str, str] = SITE) -> list[tuple[str, int, str]]:
    """The place and address of each finding when linkchecker cannot open these links."""
    settings = built(root, site, SOURCES)
    with patch.object(checker, "crawl", lambda *_: list(broken_links)):
        found = LinkChecker(settings, root / "site").crawl_findings()
    assert {finding.rule for finding in found} <= {"link-target-missing"}
    return [(finding.path, finding.line, finding.params["address"]) for finding in found]


def broken(page: str, target: str, address: str) -> BrokenLink:
    return BrokenLink(page, target, address)


def test_a_broken_link_is_reported_in_every_place_where_it_is_written(tmp_path: Path) -> None:
    assert findings(tmp_path, broken("index.html", "faq/", "faq/")) == [
        ("docs/ru/faq.md", 7, "faq.md"),
        ("docs/ru/index.md", 7, "faq.md"),
        ("docs/ru/index.md", 8, "faq.md"),
    ]


def test_a_link_that_only_linkchecker_knows_is_reported_at_its_page(tmp_path: Path) -> None:
    assert findings(tmp_path, broken("faq/index.html", "faq/no/", "no/")) == [("docs/ru/faq.md", 1, "no/")]


def test_a_link_with_a_static_finding_is_not_reported_again(tmp_path: Path) -> None:
    site = {**SITE, "index.html": page('<main><a href="no/">x</a></main>')}
    assert findings(tmp_path, broken("index.html", "no/", "no/"), site=site) == []


def test_a_link_that_leaves_the_site_is_not_reported_again(tmp_path: Path) -> None:
    site = {**SITE, "index.html": page('<main><a href="/other/">x</a></main>')}
    assert findings(tmp_path, broken("index.html", "/other/", "/other/"), site=site) == []


def test_links_are_resolved_once_however_many_are_broken(tmp_path: Path) -> None:
    def resolved(number: int) -> int:
        with patch.object(UrlResolver, "target", autospec=True, side_effect=UrlResolver.target) as target:
            findings(tmp_path, *(broken("faq/index.html", f"faq/{each}/", f"{each}/") for each in range(number)))
        return target.call_count

    assert resolved(1) == resolved(50) > 0
