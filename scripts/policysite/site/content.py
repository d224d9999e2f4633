"""The content of a site, as a build publishes it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import get_build_datetime

from policysite import approvals, corpus, site_labels, suppressions
from policysite.approvals import Pair, PairState
from policysite.corpus import Corpus, Page, Settings
from policysite.corpus.completion import completed
from policysite.corpus.destinations import with_original_name
from policysite.corpus.parsed import Tree
from policysite.errors import ToolError
from policysite.findings import Finding, Severity
from policysite.findings.causes import reported
from policysite.history import rules as history_rules
from policysite.history import versions
from policysite.history.default_branch import DefaultBranch
from policysite.history.timeline import Timeline
from policysite.history.versioned_site import VersionedSite
from policysite.languages.labels import Labels
from policysite.output_check import own_look
from policysite.output_check.pages import PageCheck
from policysite.output_check.rules import Problem
from policysite.site.dates import last_changes
from policysite.site.reading import PagesWithTrees
from policysite.site.releases import Releases
from policysite.site.view import PageView
from policysite.suppressions import Suppression


@dataclass(frozen=True)
class Content:
    """Everything that pages are made from.

    Attributes:
        inputs: the SHA-256 of every file that the build reads, as for the build manifest.
        corpus: all pages, as they are published.
        written: all pages, as they are written: translations may lack clauses.
        language_names: the name of each language in that language, by its code.
        unapproved: the pairs that are not approved and their states, by the path of the page and the id of the clause.
        changes: the day on which each page last changed, where that is known, by the page's path.
        today: the day of the build in UTC; no date of a change is later, even if a clock was wrong at a commit.
        trees: the text of each page to be rendered, by `Page.subject`; rendering changes it.
        problems: what is wrong with the pages as they are written, for the output check, by their paths.
        warnings: what does not prevent publishing, but is missing on the pages.
    """

    settings: Settings
    inputs: Mapping[str, str]
    corpus: Corpus
    written: Corpus
    labels: Mapping[str, Labels]
    language_names: Mapping[str, str]
    suppressions: tuple[Suppression, ...]
    unapproved: Mapping[str, Mapping[str, tuple[tuple[Pair, PairState], ...]]]
    changes: Mapping[str, datetime.date]
    today: datetime.date
    releases: Releases
    trees: dict[str, Tree]
    problems: Mapping[str, tuple[Problem, ...]]
    warnings: tuple[Finding, ...] = ()
    _views: dict[tuple[str, str], PageView] = field(default_factory=dict, compare=False)

    def view(self, language: str, name: str) -> PageView:
        """Return a page as its reader sees it; a `ToolError` says that there is none, or that it cannot be read."""
        key = language, name
        if key not in self._views:
            self._views[key] = self._view(*key)
        return self._views[key]

    def _view(self, language: str, name: str) -> PageView:
        if (language, name) in self.documents_with_original:
            return replace(self.view(language, self.documents_with_original[language, name]), with_original=True)
        page = self.corpus.page(language, name) or self.releases.comparison_page(language, name)
        if page is None:
            raise ToolError("page_unread", page=f"{language}/{name}")
        return PageView(
            page=page,
            corpus=self.corpus,
            settings=self.settings,
            labels=self.labels[language],
            original_labels=self.labels[self.corpus.original],
            language_names=self.language_names,
            changed=self._changed(page),
            suppressions=self.suppressions,
            releases=self.releases,
            unapproved=self.unapproved.get(page.path, {}),
            privacy_policy=self.corpus.page(language, self._privacy_policy),
            beside_original=tuple(
                each
                for each in self.corpus.languages
                if (each, with_original_name(name)) in self.documents_with_original
            ),
        )

    @cached_property
    def documents_with_original(self) -> Mapping[tuple[str, str], str]:
        """The documents that are also published beside the original, by language and name of the page that shows it."""
        chosen = self.settings.side_by_side
        if chosen is None:
            chosen = (*(document.name for document in self.corpus.versioned), *self.settings.questions)
        return {
            (language, with_original_name(document.name)): document.name
            for document in self.corpus.documents.values()
            if document.name in chosen
            for language in document.pages
            if language != self.corpus.original and not document.pages[language].is_untranslated
        }

    @cached_property
    def shown_originals(self) -> frozenset[tuple[str, str]]:
        """The pages of the original that translations show beside them, by language and name."""
        return frozenset((self.corpus.original, name) for name in self.documents_with_original.values())

    @cached_property
    def _privacy_policy(self) -> str:
        """The name of the privacy policy; empty if it is not known which page it is."""
        versioned = [document.name for document in self.corpus.versioned]
        return self.settings.privacy_policy or (versioned[0] if len(versioned) == 1 else "")

    def _changed(self, page: Page) -> datetime.date | None:
        """Return the day on which a page last changed: never a day in the future, even if a clock was wrong."""
        days = (page.front_matter.effective_date, self.changes.get(page.path))
        return next((day for day in days if day is not None and day <= self.today), None)

    def views(self) -> Iterator[PageView]:
        """Yield every page, document by document, the original first."""
        for page in self.corpus.pages():
            yield self.view(page.language, page.name)

    def made_pages(self, language: str, *, with_original: bool) -> Iterator[str]:
        """Yield the names of the pages of a language that have no file of their own.

        Those that show a translation beside its original are among them only `with_original`.
        """
        yield from self.releases.comparison_names(language)
        if with_original:
            yield from (name for shown_in, name in self.documents_with_original if shown_in == language)
        yield from self.untranslated(language)

    def untranslated(self, language: str) -> Iterator[str]:
        """Yield the names of the pages that a language does not have, so that it shows the original."""
        return (page.name for page in self.corpus.pages() if page.language == language and page.is_untranslated)

    def home(self, language: str) -> PageView:
        """Return the home page in a language."""
        return self.view(language, corpus.HOME)


def read(read_before: PagesWithTrees, config: MkDocsConfig) -> Content:
    """Read the rest of the content of a site, given its pages.

    A `ToolError` with the findings says that it cannot be published.
    """
    settings, pages, trees = read_before.settings, read_before.corpus, read_before.trees
    findings = [*read_before.findings]
    approved, unreadable = approvals.read(settings)
    states, unreadable_states = versions.read(settings)
    labels, label_findings = site_labels.read(settings)
    findings += [each for each in label_findings if each.severity is Severity.ERROR]
    findings += [*unreadable, *corpus.look_findings(settings), *own_look.findings(settings), *unreadable_states]
    today = datetime.datetime.now(datetime.UTC).date()
    versioned = VersionedSite(pages, DefaultBranch(settings, states), labels, today)
    findings += versioned.resting_on_record(history_rules.findings_in_released(versioned))
    if findings:
        raise ToolError("pages_refused", reported(findings))
    is_needed = not all(page.front_matter.effective_date for page in pages.pages())
    changes, warnings = last_changes(settings.root, settings.config) if is_needed else ({}, ())
    written = pages
    problems = _problems(written, trees, settings)
    if settings.has_partial_translations:
        pages = completed(written, trees)
    entries, _ = suppressions.read_entries(settings)  # the lint reports what is wrong with them
    return Content(
        settings=settings,
        inputs=read_before.inputs,
        corpus=pages,
        written=written,
        labels=labels,
        language_names={language.locale: language.name for language in config.plugins["i18n"].config.languages},
        suppressions=(*entries, *suppressions.in_comments(written)),
        unapproved=approvals.unapproved(written, approved),
        changes=changes,
        today=today,
        releases=Releases(
            corpus=pages,
            timelines={document: Timeline(of_document) for document, of_document in states.items()},
            today=get_build_datetime().date(),
            labels=labels,
            urls=settings.urls,
        ),
        trees=trees,
        problems=problems,
        warnings=(*(each for each in label_findings if each.severity is Severity.WARNING), *warnings),
    )


def _problems(pages: Corpus, trees: Mapping[str, Tree], settings: Settings) -> Mapping[str, tuple[Problem, ...]]:
    """Return what the output check finds in pages before they are annotated, by their paths."""
    check = PageCheck(settings)
    every = (*pages.pages(), *pages.frozen_pages())
    return {
        page.path: tuple(check.problems_of_markdown(trees[page.subject])) for page in every if page.subject in trees
    }
