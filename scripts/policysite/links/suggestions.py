"""Suggests addresses for broken links of the built site."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import quote

from policysite.corpus import Page, Settings
from policysite.corpus.relative_links import is_relative
from policysite.corpus.suggestions import Suggestions, attachments, closest, kind
from policysite.corpus.urls import INDEX
from policysite.links.model import Reference
from policysite.links.sources import Sources, WrittenPosition
from policysite.links.url_resolver import Target, TargetKind, UrlResolver

# Comparing addresses takes time, so the number of comparisons for links outside the text of pages is limited.
_MAX_COMPARISONS = 50


class SiteSuggestions:
    """Suggests addresses: in the text of a page as the lint does, elsewhere from the files and ids of the site."""

    def __init__(self, settings: Settings, resolver: UrlResolver, sources: Sources) -> None:
        self._settings = settings
        self._site, self._site_links = resolver.site, resolver.site_links
        self._sources = sources
        self._known: dict[str, str] = {}

    def suggestion(self, reference: Reference, target: Target, position: WrittenPosition) -> str:
        """Return the address to write at a position instead of one that leads nowhere; empty if none is similar."""
        page = self._sources.page(reference.file)
        # (A link of the text is written in other places of the page, too, such as its data for search engines.)
        if page is not None and (reference.in_text or (position.written and position.path == page.path)):
            is_kept = position.written and is_relative(position.written)
            address = position.written if is_kept else self._relative(page, target)
            return self._in_pages.for_link(page, address, image=reference.tag == "img")
        if target.url not in self._known:
            self._known[target.url] = self._similar(target) if len(self._known) < _MAX_COMPARISONS else ""
        return self._known[target.url]

    @cached_property
    def _in_pages(self) -> Suggestions:
        pages = (page for _, page in self._sources.pages())
        return Suggestions(self._settings, pages, filter(self._is_published, attachments(self._settings)))

    def _is_published(self, below: PurePosixPath) -> bool:
        source = self._settings.relative_path(self._settings.docs / below)
        return self._sources.published_as(source) in self._site.files

    def _relative(self, page: Page, target: Target) -> str:
        """Return the address of a target as it would be written on a page."""
        fragment = f"#{target.fragment}" if target.fragment else ""
        if target.file:
            source = self._sources.source(target.file)
        else:
            original = self._settings.languages[0]
            language = "" if target.path.partition("/")[0] in self._settings.languages else original
            source = self._settings.relative_path(self._settings.docs / language / target.path)
        return posixpath.relpath(source, posixpath.dirname(page.path)) + fragment

    def _similar(self, target: Target) -> str:
        """Return the URL of the file of that kind with the most similar path, or of the most similar id in a file."""
        if target.kind is TargetKind.MISSING_FRAGMENT:
            found = closest(target.fragment, sorted(self._site_links[target.file].ids or ()))
            return f"{self._site.url_of(target.file)}#{found}" if found else ""
        found = closest(target.path, self._paths(kind(target.path)))
        return self._site.url + quote(found) if found else ""

    def _paths(self, wanted_kind: str) -> Iterable[str]:
        return (file.removesuffix(INDEX) for file in sorted(self._site.files) if kind(file) == wanted_kind)
