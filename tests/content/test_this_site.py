"""This repository's own site. Nothing here may fail for a text that passes `scripts/check`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from policysite import build_manifest, corpus
from policysite.config import loader
from policysite.corpus import Corpus, Settings
from policysite.scaffold import forms
from selectolax.lexbor import LexborHTMLParser

from tests.project import ROOT, Project, Site, made_once, text_of


@pytest.fixture(scope="module")
def settings() -> Settings:
    return loader.load(ROOT / "mkdocs.yml")


@pytest.fixture(scope="module")
def pages(settings: Settings) -> Corpus:
    pages, findings = corpus.read(settings)
    assert findings == []
    return pages


@pytest.fixture(scope="module")
def built(shared_folder: Path) -> Site:
    return Site(made_once(shared_folder / "this-site", Project(ROOT).build_with_mkdocs))


def test_every_page_is_published_in_its_language_with_its_version(pages: Corpus, built: Site) -> None:
    files = {file.page: path for path, file in build_manifest.read(built.folder).files.items() if file.page}
    for page in (*pages.pages(), *pages.frozen_pages()):
        html = LexborHTMLParser(built.text(files[page.language, page.name]))
        assert html.css_first("html").attributes["lang"] == page.language
        assert text_of(html.css_first("title")).startswith(" ".join(page.front_matter.title.split()))
        if page.front_matter.version:
            name = html.css_first(".frozen" if page.frozen_as else ".edition")
            assert page.front_matter.version in text_of(name)


def test_the_first_version_is_the_text_that_was_handed_over(pages: Corpus, settings: Settings) -> None:
    first = pages.frozen["privacy", "1.0"].pages[pages.original]
    lists = (settings.closing.internal, settings.closing.external)
    written = [
        each for clause in first.clauses for each in ([clause.heading] if clause.id in lists else clause.all_blocks())
    ]
    source = Path(__file__).with_name("handed_over_ru.txt").read_text(encoding="utf-8")
    # The questions and their answers are on a page of their own, which has no versions.
    policy, questions, closing = re.split(r"^(FAQ\n.*?\n)(?=Подробнее)", source, flags=re.MULTILINE | re.DOTALL)
    handed_over = [line.removeprefix("- ") for line in f"{policy}{closing}".splitlines()]
    assert questions.count("?\n") == 3
    assert sentences(block.text for block in written) == sentences([first.front_matter.title, *handed_over])


def test_the_forms_are_those_that_policy_guide_writes(settings: Settings) -> None:
    for path, text in forms.texts(settings).items():
        assert (ROOT / path).read_text(encoding="utf-8") == text


def test_the_text_of_every_language_has_a_line_for_its_owners(settings: Settings) -> None:
    owners = (ROOT / ".github/CODEOWNERS").read_text(encoding="utf-8")
    assert [folder for folder in settings.folders.values() if f"/{folder}/ @" not in owners] == []


def sentences(texts: Iterable[str]) -> list[str]:
    """Return the sentences of texts in order, with their white space folded."""
    found = [" ".join(each.split()) for text in texts for each in re.split(r"(?<=[.!?])\s", text)]
    return [each for each in found if each]
