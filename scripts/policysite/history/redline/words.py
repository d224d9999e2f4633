"""Sentences about changes that several renderings have."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from policysite.approvals import Pair, PairSide
from policysite.findings import Finding
from policysite.history.changes import ChangedProperty, Changes, ClauseChanges, DocumentChanges
from policysite.history.edit_script import BlockEdit, Change, ClauseEdit, Op, Run
from policysite.history.former_state import COMMIT_CHARACTERS
from policysite.history.new_approvals import NewApproval, NewApprovals
from policysite.history.redline.repeated import Location
from policysite.languages import own_name
from policysite.languages.labels import Labels, labels_of
from policysite.messages import Messages

# The elements of HTML, and of Markdown, for what is inserted or deleted.
TAGS = {Op.INSERT: "ins", Op.DELETE: "del"}
# At most this many of the files whose changes are not shown are named; many unimportant ones could hide others.
_MAX_NAMED_FILES = 100
# How many characters of them are in a line; messages cut off what is longer.
_MAX_LINE_CHARACTERS = 800


def title(changes: Changes, messages: Messages) -> str:
    """Return a title with the former state: a revision in git, or the titles of documents with their versions."""
    if not changes.released:
        return messages.text("diff_title", base=changes.former)
    labels = labels_of(messages.language)
    versions = []
    for document in changes.released:
        page = document.pages.get(messages.language) or next(iter(document.pages.values()))
        quoted = labels["history_clause"].format(title=page.front_matter.title)
        state = page.frozen_as[1] if page.frozen_as else page.front_matter.version
        versions.append(labels["separator"].join((quoted, labels["named_version"].format(version=state))))
    return messages.text("diff_title_released", versions="; ".join(versions))


def warnings(changes: Changes, messages: Messages) -> list[str]:
    """Return what is not as it was released."""
    lines = [messages.text("diff_rewritten", version=each.name, document=each.document) for each in changes.rewritten]
    return [*lines, *(messages.text("diff_copy_changed", page=page) for page in changes.changed_copies)]


def summary(changes: Changes, messages: Messages) -> str:
    """Return a sentence with the number of changed clauses."""
    is_nothing = not (changes.documents or changes.rewritten or changes.changed_copies)
    return messages.text("diff_nothing") if is_nothing else messages.plural("diff_changed", changes.count)


def notes(changes: Changes, messages: Messages) -> list[str]:
    """Return what a reader must know about the comparison: what could not be read, or is not shown in it."""
    found = [messages.text("diff_unread_base", page=name) for name in changes.unread]
    if changes.other_files:
        named = changes.other_files[:_MAX_NAMED_FILES]
        more = len(changes.other_files) - len(named)
        lines = [""]
        for name in (*named, *([messages.plural("diff_more_files", more)] if more else [])):
            if len(lines[-1]) + len(name) > _MAX_LINE_CHARACTERS:
                lines.append("")
            lines[-1] += f", {name}" if lines[-1] else name
        found += (messages.text("diff_other_files", files=line) for line in lines)
    if changes.other_findings:
        found.append(messages.plural("diff_other_findings", changes.other_findings))
    return found


def notes_on(findings: Iterable[Finding], messages: Messages) -> list[str]:
    """Return the notes about findings, each once although several findings have it."""
    return messages.notes((each.rule, each.params) for each in findings)


def one_sided(clause: ClauseChanges, messages: Messages) -> str:
    """Return in which languages a clause was changed, and in which it was not."""
    changed, unchanged = (", ".join(map(own_name, each)) for each in (clause.changed_in, clause.unchanged_in))
    return messages.text("diff_one_sided", changed=changed, unchanged=unchanged)


def property_edit(changed: ChangedProperty, labels: Labels, messages: Messages) -> tuple[str, list[Run]]:
    """Return the name of a changed value, and its old and its new text; a date is in words."""
    old, new = changed.old, changed.new
    if changed.name == "effective_date":
        old, new = (labels.date(datetime.date.fromisoformat(each)) if each else "" for each in (old, new))
    runs = [Run(op, text) for op, text in ((Op.DELETE, old), (Op.INSERT, new)) if text]
    return messages.text(f"diff_property_{changed.name.replace('-', '_')}"), runs


def document_state(document: DocumentChanges, messages: Messages) -> str:
    """Return a note on a document that is new, removed or a correction; empty for any other."""
    if document.corrects:
        return messages.text("diff_document_correction", version=document.corrects)
    return "" if document.change is Change.CHANGED else messages.text(f"diff_document_{document.change}")


def states(edit: ClauseEdit, labels: Mapping[str, str]) -> list[str]:
    """Return what happened to a clause as a whole: that it is new, removed or moved."""
    names = {Change.INSERTED: "redline_clause_added", Change.DELETED: "redline_clause_removed"}
    found = (names.get(edit.change), "redline_clause_moved" if edit.moved else None)
    return [labels[name] for name in found if name]


def moved(edit: BlockEdit, labels: Mapping[str, str]) -> str:
    """Return a note on a moved block: moved here, or away."""
    return labels["redline_moved_here" if edit.change is Change.INSERTED else "redline_moved_away"]


def pair_name(pair: Pair) -> str:
    """Return the titles of both clauses of a pair, with those of their pages and with their languages."""
    return f"{_side_name(pair.text)} ← {_side_name(pair.base)}"


def _side_name(side: PairSide) -> str:
    title = side.clause.name if side.clause else side.clause_id
    return f"{title} ({side.page.front_matter.title}, {own_name(side.page.language)})"


def approval_title(approval: NewApproval) -> str:
    """Return the title of the clause that a new approval is about; where its text is not known, its name."""
    return next((each.edit.clause.name for each in approval.texts if each.edit), approval.texts[0].name)


def about_new_approvals(added: NewApprovals, messages: Messages) -> list[str]:
    """Return how new approvals are to be reviewed, and by whom."""
    lines = [messages.text("diff_new_approvals_note")]
    if added.owners:
        lines.append(messages.text("diff_owners", owners=", ".join(added.owners)))
    elif added.owners is not None:
        lines.append(messages.text("diff_owners_missing"))
    return lines


def about_approval(approval: NewApproval, messages: Messages) -> list[str]:
    """Return who added an approval, and since when its texts are compared."""
    if author := approval.author:
        names = f"{author.name} ({author.committer})" if author.committer else author.name
        params = {
            "author": names,
            "commit": author.commit[:COMMIT_CHARACTERS],
            "day": labels_of(messages.language).date(author.day),
        }
        by = messages.text("diff_approval_by", **params)
    else:
        by = messages.text("diff_approval_uncommitted")
    if not any(each.edit for each in approval.texts):
        return [by]
    since = "first" if approval.is_first else "lost" if approval.is_lost else "since"
    return [by, messages.text(f"diff_approval_{since}")]


def shown_elsewhere(place: Location, edit: ClauseEdit, messages: Messages) -> str:
    """Return a note in place of a change, which says where this is shown."""
    name = "diff_shown_below" if place[0] == "document" else "diff_shown_above"
    return messages.text(name, title=edit.clause.name)
