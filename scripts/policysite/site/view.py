"""A page as its reader sees it: its texts, and the links to its clauses and to its other languages."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from policysite.approvals import Pair, PairKind, PairState
from policysite.corpus import HOME, Clause, Corpus, Page, Settings
from policysite.corpus.configured_clauses import closing
from policysite.corpus.destinations import DOCUMENT_DATA, FEED, WEB_MANIFEST, with_original_name
from policysite.corpus.urls import PageUrls, readable
from policysite.history.since import since
from policysite.history.timeline import Timeline
from policysite.history.versions import ReleasedState
from policysite.languages import direction_of, likely_territory, locale_of
from policysite.languages.labels import Labels
from policysite.site.contents import contents
from policysite.site.home import is_card
from policysite.site.releases import Releases
from policysite.suppressions import Suppression


@dataclass(frozen=True)
class Alternate:
    """The page in one of its languages.

    Attributes:
        name: the language's name in that language.
        path: the page's URL below the site's root.
        locale: the language with its most likely territory, the form that Open Graph requires.
        current: True for the page itself.
    """

    language: str
    name: str
    path: str
    url: str
    locale: str
    current: bool


@dataclass(frozen=True)
class ClauseLink:
    """A link to a clause, with the clause's title as its text."""

    title: str
    href: str
    shown_in: str = ""


@dataclass(frozen=True)
class PageView:
    """A page, as templates and annotations use it.

    Attributes:
        original_labels: the texts around pages in the original, for what a page shows of it.
        language_names: the name of each language in that language, by its code.
        changed: the day on which the page last changed, where that is known.
        suppressions: the findings that are not reported on any page.
        unapproved: the pairs that are not approved and their states, by the id of the clause.
        privacy_policy: the privacy policy, which every page links to; None if it is not known which page it is.
        beside_original: the languages in which the page is also published beside the original.
        with_original: True if the page is published beside the original.
    """

    page: Page
    corpus: Corpus
    settings: Settings
    labels: Labels
    original_labels: Labels
    language_names: Mapping[str, str]
    changed: datetime.date | None
    releases: Releases
    suppressions: tuple[Suppression, ...] = ()
    unapproved: Mapping[str, tuple[tuple[Pair, PairState], ...]] = field(default_factory=dict)
    privacy_policy: Page | None = None
    beside_original: tuple[str, ...] = ()
    with_original: bool = False

    @property
    def urls(self) -> PageUrls:
        """The URLs of the pages."""
        return self.settings.urls

    @property
    def direction(self) -> str:
        """The direction of the page's script: `ltr` or `rtl`."""
        return direction_of(self.page.language)

    @property
    def is_translation(self) -> bool:
        """True for a translation."""
        return self.page.language != self.languages[0]

    @functools.cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages in which the page is written, the original first."""
        return self.releases.languages(self.page.name)

    @property
    def title(self) -> str:
        """The title of the page; that of a frozen copy names its version."""
        title, state = self.page.front_matter.title, self.state
        if self.with_original:
            return self.labels["with_original_title"].format(title=title)
        if self.page.frozen_as is None or state is None:
            return title
        return state.title(title, self.labels)

    @functools.cached_property
    def contents(self) -> list[dict[str, Any]]:
        """The table of contents; empty for a comparison of versions."""
        return [] if self.compared else contents(self.page.clauses, self.settings.extension_configs.get("toc", {}))

    @property
    def is_indexed(self) -> bool:
        """True if search engines may find it: no earlier version, comparison of versions or text shown twice."""
        return self.page.name in self.corpus.documents and not self.with_original and not self.page.is_untranslated

    @property
    def has_cards(self) -> bool:
        """True for a home page that shows summaries of policy clauses as cards."""
        return self.page.name == HOME and any(map(is_card, self.page.clauses))

    @property
    def compared(self) -> ReleasedState | None:
        """Of a page that compares a released state with others, that state."""
        return self.releases.compared.get(self.page.name)

    @functools.cached_property
    def timeline(self) -> Timeline:
        """The released states of the page's document."""
        return self.releases.timeline(self.page.document)

    @property
    def is_superseded(self) -> bool:
        """True for a frozen copy of a text that no longer applies: it was replaced, or its document was removed."""
        state, today = self.state, self.releases.today
        if not self.page.frozen_as or state is None:
            return False
        if self.page.frozen_as[0] not in self.corpus.documents:
            return True
        last = self.timeline.of_version(state.version)[-1]
        period = self.timeline.period(state.version, state.effective_date)
        return state != last or (period.last is not None and period.last < today)

    @property
    def state(self) -> ReleasedState | None:
        """The released state that the page shows; None if its version is not released."""
        if self.page.frozen_as:
            return self.timeline.state(self.page.frozen_as[1])
        latest = self.timeline.latest
        return latest if latest and latest.version == self.page.front_matter.version else None

    @property
    def latest_name(self) -> str:
        """Of a document and its frozen copies, the name of the page with the latest version."""
        latest, document = self.timeline.latest, self.page.document
        return latest.page_name if latest and document not in self.corpus.documents else document

    def version_links(self) -> Iterator[tuple[str, str]]:
        """Yield the relations (RFC 5829) and absolute URLs of the versions of the page."""
        language = self.page.language
        if self.page.frozen_as:
            yield "latest-version", self.urls.absolute(language, self.latest_name)
        if self.predecessor and language in self.releases.languages(self.predecessor.page_name):
            yield "predecessor-version", self.urls.absolute(language, self.predecessor.page_name)
        if self.timeline.states and self.corpus.page(language, self.settings.history):
            yield "version-history", self.urls.absolute(language, self.settings.history)

    @functools.cached_property
    def wording(self) -> Mapping[str, ReleasedState]:
        """The version that brought each clause into its wording, by the id of the clause.

        Empty if all of them have the version of the page, such as the first one: the page says it once. The lists of
        links at the end of a page have no wording.
        """
        found = since(self.page, self.timeline, self.corpus)
        if all(state.version == self.page.front_matter.version for state in found.values()):
            return {}
        links = {clause.id for clause in closing(self.page, self.settings)}
        return {clause: state for clause, state in found.items() if clause not in links}

    @property
    def predecessor(self) -> ReleasedState | None:
        """The last state of the version before the one that the page shows."""
        return self.timeline.version_before(self.state.version) if self.state else self.timeline.latest

    @property
    def name(self) -> str:
        """The name under which the page is published."""
        return with_original_name(self.page.name) if self.with_original else self.page.name

    @property
    def path(self) -> str:
        """The page's URL below the site's root."""
        return self.urls.path(self.page.language, self.name)

    @property
    def current_link(self) -> tuple[str, str]:
        """The URL of the page, or of the document it belongs to, and the state (`aria-current`) of links to it."""
        names = (self.name, *map(str, PurePosixPath(self.name).parents))
        document = next((each for each in names if each in self.corpus.documents), self.name)
        return self.urls.path(self.page.language, document), "page" if document == self.name else "true"

    @property
    def home_path(self) -> str:
        """The URL of the home page below the site's root."""
        return self.urls.path(self.page.language, HOME)

    @property
    def web_manifest(self) -> str:
        """The URL of the web app manifest of the page's language, below the site's root."""
        return self.urls.folder(self.page.language) + WEB_MANIFEST

    @property
    def feed(self) -> str:
        """The URL of the feed of the page's language, below the site's root; empty if nothing is released in it."""
        is_released = any(self.page.language in frozen.pages for frozen in self.corpus.frozen.values())
        return self.urls.folder(self.page.language) + FEED if is_released else ""

    @property
    def data(self) -> str:
        """The URL of the page's text for programs, below the site's root; empty for a page without a version."""
        data = self.urls.beside(self.page.language, self.page.name, DOCUMENT_DATA)
        is_published = self.page.front_matter.version and not self.page.is_untranslated
        return self.urls.path_of_file(data) if is_published else ""

    @property
    def policy_path(self) -> str:
        """The URL of the privacy policy, if there is one, below the site's root."""
        return self.urls.path(self.page.language, self.privacy_policy.name) if self.privacy_policy else ""

    @property
    def canonical(self) -> str:
        """The absolute URL of the page; of one that shows the original, that of the original."""
        return self.urls.absolute(self.written_in, self.name)

    @property
    def url(self) -> str:
        """The absolute URL at which the page is published."""
        return self.urls.absolute(self.page.language, self.name)

    @property
    def printed_url(self) -> str:
        """The page's absolute URL, as its print names it."""
        return readable(self.canonical)

    @property
    def written_in(self) -> str:
        """The language of the title."""
        return self.page.language_of(self.page.clauses[0])

    @property
    def printed_languages(self) -> str:
        """The names of the languages of its text, as its print names them."""
        languages = (self.written_in, self.languages[0]) if self.with_original else (self.written_in,)
        return " · ".join(self.language_names[language] for language in languages)

    @property
    def default_url(self) -> str:
        """The absolute URL for readers of other languages (`x-default`): that of the original."""
        return self.urls.absolute(self.languages[0], self.page.name)

    @functools.cached_property
    def alternates(self) -> tuple[Alternate, ...]:
        """The page in every language in which it is written, and itself, the original first."""
        return tuple(
            Alternate(
                language,
                self.language_names[language],
                self.urls.path(language, self.page.name),
                self.urls.absolute(language, self.page.name),
                _with_territory(language),
                language == self.page.language,
            )
            for language in self.corpus.languages
            if language in self.languages or language == self.page.language
        )

    @property
    def original_language(self) -> str:
        """The name of the original's language in the page's language."""
        return self.language_name(self.languages[0])

    def language_name(self, language: str) -> str:
        """Return the name of a language in that of the labels."""
        return self.labels.language_name(language) or self.language_names[language]

    def original_href(self, clause_id: str = "") -> str:
        """Return a link from the page to its original, or to a clause of it."""
        return self.href(self.languages[0], self.page.name, clause_id)

    @property
    def with_original_links(self) -> tuple[tuple[str, str], ...]:
        """The languages of the translations beside the original, with links to these; on a translation, its own."""
        languages = self.beside_original
        if self.is_translation:
            languages = (self.page.language,) if self.page.language in languages else ()
        return tuple((language, self.href(language, with_original_name(self.page.name))) for language in languages)

    @functools.cached_property
    def has_search(self) -> bool:
        """True if pages in the language of the page can be found."""
        return any(page.language == self.page.language and not page.is_untranslated for page in self.corpus.pages())

    def shown_in(self, clause_id: str) -> str:
        """Return the language of a clause that is shown in the original; empty for any other."""
        return self.page.clause(clause_id).shown_in if self.page.has_clause(clause_id) else ""

    @property
    def bases(self) -> tuple[str, ...]:
        """The names of the other documents that its clauses are based on."""
        references = (each for clause in self.page.clauses for each in clause.based_on or ())
        names = (policy.name for each in references for policy in self.corpus.policies_with(each))
        return tuple(dict.fromkeys(name for name in names if name != self.page.name and not self.page.frozen_as))

    def policy_clauses(self, clause: Clause) -> Iterator[ClauseLink]:
        """Yield links to the policy clauses that a clause of the page is based on."""
        for reference in clause.based_on or ():
            for policy in self.corpus.policies_with(reference):
                yield self._clause_link(policy.name, reference.rpartition("#")[2])

    def unapproved_policy_clauses(self, clause: Clause) -> list[ClauseLink]:
        """Return links to the policy clauses that a clause is based on but has not been checked against."""
        bases = [pair.base for pair, _ in self.unapproved.get(clause.id, ()) if pair.kind is PairKind.BASED_ON]
        return [self._clause_link(base.page.name, base.clause_id) for base in bases]

    def _clause_link(self, name: str, clause_id: str) -> ClauseLink:
        clause = self.corpus.documents[name].pages[self.page.language].clause(clause_id)
        return ClauseLink(clause.name, self.href(self.page.language, name, clause_id), clause.shown_in)

    def href(self, language: str, name: str, clause_id: str = "") -> str:
        """Return a link from the page to another one, or to a clause of it."""
        return self.urls.relative((self.page.language, self.name), (language, name), clause_id)


@functools.cache
def _with_territory(language: str) -> str:
    """Return a language with its most likely territory: `en_US` for `en`; without one if none is known."""
    locale = locale_of(language)
    return "_".join(filter(None, (locale.language, locale.territory or likely_territory(language))))
