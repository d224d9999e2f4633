"""The addresses in files for programs: JSON-LD, JSON, web app manifests, sitemaps, feeds, robots.txt, security.txt."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from policysite.corpus.destinations import SECURITY_ADDRESSES

# Keys of JSON-LD whose values name a vocabulary, not a page.
_VOCABULARY = ("@context", "@type", "@vocab", "@base")
# Keys of JSON-LD whose values are addresses, absolute or relative (properties of schema.org that expect a URL).
_ADDRESSES = {
    *("acquireLicensePage", "codeRepository", "contentUrl", "correctionsPolicy", "diversityPolicy"),
    *("downloadUrl", "embedUrl", "ethicsPolicy", "image", "installUrl", "item", "license", "logo"),
    *("mainEntityOfPage", "photo", "publishingPrinciples", "relatedLink", "sameAs", "screenshot"),
    *("significantLink", "termsOfService", "thumbnailUrl", "url", "usageInfo"),
}
# Keys of JSON-LD whose values are prose, which may begin with an address.
_PROSE = {
    *("abstract", "alternateName", "articleBody", "caption", "description", "disambiguatingDescription"),
    *("headline", "keywords", "name", "text"),
}
# The key of an identifier in JSON-LD: its fragment need not exist on the page.
ID_KEY = "@id"
# Members of a web app manifest that are addresses (Web Application Manifest); `id` is a name.
_MANIFEST_MEMBERS = ("start_url", "scope", "src", "url")
# Members of the text of a page for programs that are addresses (`policy.schema.json`).
_DOCUMENT_MEMBERS = ("$schema", "url", "data")
_WEB = ("http://", "https://")
# Lines of robots.txt and of security.txt (RFC 9116) whose value is an address.
_LINES = ("sitemap", *map(str.lower, SECURITY_ADDRESSES))
# Attributes of sitemaps and feeds that are addresses.
_FEED_ATTRIBUTES = ("href", "url", "src")
# Elements of sitemaps and feeds whose text is an address (sitemaps.org, RSS 2.0, RFC 4287, image sitemaps).
_ADDRESS_ELEMENTS = {
    "loc",
    "link",
    "comments",
    "docs",
    "icon",
    "logo",
    "uri",
    "player_loc",
    "content_loc",
    "thumbnail_loc",
}
# Elements that contain escaped HTML, unless their `type` says otherwise.
_HTML_ELEMENTS = {"description", "encoded", "content", "summary"}
_FEEDS = ("rss", "feed", "channel")


class InvalidDataError(Exception):
    """A file does not have the format that its name implies; the text of the error is the reason."""


def linked_data(text: str) -> Iterator[tuple[str, str]]:
    """Yield each address in JSON-LD with its key, without the names of vocabularies.

    Under a key for addresses every string is an address; under other keys, every string that begins like an absolute
    URL, even with a space in it, which is a typing error. Prose is an address only if all of it is a URL.

    Raises:
        InvalidDataError: it is not JSON.
    """
    for key, value in _strings(_json(text)):
        if key in _VOCABULARY:
            continue
        is_absolute = value.strip().lower().startswith(_WEB) if key not in _PROSE else _is_web(value)
        if is_absolute or key in _ADDRESSES:
            yield key, value


def web_manifest(text: str) -> Iterator[str]:
    """Yield the addresses in a web app manifest.

    Raises:
        InvalidDataError: it is not JSON.
    """
    return (value for key, value in _strings(_json(text)) if key in _MANIFEST_MEMBERS)


def document_data(text: str) -> Iterator[str]:
    """Yield the addresses in the text of a page for programs, except the links in the text: the page has them, too.

    Raises:
        InvalidDataError: it is not JSON.
    """
    document = _json(text)
    clauses = document.get("clauses", []) if isinstance(document, dict) else []
    for clause in clauses if isinstance(clauses, list) else []:
        if isinstance(clause, dict):
            clause.pop("links", None)
    return (value for key, value in _strings(document) if key in _DOCUMENT_MEMBERS)


def text_file_addresses(text: str) -> Iterator[str]:
    """Yield the addresses in a robots.txt or security.txt."""
    for line in text.splitlines():
        name, _, value = line.partition(":")
        if name.strip().lower() in _LINES and _is_web(value.strip()):
            yield value.strip()


def feed(text: str) -> Iterator[tuple[str, str | None]]:
    """Yield each address in a sitemap or a feed with the `hreflang` of its element, None without one.

    Raises:
        InvalidDataError: it is not XML.
    """
    root = _xml(text)
    for element in root.iter():
        tag, content = _local(element), (element.text or "").strip()
        hreflang = element.get("hreflang")
        yield from ((element.attrib[name], hreflang) for name in _FEED_ATTRIBUTES if name in element.attrib)
        if content and (tag in _ADDRESS_ELEMENTS or (tag == "guid" and element.get("isPermaLink") != "false")):
            yield content, hreflang


def feed_html(text: str) -> Iterator[str]:
    """Yield the pieces of HTML in a feed.

    Raises:
        InvalidDataError: it is not XML.
    """
    root = _xml(text)
    if _local(root) not in _FEEDS:
        return
    for element in root.iter():
        if _local(element) in _HTML_ELEMENTS and element.get("type", "html") == "html" and "<" in (element.text or ""):
            yield element.text or ""


def _xml(text: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(text)  # noqa: S314  (the site is our own, and expat limits entities)
    except ElementTree.ParseError as error:
        raise InvalidDataError(str(error)) from error


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidDataError(str(error)) from error


def _strings(value: Any) -> Iterator[tuple[str, str]]:
    """Yield every string in a JSON value with the key of the mapping that it is in; in no particular order."""
    waiting: list[tuple[str, Any]] = [("", value)]
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, str):
            yield key, value
        elif isinstance(value, list):
            waiting += ((key, item) for item in value)
        elif isinstance(value, dict):
            waiting += value.items()


def _is_web(value: str) -> bool:
    return value.lower().startswith(_WEB) and not any(map(str.isspace, value))
