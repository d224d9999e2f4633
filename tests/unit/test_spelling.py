"""Misspelled words are found, with suggestions; names, figures and addresses are not words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from policysite.messages import messages_in
from policysite.rulebook.examples import Example

from tests import example_site
from tests.rules import findings_in, findings_of


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        ("ru", "Оператор хранит персанальные данные.", [(1, 17, "персанальные", "персональные")]),
        ("ru", "- Пункт\n- **Обьект** и субьекты", [(2, 5, "Обьект", "объект"), (2, 16, "субьекты", "субъекты")]),
        ("ru", "онлайн-пользоватль", [(1, 8, "пользоватль", "пользователь, пользовать")]),
        ("ru", "Проверьте URL и Privcay.", [(1, 17, "Privcay", "privacy")]),
        (
            "en",
            "They recieve\nand seperate it.",
            [(1, 6, "recieve", "receive, relieve"), (2, 5, "seperate", "separate")],
        ),
        (
            "ru",
            "И\u0306од вашеи\u0306 почты, ее\u0308 персанальныи\u0306 вид",
            [(1, 24, "персанальный", "персональный")],
        ),
        ("en", "The persnal’s data", [(1, 5, "persnal’s", "personal's")]),
        ("ru", "Все IP-адреса по 152-ФЗ и GDPR: веб-сайт, куки, тикеты, из-за, по-русски, еще, ещё.", []),
        (
            "ru",
            "ООО «Ромашкин-Тех» и т. п., пп. 3, разд. IV, бо\u0301льшая часть, обез\u00adличивание, example.com.",
            [],
        ),
        ("ru", "Пишите на a.persnal@example.com, см. https://exmaple.com/privcay, `privcay`.", []),
        ("en", "The users’ URLs, subprocessors, anonymized cookies, don’t, it's, opt-out, e-mail, résumé.", []),
        ("en", "(iv) IPv4, SHA-256, 2FA, ISPs, the controller’s iOS app on GitHub, [Policy](privcay.md).", []),
        (
            "en",
            "Роскомнадзор is an authority; so is Гугел, and the word данные is one too.",
            [(1, 37, "Гугел", "гугле, гугл, гуге")],
        ),
        (
            "ru",
            "Комплаенс, токенизацию и портируемость ведёт соконтролёр: капчи, конклюдентных действий, 10:00 мск.",
            [],
        ),
        (
            "en",
            "Force majeure, inter alia, bona fide, mutatis mutandis, ad hoc; viz. Arts. 6 and Regs. 3, Nos. 4, 5.",
            [],
        ),
        ("en", "Clickwrap terms of a GmbH, the ePrivacy rules, Cloudflare’s DDoS protection and WhatsApp.", []),
        ("en", "漢字 and ∑ are let alone.", []),
        ("en", '[Terms](a.md "Our persnal terms") of [use](b.md "Our terms")', [(1, 2, "persnal", "personal")]),
        ("en", "The GDPR applies.\n\n*[GDPR]: Data Protectoin Regulation", [(3, 15, "Protectoin", "protection")]),
    ],
)
def test_misspelled_words_are_found(language: str, text: str, places: list[tuple[int, int, str, str]]) -> None:
    found = findings_of("spelling", text, language=language)
    assert [
        (each.line, each.column, each.params["word"], each.params["suggestions"].strip(" ()")) for each in found
    ] == places


@pytest.mark.parametrize(
    ("language", "text", "line"),
    [
        ("en", "Write as soon as posible.", "Write as soon as possible."),
        ("en", "Persnal data.", "Personal data."),
        ("ru", "Просто напешите нам.", "Просто напишите нам."),
        ("en", "They recieve it.", ""),  # or relieve
        ("en", "The PERSNAL data.", ""),
        ("en", "The Ivanov family writes.", ""),  # a name
        ("en", "They know I. I. Ivanov and his family.", ""),
        ("en", "A fyle is kept.", ""),  # a short word
    ],
)
def test_a_line_is_advised_if_one_word_is_clearly_right(language: str, text: str, line: str) -> None:
    (found,) = findings_of("spelling", text, language=language)
    assert (found.params["example"], [*found.advised.values()]) == (line, [line] if line else [])


def test_the_fix_suggests_similar_words_if_there_are_any() -> None:
    found = findings_of("spelling", "They recieve a qqzzxxy.", language="en")
    assert [messages_in("en").fix("spelling", each.params) for each in found] == [
        f"Correct it{similar}; the next check prints anew what approves the text. "
        "Or, if it is right, add it to docs/editorial/wordlist.txt."
        for similar in (" (receive, relieve)", "")
    ]


@pytest.mark.parametrize(
    ("language", "text", "suggested"),
    [
        ("ru", "Дайте электроную подпись.", "электронную, электродную, электрону"),
        ("ru", "Об электродной почте. Дайте электроную почту.", "электродную, электронную, электрону"),
        ("en", "They keep the vaule.", "value, vault, vale"),
        ("en", "They send thier data to other sites.", "their, thief, tier"),
    ],
)
def test_the_likeliest_word_is_suggested_first(language: str, text: str, suggested: str) -> None:
    (found,) = findings_of("spelling", text, language=language)
    assert found.params["suggestions"] == f" ({suggested})"


def test_words_of_the_word_list_are_known_in_every_form() -> None:
    files = {"docs/editorial/wordlist.txt": "# имена\nРоскомнадзор\nбиометрик\nToolLender # us\n"}
    text = "По запросу Роскомнадзора, биометриком, ToolLender’s."
    assert findings_of("spelling", text, language="ru", files=files) == []


def test_a_misspelled_title_is_found() -> None:
    text = "---\ntitle: Privcay policy\ndescription: A polcy.\n---\n\n# Policy { #policy }\n"
    found = findings_of("spelling", text, language="en", page="terms")
    assert [(each.line, each.column, each.params["word"]) for each in found] == [
        (2, 8, "Privcay"),
        (3, 16, "polcy"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        ("ru", "Оператор передает и еще хранит, всё учтёт.", [(1, 10, "передает", "передаёт"), (1, 21, "еще", "ещё")]),
        ("ru", "- Данные\n- Учет обращений\n- Всё", [(2, 3, "Учет", "Учёт")]),
        (
            "ru",
            "Да. Ее [счета](index.md)\n\n### Отчет { #report }\n\nВсё учтёт.",
            [(1, 5, "Ее", "Её"), (3, 5, "Отчет", "Отчёт")],
        ),
        ("ru", "Общии\u0306 учет и ее\u0308 вид.", [(1, 8, "учет", "учёт")]),
        ("ru", "Все данные, самое надёжное, берег, узнает, чем, в нем, без сбоев, ещё, `еще`.", []),
        ("ru", "Договор с Семен Петровым и журнал «Еще».", []),
        ("ru", "Оператор передает и еще хранит, всё.", []),
        ("ru", "Оператор передает.", []),
        ("en", "Мы передает, всё.", []),
    ],
)
def test_missing_yo_is_found(language: str, text: str, places: list[tuple[int, int, str, str]]) -> None:
    found = findings_of("yo-missing", text, language=language)
    assert [(each.line, each.column, each.params["word"], each.params["right"]) for each in found] == places


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        # A term of the glossary, and what both languages write in the same way, are known.
        ({"ru": "Мы храним блокчейнер и Mullvadix.", "en": "We keep a mullvadix. Mullvadix."}, ["mullvadix"]),
        ({"ru": "Мы пишем qqzzx.", "en": "We write qqzzx and qqzzy."}, ["qqzzy"]),
        # A capitalized word inside a sentence is a name, unless it is nearly another word.
        ({"ru": "Да.", "en": "We ask Qqzzxt, and our Privcay Team. Zzqqty."}, ["Privcay", "Zzqqty"]),
        ({"ru": "Да.", "en": "SocketLabster sends add-ons, alt-texts and pre-installed parst-ons."}, ["parst"]),
        ({"ru": "Видеоархив, неиспользования, неидентифицирующие, нехранит.", "en": "Yes."}, ["нехранит"]),
    ],
)
def test_names_and_words_made_of_known_ones_are_known(texts: dict[str, str], found: list[str]) -> None:
    files = {"docs/editorial/glossary.yml": "- ru: { term: блокчейнер }\n  en: { term: blockchainer }\n"}
    assert [each.params["word"] for each in findings_of("spelling", texts, files=files)] == found


def test_the_name_of_the_site_is_known(tmp_path: Path) -> None:
    site = Example({"ru": "Мы храним зюзюк.", "en": "We keep zyuzyukz."})
    example_site.write(site.texts, site, tmp_path)
    settings = example_site.settings(tmp_path)
    found = {each.params["word"] for each in findings_in(settings, "spelling")}
    assert found == {"зюзюк", "zyuzyukz"}
    named = replace(settings, names=("Zyuzyukz", "Зюзюк"))
    assert list(findings_in(named, "spelling")) == []
