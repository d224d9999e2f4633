"""Frozen copies and entries of the history are compared with the text as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.example_site import approve, settings
from tests.project import put
from tests.released_site import change, copied, errors, follow


@pytest.mark.parametrize(("written", "instead"), [("30 days", "90 days"), (r"\A---\n.*\n---\n+", "")])
def test_the_text_of_a_copy_that_was_changed_is_where_it_can_be_restored_from(
    root: Path, written: str, instead: str
) -> None:
    copy = root / "docs/en/privacy/1.0.md"
    put(copy, re.sub(written, instead, copy.read_text(encoding="utf-8"), flags=re.DOTALL))
    [finding] = errors(root)
    assert (finding.rule, finding.params["source"]) == ("frozen-copy-changed", "docs/en/privacy.md")


def test_a_page_that_was_copied_before_it_was_corrected_is_to_be_copied_again(root: Path) -> None:
    change(root, "bullets between numbers, from Word")
    follow(errors(root), root, is_typo=False)
    for path in (f"docs/{language}/{name}.md" for language in ("ru", "en") for name in ("privacy", "privacy/1.1")):
        put(root / path, (root / path).read_text(encoding="utf-8").replace("\n\n1.2.", "\n1.2."))
    assert {each.rule: each.params.get("source") for each in errors(root)} == {
        "frozen-copy-changed": "docs/ru/privacy.md",
        "list-not-separated": None,
    }


def test_a_text_is_compared_with_the_copy_only_if_that_is_the_released_one(root: Path) -> None:
    for path in ("docs/en/privacy.md", "docs/en/privacy/1.0.md"):
        put(root / path, (root / path).read_text(encoding="utf-8").replace("find out", "learn"))
    approve(settings(root))
    assert [each.rule for each in errors(root)] == ["frozen-copy-changed"]


def test_the_entry_of_the_history_is_asked_for_only_where_it_is_missing(root: Path) -> None:
    change(root, "a period")
    follow(errors(root), root, is_typo=False)
    history = root / "docs/ru/changes.md"
    put(history, re.sub(r"## \S+ 1\.1 .*\n\n.*\n\n", "", history.read_text(encoding="utf-8")))
    [finding] = [each for each in errors(root) if each.rule == "version-without-history"]
    assert finding.params["history_pages"] == "docs/ru/changes.md"
    assert [line.split()[1] for line in copied(finding) if line.startswith("## ")] == ["Версия"]


def test_the_entry_of_a_version_with_the_same_text_is_asked_for_in_every_language(root: Path) -> None:
    for language in ("ru", "en"):
        page = root / f"docs/{language}/privacy.md"
        put(page, page.read_text(encoding="utf-8").replace('"1.0"', '"1.1"'))
    [finding] = [each for each in errors(root) if each.rule == "version-without-history"]
    assert finding.params["page"] == "docs/ru/changes.md, docs/en/changes.md"


MOTTO = "\n**Nota bene**\n\n2026.\n"
SUPPRESSED = "\n<!-- policy allow bold-as-heading: it is a motto -->\n"


@pytest.mark.parametrize(
    ("comment", "rules"),
    [(SUPPRESSED, ""), ("", "    rules: {bold-as-heading: warning}  # mottoes\n")],
    ids=["suppressed", "warning"],
)
def test_advice_that_need_not_be_followed_changes_no_approval(root: Path, comment: str, rules: str) -> None:
    for language in ("ru", "en"):
        page = root / f"docs/{language}/faq.md"
        put(page, f"{page.read_text(encoding='utf-8')}{MOTTO}{comment}")
    config = root / "mkdocs.yml"
    put(config, config.read_text(encoding="utf-8").replace("policy:\n", f"policy:\n{rules}"))
    approve(settings(root))
    assert errors(root) == []
