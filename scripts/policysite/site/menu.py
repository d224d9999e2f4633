"""The menu of the pages: links to pages and to other sites, and folded groups of them, from the `nav` of MkDocs."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from unicodedata import east_asian_width
from urllib.parse import urlsplit

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Link, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from policysite.site.view import PageView

# The room in a header on a wide screen: with more entries, or longer titles, the menu is folded.
MAX_ENTRIES = 6
MAX_CHARACTERS = 78
# The longest title of the folded menu, which must have room on a phone.
MAX_CAPTION_CHARACTERS = 16
# The widths of the gap before an entry, and of the arrow of a group.
_GAP_CHARACTERS, _ARROW_CHARACTERS = 3, 2
# The relations of links (HTML, and the registry of IANA).
EXTERNAL, POLICY = "external", "privacy-policy"


@dataclass(frozen=True)
class MenuEntry:
    """An entry of the menu: a link, or a group of entries.

    Attributes:
        url: the URL below the site's root, or that of another site; empty for a group.
        rel: its relation to the page, `EXTERNAL` or `POLICY`; empty for other links.
        language: the language of its title, if that is not the language of the page.
    """

    title: str
    url: str = ""
    rel: str = ""
    entries: tuple[MenuEntry, ...] = ()
    language: str = ""


@dataclass(frozen=True)
class Menu:
    """The menu of a page.

    Attributes:
        site_name: the name of the site, which stands before the entries.
        policy: the link to the privacy policy, which may be in the menu; None if it is not known which page it is.
        path: the link to the page itself or to the document that it belongs to, after the groups that it is in; empty
            if the menu has none.
        state: the state of that link (`aria-current`): `page` for the page itself, `true` for its document.
    """

    entries: tuple[MenuEntry, ...]
    site_name: str = ""
    policy: MenuEntry | None = None
    path: tuple[MenuEntry, ...] = ()
    state: str = ""

    def at(self, url: str, state: str) -> Menu:
        """Return the menu with another current link, which is given by its URL."""
        path = self._paths.get(url, ())
        return replace(self, path=path, state=state if path else "")

    @cached_property
    def _paths(self) -> dict[str, tuple[MenuEntry, ...]]:
        return {path[-1].url: path for path in reversed(list(_paths(self.entries)))}

    @property
    def is_folded(self) -> bool:
        """True if the header has no room for its entries beside each other, even on a wide screen."""
        widths = (
            _width(entry.title) + _GAP_CHARACTERS + (_ARROW_CHARACTERS if entry.entries else 0)
            for entry in self.entries
        )
        return len(self.entries) > MAX_ENTRIES or _width(self.site_name) + sum(widths) > MAX_CHARACTERS

    @property
    def is_long(self) -> bool:
        """True if the header does not show all links, so that a list of them stands beside the text."""
        return self.is_folded or any(entry.entries for entry in self.entries)

    @property
    def current(self) -> MenuEntry | None:
        """The current link; None if the menu has none."""
        return self.path[-1] if self.path else None

    @property
    def caption(self) -> str:
        """The title of the folded menu: that of the current link; empty if there is none, or if it is long."""
        title = self.current.title if self.current else ""
        return title if _width(title) <= MAX_CAPTION_CHARACTERS else ""

    @property
    def footer(self) -> tuple[MenuEntry, ...]:
        """The links of the footer: the first ones that are in no group, and the privacy policy."""
        first = tuple(entry for entry in self.entries if not entry.entries)[:MAX_ENTRIES]
        is_missing = self.policy and self.policy.url not in [entry.url for entry in first]
        return (*first, self.policy) if self.policy and is_missing else first


def menu(
    items: Iterable[StructureItem], site_name: str, policy: MenuEntry | None = None, hidden: Collection[str] = ()
) -> Menu:
    """Return the menu of the pages of a language, without those with hidden URLs (below the root of the site)."""
    return Menu(tuple(_entries(items, policy.url if policy else "", hidden)), site_name, policy)


def policy_link(home: PageView) -> MenuEntry | None:
    """Return the link to the privacy policy in the language of a home page, if it is known which page it is."""
    page = home.privacy_policy
    if page is None:
        return None
    return MenuEntry(page.front_matter.title, home.policy_path, POLICY, language=page.clauses[0].shown_in)


class MenuLists:
    """The lists of one menu as HTML, made once for all pages in a folder: on a large site they are most of each page.

    Called in a template, it returns a list with the current link marked.
    """

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], str] = {}

    @pass_context
    def __call__(self, context: Context, menu: Menu, kind: str, caller: Callable[[], str]) -> Markup:
        """Return a list of this kind; the caller writes it, with URLs of `from_folder` and without a marked link."""
        # The links of the 404 page begin with the path of the site: it can be shown at any address.
        key = kind, context["page"] is None, _any_in_folder(context), *map(id, menu.path[:-1])
        if key not in self._made:
            self._made[key] = str(caller())
        html = self._made[key]
        if menu.current:
            link = f'href="{escape(from_folder(context, menu.current.url))}"'
            html = html.replace(link, f'{link} aria-current="{menu.state}"')
        return Markup(html)  # noqa: S704  (escaped by the template)


@pass_context
def from_folder(context: Context, url: str) -> str:
    """Return a link to a URL below the site's root that is the same on all pages in a folder."""
    if urlsplit(url).scheme or url.startswith(("/", "#")):
        return url
    here = _any_in_folder(context)
    return posixpath.join(context["base_url"], url) if here is None else get_relative_url(url, here)


def _any_in_folder(context: Context) -> str | None:
    """Return a URL in the folder of this page that no page has; None for a template without a page."""
    page: Page | None = context["page"]
    if page is None:
        return None
    folder, _, name = page.url.rstrip("/").rpartition("/")
    return name and f"{folder}/*{'/' if page.url.endswith('/') else '.html'}"


def _paths(entries: Iterable[MenuEntry]) -> Iterator[tuple[MenuEntry, ...]]:
    """Yield each link, at any depth, after the groups that it is in."""
    for entry in entries:
        if entry.entries:
            for path in _paths(entry.entries):
                yield (entry, *path)
        else:
            yield (entry,)


def _entries(items: Iterable[StructureItem], policy_url: str, hidden: Collection[str]) -> Iterator[MenuEntry]:
    for item in items:
        if isinstance(item, Section):
            inner = tuple(_entries(item.children, policy_url, hidden))
            if inner:
                yield MenuEntry(item.title, entries=inner)
        elif isinstance(item, (Page, Link)) and item.url not in hidden:
            yield MenuEntry(item.title or item.url, item.url, _relation(item.url, policy_url))


def _relation(url: str, policy_url: str) -> str:
    if urlsplit(url).scheme in ("http", "https"):
        return EXTERNAL
    return POLICY if policy_url and url == policy_url else ""


def _width(text: str) -> int:
    """Return the characters of an ordinary width that take as much room as a text."""
    return sum(2 if east_asian_width(character) in "FW" else 1 for character in text)
