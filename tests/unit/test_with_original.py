"""A translation and its original side by side: which of their blocks stand beside each other."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

import pytest
from policysite.site.with_original import side_by_side

TITLE = '<p class="beside__title">Policy</p>'
HEADING = '<div class="clause"><h2>Storage</h2></div>'
NOTE = '<p class="unapproved">Not checked.</p>'
FOOTNOTES = '<div class="footnote"><ol><li>A note.</li></ol></div>'


def rows(translation: str, original: str) -> list[Element]:
    """Return the rows of two texts, given as HTML."""
    texts = {"he": translation, "en": original}
    blocks = {each: list(fromstring(f"<body>{html}</body>")) for each, html in texts.items()}  # noqa: S314  (written here)
    return list(side_by_side(blocks, {"he": "עברית", "en": "English"}))


def texts(row: Element) -> list[str]:
    """Return the text of each side of a row, after the name of its language."""
    return ["|".join("".join(block.itertext()) for block in side[1:]) for side in row]


def test_each_clause_is_a_row_and_footnotes_are_the_last_one() -> None:
    text = f"{TITLE}<p>One.</p>{FOOTNOTES.replace('A', 'B')}{HEADING}<p>Two.</p>"
    assert [texts(row) for row in rows(text, f"{TITLE}<p>1</p>{HEADING}<p>2</p>{FOOTNOTES}")] == [
        ["Policy|One.", "Policy|1"],
        ["Storage|Two.", "Storage|2"],
        ["B note.", "A note."],
    ]


def test_footnotes_of_one_side_have_a_row_too() -> None:
    assert [texts(row) for row in rows(TITLE, TITLE + FOOTNOTES)] == [["Policy", "Policy"], ["", "A note."]]


def test_each_side_is_labeled_in_its_language() -> None:
    (row,) = rows(TITLE, TITLE)
    assert [(side.get("lang"), side.get("dir"), side[0].text) for side in row] == [
        ("he", "rtl", "עברית"),
        ("en", "ltr", "English"),
    ]


@pytest.mark.parametrize(
    ("translation", "original", "is_aligned"),
    [
        ("", "", True),
        ("<p>1</p><p>2</p>", "<p>1</p><p>2</p>", True),
        ("<p>1</p><p>2</p>", "<p>1 2</p>", False),
        ("<p>1</p>", "<pre>1</pre>", False),
        ("<ul><li>1</li><li>2</li></ul>", "<ul><li>1</li><li>2</li></ul>", True),
        ("<ul><li>1</li><li>2</li></ul>", "<ul><li>1 2</li></ul>", False),
        ("<ul><li>1</li></ul>", "<ol><li>1</li></ol>", False),
        ("<ul><li>1<ul><li>2</li></ul></li></ul>", "<ul><li>1 2</li></ul>", True),
        (f"{NOTE}<p>1</p>", "<p>1</p>", True),
    ],
)
def test_blocks_are_aligned_if_they_are_of_the_same_kinds(translation: str, original: str, is_aligned: bool) -> None:
    (row,) = rows(HEADING + translation, HEADING + original)
    assert ("beside--aligned" in row.get("class", "").split()) is is_aligned
