"""A Word document with tracked changes: accepting all gives the new text, rejecting all the old one."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import hypothesis
import pytest
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from hypothesis import given
from policysite.corpus import Block, Clause
from policysite.history.edit_script import edit_script
from policysite.history.redline.docx import redline
from policysite.history.redline.side_by_side import LanguageColumn
from policysite.languages.labels import labels_of

from tests.rules import clauses
from tests.word_documents import expected, opened, read, states

DATE = datetime.datetime(2026, 11, 22, 12, 30, tzinfo=datetime.UTC)
LABELS = labels_of("en")


def column(
    old: Sequence[Clause], new: Sequence[Clause], language: str = "en", comments: dict[str, list[str]] | None = None
) -> LanguageColumn:
    return LanguageColumn(language, language.upper(), edit_script(old, new), comments or {})


def made(*columns: LanguageColumn) -> bytes:
    return redline("Privacy policy", columns, author="Editor", date=DATE, labels=LABELS)


@given(states(), states(), states(), states())
@hypothesis.settings(max_examples=25)  # each makes a document
def test_accepting_all_gives_the_new_texts_and_rejecting_all_the_old_ones(
    old: list[Clause], new: list[Clause], old_translation: list[Clause], new_translation: list[Clause]
) -> None:
    document = opened(made(column(old, new), column(old_translation, new_translation, "ar")))
    assert read(document, accepted=True) == [expected(new), expected(new_translation)]
    assert read(document, accepted=False) == [expected(old), expected(old_translation)]
    changes = document.element.xpath("//w:ins | //w:del | //w:pPrChange")
    assert {each.get(qn("w:author")) for each in changes} <= {"Editor"}
    assert {each.get(qn("w:date")) for each in changes} <= {"2026-11-22T12:30:00Z", "2026-11-22T12:33:00Z"}
    assert len({each.get(qn("w:id")) for each in changes}) == len(changes)


MARK = f"{qn('w:pPr')}/{qn('w:rPr')}"
SIGNS = {qn("w:ins"): "[+{}+]", qn("w:del"): "[-{}-]"}


def table(data: bytes) -> list[list[str]]:
    """Return the cells below the first row, with edits in brackets, and a sign before what is an edit as a whole."""
    rows = []
    for row in list(opened(data).tables[0].rows)[1:]:
        paragraphs = [[whole(each._p.find(MARK)) + marked(each._p) for each in cell.paragraphs] for cell in row.cells]
        rows.append([whole(row._tr.trPr) + " / ".join(cell) for cell in paragraphs])
    return rows


def whole(properties: BaseOxmlElement | None) -> str:
    tags = set() if properties is None else {each.tag for each in properties}
    return "".join(sign[1] for tag, sign in SIGNS.items() if tag in tags)


def marked(paragraph: BaseOxmlElement) -> str:
    found = ""
    for run in paragraph.iter(qn("w:r")):
        text = "".join(each.text or "" for each in run.iter(qn("w:t"), qn("w:delText")))
        for parent in run.iterancestors(*SIGNS) if text else ():
            text = SIGNS[parent.tag].format(text)
        found += text
    return found


def comments(data: bytes) -> list[str]:
    return [comment.text for comment in opened(data).comments]


def clause(clause_id: str, line: int, *texts: str) -> Clause:
    heading = Block("heading", clause_id, line, line)
    blocks = tuple(Block("paragraph", text, line, line) for text in texts)
    return Clause(clause_id, 2, f"Title of {clause_id}", line, heading=heading, blocks=blocks)


A, B, C = (clause(each, line, f"Text of {each}.") for line, each in enumerate("abc", 1))
NEW = "+[+b+] / +[+Text of b.+]"
BOTH = ["a / Text of a.", "b / Text of b."]
NEW_B = clause("b", 2, "Text of b.", "More.")
MOVED_A = clause("a", 3, "Text of a.")


@pytest.mark.parametrize(
    ("old", "new", "expected", "notes"),
    [
        ([A, B], [A, B], BOTH, []),
        ([A], [clause("a", 1, "Words of a.")], ["a / [-Text-][+Words+] of a."], []),
        ([A, B], [A, NEW_B], [BOTH[0], f"{BOTH[1]} / +[+More.+] / "], []),
        ([A, NEW_B], [A, B], [BOTH[0], f"{BOTH[1]} / -[-More.-] / "], []),
        ([A], [A, B], [BOTH[0], "++[+b+] / +[+Text of b.+]"], []),
        ([A, B], [A], [BOTH[0], "--[-b-] / -[-Text of b.-]"], []),
        (
            [A, B, C],
            [B, C, MOVED_A],
            ["--[-a-] / -[-Text of a.-]", BOTH[1], "c / Text of c.", "++[+a+] / +[+Text of a.+]"],
            ["Clause moved"] * 2,
        ),
        (
            [A, B, C],
            [B, C, clause("a", 3, "Words of a.")],
            ["--[-a-] / -[-Text-][- of a.-]", BOTH[1], "c / Text of c.", "++[+a+] / +[+Words+][+ of a.+]"],
            ["Clause moved", "Clause moved\ndeleted: Text\ninserted: Words"],
        ),
        (
            [A, clause("b", 2, "Text of b.", "Text of x.")],
            [clause("a", 1, "Text of x.", "Text of a."), clause("b", 2, "Text of b.")],
            ["a / +[+Text of x.+] / Text of a.", f"{BOTH[1]} / -[-Text of x.-] / "],
            ["Moved here from “Title of b”", "Moved to “Title of a”"],
        ),
    ],
)
def test_each_change_is_tracked(old: list[Clause], new: list[Clause], expected: list[str], notes: list[str]) -> None:
    data = made(column(old, new))
    assert [cell for (cell,) in table(data)] == expected
    assert comments(data) == notes


@pytest.mark.parametrize(
    ("translations", "expected"),
    [
        (([A, B], [A, B]), [[BOTH[0], BOTH[0]], [f"{NEW} / ", BOTH[1]]]),
        (([B], [B]), [[BOTH[0], ""], [f"{NEW} / ", BOTH[1]]]),
        (([A], [A, C]), [[BOTH[0], BOTH[0]], [f"+{NEW}", "+"], ["+", "++[+c+] / +[+Text of c.+]"]]),
        (([B, A], [B, A]), [["", BOTH[1]], [BOTH[0], BOTH[0]], [f"+{NEW}", "+"]]),
    ],
)
def test_a_clause_stands_beside_its_translation_where_the_order_of_both_allows_it(
    translations: tuple[list[Clause], list[Clause]], expected: list[list[str]]
) -> None:
    assert table(made(column([A], [A, B]), column(*translations))) == expected


STYLES = """
A paragraph.

- An item.

    More of it.

    1. A number.
        - Third.
            - Fourth.

Another.

1. One.

```
code  here
```
"""


def test_headings_lists_and_code_have_the_styles_of_word() -> None:
    (found,) = read(opened(made(column((), clauses(STYLES)))), accepted=True)
    assert found[2:] == [
        ("Normal", "A paragraph."),
        ("List Bullet", "An item."),
        ("List Continue", "More of it."),
        ("List Number 2", "1. A number."),
        ("List Bullet 3", "Third."),
        ("List Bullet 3", "Fourth."),
        ("Normal", "Another."),
        ("List Number", "1. One."),
        ("macro", "code here"),
    ]
    assert [style for style, _ in found[:2]] == ["Heading 1", "Heading 2"]


@pytest.mark.parametrize(
    ("old", "new", "expected", "note"),
    [
        ("See [it](a.md).", "See [it](b.md).", "See it.", "deleted: [a.md]\ninserted: [b.md]"),
        ("See it.", "See [it](b.md) now.", "See it[+ now+].", "inserted: [b.md]"),
        ("We keep it.", "- We keep it.", "We keep it.", "deleted: [paragraph]\ninserted: [ul item]"),
    ],
)
def test_what_the_text_does_not_show_is_in_comments(old: str, new: str, expected: str, note: str) -> None:
    data = made(column(clauses(old), clauses(new)))
    ((cell,),) = table(data)[1:]
    assert cell == f"Пункт / {expected}"
    assert comments(data) == [note]


def test_a_change_of_style_is_tracked() -> None:
    document = opened(made(column(clauses("We keep it."), clauses("- We keep it."))))
    assert [read(document, accepted=each)[0][-1] for each in (True, False)] == [
        ("List Bullet", "We keep it."),
        ("Normal", "We keep it."),
    ]


def test_comments_on_a_clause_stand_where_it_is_now() -> None:
    data = made(column([A, B, C], [B, C, MOVED_A], comments={"a": ["Stale.\nApprove it again."], "c": ["Unreviewed."]}))
    assert comments(data) == ["Clause moved", "Unreviewed.", "Clause moved", "Stale.\nApprove it again."]
    assert {(each.author, each.timestamp) for each in opened(data).comments} == {("Editor", DATE)}
    starts = opened(data).element.xpath("//w:p[.//w:commentRangeStart]")
    assert [marked(each) for each in starts] == ["[-a-]", "c", "[+a+]"]


@pytest.mark.parametrize(("language", "bidi"), [("ja", False), ("he", True), ("ar", True), ("pt-BR", False)])
def test_the_text_has_its_language_and_its_direction(language: str, bidi: bool) -> None:
    document = opened(made(column([A, C], [NEW_B, C], language)))
    texts = document.tables[0]._tbl.xpath(".//w:r[w:t or w:delText]")
    values = {tuple(run.find(f"{qn('w:rPr')}/{qn('w:lang')}").attrib.values()) for run in texts}
    assert values == {(language, language, language)}
    assert {run.rPr.find(qn("w:rtl")) is not None for run in texts} == {bidi}
    paragraphs = document.tables[0]._tbl.xpath(".//w:pPr")
    assert {each.find(qn("w:bidi")) is not None for each in paragraphs} == {bidi}


def test_the_document_has_a_title_and_names_the_languages_above_the_columns() -> None:
    document = opened(made(column([A], [B], "ru"), column([A], [B], "en")))
    assert [(each.style.name, each.text) for each in document.paragraphs] == [("Title", "Privacy policy")]
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["RU", "EN"]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in document.tables[0].rows[1:])
    properties = document.core_properties
    assert (properties.title, properties.author) == ("Privacy policy", "Editor")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_names_of_the_languages_are_bold_in_every_script(language: str) -> None:
    (cell,) = opened(made(column([A], [B], language))).tables[0].rows[0].cells
    assert [(run.font.bold, run.font.cs_bold) for run in cell.paragraphs[0].runs] == [(True, True)]


def test_equal_changes_give_equal_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = made(column([A, B], [B, MOVED_A]))
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert made(column([A, B], [B, MOVED_A])) == first
