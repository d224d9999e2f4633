"""The findings about links that only linkchecker cannot open."""

from __future__ import annotations

import datetime
from pathlib import Path
from re import finditer
from unittest.mock import patch

import pytest
from policysite.corpus.settings import TIME_LIMIT_SECONDS
from policysite.corpus.time_limit import SiteTimeoutError
from policysite.links import checker
from policysite.links.checker import LinkChecker
from policysite.links.crawl import BrokenLink
from policysite.links.linkchecker.report import OutOfTimeError
from policysite.links.sources import Sources
from policysite.links.url_resolver import UrlResolver

from tests.linked_site import built, page
from tests.processor_time import end_every_limit

TODAY = datetime.date(2026, 1, 1)
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
    """The place and address of each finding that is made only because linkchecker cannot open these links."""
    links = LinkChecker(built(root, site, SOURCES), root / "site")
    with patch.object(checker, "crawl", lambda *_: list(broken_links)):
        static = links.static_findings()
        found = [each for each in links.internal(TODAY) if each not in static]
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


def test_a_link_that_is_written_many_times_is_looked_up_once(tmp_path: Path) -> None:
    numbers = range(1, 50)
    source = HEAD + "".join(f"## {each} {{ #c{each} }}\n\n[x](no/)\n\n" for each in numbers)
    text = "".join(f'<h2 id="c{each}">{each}</h2><p><a href="no/">x</a></p>' for each in numbers)
    settings = built(tmp_path, {"index.html": page(f'<main id="t">{text}</main>')}, {"docs/ru/index.md": source})
    links = LinkChecker(settings, tmp_path / "site")
    with patch.object(Sources, "positions", autospec=True, side_effect=Sources.positions) as positions:
        found = links.static_findings()
    assert [finding.line for finding in found] == [
        source[: each.start()].count("\n") + 1 for each in finditer("no/", source)
    ]
    assert positions.call_count == 1


def test_links_are_not_checked_without_pages_that_take_too_long_to_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = LinkChecker(built(tmp_path, SITE, SOURCES), tmp_path / "site")
    monkeypatch.setattr("policysite.corpus.reader._MAX_LINES", 1)
    with pytest.raises(SiteTimeoutError) as caught:
        links.static_findings()
    assert {each.rule for each in caught.value.findings} == {"page-timeout"}


def test_the_check_of_links_ends_when_our_own_part_takes_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    links = LinkChecker(built(tmp_path, SITE, SOURCES), tmp_path / "site")
    end_every_limit(monkeypatch)
    with patch.object(checker, "crawl", lambda *_: []), pytest.raises(SiteTimeoutError) as caught:
        links.internal(TODAY)
    assert [each.rule for each in caught.value.findings] == ["site-timeout"]


def test_the_check_of_links_ends_when_linkchecker_takes_too_long(tmp_path: Path) -> None:
    def ended(*arguments: object) -> list[BrokenLink]:
        assert 0 < arguments[-1] <= TIME_LIMIT_SECONDS
        raise OutOfTimeError

    links = LinkChecker(built(tmp_path, SITE, SOURCES), tmp_path / "site")
    with patch.object(checker, "crawl", ended), pytest.raises(SiteTimeoutError) as caught:
        links.internal(TODAY)
    assert [each.rule for each in caught.value.findings] == ["site-timeout"]


def test_links_are_resolved_once_however_many_are_broken(tmp_path: Path) -> None:
    def resolved(number: int) -> int:
        with patch.object(UrlResolver, "target", autospec=True, side_effect=UrlResolver.target) as target:
            findings(tmp_path, *(broken("faq/index.html", f"faq/{each}/", f"{each}/") for each in range(number)))
        return target.call_count

    assert resolved(1) == resolved(50) > 0
