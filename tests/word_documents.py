"""Word documents with tracked changes, as they read when all changes are accepted or all are rejected."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tc
from docx.oxml.text.paragraph import CT_P

_CHARACTERS = {qn("w:br"): "\n", qn("w:tab"): "\t"}
_TEXTS = (qn("w:t"), qn("w:delText"))


def opened(data: bytes) -> Document:
    """Return the document in a file with these bytes."""
    return docx.Document(io.BytesIO(data))


def columns(document: Document, *, accepted: bool) -> list[list[tuple[str, str]]]:
    """Return style and text of each paragraph with text, by the columns of the table, without its first row.

    Args:
        document: the document.
        accepted: True if all changes are accepted, False if they are rejected.
    """
    (table,) = document.tables
    names = {style.style_id: style.name or "" for style in document.styles}
    dropped = qn("w:del") if accepted else qn("w:ins")
    found: list[list[tuple[str, str]]] = [[] for _ in table.columns]
    for row in list(table.rows)[1:]:
        properties = row._tr.trPr
        if properties is None or properties.find(dropped) is None:
            for column, cell in zip(found, row._tr.tc_lst, strict=True):
                column += _paragraphs(cell, dropped, names, accepted=accepted)
    return found


def _paragraphs(cell: CT_Tc, dropped: str, names: Mapping[str, str], *, accepted: bool) -> Iterator[tuple[str, str]]:
    text = ""
    for paragraph in cell.p_lst:
        text += _text(paragraph, dropped)
        properties = paragraph.pPr
        if properties is not None and properties.find(f"{qn('w:rPr')}/{dropped}") is not None:
            # Without its end, a paragraph is the beginning of the next one, and has the style of that.
            continue
        former = None if properties is None else properties.find(f"{qn('w:pPrChange')}/{qn('w:pPr')}")
        style = (paragraph if accepted or former is None else former).style or "Normal"
        if text:
            yield names[style], text
        text = ""
    assert not text, "the end of a cell is inserted or deleted"


def _text(paragraph: CT_P, dropped: str) -> str:
    kept = (each for each in paragraph.iterdescendants() if next(each.iterancestors(dropped), None) is None)
    return "".join(each.text or "" if each.tag in _TEXTS else _CHARACTERS.get(each.tag, "") for each in kept)
