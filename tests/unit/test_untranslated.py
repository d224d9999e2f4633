from __future__ import annotations

from pathlib import Path

import pytest
from policysite.corpus import Block, Clause, FrontMatter, Page
from policysite.lint.rule import ClausePair
from policysite.lint.rules.parity.untranslated import untranslated
from policysite.rulebook.examples import Example

from tests.example_site import findings
from tests.rules import findings_of, places


@pytest.mark.parametrize(
    ("ru", "en", "place"),
    [
        ("Мы храним обращения год.", "Мы храним обращения год.", (1, 1)),
        ("Мы храним обращения год.", "Мы храним requests год.", (1, 1)),
        ("- Почта\n- Имя или никнейм", "- Email\n- Имя или никнейм", (2, 3)),
        ("Мы ответим. Потом удалим всё.", "We will reply. Потом удалим всё.", (1, 16)),
        (
            "| Почта | год |\n|---|---|\n| Имя | один год |",
            "| Email | a year |\n|---|---|\n| Name | один год |",
            (3, 10),
        ),
        ("См. [срок хранения](index.md).", "[срок хранения](index.md)", (1, 2)),
        ("Да.\n\nЧто-то ещё.", "Что-то ещё.", (1, 1)),
    ],
)
def test_untranslated_text_is_found(ru: str, en: str, place: tuple[int, int]) -> None:
    assert places(findings_of("untranslated", {"ru": ru, "en": en})) == [place]


@pytest.mark.parametrize(
    ("ru", "en"),
    [
        ("ToolLender", "ToolLender"),
        ("CRM, ФЗ", "CRM, ФЗ"),
        ("Роскомнадзор", "Роскомнадзор"),
        ("Файлы куки", "Files called куки"),
        ("Файлы куки", "Куки files"),
        ("Подробнее о функции «В двух словах» для Яндекс Браузера.", "More on Яндекс Браузер для Андроид on iOS."),
        ("Название: имя_файла, код_сессии.", "Name: имя_файла, код_сессии."),
        ("Текст «срок хранения обращений» верен.", "The text «срок хранения обращений» is right."),
        ("Надзор (ведомство по связи).", "Supervision (ведомство по связи)."),
        ("Команда `удалить всё сразу`.", "`удалить всё сразу`"),
        (
            "- [портал данных](https://a.example/)",
            '- [портал данных](https://a.example/){ hreflang="ru" } (in Russian)',
        ),
        ("Портал.", '*портал данных*{ lang="ru" }'),
        ("Слово «обращение».", "The word обращение means a request to our support here."),
        ("ул. Мира, д. 5", "ул. Мира, д. 5"),
        ("GitHub Pages", "GitHub Pages"),
        ("Сайт почта.рф и адрес я@почта.рф", "почта.рф я@почта.рф"),
        ("30", "30"),
        ("", ""),
    ],
)
def test_names_quotations_code_and_addresses_need_no_translation(ru: str, en: str) -> None:
    assert findings_of("untranslated", {"ru": ru, "en": en}) == []


def test_words_of_the_word_list_are_the_same_in_every_language() -> None:
    text = {"ru": "Ваш личный никнейм", "en": "Your личный никнейм"}
    assert places(findings_of("untranslated", text)) == [(1, 1)]
    assert findings_of("untranslated", text, files={"docs/editorial/wordlist.txt": "никнейм\n"}) == []


def pair(original: str, translation: str, translated: str = "de") -> ClausePair:
    """A clause in English and another language."""
    pages = []
    for language, text in (("en", original), (translated, translation)):
        heading, blocks = Block("heading", "A", 1, 1), (Block("paragraph", text, 2, 2),)
        clause = Clause("a", 1, "A", 1, heading=heading, blocks=blocks)
        pages.append((Page(f"{language}.md", language, "a", FrontMatter("", ""), (clause,), ("# A", text)), clause))
    (first, its), (second, own) = pages
    return ClausePair(first, its, second, own)


@pytest.mark.parametrize(
    ("original", "translation", "lines"),
    [
        ("We store your data.", "We store your data.", [2]),
        ("We store your data.", "We store Your data", [2]),
        ("We store your data.", "Wir speichern Ihre Daten.", []),
        ("GitHub Pages Terms", "GitHub Pages Terms", []),
        ("Email address", "Email address", []),
    ],
)
def test_between_languages_of_one_script_the_same_words_are_found(
    original: str, translation: str, lines: list[int]
) -> None:
    assert [hit.line for hit in untranslated.check([pair(original, translation)], None)] == lines


@pytest.mark.parametrize(
    ("original", "translation", "lines"),
    [
        ("See Android and iOS.", "詳細については、Android 版 Focus、iOS 版 Focus をご覧ください。", []),
        ("We use a client_id.", "Client_id、session_id。", []),
        ("We store your data.", "We store your data.", [2]),
        ("We store it. You can ask.", "Mozilla は、あなたのデータを保管します。We delete it after a year.", [2]),
    ],
)
def test_in_a_script_without_spaces_names_are_no_untranslated_text(
    original: str, translation: str, lines: list[int]
) -> None:
    class NoNames:
        known_words = frozenset[str]()

    found = untranslated.check([pair(original, translation, "ja")], NoNames)
    assert [hit.line for hit in found] == lines


@pytest.mark.parametrize(
    ("ru", "en", "right"),
    [
        ("- Почта\n- Имя или никнейм", "- Email\n- Имя или никнейм\n- A name", "- Email\n- A name"),
        ("- Почта\n- Имя или никнейм", "- Email\n- A name\n- Имя или никнейм", "- Email\n- A name"),
        ("Мы вам ответим.", "Мы вам ответим.\n\nWe will reply.", "We will reply."),
        ("Почта.\n\nМы вам ответим.", "Email.\n\nМы вам\nответим.\n\nWe reply.", "Email.\n\nWe reply."),
    ],
)
def test_what_was_left_beside_its_translation_is_to_be_deleted(tmp_path: Path, ru: str, en: str, right: str) -> None:
    (found,) = findings_of("original-left", {"ru": ru, "en": en})
    above = next(iter(found.advised)) - found.line
    lines = [line for number, line in enumerate(en.split("\n"), start=1) if number + above not in found.advised]
    assert "\n".join(lines) == right
    reported = {each.rule for each in findings(Example({"ru": ru, "en": en}, approved={}), tmp_path)}
    assert reported <= {"original-left", "translation-unreviewed"}


@pytest.mark.parametrize("en", ["- Email\n- A name\n- A phone number", "- Email", "- Почта и адрес\n- A name"])
def test_what_was_left_is_not_a_text_that_has_no_translation(en: str) -> None:
    assert findings_of("original-left", {"ru": "- Почта и адрес\n- Имя", "en": en}) == []


def test_what_was_left_in_the_same_script_is_a_repeated_text() -> None:
    texts = {"de": "- Ihre Nachricht an uns\n- Name", "en": "- Ihre Nachricht an uns\n- Your message\n- Name"}
    (found,) = findings_of("original-left", texts)
    assert found.params["text"] == "Ihre Nachricht an uns"
