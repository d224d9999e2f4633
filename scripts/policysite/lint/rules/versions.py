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
        date, version = metadata.effective_date, metadata.version
        is_first = all(state.version == version for state in states)
        if is_first or date is None or date >= context.today:
            continue
        if version and not context.is_published(document.name, version):
            yield hit_at(
                original.path,
                *metadata.positions["effective_date"],
                rests_on=[subjects.effective_date(original.subject)],
                version=version,
                date=date,
            )
