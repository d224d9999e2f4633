"""Since when each clause reads as it does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from policysite.corpus import Corpus, Page
from policysite.history.versions import State


def since(page: Page, states: Iterable[State], corpus: Corpus) -> Mapping[str, State]:
    """Return the version that brought each clause of a page into its present wording, by the clause's id.

    A correction has no legal effect, so no wording begins with it: what it changed counts from the version whose
    wording it was. A version is returned as its first state that has a text in the language. A clause whose wording no
    version has is left out: it is not released yet. A wording that was given up and taken again counts from the last
    time.

    Args:
        page: a page of a document, or a frozen copy, for which the states after its own do not count.
        states: the states of the document.
        corpus: all pages.
    """
    last = page.frozen_as[1] if page.frozen_as else ""
    ordered = sorted(states, key=lambda each: each.order)
    names = [state.name for state in ordered]
    if last in names:
        ordered = ordered[: names.index(last) + 1]
    found: dict[str, State] = {}
    digests: Mapping[str, str] = {}
    for _, of_version in groupby(ordered, key=lambda each: each.version):
        copies = [(state, copy) for state in of_version if (copy := corpus.page(page.language, state.page_name))]
        before, released, digests = digests, _digests(copies[:1]), _digests(copies[-1:])
        found = {
            name: found[name] if before.get(name) in (released.get(name, ""), digest) else copies[0][0]
            for name, digest in digests.items()
        }
    return {clause.id: found[clause.id] for clause in page.clauses if digests.get(clause.id) == clause.digest}


def _digests(copies: Iterable[tuple[State, Page]]) -> Mapping[str, str]:
    """Return the digests of the clauses of a text, by their ids; nothing if there is no text."""
    return {clause.id: clause.digest for _, copy in copies for clause in copy.clauses}
