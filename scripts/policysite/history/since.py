"""Since when each clause reads as it does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policysite.corpus import Corpus, Page
from policysite.history.versions import State


def since(page: Page, states: Iterable[State], corpus: Corpus) -> Mapping[str, State]:
    """Return the state that brought each clause of a page into its present wording, by the clause's id.

    A clause whose wording no state has is left out: it is not released yet. A wording that was given up and taken again
    counts from the last time.

    Args:
        page: a page of a document, or a frozen copy, for which the states after its own do not count.
        states: the states of the document.
        corpus: all pages.
    """
    last = page.frozen_as[1] if page.frozen_as else ""
    found: dict[str, State] = {}
    for state in sorted(states, key=lambda each: each.order):
        frozen = corpus.page(page.language, state.page_name)
        digests = {clause.id: clause.digest for clause in frozen.clauses} if frozen else {}
        found = {
            clause.id: found.get(clause.id, state) for clause in page.clauses if digests.get(clause.id) == clause.digest
        }
        if state.name == last:
            break
    return found
