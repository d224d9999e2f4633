"""Contacts that are not in the list."""

from __future__ import annotations

import pytest
from policysite.lint.rules.contacts import contact_unlisted

from tests.rules import findings_of, places

LISTED = {"contacts": ["ok@a.example", "+7 (495) 000-00-00"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Пишите на info@evil.example.", [(1, 11)]),
        ("- один\n    - **info@evil.example**, a@b.example", [(2, 9), (2, 30)]),
        ("## Пишите: info@evil.example { #a }", [(1, 12)]),
        ("| а | info@evil.example |\n|---|---|\n| б | +7 495 123-45-67 |", [(1, 7), (3, 7)]),
        ("[Напишите](mailto:info@evil.example)", [(1, 2)]),
        ("[Напишите](mailto:ok@a.example,info@evil.example?subject=x)", [(1, 2)]),
        ("[info@evil.example](mailto:info@evil.example)", [(1, 2)]),
        ("[ok@a.example](mailto:info@evil.example)", [(1, 2)]),
        ("<info@evil.example>", [(1, 2)]),
        ("почта@пример.рф", [(1, 1)]),
        ("`info@evil.example`", [(1, 2)]),
        ("![info@evil.example](a.png)", [(1, 1)]),
        ("[Позвоните](tel:+74951234567)", [(1, 2)]),
        ("[+7 (495) 123-45-67](tel:+74951234567)", [(1, 2)]),
        ("8 (800) 555-35-35, 8-800-555-35-35, 88005553535, 8(800)555-35-35", [(1, 1), (1, 20), (1, 37), (1, 50)]),
        ("тел. (495) 123-45-67, (495) 1234567", [(1, 6), (1, 23)]),
        ("+1 (555) 123-4567, 555-123-4567, (555) 123-4567", [(1, 1), (1, 20), (1, 34)]),
        ("+44 20 7946 0018; +49.30.901820", [(1, 1), (1, 19)]),
        ("---\ntitle: info@evil.example\ndescription: в\n---\n# а { #a }", [(2, 8)]),
    ],
)
def test_a_contact_that_is_not_listed_is_found(text: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of(contact_unlisted, text, settings=LISTED)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "22.11.2026, 2026-11-22, 22 ноября 2026 года, 1941–1945, 2020-2021",
        "152-ФЗ, № 152-ФЗ, 149-ФЗ от 27.07.2006, (ЕС) 2016/679, 95/46/EC, ISO/IEC 27001:2022, ГОСТ Р 57580.1-2017",
        "1.0, 10.0.19041.1234, 192.168.100.100, 2001:db8::1",
        "20 000 000 евро, 1 000 000 000 рублей, 84 951 234 567, 100 200 300, 4 % от оборота",
        "ИНН 7707083893, КПП 773601001, ОГРН 1027700132195, СНИЛС 112-233-445 95, 1234 5678 9012 3456",
        "@toollender, a@b, пакет@1.2.3, C++ 11, +5 дней",
        "[Канал](https://t.me/@bot)",
        "555-123-4567-890, (495) 1234567,5, 12-555-123-4567",
        "Закон (2006) 152, п. 5 (2), 2 (495)",
        "ok@a.example, OK@A.example, [п](mailto:ok@a.example), +7 495 000 00 00, [т](tel:+74950000000)",
    ],
)
def test_other_numbers_and_listed_contacts_are_not_found(text: str) -> None:
    assert places(findings_of(contact_unlisted, text, settings=LISTED)) == []


def test_the_contact_is_named() -> None:
    (hit,) = findings_of(contact_unlisted, "+7 495 123-45-67.")
    assert hit.params == {"contact": "+7 495 123-45-67"}
