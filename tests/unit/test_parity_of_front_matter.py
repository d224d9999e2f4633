"""Titles and descriptions are translated, say the same numbers, change together, and promise no more than the text."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from policysite.findings import Finding
from policysite.lint.rules.parity.untranslated import untranslated_start

from tests.example_site import TODAY
from tests.project import commit
from tests.released_site import findings, released_site, replaced, write_changes
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


CHANGED_ALONE = "front-matter-changed-alone"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site whose questions and history are on the default branch."""
    root = released_site(tmp_path_factory.mktemp("published"))
    commit(root, TODAY)
    return root


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"docs/ru/faq.md": ("title: Страница", "title: Что мы храним")}, [("docs/en/faq.md", 2, CHANGED_ALONE)]),
        ({"docs/en/faq.md": ("description: Page", "description: Files")}, [("docs/ru/faq.md", 3, CHANGED_ALONE)]),
        (replaced("faq", ("title: Страница", "title: Ответы"), ("title: Page", "title: Answers")), []),
        ({"docs/en/faq.md": ("description: Page.", "description: 'Page\u00ad.'")}, []),
        ({"docs/en/faq.md": ("title: Page", "title: Page 2")}, [("docs/en/faq.md", 2, NUMBERS)]),
        ({"docs/en/faq.md": ("title: Page\n", "")}, [("docs/en/faq.md", 1, "front-matter-incomplete")]),
    ],
)
def test_a_value_that_is_changed_in_one_language_is_found_in_the_other(
    published: Path, tmp_path: Path, changes: dict[str, tuple[str, str]], expected: list[tuple[str, int, str]]
) -> None:
    root = shutil.copytree(published, tmp_path / "site")
    write_changes(root, changes)
    found = [(each.path, each.line, each.rule) for each in findings(root)]
    assert [each for each in found if each[2].startswith("front-matter")] == expected


def test_new_pages_and_languages_are_compared_with_nothing(published: Path, tmp_path: Path) -> None:
    root = shutil.copytree(published, tmp_path / "site")
    for language in ("ru", "en"):
        shutil.copy(root / f"docs/{language}/faq.md", root / f"docs/{language}/help.md")
    write_changes(root, {"docs/ru/help.md": ("title: Страница", "title: Помощь")})
    assert CHANGED_ALONE not in {each.rule for each in findings(root)}
