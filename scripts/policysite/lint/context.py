"""Everything that rules look at: the corpus, and what is kept beside it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from policysite.approvals import Approvals
from policysite.corpus import Corpus, Settings
from policysite.corpus.suggestions import Suggestions
from policysite.lint.editorial import Editorial
from policysite.lint.rule import ClausePair
from policysite.messages import messages_in


@dataclass(frozen=True)
class Context:
    """What rules may ask of the site.

    Attributes:
        settings: what `mkdocs.yml` says.
        corpus: the pages.
        approvals: which clause was read against which.
        editorial: what the legal team keeps beside the text.
        pictures: the text of each SVG that is published, by its path relative to the folder of `mkdocs.yml`.
        files: everything below the folders that the site is made from, by its path there; a folder that cannot be
            looked into stands for what it holds.
        attachments: the files that are published beside the pages, by their paths below the folder of the pages.
        configuration: the text of `mkdocs.yml`.
        inherited: the texts of the files that it takes over, by their paths relative to its folder.
        today: the day on which the check is made.
    """

    settings: Settings
    corpus: Corpus
    approvals: Approvals
    editorial: Editorial = field(default_factory=Editorial)
    pictures: Mapping[str, str] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    attachments: frozenset[PurePosixPath] = frozenset()
    configuration: str = ""
    inherited: Mapping[str, str] = field(default_factory=dict)
    today: datetime.date = datetime.date.max

    def lexicon(self, language: str) -> Mapping[str, Any]:
        """What the checks know of a language."""
        return messages_in(language).lexicon

    @cached_property
    def suggestions(self) -> Suggestions:
        """Which addresses were probably meant on the pages."""
        return Suggestions(self.settings, self.corpus.pages(), self.attachments)

    def pairs(self) -> Iterator[ClausePair]:
        """Every clause of a translation with its original."""
        for document in self.corpus.documents.values():
            original = document.pages.get(self.corpus.original)
            for page in document.pages.values():
                if original is None or page is original:
                    continue
                for clause in page.clauses:
                    if clause.id and original.has_clause(clause.id):
                        yield ClausePair(original, original.clause(clause.id), page, clause)
