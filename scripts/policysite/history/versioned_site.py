"""A site with the records of its versions, as the rules about versions see it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from policysite.corpus import Corpus, Page, Settings, rewritten
from policysite.findings import Finding
from policysite.history.default_branch import DefaultBranch
from policysite.history.versions import NAME, ReleasedState
from policysite.languages.labels import Labels


@dataclass(frozen=True)
class VersionedSite:
    """A site with the records of its versions.

    Attributes:
        default_branch: what is recorded now, and what the default branch records.
        labels: the texts around the pages, by language.
        today: the day of the release that a finding advises.
        repaired: the states as they should be recorded (`policysite.history.record`); None if they are not repaired.
        right_lines: what to write instead of each line of the record that cannot be read, by its number; empty to
            delete it. There are none if this is not known for all of them.
        restored: the frozen copies whose texts in `corpus` are those of the default branch: the site has other ones.
    """

    corpus: Corpus
    default_branch: DefaultBranch
    labels: Mapping[str, Labels]
    today: datetime.date
    repaired: Mapping[str, tuple[ReleasedState, ...]] | None = None
    right_lines: Mapping[int, str] = field(default_factory=dict)
    restored: frozenset[str] = frozenset()

    @property
    def settings(self) -> Settings:
        """The settings of the site."""
        return self.default_branch.settings

    @property
    def states(self) -> Mapping[str, tuple[ReleasedState, ...]]:
        """The recorded states of each document, in the order of the file."""
        return self.default_branch.recorded if self.repaired is None else self.repaired

    @property
    def history(self) -> Mapping[str, Page]:
        """The pages with the history of versions, by language; none if the site has no history."""
        return self.corpus.pages_of(self.settings.history)

    def copies(self, state: ReleasedState | None) -> Mapping[str, Page]:
        """Return the frozen copies of a state by language; none without a state."""
        frozen = self.corpus.frozen.get(state.key) if state else None
        return frozen.pages if frozen else {}

    @cached_property
    def former_history(self) -> Mapping[str, Page]:
        """The pages of the history that have changed since, as the default branch has them, by language."""
        pages = {page.path: page for page in self.history.values()}
        published = {state.key for state in self.default_branch.states}
        changed = self.default_branch.changed(dict.fromkeys(pages, published))
        former = (self.as_on_branch(pages[path], content) for path, _, content in changed)
        return {page.language: page for page in former if page is not None}

    def as_on_branch(self, page: Page, content: bytes) -> Page | None:
        """Return a page as it is with the bytes that the default branch has; None if it could not be read."""
        text = content.decode(errors="replace").replace("\r\n", "\n")
        return rewritten(page, text.split("\n"), self.settings)

    def resting_on_record(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield findings that may be wrong as long as the file with the states has an error that no line corrects."""
        for finding in findings:
            yield finding if self.right_lines else replace(finding, rests_on=finding.rests_on | {NAME})
