"""Resolves the addresses of the built site as browsers and GitHub Pages do.

Sources: URL Standard of WHATWG; HTML Living Standard, “Navigating to a fragment”; of GitHub Pages see `file_sent`.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from urllib.parse import unquote

from ada_url import URL, check_url, join_url

from policysite.corpus.urls import INDEX, fragment_of, normalized
from policysite.links.built_site import BuiltSite, file_sent
from policysite.links.extractor import SiteLinks
from policysite.links.model import Reference

_WEB = ("http:", "https:")
# The fragments of the top of a page.
_TOP = ("", "top")


class TargetKind(enum.Enum):
    """The kinds of targets of an address."""

    FILE = enum.auto()  # a file of the site
    OTHER_SITE = enum.auto()
    NOT_WEB = enum.auto()  # mailto:, tel:, data:
    EMPTY = enum.auto()  # the address is empty
    MISSING_FILE = enum.auto()  # a path of the site without a file
    MISSING_FRAGMENT = enum.auto()  # a file of the site without an element of that name
    OUTSIDE = enum.auto()  # on the server of the site, but not below the site's root


@dataclass(frozen=True, slots=True)
class Target:
    """The target of an address.

    Attributes:
        url: the absolute URL; empty if there is none.
        file: the file of the site, if any.
        path: the decoded path below the site's root, if it is in the site.
        fragment: the decoded fragment.
        trailing_slash_missing: True for a folder's address without the final `/`, which a server redirects.
    """

    kind: TargetKind
    url: str = ""
    file: str = ""
    path: str = ""
    fragment: str = ""
    trailing_slash_missing: bool = False


class UrlResolver:
    """Resolves the addresses of a site.

    Attributes:
        site_links: the links and ids of its files.
        root: the path below which the site is published; begins and ends with `/`.
    """

    def __init__(self, site: BuiltSite, site_links: SiteLinks) -> None:
        self.site = site
        self.site_links = site_links
        root = URL(site.url)
        self._host, self.root = root.host, root.pathname
        self._by_url: dict[str, Target] = {}
        self._by_address: dict[tuple[str, str], Target] = {}

    def target(self, reference: Reference) -> Target:
        """Return the target of a link."""
        return self.resolve(reference.address, reference.file)

    def resolve(self, address: str, file: str) -> Target:
        """Return the target of an address in a file."""
        written = address.strip()
        if not written:
            return Target(TargetKind.EMPTY)
        key = (file, written)
        if key not in self._by_address:
            base = self.site.url_of(file)
            if written.startswith("#") and file in self.site_links:
                # Resolving the URL would not find the 404 page, which has no URL of its own.
                own = Target(TargetKind.FILE, file=file, path=file)
                self._by_address[key] = self._with_fragment(own, join_url(base, written))
            else:
                self._by_address[key] = self._absolute(written, base)
        return self._by_address[key]

    def _absolute(self, address: str, base: str) -> Target:
        try:
            url = join_url(base, address)
        except ValueError:
            return Target(TargetKind.MISSING_FILE, path=address)
        without_fragment = url.partition("#")[0]
        if without_fragment not in self._by_url:
            self._by_url[without_fragment] = self._target_of(without_fragment)
        target = self._with_fragment(self._by_url[without_fragment], url)
        if target.kind is TargetKind.OUTSIDE and check_url(address):
            # An absolute URL on the same server is a link to another site there.
            return replace(target, kind=TargetKind.OTHER_SITE)
        return target

    def _target_of(self, url: str) -> Target:
        """Return the target of a URL without fragment."""
        parsed = URL(normalized(url))
        if parsed.protocol not in _WEB:
            return Target(TargetKind.NOT_WEB)
        if parsed.host != self._host:
            return Target(TargetKind.OTHER_SITE)
        if not f"{parsed.pathname}/".startswith(self.root):
            return Target(TargetKind.OUTSIDE, path=unquote(parsed.pathname))
        path = unquote(parsed.pathname[len(self.root) :])
        file = file_sent(path, self.site.files.__contains__)
        kind = TargetKind.FILE if file else TargetKind.MISSING_FILE
        # The root without its `/` is a folder, too.
        trailing_slash_missing = bool(file) and file == f"{path}/{INDEX}" if path else not parsed.pathname.endswith("/")
        return Target(kind, file=file, path=path, trailing_slash_missing=trailing_slash_missing)

    def _with_fragment(self, target: Target, url: str) -> Target:
        written = fragment_of(url)
        fragment = unquote(written)
        kind = target.kind
        if kind is TargetKind.FILE and fragment.lower() not in _TOP:
            ids = self.site_links[target.file].ids
            if ids is not None and fragment not in ids and written not in ids:
                kind = TargetKind.MISSING_FRAGMENT
        return replace(target, kind=kind, url=url, fragment=fragment)
