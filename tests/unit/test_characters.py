"""Invisible characters and letters of another alphabet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policysite.lint.rule import Rule
from policysite.lint.rules.characters import alphabets_mixed, bidi_character, invisible_character

from tests.rules import digests, findings_of, places


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (invisible_character, "персо\u200bнальные да\u00adнные", [(1, 6), (1, 17)]),
        (invisible_character, "а\u200b\u200b\u200bб", [(1, 2)]),
        (invisible_character, "```\nк\u200bод\n```\n\nа\x07б", [(2, 2), (5, 2)]),
        (invisible_character, "[а](b\u200b.md)", [(1, 6)]),
        (invisible_character, "а\u3164б\x85в\u2028г", [(1, 2), (1, 4), (1, 6)]),
        (invisible_character, "да&shy;нные и &#8203;", [(1, 3), (1, 15)]),
        (invisible_character, "`&shy;` и &amp;shy; и &nbsp;, &copy", []),
        (invisible_character, "\tа\u00a0б — «в»\u202fг", []),
        (invisible_character, "---\ntitle: а\u200bб\ndescription: в\n---\n# а { #a }", [(2, 9)]),
        (invisible_character, '---\ntitle: "а\\u200bб"\ndescription: в\n---\n# а { #a }', [(2, 1)]),
        (bidi_character, "за \u202e03\u202c дней", [(1, 4), (1, 7)]),
        (bidi_character, "за &#x202e;03 дней и \u2066", [(1, 4), (1, 22)]),
        (bidi_character, "а\u200bб \u200fв", []),
        (invisible_character, "\u202eа", []),
    ],
)
def test_invisible_characters_are_found(rule: Rule, text: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of(rule, text)) == expected


def test_an_invisible_character_is_named() -> None:
    (hit,) = findings_of(invisible_character, "а\u200bб")
    assert hit.params == {"name": "ZERO WIDTH SPACE", "number": "U+200B"}


@pytest.mark.parametrize(
    "text",
    [
        *("персо\u200bнальные", "\u200bСлово", "а \u200bб", "а\u200b, б", "«\u200bа»", "- \u200bпункт"),
        *("[сло\u200bво](privacy.md)", "**сло\u200bво**", "а\u200b\u200bб", "сло\u202eво"),
    ],
)
def test_an_invisible_character_in_text_is_removed(text: str) -> None:
    assert [
        hit.edit.new for rule in (invisible_character, bidi_character) for hit in findings_of(rule, text) if hit.edit
    ] == [""]


@pytest.mark.parametrize(
    "text",
    [
        *("```\nк\u200bод\n```", "`к\u200bод`", "[а](b\u200bc.md)", "[а](b.md 'в\u200bг')", "## А { #a\u200bb }"),
        *(
            "\u200b- пункт",
            "1\u200b. пункт",
            "1\u200b2. пункт",
            "&am\u200bp;",
            "<scr\u200bipt>",
            "*\u200bа*",
            "слово\u200b",
        ),
        *("[а\u200bб]\n\n[аб]: c.md", "а\x07б", "а\u3164б", "и\u200b\u0306", "\u200b    а", "\\\u200b*а*"),
        *("---\ntitle: а\u200bб\ndescription: в\n---\n# а { #a }", "да&shy;нные", "а\u200bб `\u200b`"),
        "\u1100\u200b\u1161",
    ],
)
def test_an_invisible_character_is_not_removed_if_more_would_change(text: str) -> None:
    found = findings_of(invisible_character, text)
    assert found
    assert all(hit.edit is None for hit in found)


_PIECE = st.sampled_from(
    [*"аяb1 .,:#*_`[](){}<>&;!|-=~\\/\"'\n", "\u200b", "\u00ad", "\u202e", "amp", "[a]: b\n", "- ", "\n\n"]
)


@given(st.lists(_PIECE, max_size=25))
def test_removing_invisible_characters_changes_no_digest(pieces: list[str]) -> None:
    text = "".join(pieces)
    lines = text.split("\n")
    found = [hit for rule in (invisible_character, bidi_character) for hit in findings_of(rule, text)]
    for hit in sorted(found, key=lambda hit: (hit.line, hit.column), reverse=True):
        if hit.edit and hit.line > 0:
            line = lines[hit.line - 1]
            assert line.startswith(hit.edit.old, hit.column - 1)
            lines[hit.line - 1] = line[: hit.column - 1] + line[hit.column - 1 + len(hit.edit.old) :]
    assert digests("\n".join(lines)) == digests(text)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("персoнальные и кoнтактные", "ru", [(1, 5), (1, 17)]),
        ("## Ваши прaва { #a }", "ru", [(1, 11)]),
        ("- один\n    - [дaнные](b.md)", "ru", [(2, 9)]),
        ("| дaнные | срок |\n|---|---|\n| а | гoд |", "ru", [(1, 4), (3, 8)]),
        ("![схeма](a.png)", "ru", [(1, 1)]),
        ("Сooбщение", "ru", [(1, 2)]),
        ("Тоr", "ru", [(1, 3)]),
        ("persоnal data", "en", [(1, 5)]),
        ("Dаtа", "en", [(1, 2)]),
        ("οffice", "en", [(1, 1)]),
        ("данные c сайта", "ru", [(1, 8)]),
        ("Действует c 22 ноября", "ru", [(1, 11)]),
        ("C уважением, мы. A также вы.", "ru", [(1, 1), (1, 18)]),
        ("it is а right", "en", [(1, 7)]),
        ("пишите на е-mail", "ru", [(1, 11)]),
        ("---\ntitle: Прaва\ndescription: в\n---\n# а { #a }", "ru", [(2, 10)]),
    ],
)
def test_a_letter_of_another_alphabet_is_found(text: str, language: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of(alphabets_mixed, text, language=language)) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("IT-компания хранит всё в CRM/тикет-системе, e-mail и PDF-файл — по Wi-Fi, SMS и IP-адрес.", "ru"),
        ("10 кВт·ч, 5 м², 20 °C, 3 µm, 5 μm, №5а, § 2, 152-ФЗ, IPv6, 5G-сеть, iPhone15, 1ª", "ru"),
        ("Приложение A к договору, план B и план C, группа A.", "ru"),
        ("пункты (a) и (c) статьи 6; ось x, y", "ru"),
        ("Скачайте с RIVERS.studio и WordPress.org, ToolLender'а и ToolLender-а.", "ru"),
        ("а и в к о с у я", "ru"),
        ("T-образный, X-лучи", "ru"),
        ("`прaва` и <https://прaва.рф>", "ru"),
        ("A policy, «Политика», is a text. I agree. Vitamin C.", "en"),
        ("café, naïve, Zürich, Łódź, I", "en"),
        ("個人情報のデータ", "en"),
    ],
)
def test_words_of_different_alphabets_next_to_each_other_are_not_found(text: str, language: str) -> None:
    assert places(findings_of(alphabets_mixed, text, language=language)) == []


def test_a_word_of_the_word_list_may_mix_alphabets() -> None:
    assert places(findings_of(alphabets_mixed, "Яndex", files={"docs/editorial/wordlist.txt": "яndex\n"})) == []


def test_the_letter_and_the_word_are_named() -> None:
    (hit,) = findings_of(alphabets_mixed, "персoнальные")
    assert hit.params == {"word": "персoнальные", "letter": "o", "number": "U+006F"}
