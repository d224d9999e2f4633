"""What linkchecker finds is told as what we find is: at every place where it is written, and once."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from policysite.links import check
from policysite.links.check import Links
from policysite.links.crawl import Miss

from tests.linked_site import INDEX, page, settings, write

TODAY = datetime.date(2026, 11, 23)
HEAD = "---\ntitle: T\ndescription: D\n---\n"
TEXT = "# T {{ #t }}\n\n[x]({}) and [y]({})\n"


def told(
    root: Path, monkeypatch: pytest.MonkeyPatch, *misses: Miss, address: str = "a.txt"
) -> list[tuple[str, int, str]]:
    """What is told where linkchecker misses this, on a site whose two home pages link to an address twice."""
    text = HEAD + TEXT.format(address, address)
    write(root, {"mkdocs.yml": "site_name: x\n", "docs/ru/index.md": text, "docs/en/index.md": text})
    link = f'<main><h1 id="t">T</h1><a href="{address}">x</a></main>'
    switch = '<a href="/sub/en/" hreflang="en">x</a>'
    pages = {"index.html": page(link + switch), "en/index.html": page(link, language="en")}
    write(root / "site", {**INDEX, **pages, "a.txt": "", "en/a.txt": ""})
    monkeypatch.setattr(check, "crawl", lambda *_: list(misses))
    findings = Links(settings(root), root / "site").internal(TODAY)
    return [(each.path, each.line, each.facts.get("address", "")) for each in findings]


def test_where_it_finds_nothing_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(tmp_path, monkeypatch) == []


def test_what_it_alone_finds_is_told_wherever_that_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    miss = Miss("index.html", "a.txt", "a.txt", 1, 1, "404 Not Found")
    assert told(tmp_path, monkeypatch, miss) == [("docs/ru/index.md", 7, "a.txt")] * 2


def test_what_both_find_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    miss = Miss("index.html", "b.txt", "b.txt", 1, 1, "404 Not Found")
    alone = told(tmp_path, monkeypatch, address="b.txt")
    assert alone
    assert told(tmp_path, monkeypatch, miss, address="b.txt") == alone


def test_an_address_that_we_do_not_know_of_is_told_with_its_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    miss = Miss("en/index.html", "en/secret.html", "secret.html", 1, 1, "404 Not Found")
    assert told(tmp_path, monkeypatch, miss) == [("docs/en/index.md", 1, "secret.html")]


def test_an_address_out_of_the_site_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    miss = Miss("index.html", "/none/", "/none/", 1, 1, "404 Not Found")
    found = told(tmp_path, monkeypatch, miss, address="/none/")
    assert found == told(tmp_path, monkeypatch, address="/none/")
    assert len(found) == 4
