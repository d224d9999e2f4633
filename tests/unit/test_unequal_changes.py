"""A change that the languages do not have in common is neither approved nor released."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.example_site import TODAY
from tests.released_site import APPROVED_AGAIN, REMOVED, errors, findings, replaced, write_changes

UNEQUAL = {
    "an item in one language": (
        replaced("privacy", ("30 дней.", "30 дней:\n\n- письма\n- звонки"), ("30 days.", "30 days:\n\n- letters")),
        ["docs/en/privacy.md items-differ"],
    ),
    "another number in one language": (
        {"docs/en/privacy.md": ("30 days", "90 days")},
        ["docs/en/privacy.md numbers-differ"],
    ),
    "a letter instead of a digit in one language": (
        {"docs/en/privacy.md": ("30 days", "3O days")},
        ["docs/en/privacy.md number-with-letter"],
    ),
    "another number in one language, the former with a letter in the other": (
        replaced("privacy", ("30 дней", "90 дней"), ("30 days", "3O days")),
        [
            "docs/en/faq.md numbers-differ",
            "docs/en/privacy.md number-with-letter",
            "docs/en/privacy.md numbers-differ",
            "docs/ru/faq.md period-outdated",
        ],
    ),
    "a new question in one language": (
        {"docs/ru/faq.md": ("## Кто", "## Сколько вы храните обращения?\n\nГод.\n\n## Кто")},
        [
            f"docs/ru/faq.md {rule}"
            for rule in ("based-on-missing", "based-on-unreviewed", "clause-missing", "id-missing")
        ],
    ),
    "another number in one language in a new clause": (
        replaced("faq", ("## Кто", "## Где?\n\nВ 3 местах.\n\n## Кто"), ("## Who", "## Where?\n\nIn 4.\n\n## Who")),
        [
            "docs/en/faq.md based-on-missing",
            "docs/en/faq.md id-missing",
            "docs/en/faq.md numbers-differ",
            "docs/ru/faq.md based-on-missing",
            "docs/ru/faq.md id-missing",
        ],
    ),
    "a date in another form": (
        replaced("privacy", (f"effective_date: {TODAY}", "effective_date: 01.12.2026"), (f"{TODAY}", "01.12.2026")),
        [
            "docs/en/privacy.md front-matter-value-invalid",
            "docs/ru/privacy.md front-matter-value-invalid",
            "docs/ru/privacy.md version-date-differs",
        ],
    ),
    "asterisks without their end": (
        replaced("privacy", ("Доступ огр", "**Доступ огр"), ("Access is", "**Access is")),
        ["docs/en/privacy.md emphasis-as-text", "docs/ru/privacy.md emphasis-as-text"],
    ),
    "another number in one language, in a line that is to be written anew": (
        replaced("faq", ("сотрудники", "** наши ** сотрудники"), ("our employees, for 30", "** our ** people, for 90")),
        ["docs/en/faq.md emphasis-as-text", "docs/en/faq.md numbers-differ", "docs/ru/faq.md emphasis-as-text"],
    ),
    "a clause in one language": (
        {"docs/en/privacy.md": ("## Protection { #security }\n\nAccess is restricted.\n\n", "")},
        ["docs/ru/privacy.md clause-missing"],
    ),
}


@pytest.mark.parametrize("name", UNEQUAL)
def test_a_text_that_must_change_is_neither_approved_nor_released(root: Path, name: str) -> None:
    changes, expected = UNEQUAL[name]
    write_changes(root, changes)
    assert [f"{each.path} {each.rule}" for each in errors(root)] == expected


def test_asterisks_without_their_end_do_not_divide_sentences_of_the_other_language(root: Path) -> None:
    texts = ("30 дней. **Мы ждём. А вы?", "30 days. **We wait.** And you?")
    write_changes(root, replaced("privacy", ("30 дней.", texts[0]), ("30 days.", texts[1])))
    found = (f"{each.path} {each.rule}" for each in findings(root) if each.rule not in APPROVED_AGAIN)
    assert [*found] == ["docs/ru/privacy.md emphasis-as-text"]


@pytest.mark.parametrize(
    ("language", "removed", "line"),
    [
        ("ru", REMOVED["ru"], '## Who sees requests? { #who data-based-on="clause" }'),
        ("en", REMOVED["en"], '## Кто видит обращения? { #who data-based-on="clause" }'),
    ],
)
def test_a_clause_that_one_language_lacks_is_not_to_be_named_there(
    root: Path, language: str, removed: str, line: str
) -> None:
    write_changes(
        root,
        {
            f"docs/{language}/privacy.md": (removed, ""),
            f"docs/{language}/faq.md": ('"clause security"', '"clause"'),
        },
    )
    (found,) = (each for each in errors(root) if each.rule == "based-on-differs")
    assert (found.params["example"], found.params["other_example"]) == (line, "")
