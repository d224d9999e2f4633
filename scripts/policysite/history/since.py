"""The version from which each clause has its present wording."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import groupby

from policysite.corpus import Corpus, Page
from policysite.history.timeline import Timeline
from policysite.history.versions import ReleasedState


def since(page: Page, timeline: Timeline, corpus: Corpus) -> Mapping[str, ReleasedState]:
    """Return the version that brought each clause of a page into its present wording, by the clause's id.

    A correction has no legal effect, so no wording begins with it: what it changed counts from the version whose
    wording it was. A version is returned as its first state that has a text in the language. A clause whose wording no
    version has is left out: it is not released yet. A wording that was given up and used again counts from the last
    time. The wording of a version that never took effect counts in the copies of that version only, and
    for a copy the states after its own do not count.
    """
    last = (timeline.state(page.frozen_as[1]) if page.frozen_as else None) or timeline.latest
    ordered = timeline.leading_to(last) if last else ()
    found: dict[str, ReleasedState] = {}
    copies: list[tuple[ReleasedState, Page]] = []
    for _, of_version in groupby(ordered, key=lambda each: each.version):
        before = copies
        copies = [(state, copy) for state in of_version if (copy := corpus.page(page.language, state.page_name))]
        # The text that this version followed, and the corrections of it that came later.
        on_time = sum(state.release_order <= copies[0][0].release_order for state, _ in before) if copies else 0
        former = _digests(before[max(on_time - 1, 0) :])
        found = {
            name: found[name] if name in found and not former.get(name, set()).isdisjoint(digests) else copies[0][0]
            for name, digests in _digests(copies).items()
        }
    last_digests = {clause.id: clause.digest for clause in copies[-1][1].clauses} if copies else {}
    return {clause.id: found[clause.id] for clause in page.clauses if last_digests.get(clause.id) == clause.digest}


def _digests(copies: Iterable[tuple[ReleasedState, Page]]) -> Mapping[str, set[str]]:
    """Return the digests of each clause in some texts, by its id."""
    digests: defaultdict[str, set[str]] = defaultdict(set)
    for _, copy in copies:
        for clause in copy.clauses:
            digests[clause.id].add(clause.digest)
    return digests
