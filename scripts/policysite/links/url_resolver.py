"""What an address in the built site leads to, as browsers read it and as GitHub Pages answers it.

Sources: URL Standard of WHATWG; HTML Living Standard, “Navigating to a fragment”; GitHub Pages shows `index.html` for a
folder, redirects to the folder where only its `/` is missing, and shows `page.html` for `page`.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from urllib.parse import unquote

from ada_url import URL, check_url, join_url

from policysite.links.built_site import HTML, INDEX, BuiltSite
from policysite.links.extractor import Contents
from policysite.links.model import Reference

_WEB = ("http:", "https:")
# What browsers look for as text, not as the id of an element (URL Fragment Text Directives).
_DIRECTIVE = ":~:"
# The fragments that mean the top of a page.
_TOP = ("", "top")


class Where(enum.Enum):
    """What an address leads to, or why it leads nowhere."""

    HERE = enum.auto()  # a file of the site
    ELSEWHERE = enum.auto()  # another site
    NO_WEB = enum.auto()  # a mail, a telephone, data
    EMPTY = enum.auto()  # nothing is written there
    NOTHING = enum.auto()  # a place of the site where no file is
    NO_ELEMENT = enum.auto()  # a file of the site, in which nothing has the name
    OUTSIDE = enum.auto()  # the server of the site, but not the site


@dataclass(frozen=True, slots=True)
class Target:
    """What an address leads to.

    Attributes:
        where: what that is.
        url: the whole address; empty where it is none.
        file: the file of the site, where there is one.
        path: the path below the site's root, readable, where it leads into the site.
        fragment: the name behind the `#`, readable.
        trailing_slash_missing: whether it is a folder's address without the final `/`, which a server redirects.
    """

    where: Where
    url: str = ""
    file: str = ""
    path: str = ""
    fragment: str = ""
    trailing_slash_missing: bool = False


class UrlResolver:
    """What the addresses of a site lead to.

    Args:
        site: the site.
        contents: what its files hold.

    Attributes:
        site: the site.
        root: the path below which the site is published, from `/` to `/`.
    """

    def __init__(self, site: BuiltSite, contents: Contents) -> None:
        self.site = site
        self._contents = contents
        root = URL(site.url)
        self._host, self.root = root.host, root.pathname
        self._places: dict[str, Target] = {}
        self._read: dict[tuple[str, str], Target] = {}

    def target(self, reference: Reference) -> Target:
        """What the address of a reference leads to."""
        target = self.of(reference.address, reference.base, reference.file)
        if target.where is Where.NO_ELEMENT and reference.any_fragment:
            return replace(target, where=Where.HERE)
        return target

    def of(self, address: str, base: str, file: str = "") -> Target:
        """What an address leads to.

        Args:
            address: as it is written.
            base: the whole address that it is relative to.
            file: the file that it stands in, which a fragment alone is one of, unless a `base` leads away from it.
        """
        written = address.strip()
        if not written:
            return Target(Where.EMPTY)
        if written.startswith("#") and file and base == self.site.address(file):
            # (The 404 page has no file at its address.)
            url = join_url(base, written)
            return self._with_fragment(Target(Where.HERE, file=file, path=file), url)
        asked = (base, written)
        if asked not in self._read:
            self._read[asked] = self._whole(written, base)
        return self._read[asked]

    def _whole(self, address: str, base: str) -> Target:
        try:
            url = join_url(base, address)
        except ValueError:
            return Target(Where.NOTHING, path=address)
        place, _, _ = url.partition("#")
        if place not in self._places:
            self._places[place] = self._place(place)
        target = self._with_fragment(self._places[place], url)
        if target.where is Where.OUTSIDE and check_url(address):
            # (The server may show other sites beside this one: whoever writes a whole address means one of them.)
            return replace(target, where=Where.ELSEWHERE)
        return target

    def _place(self, url: str) -> Target:
        """What an address without its fragment leads to."""
        parsed = URL(url)
        if parsed.protocol not in _WEB:
            return Target(Where.NO_WEB)
        if parsed.host != self._host:
            return Target(Where.ELSEWHERE)
        if not f"{parsed.pathname}/".startswith(self.root):
            return Target(Where.OUTSIDE, path=unquote(parsed.pathname))
        path = unquote(parsed.pathname[len(self.root) :])
        file = self._file(path)
        where = Where.HERE if file else Where.NOTHING
        # (The root without its `/` is a folder too.)
        trailing_slash_missing = bool(file) and file == f"{path}/{INDEX}" if path else not parsed.pathname.endswith("/")
        return Target(where, file=file, path=path, trailing_slash_missing=trailing_slash_missing)

    def _file(self, path: str) -> str:
        """The file that a server shows for a path; empty where it shows none."""
        if path in self.site.files:
            return path
        shown = f"{path}{INDEX}" if path.endswith("/") or not path else f"{path}{HTML[0]}"
        if shown in self.site.files:
            return shown
        return "" if path.endswith("/") else self.site.folders.get(path, "")

    def _with_fragment(self, place: Target, url: str) -> Target:
        _, _, written = url.partition("#")
        written = written.partition(_DIRECTIVE)[0]
        fragment = unquote(written)
        where = place.where
        if where is Where.HERE and fragment.lower() not in _TOP:
            ids = self._contents[place.file].ids
            if ids is not None and fragment not in ids and written not in ids:
                where = Where.NO_ELEMENT
        return replace(place, where=where, url=url, fragment=fragment)
