"""LibreOffice opens a Word document with tracked changes, accepts and rejects them, and prints it."""

from __future__ import annotations

import datetime
import io

import hypothesis
import pytest
from hypothesis import given
from policysite.corpus import Clause
from policysite.history.edit_script import edit_script
from policysite.history.redline.docx import redline
from policysite.history.redline.side_by_side import LanguageColumn
from policysite.languages.labels import labels_of
from pypdf import PdfReader

from tests.rules import clauses
from tests.word.office import ACCEPT, DOCX, PDF, REJECT, SHOW, Office
from tests.word_documents import expected, opened, read, states

OLD = """
We keep your data:

- names and addresses, for 30 days;
- requests.

Your requests:

1. You can ask for them.
2. We answer [here](faq.md).

## Shared with nobody { #nobody }

We do not share them.

## Rights { #rights }

You may object.
"""
NEW = """
We keep your data:

- names, for 90 days;
- requests;
- the address of the site.

Your requests:

1. We answer [here](index.md).

## Rights { #rights }

You may object.

We answer within a month.

## Shared with nobody { #nobody }

We do not share them.

## Contact { #contact }

Write to us.
"""

LONG = "\nWe keep it for 30 days, and then we delete it.\n" * 6


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


def document(*columns: LanguageColumn) -> bytes:
    date = datetime.datetime(2026, 11, 22, tzinfo=datetime.UTC)
    return redline("Privacy policy", columns, author="Editor", date=date, labels=labels_of("en"))


def column(
    language: str, old: tuple[Clause, ...] | list[Clause], new: tuple[Clause, ...] | list[Clause]
) -> LanguageColumn:
    return LanguageColumn(language, language.upper(), edit_script(old, new))


def texts(data: bytes) -> list[list[str]]:
    return [[text for _, text in column] for column in read(opened(data), accepted=True)]


@given(states(), states(), states(), states())
@hypothesis.settings(max_examples=5, phases=[hypothesis.Phase.generate])  # each starts LibreOffice twice
def test_it_accepts_and_rejects_all_changes(
    office: Office,
    old: list[Clause],
    new: list[Clause],
    old_translation: list[Clause],
    new_translation: list[Clause],
) -> None:
    data = document(column("en", old, new), column("ar", old_translation, new_translation))
    for command, pair in ((ACCEPT, (new, new_translation)), (REJECT, (old, old_translation))):
        assert texts(office.convert(data, command, DOCX)) == [[text for _, text in expected(each)] for each in pair]


def test_it_accepts_and_rejects_the_edits_of_a_page(office: Office) -> None:
    old, new = clauses(OLD), clauses(NEW)
    data = document(column("ru", old, new), column("en", new, old))
    for command, pair in ((ACCEPT, (new, old)), (REJECT, (old, new))):
        assert texts(office.convert(data, command, DOCX)) == [[text for _, text in expected(each)] for each in pair]


def test_it_shows_the_styles(office: Office) -> None:
    data = document(column("en", (), clauses(NEW)))
    assert read(opened(office.convert(data, ACCEPT, DOCX)), accepted=True) == [expected(clauses(NEW))]


def test_it_prints_the_languages_side_by_side_under_their_names(office: Office) -> None:
    sections = "".join(f"\n## Clause {number} {{ #c-{number} }}\n{LONG}" for number in range(8))
    old, new = clauses(sections), clauses(sections.replace("days", "weeks"))
    printed = office.convert(document(column("ru", old, new), column("en", old, new)), SHOW, PDF)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages]
    assert len(pages) > 1
    assert [page.count("RU") and page.count("EN") for page in pages] == [1] * len(pages)
    # Nothing moves the table to the second page.
    assert "Privacy policy" in pages[0]
    assert pages[0].count("Clause 0") == 2
