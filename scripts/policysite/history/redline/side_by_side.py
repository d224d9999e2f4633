"""The edit scripts of a page in several languages side by side: a row for each clause, a column for each language."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from policysite.corpus.sequences import common
from policysite.history.edit_script import BlockEdit, Change, ClauseEdit, Op

OPS = {Change.INSERTED: Op.INSERT, Change.DELETED: Op.DELETE}
_OPPOSITES = {Op.INSERT: Op.DELETE, Op.DELETE: Op.INSERT}


@dataclass(frozen=True)
class LanguageColumn:
    """A page in one language, whose name is shown above the column, with comments on clauses by their ids."""

    language: str
    name: str
    edits: Sequence[ClauseEdit]
    comments: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class ShownClause:
    """A clause where it is shown: INSERT or DELETE if it is inserted or deleted there as a whole."""

    edit: ClauseEdit
    op: Op

    def blocks(self) -> Iterator[BlockEdit]:
        """Yield the blocks that are shown: if the whole clause is inserted, its new text; if it is deleted, its old."""
        hidden = _OPPOSITES.get(self.op)
        for block in self.edit.blocks:
            if hidden is None:
                yield block
            elif OPS.get(block.change) is not hidden:
                yield replace(block, runs=tuple(run for run in block.runs if run.op is not hidden))


def rows(columns: Iterable[LanguageColumn]) -> list[list[ShownClause | None]]:
    """Return for each row the clause in each column, the same in all that have it; None where a column has none.

    Without what is deleted, each column has the new clauses in their order; without what is inserted, the old ones.
    """
    found: list[list[ShownClause | None]] = []
    for number, column in enumerate(columns):
        shown = _shown_clauses(column.edits)
        ids = [next(each.edit.clause.id for each in row if each) for row in found]
        merged: list[list[ShownClause | None]] = []
        old_start = new_start = 0
        pairs = common(ids, [each.edit.clause.id for each in shown])
        for old_end, new_end in [*pairs, (len(found), len(shown))]:
            merged += ([*row, None] for row in found[old_start:old_end])
            merged += ([*[None] * number, each] for each in shown[new_start:new_end])
            if old_end < len(found):
                merged.append([*found[old_end], shown[new_end]])
            old_start, new_start = old_end + 1, new_end + 1
        found = merged
    return found


def _shown_clauses(edits: Sequence[ClauseEdit]) -> list[ShownClause]:
    """Return where the clauses are shown: a moved one where it was and where it is, a removed one where it was."""
    kept = [edit.old.line for edit in edits if edit.old and edit.new and not edit.moved]
    # Sorted by the number of kept clauses so far: each kept clause, then those deleted after it, then those inserted.
    found: list[tuple[tuple[int, int, int], ShownClause]] = []
    kept_before = 0
    for number, edit in enumerate(edits):
        is_kept = edit.old is not None and edit.new is not None and not edit.moved
        kept_before += is_kept
        if is_kept:
            found.append(((kept_before, 0, number), ShownClause(edit, Op.EQUAL)))
            continue
        if edit.old:
            found.append(((bisect(kept, edit.old.line), 1, edit.old.line), ShownClause(edit, Op.DELETE)))
        if edit.new:
            found.append(((kept_before, 2, number), ShownClause(edit, Op.INSERT)))
    return [each for _, each in sorted(found, key=lambda each: each[0])]
