"""Finds where the links of the built site are written: in a page's Markdown, in an addition, in `mkdocs.yml`."""

from __future__ import annotations

import html
import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import unquote

from policysite import corpus, files
from policysite.corpus import Block, Page, Settings
from policysite.corpus.destinations import shown_with_original
from policysite.corpus.time_limit import TIMEOUTS, SiteTimeoutError
from policysite.links.model import LinkKind, Reference
from policysite.links.url_resolver import Target, UrlResolver


@dataclass(frozen=True, order=True)
class WrittenPosition:
    """A position in a source file, and the address as written there; empty if it is not written out."""

    path: str
    line: int = 1
    column: int = 1
    written: str = ""


class Sources:
    """The sources of a site. Each is read when it is needed, unless it is known from before."""

    def __init__(self, settings: Settings, resolver: UrlResolver, known: corpus.Corpus | None) -> None:
        self._settings = settings
        self._known = known
        self._resolver = resolver
        self._site = site = resolver.site
        # The files of the project in which a link can be written.
        self.files = site.manifest.project_inputs
        self._links: dict[str, Mapping[str, set[WrittenPosition]]] = {}
        # Of several files that were made from one source, it is published as its own page, or else as the first one.
        pages_first = sorted(
            site.manifest.files.items(), key=lambda item: (item[1].page is None, site.own_file(item[0]) != item[0])
        )
        self._published_as = {each.source: file for file, each in reversed(pages_first) if each.source}

    @cached_property
    def corpus(self) -> corpus.Corpus:
        """The pages that can be read; a `SiteTimeoutError` says that reading them takes too long."""
        pages, findings = corpus.read(self._settings, known=self._known)
        if timeouts := [each for each in findings if each.rule in TIMEOUTS]:
            raise SiteTimeoutError(*timeouts)
        return pages

    def source(self, file: str) -> str:
        """Return the source of a file of the site; `mkdocs.yml` for one without a source in the project."""
        return self._site.manifest.source_in_project(file) or self._settings.config

    def is_frozen(self, file: str) -> bool:
        """True if a file of the site was made from a frozen copy of a released text."""
        return self.source(file) in self._frozen

    @cached_property
    def _frozen(self) -> frozenset[str]:
        return frozenset(page.path for page in self.corpus.frozen_pages())

    def unpublished(self) -> Iterator[str]:
        """Yield the files in the folder of the pages that should be published, but from which no file was made."""
        folder = f"{self._settings.relative_path(self._settings.docs)}/"
        for path in sorted(self.files - self._published_as.keys()):
            below = PurePosixPath(path.removeprefix(folder))
            if path.startswith(folder) and not self._settings.excluded(below):
                yield path

    def published_as(self, source: str) -> str:
        """Return the file of the site that was made from a source; empty if there is none."""
        return self._published_as.get(source, "")

    def page(self, file: str) -> Page | None:
        """Return the page that a file of the site shows."""
        shown = self._site.manifest.page_in(file)
        return self.corpus.page(*shown) if shown else None

    def _written_on(self, reference: Reference) -> Page | None:
        """Return the page that a link is written on: a file may also show clauses of the original."""
        page = self.page(reference.file)
        if page is not None and (not reference.clause or page.has_clause(reference.clause)):
            return page
        _, name = self._site.manifest.page_in(reference.file) or ("", "")
        return self.corpus.page(reference.language, shown_with_original(name) or name) or page

    def pages(self) -> Iterator[tuple[str, Page]]:
        """Yield the files of the site that were made from pages, with the page."""
        for file in sorted(self._site.files):
            page = self.page(file)
            if page is not None:
                yield file, page

    def positions(self, reference: Reference, target: Target) -> list[WrittenPosition]:
        """Return every position where a link is written, in order; at least one."""
        page = self._written_on(reference)
        if page is not None and reference.in_text:
            to_itself = reference.file == target.file and page.has_clause(target.fragment)
            heading = _heading(page, target.fragment if to_itself else reference.clause)
            links = self._links_on(page)
            return sorted(links.get(target.url, set()) | links.get(reference.address, set())) or [heading]
        if page is not None and reference.file == target.file and page.has_clause(target.fragment):
            return [_heading(page, target.fragment)]  # a link of the table of contents or of the search
        if reference.kind is LinkKind.CANONICAL:
            return [WrittenPosition(self.source(reference.file))]  # it is different on every page
        return self._written_out(reference, target) or [self._fallback(reference, target)]

    def where_written(self, reference: Reference, target: Target) -> Hashable:
        """Return a key that links of a file share if they are written in the same positions."""
        page = self._written_on(reference)
        if (
            page is None
            or not reference.in_text
            or self._links_on(page).keys().isdisjoint((target.url, reference.address))
        ):
            return reference
        return reference.file, page.path, reference.address

    def _links_on(self, page: Page) -> Mapping[str, set[WrittenPosition]]:
        """Return the positions of a page's links, by the addresses that they can have in the built site."""
        if page.path not in self._links:
            self._links[page.path] = self._links_of(page)
        return self._links[page.path]

    def _links_of(self, page: Page) -> Mapping[str, set[WrittenPosition]]:
        positions: dict[str, set[WrittenPosition]] = defaultdict(set)
        for block in page.blocks():
            starts: dict[str, list[int]] = defaultdict(list)
            for link in block.links:
                starts[link.address].append(link.start)
            for address, of_links in starts.items():
                found = _positions(page, block, address, of_links)
                written = {WrittenPosition(page.path, *position, address) for position in found}
                for built in self._built_addresses(page, address):
                    positions[built] |= written
        return positions

    def _built_addresses(self, page: Page, address: str) -> set[str]:
        """Return the addresses that a link can have in the built site: as written, or that of the named file."""
        own = self.published_as(page.path)
        built = {address, self._resolver.resolve(address, own).url}
        path = re.split("[?#]", address, maxsplit=1)[0]
        source = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(path)))
        file = self.published_as(source) if path else ""
        if file:
            built.add(self._resolver.resolve(self._site.url_of(file) + address.removeprefix(path), own).url)
        return built

    def _written_out(self, reference: Reference, target: Target) -> list[WrittenPosition]:
        """Return the positions at which an address is written out: in the file's source, or else in the layout."""
        own = self.source(reference.file)
        # (Additions and the configuration name a file by its path below the root.)
        for written in (reference.address, html.escape(reference.address), target.path):
            if not written.strip():
                continue
            pattern = re.compile(rf"(?<![\w/.-]){re.escape(written)}(?![\w/-])")
            for sources in ([own], self._layout):
                found = [position for source in sources for position in self._matches(source, pattern, written)]
                if found:
                    return found
        return []

    def _matches(self, source: str, pattern: re.Pattern[str], written: str) -> Iterator[WrittenPosition]:
        text = files.read(self._settings.root / source, source)
        for number, line in files.numbered_lines(text):
            for match in pattern.finditer(line):
                yield WrittenPosition(source, number, match.start() + 1, written)

    @cached_property
    def _layout(self) -> list[str]:
        """The sources of the layout around the text: the site's own look and `mkdocs.yml`."""
        look = self._settings.own_look
        folder = f"{self._settings.relative_path(look)}/" if look else ""
        own = [path for path in sorted(self.files) if folder and path.startswith(folder)]
        return [*own, *map(self._settings.relative_path, self._settings.configuration)]

    def _fallback(self, reference: Reference, target: Target) -> WrittenPosition:
        """Return the first line of the file's source, or of `mkdocs.yml` for a URL in the layout of several pages."""
        return WrittenPosition(
            self._settings.config if self._layout_counts[target.url] > 1 else self.source(reference.file)
        )

    @cached_property
    def _layout_counts(self) -> Counter[str]:
        """The number of files that have a URL outside of their text."""
        return Counter(
            url
            for links in self._resolver.site_links.values()
            for url in {self._resolver.target(each).url for each in links.references if not each.in_text}
        )


def _positions(page: Page, block: Block, address: str, starts: Sequence[int]) -> list[tuple[int, int]]:
    """Return the positions of a block's links to an address: of the address, or of the link if it is defined below."""
    written = page.link_positions(block, address)
    return written if len(written) == len(starts) else [page.position(block, start) for start in starts]


def _heading(page: Page, clause_id: str) -> WrittenPosition:
    """Return the position of the heading with an id; the beginning of the page without one."""
    return WrittenPosition(page.path, page.clause(clause_id).line if page.has_clause(clause_id) else 1)
