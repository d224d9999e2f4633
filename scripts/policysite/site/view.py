"""One page as its reader sees it: its words, and the ways to its clauses and to its other languages."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from babel import Locale
from babel.core import get_global
from babel.dates import format_date

from policysite.approvals import Pair
from policysite.corpus import Clause, Corpus, Page
from policysite.corpus.urls import PageUrls
from policysite.messages import Messages


@dataclass(frozen=True)
class Alternate:
    """The page in one of its languages.

    Attributes:
        language: its code.
        name: what the language calls itself.
        path: its address below the site's root.
        url: the whole address.
        locale: the language with its likeliest territory, as Open Graph wants it.
        current: whether it is the page itself.
    """

    language: str
    name: str
    path: str
    url: str
    locale: str
    current: bool


@dataclass(frozen=True)
class Ground:
    """A policy clause that an answer or a summary rests on: its title and the way to it."""

    title: str
    link: str


@dataclass(frozen=True)
class PageView:
    """What templates and notes may ask of a page.

    Attributes:
        page: the page.
        corpus: all pages.
        addresses: where they are published.
        words: what the site says in the page's language.
        names: what each language calls itself, by its code.
        changed: the day on which the page last changed, where that is known.
        unapproved: for each clause that is not known to say what it must, by its id, the pairs that are not approved.
    """

    page: Page
    corpus: Corpus
    addresses: PageUrls
    messages: Messages
    names: dict[str, str]
    changed: datetime.date | None
    unapproved: Mapping[str, tuple[Pair, ...]] = field(default_factory=dict)

    @property
    def translated(self) -> bool:
        """Whether the page is a translation."""
        return self.page.language != self.corpus.original

    @property
    def path(self) -> str:
        """The page's address below the site's root."""
        return self.addresses.path(self.page.language, self.page.name)

    @property
    def manifest(self) -> str:
        """The address of the web app manifest of the page's language, below the site's root."""
        return self.addresses.folder(self.page.language) + "site.webmanifest"

    @property
    def canonical(self) -> str:
        """The page's whole address."""
        return self.addresses.absolute(self.page.language, self.page.name)

    @property
    def default(self) -> str:
        """The whole address for a reader of no known language: the original."""
        return self.addresses.absolute(self.corpus.original, self.page.name)

    def alternates(self) -> list[Alternate]:
        """The page in every language, itself included, the original first."""
        return [
            Alternate(
                language,
                self.names[language],
                self.addresses.path(language, self.page.name),
                self.addresses.absolute(language, self.page.name),
                _with_territory(language),
                language == self.page.language,
            )
            for language in self.corpus.languages
        ]

    def original_link(self, clause_id: str = "") -> str:
        """The way to the original of the page, or of a clause of it."""
        here = (self.page.language, self.page.name)
        return self.addresses.relative(here, (self.corpus.original, self.page.name), clause_id)

    def original_language(self) -> str:
        """The language of the original, as the page's language calls it."""
        name = Locale.parse(self.corpus.original, sep="-").get_display_name(Locale.parse(self.page.language, sep="-"))
        return name or self.names[self.corpus.original]

    def grounds(self, clause: Clause) -> Iterator[Ground]:
        """The policy clauses that a clause rests on, in the page's language."""
        here = (self.page.language, self.page.name)
        for reference in clause.based_on or ():
            (policy,) = self.corpus.policies_with(reference)
            ground = policy.pages[self.page.language].clause(reference.rpartition("#")[2])
            link = self.addresses.relative(here, (self.page.language, policy.name), ground.id)
            yield Ground(ground.title, link)

    def base_link(self, pair: Pair) -> Ground:
        """The policy clause that an unapproved answer or summary must agree with, in the page's language."""
        policy = self.corpus.documents[pair.base.page.name].pages[self.page.language]
        ground = policy.clause(pair.base.clause_id)
        here = (self.page.language, self.page.name)
        return Ground(ground.title, self.addresses.relative(here, (self.page.language, policy.name), ground.id))

    def edition(self) -> str:
        """Version and date of the page in its language; without them when it last changed, if that is known."""
        params = self.page.front_matter
        if params.version is not None and params.effective_date is not None:
            return self.messages.page["edition"].format(
                version=params.version, date=self.in_words(params.effective_date)
            )
        return self.messages.page["changed"].format(date=self.in_words(self.changed)) if self.changed else ""

    def in_words(self, day: datetime.date) -> str:
        """A date as the page's language writes it."""
        date = format_date(day, "long", Locale.parse(self.page.language, sep="-"))
        return date.replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")  # which is too narrow for a screen


def _with_territory(language: str) -> str:
    """`en` as `en_US`; a language of no known territory as it is."""
    locale = Locale.parse(get_global("likely_subtags").get(language, language.replace("-", "_")))
    return "_".join(filter(None, (locale.language, locale.territory)))
