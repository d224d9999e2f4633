"""Markup that an editor loses is found where it was lost, alone, and what is printed restores it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from policysite.findings import Finding
from policysite.rulebook.examples import Example

from tests.example_site import TODAY, approve, settings, write
from tests.project import commit, put
from tests.released_site import errors, findings
from tests.releases import release_all

RU = """Мы бережём данные.

## Данные { #data }

Мы храним:

- почту
- имя

См. [Права](#rights).[^term]

[^term]: С последнего ответа.

| Что | Срок |
|---|---|
| Письма | 30 дней |
| Журналы | 90 дней |

## Порядок { #procedure }

Обращение
:   Письмо или тикет.

1.1. Мы регистрируем обращение.
1.2. Мы отвечаем:

а) письмом;
б) в тикете.

!!! note "Важно"
    Мы не просим пароли.

## Права { #rights }

Вы можете узнать, что мы храним.
"""
EN = """We protect data.

## Data { #data }

We keep:

- the address
- the name

See [Rights](#rights).[^term]

[^term]: From the last reply.

| What | Period |
|---|---|
| Letters | 30 days |
| Logs | 90 days |

## Procedure { #procedure }

Request
:   A letter or a ticket.

1.1. We register the request.
1.2. We reply:

a) by letter;
b) in the ticket.

!!! note "Important"
    We do not ask for passwords.

## Rights { #rights }

You can find out what we keep.
"""
PAGE = "docs/ru/privacy.md"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A released site with lists, a table, a note and numbered clauses; only to be read."""
    folder = tmp_path_factory.mktemp("markup")
    extensions = ["admonition", "def_list", "footnotes", "pymdownx.fancylists"]
    write({"ru": RU, "en": EN}, Example({"ru": RU, "en": EN}, extensions=extensions), folder)
    approve(settings(folder))
    release_all(settings(folder))
    assert findings(folder) == ()
    return folder


@pytest.fixture
def site(original: Path, tmp_path: Path) -> Path:
    return shutil.copytree(original, tmp_path / "site")


LOST = {
    "the empty line above a list": ("Мы храним:\n\n- почту", "Мы храним:\n- почту"),
    "the empty line above a list, with a space in its place": ("Мы храним:\n\n- почту", "Мы храним:\n - почту"),
    "the signs of a heading": ("## Права", "№№ Права"),
    "a heading with a backslash": ("## Права", "\\## Права"),
    "a heading in bold": ("## Права { #rights }", "**Права** { #rights }"),
    "the sign of an id": ("{ #rights }", "{ №rights }"),
    "a brace": ("## Права { #rights }", "## Права #rights }"),
    "the line break before an item": ("- почту\n- имя", "- почту - имя"),
    "the space before an item, too": ("- почту\n- имя", "- почту- имя"),
    "the marker of an item": ("- почту", "-- почту"),
    "another marker": ("- имя", "→ имя"),
    "a line break after a marker": ("- имя", "-\nимя"),
    "the line break between rows": ("30 дней |\n| Журналы", "30 дней | | Журналы"),
    "a line break within a row": ("| Письма | 30", "| Письма |\n30"),
    "the place of a rule": ("| Что | Срок |\n|---|---|", "|---|---|\n| Что | Срок |"),
    "the signs of a rule": ("|---|---|", "|___|___|"),
    "the line break before a rule": ("Срок |\n|---|---|", "Срок | |---|---|"),
    "spaces before a table": (
        "| Что | Срок |\n|---|---|\n| Письма | 30 дней |\n| Журналы",
        "    | Что | Срок |\n    |---|---|\n    | Письма | 30 дней |\n    | Журналы",
    ),
    "the order of a link": ("[Права](#rights)", "[#rights](Права)"),
    "a link with backslashes": ("[Права](#rights)", "\\[Права\\](#rights)"),
    "the brackets of a link": ("[Права](#rights)", "[Права]{#rights}"),
    "the line break before a number": ("обращение.\n1.2.", "обращение. 1.2."),
    "the line break before a letter": ("письмом;\nб)", "письмом; б)"),
    "the dot in a number": ("1.2. Мы", "1,2. Мы"),
    "a number with a space": ("1.2. Мы", "1. 2. Мы"),
    "the bracket of a letter": ("б) в", "б. в"),
    "the line break in a box": ('!!! note "Важно"\n    Мы', '!!! note "Важно" Мы'),
    "the line break before a definition": ("Обращение\n:   Письмо", "Обращение :   Письмо"),
    "a footnote with spaces": ("[^term]:", "[^ term ]:"),
    "spaces before a paragraph": ("Вы можете", "    Вы можете"),
    "the line break before the next heading": ("пароли.\n\n## Права", "пароли. ## Права"),
}


def restore(found: list[Finding], root: Path) -> None:
    (finding,) = [each for each in found if each.rule == "markup-lost"]
    lines = (root / finding.path).read_text(encoding="utf-8").split("\n")
    written = (finding.advised.get(number, line) for number, line in enumerate(lines, start=1))
    put(root / finding.path, "\n".join(line for line in written if line is not None))


def replace_in(root: Path, old: str, new: str, path: str = PAGE) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    put(root / path, text.replace(old, new, 1))


@pytest.mark.parametrize("name", LOST)
def test_it_is_found_alone_and_restored(site: Path, name: str) -> None:
    before = (site / PAGE).read_bytes()
    replace_in(site, *LOST[name])
    found = errors(site)
    assert [f"{each.path} {each.rule}" for each in found] == [f"{PAGE} markup-lost"]
    printed = found[0].params["example"].split("\n")
    assert printed[0].strip()  # an empty line at an end is not copied
    assert printed[-1].strip()
    restore(found, site)
    assert (site / PAGE).read_bytes() == before


def test_a_page_in_the_fence_of_an_assistant_is_found_at_its_lines(site: Path) -> None:
    before = (site / PAGE).read_text(encoding="utf-8")
    put(site / PAGE, f"```markdown\n{before}```\n")
    found = errors(site)
    lines = before.split("\n")
    last = len(lines)
    assert [(each.path, each.line, each.rule) for each in found] == [(PAGE, each, "markup-lost") for each in (1, last)]
    assert [each.advised for each in found] == [
        {1: "---", 2: None},
        {last: f"{lines[-2]}\n", last + 1: None, last + 2: None},
    ]


KEPT = {
    "other words": ("- почту\n- имя", "- почту и имя"),
    "an item in another place": ("- почту\n- имя", "- имя\n- почту"),
    "another sign at the end": ("узнать, что мы храним.", "узнать, что мы храним!"),
    "words in bold": ("Мы храним", "**Мы** храним"),
    "a text of a list": ("- почту\n- имя", "почту имя"),
    "a text of a note": ('!!! note "Важно"\n    Мы', "Мы"),
    "a list of a text": ("Вы можете узнать, что мы храним.", "- Вы можете узнать, что мы храним."),
}


@pytest.mark.parametrize("name", KEPT)
def test_markup_that_is_changed_on_purpose_is_left(site: Path, name: str) -> None:
    replace_in(site, *KEPT[name])
    assert "markup-lost" not in {each.rule for each in findings(site)}


def test_it_may_be_allowed(site: Path) -> None:
    allowed = "а) письмом; б) в тикете.\n\n<!-- policy allow markup-lost: так короче -->"
    replace_in(site, "а) письмом;\nб) в тикете.", allowed)
    assert "markup-lost" not in {each.rule for each in findings(site)}


def test_a_page_is_compared_with_the_default_branch(site: Path) -> None:
    faq = "---\ntitle: {0}\ndescription: {0}.\n---\n\n# {0} {{ #faq }}\n\n- {1}\n- {2}\n"
    for language, texts in (("ru", ("Вопросы", "Первый", "Второй")), ("en", ("Questions", "The first", "The second"))):
        put(site / f"docs/{language}/faq.md", faq.format(*texts))
    commit(site, TODAY)
    replace_in(site, "- Первый\n- Второй", "- Первый - Второй", "docs/ru/faq.md")
    assert "docs/ru/faq.md 8 markup-lost" in {f"{each.path} {each.line} {each.rule}" for each in errors(site)}


@pytest.mark.parametrize("emptied", ["## { #rights }", "##", "## … { #rights }"])
def test_a_heading_gets_back_the_title_that_it_has_lost(site: Path, emptied: str) -> None:
    replace_in(site, "## Права { #rights }", emptied)
    (found,) = errors(site)
    assert (found.path, found.rule, found.params["example"]) == (PAGE, "heading-empty", "## Права { #rights }")


def test_a_page_with_the_text_of_another_one_is_told_once(site: Path) -> None:
    for language, title, text in (("ru", "Вопросы", "Что мы храним?"), ("en", "Questions", "What do we keep?")):
        faq = f"---\ntitle: {title}\ndescription: {title}.\n---\n\n# {title} {{ #faq }}\n\n{text}\n"
        put(site / f"docs/{language}/faq.md", faq)
    commit(site, TODAY)
    put(site / "docs/ru/faq.md", (site / PAGE).read_text(encoding="utf-8"))
    found = [each for each in errors(site) if each.rule != "translation-unreviewed"]
    assert [(each.path, each.rule, each.params["other"]) for each in found] == [
        ("docs/ru/faq.md", "page-overwritten", PAGE)
    ]


def test_other_findings_are_told_with_it(site: Path) -> None:
    replace_in(site, "- почту\n- имя", "- почту - имя")
    replace_in(site, "90 дней", "60 дней")
    assert {each.rule for each in errors(site)} >= {"markup-lost", "numbers-differ"}
