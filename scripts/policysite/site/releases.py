"""The released states of all documents, as the pages of a site show them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from policysite.corpus import Clause, Corpus, Page
from policysite.corpus.model import Block, FrontMatter
from policysite.corpus.relative_links import absolute_url
from policysite.corpus.urls import PageUrls
from policysite.history.edit_script import ClauseEdit, edit_script
from policysite.history.timeline import Timeline
from policysite.history.versions import ReleasedState
from policysite.history.visitors import for_visitors
from policysite.languages.labels import Labels
from policysite.site.printed_urls import printed_url

_NO_STATES = Timeline()
# The heading of the pages that compare states.
_HEADING = "_changes"


@dataclass(frozen=True)
class Releases:
    """The released states, and what is generated from them; each is compared only once.

    Attributes:
        today: the day for which the site is built, `SOURCE_DATE_EPOCH`: on it a version is in effect or still to come.
    """

    corpus: Corpus
    timelines: Mapping[str, Timeline]
    today: datetime.date
    labels: Mapping[str, Labels]
    urls: PageUrls
    _edits: dict[tuple[str, str, str], tuple[ClauseEdit, ...]] = field(default_factory=dict, compare=False)

    @cached_property
    def compared(self) -> Mapping[str, ReleasedState]:
        """The states that are compared with others, by the name of the page that shows it."""
        return {state.changes_name: state for timeline in self.timelines.values() for state in timeline.states}

    @cached_property
    def by_heading(self) -> Mapping[str, ReleasedState]:
        """The state that first released each version, by the id of its heading in the history."""
        states = (state for timeline in self.timelines.values() for state in timeline.states)
        return {state.heading: state for state in states if not state.correction}

    def timeline(self, document: str) -> Timeline:
        """Return the states of a document."""
        return self.timelines.get(document, _NO_STATES)

    def last(self, state: ReleasedState) -> ReleasedState:
        """Return the state with which a comparison ends: of a version, the last one; of a correction, itself."""
        return state if state.correction else self.timeline(state.document).of_version(state.version)[-1]

    def languages(self, name: str) -> tuple[str, ...]:
        """Return the languages of a page, the original first: an old text may be missing in a new language."""
        state = self.compared.get(name)
        if state is None:
            return self.corpus.languages_of(name)
        return tuple(language for language in self.corpus.languages if self._is_compared(language, state))

    def changes_in(self, language: str, state: ReleasedState) -> tuple[ReleasedState, ReleasedState] | None:
        """Return the states before and after a change: that of a version with its corrections, or that of a correction.

        None if one of them is not there in a language.
        """
        timeline = self.timeline(state.document)
        return self._pair(language, timeline.before(state), self.last(state))

    def changes_since(self, language: str, state: ReleasedState) -> tuple[ReleasedState, ReleasedState] | None:
        """Return the last state of a version, and the last state of all; None for the last version or a correction."""
        latest = self.timeline(state.document).latest
        return None if state.correction else self._pair(language, self.last(state), latest)

    def _pair(
        self, language: str, old: ReleasedState | None, new: ReleasedState | None
    ) -> tuple[ReleasedState, ReleasedState] | None:
        if not old or not new or old == new:
            return None
        return (old, new) if all(self.corpus.page(language, each.page_name) for each in (old, new)) else None

    def _is_compared(self, language: str, state: ReleasedState) -> bool:
        """True if a page shows what a state changed: not for a correction without changes, to which nothing links."""
        pair = self.changes_in(language, state)
        if pair and state.correction:
            return any(self.changes(each, *pair) for each in self.corpus.languages if self._pair(each, *pair))
        return bool(pair or self.changes_since(language, state))

    def comparison_page(self, language: str, name: str) -> Page | None:
        """Return the page that compares a state with others; None if there is none of this name."""
        state = self.compared.get(name)
        copy = self.corpus.page(language, self.last(state).page_name) if state else None
        if state is None or copy is None:
            return None
        label = self.labels[language]["correction_title" if state.correction else "changes_title"]
        title = label.format(title=copy.front_matter.title, version=state.version, correction=state.correction)
        heading = Clause(_HEADING, 1, title, 1, heading=Block("heading", title, 1, 1))
        return Page(copy.path, language, name, FrontMatter(title, title), (heading,))

    def comparison_names(self, language: str) -> Iterator[str]:
        """Yield the names of the pages that compare states in a language."""
        return (name for name, state in self.compared.items() if self._is_compared(language, state))

    def changes(self, language: str, old: ReleasedState, new: ReleasedState) -> tuple[ClauseEdit, ...]:
        """Return what changed between two states in a language, without the clauses that did not change."""
        key = language, old.page_name, new.page_name
        if key not in self._edits:
            before, after = filter(None, (self.corpus.page(language, name) for name in key[1:]))
            edits = edit_script(_comparable(before, after), _comparable(after, before))
            changed = (edit for edit in edits if edit.is_change)
            self._edits[key] = tuple(for_visitors(changed, before, after, self._address))
        return self._edits[key]

    def _address(self, address: str, page: Page) -> str:
        """Return where an address on a page leads, as readers see it."""
        url = absolute_url(address, page, self.corpus, self.urls)
        return printed_url("", url or address, "") or address


def _comparable(page: Page, other: Page) -> list[Clause]:
    """Return the clauses of a state that can be compared: not those that it or the other one shows in the original."""
    return [
        clause
        for clause in page.clauses
        if not clause.shown_in or not other.has_clause(clause.id) or other.clause(clause.id).shown_in
    ]
