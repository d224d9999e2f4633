"""A site with the records of its versions, as the rules about versions see it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from policysite.corpus import Corpus, Document, Settings
from policysite.history.default_branch import DefaultBranch
from policysite.history.versions import ReleasedState
from policysite.languages.labels import Labels


@dataclass(frozen=True)
class VersionedSite:
    """A site with the records of its versions.

    Attributes:
        corpus: all pages.
        default_branch: what is recorded now, and what the default branch records.
        labels: the texts around the pages, by language.
        today: the day of the release that a finding advises.
        repaired: the states as they should be recorded (`policysite.history.record`); None for those that are.
    """

    corpus: Corpus
    default_branch: DefaultBranch
    labels: Mapping[str, Labels]
    today: datetime.date
    repaired: Mapping[str, tuple[ReleasedState, ...]] | None = None

    @property
    def settings(self) -> Settings:
        """The settings of the site."""
        return self.default_branch.settings

    @property
    def states(self) -> Mapping[str, tuple[ReleasedState, ...]]:
        """The recorded states of each document, in the order of the file."""
        return self.default_branch.recorded if self.repaired is None else self.repaired

    @property
    def history(self) -> Document | None:
        """The document with the history of versions, if the site has one."""
        return self.corpus.documents.get(self.settings.history or "")
