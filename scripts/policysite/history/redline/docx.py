"""The edit scripts of a page in several languages as a Word document with tracked changes, a column for each language.

Accepting all changes gives the new texts, rejecting all of them the old ones. What a changed link leads to, and other
properties that the text itself does not show, are in comments.
"""

from __future__ import annotations

import datetime
import io
import itertools
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from babel import Locale
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.table import _Cell as TableCell
from docx.text.paragraph import Paragraph
from docx.text.run import Run as TextRun

from policysite.corpus import Block, digest
from policysite.history.edit_script import BlockEdit, Change, ClauseEdit, Op, Run, common

_TAGS = {Op.INSERT: "w:ins", Op.DELETE: "w:del"}
_OPS = {Change.INSERTED: Op.INSERT, Change.DELETED: Op.DELETE}
# Word has styles for lists in so many lists.
_MAX_LIST_DEPTH = 3
_LONG_SIDE, _SHORT_SIDE, _MARGIN = Mm(297), Mm(210), Mm(15)


@dataclass(frozen=True)
class Column:
    """A language of the document.

    Attributes:
        language: its code.
        name: its name, shown above the column.
        edits: the edit script of the page in this language.
        comments: comments on clauses, by their ids.
    """

    language: str
    name: str
    edits: Sequence[ClauseEdit]
    comments: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def is_right_to_left(self) -> bool:
        """True if the language is written from right to left."""
        return Locale.parse(self.language, sep="-").text_direction == "rtl"


def redline(
    title: str, columns: Sequence[Column], *, author: str, date: datetime.datetime, labels: Mapping[str, str]
) -> bytes:
    """Return a Word document with the whole text in each language and its changes; equal bytes for equal arguments.

    Args:
        title: the title of the document.
        columns: the languages, from left to right.
        author: the author of the changes and comments.
        date: their date, with a time zone.
        labels: the texts of the language that the comments are in (`page.toml`).
    """
    return _Writer(author, date.astimezone(datetime.UTC), labels).document(title, columns)


@dataclass(frozen=True)
class _Place:
    """A clause where it is shown: INSERT and DELETE if the clause is inserted or deleted there as a whole."""

    edit: ClauseEdit
    op: Op

    def blocks(self) -> Iterator[BlockEdit]:
        """Yield the blocks that are shown; where the whole clause is deleted, only its old text."""
        for block in self.edit.blocks:
            if self.op is not Op.DELETE:
                yield block
            elif block.change is not Change.INSERTED:
                yield replace(block, runs=tuple(run for run in block.runs if run.op is not Op.INSERT))


def _places(edits: Sequence[ClauseEdit]) -> list[_Place]:
    """Return where the clauses are shown: a moved one where it was and where it is, a removed one where it was."""
    kept = [edit.old.line for edit in edits if edit.old and edit.new and not edit.moved]
    places: list[tuple[tuple[int, int, int], _Place]] = []
    before = 0
    for edit in edits:
        if edit.old and (edit.moved or not edit.new):
            places.append(((bisect(kept, edit.old.line), 1, edit.old.line), _Place(edit, Op.DELETE)))
        if edit.new:
            is_kept = edit.old is not None and not edit.moved
            before += is_kept
            op = Op.EQUAL if is_kept else Op.INSERT
            places.append(((before, 0 if is_kept else 2, len(places)), _Place(edit, op)))
    return [place for _, place in sorted(places, key=lambda each: each[0])]


def _rows(columns: Iterable[Column]) -> list[list[_Place | None]]:
    """Return the rows of the table: the same clause in all columns, in the order of each of them."""
    rows: list[list[_Place | None]] = []
    ids: list[str] = []
    for number, column in enumerate(columns):
        places = _places(column.edits)
        new_ids = [place.edit.clause.id for place in places]
        merged: list[list[_Place | None]] = []
        old_start = new_start = 0
        for old_end, new_end in [*common(ids, new_ids), (len(rows), len(places))]:
            merged += ([*row, None] for row in rows[old_start:old_end])
            merged += ([*[None] * number, place] for place in places[new_start:new_end])
            if old_end < len(rows):
                merged.append([*rows[old_end], places[new_end]])
            old_start, new_start = old_end + 1, new_end + 1
        rows = merged
        ids = [next(place.edit.clause.id for place in row if place) for row in rows]
    return rows


def _ops(*ops: Op | None) -> tuple[Op, ...]:
    """Return what happens to a text, the outermost first."""
    return tuple(dict.fromkeys(op for op in ops if op in _TAGS))


def _style(block: Block, level: int) -> str:
    """Return the id of the style of a block in Word's own set; the numbers of lists are part of the text."""
    if block.kind == "heading":
        return f"Heading{level}"
    if block.kind == "code":
        return "MacroText"
    lists = [tag for tag in block.inside if tag in ("ol", "ul")]
    if not lists:
        return "Normal"
    has_bullet = lists[-1] == "ul" and not block.marker
    style = "ListContinue" if block.kind != "item" else "ListBullet" if has_bullet else "List"
    depth = min(len(lists), _MAX_LIST_DEPTH)
    return style if depth == 1 else f"{style}{depth}"


class _Writer:
    """Writes a document."""

    def __init__(self, author: str, date: datetime.datetime, labels: Mapping[str, str]) -> None:
        self._author = author
        self._date = date
        self._labels = labels
        self._document = docx.Document()
        self._ids = itertools.count(1)

    def document(self, title: str, columns: Sequence[Column]) -> bytes:
        """Write the document and return its bytes."""
        self._set_up(title)
        self._document.add_heading(title, 0)
        table = self._document.add_table(1, len(columns))
        table._tbl.tblPr.find(qn("w:tblLook")).addprevious(_lines_between_cells())
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for column, cell in zip(columns, table.rows[0].cells, strict=True):
            paragraph = cell.paragraphs[0]
            self._format(paragraph, column, "Normal")
            self._add_text(paragraph, column, column.name).bold = True
        titles = [_titles_of_moved_blocks(column.edits) for column in columns]
        for places in _rows(columns):
            row = table.add_row()
            ops = {place.op for place in places if place}
            whole = len(ops) == 1 and Op.EQUAL not in ops
            if whole:
                self._track(row._tr.get_or_add_trPr(), *ops)
            for place, column, cell, moved in zip(places, columns, row.cells, titles, strict=True):
                if place:
                    self._add_clause(cell, column, place, moved)
                if not whole and cell.paragraphs[-1]._p.xpath("w:pPr/w:rPr"):
                    # The end of a cell cannot be inserted or deleted.
                    self._format(cell.add_paragraph(), column, "Normal")
        return self._bytes()

    def _set_up(self, title: str) -> None:
        properties = self._document.core_properties
        properties.title, properties.author, properties.last_modified_by = title, self._author, self._author
        properties.created = properties.modified = self._date
        properties.comments = ""
        section = self._document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = _LONG_SIDE, _SHORT_SIDE
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
        for level in range(1, 7):
            self._document.styles[f"Heading {level}"].paragraph_format.keep_with_next = False
        # What the reader of the document changes is tracked too.
        self._document.settings.element.find(qn("w:defaultTabStop")).addprevious(OxmlElement("w:trackRevisions"))

    def _add_clause(self, cell: TableCell, column: Column, place: _Place, titles: Mapping[tuple[str, Op], str]) -> None:
        edit = place.edit
        for number, block in enumerate(place.blocks()):
            paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
            notes = []
            if block.moved:
                is_here = block.change is Change.INSERTED
                origin = titles[digest.digest([block.block]), Op.DELETE if is_here else Op.INSERT]
                notes.append(self._labels["redline_moved_from" if is_here else "redline_moved_to"].format(title=origin))
            if number == 0 and edit.moved:
                notes.append(self._labels["redline_clause_moved"])
            if number == 0 and not (edit.new and place.op is Op.DELETE):
                notes += column.comments.get(edit.clause.id, ())
            ops = _ops(place.op, _OPS.get(block.change))
            old_style, new_style = (
                _style(each, clause.level) if each and clause else ""
                for each, clause in ((block.old, edit.old), (block.new, edit.new))
            )
            if Op.DELETE in ops:
                self._format(paragraph, column, old_style, ops=ops)
            else:
                self._format(paragraph, column, new_style, "" if ops else old_style, ops)
            self._add_block(paragraph, column, block.runs, place.op, notes)

    def _format(
        self, paragraph: Paragraph, column: Column, style: str, old_style: str = "", ops: Sequence[Op] = ()
    ) -> None:
        """Set the style of a paragraph and what happens to its end."""
        properties = paragraph._p.get_or_add_pPr()
        properties.style = style
        if column.is_right_to_left:
            properties.append(OxmlElement("w:bidi"))
        if ops:
            mark = OxmlElement("w:rPr")
            properties.append(mark)
            for op in ops:
                self._track(mark, op)
        if old_style not in ("", style):
            old = OxmlElement("w:pPr")
            old.style = old_style
            self._change(properties, "w:pPrChange").append(old)

    def _add_block(
        self, paragraph: Paragraph, column: Column, runs: Iterable[Run], within: Op, notes: Sequence[str]
    ) -> None:
        starts = [paragraph.add_run() for _ in notes]
        for is_mark, group in itertools.groupby(runs, key=lambda run: run.is_mark):
            if is_mark:
                lines = [self._labels[f"redline_{run.op}"] + run.text for run in group]
                self._add_comment(paragraph, paragraph.add_run(), "\n".join(lines))
            else:
                for run in group:
                    self._add_text(paragraph, column, run.text, _ops(within, run.op))
        for start, note in zip(starts, notes, strict=True):
            self._add_comment(paragraph, start, note)

    def _add_text(self, paragraph: Paragraph, column: Column, text: str, ops: Iterable[Op] = ()) -> TextRun:
        parent: BaseOxmlElement = paragraph._p
        for op in ops:
            parent = self._track(parent, op)
        element = OxmlElement("w:r")
        parent.append(element)
        run = TextRun(element, paragraph)
        run.text = text
        if column.is_right_to_left:
            run.font.rtl = True
        language = OxmlElement("w:lang", {qn(f"w:{each}"): column.language for each in ("val", "eastAsia", "bidi")})
        element.get_or_add_rPr().append(language)
        if Op.DELETE in ops:
            for each in element.findall(qn("w:t")):
                each.tag = qn("w:delText")
        return run

    def _track(self, parent: BaseOxmlElement, op: Op) -> BaseOxmlElement:
        return self._change(parent, _TAGS[op])

    def _change(self, parent: BaseOxmlElement, tag: str) -> BaseOxmlElement:
        """Append an element that records a change by the author."""
        values = {"id": str(next(self._ids)), "author": self._author, "date": f"{self._date:%Y-%m-%dT%H:%M:%SZ}"}
        element = OxmlElement(tag, {qn(f"w:{name}"): value for name, value in values.items()})
        parent.append(element)
        return element

    def _add_comment(self, paragraph: Paragraph, start: TextRun, text: str) -> None:
        """Add a comment on what a paragraph has after a run."""
        comment = self._document.add_comment([start, paragraph.add_run()], text, self._author)
        comment._comment_elm.date = self._date

    def _bytes(self) -> bytes:
        saved, packed = io.BytesIO(), io.BytesIO()
        self._document.save(saved)
        # With the same time for each file, the same document has the same bytes.
        with ZipFile(saved) as source, ZipFile(packed, "w") as target:
            for name in source.namelist():
                target.writestr(ZipInfo(name), source.read(name), ZIP_DEFLATED)
        return packed.getvalue()


def _lines_between_cells() -> BaseOxmlElement:
    # Not by a table style: LibreOffice records it as changed formatting if changes are tracked.
    borders = OxmlElement("w:tblBorders")
    for side in ("w:insideH", "w:insideV"):
        borders.append(OxmlElement(side, {qn("w:val"): "single", qn("w:sz"): "4", qn("w:color"): "BFBFBF"}))
    return borders


def _titles_of_moved_blocks(edits: Iterable[ClauseEdit]) -> Mapping[tuple[str, Op], str]:
    """Return the title of the clause in which each moved block was deleted or inserted, by its digest and that."""
    return {
        (digest.digest([block.block]), _OPS[block.change]): edit.clause.title
        for edit in edits
        for block in edit.blocks
        if block.moved
    }
