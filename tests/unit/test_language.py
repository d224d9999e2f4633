"""Wording that must be corrected is found; ordinary legal prose is not."""

from __future__ import annotations

import pytest
from policysite.lint.text.sentences import begins_sentence, sentences

from tests.rules import findings_of

PROMISES = {
    "docs/editorial/promises.yml": (
        "- language: ru\n  words: ['100 %', абсолютно, гарантировать, никогда, ни при каких обстоятельствах]\n"
        "- language: en\n  words: ['100 %', absolutely, guarantee, never, under no circumstances]\n"
    )
}
GLOSSARY = {
    "docs/editorial/glossary.yml": (
        "- ru: {term: персональные данные, not: [личные сведения, данные личного характера]}\n"
        "  en: {term: personal data, not: [personal information, PII]}\n"
        "- ru: {term: субъект персональных данных, not: [субъект]}\n"
        "  en: {term: data subject, not: [subject]}\n"
    )
}


@pytest.mark.parametrize("before", ["", "(", "End. ", "End.\u00a0«", "Terms: ", "a | ", "Ende. „"])
def test_a_word_is_the_first_of_a_sentence(before: str) -> None:
    assert begins_sentence(f"{before}Word", len(before))


@pytest.mark.parametrize("before", ["a ", "a\u00a0", "a, ", "a (", "a «"])
def test_a_word_is_within_a_sentence(before: str) -> None:
    assert not begins_sentence(f"{before}Word", len(before))


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        ("ru", "Адрес: TODO.", [(1, 8, "TODO")]),
        ("en", "We keep it FIXME days, XXX, TBD.", [(1, 12, "FIXME"), (1, 24, "XXX"), (1, 29, "TBD")]),
        ("en", "Lorem ipsum dolor sit amet.", [(1, 1, "Lorem ipsum")]),
        ("ru", "Оператор — [название].", [(1, 12, "[название]")]),
        ("ru", "Оператор — «[НАЗВАНИЕ\nКОМПАНИИ]».", []),  # brackets over two lines are rather a quotation
        ("ru", "Оператор — ООО «[НАЗВАНИЕ КОМПАНИИ]».", [(1, 17, "[НАЗВАНИЕ КОМПАНИИ]")]),
        ("ru", "Пишите на [вставить адрес электронной почты].", [(1, 11, "[вставить адрес электронной почты]")]),
        ("en", "- One\n- The controller is [COMPANY].", [(2, 21, "[COMPANY]")]),
        ("en", "Write to [insert email address here].", [(1, 10, "[insert email address here]")]),
        (
            "en",
            "Dear {{ user.name }}, hello {company_name} and %COMPANY_NAME%.",
            [(1, 6, "{{ user.name }}"), (1, 29, "{company_name}"), (1, 48, "%COMPANY_NAME%")],
        ),
        ("ru", "Договор от ____ года.", [(1, 12, "____")]),
        ("ru", "За XX дней, ХХ рабочих дней и NN часов.", [(1, 4, "XX"), (1, 13, "ХХ"), (1, 31, "NN")]),
        ("en", "Within XX days of 20XX.", [(1, 8, "XX"), (1, 19, "20XX")]),
        ("en", "Within ?? days. Why?? Days off.", [(1, 8, "??")]),
        ("ru", "В XX веке. XX съезд. Глава XX Дни отдыха. Размер XX, XXL.", []),
        ("en", "In the XX century. Chapter XX Days off. Windows NT, NN Ltd.", []),
        (
            "en",
            "## [TODO: Who sees it?] { #a }\n\nWe keep it [TODO: how long, name].",
            [(1, 4, "[TODO: Who sees it?]"), (3, 12, "[TODO: how long, name]")],
        ),
        ("ru", "Оператор — ООО «Ромашка».", [(1, 12, "ООО «Ромашка»")]),
        ("en", "Ask John Doe, our officer.", [(1, 5, "John Doe")]),
        ("ru", "| Что | Срок |\n|---|---|\n| Почта | [срок] |", [(3, 11, "[срок]")]),
        ("en", "Mark it `TODO` or `[COMPANY]` in your request.", []),
        ("en", "As the law says [1], “they [sic] may [the Company] ask” (see [the policy](privacy.md)).", []),
        ("ru", "Как сказано [1], «они […] вправе» (см. [название политики](privacy.md)), [далее — сайт].", []),
        ("ru", "Напишите через форму на сайте… В поле «Имя» укажите название компании.", []),
        ("en", "Fill in company, name, date: [email](privacy.md), [policy](privacy.md).", []),
    ],
)
def test_placeholders_are_found(language: str, text: str, places: list[tuple[int, int, str]]) -> None:
    found = findings_of("placeholder", text, language=language)
    assert [(each.line, each.column, each.params["text"]) for each in found] == places


def test_a_placeholder_in_the_front_matter_is_found() -> None:
    text = '---\ntitle: Policy of TODO\ndescription: "What [COMPANY] keeps."\n---\n\n# Policy { #policy }\n'
    found = findings_of("placeholder", text, language="en", page="terms")
    assert [(each.line, each.column, each.params["text"]) for each in found] == [
        (2, 18, "TODO"),
        (3, 20, "[COMPANY]"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        ("ru", "Мы никогда не раскрываем данные.", [(1, 4, "никогда")]),
        (
            "ru",
            "Оператор гарантирует\nсохранность: это абсолютная защита.",
            [(1, 10, "гарантирует"), (2, 18, "абсолютная")],
        ),
        (
            "ru",
            "- Защита на 100%\n- Ни при каких обстоятельствах\n",
            [(1, 13, "100%"), (2, 3, "Ни при каких обстоятельствах")],
        ),
        ("ru", "Не спрашивайте: мы гарантируем.", [(1, 20, "гарантируем")]),
        ("ru", "Мы не передаём данные и гарантируем тайну.", [(1, 25, "гарантируем")]),
        ("en", "We guarantee and never, NEVER share.", [(1, 4, "guarantee"), (1, 18, "never"), (1, 25, "NEVER")]),
        (
            "en",
            "It is guaranteed. Under no circumstances do we sell.",
            [(1, 7, "guaranteed"), (1, 19, "Under no circumstances")],
        ),
        ("ru", "Мы не можем полностью гарантировать безопасность.", []),
        ("ru", "Ни один способ передачи не является абсолютно надёжным.", []),
        ("ru", "Гарантируете ли вы тайну переписки?", []),
        ("en", "We cannot guarantee it; no method of transmission is 100% secure.", []),
        ("en", "We don’t guarantee it. Can you guarantee it?", []),
        ("en", "Run `never` and wait for 100 days.", []),
    ],
)
def test_absolute_promises_are_found(language: str, text: str, places: list[tuple[int, int, str]]) -> None:
    found = findings_of("absolute-promise", text, language=language, files=PROMISES)
    assert [(each.line, each.column, each.params["text"]) for each in found] == places


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        ("ru", "Мы не собираем личных сведений.", [(1, 16, "личных сведений", "персональные данные")]),
        ("ru", "Храним личные\nсведения.", [(1, 8, "личные\nсведения", "персональные данные")]),
        ("ru", "Субъект вправе возразить.", [(1, 1, "Субъект", "субъект персональных данных")]),
        ("ru", "- Права\n    1. Данные личного характера", [(2, 8, "Данные личного характера", "персональные данные")]),
        (
            "en",
            "Your [Personal Information](index.md) or PII.",
            [(1, 7, "Personal Information", "personal data"), (1, 42, "PII", "personal data")],
        ),
        ("ru", "Персональные данные субъекта персональных данных; личные, сведения; лично сведущий.", []),
        ("en", "The data subject gives personal data; information is personal.", []),
    ],
)
def test_forbidden_synonyms_of_defined_terms_are_found(
    language: str, text: str, places: list[tuple[int, int, str, str]]
) -> None:
    found = findings_of("forbidden-synonym", text, language=language, files=GLOSSARY)
    assert [(each.line, each.column, each.params["text"], each.params["term"]) for each in found] == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Мы " + "храним " * 45 + "данные.", [(1, 1, "47")]),
        ("Мы храним данные. " + "Мы " * 46 + "тут.", [(1, 19, "47")]),
        ("- Пункт\n- Мы храним; " + "мы " * 46 + "тут", [(2, 14, "47")]),
        ("Мы " + "храним " * 43 + "данные.", []),
        ("\n".join(["- Мы храним данные тридцать дней;"] * 20), []),
        ("; ".join(["мы храним данные тридцать дней по п. 5 ст. 6"] * 20) + ".", []),
        ("| " + " | ".join(["Мы храним"] * 30) + " |\n" + "|---" * 30 + "|\n", []),
        ("    " + "код " * 60, []),
    ],
)
def test_long_sentences_are_found(text: str, places: list[tuple[int, int, str]]) -> None:
    found = findings_of("sentence-too-long", text, language="ru")
    assert [(each.line, each.column, each.params["words"]) for each in found] == places


@pytest.mark.parametrize(
    ("language", "text", "sentences_"),
    [
        (
            "ru",
            "Это п. 5 ст. 6 GDPR, т. е. право. Вот и др. Мы — нет!",
            ["Это п. 5 ст. 6 GDPR, т. е. право.", "Вот и др.", "Мы — нет!"],
        ),
        (
            "ru",
            "1. Общие положения. Договор А. С. Пушкина? Да…",
            ["1. Общие положения.", "Договор А. С. Пушкина?", "Да…"],
        ),
        (
            "ru",
            "Он сказал: «Нет!» — и ушёл. «Да», — ответили ему.",
            ["Он сказал: «Нет!» — и ушёл.", "«Да», — ответили ему."],
        ),
        (
            "en",
            "No. Only we, e.g. the U.S. Company, do (see Art. 6). In 2020. We",
            ["No.", "Only we, e.g. the U.S. Company, do (see Art. 6).", "In 2020.", "We"],
        ),
        ("ru", "Сайты, файлы и т. д. Сюда входят имена.", ["Сайты, файлы и т. д.", "Сюда входят имена."]),
        ("ja", "「はい。」と言う。次。", ["「はい。」", "と言う。", "次。"]),
        ("zh", "他说“是。”再见！真的？", ["他说“是。”", "再见！", "真的？"]),
        ("ar", "هل تبيعون البيانات؟ لا. نحتفظ بها 30 يومًا.", ["هل تبيعون البيانات؟", "لا.", "نحتفظ بها 30 يومًا."]),
        ("hi", "हम उत्तर देते हैं। हमें लिखें।", ["हम उत्तर देते हैं।", "हमें लिखें।"]),
        ("en", "Mail | Thirty days", ["Mail", "Thirty days"]),
        ("en", "  ", []),
    ],
)
def test_a_text_is_split_into_sentences(language: str, text: str, sentences_: list[str]) -> None:
    found = sentences(text, language)
    assert [sentence for _, sentence in found] == sentences_
    assert all(text.startswith(sentence, place) for place, sentence in found)


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        ("ru", "Сроки — [тут](index.md), ещё [Здесь](index.md).", [(1, 10, "тут"), (1, 31, "Здесь")]),
        ("ru", "- [Подробнее →](index.md)\n- [по\nссылке](index.md)", [(1, 4, "Подробнее →"), (2, 4, "по ссылке")]),
        ("en", "Click [**here**](index.md) or [Read more…](index.md).", [(1, 10, "here"), (1, 32, "Read more…")]),
        ("ru", "See [here](index.md).", [(1, 6, "here")]),
        ("ru", "Здесь [подробнее о сроках](index.md) и ![тут](a.png).", []),
        ("en", "Click here: [this link to the policy](index.md).", []),
    ],
)
def test_vague_link_texts_are_found(language: str, text: str, places: list[tuple[int, int, str]]) -> None:
    found = findings_of("link-text-vague", text, language=language)
    assert [(each.line, each.column, each.params["text"]) for each in found] == places


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "С 28 по 31 ноября мы не отвечаем.", ["31 ноября"]),
        ("ru", "Действует с 29.02.2027 до 29.02.2028.", ["29.02.2027"]),
        ("en", "From February 30 to 2026-06-31.", ["February 30", "2026-06-31"]),
        ("de", "Ab dem 31. April 2026.", ["31. April 2026"]),
        ("ru", "С 01.13.2027 до 45.01.2027.", ["01.13.2027", "45.01.2027"]),
        ("ru", "С 45 января 2027 года до 2027-13-01.", ["45 января 2027", "2027-13-01"]),
        ("en", "From January 45, 2027 to 13/45/2027.", ["January 45, 2027", "13/45/2027"]),
        ("en", "In May 45 users, since 01.13.2027.", []),
        ("ru", "С 29 февраля до 31.12.2026, в пунктах 31.02.24 и 30.02, в версии 31.13.20.1, № 1152-13-45.", []),
    ],
)
def test_days_that_do_not_exist_are_found(language: str, text: str, expected: list[str]) -> None:
    assert [each.params["text"] for each in findings_of("date-impossible", text, language=language)] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "До 30 (шестидесяти) дней и 5 (десяти) лет, 200 (двадцати) и 500 (пяти).", ["30", "5", "200", "500"]),
        ("ru", "До 30 (тридцати) дней, 125 (ста двадцати пяти) рублей, 1 (одного) письма, 7 (семь) дней.", []),
        (
            "ru",
            "До 500 (пятисот), 365 (трёхсот шестидесяти пяти), 5 (двухсторонних), 1/10 (одна десятая).",
            [],
        ),
        ("en", "Up to 45 (forty-six) days, 300 (two hundred) letters.", ["45", "300"]),
        ("en", "Within five (6) days or the first thirty-five (30) days, one (1) year.", ["6", "30"]),
        ("ru", "За пять (6) дней и за двадцать один (31) день.", ["6", "31"]),
        ("en", "The first five (5) days, one hundred and twenty (120) or two thousand five (2005) letters.", []),
        ("ru", "За тридцать (30) дней, сто двадцать (120), две тысячи пять (2005) и один или более (2).", []),
        (
            "ru",
            "1 500 (одна тысяча пятьдесят) рублей, 20 000 (двести тысяч), за две тысячи (200) рублей.",
            ["1 500", "20 000", "200"],
        ),
        (
            "en",
            "1,500 (one thousand fifty), 3,000,000 (three thousand), two million (200).",
            ["1,500", "3,000,000", "200"],
        ),
        (
            "ru",
            "1 500 (одной тысячи пятисот), 1 000 (тысяча), 2 500 (две с половиной тысячи), 100 000 (сто тысяч),"
            " 1 234 567 (один миллион двести тридцать четыре тысячи пятьсот шестьдесят семь),"
            " 2027 (две тысячи двадцать седьмой), 1 000 000 (один миллион) и две тысячи пятьсот (2500).",
            [],
        ),
        ("en", "1,500 (one thousand five hundred) or (fifteen hundred), 2027 (two thousand twenty-seven).", []),
        ("de", "1.500 (eintausendfünfhundert) und 2.000 (zwei Tausend) Euro.", []),
        ("en", "Up to 45 (forty-five) days, 200 (two hundred) letters, 5 (two of them new), section 3 (c).", []),
    ],
)
def test_numbers_that_differ_from_the_words_after_them_are_found(language: str, text: str, expected: list[str]) -> None:
    found = findings_of("number-words-differ", text, language=language)
    assert [each.params["number"] for each in found] == expected
