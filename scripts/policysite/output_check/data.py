"""The files of a site for programs: they name this site, and nothing in them could be taken for a page."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Collection, Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

import ada_url
from lxml import etree

from policysite.corpus import Settings, destinations
from policysite.output_check import rules
from policysite.output_check.addresses import Addresses
from policysite.output_check.elements import Address
from policysite.output_check.images import xml_active, xml_root
from policysite.output_check.pages import PageCheck, is_json, texts_in
from policysite.output_check.places import Kind
from policysite.output_check.rules import Problem

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAPS, _XHTML = "http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.w3.org/1999/xhtml"
_FEED_ELEMENTS = frozenset(
    f"{{{_ATOM}}}{name}"
    for name in (
        *("feed", "entry", "id", "title", "subtitle", "updated", "published", "author", "name", "link"),
        *("summary", "content"),
    )
)
_SITEMAP_ELEMENTS = frozenset(
    {*(f"{{{_SITEMAPS}}}{name}" for name in ("urlset", "url", "loc", "lastmod")), f"{{{_XHTML}}}link"}
)
_XML_ATTRIBUTES = {"href", "rel", "type", "hreflang", "{http://www.w3.org/XML/1998/namespace}lang"}
_WEB_MANIFEST_KEYS = {"name", "lang", "start_url", "display", "icons"}
_ADDRESS_KEYS = ("url", "data", "href", "src")
# What the files may say that search engines and servers look for.
_TEXTS = {
    "google": re.compile(r"google-site-verification: google[0-9a-f]+\.html\s*"),
    "yandex": re.compile(
        r'<html>\s*<head>\s*<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">\s*</head>'
        r"\s*<body>\s*Verification: [0-9a-f]+\s*</body>\s*</html>\s*"
    ),
    "BingSiteAuth": re.compile(r'(?:<\?xml version="1\.0"\?>\s*)?<users>\s*<user>[0-9A-F]+</user>\s*</users>\s*'),
}
_ROBOTS_LINE = re.compile(
    r"(?:#.*|(?:user-agent|allow|disallow|sitemap|crawl-delay|clean-param|host)[ \t]*:.*)?", re.IGNORECASE
)
_SITEMAP_FIELD = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S*)", re.IGNORECASE | re.MULTILINE)
# What a browser would take for HTML, if a server said that it is.
_MARKUP = re.compile(r"<(?:[a-z][a-z0-9-]*[\s/>]|[!?/])", re.IGNORECASE)
# The addresses in a text, besides those of contacts.
_ADDRESS = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]*://|\b(?:dns|openpgp4fpr):|\bwww\.)(?=[\w\[%])[^\s<>\"]*[\w/#=&-]", re.IGNORECASE
)
_NOT_IN_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MAX_UNPACKED_BYTES = 100_000_000


def text_problems(path: str, content: bytes, settings: Settings, addresses: Addresses) -> Iterator[Problem]:
    """Yield what is wrong with a text that a program looks for under a certain name."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        yield Problem(rules.FILE_FALSE, path)
        return
    name = PurePosixPath(path)
    form = next((form for begin, form in _TEXTS.items() if path.startswith(begin)), None)
    if (
        _NOT_IN_TEXT.search(text)
        or (form and not form.fullmatch(text))
        or (path == "robots.txt" and not all(map(_ROBOTS_LINE.fullmatch, text.splitlines())))
        or (name.suffix == ".json" and not is_json(text))
        or (form is None and _MARKUP.search(text))
    ):
        yield Problem(rules.FILE_FALSE, path)
        return
    if path == "CNAME" and text.strip() != ada_url.URL(settings.url).host:
        yield Problem(rules.ADDRESS, text.strip()[:80])
    elif path == "robots.txt":
        for address in _SITEMAP_FIELD.findall(text):
            if addresses.broken_rule(address, Address.OWN):
                yield Problem(rules.ADDRESS, address, (address,))
    if path == destinations.SECURITY_TXT:
        for address in _ADDRESS.findall(text):
            if not addresses.is_of_operator(address):
                yield Problem(rules.ADDRESS, address, (address,))
        text = _ADDRESS.sub("", text)
    shown = "\n".join(texts_in(json.loads(text))) if name.suffix == ".json" else text
    for contact in addresses.unlisted(shown) if form is None else ():  # a proof is a number
        yield Problem(rules.CONTACT, contact, (contact,))


def data_problems(kind: Kind, content: bytes, addresses: Addresses) -> Iterator[Problem]:
    """Yield what is wrong with JSON: the text of a document, or the web app manifest of a language."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        yield Problem(rules.FILE_FALSE, ".json")
        return
    if kind is Kind.WEB_MANIFEST:
        for key in sorted(data.keys() - _WEB_MANIFEST_KEYS) if isinstance(data, dict) else ["[]"]:
            yield Problem(rules.ATTRIBUTE, key, (key,))
    texts = "\n".join(texts_in(data))
    yield from (Problem(rules.CONTACT, contact, (contact,)) for contact in addresses.unlisted(texts))
    for address in _addresses_in(data):
        rule = addresses.broken_rule(address, Address.FILE if kind is Kind.WEB_MANIFEST else Address.LINK)
        if rule:
            yield Problem(rule, address, (address,))


def _addresses_in(data: Any) -> Iterator[str]:
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield from (value[key] for key in _ADDRESS_KEYS if isinstance(value.get(key), str))
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def feed_problems(content: bytes, addresses: Addresses, pages: PageCheck) -> Iterator[Problem]:
    """Yield what is wrong with a feed."""
    root = xml_root(content)
    if isinstance(root, Problem):
        yield root
        return
    yield from _xml_problems(root, _FEED_ELEMENTS, addresses)
    texts = "\n".join(map(str, root.itertext(etree.Element)))
    yield from (Problem(rules.CONTACT, contact, (contact,)) for contact in addresses.unlisted(texts))
    for element in root.iter(etree.Element):
        kind = element.get("type")
        if kind == "html":
            yield from pages.problems_of_entry(element.text or "")
        elif kind is not None and "href" not in element.attrib:  # readers would take it for something else than text
            yield Problem(rules.ATTRIBUTE, f'type="{kind}"', line=element.sourceline)


def sitemap_problems(content: bytes, addresses: Addresses) -> Iterator[Problem]:
    """Yield what is wrong with the sitemap."""
    root = xml_root(content)
    yield from [root] if isinstance(root, Problem) else _xml_problems(root, _SITEMAP_ELEMENTS, addresses)


def locations(sitemap: bytes) -> set[str | None]:
    """Return the URLs of the pages in the sitemap."""
    root = xml_root(sitemap)
    return set() if isinstance(root, Problem) else {each.text for each in root.iter(f"{{{_SITEMAPS}}}loc")}


def _xml_problems(root: etree._Element, elements: Collection[str], addresses: Addresses) -> Iterator[Problem]:
    yield from xml_active(root)
    for element in root.iter(etree.Element):
        if element.tag not in elements:
            yield Problem(rules.ELEMENT, f"<{etree.QName(element).localname}>", line=element.sourceline)
        for name in set(element.keys()) - _XML_ATTRIBUTES:
            yield Problem(rules.ATTRIBUTE, etree.QName(name).localname, line=element.sourceline)
        address = element.get("href") or (element.text if element.tag == f"{{{_SITEMAPS}}}loc" else None)
        if address is not None and addresses.broken_rule(address, Address.OWN):
            yield Problem(rules.ADDRESS, address, line=element.sourceline)


def compressed_problems(content: bytes, sitemap: bytes) -> Iterator[Problem]:
    """Yield what is wrong with the compressed sitemap: it must be the same as the other one."""
    try:
        with gzip.open(BytesIO(content)) as file:
            unpacked = file.read(_MAX_UNPACKED_BYTES)
    except (OSError, EOFError, zlib.error):
        unpacked = b""
    if unpacked != sitemap:
        yield Problem(rules.FILE_CHANGED, f"{destinations.SITEMAP}.gz")
