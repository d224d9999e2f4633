"""The menu of the pages: links to pages and to other sites, and folded groups of them, from the `nav` of MkDocs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page

# A header has room for as many; more are folded into one list.
MAX_ENTRIES = 6


@dataclass(frozen=True)
class Entry:
    """An entry of the menu: a link, or a group of entries.

    Attributes:
        title: its text.
        url: the URL below the site's root, or that of another site; empty for a group.
        rel: what the link leads to, in the words of HTML; empty for an ordinary page.
        current: True for the page itself, and for the groups that it is in.
        entries: the entries of a group.
    """

    title: str
    url: str = ""
    rel: str = ""
    current: bool = False
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Menu:
    """The menu of a page."""

    entries: tuple[Entry, ...]

    @property
    def is_folded(self) -> bool:
        """True if the header has no room for its entries beside each other, even on a wide screen."""
        return len(self.entries) > MAX_ENTRIES

    @property
    def is_long(self) -> bool:
        """True if the header does not show all links, so that a list of the pages stands beside the text."""
        return self.is_folded or any(entry.entries for entry in self.entries)

    @cached_property
    def current(self) -> Entry | None:
        """The link to the page itself; None if the menu has none."""
        return next((link for link in links(self.entries) if link.current), None)


def menu(items: Iterable[StructureItem], page: Page | None, policy_path: str) -> Menu:
    """Return the menu of a page.

    Args:
        items: the navigation of MkDocs, with the titles in the language of the page.
        page: the page; None for one that is not in the menu.
        policy_path: the URL of the privacy policy below the site's root; empty if there is none.
    """
    return Menu(tuple(_entries(items, page, policy_path)))


def links(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the links in entries at any depth."""
    for entry in entries:
        if entry.entries:
            yield from links(entry.entries)
        else:
            yield entry


def _entries(items: Iterable[StructureItem], page: Page | None, policy_path: str) -> Iterator[Entry]:
    for item in items:
        if isinstance(item, Section):
            inner = tuple(_entries(item.children, page, policy_path))
            if inner:
                yield Entry(item.title, current=any(entry.current for entry in inner), entries=inner)
            continue
        url = getattr(item, "url", "")
        rel = "external" if urlsplit(url).scheme else ""
        if policy_path and url == policy_path:
            rel = "privacy-policy"
        yield Entry(item.title or url, url, rel, current=item is page)
