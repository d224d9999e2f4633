"""An entry of the history with a wrong place, heading or id is corrected by what is printed."""

from __future__ import annotations

import re
from itertools import cycle
from pathlib import Path

import pytest
from policysite.messages import NEXT_BLOCK

from tests.drafts import APPROVALS, ENTRY, PUBLISHED, VERSION, Drafts, in_history
from tests.example_site import TODAY
from tests.project import put
from tests.released_site import approve_with, change, copied, errors, findings, follow, replaced, write_changes


@pytest.mark.parametrize("languages", [["ru"], ["en"], ["ru", "en"]])
def test_an_entry_below_that_of_an_earlier_version_is_to_be_moved(drafts: Drafts, languages: list[str]) -> None:
    root = drafts.copied(VERSION)
    in_history(lambda text: f"{re.sub(ENTRY, '', text)}\n{re.findall(ENTRY, text)[0]}", root, *languages)
    found = [each for each in findings(root) if each.rule == "history-misplaced"]
    expected = [(f"docs/{language}/changes.md", "1.0") for language in sorted(languages)]
    assert [(each.path, each.params["before"]) for each in found] == expected


@pytest.mark.parametrize(
    ("languages", "is_approved"), [(["ru"], True), (["en"], False), (["ru", "en"], True), (["ru", "en"], False)]
)
def test_the_entry_of_a_published_version_is_printed_if_the_history_lost_it(
    drafts: Drafts, languages: list[str], is_approved: bool
) -> None:
    root = drafts.copied(PUBLISHED)
    in_history(lambda text: re.sub(ENTRY, "", text), root, *languages)
    if not is_approved:
        text = (root / APPROVALS).read_text(encoding="utf-8")
        put(root / APPROVALS, re.sub(".*privacy-1-1.*\n", "", text))
    (found,) = errors(root)
    assert (found.rule, found.params["version"]) == ("version-without-history", "1.1")
    assert found.params["history_pages"] == ", ".join(f"docs/{language}/changes.md" for language in languages)
    for language, added in zip(languages, found.params["history"].split(NEXT_BLOCK), strict=True):
        in_history(lambda text, added=added: text.replace("## ", f"{added}\n\n## ", 1), root, language)
    approve_with(copied(found), root)
    assert drafts.is_restored() if is_approved else errors(root) == []


WRONG_HEADINGS = {
    "another number": ({"ru": ("Версия 1.1 {", "Версия 1.2 {"), "en": ("Version 1.1 {", "Version 1.2 {")}),
    "another number in one language": {"en": ("Version 1.1 {", "Version 11.1 {")},
    "the number of another entry": {"ru": ("Версия 1.1 {", "Версия 1.0 {")},
    "the heading of the other language": {"ru": ("Версия 1.1 {", "Version 1.1 {")},
}


@pytest.mark.parametrize(("name", "state"), [*zip(WRONG_HEADINGS, cycle([VERSION, PUBLISHED]))])
def test_the_heading_of_an_entry_gets_its_number_in_its_language(drafts: Drafts, name: str, state: str) -> None:
    root = drafts.copied(state)
    write_changes(root, {f"docs/{language}/changes.md": edit for language, edit in WRONG_HEADINGS[name].items()})
    found = findings(root)
    assert {each.rule for each in found} == {"history-heading-wrong"}
    follow(found, root, is_typo=False)
    assert drafts.is_restored()


def test_a_heading_of_an_entry_may_have_a_word_that_another_language_has_too(drafts: Drafts) -> None:
    root = drafts.copied(VERSION)
    in_history(lambda text: text.replace("## Версия ", "## Fassung "), root, "ru")
    in_history(lambda text: text.replace("## Version 1.1", "## Fassung 1.1"), root, "en")
    assert "history-heading-wrong" not in {each.rule for each in errors(root)}


@pytest.mark.parametrize(
    ("languages", "state"),
    [(["ru"], VERSION), (["en"], PUBLISHED), (["ru", "en"], VERSION), (["ru", "en"], PUBLISHED)],
)
def test_an_entry_that_was_added_to_the_page_of_another_language_is_to_be_deleted(
    drafts: Drafts, languages: list[str], state: str
) -> None:
    root = drafts.copied(state)
    pages = [(root / f"docs/{language}/changes.md").read_text(encoding="utf-8") for language in ("ru", "en")]
    entries = "".join(re.findall(ENTRY, page)[0] for page in pages)
    in_history(lambda text: re.sub(ENTRY, lambda _: entries, text), root, *languages)
    found = findings(root)
    assert [(each.path, each.rule) for each in found] == [
        (f"docs/{language}/changes.md", "history-entry-repeated") for language in sorted(languages)
    ]
    follow(found, root, is_typo=False)
    assert drafts.is_restored()


@pytest.mark.parametrize("written", ["", " { #privacy-1.1 }", " { privacy-1-1 }"])
def test_an_entry_whose_id_is_missing_or_invalid_gets_the_id_of_its_version(drafts: Drafts, written: str) -> None:
    root = drafts.copied(VERSION)
    in_history(lambda text: text.replace(" { #privacy-1-1 }", written), root, "ru", "en")
    found = errors(root)
    assert {each.path for each in found} == {"docs/ru/changes.md", "docs/en/changes.md"}
    follow(found, root, is_typo=False)
    assert drafts.is_restored()


@pytest.mark.parametrize(("language", "state"), [("ru", VERSION), ("en", PUBLISHED)])
def test_an_entry_with_a_mistyped_id_in_one_language_gets_the_id_of_its_version(
    drafts: Drafts, language: str, state: str
) -> None:
    root = drafts.copied(state)
    in_history(lambda text: text.replace(" { #privacy-1-1 }", " { #privacy-11 }"), root, language)
    (found,) = errors(root)
    assert (found.path, found.rule) == (f"docs/{language}/changes.md", "ids-differ")
    assert found.params["other_example"] == ""
    follow([found], root, is_typo=False)
    assert drafts.is_restored()


@pytest.mark.parametrize(("version", "expected"), [("1.2", True), ("1.0-1", True), ("0.9", False)])
def test_an_entry_of_a_version_that_does_not_exist_is_only_to_be_deleted(
    drafts: Drafts, version: str, expected: bool
) -> None:
    root = drafts.copied(PUBLISHED)
    entry = f"## {version} {{ #privacy-{re.sub('[.]', '-', version)} }}\n\n{version}.\n\n"
    in_history(lambda text: text.replace("## ", f"{entry}## ", 1), root, "ru", "en")
    told = ["history-version-unknown"] if expected else ["translation-unreviewed"]
    assert [each.rule for each in errors(root)] == told
    in_history(lambda text: text.replace(entry, ""), root, "ru", "en")
    assert drafts.is_restored()


def test_an_entry_of_the_version_that_is_to_be_released_stays(drafts: Drafts) -> None:
    root = drafts.copied(PUBLISHED)
    change(root, "a period")
    in_history(lambda text: text.replace("## ", "## 1.2 { #privacy-1-2 }\n\n1.2.\n\n## ", 1), root, "ru", "en")
    rules = {each.rule for each in errors(root)}
    assert "version-text-changed" in rules
    assert "history-version-unknown" not in rules


NEW_ENTRY = {
    "ru": ("# История { #changes }", "## Версия 2.0 { #privacy-2-0 }", "Изменено: «Защита»."),
    "en": ("# History { #changes }", "## Version 2.0 { #privacy-2-0 }", "Changed: “Protection”."),
}
# Entries of the history in a wrong form or place.
IN_WRONG_FORM = {
    "in bold": ("{0}\n\n**{bold}**\n\n{2}", "bold-as-heading"),
    "without an id": ("{0}\n\n## {bold}\n\n{2}", "id-missing"),
    "above the title": ("{1}\n\n{2}\n\n{0}", "h1-below-text"),
}


@pytest.mark.parametrize("name", IN_WRONG_FORM)
def test_an_entry_of_the_history_is_corrected_by_what_is_printed(root: Path, name: str) -> None:
    form, rule = IN_WRONG_FORM[name]
    new = f'version: "2.0"\neffective_date: {TODAY}'
    for language, (title, heading, text) in NEW_ENTRY.items():
        bold = heading[3:].partition(" {")[0]
        write_changes(root, {f"docs/{language}/changes.md": (title, form.format(title, heading, text, bold=bold))})
    change(root, "a sentence")
    write_changes(root, replaced("privacy", *[(f'version: "1.0"\neffective_date: {TODAY}', new)] * 2))
    found = errors(root)
    assert [each.path for each in found if each.rule == rule] == ["docs/en/changes.md", "docs/ru/changes.md"]
    follow(found, root, is_typo=False)
    assert [each.rule for each in errors(root)] == ["version-unreleased"]
