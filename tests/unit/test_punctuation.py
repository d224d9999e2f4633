"""Stray signs within a text, and ends of texts that differ between the languages."""

from __future__ import annotations

import pytest
from policysite.lint.rule import MAX_FINDINGS_WITHOUT_EDIT
from policysite.lint.text.pairs import unpaired

from tests.project import configuration
from tests.rules import findings_of, places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Почта, , имя.", [(1, 6)]),
        ("Почта,, имя.", [(1, 6)]),
        ("Почта,. Имя.", [(1, 6)]),
        ("Почта , имя.", [(1, 6)]),
        ("Почта ,имя и ,5.", [(1, 6)]),
        ("Почта;, имя.", [(1, 6)]),
        ("Почта . Имя, файл .txt и путь ./a ...", [(1, 6)]),
        ("Мы храним.. Имя.", [(1, 10)]),
        ("### Что мы храним?? { #what }\n\nПочту.", [(1, 18)]),
        ("名前、、住所。。", [(1, 3), (1, 7)]),
        ("Почта, имя и т. п., год; дом: 1,5… Да?! Нет… Файлы .pdf, .txt.", []),
        ("Мы храним `a, , b` и `x`, `y`.", []),
        ("| а | б, в |\n|---|---|\n| в | г |", []),
        ("См. ../a, https://a.example/?a=1,,2 и v1..v2.", []),
        ("Наш знак: ![знак](a.png).", []),
        ("Что это ? Вот : почта ; имя !", [(1, 8), (1, 14), (1, 22), (1, 28)]),
        ("### Что это ? { #what }\n\nПочта.", [(1, 12)]),
        ("В 10 : 30 и :: это :-) и `а` ?а; https://a.example/ ?a", []),
        ("| а | ? |\n|---|---|\n| б | ! |", []),
    ],
)
def test_stray_signs_and_spaces_before_signs_are_found(text: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of("punctuation-stray", text)) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Мы ответим ответим вам.", [(1, 4)]),
        ("ru", "Мы мы ответим\nответим в в срок.", [(1, 1), (1, 7), (2, 9)]),
        ("ru", "То, что что-то не так, и их их право. Еле-еле, в в-третьих, ст. ст. Так так.", []),
        ("en", "We reply reply to the the letter.", [(1, 4), (1, 19)]),
        ("en", "The law that that law had had; log in in time. Bora Bora, no, no: `to to`.", []),
        ("de", "Wir löschen löschen Daten, die die Kunden nennen, wenn Sie sie nennen.", [(1, 5)]),
    ],
)
def test_a_word_that_stands_twice_is_found(language: str, text: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of("word-repeated", text, language=language)) == expected


def test_a_sign_after_a_space_is_shown_with_the_word_before_it() -> None:
    (found,) = findings_of("punctuation-stray", "Мы храним почту : год.")
    assert found.params["written"] == "почту :"


def test_a_language_may_have_spaces_before_signs() -> None:
    page = "---\ntitle: A\n---\n\n# A { #a }\n\nQu’est-ce ? Voici : oui ; non !\n"
    files = {"mkdocs.yml": configuration(("fr", "de"), "https://policy.example/"), "overrides/assets/a.css": ""}
    assert findings_of("punctuation-stray", {"fr": page}, files=files) == []
    assert len(findings_of("punctuation-stray", {"de": page}, files=files)) == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We keep your email (and name for a year.", [(1, 20)]),
        ("We keep your email and name) for a year.", [(1, 28)]),
        ("We keep your email (a.\n\nThe name) for a “year.", [(3, 17)]),
        ("## Data (all { #b }\n\nEmail.\n\n## Name) { #c }\n\nYes.", [(1, 9), (5, 8)]),
        ('Code `f(x` and [a link](https://a.example/x_(y).html) and ``"``.', []),
    ],
)
def test_a_mark_without_a_counterpart_is_found(text: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of("mark-unpaired", text, language="en")) == expected


def test_of_very_many_findings_of_a_rule_in_a_page_only_some_are_made() -> None:
    assert len(findings_of("mark-unpaired", "(" * 2 * MAX_FINDINGS_WITHOUT_EDIT)) == MAX_FINDINGS_WITHOUT_EDIT


def test_brackets_that_close_none_of_thousands_are_found_quickly() -> None:
    number = 50_000
    assert len(unpaired(["(" * number + "】" * number], "en")) == 2 * number


@pytest.mark.parametrize(
    ("language", "texts", "expected"),
    [
        ("en", ["Keep [email for a year:", "one (two)", "three]"], []),
        ("en", ["Keep (email [and name) here."], [(0, 12)]),
        ("en", ["Keep “email and ”name” here."], [(0, 5)]),
        ("en", ["Either:", "a) email; or", "b) name: 1) first, 2.1) last :) and “(c)” iii)"], []),
        ("en", ["5\" and 6'", '5" here'], []),
        ("en", ["An [odd(link](a.html) here", "(and here"], [(1, 0)]),
        ("ru", ["Храним «почту и имя."], [(0, 7)]),
        ("ru", ["Храним почту» и имя.", "И (год"], [(0, 12), (1, 2)]),
        ("ru", ['Храним "почту'], []),
        ("pl", ["Zbieramy „dane i imię."], [(0, 9)]),
        ("ja", ["当社は（名前）を「保存します。"], [(0, 8)]),
        ("ja", ["当社は（名前)を「保存」します。"], []),
        ("tlh", ["“One"], [(0, 0)]),
    ],
)
def test_marks_are_paired_within_a_clause_as_the_language_writes_them(
    language: str, texts: list[str], expected: list[tuple[int, int]]
) -> None:
    assert unpaired(texts, language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Мы назовём дату,с которой он действует.", [(1, 16)]),
        ("Мы храним «почту»,имя (год),номер;адрес.", [(1, 17), (1, 27), (1, 34)]),
        ("Мы храним данные.Мы удаляем их. И почему?Потому.", [(1, 17), (1, 41)]),
        ("We keep data.We delete it,too.", [(1, 13), (1, 26)]),
        ("Это 1,5 %, т.е. п.8.1b, г.Москва, ул.Ленина, д.5, Яндекс.Метрика, Node.js, ASP.NET.", []),
        ("Точка (x,y), `a,бв`, a.b@c.example, https://a.example/дата,с и www.пример.рф, [да](b.md#да,нет).", []),
        ("名前,住所。Почта, имя; адрес.\nМы.", []),
        ("Мы храним почту,\nимя.", []),
        ("Мы храним почту 10дней и 2месяца.", [(1, 19), (1, 27)]),
        ("10-дневный срок, 10 дней, 24ч, B2дней, 2ГИС, 2дома дней, `10дней`.", []),
    ],
)
def test_a_missing_space_is_found(text: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of("space-missing", text)) == expected


ITEMS = "- один;\n- два;\n- три;\n- четыре."


@pytest.mark.parametrize(
    ("ru", "en", "expected"),
    [
        ("### Что мы храним? { #what }\n\nДа.", "### What do we store { #what }\n\nYes.", [(1, 20, "—", "?")]),
        ("### Что мы храним { #what }\n\nДа.", "### What do we store? { #what }\n\nYes.", [(1, 21, "?", "—")]),
        ("### Сроки { #what }\n\nДа.", "### Terms. { #what }\n\nYes.", [(1, 10, ".", "—")]),
        ("Мы храним почту.", "We store your email", [(1, 19, "—", ".")]),
        ("Мы храним почту.", "We store your email,", [(1, 20, ",", ".")]),
        ("Мы храним «почту».", "We store “your email.”", []),
        ("Мы храним почту!", "We store your email.", []),
        ("Действует с 4 мая 2026 г.", "In effect from May 4, 2026", []),
        ("Действует с 4 мая 2026 г.", "In effect from May 4, 2026.", []),
        ("Звоните до 17:00.", "Call before 5 p.m.", []),
        ("Мы храним:\n\n- почту;\n- имя;\n- год.", "We store:\n\n- email\n- name\n- year", []),
        (ITEMS, "- one;\n- two;\n- three\n- four.", [(3, 7, "—", ";")]),
        (ITEMS, "- one\n- two\n- three\n- four", []),
        ("- Что?\n- Нет", "- What\n- No", [(1, 6, "—", "?")]),
        ("Вы вправе:\n\n- уйти.", "You may,\n\n- leave.", []),
        ("| а. | б |\n|---|---|\n| в. | г |", "| a | b |\n|---|---|\n| c | d |", []),
    ],
)
def test_ends_that_differ_are_found(ru: str, en: str, expected: list[tuple[int, int, str, str]]) -> None:
    found = findings_of("end-punctuation-differs", {"ru": ru, "en": en})
    assert [(each.line, each.column, each.params["here_mark"], each.params["there_mark"]) for each in found] == expected


def test_a_language_may_end_its_sentences_without_a_sign() -> None:
    thai = "เราเก็บอีเมลของคุณ\n\nเราเก็บชื่อของคุณ\n\nเราเก็บที่อยู่ของคุณ"
    files = {"mkdocs.yml": configuration(("ru", "th"), "https://policy.example/")}
    found = findings_of("end-punctuation-differs", {"ru": "Почта.\n\nИмя?\n\nАдрес", "th": thai}, files=files)
    assert places(found) == [(3, 17)]


def test_a_language_may_have_no_questions_as_headings() -> None:
    ru = "### Что? { #a }\n\nДа.\n\n### Где? { #b }\n\nДа.\n\n### Когда? { #c }\n\nДа."
    none = "### A { #a }\n\nYes.\n\n### B { #b }\n\nYes.\n\n### C { #c }\n\nYes."
    assert findings_of("end-punctuation-differs", {"ru": ru, "en": none}) == []
    one = none.replace("### B {", "### B? {")
    assert places(findings_of("end-punctuation-differs", {"ru": ru, "en": one})) == [(1, 5), (9, 5)]
