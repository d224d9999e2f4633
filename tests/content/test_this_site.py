"""This repository's own site. Nothing here may fail for a text that passes `scripts/check`."""

from __future__ import annotations

from pathlib import Path

import pytest
from policysite import build_manifest, config, corpus
from policysite.corpus import Corpus, Settings
from selectolax.lexbor import LexborHTMLParser

from tests.project import ROOT, Project, Site, made_once, text_of


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


def test_every_page_is_published_in_its_language_with_its_version(pages: Corpus, built: Site) -> None:
    files = {file.page: path for path, file in build_manifest.read(built.folder).files.items() if file.page}
    assert files.keys() == {(page.language, page.name) for page in pages.pages()}
    for page in pages.pages():
        html = LexborHTMLParser(built.text(files[page.language, page.name]))
        assert html.css_first("html").attributes["lang"] == page.language
        assert text_of(html.css_first("title")) == " ".join(page.front_matter.title.split())
        if page.front_matter.version:
            assert page.front_matter.version in text_of(html.css_first(".version"))
