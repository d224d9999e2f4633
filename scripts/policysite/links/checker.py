"""Checks the links of the built site, and reports findings where the links are written."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

from policysite import files
from policysite.build_manifest import sha256
from policysite.corpus import Corpus, Settings, link_rules
from policysite.corpus.link_rules import LINK_TARGET_MISSING, link_target_missing
from policysite.corpus.time_limit import StepLimit, left_seconds
from policysite.errors import ToolError
from policysite.findings import Finding, unique
from policysite.findings.rule import Scope, rules_in
from policysite.links import cache, extractor, internal, rules
from policysite.links.built_site import built_site
from policysite.links.crawl import BrokenLink, crawl
from policysite.links.external import check_urls
from policysite.links.internal import LinkProblem
from policysite.links.linkchecker.report import OutOfTimeError
from policysite.links.model import LinkKind, Reference
from policysite.links.sources import Sources, WrittenPosition
from policysite.links.suggestions import SiteSuggestions
from policysite.links.url_resolver import Target, TargetKind, UrlResolver
from policysite.messages import messages_in_some_of
from policysite.suppressions import SuppressibleCheck, read_entries, unsuppressed

# How many bytes of HTML are checked in a second, with the time of linkchecker, on a slow machine. (The texts that they
# are made from have passed the limits of the build: large sites are simply large.)
_BYTES_PER_SECOND = 400_000


class LinkChecker:
    """Checks the links of a built site, which is read once; by default it is in the folder that `mkdocs.yml` names.

    Pages that have not changed since they were read before (`known`) are not read again.

    Raises:
        ToolError: there is no site, it is older than its sources, or a file of it cannot be read.
        SiteTimeoutError: it takes too long.
    """

    def __init__(self, settings: Settings, folder: Path | None = None, known: Corpus | None = None) -> None:
        self._settings = settings
        folder = (folder or settings.site).resolve()  # as the build does
        self._limit = StepLimit(settings, more_seconds=_html_bytes(folder) / _BYTES_PER_SECOND)
        with self._limit.enforced():
            self.site = built_site(folder, settings)
            self._resolver = UrlResolver(self.site, extractor.site_links(self.site))
        self._sources = Sources(settings, self._resolver, known)
        self._suggestions = SiteSuggestions(settings, self._resolver, self._sources)

    def internal(self, today: datetime.date) -> list[Finding]:
        """Return the findings about links into the site itself, from our own check and from linkchecker.

        Raises:
            LinkcheckerError: linkchecker did not visit all of the site.
            SiteTimeoutError: it takes too long.
        """
        # (linkchecker is a process of its own. Limits on our time are kept in the main thread only.)
        with self._limit.enforced(), ThreadPoolExecutor(max_workers=1) as beside:
            broken_links = beside.submit(crawl, self.site.folder, self._resolver.root, self.site.pages, left_seconds())
            static = self.static_findings()
            try:
                broken = self._broken(broken_links.result())
            except OutOfTimeError as error:
                raise self._limit.error() from error
            return self._unsuppressed([*static, *broken], Scope.BUILD, today)

    def static_findings(self) -> list[Finding]:
        """Return the findings about the files of the site and the links into it, without visiting it."""
        return unique([*self._file_findings(), *self._findings(self._problems)])

    def external(self, today: datetime.date, on_progress: Callable[[int, int], None]) -> list[Finding]:
        """Return the findings about links to other sites, and write the answers to the cache.

        `on_progress` is called with the numbers of answers and of requests.

        Raises:
            ToolError: the cache cannot be read, or is behind a symbolic link; no URL has answered, or linkchecker could
                not check them.
            OSError: the cache cannot be written.
        """
        options = self._settings.external_links
        path = self._settings.root / options.cache
        if (link := files.link_within(path, self._settings.root)) is not None:
            raise ToolError("path_is_link", link=link)
        known = cache.read(path, options.cache)
        results, answers = check_urls(self.external_links, options, known, today, on_progress)
        header = [messages.text("cache_header") for messages in messages_in_some_of(self._settings.languages)]
        files.write_text(path, cache.serialized(answers, header))
        problems = (
            LinkProblem(result.rule, reference, self._resolver.target(reference), result.params)
            for url, result in results.items()
            if result.rule
            for reference in self.external_links[url]
        )
        return self._unsuppressed(self._findings(problems), Scope.WEB, today)

    @cached_property
    def external_links(self) -> Mapping[str, tuple[Reference, ...]]:
        """The links to other sites, by URL; without those of frozen copies, which must stay as they are."""
        found: dict[str, list[Reference]] = {}
        for reference, target in self._links():
            if target.kind is TargetKind.OTHER_SITE and not self._sources.is_frozen(reference.file):
                found.setdefault(target.url, []).append(reference)
        return {url: tuple(each) for url, each in found.items()}

    def _links(self) -> Iterator[tuple[Reference, Target]]:
        for links in self._resolver.site_links.values():
            for reference in links.references:
                yield reference, self._resolver.target(reference)

    @cached_property
    def _problems(self) -> tuple[LinkProblem, ...]:
        written = (reference for reference, _ in self._links())
        return tuple(internal.problems([*written, *self._search_results()], self._resolver))

    def _search_results(self) -> Iterator[Reference]:
        """Yield a link to every clause, as search results can lead to it."""
        for file, page in self._sources.pages():
            for clause in page.clauses:
                if clause.id:
                    yield Reference(file, LinkKind.SEARCH, f"#{clause.id}", language=page.language)

    def _file_findings(self) -> Iterator[Finding]:
        """Yield the findings about files that differ from the build, and about orphaned pages."""
        for file, published in self.site.manifest.files.items():
            if file not in self.site.files:
                yield rules.FILE_MISSING.at(self._sources.source(file), file=file)
            elif sha256(self.site.content(file)) != published.sha256:
                yield rules.FILE_CHANGED.at(self._sources.source(file), file=file)
        for source in self._sources.unpublished():
            yield rules.FILE_MISSING.at(source, file=source)
        for file in self.site.files - self.site.manifest.files.keys():
            yield rules.FILE_NOT_BUILT.at(self._settings.config, file=file)
        for file in internal.orphans(self._resolver):
            yield rules.PAGE_ORPHANED.at(self._sources.source(file), file=file)

    def _findings(self, problems: Iterable[LinkProblem]) -> Iterator[Finding]:
        """Yield a finding for every position at which the link of a problem is written."""
        known: set[Hashable] = set()
        for problem in problems:
            where = self._sources.where_written(problem.reference, problem.target)
            same = problem.rule, problem.target, *sorted(problem.params.items()), where
            if same in known:
                continue
            known.add(same)
            for position in self._sources.positions(problem.reference, problem.target):
                yield self._finding(problem, position)

    def _finding(self, problem: LinkProblem, position: WrittenPosition) -> Finding:
        address = position.written or problem.target.url or problem.reference.address
        params: dict[str, Any] = {"address": address, **problem.params}
        if problem.rule is LINK_TARGET_MISSING:
            suggestion = self._suggestions.suggestion(problem.reference, problem.target, position)
            return link_target_missing(position.path, position.line, position.column, address, suggestion)
        return problem.rule.at(position.path, position.line, position.column, **params)

    def _broken(self, broken_links: Sequence[BrokenLink]) -> Iterator[Finding]:
        """Yield the findings about links that linkchecker could not open, without those found already."""
        if not broken_links:
            return
        found = {(problem.reference.file, problem.reference.address) for problem in self._problems}
        # linkchecker opens each URL once, but it may be written in several places.
        paths = {broken.target for broken in broken_links}
        written = {(broken.page, broken.address) for broken in broken_links}
        known = [
            (reference, target)
            for reference, target in self._links()
            if target.kind not in (TargetKind.OTHER_SITE, TargetKind.NOT_WEB, TargetKind.EMPTY)
            and (target.path in paths or (reference.file, reference.address) in written)
        ]
        yield from self._findings(
            LinkProblem(LINK_TARGET_MISSING, reference, target)
            for reference, target in known
            if (reference.file, reference.address) not in found
        )
        known_paths = {target.path for _, target in known}
        known_addresses = {(reference.file, reference.address) for reference, _ in known}
        for broken in broken_links:
            if broken.target not in known_paths and (broken.page, broken.address) not in known_addresses:
                yield link_target_missing(self._sources.source(broken.page), 1, 1, broken.address, "")

    def _unsuppressed(self, findings: Iterable[Finding], scope: Scope, today: datetime.date) -> list[Finding]:
        """Return the findings that are not suppressed, and the findings about suppressions of rules of a scope."""
        entries, unreadable = read_entries(self._settings)
        check = SuppressibleCheck(
            self._sources.corpus,
            entries,
            today,
            rules_in(link_rules, rules),
            self._settings.severities,
            {scope},
            complete=not unreadable and not self._settings.unbuilt,
            files=self._sources.files,
        )
        return unique(unsuppressed(findings, check))


def _html_bytes(folder: Path) -> int:
    """Return how many bytes the HTML of a site has."""
    return sum(path.stat().st_size for path in files.regular(folder) if path.suffix == ".html")
