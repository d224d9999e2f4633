"""An edit script as Markdown that GitHub renders: `<ins>` and `<del>` in lists, headings and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from policysite.corpus import Block
from policysite.history.edit_script import BlockEdit, Change, ClauseEdit, Op, Run

_TAGS = {Op.INSERT: "ins", Op.DELETE: "del"}
# Written as entities, these characters begin neither markup nor what GitHub links: names, numbers, addresses.
_ACTIVE = re.compile(r"[!-/:-@\[-`{-~]")


def redline(edit: ClauseEdit, labels: Mapping[str, str], level: int = 3) -> str:
    """Return a clause of an edit script, in whole lines.

    Args:
        edit: the clause.
        labels: the texts of the page's language (`page.toml`).
        level: the level of its heading, 1 to 6.
    """
    states = {Change.INSERTED: "redline_clause_added", Change.DELETED: "redline_clause_removed"}
    notes = [
        labels[state] for state in (states.get(edit.change), "redline_clause_moved" if edit.moved else None) if state
    ]
    blocks = [*(f"*{_plain(note)}*" for note in notes), *(_block(each, labels, level) for each in edit.blocks)]
    return "\n\n".join(blocks) + "\n"


def _block(edit: BlockEdit, labels: Mapping[str, str], level: int) -> str:
    moved = "redline_moved_here" if edit.change is Change.INSERTED else "redline_moved_away"
    note = f"*{_plain(labels[moved])}* " if edit.moved else ""
    return _prefix(edit.block, level) + note + "".join(map(_run, edit.runs))


def _prefix(block: Block, level: int) -> str:
    if block.kind == "heading":
        return f"{'#' * level} "
    depth = sum(tag in ("ol", "ul") for tag in block.inside)
    return f"{'  ' * (depth - 1)}- " if block.kind == "item" and depth else ""


def _run(run: Run) -> str:
    text = _plain(run.text)
    if run.op is Op.EQUAL:
        return text
    return f"<{_TAGS[run.op]}>{text}</{_TAGS[run.op]}>"


def _plain(text: str) -> str:
    """Return Markdown that shows a text as it is, in one line."""
    return _ACTIVE.sub(lambda sign: f"&#{ord(sign[0])};", text).replace("\n", "<br>")
