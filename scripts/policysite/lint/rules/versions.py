"""Versions that are to be released."""

from __future__ import annotations

from collections.abc import Iterator

from policysite.corpus import subjects
from policysite.findings import Severity
from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit_at, site_rule


@site_rule(Severity.WARNING)
def effective_date_past(context: Context) -> Iterator[Hit]:
    """A version that is not published yet is in effect from an earlier day; only the first one may be."""
    for document in context.corpus.documents.values():
        original = document.pages.get(context.corpus.original)
        states = context.states.get(document.name, ())
        if original is None or not states:
            continue
        metadata = original.front_matter
        date, is_new = metadata.effective_date, all(state.version != metadata.version for state in states)
        if is_new and date is not None and date < context.today:
            yield hit_at(
                original.path,
                *metadata.positions["effective_date"],
                rests_on=[subjects.effective_date(original.subject)],
                version=metadata.version,
                date=date,
            )
