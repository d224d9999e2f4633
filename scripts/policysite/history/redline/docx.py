"""The edit scripts of a page in several languages as a Word document with tracked changes, a column for each language.

Accepting all changes gives the new texts, rejecting all of them the old ones. What the text itself does not show, such
as the target of a link, is in comments if it has changed.
"""

from __future__ import annotations

import copy
import datetime
import io
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.comments import Comments
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.run import CT_R
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run as TextRun

from policysite.corpus import Block, Clause
from policysite.history.edit_script import BlockEdit, Change, Op, Run
from policysite.history.redline.side_by_side import OPS, LanguageColumn, ShownClause, rows
from policysite.languages import is_right_to_left

_TAGS = {Op.INSERT: "w:ins", Op.DELETE: "w:del"}
_PAGE_WIDTH, _PAGE_HEIGHT, _MARGIN = Mm(297), Mm(210), Mm(15)
# The depth down to which Word has styles for lists.
_MAX_LIST_DEPTH = 3
_LIST_INDENT = Mm(6.5)
# LibreOffice treats changes that are this far apart as made at different times.
_SEPARATE = datetime.timedelta(minutes=3)


def redline(
    title: str,
    columns: Sequence[LanguageColumn],
    *,
    author: str,
    date: datetime.datetime,
    labels: Mapping[str, str],
    introduction: Iterable[str] = (),
) -> bytes:
    """Return a Word document with the whole text in each language and its changes; equal bytes for equal arguments.

    The introduction stands above the columns. The labels are those of the language of the comments
    (`languages/labels`); the date has a time zone.
    """
    date = date.astimezone(datetime.UTC)
    document = _empty_document(title, author, date)
    revisions = _Revisions(document, author, date)
    writers = [_ColumnWriter(column, revisions, labels) for column in columns]
    for paragraph in introduction:
        _embolden(document.add_paragraph().add_run(paragraph))
    table = document.add_table(1, len(columns))
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(_lines_between_cells())
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for writer, cell in zip(writers, table.rows[0].cells, strict=True):
        writer.add_name(cell)
    empty = table.add_row()._tr
    table._tbl.remove(empty)
    # (A row that is longer than a page is split all the same.)
    empty.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for clauses in rows(columns):
        # The row is a copy: python-docx takes many times as long to make one.
        row = copy.deepcopy(empty)
        table._tbl.append(row)
        ops = {shown.op for shown in clauses if shown}
        is_whole = len(ops) == 1 and Op.EQUAL not in ops
        if is_whole:
            revisions.track(row.get_or_add_trPr(), ops.pop())
        for writer, cell, shown in zip(writers, row.tc_lst, clauses, strict=True):
            if shown:
                writer.add_clause(Cell(cell, table), shown, with_its_row=is_whole)
    return _bytes(document)


class _Revisions:
    """Tracked changes and comments: all by one author, at one time or shortly after."""

    def __init__(self, document: Document, author: str, date: datetime.datetime) -> None:
        self._comments = document.comments
        self._author = author
        self._date = date
        self._ids, self._comment_ids = itertools.count(1), itertools.count()
        self._delay = datetime.timedelta()

    def separate(self) -> None:
        """Keep the changes that follow apart from those before.

        If the end of a paragraph and the beginning of the next one have changed at about the same time, LibreOffice
        takes both for one change, and the end of the paragraph for a part of it.
        """
        self._delay = _SEPARATE - self._delay

    def track(self, parent: BaseOxmlElement, op: Op) -> BaseOxmlElement:
        """Append an element for what is inserted or deleted."""
        return self.change(parent, _TAGS[op])

    def change(self, parent: BaseOxmlElement, tag: str) -> BaseOxmlElement:
        """Append an element that records a change."""
        date = self._date + self._delay
        values = {"id": str(next(self._ids)), "author": self._author, "date": f"{date:%Y-%m-%dT%H:%M:%SZ}"}
        element = OxmlElement(tag, {qn(f"w:{name}"): value for name, value in values.items()})
        parent.append(element)
        return element

    def comment(self, text: str, first: TextRun, last: TextRun) -> None:
        """Add a comment on what stands between two runs."""
        # Each comment is made in a list of its own: python-docx looks through the whole list for a number that is free.
        made = Comments(OxmlElement("w:comments"), self._comments._comments_part).add_comment(text, self._author)
        element = made._comment_elm
        element.id, element.date = next(self._comment_ids), self._date
        self._comments._comments_elm.append(element)
        first.mark_comment_range(last, element.id)


class _ColumnWriter:
    """Writes the cells of a column."""

    def __init__(self, column: LanguageColumn, revisions: _Revisions, labels: Mapping[str, str]) -> None:
        self._column = column
        self._revisions = revisions
        self._labels = labels
        self._is_right_to_left = is_right_to_left(column.language)
        self._run = self._empty_run()
        # The titles of the clauses in which a moved block was deleted and inserted.
        self._titles = {
            (block.block.digest, block.change): edit.clause.title
            for edit in column.edits
            for block in edit.blocks
            if block.moved
        }

    def add_name(self, cell: Cell) -> None:
        """Write the name of the language."""
        (paragraph,) = cell.paragraphs
        self._format(paragraph, "Normal", "Normal")
        _embolden(self._add_text(paragraph, self._column.name, Op.EQUAL))

    def add_clause(self, cell: Cell, shown: ShownClause, *, with_its_row: bool) -> None:
        """Write a clause; the whole row can be inserted or deleted with it."""
        (paragraph,) = cell.paragraphs
        op = shown.op
        for number, block in enumerate(shown.blocks()):
            paragraph = cell.add_paragraph() if number else paragraph
            op = OPS.get(block.change, shown.op)
            former = _style(block.old, shown.edit.old)
            style = former if op is Op.DELETE else _style(block.new, shown.edit.new)
            self._format(paragraph, style, former if op is Op.EQUAL else style, op)
            comments = [*(() if number else self._comments_on_clause(shown)), *self._comments_on_block(block)]
            self._add_runs(paragraph, block.runs, op, comments)
            if op is Op.EQUAL:
                self._revisions.separate()
        if op is not Op.EQUAL and not with_its_row:
            # The end of a cell cannot be inserted or deleted.
            self._format(cell.add_paragraph(), "Normal", "Normal")

    def _comments_on_clause(self, shown: ShownClause) -> Iterator[str]:
        if shown.edit.moved:
            edits = () if shown.op is Op.DELETE else (run for block in shown.edit.blocks for run in block.runs)
            yield "\n".join([self._labels["redline_clause_moved"], *self._described(edits)])
        if not (shown.edit.moved and shown.op is Op.DELETE):
            yield from self._column.comments.get(shown.edit.clause.id, ())

    def _comments_on_block(self, edit: BlockEdit) -> Iterator[str]:
        if edit.moved:
            label, elsewhere = {
                Change.INSERTED: ("redline_moved_from", Change.DELETED),
                Change.DELETED: ("redline_moved_to", Change.INSERTED),
            }[edit.change]
            title = self._titles[edit.block.digest, elsewhere]
            yield self._labels[label].format(title=title)

    def _described(self, runs: Iterable[Run]) -> Iterator[str]:
        """Yield a line for each edit."""
        for run in runs:
            if run.op is not Op.EQUAL:
                yield self._labels[f"redline_{run.op}"] + run.text

    def _format(self, paragraph: Paragraph, style: str, former: str, op: Op = Op.EQUAL) -> None:
        """Set the styles that a paragraph has and had, and whether its end is new or deleted."""
        properties = paragraph._p.get_or_add_pPr()
        properties.style = style
        if self._is_right_to_left:
            properties.append(OxmlElement("w:bidi"))
        if op is not Op.EQUAL:
            end = OxmlElement("w:rPr")
            properties.append(end)
            self._revisions.track(end, op)
        if former != style:
            change = self._revisions.change(properties, "w:pPrChange")
            change.append(OxmlElement("w:pPr"))
            change[0].style = former

    def _add_runs(self, paragraph: Paragraph, runs: Iterable[Run], op: Op, comments: Sequence[str]) -> None:
        """Write the runs of a block, which may be inserted or deleted as a whole, with comments on all of it."""
        # A comment disappears with the block that it is on.
        starts = [self._add_text(paragraph, "", op) for _ in comments]
        for is_mark, group in itertools.groupby(runs, key=lambda run: run.is_mark):
            if is_mark:
                place = self._add_text(paragraph, "", op)
                self._revisions.comment("\n".join(self._described(group)), place, place)
            else:
                for run in group:
                    self._add_text(paragraph, run.text, run.op if op is Op.EQUAL else op)
        for start, comment in zip(starts, comments, strict=True):
            self._revisions.comment(comment, start, self._add_text(paragraph, "", op))

    def _add_text(self, paragraph: Paragraph, text: str, op: Op) -> TextRun:
        parent = paragraph._p if op is Op.EQUAL else self._revisions.track(paragraph._p, op)
        run = TextRun(copy.deepcopy(self._run), paragraph)
        parent.append(run._r)
        if text:
            run.text = text
        if op is Op.DELETE:
            for element in run._r.findall(qn("w:t")):
                element.tag = qn("w:delText")
        return run

    def _empty_run(self) -> CT_R:
        """Return a run without text in the language."""
        run = OxmlElement("w:r")
        properties = run.get_or_add_rPr()
        if self._is_right_to_left:
            properties.append(OxmlElement("w:rtl"))
        names = (qn(f"w:{name}") for name in ("val", "eastAsia", "bidi"))
        properties.append(OxmlElement("w:lang", dict.fromkeys(names, self._column.language)))
        return run


def _embolden(run: TextRun) -> None:
    """Make a run bold; Arabic and Hebrew text has a property of its own for it."""
    run.bold = run.font.cs_bold = True


def _style(block: Block | None, clause: Clause | None) -> str:
    """Return the id of the style of a block in a clause, one of Word's own; without a block, that of ordinary text."""
    if block is None or clause is None:
        return "Normal"
    if block.kind == "heading":
        return f"Heading{clause.level}"
    if block.kind == "code":
        return "MacroText"
    if not block.lists:
        return "Normal"
    has_bullet = block.lists[-1] == "ul" and not block.marker
    style = "ListContinue" if block.kind != "item" else "ListBullet" if has_bullet else "ListNumber"
    depth = min(len(block.lists), _MAX_LIST_DEPTH)
    return style if depth == 1 else f"{style}{depth}"


def _empty_document(title: str, author: str, date: datetime.datetime) -> Document:
    document = docx.Document()
    document.add_heading(title, 0)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by, properties.comments = title, author, author, ""
    properties.created = properties.modified = date
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _PAGE_WIDTH, _PAGE_HEIGHT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    for level in range(1, 7):
        # In a table it would keep the whole row on the page of the next one.
        document.styles[f"Heading {level}"].paragraph_format.keep_with_next = False
    for depth in range(1, _MAX_LIST_DEPTH + 1):
        # The numbers are part of the text, so that their changes can be tracked.
        style = document.styles["List Number" if depth == 1 else f"List Number {depth}"]
        style.element.pPr.remove(style.element.pPr.numPr)
        style.paragraph_format.left_indent = depth * _LIST_INDENT
        style.paragraph_format.first_line_indent = -_LIST_INDENT
    # What the reader of the document changes is tracked too.
    document.settings.element.find(qn("w:defaultTabStop")).addprevious(OxmlElement("w:trackRevisions"))
    return document


def _lines_between_cells() -> BaseOxmlElement:
    # Not by a style of the table: LibreOffice would show that as changed formatting, because changes are tracked.
    borders = OxmlElement("w:tblBorders")
    for side in ("w:insideH", "w:insideV"):
        borders.append(OxmlElement(side, {qn("w:val"): "single", qn("w:sz"): "4", qn("w:color"): "BFBFBF"}))
    return borders


def _bytes(document: Document) -> bytes:
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    # With the same time for each file, the same document has the same bytes.
    with ZipFile(saved) as source, ZipFile(packed, "w") as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name), source.read(name), ZIP_DEFLATED)
    return packed.getvalue()
