"""Clauses without text, lead-ins without a list, paragraphs inside tables."""

from __future__ import annotations

import pytest

from tests.rules import findings_of, places

TABLE = "| Данные | Срок |\n| --- | --- |\n| Почта | Год |\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Текст.\n\n## А { #a }\n\n## Б { #b }\n\nТекст.", [(3, 4)]),
        ("Текст.\n\n## А { #a }", [(3, 4)]),
        ("Текст.\n\n## А { #a }\n\n---\n\n## Б { #b }\n\n***\n", [(3, 4), (7, 4)]),
        ("Текст.\n\n### А { #a }\n\n## Б { #b }\n\nТекст.", [(3, 5)]),
        ("Текст.\n\n## А { #a }\n\n<!-- policy allow bare-url: так надо -->\n", [(3, 4)]),
        ("Текст.\n\n## А { #a }\n\n### Б { #b }\n\nТекст.", []),
        ("Текст.\n\n## А { #a }\n\n![схема](a.png)", []),
        ("Текст.\n\n## А { #a }\n\n```\nкод\n```", []),
        (f"Текст.\n\n## А {{ #a }}\n\n{TABLE}", []),
    ],
)
def test_an_empty_clause_is_found(text: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of("clause-empty", text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Вы можете указать:", [(1, 18)]),
        ("Вы можете\nуказать:\n\n## А { #a }\n\nТекст.", [(2, 8)]),
        ("Текст.\n\n## Ссылки (RU): { #a }\n\n## Права { #b }\n\nТекст.", [(3, 15)]),
        ("Текст.\n\n### Ссылки (RU): { #a }", [(3, 16)]),
        ("- Почта:\n- Имя", [(1, 8)]),
        ("- Почта\n- Имя:", [(2, 6)]),
        ("- Почта\n\n    Срок:\n\n- Имя", [(3, 9)]),
        ("- Почта:\n\nТекст.", [(1, 8)]),
        ("Текст:\n\n---", [(1, 6)]),
        ("Раз:\n\n- два:\n    - три:\n- четыре", [(4, 10)]),
        ("Вы можете указать:\n\n- почту", []),
        ("Вы можете указать:\n\nпочту.", []),
        ("Вы можете указать:\n\n```\nпочту\n```", []),
        (f"Сроки:\n\n{TABLE}", []),
        ("Вы можете указать:\n\n### А { #a }\n\nТекст.", []),
        ("Текст.\n\n## Ссылки: { #a }\n\n### Сюда { #b }\n\nТекст.", []),
        ("- Почта:\n    - рабочая", []),
        ("- Почта:\n  - рабочая\n- Имя", []),
        ("- Почта:\n\n    рабочая", []),
        ("Время: 10:30. Срок: год", []),
    ],
)
def test_a_colon_that_nothing_follows_is_found(text: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of("lead-in-without-list", text)) == expected


def test_an_empty_heading_is_found_once() -> None:
    text = "Текст.\n\n## Ссылки (RU): { #a }"
    assert places(findings_of("lead-in-without-list", text)) == [(3, 15)]
    assert places(findings_of("clause-empty", text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{TABLE}Потом удаляем.", [(4, 1)]),
        (f"{TABLE}Потом\nудаляем.\n\nТекст.", [(4, 1), (5, 1)]),
        (f"{TABLE}\nПотом удаляем.", []),
        (f"{TABLE}Имя | Год\n", []),
    ],
)
def test_a_paragraph_that_becomes_a_table_row_is_found(text: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of("paragraph-in-table", text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Храним 30 дней.\n\n*[30]: 99", [(1, 8)]),
        ("Мы не продаём, не дарим.\n\n*[не]: охотно", [(1, 4), (1, 16)]),
        ("## Никогда { #a }\n\nА.\n\n*[Никогда]: часто", [(1, 4)]),
        ("HTML, W3C, т.е., cookie.\n\n*[HTML]: а\n*[W3C]: б\n*[т.е.]: в\n*[cookie]: г", []),
        ("Храним 30 дней.\n\n*[30] : 99", [(1, 8)]),
        ("Храним 99 дней.\n\n*[30]: 99", []),
    ],
)
def test_an_abbreviation_that_is_none_is_found(text: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of("abbreviation-misleading", text, extensions=["abbr"])) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("В CRM.\n\n*[CRM]: система\n*[ CRМ ] : с кириллицей\n*[АБВ]: нет", [(4, 1), (5, 1)]),
        ("В CRM, `CRM 2`.\n\n*[CRM] : система\n\n```\n*[АБВ]: код\n```", []),
    ],
)
def test_an_explanation_of_nothing_is_found(text: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of("abbreviation-unused", text, extensions=["abbr"])) == expected


def test_an_abbreviation_is_one_in_a_language_whose_negations_are_not_known() -> None:
    text = "Es gelten 30 AGB.\n\n*[30]: 99\n*[AGB]: Allgemeine Geschäftsbedingungen"
    found = findings_of("abbreviation-misleading", text, language="de", extensions=["abbr"])
    assert places(found) == [(1, 11)]
