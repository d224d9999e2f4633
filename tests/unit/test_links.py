"""Lists of links at the end of pages, links without text, and links into another language."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules import findings_of, places

Places = list[tuple[int, int]]
CLOSING: dict[str, Any] = {"settings": {"closing": {"pages": ["privacy"]}}}

HERE = "### Сюда { #internal-links }\n\n- [Политика](privacy.md)\n"
THERE = "### Отсюда { #external-links }\n\n- [Другие](https://other.example/)\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Текст.", [(-1, 1)]),
        (f"Текст.\n\n{HERE}", [(3, 1)]),
        (f"Текст.\n\n{THERE}", [(3, 1)]),
        (f"Текст.\n\n### Сюда {{ #internal-links }}\n\nТекст.\n\n{THERE}", [(3, 5)]),
        (f"Текст.\n\n{HERE}\n{THERE}", []),
    ],
)
def test_a_page_without_its_lists_of_links_is_found(text: str, expected: Places) -> None:
    assert places(findings_of("link-lists-missing", text, **CLOSING)) == expected


def test_other_pages_need_no_lists_of_links() -> None:
    assert places(findings_of("link-lists-missing", "Текст.")) == []
    assert places(findings_of("link-lists-not-last", f"Текст.\n\n{THERE}\n{HERE}")) == []


def test_an_empty_list_of_links_is_found_once() -> None:
    text = f"Текст.\n\n### Сюда {{ #internal-links }}\n\n{THERE}"
    assert places(findings_of("link-lists-missing", text, **CLOSING)) == []
    assert places(findings_of("clause-empty", text, **CLOSING)) == [(3, 5)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "1.1. А.\n1.2. По п. 1.7 настоящей политики и по пункту\n1.2 настоящих правил.", [(2, 12)]),
        ("ru", "1.1. По п. 1.7 закона, пунктам 1.8, версии 1.9 настоящей политики.", []),
        ("ru", "По пункту 1.7 настоящей политики и по пункту 5.", []),
        ("en", "### 1.1. A { #a }\n\nSee Section 1.3 of this policy, clause 1.1 hereof.", [(3, 13)]),
        ("de", "1.1. A.\n1.2. Nach Ziffer 2.1 dieser Erklärung.", [(2, 18)]),
    ],
)
def test_a_clause_that_a_text_names_and_does_not_have_is_found(language: str, text: str, expected: Places) -> None:
    assert places(findings_of("clause-number-unknown", text, language=language)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Текст.\n\n{HERE}\n{THERE}\n### Ещё {{ #more }}\n\nТекст.", [(3, 5)]),
        (f"Текст.\n\n{THERE}\n{HERE}", [(7, 5)]),
        (f"Текст.\n\n{HERE}\n### Ещё {{ #more }}\n\nТекст.\n\n{THERE}", [(3, 5)]),
        (f"Текст.\n\n{HERE}\n{THERE}", []),
    ],
)
def test_lists_of_links_that_are_not_last_are_found(text: str, expected: Places) -> None:
    assert places(findings_of("link-lists-not-last", text, **CLOSING)) == expected


def test_a_clause_below_the_lists_of_links_is_to_stand_above_their_section() -> None:
    text = f"Текст.\n\n## Ссылки {{ #links }}\n\nТекст.\n\n{HERE}\n{THERE}\n## Ещё {{ #more }}\n\nТекст."
    (finding,) = findings_of("link-lists-not-last", text, **CLOSING)
    moved = [line for line in finding.advised.values() if line is not None]
    assert moved == ["## Ещё { #more }\n\nТекст.\n\n## Ссылки { #links }"]
    assert finding.params["above"] == "Ссылки"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Текст.\n\n{HERE}- [Другие](https://other.example/)\n- [Чужие](//other.example/)", [(6, 4), (7, 4)]),
        (f"Текст.\n\n{THERE}- [Сюда](#clause) и [туда](https://policy.example/legal/privacy/)", [(6, 4), (6, 22)]),
        (f"Текст.\n\n{HERE}- [Вопрос](mailto:a@other.example)", [(6, 4)]),
        (f"Текст.\n\n{HERE}- [Наша](https://policy.example/legal/privacy/)\n- [Пункт](#clause)", []),
        (f"Текст.\n\n{HERE}- [Наша](https://Policy.example:443/legal/privacy/)", []),
        (f"Текст.\n\n{THERE}- [Похожая](https://policy.example.other/)\n- [Вопрос](mailto:a@other.example)", []),
        ("[Сюда](#clause) и [туда](https://other.example/)", []),
    ],
)
def test_links_in_the_wrong_list_are_found(text: str, expected: Places) -> None:
    assert places(findings_of("link-list-mixed", text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Текст.\n\n{HERE}- Права\n- ![схема](a.png)", [(6, 3), (7, 3)]),
        (f"Текст.\n\n{HERE}- Наша [политика](privacy.md) (по-русски)", []),
        ("- Права", []),
    ],
)
def test_items_without_a_link_are_found(text: str, expected: Places) -> None:
    found = findings_of("link-list-item-without-link", text)
    assert [finding.line for finding in found] == [line for line, _ in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Прочтите [](privacy.md) это.", [(1, 13)]),
        ("Вот [это](privacy.md) и [](privacy.md).", [(1, 28)]),
        ("- а\n- [ ](https://other.example/)", [(2, 7)]),
        ("[![схема](a.png)](privacy.md)", []),
        ("[политика](privacy.md) и ![](a.png)", []),
    ],
)
def test_links_without_text_are_found(text: str, expected: Places) -> None:
    assert places(findings_of("link-text-missing", text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[пункт 1.2](#clause-1-1)", [(5, 2)]),
        ("[1.1.2](privacy.md#clause-1-2)", [(5, 2)]),
        ("[пункт 1.2](#clause-1-2), [п. 1.1.](#clause-1-1), [пункты 1.1 и 1.2](#clause-1-1)", []),
        ("[за 1,5 года](#clause-1-1), [раздел 2](#clause-1-2), [версия 1.2](#clause), [п. 1.2](#none)", []),
    ],
)
def test_links_that_name_another_clause_are_found(text: str, expected: Places) -> None:
    assert places(findings_of("link-number-differs", f"1.1. Почта.\n\n1.2. Имя.\n\n{text}")) == expected


@pytest.mark.parametrize(
    ("target", "attributes", "crossed"),
    [
        ("../en/privacy.md", "", True),
        ("../%65n/privacy.md", "", True),
        ("../en/privacy.md#clause", "", True),
        ("../en/", "", True),
        ("https://policy.example/legal/en/privacy/", "", True),
        ("https://Policy.example:443/legal/en/privacy/", "", True),
        ("../en/privacy.md", '{ hreflang="de" }', True),
        ("../en/privacy.md", '{ hreflang="en" }', False),
        ("privacy.md", "", False),
        ("../ru/privacy.md", "", False),
        ("https://policy.example/legal/privacy/", "", False),
        ("https://policy.example/legal/", "", False),
        ("https://other.example/en/privacy/", "", False),
        ("../assets/a.png", "", False),
        ("../../en/privacy.md", "", False),
        ("mailto:a@policy.example", "", False),
        ("http://[", "", False),
    ],
)
def test_an_unmarked_link_into_another_language_is_found(target: str, attributes: str, crossed: bool) -> None:
    found = findings_of("cross-language-link-unmarked", f"Текст.\n\n[а]({target}){attributes}")
    assert places(found) == ([(3, 2)] if crossed else [])


@pytest.mark.parametrize(
    ("target", "attributes", "own"),
    [
        ("../en/privacy.md#clause", "", "privacy.md#clause"),
        ("../en/index.md", "", "index.md"),
        ("../en/privacy.md#nothing", "", ""),
        ("../en/nothing.md", "", ""),
        ("../en/privacy.md#clause", '{ hreflang="de" }', ""),
        # What a link leads to that names the page itself is another language.
        ("../en/privacy.md", "", ""),
    ],
)
def test_the_same_place_in_the_language_of_the_page_is_advised(target: str, attributes: str, own: str) -> None:
    both = {"ru": f"Текст: [а]({target}){attributes}", "en": "Text."}
    (found,) = findings_of("cross-language-link-unmarked", both)
    assert found.params["example"] == (f"Текст: [а]({own})" if own else "")


def test_a_link_from_a_translation_to_the_original_is_found() -> None:
    found = findings_of(
        "cross-language-link-unmarked", "Text.\n\n- [a](https://policy.example/legal/privacy/)", language="en"
    )
    assert places(found) == [(3, 4)]
    own = "Text.\n\n- [a](https://policy.example/legal/en/privacy/)"
    assert findings_of("cross-language-link-unmarked", own, language="en") == []


def test_a_page_that_exists_only_in_the_settings_is_found() -> None:
    text = "Текст."
    settings = {"questions": ["answers"], "closing": {"pages": ["privacy", "answers"]}}
    found = findings_of("configured-page-missing", text, settings=settings)
    assert [(each.path, each.line, each.column) for each in found] == [("mkdocs.yml", 4, 7), ("mkdocs.yml", 8, 9)]
    for option in ("questions", "side_by_side"):
        assert len(findings_of("configured-page-missing", text, settings={option: ["answers"]})) == 1
        assert findings_of("configured-page-missing", text, settings={option: ["privacy"]}) == []


@pytest.mark.parametrize("option", ["history", "privacy_policy"])
def test_the_one_page_of_an_option_must_exist(option: str) -> None:
    found = findings_of("configured-page-missing", "Текст.", settings={option: "privcy"})
    assert [(each.path, each.params["name"]) for each in found] == [("mkdocs.yml", "privcy")]
    assert findings_of("configured-page-missing", "Текст.", settings={option: "privacy"}) == []


RELEASED = """---
title: Политика
description: Политика.
version: "1.0"
effective_date: 2026-11-22
---

# Прежняя политика { #privacy }

## Пункт { #clause }

## Хранение { #retention }

## Оплата { #payment }
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[Хранение](#retention) и [Прежняя политика](privacy.md)",
            [("Хранение", "Срок"), ("Прежняя политика", "Политика")],
        ),
        ("[Хранение](../ru/privacy.md#retention)", [("Хранение", "Срок")]),
        ("[Оплата](#payment)", []),
        ("[Срок](#retention), [хранение почты](#retention) и [Пункт](#clause)", []),
        ("[Хранение](#clause), [Хранение](https://a.example/#retention) и [Хранение](#none)", []),
    ],
)
def test_a_link_with_an_outdated_title_of_its_clause_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    above = f"# Политика {{ #privacy }}\n\n## Пункт {{ #clause }}\n\n{text}\n\n"
    page = f"{above}## Срок {{ #retention }}\n\nГод.\n\n## 8. Оплата {{ #payment }}\n\nКартой."
    found = findings_of("link-title-outdated", page, files={"docs/ru/privacy/1.0.md": RELEASED})
    assert [(each.params["text"], each.params["title"]) for each in found] == expected


@pytest.mark.parametrize(
    ("address", "heading", "expected"),
    [
        # The clause of the link is deleted; another one that was there is no substitute, but a new one may be.
        ("#payments", "## Оплата { #payment }", ""),
        ("#retention", "## Хранение { #retentions }", "#retentions"),
    ],
)
def test_a_link_to_a_deleted_clause_is_not_led_to_one_that_was_beside_it(
    address: str, heading: str, expected: str
) -> None:
    link = f"См. [о сроке]({address})."
    page, last = f"# Политика {{ #privacy }}\n\n{link}\n\n{heading}\n\nКартой.", f"{RELEASED}\n{link}\n"
    (found,) = findings_of("link-target-missing", page, files={"docs/ru/privacy/1.0.md": last})
    assert found.params["suggestion"] == expected
