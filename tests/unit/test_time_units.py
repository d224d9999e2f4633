"""Units of time after numbers, in languages with and without data of their own."""

from __future__ import annotations

import re

import pytest
from policysite.languages.durations import are_known, unit_after

from tests.rules import findings_of


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "30 days", "day: 30 days"),
        ("en", "30-day period", "day: 30-day"),
        ("en", "10 business days", "working day: 10 business days"),
        ("en", "30 calendar days", "day: 30 calendar days"),
        ("en", "12\N{NO-BREAK SPACE}months.", "month: 12\N{NO-BREAK SPACE}months"),
        ("en", "24 hours a day", "hour: 24 hours"),
        ("en", "30 d.", "day: 30 d"),
        ("en", "12 mos", "month: 12 mos"),
        ("ru", "30 дн.", "day: 30 дн"),
        ("ru", "5 мая 2026 г.", ""),
        ("de", "24 Std.", "hour: 24 Std"),
        ("en", "5 yearbooks", ""),
        ("en", "5 m", ""),
        ("en", "5, days", ""),
        ("en", "5", ""),
        ("ru", "12 месяцам", "month: 12 месяцам"),
        ("ru", "5 лет", "year: 5 лет"),
        ("ru", "31 числа месяца", ""),
        ("ru", "30 рабочих дней", "working day: 30 рабочих дней"),
        ("de", "binnen 14 Tagen", "day: 14 Tagen"),
        ("fi", "24 kuukauden ajan", "month: 24 kuukauden"),
        ("et", "24 kuu jooksul", "month: 24 kuu"),
        ("et", "24 kuupäeva", ""),
        ("et", "72 tunni", "hour: 72 tunni"),
        ("et", "24 päevaks", "day: 24 päevaks"),
        ("mt", "3-il ġurnata", "day: 3-il ġurnata"),
        ("mt", "12-il jum", "day: 12-il jum"),
        ("mt", "12‑il xahar", "month: 12‑il xahar"),
        ("mt", "7 jiem", "day: 7 jiem"),
        ("cs", "5 roku", "year: 5 roku"),
        ("uk", "5 року", "year: 5 року"),
        ("uk", "30 діб", "day: 30 діб"),
        ("de", "14 Werktagen", "day: 14 Werktagen"),
        ("is", "7 ára", "year: 7 ára"),
        ("no", "30 dager", "day: 30 dager"),
        ("hu", "30 napon belül", "day: 30 napon"),
        ("ga", "30 lá", "day: 30 lá"),
        ("ga", "7 mbliana", "year: 7 mbliana"),
        ("ja", "6ヶ月間", "month: 6ヶ月"),
        ("zh", "5个工作日内", "day: 5个工作日"),
        ("af", "5 duration", ""),
        ("ar", "30 يومًا", "day: 30 يومًا"),
        ("hi", "30 दिन", "day: 30 दिन"),
        ("th", "30 วันนับจาก", "day: 30 วัน"),
        ("ja", "30日以内に", "day: 30日"),
        ("ja", "6か月間", "month: 6か月"),
        ("zh-Hant", "24小時內", "hour: 24小時"),
        ("ko", "30일 이내", "day: 30일"),
        ("sw", "siku 30", ""),
        ("yo", "ọj 30", ""),
    ],
)
def test_the_unit_after_a_number_is_known_in_every_form(language: str, text: str, expected: str) -> None:
    number = re.search("[0-9]+", text)
    assert number is not None
    unit = unit_after(text, number.end(), language)
    assert (f"{unit.name}: {text[number.start() : unit.end]}" if unit else "") == expected


def test_a_language_whose_units_do_not_follow_the_number_is_not_known() -> None:
    languages = ("ru", "mt", "is", "ga", "zh-Hant", "sw", "yo", "ha")
    assert [language for language in languages if not are_known(language)] == ["sw", "yo", "ha"]


def test_another_unit_is_found_in_languages_without_data() -> None:
    found = findings_of("time-units-differ", {"is": "Geymt í 12 mánuði.", "mt": "Għal 12-il jum."})
    assert [(each.params["here"], each.params["there"]) for each in found] == [("12-il jum", "12 mánuði")]


@pytest.mark.parametrize(
    ("ru", "en", "expected"),
    [
        ("Храним 30 дней.", "We keep it 30 days.", ""),
        ("Храним 30 суток.", "We keep it 30 months.", "30 months, 30 суток"),
        ("Храним 30 суток.", "We keep it 30 days.", ""),
        ("Храним 30 дней.", "We keep it 30 months.", "30 months, 30 дней"),
        ("Храним 30 дн.", "We keep it 30 d.", ""),
        ("Храним 30 дн.", "We keep it 30 mo.", "30 mo, 30 дн"),
        ("Ответим за 10 рабочих дней.", "We reply within 10 days.", "10 days, 10 рабочих дней"),
        ("Ответим за 10 дней.", "We reply within 10 business days.", "10 business days, 10 дней"),
        ("Ответим за 10 рабочих дней.", "We reply within 10 working days.", ""),
        ("Храним 2 года или 2 дня.", "We keep it 2 days or 2 years.", ""),
        ("Храним 2 дня или 2 года.", "We keep it 2 days or 2 days.", "2 days, 2 года"),
        ("Храним 2 дня или 2 года.", "We keep it 2 days or for 2 calls.", ""),  # not recognized in one language
        ("Храним 30 дней после 12 писем.", "We keep it 30 days after 12 months.", ""),
        ("Храним 30 дней.", "We keep it for 30.", "30, 30 дней"),
        (
            "| Журнал | 90 |\n|---|---|\n| Ещё | 30 дней |",
            "| Log | 90 days |\n|---|---|\n| More | 30 days |",
            "90 days, 90",
        ),
        ("| Что | Срок |\n|---|---|\n| Ещё | 30 дней |", "| What | Days |\n|---|---|\n| More | 30 |", ""),
        ("Храним от 30 дней до 90 дней.", "We keep it from 30 to 90 days.", ""),
        ("Число дней: 30", "We keep it 30 days", ""),
        ("Храним до 5 мая 2026 г. день.", "We keep it till May 5, 2026 days.", ""),
    ],
)
def test_a_period_with_another_unit_is_found(ru: str, en: str, expected: str) -> None:
    found = findings_of("time-units-differ", {"ru": ru, "en": en})
    assert [f"{each.params['here']}, {each.params['there']}" for each in found] == ([expected] if expected else [])


def test_working_days_are_days_beside_a_language_whose_words_for_them_are_not_known() -> None:
    assert findings_of("time-units-differ", {"ru": "За 10 рабочих дней.", "de": "In 10 Tagen."}) == []


@pytest.mark.parametrize(
    ("ru", "en", "expected"),
    [
        ("тридцати дней", "forty-five days", ["forty-five days / тридцати дней"]),
        ("двух рабочих дней", "three working days", ["three working days / двух рабочих дней"]),
        ("двух месяцев", "one month", ["one month / двух месяцев"]),
        ("тридцати месяцев", "thirty days", ["thirty days / тридцати месяцев"]),
        ("ста восьмидесяти дней", "one hundred ninety days", ["one hundred ninety days / ста восьмидесяти дней"]),
        ("сорока пяти дней", "forty-five days", []),
        ("ста восьмидесяти дней", "one hundred eighty days", []),
        ("двенадцати месяцев", "one year", []),
        ("двух недель", "14 days", []),
        ("четырнадцати дней", "two weeks", []),
        ("месяца или двух недель", "one month or two weeks", []),
        ("месяца и одного дня", "one month and a day", []),
        ("полугода или трёх дней", "half a year or three days", []),
        ("трёх суток", "three days", []),
        ("двух-трёх дней", "two to four days", []),
        ("24 часов", "twenty-four hours", []),
        ("двухфакторной защиты", "two days", []),
    ],
)
def test_periods_in_words_are_compared(ru: str, en: str, expected: list[str]) -> None:
    found = findings_of("periods-differ", {"ru": f"Не позднее {ru}.", "en": f"Within {en}."})
    assert [f"{each.params['here']} / {each.params['there']}" for each in found] == expected


def test_numbers_in_a_long_run_of_signs_without_spaces_are_read_quickly() -> None:
    text = "½" * 60_000
    assert not any(unit_after(text, end, "en") for end in range(1, len(text)))
