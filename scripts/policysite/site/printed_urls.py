"""The URLs that are printed after links: absolute, and only where the text of the link is not the address already."""

from __future__ import annotations

import functools
import re
from urllib.parse import unquote, urljoin
from xml.etree.ElementTree import Element

from policysite.corpus.blocks import as_shown
from policysite.corpus.urls import readable

# The attribute with the text that the style sheet prints after a link.
ATTRIBUTE = "data-url"

_ADDRESS = re.compile(r"mailto:|tel:|sms:", re.IGNORECASE)
_ABSOLUTE = re.compile(rf"{_ADDRESS.pattern}|https?://", re.IGNORECASE)
# The versions of a policy have most of their links in common.
_CACHED_LINKS = 1024
_NOT_SHOWN = re.compile(r"[\s\u00ad\u200b]")


def add_printed_urls(root: Element, canonical: str) -> None:
    """Give every link the text that is printed after it, if any, in place."""
    for link in root.iter("a"):
        if not link.get("class"):  # the links of headings and footnotes are not printed, or are numbers
            printed = printed_url("".join(link.itertext()), link.get("href", ""), canonical)
            if printed:
                link.set(ATTRIBUTE, printed)


def printed_url(text: str, href: str, canonical: str) -> str:
    """Return what is printed after a link: nothing if its text is the address, or if it leads to the same page."""
    if href.startswith("#"):
        return ""
    url = as_shown(href)
    if not _ABSOLUTE.match(url):
        url = urljoin(canonical, url)
    return "" if url.partition("#")[0] == canonical else _printed(as_shown(text), url)


@functools.lru_cache(maxsize=_CACHED_LINKS)
def _printed(text: str, url: str) -> str:
    if _ADDRESS.match(url):
        address = unquote(_ADDRESS.sub("", url).partition("?")[0])
        return "" if _same(text, address) else address
    shown = readable(url)
    return "" if _same(text, url) or _same(text, shown) else shown


def _same(text: str, address: str) -> bool:
    """True if a text contains all of an address, which may be written without its scheme, or a number with spaces."""
    written, wanted = _NOT_SHOWN.sub("", text).lower(), unquote(address).lower()
    bare = wanted.partition("://")[2] or wanted
    bare = bare.removeprefix("www.").rstrip("/")
    digits = re.sub(r"\D", "", wanted)
    is_number = bool(digits) and re.fullmatch(r"\+?[\d().-]+", wanted) is not None
    return bare in unquote(written) or (is_number and digits in re.sub(r"\D", "", written))
