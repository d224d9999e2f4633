"""Findings as a text for a terminal."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from policysite.findings import Finding
from policysite.findings.text import as_text, summary
from policysite.messages.escaping import copyable, escaped

from tests.findings import EN, ERROR, RU, WARNING, broken, many, params_and_paths

INVALID = "    Use only Latin letters, digits, hyphens and underscores, and begin with a letter."


def test_findings_are_printed_sorted_and_a_fix_that_they_share_once() -> None:
    assert as_text([ERROR, WARNING], EN).split("\n") == [
        "docs/ru/faq.md:2:1: warning[id-invalid] The id “1” cannot be used in a link.",
        "docs/ru/faq.md:12:5: error[id-invalid] The id “Я” cannot be used in a link.",
        INVALID,
    ]
    assert as_text([], EN) == ""


@pytest.mark.parametrize(
    "other",
    [
        replace(ERROR, path="docs/ru/index.md"),
        replace(ERROR, rule="fence-unclosed"),
        replace(ERROR, params={"id": "Я", "letters": "", "example": "## Z { #z }"}),
    ],
)
def test_another_fix_stands_under_its_own_finding(other: Finding) -> None:
    assert as_text([WARNING, other], EN) == f"{as_text([WARNING], EN)}\n{as_text([other], EN)}"


def test_the_findings_in_the_original_come_first() -> None:
    paths = ("docs/de/faq.md", "docs/ru/faq.md", "docs/ru/index.md", "mkdocs.yml")
    found = [replace(ERROR, path=path) for path in paths]
    shown = [line.split(":")[0] for line in as_text(found, EN, first_prefix="docs/ru/").split("\n") if line[0] != " "]
    assert shown == ["docs/ru/faq.md", "docs/ru/index.md", "docs/de/faq.md", "mkdocs.yml"]


def test_example_headings_in_messages_show_single_braces() -> None:
    params = {"id": "rights", "other": "b.md"}
    assert "a heading with { #rights } to b.md" in as_text([Finding("a.md", 1, 1, "clause-missing", params)], EN)


def test_colors_change_nothing_else() -> None:
    colored = as_text([ERROR, WARNING], EN, colored=True)
    assert colored.splitlines() == [
        "\x1b[1mdocs/ru/faq.md:2:1\x1b[0m: \x1b[33mwarning[id-invalid]\x1b[0m The id “1” cannot be used in a link.",
        "\x1b[1mdocs/ru/faq.md:12:5\x1b[0m: \x1b[31merror[id-invalid]\x1b[0m The id “Я” cannot be used in a link.",
        "    \x1b[2mUse only Latin letters, digits, hyphens and underscores, and begin with a letter.\x1b[0m",
    ]
    assert re.sub("\x1b\\[[0-9]+m", "", colored) == as_text([ERROR, WARNING], EN)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Обычный текст, “quoted”", "Обычный текст, “quoted”"),
        ("bound\u00a0and\u202fthin spaces", "bound\u00a0and\u202fthin spaces"),
        ("e\u0301", "e\u0301"),
        ("😀", "😀"),
        ("a\tb\r\n", "a\\tb\\r\\n"),
        ("\x1b[31m\x9b", "\\x1b[31m\\x9b"),
        ("soft\u00adhyphen", "soft\\xadhyphen"),
        ("\u202e\u200b\ufeff\u2028", "\\u202e\\u200b\\ufeff\\u2028"),
        ("\udcff", "\\udcff"),
        ("::error::a", "\\x3a:error::a"),
        ("  ::", "  \\x3a:"),
        ("::: note", "::: note"),
    ],
)
def test_invisible_characters_are_shown_as_escapes(text: str, shown: str) -> None:
    assert escaped(text) == shown


@pytest.mark.parametrize(
    ("line", "copied"),
    [
        ("a\tb", "a b"),
        ("soft\u00adhyphen\ufeff\r", "softhyphen"),
        ("\x1b[31m\u202e", "[31m"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\ufeff:\u00ad:error::a", "\\x3a:error::a"),
        ("#\x00#vso[a]", "##vso\\x5ba]"),
        ("\u2028\udcff", "\\u2028\\udcff"),
    ],
)
def test_a_line_to_copy_has_no_escapes_for_what_nobody_sees(line: str, copied: str) -> None:
    assert copyable(line) == copied


@params_and_paths
def test_no_param_or_path_colors_a_terminal_or_adds_a_line(param: str, path: str) -> None:
    text = as_text([broken(param, path)], EN)
    assert len(text.splitlines()) == 2
    assert escaped(text.replace("\n", "")) == text.replace("\n", "")
    text.encode()


@pytest.mark.parametrize(
    ("findings", "english", "russian"),
    [
        ([], "No problems found.", "Проблем не найдено."),
        ([ERROR], "1 error in 1 file.", "1 ошибка в 1 файле."),
        ([WARNING], "1 warning in 1 file.", "1 предупреждение в 1 файле."),
        ([ERROR, WARNING], "1 error, 1 warning in 1 file.", "1 ошибка и 1 предупреждение в 1 файле."),
        (
            [ERROR, broken("", "b"), WARNING, broken("", "c")],
            "3 errors, 1 warning in 3 files.",
            "3 ошибки и 1 предупреждение в 3 файлах.",
        ),
        (many(5, 11), "5 errors, 11 warnings in 1 file.", "5 ошибок и 11 предупреждений в 1 файле."),
        (many(21, 22), "21 errors, 22 warnings in 1 file.", "21 ошибка и 22 предупреждения в 1 файле."),
        (
            [broken("", str(number)) for number in range(21)],
            "21 errors in 21 files.",
            "21 ошибка в 21 файле.",
        ),
    ],
)
def test_the_summary_counts_in_the_plural_forms_of_its_language(
    findings: list[Finding], english: str, russian: str
) -> None:
    assert summary(findings, EN) == english
    assert summary(findings, RU) == russian


def test_many_findings_are_counted_by_rule() -> None:
    many = [Finding("a.md", line, 1, "translation-unreviewed") for line in range(1, 21)]
    assert summary(many, EN) == "20 errors in 1 file."
    assert summary([*many, many[0]], EN) == "21 errors in 1 file."
    both = [WARNING, *many]
    assert (
        summary(both, EN)
        == f"20 errors, 1 warning in 2 files. By rule: translation-unreviewed (20), {WARNING.rule} (1)."
    )
    assert summary(both, RU).endswith(f" По правилам: translation-unreviewed (20), {WARNING.rule} (1).")


@pytest.mark.parametrize(
    ("pages", "english", "russian"),
    [
        (1, "No problems found in 1 page.", "Проблем не найдено: проверена 1 страница."),
        (2, "No problems found in 2 pages.", "Проблем не найдено: проверены 2 страницы."),
        (8, "No problems found in 8 pages.", "Проблем не найдено: проверено 8 страниц."),
    ],
)
def test_without_findings_the_summary_gives_the_number_of_pages(pages: int, english: str, russian: str) -> None:
    assert summary([], EN, pages=pages) == english
    assert summary([], RU, pages=pages) == russian
    assert summary([ERROR], EN, pages=pages) == "1 error in 1 file."
