"""Which address was probably meant where one leads to nothing."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TypeAlias

from policysite.links.published import Published
from policysite.links.references import Contents
from policysite.links.site import INDEX, BuiltSite
from policysite.links.targets import Target, Where

# A file of the site, and the name of something in it, or nothing.
Meant: TypeAlias = tuple[str, str]

# Looking for what is similar takes time: on one site it is done for so many addresses.
_MOST = 50


class Similar:
    """Which addresses were probably meant.

    Args:
        site: the site.
        contents: what its files hold.
        published: what it is made from.
    """

    def __init__(self, site: BuiltSite, contents: Contents, published: Published) -> None:
        self._contents = contents
        self._published = published
        self._by_path = {file.removesuffix(INDEX): file for file in sorted(site.files)}
        self._known: dict[str, Meant | None] = {}

    def to(self, target: Target) -> Meant | None:
        """What was probably meant by an address that leads to nothing; None where nothing is like it."""
        if target.url not in self._known:
            enough = len(self._known) >= _MOST
            self._known[target.url] = None if enough else self._nearest(target)
        return self._known[target.url]

    def _nearest(self, target: Target) -> Meant | None:
        if target.where is Where.NO_ELEMENT:
            return self._named(target)
        language = self._published.language(target.path)
        known = (path for path in self._by_path if self._published.language(path) == language)
        path = _nearest(target.path, known)
        if path is None:
            return None
        file = self._by_path[path]
        return file, target.fragment if target.fragment in (self._contents[file].ids or ()) else ""

    def _named(self, target: Target) -> Meant | None:
        """What has a name like that: on another page of the language what has just this one, or else on the page."""
        there = self._contents[target.file]
        for file, content in self._contents.items():
            if content.language == there.language and target.fragment in (content.ids or ()):
                return file, target.fragment
        name = _nearest(target.fragment, sorted(there.ids or ()))
        return (target.file, name) if name else None


def _nearest(wanted: str, known: Iterable[str]) -> str | None:
    names = list(known)
    same = [name for name in names if name.casefold().strip("/") == wanted.casefold().strip("/")]
    return next(iter(same or get_close_matches(wanted, names, n=1)), None)
