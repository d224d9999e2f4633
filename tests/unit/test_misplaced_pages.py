"""A page with a wrong name, or with the text of another page, is named once, with its place."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.drafts import PUBLISHED, Drafts
from tests.project import put
from tests.released_site import change, errors, follow


@pytest.mark.parametrize("name", ["privacy (1)", "faq (2)", "privacy-copy"])
def test_a_copy_of_a_page_beside_it_is_only_to_be_deleted(root: Path, name: str) -> None:
    shutil.copy(root / f"docs/ru/{re.split('[ -]', name)[0]}.md", root / f"docs/ru/{name}.md")
    (found,) = errors(root)
    assert (found.path, found.rule) == (f"docs/ru/{name}.md", "page-copied")


@pytest.mark.parametrize("languages", [("ru", "en"), ("en",)])
def test_a_page_with_an_earlier_version_is_only_to_be_put_back(drafts: Drafts, languages: tuple[str, ...]) -> None:
    root = drafts.copied(PUBLISHED)
    for language in languages:
        shutil.copy(root / f"docs/{language}/privacy/1.0.md", root / f"docs/{language}/privacy.md")
    found = errors(root)
    assert [(each.path, each.rule) for each in found] == [
        (f"docs/{language}/privacy.md", "page-put-back") for language in sorted(languages)
    ]
    for each in found:
        shutil.copy(root / each.params["copy"], root / each.path)
    assert drafts.is_restored()


@pytest.mark.parametrize(
    "name", ["Privacy", "privacy/privacy", "docs/ru/privacy", "privacy.md", "privacy.ru", "privacy_old"]
)
def test_a_page_under_a_wrong_name_is_only_to_be_renamed(drafts: Drafts, name: str) -> None:
    root = drafts.copied(PUBLISHED)
    page, misnamed = root / "docs/ru/privacy.md", root / f"docs/ru/{name}.md"
    misnamed.parent.mkdir(parents=True, exist_ok=True)
    page.rename(misnamed)
    (found,) = errors(root)
    expected = (f"docs/ru/{name}.md", "page-names-differ", "docs/ru/privacy.md")
    assert (found.path, found.rule, found.params["expected"]) == expected


def test_a_page_whose_translation_cannot_be_read_is_no_copy(root: Path) -> None:
    shutil.copy(root / "docs/en/privacy.md", root / "docs/en/terms.md")
    (root / "docs/ru/terms.md").write_bytes(b"\xff")
    assert "page-copied" not in {each.rule for each in errors(root)}


def test_a_page_that_is_renamed_and_changed_needs_one_round(root: Path) -> None:
    change(root, "a sentence")
    (root / "docs/ru/privacy.md").rename(root / "docs/ru/Privacy.md")
    found = errors(root)
    (renamed,) = (each for each in found if each.rule == "page-names-differ")
    (root / renamed.path).rename(root / renamed.params["expected"])
    others = [replace(each, path=each.path.replace("Privacy", "privacy")) for each in found if each != renamed]
    follow(others, root, is_typo=False)
    assert errors(root) == []


@pytest.mark.parametrize(
    ("name", "source", "newer"),
    [
        ("docs/ru/privacy", "ru/privacy", ""),
        ("privacy_old", "ru/privacy/1.0", ""),
        ("privacy.en", "en/privacy", ""),
        ("privacy_new", "ru/privacy", "Новое.\n"),
    ],
)
def test_a_page_with_the_text_of_another_one_is_only_to_be_deleted(
    drafts: Drafts, name: str, source: str, newer: str
) -> None:
    root = drafts.copied(PUBLISHED)
    put(root / f"docs/ru/{name}.md", (root / f"docs/{source}.md").read_text(encoding="utf-8") + newer)
    (found,) = errors(root)
    expected = (f"docs/ru/{name}.md", "page-copied", f"docs/{source}.md", newer and f"docs/{source}.md")
    assert (found.path, found.rule, found.params["other"], found.params["into"]) == expected
