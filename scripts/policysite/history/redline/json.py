"""An edit script as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from policysite.approvals import Pair, PairState
from policysite.corpus import Clause
from policysite.findings.json import as_object
from policysite.history.changes import ChangedProperty, Changes, ClauseChanges, DocumentChanges
from policysite.history.edit_script import BlockEdit, ClauseEdit
from policysite.history.new_approvals import NewApproval
from policysite.messages import Messages
from policysite.messages.escaping import dumped


def report(changes: Changes, messages: Messages) -> str:
    """Return the changes of all pages as JSON, and a newline.

    It has `base`, `unread`, `rewritten` (released states that are not recorded as they were), `changed_copies` (of
    released texts), `other_files` (changed files that are not shown), `new_approvals` and `documents`. A new approval
    has `line`, `author`, `commit`, `is_current`, and the `edits` of both texts since the approval before. A document
    has `name`, `change`, `titles`, `properties` (the changed values of the front matter) and `clauses`; a clause has
    `id`, `changed_in`, `unchanged_in`, `edits` in each language (see `redline`), `properties` (the changed attributes
    of its heading), `approvals`, `dependents` (answers and summaries with their `texts`) and `findings`.
    """
    return dumped(
        {
            "base": changes.former,
            "unread": changes.unread,
            "rewritten": [state.page_name for state in changes.rewritten],
            "changed_copies": changes.changed_copies,
            "other_files": changes.other_files,
            "new_approvals": [_new_approval(each) for each in changes.new_approvals.approvals],
            "documents": [_document(each, changes, messages) for each in changes.documents],
        }
    )


def _new_approval(approval: NewApproval) -> dict[str, Any]:
    return {
        "line": str(approval.approval),
        "author": approval.author.name if approval.author else None,
        "commit": approval.author.commit if approval.author else None,
        "is_current": approval.is_current,
        "edits": {each.name: redline(each.edit) if each.edit else None for each in approval.texts},
    }


def _document(document: DocumentChanges, changes: Changes, messages: Messages) -> dict[str, Any]:
    return {
        "name": document.name,
        "change": document.change.value,
        "titles": document.titles,
        "properties": _properties(document.properties),
        "clauses": [_clause(each, changes, messages) for each in document.clauses],
    }


def _clause(clause: ClauseChanges, changes: Changes, messages: Messages) -> dict[str, Any]:
    return {
        "id": clause.id,
        "changed_in": clause.changed_in,
        "unchanged_in": clause.unchanged_in,
        "edits": {language: redline(edit) for language, edit in clause.edits.items()},
        "properties": _properties(clause.properties),
        "approvals": [_approval(*each) for each in clause.approvals],
        "dependents": [
            _approval(pair, state) | {"texts": _texts(changes.answers[pair.text.page.name, pair.text.clause_id])}
            for pair, state in clause.dependents
        ],
        "findings": [as_object(finding, messages) for finding in clause.findings],
    }


def _properties(properties: Mapping[str, Sequence[ChangedProperty]]) -> dict[str, dict[str, dict[str, str]]]:
    return {
        language: {each.name: {"old": each.old, "new": each.new} for each in changed}
        for language, changed in properties.items()
    }


def _approval(pair: Pair, state: PairState) -> dict[str, Any]:
    sides = {"text": str(pair.text), "base": str(pair.base)}
    return {**sides, "kind": pair.kind.value, "state": state.value, "line": pair.line}


def _texts(answers: Mapping[str, Clause]) -> Mapping[str, Mapping[str, str]]:
    return {language: {"title": answer.title, "text": answer.text} for language, answer in answers.items()}


def redline(edit: ClauseEdit) -> dict[str, Any]:
    """Return a clause of an edit script as values of JSON.

    It has `id`, `title`, `change` (`equal`, `changed`, `inserted`, `deleted`), `moved` and `blocks`; a block has
    `kind`, `change`, `moved` and `runs`; a run has `op` (`equal`, `insert`, `delete`), `text`, and `mark` if it is the
    target of a link or another property that the text itself does not show.
    """
    return {
        "id": edit.clause.id,
        "title": edit.clause.title,
        "change": edit.change.value,
        "moved": edit.moved,
        "blocks": [_block(block) for block in edit.blocks],
    }


def _block(edit: BlockEdit) -> dict[str, Any]:
    runs = [{"op": run.op.value, "text": run.text, **({"mark": True} if run.is_mark else {})} for run in edit.runs]
    return {"kind": edit.block.kind, "change": edit.change.value, "moved": edit.moved, "runs": runs}
