from __future__ import annotations

from pathlib import Path

import pytest
from policysite.rulebook.examples import Example

from tests.example_site import findings
from tests.rules import findings_of, places

GLOSSARY = {
    "docs/editorial/glossary.yml": """
- ru: { term: персональные данные }
  en: { term: personal data }
- ru: { term: третьи лица }
  en: { term: third parties }
- ru: { term: обращение }
  en: { term: request }
  except: [privacy#other]
"""
}


@pytest.mark.parametrize(
    ("ru", "en", "place", "term", "missing_in"),
    [
        (
            "Храним имя.\n\nИ персональных\nданных немного.",
            "We keep the name.\n\nAnd a little personal information.",
            (3, 1),
            "персональные данные",
            "docs/en/privacy.md:14",
        ),
        ("Персональнои\u0306 данные.", "All.", (1, 1), "персональные данные", "docs/en/privacy.md:12"),
        ("Это данные.", "This is **personal data**.", (1, 11), "personal data", "docs/ru/privacy.md:12"),
        ("- Почта\n- Третьим лицам", "- Email\n- To others", (2, 3), "третьи лица", "docs/en/privacy.md:13"),
        ("Всё.\n\nТретьи лица.", "All.", (1, 1), "третьи лица", "docs/en/privacy.md:12"),
        ("[Третьи лица](index.md)", "[Others](index.md)", (1, 2), "третьи лица", "docs/en/privacy.md:12"),
    ],
)
def test_a_term_without_its_counterpart_is_found(
    ru: str, en: str, place: tuple[int, int], term: str, missing_in: str
) -> None:
    (finding,) = findings_of("term-differs", {"ru": ru, "en": en}, files=GLOSSARY)
    assert (finding.params["term"], finding.params["other"]) == (term, missing_in)
    assert places([finding]) == [place]


@pytest.mark.parametrize(
    ("ru", "en"),
    [
        ("Персональными данными.", "Personal data."),
        ("Ни одному третьему лицу.", "To no third party."),
        ("Персональные данные и персональные данные.", "PERSONAL DATA."),
        ("Персональные, данные.", "A list."),
        ("Персональныи\u0306, твои\u0306 персональных данных.", "Personal data."),
        ("Сторонние сервисы.", "Third-party services."),
        ("Обращения.", "Requests."),
        ("Команда `третьи лица`.", "The command."),
    ],
)
def test_inflection_and_capitals_do_not_matter(ru: str, en: str) -> None:
    assert findings_of("term-differs", {"ru": ru, "en": en}, files=GLOSSARY) == []


def test_an_entry_may_have_exceptions() -> None:
    page = "# {} {{ #privacy }}\n\n## A {{ #other }}\n\n{}\n\n## B {{ #more }}\n\n{}"
    ru, en = page.format("П", "Обращение.", "Обращение."), page.format("P", "A letter.", "A letter.")
    assert [finding.line for finding in findings_of("term-differs", {"ru": ru, "en": en}, files=GLOSSARY)] == [9]


@pytest.mark.parametrize(
    ("ru", "en", "rules"),
    [
        ("Персональные данные.", "All pesronal data.", ["term-differs"]),
        ("Персанальных данных немного.", "A little personal data.", ["term-differs"]),
        ("Персональные данные.", "All emial.", ["spelling", "term-differs"]),
        ("Персональные данные.", "All of it.\n\nThe pesronal name.", ["spelling", "term-differs"]),
        ("Персональные данные.", "Personal data, pesronal.", ["spelling"]),
        ("- Имя\n- Персональные данные", "- The name", ["items-differ"]),
        ("- Имя", "- The name\n- Personal data", ["items-differ"]),
        ("Тема: персональные данные.", "Subject: <personal data>.", ["raw-html"]),
    ],
)
def test_a_term_that_is_misspelled_or_in_a_lost_item_is_one_finding(
    tmp_path: Path, ru: str, en: str, rules: list[str]
) -> None:
    found = findings(Example({"ru": ru, "en": en}, files=GLOSSARY), tmp_path)
    known = ("spelling", "term-differs", "items-differ", "raw-html", "punctuation-stray")
    assert sorted(each.rule for each in found if each.rule in known) == rules
