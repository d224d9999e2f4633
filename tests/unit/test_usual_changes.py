"""After a usual change of a policy, what the check advises, followed to the letter, is enough."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.project import put
from tests.released_site import (
    APPROVING,
    COPY,
    RECORD,
    USUAL,
    approve_with,
    change,
    copied,
    errors,
    findings,
    follow,
    replaced,
    write_changes,
)


@pytest.mark.parametrize(
    ("name", "is_typo"), [*((name, False) for name in USUAL), ("a word in one language", True), ("a link", True)]
)
def test_a_usual_change_needs_one_more_round(root: Path, name: str, is_typo: bool) -> None:
    change(root, name)
    found = errors(root)
    assert found
    follow(found, root, is_typo=is_typo)
    assert errors(root) == []


@pytest.mark.parametrize("name", ["a sentence", "an item", "a clause added", "a question added"])
def test_a_change_of_the_original_alone_needs_one_more_round_after_its_translation(root: Path, name: str) -> None:
    for path, (old, new) in USUAL[name].items():
        put(root / path, (root / path).read_text(encoding="utf-8").replace(old, new))
        found = errors(root)
        assert found
    follow(found, root, is_typo=False)
    assert errors(root) == []


ASKING = replaced("privacy", ("Доступ", "- [Кто?](faq.md#who)\n\nДоступ"), ("Access", "- [Who?](faq.md#who)\n\nAccess"))
RENAMED_QUESTION = replaced("faq", ("{ #who", "{ #viewers"), ("{ #who", "{ #viewers"))
RENAMED_CLAUSE = replaced("privacy", ("#security", "#guard"), ("#security", "#guard"))
# The name of the clause in the answer that is based on it, and what follows.
BASED_ON_GUARD = replaced(
    "faq",
    ('security" }\n\nТолько', 'guard" }\n\nЛишь'),
    ('security" }\n\nOnly', 'guard" }\n\nJust'),
)
EXCHANGED_IDS = {
    f"docs/{language}/privacy.md": (
        f"## {titles[0]} {{ #security }}\n\n{text}\n\n## {titles[1]} {{ #rights }}",
        f"## {titles[0]} {{ #rights }}\n\n{text}\n\n## {titles[1]} {{ #security }}",
    )
    for language, titles, text in (
        ("ru", ("Защита", "Права"), "Доступ ограничен."),
        ("en", ("Protection", "Rights"), "Access is restricted."),
    )
}


@pytest.mark.parametrize(("language", "other"), [("ru", "en"), ("en", "ru")])
def test_a_page_with_the_text_of_another_language_is_told_once(root: Path, language: str, other: str) -> None:
    put(root / f"docs/{language}/privacy.md", (root / f"docs/{other}/privacy.md").read_text(encoding="utf-8"))
    found = [each for each in errors(root) if each.rule not in APPROVING | {"version-text-changed"}]
    assert [(each.path, each.rule) for each in found] == [(f"docs/{language}/privacy.md", "page-in-other-language")]


@pytest.mark.parametrize("languages", [("ru",), ("en",), ("en", "ru")])
def test_clauses_get_back_the_ids_that_were_exchanged(root: Path, languages: tuple[str, ...]) -> None:
    write_changes(root, {f"docs/{each}/privacy.md": EXCHANGED_IDS[f"docs/{each}/privacy.md"] for each in languages})
    found = [each for each in errors(root) if each.rule not in APPROVING | {"version-text-changed"}]
    assert [(each.path, each.rule) for each in found] == [
        (f"docs/{language}/privacy.md", "id-changed") for language in languages for _ in range(2)
    ]
    follow(found, root, is_typo=False)
    assert errors(root) == []


@pytest.mark.parametrize(
    ("changes", "page", "line"),
    [
        (USUAL["a heading and its id renamed that is linked"], "privacy", "## Guard { #security }"),
        (USUAL["a heading and its id renamed"], "privacy", "## Guard { #security }"),
        (RENAMED_CLAUSE, "privacy", "## Protection { #security }"),
        (RENAMED_QUESTION, "faq", '## Who sees requests? { #who data-based-on="clause security" }'),
    ],
)
def test_a_clause_that_is_named_by_its_former_id_keeps_it(
    root: Path, changes: dict[str, tuple[str, str]], page: str, line: str
) -> None:
    write_changes(root, ASKING)
    follow(errors(root), root, is_typo=False)
    write_changes(root, changes)
    found = [each for each in errors(root) if each.rule not in APPROVING | {"version-text-changed"}]
    assert [(each.path, each.rule) for each in found] == [
        (f"docs/{language}/{page}.md", "id-changed") for language in ("en", "ru")
    ]
    assert found[0].params["example"] == line
    follow(found, root, is_typo=False)
    assert {each.rule for each in errors(root)} <= APPROVING | {"version-text-changed"}


RETITLED_QUESTION = replaced(
    "faq",
    ("Кто видит обращения? { #who", "Кто увидит обращения? { #viewers"),
    ("Who sees requests? { #who", "Who will see requests? { #viewers"),
)


def test_a_link_to_a_question_with_a_new_id_and_title_gets_the_new_id(root: Path) -> None:
    linked = {"Кто?": "Кто видит обращения?", "Who?": "Who sees requests?"}
    for path, (old, new) in ASKING.items():
        short = next(each for each in linked if each in new)
        write_changes(root, {path: (old, new.replace(short, linked[short]))})
    follow(errors(root), root, is_typo=False)
    write_changes(root, RETITLED_QUESTION)
    advised = {each.path: each.params["example"] for each in errors(root) if each.rule == "link-target-missing"}
    assert advised == {
        "docs/en/privacy.md": "- [Who sees requests?](faq.md#viewers)",
        "docs/ru/privacy.md": "- [Кто видит обращения?](faq.md#viewers)",
    }


def test_of_two_ids_of_a_question_the_one_that_is_linked_is_to_be_kept(root: Path) -> None:
    write_changes(root, ASKING)
    follow(errors(root), root, is_typo=False)
    write_changes(root, {"docs/ru/faq.md": RENAMED_QUESTION["docs/ru/faq.md"]})
    (found,) = errors(root)
    assert (found.rule, found.path) == ("ids-differ", "docs/ru/faq.md")
    assert "{ #who " in copied(found)[0]


def test_approvals_of_a_renamed_clause_are_not_also_to_be_deleted(root: Path) -> None:
    write_changes(root, {**RENAMED_CLAUSE, **BASED_ON_GUARD})
    found = errors(root)
    (renamed,) = (each for each in found if each.rule == "approval-renamed")
    assert "approval-unknown" not in {each.rule for each in found}
    file = root / "docs/editorial/approvals.yml"
    replacing = renamed.params["replaced"], renamed.params["replacement"]
    put(file, file.read_text(encoding="utf-8").replace(*replacing))
    follow(found, root, is_typo=False)
    follow(errors(root), root, is_typo=False)
    assert errors(root) == []


def test_a_clause_with_a_new_id_was_changed_and_neither_removed_nor_added(root: Path) -> None:
    write_changes(root, {**RENAMED_CLAUSE, **BASED_ON_GUARD})
    (found,) = (each for each in errors(root) if each.rule == "version-text-changed")
    assert "Changed: “Protection”." in copied(found)


ANSWER = "Only our employees, for 30 days"


@pytest.mark.parametrize(
    ("policy", "more", "advised"),
    [
        ("for 90 days", ", not 130 days", ["Only our employees, for 90 days, not 130 days."]),
        ("for 90 days or, after a call, for 90 days", "", ["Only our employees, for 90 days."]),
        ("for 90 days or a call for 3 days", "", []),
        ("for 90 days, letters for 30 days", "", []),
        ("for 30 months", "", []),
    ],
)
def test_an_answer_gets_the_period_of_its_policy_only_if_that_is_clear(
    root: Path, policy: str, more: str, advised: list[str]
) -> None:
    write_changes(root, replaced("privacy", ("30 дней", "31 дня"), ("for 30 days", policy)))
    write_changes(root, {"docs/en/faq.md": (ANSWER, ANSWER + more)})
    found = [each.params["example"] for each in errors(root) if each.rule == "period-outdated" and "/en/" in each.path]
    assert found == advised


def test_an_answer_keeps_the_form_of_the_word_for_a_unit(root: Path) -> None:
    answer = replaced("faq", ("30 дней", "31 день"), ("30 days", "31 days"))
    write_changes(root, replaced("privacy", ("30 дней", "31 дня"), ("30 days", "31 days")) | answer)
    follow(errors(root), root, is_typo=False)
    write_changes(root, replaced("privacy", ("31 дня", "41 дня"), ("31 days", "41 days")))
    found = {each.path: each for each in errors(root) if each.rule == "period-outdated"}
    assert {path: (each.params["old"], each.params["new"]) for path, each in found.items()} == {
        "docs/ru/faq.md": ("31 день", "41 день"),
        "docs/en/faq.md": ("31 days", "41 days"),
    }


@pytest.mark.parametrize(
    "edited",
    [
        {},
        replaced("faq", ("Только сотрудники", "Лишь сотрудники"), ("Only our", "Just our")),
        replaced("faq", ("Кто видит обращения?", "Кто их видит?"), ("Who sees requests?", "Who sees them?")),
        {"docs/en/faq.md": ("Only our", "Just our")},
    ],
    ids=["nothing else", "another word", "the heading", "the translation"],
)
def test_an_answer_gets_the_period_of_its_policy_although_it_was_edited_too(
    root: Path, edited: dict[str, tuple[str, str]]
) -> None:
    write_changes(root, edited)
    change(root, "a period")
    follow(errors(root), root, is_typo=False)
    assert errors(root) == []
    answers = [(root / f"docs/{language}/faq.md").read_text(encoding="utf-8") for language in ("ru", "en")]
    assert ["90" in answer and "30" not in answer for answer in answers] == [True, True]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (replaced("faq", ("30 дней", "10 дней"), ("30 days", "10 days")), {"10 дней"}),
        (replaced("faq", ("сотрудники", "люди"), ("employees", "people")), {""}),
        (replaced("faq", ("сотрудники", "10 человек"), ("employees", "10 people")), {"10"}),
        (USUAL["a question added with an id"], {""}),
    ],
)
def test_the_numbers_of_an_edited_answer_that_its_policy_lacks_are_named(
    root: Path, changes: dict[str, tuple[str, str]], expected: set[str]
) -> None:
    write_changes(root, changes)
    found = [each for each in errors(root) if each.rule == "based-on-unreviewed"]
    assert {each.params["numbers"] for each in found} == expected


def test_a_line_to_copy_lacks_the_invisible_characters_of_the_page(root: Path) -> None:
    ru, en = "огра\u00adничен\u200b\t(http://site.example/a).", "restrict\ufeffed\u00a0(http://site.example/a)."
    write_changes(root, replaced("privacy", ("ограничен.", ru), ("restricted.", en)))
    follow(errors(root), root, is_typo=False)
    assert errors(root) == []
    texts = [(root / f"docs/{language}/privacy.md").read_text(encoding="utf-8") for language in ("ru", "en")]
    assert "Доступ ограничен (<https://site.example/a>).\n" in texts[0]
    assert "Access is restricted (<https://site.example/a>).\n" in texts[1]


def test_with_more_advice_than_anyone_follows_in_one_round_the_text_as_it_is_can_be_approved(
    released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policysite.lint.advice.MAX_LINES", 0)
    root = shutil.copytree(released, tmp_path / "site")
    change(root, "a text from Word")
    found = errors(root)
    assert any(finding.rule.startswith("translation-") for finding in found)
    for finding in found:
        approve_with(copied(finding), root)
    assert not any(finding.rule.startswith("translation-") for finding in errors(root))


ORDERS = {
    "the entry before the copy": (lambda root: (root / COPY).unlink(), [f"{RECORD} frozen-copy-missing"]),
    "the copy before the version": (
        lambda root: shutil.copy(root / "docs/en/privacy/1.0.md", root / COPY),
        [f"{COPY} frozen-copy-version-differs"],
    ),
    "the copies before the entry": (
        lambda root: put(root / RECORD, "".join((root / RECORD).read_text(encoding="utf-8").splitlines(True)[:-1])),
        ["docs/ru/privacy.md version-unreleased"],
    ),
    "the history last": (
        lambda root: without_entry(root, "ru", "en"),
        ["docs/ru/privacy.md version-without-history"],
    ),
    "the history in one language": (
        lambda root: without_entry(root, "en"),
        ["docs/ru/privacy.md version-without-history"],
    ),
    "the history of a translation alone": (
        lambda root: without_entry(root, "ru"),
        ["docs/ru/privacy.md version-without-history"],
    ),
    "the history of a translation with another id": (
        lambda root: write_changes(root, {"docs/en/changes.md": ("#privacy-1-1", "#privacy-11")}),
        ["docs/en/changes.md ids-differ"],
    ),
}


def without_entry(root: Path, *languages: str) -> None:
    for path in (root / "docs" / language / "changes.md" for language in languages):
        put(path, re.sub(r"## \S+ 1\.1 .*\n\n.*\n\n", "", path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", ORDERS)
def test_a_release_in_another_order_is_led_to_its_end(root: Path, name: str) -> None:
    change(root, "a period")
    follow(errors(root), root, is_typo=False)
    undo, expected = ORDERS[name]
    undo(root)
    assert [f"{each.path} {each.rule}" for each in errors(root)] == expected


LINKED_RIGHTS = replaced(
    "faq",
    ("Только", "- [Права](privacy.md#rights)\n\nТолько"),
    ("Only", "- [Rights](privacy.md#rights)\n\nOnly"),
)
SURE = {
    "a mistyped word": replaced(
        "privacy", ("ограничен.", "ограничен. Напешите нам."), ("restricted.", "restricted. Write as soon as posible.")
    ),
    "a mistyped word in an approved text": replaced("faq", ("сотрудники", "сотруддники"), ("employees", "employeees")),
    "a heading renamed that is linked by its title": replaced(
        "privacy", ("## Права", "## Права людей"), ("## Rights", "## Rights of people")
    ),
    "a heading and its id renamed that are linked": replaced(
        "privacy",
        ("## Права { #rights", "## Права людей { #people"),
        ("## Rights { #rights", "## Rights of people { #people"),
    ),
}


@pytest.mark.parametrize("name", SURE)
def test_the_advice_of_warnings_about_a_new_text_needs_no_other_round(root: Path, name: str) -> None:
    write_changes(root, LINKED_RIGHTS)
    follow(errors(root), root, is_typo=False)
    write_changes(root, SURE[name])
    follow(findings(root), root, is_typo=False)
    assert list(findings(root)) == []


def test_a_link_can_be_left_with_the_former_title(root: Path) -> None:
    write_changes(root, LINKED_RIGHTS)
    follow(errors(root), root, is_typo=False)
    write_changes(root, SURE["a heading renamed that is linked by its title"])
    follow(errors(root), root, is_typo=False)
    follow(errors(root), root, is_typo=False)
    assert {each.rule for each in findings(root)} == {"link-title-outdated"}
    assert errors(root) == []


@pytest.mark.parametrize("name", ["a mistyped word", "a mistyped word in an approved text"])
def test_a_new_text_can_be_left_with_its_warnings(root: Path, name: str) -> None:
    write_changes(root, SURE[name])
    assert any(each.rule == "spelling" for each in findings(root))
    put(root / "docs/editorial/wordlist.txt", "напешите\nposible\nсотруддники\nemployeees\n")
    follow(findings(root), root, is_typo=False)
    assert list(findings(root)) == []
