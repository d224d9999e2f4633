"""A copy of a released version in the wrong place, or of no version, is named once, with its place."""

from __future__ import annotations

import shutil
from itertools import cycle
from pathlib import Path

import pytest

from tests.drafts import CORRECTION, RELEASED, VERSION, Drafts
from tests.project import put
from tests.released_site import copied, errors, findings


@pytest.mark.parametrize(
    ("name", "stray"), [(RELEASED, "1.7"), (RELEASED, "0.9-1"), (VERSION, "1.7"), (CORRECTION, "0.9-1")]
)
def test_copies_of_no_version_are_only_to_be_deleted(drafts: Drafts, name: str, stray: str) -> None:
    root = drafts.copied(name)
    copies = {language: root / f"docs/{language}/privacy/{stray}.md" for language in ("ru", "en")}
    for language, copy in copies.items():
        shutil.copy(root / f"docs/{language}/privacy.md", copy)
    (found,) = errors(root)
    assert (found.path, found.rule) == (f"docs/ru/privacy/{stray}.md", "frozen-copy-unrecorded")
    assert copied(found) == []


@pytest.mark.parametrize(
    ("written", "name"),
    [*zip(["v{}", "{} (1)", "{} copy", "version-{}", "comma", "dots", "dots"], cycle([RELEASED, VERSION, CORRECTION]))],
)
def test_a_copy_with_another_name_is_only_to_be_renamed(drafts: Drafts, written: str, name: str) -> None:
    root = drafts.copied(name)
    copy = root / f"docs/en/privacy/{name}.md"
    as_number = {"comma": name.replace(".", ","), "dots": f"{name}.0".replace("-1.0", ".1")}
    other = as_number.get(written) or written.format(name)
    copy.rename(copy.with_name(f"{other}.md"))
    (found,) = errors(root)
    assert (found.path, found.rule) == (f"docs/en/privacy/{other}.md", "frozen-copy-misnamed")
    (root / found.path).rename(root / found.params["expected"])
    assert drafts.is_restored()


@pytest.mark.parametrize(
    ("place", "languages"),
    [
        ("1.1.md", ["en"]),
        ("1.1.md", ["ru", "en"]),
        ("Privacy/1.1.md", ["ru", "en"]),
        ("privacy/privacy/1.1.md", ["en"]),
        ("faq/1.1.md", ["ru", "en"]),
        ("privacy/1.1/privacy.md", ["en"]),
    ],
)
def test_a_copy_in_another_folder_is_only_to_be_moved(drafts: Drafts, place: str, languages: list[str]) -> None:
    root = drafts.copied(VERSION)
    for language in languages:
        copy = root / f"docs/{language}/{place}"
        copy.parent.mkdir(parents=True, exist_ok=True)
        (root / f"docs/{language}/privacy/1.1.md").rename(copy)
    found = findings(root)
    assert [(each.path, each.rule) for each in found] == [
        (f"docs/{language}/{place}", "frozen-copy-misnamed") for language in sorted(languages)
    ]
    for each in found:
        (root / each.path).rename(root / each.params["expected"])
    assert drafts.is_restored()


@pytest.mark.parametrize("ending", ["", ".txt", ".md.txt", ".MD"])
def test_a_copy_with_another_ending_is_only_to_be_renamed(drafts: Drafts, ending: str) -> None:
    root = drafts.copied(VERSION)
    copy = root / "docs/en/privacy/1.1.md"
    copy.rename(copy.with_name(f"1.1{ending}"))
    (found,) = findings(root)
    assert (found.path, found.rule) == (f"docs/en/privacy/1.1{ending}", "page-ending-wrong")
    (root / found.path).rename(root / found.params["expected"])
    assert drafts.is_restored()


def test_a_second_copy_is_to_be_deleted(drafts: Drafts) -> None:
    root = drafts.copied(VERSION)
    shutil.copy(root / "docs/en/privacy/1.1.md", root / "docs/en/privacy/1.1 (1).md")
    (found,) = errors(root)
    assert (found.path, found.params["expected"]) == ("docs/en/privacy/1.1 (1).md", "")


@pytest.mark.parametrize("other", ["children", "2.0-for-children", "appendix-1.1"])
def test_a_page_with_a_version_of_its_own_is_no_copy(root: Path, other: str) -> None:
    for language in ("ru", "en"):
        shutil.copy(root / f"docs/{language}/privacy.md", root / f"docs/{language}/privacy/{other}.md")
    assert "frozen-copy-misnamed" not in {each.rule for each in errors(root)}


@pytest.mark.parametrize(("old", "new"), [("---\ntitle", "title"), ("version: ", "Version: ")])
def test_a_copy_whose_front_matter_is_damaged_is_still_a_copy(drafts: Drafts, old: str, new: str) -> None:
    root = drafts.copied(VERSION)
    copy = root / "docs/en/privacy/1.1.md"
    text = copy.read_text(encoding="utf-8")
    assert old in text
    put(copy, text.replace(old, new, 1))
    (found,) = errors(root)
    assert (root / found.path, found.rule.startswith("front-matter-")) == (copy, True)
