"""The input of the rules: the corpus and the other files of the site."""

from __future__ import annotations

import datetime
import itertools
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import unquote

import yaml

from policysite import approvals
from policysite.approvals import Approvals, Pair, PairKind, PairSide, PairState
from policysite.config.sources import ConfigSource, languages, values
from policysite.contacts.operator_sites import known_hosts
from policysite.corpus import Clause, Corpus, Page, Settings, subjects
from policysite.corpus.based_on import PolicyIds
from policysite.corpus.completion import completed, completed_page
from policysite.corpus.relative_links import target
from policysite.corpus.suggestions import Suggestions
from policysite.history.default_branch import DefaultBranch
from policysite.history.versions import ReleasedState, heading_id, state_order
from policysite.lint.editorial import Editorial
from policysite.lint.rule import ClausePair
from policysite.lint.text.phrases import tokens


@dataclass(frozen=True)
class Context:
    """The corpus and the other files of the site.

    Attributes:
        svgs: the text of each SVG that is published, by its path relative to the folder of `mkdocs.yml`.
        files: the paths of all files in the folders that the site is made from, relative to these folders; for a
            folder that cannot be read, the path of the folder.
        attachments: the published files that are not pages, by their paths below the folder of the pages.
        config_sources: `mkdocs.yml` and the files that it inherits.
        default_branch: the released states, and which of them the default branch records.
    """

    settings: Settings
    corpus: Corpus
    approvals: Approvals
    today: datetime.date
    editorial: Editorial
    svgs: Mapping[str, str]
    files: frozenset[str]
    attachments: frozenset[PurePosixPath]
    config_sources: tuple[ConfigSource, ...]
    default_branch: DefaultBranch

    @property
    def states(self) -> Mapping[str, tuple[ReleasedState, ...]]:
        """The released states of each document."""
        return self.default_branch.recorded

    @property
    def history(self) -> Mapping[str, Page]:
        """The pages with the history of versions, by language; none if the site has no history."""
        return self.corpus.pages_of(self.settings.history)

    @cached_property
    def versions_by_heading(self) -> Mapping[str, tuple[str, str]]:
        """The document and the number of each version, by the id of its heading in the history."""
        states = (*itertools.chain(*self.states.values()), *self.default_branch.states)
        current = ((page.name, page.front_matter.version) for page in self.corpus.pages() if page.front_matter.version)
        return {state.heading: (state.document, state.version) for state in states} | {
            heading_id(name, version): (name, version) for name, version in current
        }

    @cached_property
    def published(self) -> Corpus:
        """The pages as they are published: translations that may lack clauses have those of the original."""
        return completed(self.corpus) if self.settings.has_partial_translations else self.corpus

    def as_published(self, page: Page) -> Page:
        """Return a page with the clauses that it shows in the original, which `Clause.shown_in` marks."""
        original = self.corpus.page(self.corpus.original, page.name)
        return completed_page(page, original) if self.settings.has_partial_translations and original else page

    @cached_property
    def known_words(self) -> frozenset[str]:
        """The words that the site itself defines, in lower case: its names, its glossary and its word list."""
        terms = (each.term for term in self.editorial.glossary for each in term.wordings.values())
        words = (token.word.lower() for text in (*self.settings.names, *terms) for token in tokens(text))
        return self.editorial.wordlist.union(words)

    def elsewhere(self, page: Page, clause: Clause) -> Iterator[Clause]:
        """Yield the clause of a page in the other languages that have it."""
        pages = self.corpus.documents[page.name].pages.values() if clause.id else ()
        return (each.clause(clause.id) for each in pages if each is not page and each.has_clause(clause.id))

    def former_source(self, page: Page) -> tuple[str, ...]:
        """Return the lines of a page on the default branch; if git does not know it, those of its last release."""
        if self.default_branch.is_known:
            text = self.default_branch.source_of(page.path)
            if text is None:
                return page.source if self.default_branch.has_unchanged(page.path) else ()
            return tuple(text.split("\n"))
        last = self.last_released(page)
        return last.source if last else ()

    def last_released(self, page: Page) -> Page | None:
        """Return the frozen copy of a page that was released last; None if none was."""
        copies = {state: copy.pages.get(page.language) for state, copy in self.corpus.copies(page.name).items()}
        return next((copies[state] for state in sorted(copies, key=state_order, reverse=True)), None)

    @cached_property
    def words(self) -> Mapping[str, Counter[str]]:
        """The words of the pages in each language, in lower case, with their numbers."""
        words: dict[str, Counter[str]] = {language: Counter() for language in self.corpus.languages}
        for page in self.corpus.pages():
            words[page.language].update(token.word.lower() for block in page.blocks() for token in tokens(block.prose))
        return words

    @cached_property
    def pages_by_path(self) -> Mapping[str, Page]:
        """The pages by their paths on the built site."""
        return {self.settings.urls.path(page.language, page.name): page for page in self.corpus.pages()}

    @cached_property
    def known_hosts(self) -> frozenset[str]:
        """The names of the sites that readers expect."""
        return known_hosts(self.settings)

    @cached_property
    def suggestions(self) -> Suggestions:
        """The suggestions for broken addresses."""
        return Suggestions(self.settings, self.corpus.pages(), self.attachments)

    @cached_property
    def policy_ids(self) -> PolicyIds:
        """The ids of the clauses of the policies."""
        return PolicyIds(self.corpus)

    @cached_property
    def renamed(self) -> Mapping[tuple[str, str], list[tuple[str, str]]]:
        """The pages and clauses that approvals have by other names: see `approvals.renamed`."""
        return approvals.renamed(self.corpus, self.approvals)

    @cached_property
    def new_names(self) -> Mapping[str, str]:
        """The new names of pages and clauses by their old ones, as far as approvals show them."""
        return dict(self.renamed.keys())

    @cached_property
    def named_clauses(self) -> frozenset[str]:
        """The clauses that links and answers name, as `privacy#rights`, whether they exist or not."""
        named: set[str] = set()
        for page in self.corpus.pages():
            for link in (link for block in page.blocks() for link in block.links):
                there = target(link.address, page, self.corpus)
                if there and there.page:
                    named.add(f"{there.page.name}#{unquote(there.fragment)}")
            for reference in (each for clause in page.clauses for each in clause.based_on or ()):
                name, _, clause_id = reference.rpartition("#")
                policies = [name] if name else [document.name for document in self.corpus.versioned]
                named |= {f"{policy}#{clause_id}" for policy in policies}
        return frozenset(named)

    def known_ids(self, page: Page) -> frozenset[str]:
        """Return the ids that a page has had so far: those that approvals name, or a released version has."""
        named = (each.partition("#") for each in self._named)
        approved = (clause_id for name, _, clause_id in named if name == page.subject)
        return frozenset(approved).union(clause.id for copy in self.corpus.copies_of(page) for clause in copy.clauses)

    def approved_ids(self, page: Page, clause: Clause) -> frozenset[str]:
        """Return the ids on a page with which the present text of a clause is approved."""
        names = self._approved_names.get(clause.digest, ())
        return frozenset(name.rpartition("#")[2] for name in names if name.rpartition("#")[0] == page.subject)

    @cached_property
    def _approved_names(self) -> Mapping[str, set[str]]:
        """The names of clauses in approvals, such as `en/privacy#retention`, by the digests of their texts."""
        found: dict[str, set[str]] = {}
        for key, approved in self.approvals.digests.items():
            for name, digest in (each for both in approved for each in zip(key.split(" "), both, strict=True)):
                found.setdefault(digest, set()).add(name)
        return found

    def has_new_text(self, page: Page, line: int) -> bool:
        """True if a line is in a clause that is neither approved nor released as it is, so that it may still change."""
        clause = page.clause_at(line)
        return clause is not None and clause.digest not in self._known_digests

    @cached_property
    def _known_digests(self) -> frozenset[str]:
        """The digests of the clauses that are approved or released, in any language."""
        released = (clause.digest for page in self.corpus.frozen_pages() for clause in page.clauses)
        return frozenset(self._approved_names).union(released)

    def new_clauses(self, page: Page) -> Iterator[Clause]:
        """Yield the clauses of a page that no approval names."""
        return (each for each in page.clauses if each.id and subjects.clause(page.subject, each.id) not in self._named)

    @cached_property
    def _named(self) -> frozenset[str]:
        """The clauses that approvals name."""
        return frozenset(side for key in self.approvals.digests for side in key.split(" "))

    def built_languages(self) -> Iterator[tuple[ConfigSource, dict[str, yaml.Node]]]:
        """Yield the options of each language that is built, with the file that has them."""
        for source in self.config_sources:
            for options in languages(source):
                if "locale" in options and options["locale"].value in self.settings.languages:
                    yield source, options

    def configured(self, *path: str) -> Iterator[tuple[ConfigSource, yaml.Node]]:
        """Yield the nodes at a path of keys in the configuration, each with its file."""
        return ((source, node) for source in self.config_sources for node in values(source.root, *path))

    def is_approved(self, pair: ClausePair) -> bool:
        """True if a translation is approved as it and its original are now."""
        text = PairSide(pair.translation, pair.translated_clause.id, pair.translated_clause)
        base = PairSide(pair.original, pair.original_clause.id, pair.original_clause)
        return self.approvals.state(Pair(text, base, PairKind.TRANSLATION)) is PairState.APPROVED

    def pairs_of(self, page: Page) -> list[ClausePair]:
        """Return the clauses of a translation that have an original; none for an original."""
        original = self.corpus.page(self.corpus.original, page.name)
        if original is None or page is original:
            return []
        translated = (clause for clause in page.clauses if clause.id and original.has_clause(clause.id))
        return [ClausePair(original, original.clause(clause.id), page, clause) for clause in translated]
