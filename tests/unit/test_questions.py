"""Pages with questions and answers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules import findings_of, places

FAQ = {"page": "faq", "settings": {"questions": ["faq"]}}


def faq(*headings: str) -> str:
    return "\n\n".join(["# FAQ { #faq }", *(f"{heading}\n\nТекст." for heading in headings)])


CLOSING = ("## Подробнее { #more }", "### Сюда { #internal-links }", "### Отсюда { #external-links }")
ASKED = '## Как? { #how data-based-on="clause" }'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (faq('## Как удалить данные { #a data-based-on="clause" }'), [(3, 22)]),
        (faq(ASKED, "## Сроки { #b }"), [(7, 9)]),
        (faq("## Данные { #a }", '### Как? { #b data-based-on="clause" }', "### Сроки { #c }"), [(11, 10)]),
        (faq("## Данные { #a }", '### Как? { #b data-based-on="clause" }', "## Сроки { #c }"), []),
        (faq(ASKED, *CLOSING), []),
        (faq("## Сроки { #a }", "## Права { #b }"), []),
        (faq('## «Как удалить?» { #a data-based-on="clause" }'), []),
        (faq('## Как удалить?! { #a data-based-on="clause" }'), []),
    ],
)
def test_a_heading_among_questions_without_a_question_mark_is_found(text: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of("question-mark-missing", text, **FAQ)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (faq("## Как удалить данные? { #a }"), [(3, 4)]),
        (faq(ASKED, "## Сроки { #b }"), [(7, 4)]),
        (faq(ASKED), []),
        (faq(ASKED, *CLOSING), []),
        (faq("## Как удалить данные?"), []),
        (faq("## Данные { #a }", '### Как? { #b data-based-on="clause" }'), []),
    ],
)
def test_an_answer_that_is_based_on_nothing_is_found(text: str, expected: list[tuple[int, int]]) -> None:
    assert places(findings_of("based-on-missing", text, **FAQ)) == expected


def test_other_pages_may_have_questions() -> None:
    text = faq("## Как удалить данные? { #a }", "## Сроки { #b }", "## Как удалить данные? { #c }")
    for rule in ("question-mark-missing", "based-on-missing", "question-repeated"):
        assert places(findings_of(rule, text, page="faq")) == []


def test_a_repeated_question_is_found() -> None:
    again = '## Как удалить данные? { #b data-based-on="clause" }'
    text = faq('## Как удалить данные? { #a data-based-on="clause" }', again)
    assert places(findings_of("question-repeated", text, **FAQ)) == [(7, 4)]


def test_a_question_repeated_on_another_page_is_found() -> None:
    text = faq('## Как удалить данные? { #a data-based-on="clause" }')
    other = (
        "---\ntitle: X\ndescription: X.\n---\n\n# X { #x }\n\n## Как удалить данные? { #z data-based-on='clause' }\n"
    )
    files = {"docs/ru/more.md": other, "docs/en/more.md": other}

    def found(page: str) -> list[tuple[int, int]]:
        settings = {"questions": ["more", page]}
        return places(findings_of("question-repeated", text, page=page, settings=settings, files=files))

    assert found("faq") == []  # the first may stay
    assert found("zfaq") == [(3, 4)]


SAME = {
    "ru": [
        ("Как удалить свои данные?", "Как мне удалить мои данные?"),
        ("Как удалить свои данные?", "Как свои данные удалить?"),
        ("Как можно удалить данные?", "Как удалить данные?"),
        ("Какие данные вы собираете?", "Какие данные мы собираем?"),
        ("Передаёте ли вы данные третьим лицам?", "Передаете ли вы наши данные третьим лицам?"),
    ],
    "en": [
        ("How do I delete my data?", "How can I delete my own data?"),
        ("Who sees my data?", "Who can see my data?"),
        ("What data do you collect?", "What data will be collected?"),
    ],
}
OTHER = {
    "ru": [
        ("Какие данные вы храните?", "Какие данные вы не храните?"),
        ("Как удалить данные?", "Когда удалить данные?"),
        ("Как вы храните данные?", "Как долго вы храните данные?"),
        ("Как включить куки?", "Как выключить куки?"),
        ("Где мои контакты?", "Где мои контракты?"),
        ("Как подать запрос?", "Как подать запрет?"),
        ("Что изменилось в версии 1?", "Что изменилось в версии 2?"),
        ("Передаёте ли вы данные третьим лицам?", "Передаёте ли вы данные третьим странам?"),
        ("Получаете ли вы данные из CRM?", "Получаете ли вы данные по почте?"),
        ("Как так?", "Мы?"),
    ],
    "en": [
        ("What data do you keep?", "What data do you not keep?"),
        ("How do I subscribe?", "How do I unsubscribe?"),
        ("How do I delete my data?", "Can I delete my data?"),
        ("Do you sell my data?", "Do you store my data?"),
        ("What changed in version 1?", "What changed in version 2?"),
    ],
}


def repeated(language: str, one: str, other: str) -> bool:
    text = faq(f"## {one} {{ #a }}", f"## {other} {{ #b }}")
    return findings_of("question-repeated", text, language=language, **FAQ) != []


@pytest.mark.parametrize(("language", "pair"), [(language, pair) for language in SAME for pair in SAME[language]])
def test_a_question_in_slightly_other_words_is_a_repetition(language: str, pair: tuple[str, str]) -> None:
    assert repeated(language, *pair)
    assert repeated(language, *pair[::-1])


@pytest.mark.parametrize(("language", "pair"), [(language, pair) for language in OTHER for pair in OTHER[language]])
def test_questions_that_differ_in_a_significant_word_are_different(language: str, pair: tuple[str, str]) -> None:
    assert not repeated(language, *pair)
    assert not repeated(language, *pair[::-1])


# The questions of each group repeat each other.
GROUPS = (
    ("Как удалить данные?", "Как данные удалить?"),
    ("Как дать данные?", "Как данный дата?"),
    ("Как дать 2 данные?", "Как 2 данные дать?"),
    ("Как дать 3 данные?",),
)


@settings(max_examples=20)
@given(st.permutations([(question, group) for group in GROUPS for question in group]))
def test_a_question_is_compared_with_every_other_before_it(questions: list[tuple[str, tuple[str, ...]]]) -> None:
    text = faq(*(f"## {question} {{ #q-{number} }}" for number, (question, _) in enumerate(questions)))
    groups = [group for _, group in questions]
    expected = [(3 + 4 * number, 4) for number, group in enumerate(groups) if group in groups[:number]]
    assert places(findings_of("question-repeated", text, **FAQ)) == expected
