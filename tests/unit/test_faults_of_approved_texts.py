"""A fault that an approved text gets is told once, and nothing that it changes is printed."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.released_site import errors, follow, printed_line, replaced, write_changes

NOTES = ("[^term]\n\n[^term]: С ответа.", "[^term]\n\n[^term]: From the answer.")
TABLE = (
    "\n\n| Письма | 30 дней |\n| --- | --- |\n| Звонки | 90 дней |\n| Фото | год |",
    "\n\n| Letters | 30 days |\n| --- | --- |\n| Calls | 90 days |\n| Photos | a year |",
)
NOTE = ('\n\n!!! note "Важно"\n    Мы ждём.', '\n\n!!! note "Important"\n    We wait.')
LISTS = ("\n\nМы храним:\n\n- почту\n- имя", "\n\nWe keep:\n\n- the email\n- the name")
# Changes of a clause whose text is approved as it was before one of its languages gets a fault.
FAULTY = {
    "the reference to a footnote is mistyped": (
        NOTES,
        {"docs/ru/privacy.md": ("дней.[^term]", "дней.[^tern1]")},
        ["docs/ru/privacy.md footnote-missing"],
    ),
    "the basis of an answer is lost": (
        ("", ""),
        {f"docs/{each}/faq.md": (' data-based-on="clause security"', "") for each in ("ru", "en")},
        ["docs/en/faq.md based-on-missing", "docs/ru/faq.md based-on-missing"],
    ),
    "the text of a footnote is lost": (
        NOTES,
        {"docs/en/privacy.md": ("[^term]: From the answer.", "")},
        ["docs/en/privacy.md footnote-missing"],
    ),
    "the reference to a footnote is lost": (
        NOTES,
        {"docs/en/privacy.md": ("days.[^term]", "days.")},
        ["docs/en/privacy.md footnote-unused"],
    ),
    "a superscript in place of a footnote": (
        NOTES,
        {"docs/ru/privacy.md": ("дней.[^term]", "дней.¹")},
        ["docs/ru/privacy.md footnote-as-text"],
    ),
    "another sign in place of the colon of a footnote": (
        NOTES,
        {"docs/ru/privacy.md": ("[^term]:", "[^term];")},
        ["docs/ru/privacy.md markup-lost"],
    ),
    "spaces around the name of a footnote": (
        NOTES,
        {"docs/ru/privacy.md": ("[^term]:", "[^ term ]:")},
        ["docs/ru/privacy.md markup-lost"],
    ),
    "the name of a footnote in letters of the language": (
        NOTES,
        {"docs/ru/privacy.md": ("[^term]:", "[^т\u0435rm]:")},
        ["docs/ru/privacy.md footnote-missing"],
    ),
    "the reference to a footnote in letters of the language": (
        NOTES,
        {"docs/ru/privacy.md": ("дней.[^term]", "дней.[^t\u0435rm]")},
        ["docs/ru/privacy.md footnote-missing"],
    ),
    "the first letter of a list in another alphabet": (
        ("\n\nМы храним:\n\nа) почту;\nб) имя.", "\n\nWe keep:\n\na) the email;\nb) the name."),
        {"docs/ru/privacy.md": ("а) почту", "a) почту")},
        ["docs/ru/privacy.md alphabets-mixed"],
    ),
    "a letter in the middle of a list in another alphabet": (
        (
            "\n\nа) раз;\nб) два;\nв) три;\nг) четыре;\nд) пять;\nе) шесть;\nж) семь.",
            "\n\na) one;\nb) two;\nc) three;\nd) four;\ne) five;\nf) six;\ng) seven.",
        ),
        {"docs/ru/privacy.md": ("е) шесть", "e) шесть")},
        ["docs/ru/privacy.md alphabets-mixed"],
    ),
    "a heading gets a number in one language": (
        ("\n\nСм. [Защита](#security).", "\n\nSee [Protection](#security)."),
        {"docs/ru/privacy.md": ("## Защита", "## 8. Защита")},
        ["docs/ru/privacy.md heading-number-alone"],
    ),
    "the spaces of a definition are lost in one language": (
        ("\n\nПисьмо\n:   То, что вы прислали.", "\n\nLetter\n:   What you have sent."),
        {"docs/ru/privacy.md": (":   То", ":То")},
        ["docs/ru/privacy.md markup-lost"],
    ),
    "the sign of a quotation before a term in one language": (
        ("\n\nПисьмо\n:   То, что вы прислали.", "\n\nLetter\n:   What you have sent."),
        {"docs/ru/privacy.md": ("\nПисьмо\n", "\n> Письмо\n")},
        ["docs/ru/privacy.md markup-as-text"],
    ),
    "a paragraph is indented below a list in one language": (
        ("\n\n- почту\n- имя\n\nМы ждём.", "\n\n- the email\n- the name\n\nWe wait."),
        {"docs/ru/privacy.md": ("Мы ждём", "    Мы ждём")},
        ["docs/en/privacy.md paragraph-places-differ"],
    ),
    "a row is lost in one language": (
        TABLE,
        {"docs/en/privacy.md": ("\n| Calls | 90 days |", "")},
        ["docs/en/privacy.md rows-differ"],
    ),
    "a border of a cell is lost": (
        TABLE,
        {"docs/ru/privacy.md": ("| Звонки | 90", "| Звонки 90")},
        ["docs/ru/privacy.md table-cells-uneven"],
    ),
    "another sign for the border of a cell": (
        TABLE,
        {"docs/ru/privacy.md": ("| Звонки |", "| Звонки ¦")},
        ["docs/ru/privacy.md table-cells-uneven"],
    ),
    "the line below the heading of a table is too short": (
        TABLE,
        {"docs/ru/privacy.md": ("| --- | --- |\n", "|---|\n")},
        ["docs/ru/privacy.md markup-lost"],
    ),
    "an empty line within a table": (
        TABLE,
        {"docs/ru/privacy.md": ("| Звонки |", "\n| Звонки |")},
        ["docs/ru/privacy.md markup-lost"],
    ),
    "an empty line below the heading of a table": (
        TABLE,
        {"docs/ru/privacy.md": ("| --- | --- |\n", "\n| --- | --- |\n")},
        ["docs/ru/privacy.md markup-lost"],
    ),
    "an empty cell": (
        TABLE,
        {"docs/en/privacy.md": ("| Calls | 90 days |", "| Calls | |")},
        ["docs/en/privacy.md cell-empty"],
    ),
    "the line below the heading of a table is lost": (
        TABLE,
        {"docs/ru/privacy.md": ("| --- | --- |\n", "")},
        ["docs/ru/privacy.md markup-lost"],
    ),
    "a footnote is pasted as text": (
        NOTES,
        {"docs/ru/privacy.md": ("[^term]\n\n[^term]:", "[1]\n\n[1]")},
        ["docs/ru/privacy.md footnote-as-text", "docs/ru/privacy.md footnote-as-text"],
    ),
    "long dashes below the heading of a table": (
        TABLE,
        {"docs/ru/privacy.md": ("| --- | --- |", "|—|—|")},
        ["docs/ru/privacy.md markup-lost"],
    ),
    "other quotation marks of a box": (
        NOTE,
        {"docs/ru/privacy.md": ('"Важно"', "«Важно»"), "docs/en/privacy.md": ('"Important"', "“Important”")},
        ["docs/en/privacy.md markup-lost", "docs/ru/privacy.md markup-lost"],
    ),
    "a sign of a box is lost": (
        NOTE,
        {"docs/ru/privacy.md": ("!!!", "!!")},
        ["docs/ru/privacy.md markup-lost"],
    ),
    "the first line of a box is lost": (
        NOTE,
        {"docs/ru/privacy.md": ('!!! note "Важно"\n    Мы', "Мы")},
        ["docs/ru/privacy.md box-differs"],
    ),
    "the title of a box is lost": (
        NOTE,
        {"docs/en/privacy.md": (' "Important"', "")},
        ["docs/en/privacy.md box-differs"],
    ),
    "a box as on GitHub in one language": (
        NOTE,
        {"docs/ru/privacy.md": ('!!! note "Важно"\n    ', "> [!NOTE] Важно\n> ")},
        ["docs/ru/privacy.md box-as-quotation"],
    ),
    "an item of the original is left in the translation": (
        LISTS,
        {"docs/en/privacy.md": ("- the name", "- имя и отчество\n- the name")},
        ["docs/en/privacy.md original-left"],
    ),
    "a reference to a footnote lacks a bracket": (
        NOTES,
        {"docs/ru/privacy.md": ("дней.[^term]", "дней.[^term")},
        ["docs/ru/privacy.md markup-lost"],
    ),
    "a space before the colon of a footnote": (
        NOTES,
        {"docs/ru/privacy.md": ("[^term]:", "[^term] :")},
        ["docs/ru/privacy.md markup-lost"],
    ),
    "an item is nested in one language": (
        LISTS,
        {"docs/ru/privacy.md": ("- имя", "\t- имя")},
        ["docs/en/privacy.md item-depths-differ"],
    ),
    "an item with a dash in one language": (
        LISTS,
        {"docs/ru/privacy.md": ("- имя", "— имя")},
        ["docs/ru/privacy.md markup-lost"],
    ),
    "an item with a number in one language": (
        LISTS,
        {"docs/ru/privacy.md": ("- имя", "1) имя")},
        ["docs/ru/privacy.md list-not-separated"],
    ),
}


@pytest.fixture(scope="module")
def approved(released: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[tuple[str, str]], Path]:
    """Return the folder of a site with a text more in its policy, approved and released. Only to be read."""

    @functools.cache
    def make(texts: tuple[str, str]) -> Path:
        root = shutil.copytree(released, tmp_path_factory.mktemp("approved") / "site")
        ru, en = texts
        write_changes(root, replaced("privacy", ("30 дней.", f"30 дней.{ru}"), ("30 days.", f"30 days.{en}")))
        follow(errors(root), root, is_typo=False)
        assert errors(root) == []
        return root

    return make


@pytest.mark.parametrize("name", FAULTY)
def test_one_fault_in_an_approved_text_is_told_once_and_nothing_that_it_changes_is_printed(
    approved: Callable[[tuple[str, str]], Path], tmp_path: Path, name: str
) -> None:
    texts, faults, expected = FAULTY[name]
    root = shutil.copytree(approved(texts), tmp_path / "site")
    write_changes(root, faults)
    found = errors(root)
    assert [f"{each.path} {each.rule}" for each in found] == expected
    if any(map(printed_line, found)):
        follow(found, root, is_typo=False)
        assert errors(root) == []
