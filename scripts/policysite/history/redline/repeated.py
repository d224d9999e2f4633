"""Changes of approved texts that are shown elsewhere already: each change is shown once.

Several approvals can be about one clause, and its document may show the same change beside the other languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from policysite.history.changes import Changes
from policysite.history.edit_script import ClauseEdit, Run

# `document`, its number from 1 and the position of the clause from 0; or `approval` and its number from 1.
Location: TypeAlias = tuple[str, int, int] | tuple[str, int]
_Key: TypeAlias = tuple[str, tuple[tuple[Run, ...], ...]]


def repeated(changes: Changes) -> Mapping[tuple[int, str], Location]:
    """Return where else a change is shown, by the number of its approval, from 1, and the name of its text."""
    shown: dict[_Key, Location] = {}
    for number, document in enumerate(changes.documents, start=1):
        for position, clause in enumerate(document.clauses):
            for language, edit in clause.edits.items():
                if clause.changed_in:
                    shown[_key(f"{language}/{document.name}#{clause.id}", edit)] = "document", number, position
    found: dict[tuple[int, str], Location] = {}
    for number, approval in enumerate(changes.new_approvals.approvals, start=1):
        for text in approval.texts:
            if text.edit:
                place = shown.setdefault(_key(text.name, text.edit), ("approval", number))
                if place != ("approval", number):
                    found[number, text.name] = place
    return found


def _key(name: str, edit: ClauseEdit) -> _Key:
    return name, tuple(block.runs for block in edit.blocks)
