"""The menu of the pages: links to pages and to other sites, and folded groups of them, from the `nav` of MkDocs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from unicodedata import east_asian_width
from urllib.parse import urlsplit

from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Link, Section
from mkdocs.structure.pages import Page

# What a header has room for on a wide screen: with more entries, or longer titles, the menu is folded.
MAX_ENTRIES = 6
MAX_CHARACTERS = 78
# The longest title of the folded menu, which must have room on a phone.
MAX_CAPTION_CHARACTERS = 16
# The gap before an entry, and the arrow of a group, as wide as so many characters.
_GAP, _ARROW = 3, 2
# The relations of links (HTML, and the registry of IANA).
EXTERNAL, POLICY = "external", "privacy-policy"


@dataclass(frozen=True)
class Entry:
    """An entry of the menu: a link, or a group of entries.

    Attributes:
        title: its text.
        url: the URL below the site's root, or that of another site; empty for a group.
        rel: its relation to the page, `EXTERNAL` or `POLICY`; empty for other links.
        current: its state (`aria-current`): `page` for the page itself, `true` for the document that it belongs to, and
            for the groups in which it is; empty for others.
        entries: the entries of a group.
    """

    title: str
    url: str = ""
    rel: str = ""
    current: str = ""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Menu:
    """The menu of a page.

    Attributes:
        entries: its entries.
        site_name: the name of the site, which stands before them.
        policy: the link to the privacy policy, which may be in the menu; None if it is not known which page it is.
    """

    entries: tuple[Entry, ...]
    site_name: str = ""
    policy: Entry | None = None

    @property
    def is_folded(self) -> bool:
        """True if the header has no room for its entries beside each other, even on a wide screen."""
        widths = (_width(entry.title) + _GAP + (_ARROW if entry.entries else 0) for entry in self.entries)
        return len(self.entries) > MAX_ENTRIES or _width(self.site_name) + sum(widths) > MAX_CHARACTERS

    @property
    def is_long(self) -> bool:
        """True if the header does not show all links, so that a list of them stands beside the text."""
        return self.is_folded or any(entry.entries for entry in self.entries)

    @property
    def current(self) -> Entry | None:
        """The link to the page itself or to its document; None if the menu has none."""
        return next((link for link in _links(self.entries) if link.current), None)

    @property
    def caption(self) -> str:
        """The title of the folded menu: that of the current link; empty if there is none, or if it is long."""
        title = self.current.title if self.current else ""
        return title if _width(title) <= MAX_CAPTION_CHARACTERS else ""

    @property
    def footer(self) -> tuple[Entry, ...]:
        """The links of the footer: the first ones that are in no group, and the privacy policy."""
        first = tuple(entry for entry in self.entries if not entry.entries)[:MAX_ENTRIES]
        is_missing = self.policy and self.policy.url not in [entry.url for entry in first]
        return (*first, self.policy) if self.policy and is_missing else first


def menu(
    items: Iterable[StructureItem], site_name: str, states: Mapping[str, str], policy: Entry | None = None
) -> Menu:
    """Return the menu of a page.

    Args:
        items: the navigation of MkDocs, with the titles in the language of the page.
        site_name: the name of the site in that language.
        states: the state of the current link, by its URL below the site's root; empty if there is none.
        policy: the link to the privacy policy, if it is known which page it is.
    """
    return Menu(tuple(_entries(items, states, policy.url if policy else "")), site_name, policy)


def _links(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the links in entries at any depth."""
    for entry in entries:
        if entry.entries:
            yield from _links(entry.entries)
        else:
            yield entry


def _entries(items: Iterable[StructureItem], states: Mapping[str, str], policy_url: str) -> Iterator[Entry]:
    for item in items:
        if isinstance(item, Section):
            inner = tuple(_entries(item.children, states, policy_url))
            if inner:
                yield Entry(item.title, current="true" if any(entry.current for entry in inner) else "", entries=inner)
        elif isinstance(item, (Page, Link)):
            yield Entry(item.title or item.url, item.url, _relation(item.url, policy_url), states.get(item.url, ""))


def _relation(url: str, policy_url: str) -> str:
    if urlsplit(url).scheme in ("http", "https"):
        return EXTERNAL
    return POLICY if policy_url and url == policy_url else ""


def _width(text: str) -> int:
    """Return the characters of an ordinary width that take as much room as a text."""
    return sum(2 if east_asian_width(character) in "FW" else 1 for character in text)
