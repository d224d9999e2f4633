"""The changes of all pages as one Word document: a column for each language, one page after the other."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from policysite.approvals import PairState
from policysite.corpus import Clause
from policysite.history.changes import ChangedProperty, Changes, DocumentChanges
from policysite.history.edit_script import ClauseEdit
from policysite.history.redline.docx import redline
from policysite.history.redline.side_by_side import LanguageColumn
from policysite.history.redline.words import notes, pair_name, property_edit, title, warnings
from policysite.languages import own_name
from policysite.languages.labels import Labels, labels_of
from policysite.messages import Messages

# The author of the changes, as Word shows it.
_AUTHOR = "policy diff"
# More than a page can have.
_LINES_OF_A_PAGE = 10_000_000


def report(changes: Changes, messages: Messages, now: datetime.datetime) -> bytes:
    """Return the document, with a comment on each clause that has an approval missing; `now` has a time zone."""
    columns = [
        LanguageColumn(
            language, own_name(language), list(_edits(changes, language)), _comments(changes, language, messages)
        )
        for language in changes.languages
    ]
    return redline(
        title(changes, messages),
        columns,
        author=_AUTHOR,
        date=now,
        labels=labels_of(messages.language),
        introduction=(*warnings(changes, messages), *notes(changes, messages)),
    )


def _edits(changes: Changes, language: str) -> Iterator[ClauseEdit]:
    """Yield the edits of all pages of a language as if they were one page."""
    for number, document in enumerate(changes.documents):
        edits = [
            replace(
                clause.edits[language],
                old=_placed(clause.edits[language].old, _name(document, position), number),
                new=_placed(clause.edits[language].new, _name(document, position), number),
            )
            for position, clause in enumerate(document.clauses)
            if language in clause.edits
        ]
        # The clauses may have another order in this language. Removed ones are placed by their old lines.
        yield from sorted(edits, key=lambda edit: edit.new.line if edit.new else 0)


def _placed(clause: Clause | None, name: str, number: int) -> Clause | None:
    """Return a clause with an id and a line that no clause of another page has."""
    return replace(clause, id=name, line=number * _LINES_OF_A_PAGE + clause.line) if clause else None


def _name(document: DocumentChanges, position: int) -> str:
    return f"{document.name}#{position}"


def _comments(changes: Changes, language: str, messages: Messages) -> dict[str, list[str]]:
    """Return comments on clauses: the changed values that the text does not show, and the approvals that are missing.

    Values of the front matter are at the first clause of a page, approvals in the column of the text to be read again.
    """
    comments: dict[str, list[str]] = defaultdict(list)
    labels = labels_of(messages.language)
    for document in changes.documents:
        first = next((number for number, clause in enumerate(document.clauses) if language in clause.edits), 0)
        comments[_name(document, first)] += _values(document.properties.get(language, ()), labels, messages)
        for position, clause in enumerate(document.clauses):
            comments[_name(document, position)] += _values(clause.properties.get(language, ()), labels, messages)
            for pair, state in (*clause.approvals, *clause.dependents):
                if state is not PairState.APPROVED and pair.text.page.language == language:
                    lines = [f"{messages.text(f'status_{state}')}: {pair_name(pair)}", pair.line or ""]
                    comments[_name(document, position)].append("\n".join(filter(None, lines)))
    return comments


def _values(properties: Iterable[ChangedProperty], labels: Labels, messages: Messages) -> Iterator[str]:
    """Yield the text of a comment for each changed value."""
    for each in properties:
        name, runs = property_edit(each, labels, messages)
        yield "\n".join([name, *(labels[f"redline_{run.op}"] + run.text for run in runs)])
