"""A release with a fault is led to its end by what is printed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from policysite.findings import Finding

from tests.drafts import (
    APPROVALS,
    ENTRY,
    PAIR,
    PUBLISHED,
    RELEASED,
    Drafts,
    corrected,
    damaged,
    in_front_matter,
    in_history,
)
from tests.example_site import TODAY
from tests.project import put
from tests.released_site import RECORD, change, copied, errors, follow


@pytest.mark.parametrize(
    ("number", "day", "expected"),
    [
        ('"0.9"', "2026-12-01", ["version-backwards"]),
        ('"1.0"', "2026-12-01", ["version-backwards"]),
        ('"1.2"', "2026-01-01", ["version-date-backwards"]),
        ('"1.0"', "2026-01-01", ["version-backwards", "version-date-backwards"]),
        ("1.2", "01.12.2026", ["front-matter-value-invalid"]),
        ("“1.2”", "2026-12-01", ["front-matter-value-invalid"]),
        ('"1.2', "2026-12-01", ["front-matter-broken"]),
        ('"1.2', "01.12.2026", ["front-matter-broken", "front-matter-value-invalid"]),
        ('"0,9"', "2026-12-01", ["front-matter-value-invalid", "version-backwards"]),
    ],
)
def test_a_new_version_whose_number_or_day_is_wrong_is_released_as_advised(
    drafts: Drafts, number: str, day: str, expected: list[str]
) -> None:
    root = drafts.copied(PUBLISHED)
    change(root, "a period")
    for language in ("ru", "en"):
        in_front_matter(root, language, f"version: {number}", f"effective_date: {day}")
    found = errors(root)
    wrong = {each.rule: each for each in found if each.path == "docs/ru/privacy.md" and each.line in (4, 5)}
    assert sorted(wrong.keys() - {"version-unreleased", "version-without-history"}) == expected
    release_as_advised(found, root)
    assert errors(root) == []


@pytest.mark.parametrize(
    "form",
    [
        "```yaml\n{new}\n```",
        "---\n{new}",
        "{old}\n---\n\n{new}\n",
        "{old}\n{new}",
        "{marked}",
    ],
)
def test_a_new_version_whose_lines_are_not_in_their_place_is_released_as_advised(drafts: Drafts, form: str) -> None:
    root = drafts.copied(PUBLISHED)
    change(root, "a period")
    old, new = 'version: "1.1"\neffective_date: 2026-11-30', 'version: "1.2"\neffective_date: 2026-12-01'
    marked = re.sub(r"^(\w+:)", r"**\1**", new, flags=re.M)
    for language in ("ru", "en"):
        in_front_matter(root, language, form.format(old=old, new=new, marked=marked))
    found = errors(root)
    scattered = [each.path for each in found if each.rule == "front-matter-scattered"]
    assert scattered == ["docs/en/privacy.md", "docs/ru/privacy.md"]
    release_as_advised(found, root)
    assert errors(root) == []


@pytest.mark.parametrize(
    ("pages", "lines", "expected"),
    [
        (["ru"], ('version: "1.2"', "effective_date: 2026-12-01"), "docs/en/privacy.md"),
        (["en"], ('version: "1.2"', "effective_date: 2026-12-01"), "docs/ru/privacy.md"),
        (["ru"], ("version: “1.2”", "effective_date: 01.12.2026"), "docs/en/privacy.md"),
        (["ru", "en"], ('version: "1.2"', "effective_date: 2026-12-0{}"), "docs/en/privacy.md"),
    ],
)
def test_a_new_version_that_differs_in_one_language_is_released_as_advised(
    drafts: Drafts, pages: list[str], lines: tuple[str, str], expected: str
) -> None:
    root = drafts.copied(PUBLISHED)
    change(root, "a period")
    for number, language in enumerate(pages, start=1):
        in_front_matter(root, language, *(line.format(number) for line in lines))
    found = errors(root)
    assert [each.path for each in found if each.rule == "versions-differ"] == [expected]
    release_as_advised(found, root)
    assert errors(root) == []


def release_as_advised(found: list[Finding], root: Path) -> None:
    """Do what findings about a new version say."""
    follow([each for each in found if each.rule != "version-unreleased"], root, is_typo=False)
    (history,) = (copied(each) for each in found if each.rule == "version-without-history")
    for language, start in (("ru", 0), ("en", history.index("## Version 1.2 { #privacy-1-2 }"))):
        if backwards := next((each for each in found if each.rule.endswith("backwards")), None):
            in_front_matter(root, language, *copied(backwards))
        shutil.copy(root / f"docs/{language}/privacy.md", root / f"docs/{language}/privacy/1.2.md")
        entry = "\n".join(history[start : start + 3])
        in_history(lambda text, entry=entry: text.replace("## ", f"{entry}\n\n## ", 1), root, language)
    (line,) = (copied(each)[0] for each in found if each.rule == "version-unreleased")
    put(root / RECORD, f"{(root / RECORD).read_text(encoding='utf-8')}{line}\n")


@pytest.mark.parametrize(
    ("day", "expected"), [("2027-02-01", "2027-02-01"), ("01.02.2027", "2027-02-01"), ("2026-01-01", str(TODAY))]
)
def test_a_new_version_keeps_a_later_day_that_is_written_already(drafts: Drafts, day: str, expected: str) -> None:
    root = drafts.copied(PUBLISHED)
    change(root, "a period")
    for language in ("ru", "en"):
        in_front_matter(root, language, 'version: "1.1"', f"effective_date: {day}")
    (changed,) = (each for each in errors(root) if each.rule == "version-text-changed")
    front_matter = ['version: "1.2"', f"effective_date: {expected}"]
    entry = copied(changed)[-2]
    assert set(front_matter) < set(copied(changed))
    assert ", ".join(front_matter) in entry


@pytest.mark.parametrize("has_effect", [True, False])
def test_a_change_that_is_released_in_both_ways_is_released_in_one(drafts: Drafts, has_effect: bool) -> None:
    root = drafts.copied(RELEASED)
    change(root, "a word in one language")
    found = errors(root)
    follow(found, root, is_typo=True)
    follow([each for each in found if each.rule == "version-text-changed"], root, is_typo=False)
    (twice,) = errors(root)
    assert twice.rule == "version-released-twice"
    number, copies = twice.line, twice.params["copies"]
    if has_effect:
        number, copies = int(twice.params["correction_at"]), twice.params["correction_copies"]
    else:
        in_history(lambda text: re.sub(ENTRY, "", text), root, "ru", "en")
        corrected(root, APPROVALS, int(twice.params["lines"]), "")
        for language in ("ru", "en"):
            in_front_matter(root, language, *copied(twice))
    corrected(root, RECORD, number, "")
    for path in copies.split(", "):
        (root / path).unlink()
    assert errors(root) == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda line: line.replace("0", "O"),
        lambda line: re.sub("effective_date: [^,]+", "effective_date: 22.11.2026", line),
        lambda line: f"{line}\n{PAIR}: v2 {'0' * 32} {'1' * 32}",
        lambda line: f"{line}\nВерсия от юристов",
    ],
)
def test_a_damaged_line_and_a_change_of_the_text_need_one_round(drafts: Drafts, damage: Callable[[str], str]) -> None:
    root = drafts.copied(PUBLISHED)
    change(root, "a word in one language")
    damaged(root, RECORD, '- {document: privacy, version: "1.1"', damage)
    found = errors(root)
    (unreadable,) = (each for each in found if each.rule == "version-line-damaged")
    corrected(root, RECORD, unreadable.line, "\n".join(copied(unreadable)))
    correct_as_advised([each for each in found if each != unreadable], root)
    assert errors(root) == []


def test_a_change_of_a_released_copy_and_of_the_text_need_one_round(drafts: Drafts) -> None:
    root = drafts.copied(PUBLISHED)
    change(root, "a word in one language")
    copy = root / "docs/en/privacy/1.1.md"
    released = copy.read_bytes()
    shutil.copy(root / "docs/en/privacy.md", copy)
    found = errors(root)
    assert [root / each.path for each in found if each.rule == "frozen-copy-changed"] == [copy]
    copy.write_bytes(released)
    correct_as_advised(found, root)
    assert errors(root) == []


def correct_as_advised(found: list[Finding], root: Path) -> None:
    """Do what findings say when the text of version 1.1 gets a correction."""
    (changed,) = (each for each in found if each.rule == "version-text-changed")
    follow([each for each in found if each != changed], root, is_typo=True)
    for language in ("ru", "en"):
        shutil.copy(root / f"docs/{language}/privacy.md", root / f"docs/{language}/privacy/1.1-1.md")
    line = next(each for each in copied(changed) if each.startswith("- "))
    put(root / RECORD, f"{(root / RECORD).read_text(encoding='utf-8')}\n{line}\n")
