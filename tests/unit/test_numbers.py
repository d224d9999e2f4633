"""Numbers and dates are the same in every language."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policysite.corpus import Block, Clause, FrontMatter, Page
from policysite.corpus.time_limit import time_limit
from policysite.languages.dates import dates_in
from policysite.lint.text.numbers import dates, numbers
from policysite.lint.text.quantities import quantities_without

from tests.project import configuration
from tests.rules import findings_of, places


def page(language: str) -> Page:
    return Page("page.md", language, "page", FrontMatter("", ""), ())


def read(text: str, language: str) -> list[str]:
    return [mark.key for mark in numbers(Block("paragraph", text, 1, 1), page(language))]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "1 000, 1\N{NO-BREAK SPACE}000 и 1\N{NARROW NO-BREAK SPACE}000 000,5", ["1000", "1000", "1000000.5"]),
        ("en", "1,000 and 1,000,000.5 and 1 000", ["1000", "1000000.5", "1000"]),
        ("ru", "1,5 % и 0,25", ["1.5", "0.25"]),
        ("en", "1.5% and 0.25", ["1.5", "0.25"]),
        ("ar", "١٬٥٠٠ و٢٫٥ و30 و1,000.5", ["1500", "2.5", "30", "1000.5"]),
        ("fa", "۱٬۵۰۰ و ۲٫۵", ["1500", "2.5"]),
        ("ja", "30日間、1,500円、２．５％", ["30", "1500", "2.5"]),
        ("ru", "1,2,3 и 4, 5", ["1", "2", "3", "4", "5"]),
        ("en", "1,2,3 and 4, 5", ["1", "2", "3", "4", "5"]),
        ("ru", "10–14 дней, 1-й, 2-го, 30-дневный, № 152-ФЗ, 5-7", ["10", "14", "1", "2", "30", "152", "5", "7"]),
        ("en", "10–14 days, 1st, 2nd, 30-day, No. 152-FZ, 5-7", ["10", "14", "1", "2", "30", "152", "5", "7"]),
        ("ru", "пункт 5.1.2, версия 1.0", ["5.1.2", "1.0"]),
        ("en", "section 5.1.2, version 1.0", ["5.1.2", "1.0"]),
        ("ru", "с 9:00 до 18:30: без выходных", ["9:00", "18:30"]),
        ("en", "from 9 a.m. to 6:30 p.m.", ["9:00", "18:30"]),
        ("en", "from 12 am to 12:15 PM", ["0:00", "12:15"]),
        ("en", "B2B, IPv6, AES-256, 5MB", ["6", "256", "5"]),
        ("fr", "de 9 h 05 à 17h30, sous 24 h", ["9:05", "17:30", "24"]),
        ("ja", "午前9時から午後5時30分まで、72時間以内", ["9:00", "17:30", "72"]),
        ("zh", "上午9点至下午5点05分，48小时，以下3点", ["9:00", "17:05", "48", "3"]),
        ("ko", "오전 9시부터 오후 5시 30분까지 24시간", ["9:00", "17:30", "24"]),
        ("ru", "в 2026 году", ["2026"]),
        ("ru", "пишите на a1@b2.example, https://c3.example/4, +7 (495) 123-45-67, 8-800-555-35-35", []),
        ("ru", "22 ноября 2026 года и 01.02.2027", []),
        ("ru", "за 10 000 рублей 5 копеек", ["10000", "5"]),
        ("ru", "100 тысяч, 1,5 млн, 2 млрд. рублей", ["100000", "1500000", "2000000000"]),
        ("en", "100 thousand, 1.5 million, 5.1.2 million", ["100000", "1500000", "5.1.2"]),
        (
            "en",
            "20-million, 3bn, 1 mln, 5 M, 4 thousands, 10 thoughts",
            ["20000000", "3000000000", "1000000", "5", "4000", "10"],
        ),
        ("de", "20 Millionen, 20 Mio. Euro, 3 Milliarden, 5 Millimeter", ["20000000", "20000000", "3000000000", "5"]),
        ("fr", "20 millions d’euros, 5 milliards, 3 mille, 7 millimètres", ["20000000", "5000000000", "3000", "7"]),
        ("es", "20 mil, 2 millones, 3 mil millones, 4 miligramos", ["20000", "2000000", "3000000000", "4"]),
        ("lv", "līdz 20 miljoniem, 3 tūkstošiem", ["20000000", "3000"]),
        ("ro", "20 de milioane de euro, 30 de zile", ["20000000", "30"]),
        ("ar", "20 مليون يورو، ٣٠ يومًا", ["20000000", "30"]),
        ("hi", "2 करोड़ और 15 लाख", ["20000000", "1500000"]),
        ("ja", "2,000万円、2千万、1億人、30日", ["20000000", "20000000", "100000000", "30"]),
        ("zh", "2000万欧元，1.5亿，5千米", ["20000000", "150000000", "5"]),
        ("ko", "2천만 유로, 10만 원, 제6조", ["20000000", "100000", "6"]),
        ("th", "20 ล้านยูโร 30 พันธมิตร", ["20000000", "30"]),
        ("en", "½, 1/2, 3⁄4, 24/7, 10/12", ["1/2", "1/2", "3/4", "24", "7", "10", "12"]),
        ("ja", "支払日から10年間、2か月、Ｂ2Ｂ、１０日", ["10", "2", "10"]),
        ("de", "1.000,5 Euro, 30-tägig", ["1000.5", "30"]),
        ("de-CH", "1'000 Franken, 1’000’000.50", ["1000", "1000000.50"]),
        ("en", "the '90s and '5'", ["90", "5"]),
    ],
)
def test_numbers_are_read_in_the_format_of_the_language(language: str, text: str, expected: list[str]) -> None:
    assert read(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "22 ноября 2026 года", ["2026-11-22"]),
        ("ru", "«22» ноября 2026 г.", ["2026-11-22"]),
        ("ru", "22-го ноября 2026", ["2026-11-22"]),
        ("ru", "22 нояб. 2026", ["2026-11-22"]),
        ("ru", "22.11.2026, 22.11.26, 22/11/2026", ["2026-11-22"] * 3),
        ("ru", "ноябрь 2026, в мае 2027, Март 2028", ["2026-11", "2027-05", "2028-03"]),
        ("ru", "22 ноября", ["-11-22"]),
        ("ru", "1–5 мая 2026 года, с 1 по 5 мая", ["2026-05-01", "2026-05-05", "-05-01", "-05-05"]),
        ("th", "25 พฤษภาคม 2561, 1 มกราคม พ.ศ. 2570, 1 มกราคม ค.ศ. 2027", ["2018-05-25", "2027-01-01", "2027-01-01"]),
        ("th", "1/2/2570, 1 มกราคม 2027", ["2027-02-01", "2027-01-01"]),
        ("ja", "令和9年1月1日、平成30年5月、2027年1月1日", ["2027-01-01", "2018-05", "2027-01-01"]),
        ("zh-Hant", "中華民國 116 年 1 月 1 日起，2027年1月1日", ["2027-01-01", "2027-01-01"]),
        ("en", "November 22, 2026", ["2026-11-22"]),
        ("en", "22 November 2026, the 22nd of November, 2026", ["2026-11-22"] * 2),
        ("en", "Nov. 22, 2026; Sept. 1, 2026", ["2026-11-22", "2026-09-01"]),
        ("en", "11/22/2026, 22/11/2026, 11/22/26", ["2026-11-22"] * 3),
        ("en", "2026-11-22", ["2026-11-22"]),
        ("en", "November 2026, in May 2027", ["2026-11", "2027-05"]),
        ("en", "May 5", ["-05-05"]),
        ("de", "4. Mai 2026, 4.\N{NO-BREAK SPACE}Mai 2026, 5. November", ["2026-05-04", "2026-05-04", "-11-05"]),
        ("es", "el 4 de mayo de 2026", ["2026-05-04"]),
        ("ja", "2026年5月4日、2026 年 5 月 4 日、2026年5月、5月4日", ["2026-05-04", "2026-05-04", "2026-05", "-05-04"]),
        ("ko", "2026년 5월 4일", ["2026-05-04"]),
        ("hu", "2026. május 4., 2026. május 5-én", ["2026-05-04", "2026-05-05"]),
        ("lv", "2026. gada 4. maijs, 4. maijs, 2026. gada maijs", ["2026-05-04", "-05-04", "2026-05"]),
        ("lv", "no 2026. gada 4. maija līdz 5. jūlijam", ["2026-05-04", "-07-05"]),
        ("lv", "no 2026. gada", []),
        ("et", "alates 4. maist 2026 kuni 5. novembrini", ["2026-05-04", "-11-05"]),
        ("sl", "od 4. maja 2026 do 5. novembra", ["2026-05-04", "-11-05"]),
        ("af", "04 Mei 2026, 4 Mei", ["2026-05-04", "-05-04"]),
        ("hy", "04 մայիսի, 2026 թ.", ["2026-05-04"]),
        ("hi", "4 जनवरी 2026", ["2026-01-04"]),
        ("th", "4 พฤษภาคม ค.ศ. 2026, 4 พฤษภาคม 2026", ["2026-05-04"] * 2),
        ("el", "1η Μαΐου 2026", ["2026-05-01"]),
        ("vi", "ngày 4 tháng 5 năm 2026", ["2026-05-04"]),
        ("mt", "mill-15 ta’ Marzu 2027, fl-1 ta' April", ["2027-03-15", "-04-01"]),
        ("mt", "bejn l-1 ta' Marzu u t-2 ta‘ Mejju 2027", ["-03-01", "2027-05-02"]),
        ("it", "dall'1 all’11 marzo, dell'8 maggio 2027", ["-03-11", "2027-05-08"]),
        ("fr", "d'11 mars 2027, l’11 mai", ["2027-03-11", "-05-11"]),
        ("ca", "l'11 d'abril de 2027, de l’1 d’octubre", ["2027-04-11", "-10-01"]),
        ("he", "ב-11 במרץ 2027", ["2027-03-11"]),
        ("en", "from 2026-11-5 May", []),
        ("cs", "podle odst. 1 pro účely, 30. pro. 2026", ["2026-12-30"]),
        ("nl", "lid 1 maar niet, 4 nov 2026, 5 nov.", ["2026-11-04", "-11-05"]),
        ("en", "May 1–5, 2026, from May 1 to 5", ["2026-05-01", "2026-05-05", "-05-01", "-05-05"]),
        ("en", "from May 1 through June 3, 2026", ["2026-05-01", "2026-06-03"]),
        ("en", "on May 1 and June 3, 2026", ["-05-01", "2026-06-03"]),
        ("de", "Vom 20. bis 25. Dezember 2026", ["2026-12-20", "2026-12-25"]),
        ("de", "vom 20. Dezember bis 5. Januar 2027", ["2026-12-20", "2027-01-05"]),
        ("pl", "Od 1 maja do 3 czerwca 2026 r.", ["2026-05-01", "2026-06-03"]),
        ("ja", "2026年12月20日から25日まで", ["2026-12-20", "2026-12-25"]),
        ("ja", "2026年12月20日から1月5日まで", ["2026-12-20", "2027-01-05"]),
        ("zh", "2026年5月1日至6月3日", ["2026-05-01", "2026-06-03"]),
        ("ko", "2026년 12월 20일부터 25일까지", ["2026-12-20", "2026-12-25"]),
        ("ru", "не позднее 28 (29) февраля", ["-02-28", "-02-29"]),
        ("en", "by February 28 (29)", ["-02-28", "-02-29"]),
        ("de", "bis 28. (29.) Februar", ["-02-28", "-02-29"]),
        ("en", "you may 5 times; section 5.1.22; 24/7; 13.13.2026; version 1.10.2", []),
        ("ru", "в мае, раздел 5.1.22, 24/7, маме 2026", []),
    ],
)
def test_dates_are_read_in_words_and_in_digits(language: str, text: str, expected: list[str]) -> None:
    block = Block("paragraph", text, 1, 1)
    assert [mark.key for mark in dates(block, page(language))] == expected


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_every_form_of_a_day_is_the_same_day(day: datetime.date) -> None:
    from babel.dates import format_date

    forms = [
        ("ru", format_date(day, "d MMMM y 'года'", "ru")),
        ("ru", format_date(day, "dd.MM.y", "ru")),
        ("en", format_date(day, "MMMM d, y", "en")),
        ("en", format_date(day, "d MMMM y", "en")),
        ("en", format_date(day, "MM/dd/y", "en")),
        ("en", str(day)),
    ]
    assert {date.key for language, text in forms for date in dates_in(text, language)} == {str(day)}


@given(st.integers(min_value=0, max_value=10**12), st.integers(min_value=0, max_value=99))
def test_a_number_is_the_same_in_both_languages(whole: int, cents: int) -> None:
    english = f"{whole:,}.{cents:02}"
    russian = english.replace(".", ";").replace(",", "\N{NO-BREAK SPACE}").replace(";", ",")
    assert read(english, "en") == read(russian, "ru") == [f"{whole}.{cents:02}"]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Von 9 bis 17:30 Uhr.", False),
        ("Von 9.00 bis 17.30 Uhr.", False),
        ("Von 10 bis 17:30 Uhr.", True),
        ("Von 9 bis 17:31 Uhr.", True),
    ],
)
def test_a_time_may_be_written_without_minutes_or_with_another_sign(text: str, is_found: bool) -> None:
    files = {"mkdocs.yml": configuration(("en", "de"), "https://policy.example/")}
    texts = {"en": "From 9 a.m. to 5:30 p.m.", "de": text}
    assert bool(findings_of("numbers-differ", texts, files=files)) == is_found


@pytest.mark.parametrize(
    ("languages", "same", "different"),
    [
        (
            ("sv", "en"),
            [
                ("Se artikel 6.1 f.", "See Article 6(1)(f)."),
                ("Enligt artikel 6.1 inom 1 månad.", "Under Article 6(1), within 1 month."),
                ("Version 2.1.", "Version 2.1."),
            ],
            [
                ("Se artikel 6.2 f.", "See Article 6(1)(f)."),
                ("Se artikel 16.1 f.", "See Article 6(1)(f)."),
                ("Enligt artikel 6.1 inom 1 månad.", "Under Article 6(1)."),
                ("Artikel 6.1 och 6.1.", "Article 6(1) and Article 6(2)."),
                ("Från version 2.1.", "From version 2 to 1."),
            ],
        ),
        (("sv", "de"), [("Artikel 6.1, 9.2.", "Artikel 6 Absatz 1, Artikel 9 Absatz 2.")], []),
        (("sv", "pt"), [("Artikel 6.1.", "Artigo 6.º, n.º 1.")], []),
        (("sv", "ja"), [("Artikel 6.1.", "第6条第1項。")], []),
        (("en", "ro"), [("Section 4.2.1.", "Secțiunea 4 alin. (2) lit. 1.")], []),
        (
            ("en", "ru"),
            [("Article 6.1.", "Пункт 1 статьи 6."), ("Since version 2.1.", "С версии 2.1.")],
            [
                ("Since version 2.1.", "Начиная с версий 2 и 1."),
                ("Since version 2.1.3.", "Начиная с версий 2, 1 и 3."),
                ("Up to 1.5 GB.", "До 1 из 5 ГБ."),
            ],
        ),
        (
            ("en", "de"),
            [
                ("Up to 1.5 GB.", "Bis zu 1,5 GB."),
                ("Up to 1.50 euros.", "Bis zu 1 Euro 50."),
                ("Up to 1,500 euros.", "Bis zu 1.500 Euro."),
            ],
            [
                ("Up to 1.5 GB.", "Zwischen 1 und 5 GB."),
                ("Up to 1.5 GB.", "Bis zu 1–5 GB."),
                ("Up to 1.5 GB.", "Bis zu 1 GB, 5 Dateien."),
                ("After 1.5 years.", "Nach 1 Jahr, 5 Monaten."),
                ("Up to 1,500 euros.", "Bis zu 1 Euro oder 500 Cent."),
                ("Up to 1.500 euros.", "Bis zu 1 oder 500 Euro."),
                ("Until 5 or 11.", "Bis 5.11."),
            ],
        ),
    ],
)
def test_an_article_may_be_written_with_its_paragraph_as_one_number(
    languages: tuple[str, str], same: list[tuple[str, str]], different: list[tuple[str, str]]
) -> None:
    files = {"mkdocs.yml": configuration(languages, "https://policy.example/")}
    of_languages = zip(*same, *different, strict=True)
    clauses = [
        "\n\n".join(f"## A {{ #{chr(97 + n)} }}\n\n{text}" for n, text in enumerate(each)) for each in of_languages
    ]
    texts = {language: f"# A {{ #privacy }}\n\n{each}" for language, each in zip(languages, clauses, strict=True)}
    found = [(finding.line - 5) // 4 for finding in findings_of("numbers-differ", texts, files=files)]
    assert found == list(range(len(same), len(same) + len(different)))


@pytest.mark.parametrize(
    ("text", "is_found"), [("hadi euro milioni 20.", False), ("hadi euro 20.", False), ("hadi euro milioni 2.", True)]
)
def test_digits_are_compared_if_a_language_does_not_say_what_multiplies_them(text: str, is_found: bool) -> None:
    files = {"mkdocs.yml": configuration(("en", "sw"), "https://policy.example/")}
    texts = {"en": "Up to 20 million euros.", "sw": text}
    assert bool(findings_of("numbers-differ", texts, files=files)) == is_found


@pytest.mark.parametrize(
    ("ru", "en", "place", "params"),
    [
        (
            "Храним 30 дней и\nещё 5.",
            "We keep it for 30 days\nand 6 more.",
            (2, 5),
            {"here": "30, 6", "there": "30, 5", "only_here": "6", "only_there": "5"},
        ),
        ("Срок — 30 дней.", "The term is forty days.", (1, 1), {"here": "—", "there": "30"}),
        ("100 тысяч рублей.", "100,000,000 rubles.", (1, 1), {"only_here": "100,000,000", "only_there": "100 тысяч"}),
        ("До 20 млн евро.", "Up to 20 billion euros.", (1, 7), {"here": "20 billion", "there": "20 млн"}),
        ("½ суммы.", "1/3 of the amount.", (1, 1), {"only_here": "1/3", "only_there": "½"}),
        ("Два раза по 5.", "Two times 5 and 5.", (1, 17), {"only_here": "5", "only_there": "—"}),
        (
            "- Почта: 30 дней\n- Имя: 60 дней",
            "- Email: 60 days\n- Name: 30 days",
            (1, 10),
            {"here": "60", "there": "30"},
        ),
        (
            "| Почта | 30 |\n|---|---|\n| Имя | 60 |",
            "| Email | 30 |\n|---|---|\n| Name | 61 |",
            (3, 10),
            {"here": "61"},
        ),
        ("[Статья 5](privacy.md)", "[Article 6](privacy.md)", (1, 10), {"here": "6"}),
    ],
)
def test_a_different_number_is_found(ru: str, en: str, place: tuple[int, int], params: dict[str, str]) -> None:
    finding, *_ = findings_of("numbers-differ", {"ru": ru, "en": en})
    assert places([finding]) == [place]
    assert params.items() <= finding.params.items()


def test_one_clause_has_one_finding_at_its_first_difference() -> None:
    (finding,) = findings_of("numbers-differ", {"ru": "Один — 1.\n\nДва — 2.", "en": "One is 3.\n\nTwo is 4."})
    assert places([finding]) == [(1, 8)]


def test_a_heading_is_compared_with_its_heading() -> None:
    ru = "# Политика { #privacy }\n\n## Версия 1.0 { #one }\n\nВсё."
    en = "# Policy { #privacy }\n\n## Version 1.1 { #one }\n\nAll."
    (finding,) = findings_of("numbers-differ", {"ru": ru, "en": en})
    assert (finding.line, finding.column, finding.params["other"]) == (3, 12, "docs/ru/privacy.md:10")


@pytest.mark.parametrize(
    ("ru", "en", "place"),
    [
        ("С 22 ноября 2026 года.", "From November 23, 2026.", (1, 6)),
        ("С 22 ноября 2026 года.", "From November 22.", (1, 6)),
        ("С 22 ноября 2026 года.", "From now on.", (1, 1)),
        ("С ноября 2026 года.", "From December 2026.", (1, 6)),
    ],
)
def test_a_different_date_is_found(ru: str, en: str, place: tuple[int, int]) -> None:
    assert places(findings_of("dates-differ", {"ru": ru, "en": en})) == [place]
    assert findings_of("numbers-differ", {"ru": ru, "en": en}) == []


@pytest.mark.parametrize(
    ("ru", "en", "numbers", "dates"),
    [
        ("Действует с 5.11.25.", "It applies from November 5, 2025.", [], 1),
        ("Действует с 5 наября 2025 г.", "It applies from November 5, 2025.", [], 1),
        ("Действует с 2025 г.", "It applies from November 5, 2025.", [], 1),
        ("Действует с 5 ноября 2025 г.", "It applies from 5 Nov-ember 2025.", [], 1),
        ("Действует с 5.11.25, 7 дней.", "It applies from November 5, 2025.", ["7"], 1),
        ("Действует с 6 ноября 2025 г., 5 дней.", "It applies from November 6, 2025.", ["5"], 0),
        ("Действует с 6 ноября 2025 г., 5 дней.", "It applies from November 7, 2025.", ["5"], 1),
    ],
)
def test_a_date_that_is_not_known_as_one_is_found_once(ru: str, en: str, numbers: list[str], dates: int) -> None:
    found = findings_of("numbers-differ", {"ru": ru, "en": en})
    assert [each.params["only_there"] for each in found] == numbers
    assert len(findings_of("dates-differ", {"ru": ru, "en": en})) == dates


@pytest.mark.parametrize(
    ("ru", "en", "place"),
    [
        ("За 3 дня, через 30 дней.", "After 30 days, within 3 days.", [(1, 7)]),
        ("С 1 мая 2026 до 1 июня 2026.", "Until June 1, 2026 from May 1, 2026.", [(1, 7)]),
        ("За 3 дня, через 30 дней.", "Within 3 days, after 30 days.", []),
        ("За 3 дня, через 30 дней.", "After 31 days, within 3 days.", []),
    ],
)
def test_another_order_is_distinguished_from_other_numbers(ru: str, en: str, place: list[tuple[int, int]]) -> None:
    assert places(findings_of("order-differs", {"ru": ru, "en": en})) == place


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({"is": "Geymt í 7 ár.", "mt": "Għal 8 snin."}, "8 / 7"),
        ({"is": "Geymt í 7 ár.", "mt": "Għal 7 snin."}, ""),
        ({"is": "Geymt í 7 ár.", "mt": "Għal seba’ snin."}, ""),
        ({"is": "Geymt í sjö ár.", "mt": "Għal 8 snin."}, ""),
        ({"is": "Geymt í 7 ár og 7 daga.", "mt": "Għal seba’ snin u sebat ijiem."}, ""),
        ({"is": "Geymt í 7 ár og 3 daga.", "mt": "Għal 7 snin u tlett ijiem."}, ""),
        ({"is": "Geymt í 7 ár og 3 daga.", "mt": "Għal 7 snin u 7 ijiem."}, "7 / 3"),
        ({"is": "30, 13 og 7.", "mt": "30, 6 u 7."}, "6 / 13"),
        ({"is": "Geymt í 13 ár.", "mt": "Għal tlettax-il sena."}, "— / 13"),
        ({"is": "Frá 5. mars 2027.", "mt": "Mill-5 ta’ Marzu 2027."}, ""),
        ({"en": "For 7 years.", "mt": "Għal 8 snin."}, "8 / 7"),
        ({"mt": "Għal 8 snin.", "en": "For 7 years."}, "7 / 8"),
        ({"en": "For seven years.", "mt": "Għal 8 snin."}, "8 / —"),
        ({"en": "For 7 years.", "mt": "Għal seba’ snin."}, ""),
        ({"en": "For seven years and 2 days.", "ru": "7 лет и два дня."}, ""),
        ({"de": "7 Tage.", "ja": "8日間。"}, "8 / 7"),
    ],
)
def test_small_numbers_may_be_words_of_a_language_without_data_but_not_other_digits(
    texts: dict[str, str], expected: str
) -> None:
    found = findings_of("numbers-differ", texts)
    shown = [f"{each.params['only_here']} / {each.params['only_there']}" for each in found]
    assert shown == ([expected] if expected else [])


@pytest.mark.parametrize("language", ["ru", "de"])
def test_long_runs_of_characters_are_read_quickly(language: str) -> None:
    for sign in ("1", "1 ", "1.", "1,", "1 мая ", "a", "a.", "+1", "1-", "(", " ", "\n"):
        with time_limit(2.5):  # ten times the processor time that it takes
            read("1." + sign * 25_000, language)


@pytest.mark.parametrize(
    ("ru", "en"),
    [
        ("Мы проверяем их не реже 1 раза в год.", "We check them at least once a year."),
        ("Мы проверяем их 2 раза в год.", "We check them twice a year."),
        ("Мы проверяем их дважды в год.", "We check them 2 times a year."),
        ("Мы ответим в течение двух\nсуток.", "We will reply within 48 hours."),
        ("Мы ответим за 72 часа.", "We will reply within three days."),
        ("Поддержка работает круглосуточно.", "Support works 24/7."),
        ("В XXI веке и IV квартале.", "In the 21st century and the 4th quarter."),
        ("Мы проверяем их дважды.", "We check them several times."),
        ("Вход с двухфакторной проверкой.", "2-factor sign-in."),
        ("Вход с 2-факторной проверкой.", "Two-factor sign-in."),
        ("Не более трёх дней.", "No more than 3 days."),
        ("Не более 3 дней.", "No more than three days."),
        ("100 тысяч рублей, 1,5 млн рублей.", "100,000 rubles, 1.5 million rubles."),
        ("½ суммы.", "1/2 of the amount."),
        ("Половина суммы.", "½ of the amount."),
        ("Первый счёт.", "The 1st account."),
        ("В главе XLII.", "In chapter 42."),
        ("Мы храним 12 копий.", "We keep a dozen copies."),
        ("Мы храним полдюжины копий.", "We keep 6 copies."),
        ("1. Первое\n\n2. Второе", "1.First\n2.Second"),
    ],
)
def test_number_words_match_digits_of_the_other_language(ru: str, en: str) -> None:
    assert findings_of("numbers-differ", {"ru": ru, "en": en}) == []


@pytest.mark.parametrize(
    ("ru", "en", "only_here", "only_there"),
    [
        ("Мы проверяем их 2 раза в год.", "We check them once a year.", "—", "2"),
        ("Мы ответим в течение двух суток.", "We will reply within 24 hours.", "24", "—"),
        ("Мы ответим за 1 день.", "Once a request has come, we will reply.", "—", "1"),
        ("Мы ответим за 14 дней.", "We will reply within two weeks.", "—", "14"),
        ("В XX веке.", "In the 21st century.", "21", "—"),
        ("Мы храним 1 год, затем 1 месяц, не более 1 раза.", "We keep it only once.", "—", "1, 1"),
    ],
)
def test_other_words_do_not_match_digits(ru: str, en: str, only_here: str, only_there: str) -> None:
    (finding,) = findings_of("numbers-differ", {"ru": ru, "en": en})
    assert (finding.params["only_here"], finding.params["only_there"]) == (only_here, only_there)


@pytest.mark.parametrize(
    ("answer", "bases", "expected"),
    [
        ("We keep it for 30 days.", ["We keep it for 45 days."], ["30 days"]),
        ("We keep it for 30 days.", ["We keep it for 45 days.", "We answer within 30 days."], []),
        ("We keep it for 30 days.", ["We keep it for 30 months."], ["30 days"]),
        ("We keep it for 30 days.", ["We keep it for thirty days."], []),
        ("Since 1 May 2027, 2 copies.", ["Since 1 June 2027, 2 copies."], ["1 May 2027"]),
    ],
)
def test_the_quantities_of_an_answer_that_its_policy_does_not_have(
    answer: str, bases: list[str], expected: list[str]
) -> None:
    def clause(text: str) -> Clause:
        return Clause("a", 2, "A", 1, blocks=(Block("paragraph", text, 2, 2),))

    others = [(page("en"), clause(each)) for each in bases]
    assert [each.written for each in quantities_without(clause(answer), page("en"), others)] == expected
