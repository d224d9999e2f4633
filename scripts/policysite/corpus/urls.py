"""The URL of each page of each language, and the parts of other URLs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

from mkdocs.utils import get_relative_url

# Begins a text in a fragment that browsers search for in the page (URL Fragment Text Directives of WICG).
TEXT_DIRECTIVE = ":~:"

# Without these parameters, which campaigns add to track readers, a URL leads to the same page.
_TRACKING = re.compile(
    r"utm_\w+|mtm_\w+|pk_\w+|hsa_\w+|_hs\w+|gclid|gclsrc|gbraid|wbraid|dclid|fbclid|yclid|ysclid|ymclid|_openstat"
    r"|msclkid|mc_cid|mc_eid|igshid|igsh|twclid|ttclid|li_fat_id|mkt_tok|oly_\w+_id|vero_\w+|_ga|_gl",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PageUrls:
    """The URLs of a site's pages: the original at its root, every translation in a folder named by its language.

    Attributes:
        site_url: the absolute URL of the site, ending in `/`.
        original: the code of the language at the root.
        directories: True if a page is published as a folder (`privacy/`), False for a file (`privacy.html`).
    """

    site_url: str
    original: str
    directories: bool = True

    def folder(self, language: str) -> str:
        """Return the folder of a language's pages below the root of the site, the empty string for the original."""
        return "" if language == self.original else f"{language}/"

    def path(self, language: str, name: str) -> str:
        """Return the URL of a page below the root of the site, the empty string for the root itself."""
        folder = self.folder(language)
        if not self.directories:
            return f"{folder}{name}.html"
        parent, _, last = name.rpartition("/")
        if last == "index":
            return folder + (f"{parent}/" if parent else "")
        return f"{folder}{name}/"

    def absolute(self, language: str, name: str) -> str:
        """Return the absolute URL of a page."""
        return urljoin(self.site_url, self.path(language, name))

    def relative(self, source: tuple[str, str], target: tuple[str, str], clause: str = "") -> str:
        """Return a link from one page to another, each given as (language, name), or to a clause of it."""
        fragment = f"#{clause}" if clause else ""
        if source == target and clause:
            return fragment
        return get_relative_url(self.path(*target) or "./", self.path(*source)) + fragment


def fragment_of(url: str) -> str:
    """Return the id of an element that a URL names, as written there; empty if it names none."""
    return url.partition("#")[2].partition(TEXT_DIRECTIVE)[0]


def without_tracking(url: str) -> str:
    """Return a URL without its tracking parameters."""
    if "?" not in url:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    pairs = parts.query.split("&")
    kept = [pair for pair in pairs if not _TRACKING.fullmatch(pair.partition("=")[0])]
    return urlunsplit(parts._replace(query="&".join(kept))) if len(kept) < len(pairs) else url
