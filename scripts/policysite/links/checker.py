"""From the built site to everything that is wrong with its links."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from html import unescape
from pathlib import Path

from policysite.corpus import Settings
from policysite.corpus.link_rules import LANGUAGE_CROSSED, LINK_TARGET_MISSING
from policysite.corpus.settings import ExternalLinkOptions
from policysite.corpus.suggestions import as_external_url
from policysite.findings import Finding
from policysite.findings.rule import Rule, Scope
from policysite.links import extractor, internal, search
from policysite.links.built_site import StaleError, built
from policysite.links.cache import Cache
from policysite.links.crawl import Miss, crawl
from policysite.links.external import ask
from policysite.links.internal import Fault
from policysite.links.model import Content, Reference
from policysite.links.published import published
from policysite.links.sources import Place, Sources
from policysite.links.suggestions import SiteSuggestions
from policysite.links.url_resolver import Target, UrlResolver, Where
from policysite.suppressions import read_exceptions, unsuppressed

# What a message says in the place of an address where none is similar.
_NOTHING = "—"
INTERNAL_RULES = (LINK_TARGET_MISSING, LANGUAGE_CROSSED, Rule("page-orphaned", "internal_links", Scope.BUILD))
EXTERNAL_RULES = tuple(
    Rule(name, "external_links", Scope.WEB)
    for name in (
        "certificate-invalid",
        "fragment-missing",
        "host-unknown",
        "link-dead",
        "link-failing",
        "link-moved",
        "link-refused",
        "link-unreachable",
        "link-unverified",
        "redirect-loop",
    )
)


class Links:
    """The links of a built site, read once.

    Args:
        settings: what `mkdocs.yml` says.
        folder: where the built site lies.

    Raises:
        NoSiteError: no site lies there.
        UnreadableError: a file of the site cannot be read, so that what it links to is not known.
    """

    def __init__(self, settings: Settings, folder: Path) -> None:
        self._settings = settings
        self.site = built(folder, settings.url)
        self._index = search.index(self.site)
        self._contents = {
            **extractor.contents(self.site),
            **{each.file: Content((each,)) for each in self._index.references},
        }
        self._targets = UrlResolver(self.site, self._contents)
        self._published = published(settings)
        self._sources = Sources(settings, self.site, self._published, self._targets)
        self._similar = SiteSuggestions(self.site, self._contents, self._published, self._sources)

    def internal(self, today: datetime.date) -> list[Finding]:
        """What is wrong with the addresses that lead into the site, by our reading and by linkchecker's.

        Args:
            today: the day of the check, on which suppressions may be over.

        Raises:
            StaleError: the pages have been changed since the site was built.
            LinkcheckerError: it did not go through all of the site.
        """
        self._hold_current()
        return self._standing([*self.first_opinion(), *self.second_opinion()], INTERNAL_RULES, today)

    def first_opinion(self) -> list[Finding]:
        """What is wrong with the addresses that lead into the site, and with the site as a place to be led to."""
        return _once([*self._of_files(), *self._findings(self._faults)])

    def second_opinion(self) -> list[Finding]:
        """What linkchecker finds when it goes through the site, each address wherever it is written.

        Raises:
            LinkcheckerError: it did not go through all of the site.
        """
        return _once(self._missed(crawl(self.site.folder, self._targets.root, self.site.pages)))

    def external(
        self, how: ExternalLinkOptions, known: Cache, today: datetime.date, on_progress: Callable[[int, int], None]
    ) -> tuple[list[Finding], Cache]:
        """What is wrong with the addresses that lead to other sites, and what is to be remembered of them.

        Args:
            how: how they are checked.
            known: what earlier checks were told.
            today: the day of the check.
            on_progress: is called with the number of answers so far and that of questions.

        Raises:
            StaleError: the pages have been changed since the site was built.
            UnreachableError: nothing has answered at all.
            LinkcheckerError: linkchecker could not do its job.
        """
        self._hold_current()
        verdicts, cache = ask(self.elsewhere, how, known, today, on_progress)
        faults = (
            Fault(verdict.rule, reference, self._targets.target(reference), verdict.params, verdict.severity)
            for url, verdict in verdicts.items()
            if verdict.rule
            for reference in self.elsewhere[url]
        )
        return self._standing(self._findings(faults), EXTERNAL_RULES, today), cache

    @cached_property
    def elsewhere(self) -> Mapping[str, tuple[Reference, ...]]:
        """The addresses of other sites, and where each of them stands."""
        found: dict[str, list[Reference]] = {}
        for reference, target in self._all():
            if target.where is Where.ELSEWHERE:
                found.setdefault(target.url, []).append(reference)
        return {url: tuple(each) for url, each in found.items()}

    def _hold_current(self) -> None:
        """Holds the site to be that of the pages as they are now.

        Raises:
            StaleError: a page has a link that the site does not show.
        """
        for file in self._published.pages:
            page = self._sources.page(file)
            if page is None or file not in self._contents:
                continue  # which is a finding
            references = self._contents[file].references
            addresses = {each.address for each in references} | {self._targets.target(each).url for each in references}
            if not self._sources.has_been_built(page, addresses):
                raise StaleError(page.path)

    def _all(self) -> Iterator[tuple[Reference, Target]]:
        for content in self._contents.values():
            for reference in content.references:
                yield reference, self._targets.target(reference)

    def _of_files(self) -> Iterator[Finding]:
        """The files that should be there, and the pages that nobody gets to."""
        for file, source in sorted(self._published.sources.items()):
            if file not in self.site.files:
                yield Finding(source, 1, 1, "file-missing", {"file": file})
        for file in self._index.missing:
            yield Finding(self._settings.config, 1, 1, "search-index-broken", {"file": file})
        for file in internal.orphans(self.site, self._contents, self._targets):
            source = self._published.sources.get(file, self._settings.config)
            yield Finding(source, 1, 1, "page-orphaned", {"path": file})

    def _findings(self, faults: Iterable[Fault]) -> Iterator[Finding]:
        """What is wrong, at every place where it is written."""
        for fault in faults:
            for place in self._sources.places(fault.reference, fault.target):
                yield self._finding(fault, place)

    def _finding(self, fault: Fault, place: Place) -> Finding:
        address = place.written or fault.target.url or fault.reference.address
        params = {"target" if fault.rule == "language-crossed" else "address": address, **fault.params}
        if fault.rule == "link-target-missing":
            params["similar"] = self._meant(fault, place) or _NOTHING
        return Finding(place.path, place.line, place.column, fault.rule, params, fault.severity)

    def _meant(self, fault: Fault, place: Place) -> str:
        """The address that was probably meant, as it would be written at a place; empty where none is similar."""
        page = self._sources.page(fault.reference.file)
        on_page = page is not None and place.path == page.path
        picture = fault.reference.tag == "img"
        other_site = "" if picture else as_external_url(place.written or fault.reference.address)
        if page is not None and on_page and _is_relative(place.written):
            return self._sources.suggestions.for_link(page, place.written, image=picture)
        similar = None if other_site else self._similar.to(fault.target, on_page=on_page)
        found = self._sources.written(place, *similar) if similar else other_site
        return "" if found == (place.written or fault.target.url) else found

    def _standing(self, findings: Iterable[Finding], rules: Sequence[Rule], today: datetime.date) -> list[Finding]:
        """The findings that nothing lets stand, and what is wrong with what lets them stand."""
        exceptions, faults = read_exceptions(self._settings)
        return _once(
            unsuppressed(
                findings,
                exceptions,
                self._sources.corpus,
                today,
                rules=rules,
                scopes={Scope.BUILD, Scope.WEB},
                whole=not faults,
                files=self._sources.files,
            )
        )

    @cached_property
    def _faults(self) -> tuple[Fault, ...]:
        return tuple(internal.faults(self._contents, self._targets))

    def _missed(self, misses: Iterable[Miss]) -> Iterator[Finding]:
        """What is to be mended where linkchecker could not open an address; nothing where that is known already."""
        known = {(fault.reference.file, fault.reference.address) for fault in self._faults}
        # An address that could not be opened is at fault on whatever page it stands.
        by_path: dict[str, list[tuple[Reference, Target]]] = defaultdict(list)
        by_wording: dict[tuple[str, str], list[tuple[Reference, Target]]] = defaultdict(list)
        for reference, target in self._all():
            if target.where not in (Where.ELSEWHERE, Where.NO_WEB, Where.EMPTY):
                by_path[target.path].append((reference, target))
                by_wording[reference.file, reference.address].append((reference, target))
        for miss in misses:
            ours = [*by_path[miss.target], *by_wording[miss.page, miss.asked]]
            for reference, target in ours:
                if (reference.file, reference.address) not in known:
                    yield from self._findings([internal.missing(reference, target)])
            # linkchecker knows of places for addresses that we do not know of, and reads what no browser does.
            if not ours and miss.asked not in unescape(self._contents[miss.page].inert):
                source = self._published.sources.get(miss.page, self._settings.config)
                yield Finding(source, 1, 1, "link-target-missing", {"address": miss.asked, "similar": _NOTHING})


def _is_relative(address: str) -> bool:
    """Whether an address that is written on a page is relative to the page."""
    return bool(address) and not re.match(r"[/\\]|[^/?#]*:", address)


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, sorted, each once, although a template is on every page."""
    return sorted({(finding, tuple(sorted(finding.params.items()))): finding for finding in findings}.values())
