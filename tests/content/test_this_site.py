"""This repository's own site. Nothing here may fail for a text that passes `scripts/check`."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

import pytest
from policysite import build_manifest, config, corpus
from policysite.corpus import Corpus, Settings
from selectolax.lexbor import LexborHTMLParser

from tests.project import ROOT, Project, Site, environment, made_once, text_of

# Ten TCP segments of 1,460 bytes: what a server may send before it waits for the first acknowledgement.
FIRST_ROUND_TRIP_BYTES = 14_600


@pytest.fixture(scope="module")
def settings() -> Settings:
    return config.load(ROOT / "mkdocs.yml")


@pytest.fixture(scope="module")
def pages(settings: Settings) -> Corpus:
    pages, findings = corpus.read(settings)
    assert findings == []
    return pages


@pytest.fixture(scope="module")
def built(shared_folder: Path) -> Site:
    return Site(made_once(shared_folder / "this-site", lambda folder: Project(ROOT).build(site_dir=folder)))


def test_the_text_passes_its_checks() -> None:
    command = [Path(sys.executable).with_name("policy"), "lint"]
    result = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_page_is_published_in_its_language_with_its_version(pages: Corpus, built: Site) -> None:
    files = {file.page: path for path, file in build_manifest.read(built.folder).files.items() if file.page}
    assert files.keys() == {(page.language, page.name) for page in pages.pages()}
    for page in pages.pages():
        html = LexborHTMLParser(built.text(files[page.language, page.name]))
        assert html.css_first("html").attributes["lang"] == page.language
        assert text_of(html.css_first("title")) == " ".join(page.front_matter.title.split())
        if page.front_matter.version:
            assert page.front_matter.version in text_of(html.css_first(".version"))


def test_the_files_that_all_pages_share_leave_half_of_the_first_round_trip_to_the_text(
    settings: Settings, built: Site
) -> None:
    home = LexborHTMLParser(built.text("index.html"))
    files = home.css("link[rel=stylesheet], link[rel=icon], script[src]")
    urls = [urljoin(settings.url, node.attributes.get("href") or node.attributes["src"]) for node in files]
    bodies = [(built.folder / url.removeprefix(settings.url)).read_bytes() for url in urls]
    assert len(bodies) == 3
    assert sum(len(gzip.compress(body, 6)) for body in bodies) <= FIRST_ROUND_TRIP_BYTES / 2
