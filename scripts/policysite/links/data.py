"""The addresses in files for programs: JSON, sitemaps, feeds, robots.txt, security.txt."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from policysite.corpus.destinations import SECURITY_ADDRESSES

# The members that are addresses: of JSON-LD, of a web app manifest, of the text of a page for programs.
_ADDRESSES = ("@id", "url", "start_url", "src", "$schema", "data")
# In the text of a page for programs: the page has them, too.
_LINKS_OF_TEXT = "links"
_WEB = ("http://", "https://")
# Lines of robots.txt and of security.txt (RFC 9116) whose value is an address.
_LINES = ("sitemap", *map(str.lower, SECURITY_ADDRESSES))


class InvalidDataError(Exception):
    """A file is not the JSON or the XML that its name implies; the text of the error is the reason."""


def json_addresses(text: str) -> Iterator[str]:
    """Yield the addresses in JSON-LD, in a web app manifest, or in the text of a page for programs."""
    try:
        waiting: list[tuple[str, Any]] = [("", json.loads(text))]
    except (ValueError, RecursionError) as error:
        raise InvalidDataError(str(error)) from error
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, str) and key in _ADDRESSES:
            yield value
        elif isinstance(value, list):
            waiting += ((key, item) for item in value)
        elif isinstance(value, dict):
            waiting += ((name, each) for name, each in value.items() if name != _LINKS_OF_TEXT)


def text_file_addresses(text: str) -> Iterator[str]:
    """Yield the addresses in a robots.txt or security.txt."""
    for line in text.splitlines():
        name, _, value = line.partition(":")
        if name.strip().lower() in _LINES and value.strip().lower().startswith(_WEB):
            yield value.strip()


def elements(text: str) -> Iterator[ElementTree.Element]:
    """Yield the elements of a sitemap or a feed."""
    try:
        return ElementTree.fromstring(text).iter()  # noqa: S314  (the site is our own, and expat limits entities)
    except ElementTree.ParseError as error:
        raise InvalidDataError(str(error)) from error
