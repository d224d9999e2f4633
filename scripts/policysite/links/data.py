"""The addresses in what machines read: JSON-LD, web app manifests, sitemaps, feeds, robots.txt and its like."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

# Keys of JSON-LD whose values name a vocabulary, not a page.
_VOCABULARY = ("@context", "@type", "@vocab", "@base")
# Keys of JSON-LD whose values are addresses, whole or relative (schema.org, those that expect a URL).
_OF_LINKED_DATA = {
    "acquireLicensePage",
    "codeRepository",
    "contentUrl",
    "correctionsPolicy",
    "diversityPolicy",
    "downloadUrl",
    "embedUrl",
    "ethicsPolicy",
    "image",
    "installUrl",
    "item",
    "license",
    "logo",
    "mainEntityOfPage",
    "photo",
    "publishingPrinciples",
    "relatedLink",
    "sameAs",
    "screenshot",
    "significantLink",
    "termsOfService",
    "thumbnailUrl",
    "url",
    "usageInfo",
}
# Keys of JSON-LD whose values are words, which may begin with an address.
_OF_WORDS = {
    "abstract",
    "alternateName",
    "articleBody",
    "caption",
    "description",
    "disambiguatingDescription",
    "headline",
    "keywords",
    "name",
    "text",
}
# The key under which JSON-LD names what it speaks of: a fragment there need not stand on the page.
NAME = "@id"
# Members of a web app manifest that are addresses (Web Application Manifest); `id` is a name.
_OF_MANIFEST = ("start_url", "scope", "src", "url")
_WEB = ("http://", "https://")
# Lines of robots.txt and of security.txt (RFC 9116) whose value is an address.
_LINES = ("sitemap", "contact", "canonical", "policy", "encryption", "acknowledgments", "hiring", "csaf")
# Attributes of sitemaps and feeds that are addresses.
_IN_FEEDS = ("href", "url", "src")
# Elements of sitemaps and feeds whose text is an address (sitemaps.org, RSS 2.0, RFC 4287, image sitemaps).
_OF_TEXT = {"loc", "link", "comments", "docs", "icon", "logo", "uri", "player_loc", "content_loc", "thumbnail_loc"}
# Those that hold HTML, escaped; unless they say otherwise in `type`.
_OF_HTML = {"description", "encoded", "content", "summary"}
_FEEDS = ("rss", "feed", "channel")


class NoDataError(Exception):
    """A text is not what its name promises; the text of the error says why."""


def linked_data(text: str) -> Iterator[tuple[str, str]]:
    """The addresses in JSON-LD, but for the names of vocabularies, each behind its key.

    Under a key that is known to hold addresses any text is one, under other keys what is a whole one; a space in that
    is a slip of the pen, unless the key holds words.

    Raises:
        NoDataError: it is no JSON.
    """
    for key, value in _strings(_json(text)):
        if key in _VOCABULARY:
            continue
        whole = value.strip().lower().startswith(_WEB) if key not in _OF_WORDS else _is_web(value)
        if whole or key in _OF_LINKED_DATA:
            yield key, value


def manifest(text: str) -> Iterator[str]:
    """The addresses in a web app manifest.

    Raises:
        NoDataError: it is no JSON.
    """
    return (value for key, value in _strings(_json(text)) if key in _OF_MANIFEST)


def lines(text: str) -> Iterator[tuple[str, int, int]]:
    """The addresses in a robots.txt or security.txt, with line and column, from 1."""
    for number, line in enumerate(text.splitlines(), start=1):
        name, _, value = line.partition(":")
        if name.strip().lower() in _LINES and _is_web(value.strip()):
            yield value.strip(), number, line.index(value.strip(), len(name)) + 1


def feed(text: str) -> Iterator[tuple[str, str, Mapping[str, str], str]]:
    """The addresses in a sitemap or a feed: element, attribute or nothing, all its attributes, address.

    Raises:
        NoDataError: it is no XML.
    """
    root = _xml(text)
    for element in root.iter():
        tag, text_of = _local(element), (element.text or "").strip()
        for attribute in _IN_FEEDS:
            if attribute in element.attrib:
                yield tag, attribute, element.attrib, element.attrib[attribute]
        if text_of and (tag in _OF_TEXT or (tag == "guid" and element.get("isPermaLink") != "false")):
            yield tag, "", element.attrib, text_of


def entries(text: str) -> Iterator[str]:
    """The pieces of HTML that a feed holds.

    Raises:
        NoDataError: it is no XML.
    """
    root = _xml(text)
    if _local(root) not in _FEEDS:
        return
    for element in root.iter():
        if _local(element) in _OF_HTML and element.get("type", "html") == "html" and "<" in (element.text or ""):
            yield element.text or ""


def _xml(text: str) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(text)  # noqa: S314  (the site is our own, and expat bounds what entities grow to)
    except ElementTree.ParseError as error:
        raise NoDataError(str(error)) from error


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoDataError(str(error)) from error


def _strings(value: Any) -> Iterator[tuple[str, str]]:
    """Every string in a JSON value, with the key of the mapping that it stands in; in no order of its own."""
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
