"""An edit script as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from policysite.history.edit_script import BlockEdit, ClauseEdit


def redline(edits: Sequence[ClauseEdit]) -> list[dict[str, Any]]:
    """Return the clauses of an edit script as values of JSON.

    A clause has `id`, `title`, `change` (`equal`, `changed`, `inserted`, `deleted`), `moved` and `blocks`; a block has
    `kind`, `change`, `moved` and `runs`; a run has `op` (`equal`, `insert`, `delete`), `text`, and `mark` if it is the
    target of a link or another property that the text itself does not show.
    """
    return [
        {
            "id": edit.clause.id,
            "title": edit.clause.title,
            "change": edit.change.value,
            "moved": edit.moved,
            "blocks": [_block(block) for block in edit.blocks],
        }
        for edit in edits
    ]


def _block(edit: BlockEdit) -> dict[str, Any]:
    runs = [{"op": run.op.value, "text": run.text, **({"mark": True} if run.is_mark else {})} for run in edit.runs]
    return {"kind": edit.block.kind, "change": edit.change.value, "moved": edit.moved, "runs": runs}
