"""One fault of an editor is told once."""

from __future__ import annotations

from pathlib import Path

import pytest
from policysite.messages import messages_in

from tests.released_site import APPROVED_AGAIN, REMOVED, errors, follow, replaced, write_changes

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
    "an address without its beginning in a list of links": (
        replaced(
            "faq",
            ("30 дней.", "30 дней.\n\n## Ссылки { #external-links }\n\n- [Сайт](site.example/help/)"),
            ("30 days.", "30 days.\n\n## Links { #external-links }\n\n- [Site](site.example/help/)"),
        ),
        ["docs/en/faq.md link-target-missing", "docs/ru/faq.md link-target-missing"],
    ),
    "a list of links with an item that has no address": (
        replaced(
            "faq",
            ("30 дней.", "30 дней.\n\n## Ссылки { #external-links }\n\n- [Сайт]()"),
            ("30 days.", "30 days.\n\n## Links { #external-links }\n\n- [Site]()"),
        ),
        ["docs/en/faq.md link-url-missing", "docs/ru/faq.md link-url-missing"],
    ),
    "a number without a space that a link leads to": (
        replaced(
            "privacy",
            ("ограничен.", "ограничен.\n\n1.1. Здесь.\n\n1.2.Мы ждём.\n\n1.3. См. [1.2](#security-1-2)."),
            ("restricted.", "restricted.\n\n1.1. Here.\n\n1.2.We wait.\n\n1.3. See [1.2](#security-1-2)."),
        ),
        ["docs/en/privacy.md marker-miswritten", "docs/ru/privacy.md marker-miswritten"],
    ),
    "a heading removed in one language": (
        {"docs/ru/privacy.md": ("## Права { #rights }\n\n", "")},
        ["docs/en/privacy.md clause-missing"],
    ),
    "another clause removed in each language": (
        {
            "docs/ru/privacy.md": (REMOVED["ru"], ""),
            "docs/en/privacy.md": ("## Rights { #rights }\n\nYou can find out what we keep on", "You find it on"),
            "docs/ru/faq.md": ('"clause security"', '"clause"'),
            "docs/en/faq.md": ('"clause security"', '"clause"'),
        },
        ["docs/en/privacy.md clause-missing", "docs/ru/privacy.md clause-missing"],
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


def test_a_new_clause_in_another_place_in_one_language_is_corrected_in_one_round(root: Path) -> None:
    ru, en = "## Дети { #children }\n\nС 16 лет.\n\n", "## Children { #children }\n\nFrom 16.\n\n"
    write_changes(root, replaced("privacy", ("## Права", f"{ru}## Права"), ("## Protection", f"{en}## Protection")))
    found = errors(root)
    assert {each.rule for each in found} >= {"ids-out-of-order", "translation-unreviewed", "version-text-changed"}
    follow(found, root, is_typo=False)
    assert errors(root) == []


def test_without_an_id_that_is_like_an_unknown_one_no_line_is_shown(root: Path) -> None:
    write_changes(root, {f"docs/{each}/faq.md": ('"clause security"', '"qqq"') for each in ("ru", "en")})
    fixes = [messages_in("en").fix(each.rule, each.params) for each in errors(root) if each.rule == "based-on-unknown"]
    assert fixes == ["Name the id of a clause that exists: privacy, clause, security, rights."] * 2
