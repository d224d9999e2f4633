"""Releases of the documents of test sites."""

from __future__ import annotations

import datetime

from policysite import corpus
from policysite.corpus import Settings
from policysite.history import release, versions

DAY = datetime.date(2026, 11, 22)


def release_all(settings: Settings, day: datetime.date = DAY) -> None:
    """Release the current version of every document that has one in all languages, unless it is released."""
    pages, _ = corpus.read(settings)
    states, _ = versions.read(settings)
    for document in pages.documents.values():
        metadata = [page.front_matter for page in document.pages.values()]
        if document.pages.keys() == set(settings.languages) and all(each.effective_date for each in metadata):
            state = versions.next_state(document, (), day)
            if state.name not in {each.name for each in states.get(document.name, ())}:
                release.write(document, state, settings)
