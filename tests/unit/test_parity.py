from __future__ import annotations

from pathlib import Path

import pytest
from policysite.findings import NOTHING
from policysite.lint.text.sentences import sentences
from policysite.rulebook.examples import Example

from tests.example_site import findings
from tests.rules import findings_of, places

LIST = "- Почта\n- Имя\n\n    Или никнейм.\n\n    - Телефон"


@pytest.mark.parametrize(
    ("rule", "ru", "en", "here", "there", "line"),
    [
        ("paragraphs-differ", "Первый.\n\nВторой.", "The first. The second.", "1", "2", 10),
        ("items-differ", LIST, "- Email\n- Name\n\n    Or a nickname.", "2", "3", 17),
        ("items-differ", "1. Почта", "1. Email\n2. Name", "2", "1", 10),
        ("items-differ", "- Год: 1.\n- Два: 2.\n- Три: 3.", "- Year: 1.\n- Three: 3.", "2", "3", 13),
        ("rows-differ", "| А | Б |\n|---|---|\n| В | Г |", "| A | B |\n|---|---|\n| C | D |\n| E | F |", "3", "2", 10),
    ],
)
def test_counts_are_compared_and_both_are_named(rule: str, ru: str, en: str, here: str, there: str, line: int) -> None:
    (finding,) = findings_of(rule, {"ru": ru, "en": en})
    assert finding.params == {"here": here, "there": there, "other": f"docs/ru/privacy.md:{line}"}
    assert (finding.path, finding.line, finding.column) == ("docs/en/privacy.md", -1, 4)


@pytest.mark.parametrize(
    ("ru", "en", "boxes"),
    [
        ("- [x] Почта", "- [ ] Email", [("[ ]", "[x]")]),
        ("- [x] Почта", "- Email", [(NOTHING, "[x]")]),
        ("- [x] Почта\n- Имя", "- [X] Email\n- Name", []),
        ("- [x] Почта\n- [ ] Имя", "- [x] Email", []),  # another rule finds that
    ],
)
def test_ticks_are_compared(ru: str, en: str, boxes: list[tuple[str, str]]) -> None:
    found = findings_of("ticks-differ", {"ru": ru, "en": en}, extensions=["pymdownx.tasklist"])
    assert [(each.params["here"], each.params["there"]) for each in found] == boxes


@pytest.mark.parametrize(
    ("ru", "en", "place"),
    [
        ("Мы ответим. Потом удалим.", "We will reply.", (1, 1)),
        ("- Почта\n- Имя. Или никнейм.", "- Email\n- Name", (2, 3)),
        ("| Срок |\n|---|\n| Год. Потом удалим. |", "| Term |\n|---|\n| A year. |", (3, 3)),
        ("Мы\nответим.\n\nПотом. Удалим.", "We will reply.\n\nThen.", (3, 1)),
    ],
)
def test_a_missing_sentence_is_found(ru: str, en: str, place: tuple[int, int]) -> None:
    assert places(findings_of("sentences-differ", {"ru": ru, "en": en})) == [place]


@pytest.mark.parametrize(
    ("ru", "en"),
    [
        ("Мы храним почту, имя и т. п. только год.", "We keep your email, name, etc. only for a year."),
        ("Закон принят И. И. Ивановым.", "The law was adopted by I. I. Ivanov."),
        ("Тариф 1.5 действует. См. ст. 10.", "The tariff 1.5 applies. See art. 10."),
        (
            "В пункте «Как используются ваши данные?» Политики всё сказано.",
            "In the clause “How is your data used?” of the Policy all is said.",
        ),
        ("Как удалить? Напишите нам!", "How do I delete it? Write to us!"),
        ("Электронную почту", "An email address"),
        ("Офис: г. Москва, ул. Ленина, наб. Мойки, пр. Мира.", "Office: Moscow, Lenina St., Moyka Emb., Mira Ave."),
        ("Это обл. Тверская, пос. Заря, гр. Иванов.", "This is Tver Oblast, Zarya, Mr. Ivanov."),
        ("Принято 5 мая 2027 г. в г. Москве.", "Adopted on May 5, 2027, in Moscow."),
        ("Мы отвечаем до 18:00 по Москве.", "We reply until 6 p.m. Moscow time."),
        ("Мы отвечаем до 18:00 (по Москве).", "We reply until 6 p.m. (Moscow time)."),
        ("Мы отвечаем до 18:00. Потом нет.", "We reply until 6 p.m. Then we do not."),
        ("Действует с 2027 г. Потом продлим.", "Applies from 2027. Then we will extend it."),
        ("Т. е. ToolLender, т. е. Компания, ответит.", "I.e. ToolLender, that is the Company, will reply."),
    ],
)
def test_abbreviations_initials_decimals_and_quoted_questions_do_not_end_a_sentence(ru: str, en: str) -> None:
    assert findings_of("sentences-differ", {"ru": ru, "en": en}) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Действует с 2027 г. Потом продлим.", "ru"),
        ("Имя, почта и пр. Потом удалим.", "ru"),
        ("Вход с ул. Мира и Невский пр. Потом налево.", "ru"),
        ("We reply until 6 p.m. Then we do not.", "en"),
    ],
)
def test_abbreviations_before_names_or_time_zones_end_a_sentence_elsewhere(text: str, language: str) -> None:
    assert len(sentences(text, language)) == 2


@pytest.mark.parametrize(("text", "language"), [("Il Sig. Rossi firma.", "it"), ("Firma el Dr. López hoy.", "es")])
def test_titles_before_names_do_not_end_a_sentence(text: str, language: str) -> None:
    assert len(sentences(text, language)) == 1


def test_a_question_in_quotes_ends_a_sentence_if_the_language_has_it_so() -> None:
    assert len(sentences("Read “What is stored?” We answer there.", "en")) == 2
    assert len(sentences("Прочтите «Что хранится?». Мы отвечаем там.", "ru")) == 2
    assert len(sentences("«Что хранится?» Мы отвечаем там.", "ru")) == 2


def test_the_content_of_a_missing_item_is_not_found_again() -> None:
    ru, en = "- Почта. Имя.\n- Мы не храним их.", "- Email. Name."
    assert places(findings_of("items-differ", {"ru": ru, "en": en})) == [(-1, 4)]
    assert findings_of("sentences-differ", {"ru": ru, "en": en}) == []
    assert findings_of("negations-differ", {"ru": ru, "en": en}) == []


def test_many_periods_in_a_row_are_read_quickly() -> None:
    assert len(sentences("." * 300_000 + " Да", "ru")) == 2


SPLIT = "Мы ответим на каждое обращение в течение месяца. После этого мы его удалим.\n\nМы храним почту и имя."
JOINED = "We will reply to each request within a month and delete it after that.\n\nWe keep your email and name."


def test_a_translator_may_split_and_join_sentences() -> None:
    twice = f"{SPLIT}\n\n{SPLIT}", f"{JOINED}\n\n{JOINED}"
    assert findings_of("sentences-differ", dict(zip(("ru", "en"), twice, strict=True))) == []
    # A single difference is reported all the same, and so is one whose length shows that something is missing.
    assert places(findings_of("sentences-differ", {"ru": SPLIT, "en": JOINED})) == [(1, 1)]
    lost = {"ru": f"{SPLIT}\n\n{SPLIT}", "en": f"{JOINED}\n\nWe will reply.\n\nWe keep your email and name."}
    assert places(findings_of("sentences-differ", lost)) == [(5, 1)]


def test_links_in_another_order_are_reported_once_on_a_page() -> None:
    ru, en = "[а](https://a.example/), [б](https://b.example/)", "[b](https://b.example/), [a](https://a.example/)"
    other = "\n\n### Ещё { #more }\n\n"
    assert len(findings_of("order-differs", {"ru": ru + other + ru, "en": en + other + ru})) == 1
    assert findings_of("order-differs", {"ru": ru + other + ru, "en": en + other + en}) == []
    numbers = {"ru": "3, 30" + other + "3, 30", "en": "30, 3" + other + "30, 3"}
    assert len(findings_of("order-differs", numbers)) == 2


LETTER = ("Мы храним письма в защищённом архиве.", "We keep the letters in a protected archive.")
ACCESS = ("Доступ есть только у сотрудников.", "Only our employees have access.")
YEAR = ("Через 2 года мы их удаляем навсегда.", "After 2 years we delete them forever.")
READ = ("Их никто не читает без вашего согласия.", "Nobody reads them without your consent.")
HEADING = ("## Доступ { #access }", "## Access { #access }")


def in_languages(*lines: str) -> tuple[str, str]:
    """Return the text of a page in both languages: `L` and `A` are there in both, others in the one that follows."""
    texts = {"L": LETTER, "A": ACCESS, "Y": YEAR, "R": READ, "#": HEADING}
    ru, en = (
        "".join(texts[each][number] if each in texts else each for each in line) for number, line in enumerate(lines)
    )
    return ru, en


@pytest.mark.parametrize(
    ("ru", "en", "expected"),
    [
        ("L Y\n\n#\n\nA", "L\n\n#\n\nA Y", ["16 text-misplaced"]),
        ("L\n\n#\n\nA Y", "L Y\n\n#\n\nA", ["12 text-misplaced"]),
        ("L R\n\n#\n\nA", "L\n\n#\n\nA R", ["16 text-misplaced"]),
        ("L\n\nY\n\n#\n\nA", "L\n\n#\n\nA\n\nY", ["18 text-misplaced"]),
        ("- L\n- R\n\n#\n\n- A", "- L\n\n#\n\n- A\n- R", ["14 text-misplaced"]),
        ("L\n\nY", "Y\n\nL", ["12 text-misplaced"]),
        ("|a|\n|-|\n|12 L|\n|15 L|", "|a|\n|-|\n|15 L|\n|12 L|", ["14 text-misplaced"]),
        ("L Y\n\n#\n\nA", "L\n\n#\n\nA", ["12 numbers-differ", "12 sentences-differ"]),
        # (No text is as much longer as the other one is shorter.)
        ("L 77 L\n\n#\n\nA so A", "L so L\n\n#\n\nA 77 A", ["12 numbers-differ", "16 numbers-differ"]),
    ],
)
def test_a_text_in_another_place_is_found_once(tmp_path: Path, ru: str, en: str, expected: list[str]) -> None:
    both = dict(zip(("ru", "en"), in_languages(ru, en), strict=True))
    found = [each for each in findings(Example(both, approved={}), tmp_path) if "unreviewed" not in each.rule]
    assert [f"{each.line} {each.rule}" for each in found] == expected
