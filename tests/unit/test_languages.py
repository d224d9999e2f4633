"""Languages: the nearest one with data, the labels of pages, and what is known of a language."""

from __future__ import annotations

import datetime
import re
import string
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from policysite.corpus.headings import transliterated
from policysite.languages import canonical, is_language, likely_territory, locale_of, nearest, script_of
from policysite.languages.labels import LANGUAGES, labels_of, language_attributes
from policysite.languages.lexicon import LANGUAGES as IN_LEXICON
from policysite.languages.lexicon import lexicon_of
from policysite.languages.signs import is_question

from tests.project import SCRIPTS

DATA = SCRIPTS / "policysite/languages"
DAY = datetime.date(2026, 11, 22)
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"  # a line does not break in a date


def content(part: str, language: str) -> dict[str, object]:
    """Return what the file of a language has; what it lacks would be read from the English one."""
    return tomllib.loads(Path(DATA, part, f"{language}.toml").read_text(encoding="utf-8"))


ENGLISH = content("labels", "en")


def placeholders(template: object) -> Counter[str]:
    return Counter(name for _, name, _, _ in string.Formatter().parse(str(template)) if name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_labels_of_every_language_have_the_keys_and_placeholders_of_the_english_ones(language: str) -> None:
    labels = content("labels", language)
    assert list(labels) == list(ENGLISH)
    for name, label in labels.items():
        assert isinstance(label, str)
        assert label.strip(), name
        assert placeholders(label) == placeholders(ENGLISH[name]), name
        # Text follows at once; in Chinese and Japanese the sign brings its own space.
        assert label.endswith((" ", "：", "、")) == str(ENGLISH[name]).endswith(" "), name


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_no_label_is_left_in_english(language: str) -> None:
    written = {name: re.sub(r"\{\w+\}", "", label).replace("Atom", "") for name, label in labels_of(language).items()}
    if script_of(language) == "Latn":
        english = {name: re.sub(r"\{\w+\}", "", label) for name, label in labels_of("en").items()}
        # Single words such as “Version” are the same in several languages.
        assert [
            name for name, label in written.items() if label == english[name] and len(re.findall(r"\w+", label)) > 1
        ] == []
    else:
        assert [name for name, label in written.items() if re.search("[A-Za-z]", label)] == []


def test_the_languages_of_most_sites_have_labels() -> None:
    of_the_union = "bg cs da de el en es et fi fr hr hu it lt lv nl pl pt ro sk sl sv"
    others = "ar ca he hi id ja ko no pt-BR ru th tr uk vi zh zh-Hant"
    assert {*of_the_union.split(), *others.split()} <= set(LANGUAGES)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ru", "ru"),
        ("ru-UA", "ru"),
        ("sr", "sr"),
        ("sr-Latn", ""),
        ("sr-Latn-RS", ""),
        ("zh", "zh"),
        ("zh-Hans", "zh"),
        ("zh-CN", "zh"),
        ("zh-Hant", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("zh-TW", "zh-Hant"),
        ("zh-SG", "zh"),
        ("nb", "no"),
        ("nb-NO", "no"),
        ("et", ""),
        ("ht", ""),
        ("xx", ""),
        ("not a tag", ""),
    ],
)
def test_the_nearest_language_has_the_same_script(tag: str, expected: str) -> None:
    assert nearest(tag, ("en", "no", "ru", "sr", "zh", "zh-Hant")) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("EN", "en"),
        ("pt_br", "pt-BR"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("ca-VALENCIA", "ca-valencia"),
        ("", ""),
    ],
)
def test_tags_are_written_in_one_way(written: str, expected: str) -> None:
    assert canonical(written) == expected


@pytest.mark.parametrize(
    ("tag", "script", "territory"),
    [
        ("en", "Latn", "US"),
        ("sr-Latn", "Latn", "RS"),
        ("zh-Hant", "Hant", "TW"),
        ("ja", "Jpan", "JP"),
        ("eo", "Latn", ""),
    ],
)
def test_the_script_and_territory_of_a_language_are_the_most_likely_ones(tag: str, script: str, territory: str) -> None:
    assert (script_of(tag), likely_territory(tag)) == (script, territory)


@pytest.mark.parametrize(("tag", "known"), [("sr-Latn", True), ("pt-BR", True), ("xx", False), ("", False)])
def test_a_language_is_what_babel_knows(tag: str, known: bool) -> None:
    assert is_language(tag) == known


@pytest.mark.parametrize(
    ("tag", "print_label", "date", "english"),
    [
        ("en", "Print", "November 22, 2026", "English"),
        ("en-GB", "Print", "22 November 2026", "English"),
        ("ru", "Печать", "22 ноября 2026 г.", "английский"),
        ("de", "Drucken", "22. November 2026", "Englisch"),
        ("pt-PT", "Imprimir", "22 de novembro de 2026", "inglês"),
        ("zh-TW", "列印", "2026年11月22日", "英文"),
        ("ar", "طباعة", "22 نوفمبر 2026", "الإنجليزية"),
        ("mt", "Print", "22 ta’ Novembru 2026", "Ingliż"),
        ("sr-Latn", "Print", "22. novembar 2026.", "engleski"),
        ("io", "Print", "November 22, 2026", ""),  # its months are not known
    ],
)
def test_dates_and_names_of_languages_need_no_labels(tag: str, print_label: str, date: str, english: str) -> None:
    labels = labels_of(tag)
    expected = print_label, date.replace(" ", NO_BREAK_SPACE), english
    assert (labels["print"], labels.date(DAY), labels.language_name("en")) == expected
    assert labels.are_foreign == (tag in ("mt", "sr-Latn", "io"))
    assert language_attributes(labels.date(DAY)) == ({"lang": "en"} if tag == "io" else {})


@pytest.mark.parametrize(
    ("tag", "first", "eleventh"),
    [
        ("fr-CH", "1er janvier 2027", "11 janvier 2027"),
        ("it", "1º gennaio 2027", "11 gennaio 2027"),
        ("pt-BR", "1º de janeiro de 2027", "11 de janeiro de 2027"),
        ("de", "1. Januar 2027", "11. Januar 2027"),
        ("ja", "2027年1月1日", "2027年1月11日"),
        ("fa", "1 ژانویهٔ 2027", "11 ژانویهٔ 2027"),
    ],
)
def test_the_first_day_of_a_month_is_written_as_its_language_does(tag: str, first: str, eleventh: str) -> None:
    dates = [labels_of(tag).date(datetime.date(2027, 1, day)) for day in (1, 11)]
    assert dates == [date.replace(" ", NO_BREAK_SPACE) for date in (first, eleventh)]


def test_english_labels_keep_their_order_on_a_page_from_right_to_left() -> None:
    isolated = {name: f"\N{LEFT-TO-RIGHT ISOLATE}{label}\N{POP DIRECTIONAL ISOLATE}" for name, label in ENGLISH.items()}
    isolated["first_day_of_month"] = "1"
    assert dict(labels_of("fa")) == isolated
    assert labels_of("az-Arab") == isolated
    assert labels_of("ar") == content("labels", "ar")


@pytest.mark.parametrize(("language", "date"), [("sr-Latn", "22. novembar 2026."), ("is", "22. nóvember 2026.")])
def test_a_sentence_with_a_date_ends_with_one_period(language: str, date: str) -> None:
    labels = labels_of(language)
    written = labels["correction"].format(date=labels.date(DAY), reason="A.").replace("\N{NO-BREAK SPACE}", " ")
    assert written == f"Corrected on {date} A."


def test_a_language_has_its_own_months_whichever_was_read_before() -> None:
    dates = [labels_of(language).date(DAY).replace(NO_BREAK_SPACE, " ") for language in ("io", "yo", "is", "mt")]
    assert dates == ["November 22, 2026", "22 Oṣù Bélú 2026", "22. nóvember 2026", "22 ta’ Novembru 2026"]
    november = [locale_of(language).months["stand-alone"]["wide"][11] for language in ("is", "de", "et")]
    assert november == ["nóvember", "November", "november"]


@pytest.mark.parametrize("language", IN_LEXICON)
def test_a_lexicon_has_entries_of_the_english_one_with_values_of_the_same_kind(language: str) -> None:
    entries, english = content("lexicon", language), content("lexicon", "en")
    assert entries.keys() <= english.keys()
    assert {name: type(value) for name, value in entries.items()} == {name: type(english[name]) for name in entries}


@pytest.mark.parametrize(
    ("language", "title", "expected"),
    [
        ("ru", "Ваши права и «объём»", "vashi-prava-i-obem"),
        ("uk", "Ваші права й обов’язки", "vashi-prava-i-oboviazky"),
        ("bg", "Защита на личните данни", "zashtita-na-lichnite-danni"),
        ("sr", "Рок чувања и ђаци", "rok-cuvanja-i-djaci"),
        ("sr-Latn", "Čuvanje", "cuvanje"),
        ("el", "Τα δικαιώματά σας", "ta-dikaiomata-sas"),
    ],
)
def test_a_title_is_written_in_latin_letters(language: str, title: str, expected: str) -> None:
    assert transliterated(title, language) == expected


def test_what_is_not_known_of_a_language_is_empty() -> None:
    assert not any(lexicon_of("eu").values())
    assert lexicon_of("en-GB") == lexicon_of("en")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "May we? ", True),
        ("en", "“May we?”", True),
        ("en", "May we; ", False),
        ("ru", "«Можно?!»", True),
        ("ja", "保存されますか？」", True),
        ("ar", "هل يمكن؟", True),
        ("hy", "Կարո՞ղ ենք։", True),
        ("el", "Μπορούμε;", True),
        ("el", "Μπορούμε.", False),
        ("en", "", False),
    ],
)
def test_questions_end_with_the_question_marks_of_any_script(language: str, text: str, expected: bool) -> None:
    assert is_question(text, language) == expected
