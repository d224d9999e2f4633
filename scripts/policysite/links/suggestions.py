"""Which address was probably meant where one leads to nothing that no page has written relative to itself."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TypeAlias

from policysite.corpus.suggestions import PAGE, SCRIPT, STYLE, clause_titled, kind
from policysite.links.built_site import INDEX, BuiltSite
from policysite.links.extractor import Contents
from policysite.links.published import Published
from policysite.links.sources import Sources
from policysite.links.url_resolver import Target, Where

# A file of the site, and the name of something in it, or nothing.
Suggestions: TypeAlias = tuple[str, str]

# Looking for what is similar takes time: on one site it is done for so many addresses.
_MOST = 50


class SiteSuggestions:
    """Which addresses were probably meant.

    Args:
        site: the site.
        contents: what its files hold.
        published: what it is made from.
        sources: where its addresses are written.
    """

    def __init__(self, site: BuiltSite, contents: Contents, published: Published, sources: Sources) -> None:
        self._contents = contents
        self._published = published
        self._sources = sources
        self._by_path = {file.removesuffix(INDEX): file for file in sorted(site.files)}
        self._known: dict[tuple[str, bool], Suggestions | None] = {}

    def to(self, target: Target, *, on_page: bool) -> Suggestions | None:
        """What was probably meant by an address that leads to nothing; None where nothing is like it.

        Args:
            target: what it leads to.
            on_page: whether it stands in a page, which names nothing that belongs to the templates.
        """
        asked = (target.url, on_page)
        if asked not in self._known:
            enough = len(self._known) >= _MOST
            self._known[asked] = None if enough else self._nearest(target, on_page)
        return self._known[asked]

    def _nearest(self, target: Target, on_page: bool) -> Suggestions | None:
        if target.where is Where.NO_ELEMENT:
            return self._named(target)
        language = self._published.language(target.path)
        wanted = kind(target.path)
        known = (
            path
            for path, file in self._by_path.items()
            if path != target.path
            and self._published.language(path) == language
            and kind(file) == wanted
            and not (on_page and self._is_of_templates(file, wanted))
        )
        path = _nearest(target.path, known)
        if path is None:
            return None
        file = self._by_path[path]
        return file, target.fragment if target.fragment in (self._contents[file].ids or ()) else ""

    def _is_of_templates(self, file: str, of_kind: str) -> bool:
        return of_kind in (SCRIPT, STYLE) or (of_kind != PAGE and not self._sources.is_beside_pages(file))

    def _named(self, target: Target) -> Suggestions | None:
        """What has a name like that: on another page of the language what has just this one, or else on the page."""
        there = self._contents[target.file]
        for file, content in self._contents.items():
            if content.language == there.language and target.fragment in (content.ids or ()):
                return file, target.fragment
        page = self._sources.page(target.file)
        name = clause_titled(page, target.fragment) if page else ""
        if name not in (there.ids or ()):
            name = _nearest(target.fragment, sorted(there.ids or ())) or ""
        return (target.file, name) if name else None


def _nearest(wanted: str, known: Iterable[str]) -> str | None:
    names = list(known)
    same = [name for name in names if name.casefold().strip("/") == wanted.casefold().strip("/")]
    return next(iter(same or get_close_matches(wanted, names, n=1)), None)
