"""Word documents with tracked changes: what they are made from, and how they read when all is accepted or rejected."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tc
from docx.oxml.text.paragraph import CT_P
from hypothesis import strategies as st
from policysite.corpus import Block, Clause, Span, digest

_CHARACTERS = {qn("w:br"): "\n", qn("w:tab"): "\t"}
_TEXTS = (qn("w:t"), qn("w:delText"))


def opened(data: bytes) -> Document:
    """Return the document in a file with these bytes."""
    return docx.Document(io.BytesIO(data))


def read(document: Document, *, accepted: bool) -> list[list[tuple[str, str]]]:
    """Return style and text of each paragraph with text, by the columns of the table, without its first row.

    The texts are normalized as for digests.

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
            yield names[style], digest.normalized(text)
        text = ""
    assert not text, "the end of a cell is inserted or deleted"


def _text(paragraph: CT_P, dropped: str) -> str:
    kept = (each for each in paragraph.iterdescendants() if next(each.iterancestors(dropped), None) is None)
    return "".join(each.text or "" if each.tag in _TEXTS else _CHARACTERS.get(each.tag, "") for each in kept)


def expected(state: Sequence[Clause]) -> list[tuple[str, str]]:
    """Return what `read` returns for the column of a state."""
    blocks = [(clause, block) for clause in state for block in clause.all_blocks()]
    shown = [(_style(clause, block), digest.normalized(f"{_number(block)}{block.text}")) for clause, block in blocks]
    return [(style, text) for style, text in shown if text]


def _number(block: Block) -> str:
    return "" if block.number is None else f"{block.number}. "


def _style(clause: Clause, block: Block) -> str:
    if block.kind in ("heading", "code"):
        return f"Heading {clause.level}" if block.kind == "heading" else "macro"
    depth = len([tag for tag in block.inside if tag in ("ol", "ul")])
    name = {"ul": "List Bullet", "ol": "List Number"}[block.inside[-1]] if block.kind == "item" else "Normal"
    return f"{name} {depth}" if depth > 1 else name


_WORDS = st.lists(
    st.sampled_from(["We", "keep", "30", "days", "not", "«данные»", "个人", "اسم", "-", "and", "<&>"]), max_size=12
).map(" ".join)
_INSIDE = st.sampled_from([("ul",), ("ol",), ("ul", "li", "ol"), ("ol", "li", "ul", "li", "ul")])


@st.composite
def _blocks(draw: st.DrawFn) -> Block:
    text = draw(_WORDS)
    kind = draw(st.sampled_from(["paragraph", "item", "code"]))
    inside = draw(_INSIDE) if kind == "item" else ()
    linked = kind != "code" and text and draw(st.booleans())
    spans = (Span("a", 0, len(text), {"href": draw(st.sampled_from("ab"))}),) if linked else ()
    counted = draw(st.integers(1, 3)) if inside[-1:] == ("ol",) else None
    return Block(kind, text, 1, 1, inside=inside, spans=spans, number=counted)


@st.composite
def states(draw: st.DrawFn) -> list[Clause]:
    """Draw the clauses of a page."""
    ids = draw(st.lists(st.sampled_from("abcdef"), unique=True))
    return [
        Clause(
            clause_id,
            draw(st.integers(1, 3)),
            clause_id,
            line,
            heading=Block("heading", clause_id + draw(st.sampled_from(["", " x y z"])), line, line),
            blocks=tuple(draw(st.lists(_blocks(), max_size=4))),
        )
        for line, clause_id in enumerate(ids, 1)
    ]
