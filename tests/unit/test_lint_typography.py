"""Wrong quotation marks, dashes and spaces are found in each language, and fixed where that is possible."""

from __future__ import annotations

import pytest
from policysite.corpus.digest import normalized
from policysite.findings import Finding
from policysite.languages.lexicon import lexicon_of
from policysite.lint.fix import fixed

from tests.rules import findings_of

RULES = ("quotes-wrong", "dash-wrong", "special-space")


def found_in(language: str, text: str) -> list[Finding]:
    return sorted(finding for rule in RULES for finding in findings_of(rule, text, language=language))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", 'Это "обращение".', "Это «обращение»."),
        ("ru", "Это “обращение” и „заявка“.", "Это «обращение» и «заявка»."),
        ("ru", 'Отдел "Служба "Забота" и компания".', "Отдел «Служба „Забота“ и компания»."),
        ("ru", "Отдел «Служба «Забота»».", "Отдел «Служба „Забота“»."),
        ("ru", '("Да")', "(«Да»)"),
        (
            "ru",
            '- "Один",\n- **"Два"**: [ссылка "на нас"](index.md "как есть")',
            '- «Один»,\n- **«Два»**: [ссылка «на нас»](index.md "как есть")',
        ),
        ("ru", 'Слово "два\nслова" дальше.', "Слово «два\nслова» дальше."),
        ("ru", "Это &quot;обращение&quot;.", "Это «обращение»."),
        ("ru", '| "Что" | Срок |\n|---|---|\n| "Почта" | 5 |', "| «Что» | Срок |\n|---|---|\n| «Почта» | 5 |"),
        ("ru", '"Код" — `"код"`, а "это" нет.', '«Код» — `"код"`, а «это» нет.'),
        ("en", 'We call this a "request".', "We call this a “request”."),
        ("en", "We call this a «request» or „mail“.", "We call this a “request” or “mail”."),
        ("en", 'A 24" screen, the users’ "mail", don\'t.', "A 24\" screen, the users’ “mail”, don't."),
        ("en", 'Text\n\n### "Why"? { #why }', "Text\n\n### “Why”? { #why }"),
        ("en", "Say “he said ‘no’ to it” and don’t.", "Say “he said ‘no’ to it” and don’t."),
        ("ru", "Ответ - да -- или нет --- всё.", "Ответ — да — или нет — всё."),
        ("ru", "Ответ – да, слово--слово.", "Ответ — да, слово—слово."),
        ("ru", "Ответ -\nда.", "Ответ —\nда."),
        (
            "ru",
            "От 10-14 дней, в 2024-2026 гг., на 5-10 %, ст. 6-9.",
            "От 10–14 дней, в 2024–2026 гг., на 5–10 %, ст. 6–9.",
        ),
        ("en", "In 10-14 days - or never.", "In 10–14 days — or never."),
        (
            "ru",
            "В\u00a0течение 10\u202f000 дней, по&nbsp;запросу, до\u2009конца.",
            "В течение 10 000 дней, по запросу, до конца.",
        ),
        ("ru", 'Слово\u00a0- слово\u00a0"слово".', "Слово — слово «слово»."),
        ("fi", 'Sana "henkilötieto" - ja "muu" (10-14).', "Sana ”henkilötieto” – ja ”muu” (10–14)."),
        ("hu", 'Az "adat "fogalma" szerint".', "Az „adat »fogalma« szerint”."),
    ],
)
def test_typography_is_fixed(language: str, text: str, expected: str) -> None:
    assert fixed(text, found_in(language, text)) == expected
    assert normalized(text.replace("&quot;", '"').replace("&nbsp;", " ")) == normalized(expected)
    assert found_in(language, expected) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", 'Это «обращение в „поддержку“»: `"a" - b`.'),
        ("ru", "Закон 152-ФЗ, регламент 2016/679, +7 800 555-35-35, 8 (495) 123-45, 2026-11-22, ГОСТ 34-2018."),
        (
            "ru",
            "Онлайн-чат, кто-то, 10—14, −5, а-б, --fix, № 10-14, 01-02, 5-5, 14-10, ISO/IEC 27001-1, 10-14-й, 1.10-14.",
        ),
        ("ru", "| Что | Срок |\n|---|---|\n| Почта | - |\n| - | -- |"),
        ("ru", "1 - 5 дней; 5 мая – 7 июня; 2024 - настоящее время."),
        ("en", "A well-known follow-up — 10–14 days; 555-0100; (555) 123-4567; 123-4567; v1-2; 24-7."),
        ("en", "The users' data isn't the companies' or the ’90s’ or '90s."),
    ],
)
def test_right_typography_is_not_found(language: str, text: str) -> None:
    assert found_in(language, text) == []


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        ("ru", 'Это "обращение.', [(1, 5, "quotes-wrong", "«…»")]),
        ("ru", 'Это \\"обращение\\".', [(1, 6, "quotes-wrong", "«"), (1, 17, "quotes-wrong", "»")]),
        ("ru", "Это 'обращение'.", [(1, 5, "quotes-wrong", "«…»")]),
        ("en", 'Say “he said "no" to it”.', [(1, 14, "quotes-wrong", "‘"), (1, 17, "quotes-wrong", "’")]),
    ],
)
def test_what_cannot_be_fixed_automatically_is_still_found(
    language: str, text: str, places: list[tuple[int, int, str, str]]
) -> None:
    found = found_in(language, text)
    assert [(each.line, each.column, each.rule, each.params["right"]) for each in found] == places
    assert fixed(text, found) == text


def test_every_language_has_four_quotation_marks_and_its_dashes() -> None:
    for language in ("ru", "en"):
        lexicon = lexicon_of(language)
        assert len(lexicon["quotes"]) == 4
        assert normalized(lexicon["dash"]) == normalized(lexicon["range"]) == "—"


def test_a_special_space_is_found_and_named() -> None:
    (found,) = found_in("ru", "- Пункт\n- По\u00a0запросу")
    assert (found.line, found.column, found.params) == (2, 5, {"code_point": "U+00A0"})
