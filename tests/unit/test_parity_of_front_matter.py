"""Titles and descriptions are translated, say the same numbers, and promise no more than the text."""

from __future__ import annotations

import pytest
from policysite.findings import Finding
from policysite.lint.rules.parity.untranslated import untranslated_start

from tests.rules import findings_of, places

UNTRANSLATED = "front-matter-untranslated"
NUMBERS = "front-matter-numbers-differ"
PROMISES = {
    "docs/editorial/promises.yml": "- language: ru\n  words: [никогда]\n- language: en\n  words: [never, guarantee]\n"
}


def found(rule: str, ru: tuple[str, str], en: tuple[str, str], **more: object) -> list[Finding]:
    texts = {
        language: f"---\ntitle: {title}\ndescription: {description}\n---\n\n# A {{ #faq }}\n\nB.\n"
        for language, (title, description) in (("ru", ru), ("en", en))
    }
    hits = findings_of(rule, texts, page="faq", **more)
    assert all(finding.path == "docs/en/faq.md" for finding in hits)
    return hits


RU = ("Вопросы о политике", "Ответы о данных. Сроки хранения.")


@pytest.mark.parametrize(
    ("ru", "en", "expected"),
    [
        (RU, ("Вопросы о политике", "Answers about data."), [(2, 8)]),
        (RU, ("Questions", "Answers about data. Сроки хранения."), [(3, 34)]),
        (RU, ("Questions", '"Ответы о данных."'), [(3, 15)]),
        (RU, RU, [(2, 8), (3, 14)]),
        (RU, ("Questions", ">-\n  Answers.\n  Сроки хранения."), [(3, 14)]),
        (("Политика", "Кратко."), ("Политика", "In brief."), [(2, 8)]),
        (("Политика ToolLender", "Кратко."), ("Политика ToolLender", "In brief."), []),
        (RU, ("Questions", "Answers about data. Terms."), []),
        (("ToolLender FAQ", "GitHub Pages"), ("ToolLender FAQ", "GitHub Pages"), []),
        (("Почта.рф", "Вид."), ("почта.рф", "A view."), []),
        (RU, ("Questions", "The words «Сроки хранения» and more."), []),
        (("ВКонтакте", "Вид."), ("ВКонтакте", "A view."), []),
        (("Страна вопросов", "Вид."), ("Страна вопросов", "A view."), []),
    ],
)
def test_untranslated_titles_and_descriptions_are_found(
    ru: tuple[str, str], en: tuple[str, str], expected: list[tuple[int, int]]
) -> None:
    wordlist = {"docs/editorial/wordlist.txt": "ВКонтакте\nстрана\nвопросов\n"}
    assert places(found(UNTRANSLATED, ru, en, files=wordlist)) == expected


@pytest.mark.parametrize(
    ("original", "text", "expected"),
    [
        ("How we store your data", "How we store your data.", 0),
        ("How we store your data", "Wie wir Ihre Daten speichern", None),
        ("Privacy policy support", "Privacy policy support", None),
        ("GitHub Pages Terms Service", "GitHub Pages Terms Service", None),
    ],
)
def test_between_languages_of_one_script_more_than_three_same_words_are_found(
    original: str, text: str, expected: int | None
) -> None:
    assert untranslated_start(text, "de", original, "en", names=()) == expected


@pytest.mark.parametrize(
    ("ru", "en", "expected"),
    [
        (("Версия 1.0", "Срок."), ("Version 1.1", "A term."), [(2, 16)]),
        (("Вид", "Срок 30 дней."), ("View", "A term of 30 or 60 days."), [(3, 30)]),
        (("Вид", "Срок 30 дней."), ("View", "A term."), [(3, 14)]),
        (("Вид", "С 22 ноября 2026 года."), ("View", "From November 23, 2026."), [(3, 19)]),
        (("Вид", "С 22 ноября 2026 года, 1 000 раз."), ("View", "1,000 times from November 22, 2026."), []),
        (("Вид", "Срок."), ("View", "A term."), []),
        (("Вид", "Два фактора, дважды."), ("View", "2 factors, twice."), []),
        (("Вид", '"До 18:00."'), ("View", '"Until 6 p.m."'), []),
        (("Вид", '"До 18:00."'), ("View", '"Until 7 p.m."'), [(3, 21)]),
    ],
)
def test_different_numbers_in_titles_and_descriptions_are_found(
    ru: tuple[str, str], en: tuple[str, str], expected: list[tuple[int, int]]
) -> None:
    assert places(found(NUMBERS, ru, en)) == expected


@pytest.mark.parametrize(
    ("en", "expected"),
    [
        (("We never share", "A view."), [(2, 11)]),
        (("View", "Data that we never share, and guarantee it."), [(3, 27), (3, 44)]),
        (("Do you never share?", "We cannot guarantee it."), []),
    ],
)
def test_promises_in_titles_and_descriptions_are_found(en: tuple[str, str], expected: list[tuple[int, int]]) -> None:
    assert places(found("absolute-promise", ("Вид", "Вид."), en, files=PROMISES)) == expected


def test_a_page_without_its_original_is_compared_with_nothing() -> None:
    page = "---\ntitle: Вопросы о политике\ndescription: Срок 30 дней.\n---\n\n# A { #b }\n"
    for rule in (UNTRANSLATED, NUMBERS):
        assert findings_of(rule, {}, files={"docs/en/faq.md": page}) == []
