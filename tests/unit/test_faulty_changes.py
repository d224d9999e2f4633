"""One fault of an editor is told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.released_site import APPROVED_AGAIN, errors, replaced, write_changes

QUESTION = "## Where? { #where %s}\n\nWith us.\n\n## Who"
ONCE = {
    "a question with a basis in one language": (
        replaced(
            "faq",
            ("## Кто", '## Где? { #where data-based-on="security" }\n\nУ нас.\n\n## Кто'),
            ("## Who", QUESTION % ""),
        ),
        ["docs/en/faq.md based-on-differs"],
    ),
    "a clause of an answer in the line of the text above it": (
        replaced(
            "privacy",
            ("30 дней.\n\n## Защита", "30 дней. ## Защита"),
            ("30 days.\n\n## Protection", "30 days. ## Protection"),
        ),
        ["docs/en/privacy.md markup-lost", "docs/ru/privacy.md markup-lost"],
    ),
    "a question with a basis in the translation": (
        replaced(
            "faq",
            ("## Кто", "## Где? { #where }\n\nУ нас.\n\n## Кто"),
            ("## Who", QUESTION % 'data-based-on="security" '),
        ),
        ["docs/ru/faq.md based-on-differs"],
    ),
    "a question with a mistyped attribute": (
        replaced(
            "faq",
            ("## Кто", '## Где? { #where data-basedon="security" }\n\nУ нас.\n\n## Кто'),
            ("## Who", QUESTION % 'data-basedon="security" '),
        ),
        ["docs/en/faq.md based-on-missing", "docs/ru/faq.md based-on-missing"],
    ),
    "an empty clause in one language": (
        replaced(
            "privacy",
            ("## Права", "## Дети { #children }\n\nС 16 лет.\n\n## Права"),
            ("## Rights", "## Children { #children }\n\n## Rights"),
        ),
        ["docs/en/privacy.md clause-empty"],
    ),
    "residue of Word before a text that is perhaps none": (
        replaced(
            "privacy",
            ("ограничен.", "ограничен. Удалено: Их было 5. Теперь их 10.[А1]"),
            ("restricted.", "restricted. Now there are 10. Deleted: There were 5. Commented [A1]: check"),
        ),
        [f"docs/{language}/privacy.md word-residue" for language in ("en", "en", "ru", "ru")],
    ),
    "a link to a page in another language": (
        replaced(
            "privacy",
            ("ограничен.", "[ограничен](../en/faq.md)."),
            ("restricted.", "[restricted](faq.md)."),
        ),
        ["docs/ru/privacy.md cross-language-link-unmarked"],
    ),
    "a table copied from another program": (
        replaced(
            "privacy",
            ("ограничен.", "ограничен.\n\nДанные\tСрок\nПисьма\t30 дней"),
            ("restricted.", "restricted.\n\nData\tTerm\nLetters\t30 days"),
        ),
        ["docs/en/privacy.md table-as-text", "docs/ru/privacy.md table-as-text"],
    ),
    "a link with its address before its text": (
        replaced(
            "privacy",
            ("ограничен.", "(https://site.example/)[ограничен]."),
            ("restricted.", "(https://site.example/)[restricted]."),
        ),
        ["docs/en/privacy.md link-as-text", "docs/ru/privacy.md link-as-text"],
    ),
    "a link that is not closed": (
        replaced(
            "privacy",
            ("ограничен.", "[ограничен](https://site.example/."),
            ("restricted.", "[restricted](https://site.example/."),
        ),
        ["docs/en/privacy.md link-as-text", "docs/ru/privacy.md link-as-text"],
    ),
    "a bare address in a list of links": (
        replaced(
            "faq",
            ("30 дней.", "30 дней.\n\n## Ссылки { #external-links }\n\n- https://site.example/"),
            ("30 days.", "30 days.\n\n## Links { #external-links }\n\n- https://site.example/"),
        ),
        ["docs/en/faq.md bare-url", "docs/ru/faq.md bare-url"],
    ),
    "a clause removed in one language, and its name in an answer": (
        {
            "docs/ru/privacy.md": ("## Защита { #security }\n\nДоступ ограничен.\n\n", ""),
            "docs/ru/faq.md": ('"clause security"', '"clause"'),
        },
        ["docs/en/faq.md based-on-differs", "docs/en/privacy.md clause-missing"],
    ),
    "spaces before the title of a page": (
        {"docs/en/faq.md": ("# Questions", " # Questions")},
        ["docs/en/faq.md heading-indented"],
    ),
    "the id of a released clause in capital letters": (
        replaced("privacy", ("#security", "#Security"), ("#security", "#Security")),
        ["docs/en/privacy.md id-with-capitals", "docs/ru/privacy.md id-with-capitals"],
    ),
    "the level of a released heading in the original": (
        {"docs/ru/privacy.md": ("## Защита", "### Защита")},
        ["docs/ru/privacy.md heading-levels-differ"],
    ),
    "an item with a dash": (
        replaced(
            "privacy",
            ("ограничен.", "ограничен:\n\n- для людей\n— для машин"),
            ("restricted.", "restricted:\n\n- for people\n– for machines"),
        ),
        ["docs/en/privacy.md list-as-text", "docs/ru/privacy.md list-as-text"],
    ),
}


@pytest.mark.parametrize("name", ONCE)
def test_one_fault_of_an_editor_is_told_once(root: Path, name: str) -> None:
    changes, expected = ONCE[name]
    write_changes(root, changes)
    assert [f"{each.path} {each.rule}" for each in errors(root) if each.rule not in APPROVED_AGAIN] == expected
