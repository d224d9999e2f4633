"""The files of a site for programs: they name this site, and nothing in them could be taken for a page."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Collection, Iterator
from dataclasses import replace
from io import BytesIO

import ada_url
from lxml import etree

from policysite.contacts.divided import BORDER
from policysite.corpus import Settings, destinations
from policysite.corpus.url_safety import ADDRESS
from policysite.output_check import robots, rules
from policysite.output_check.addresses import Addresses
from policysite.output_check.elements import Address
from policysite.output_check.json_data import json_in, named_texts_in
from policysite.output_check.pages import PageCheck
from policysite.output_check.published_files import PublishedKind
from policysite.output_check.rules import Problem
from policysite.output_check.xml import instructions, root_of

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
# A digest in the JSON of a document: nobody takes a text of this length for a contact.
_DIGEST = re.compile(r"v\d+ [0-9a-f]{32}")
_WEB_MANIFEST_KEYS = {"name", "lang", "start_url", "display", "icons"}
_ADDRESS_KEYS = ("url", "data", "href", "src")
# The contents of the proofs for search engines, by their names.
_PROOFS = {
    destinations.GOOGLE_PROOF: r"google-site-verification: (\S+?)\s*",
    destinations.YANDEX_PROOF: (
        r'<html>\s*<head>\s*<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">\s*</head>'
        r"\s*<body>\s*Verification: ([0-9a-f]+)\s*</body>\s*</html>\s*"
    ),
    destinations.BING_PROOF: r'(?:<\?xml version="1\.0"\?>\s*)?<users>\s*<user>[0-9A-F]+</user>\s*</users>\s*',
}
_CNAME, _ROBOTS = "CNAME", "robots.txt"
_ROBOTS_LINE = re.compile(
    r"(?:#.*|(?:user-agent|allow|disallow|sitemap|crawl-delay|clean-param|host)[ \t]*:.*)?", re.IGNORECASE
)
_SITEMAP_FIELD = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S*)", re.IGNORECASE | re.MULTILINE)
_HOST_FIELD = re.compile(r"^[ \t]*host[ \t]*:[ \t]*(\S*)", re.IGNORECASE | re.MULTILINE)
# A field of `security.txt` with the first word of its value, and a value that is an address.
_SECURITY_FIELD = re.compile(r"^(?!#)([!-9;-~]+)[ \t]*:[ \t]*(\S*)", re.MULTILINE)
_WITH_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SCHEMES = {name.lower(): schemes for name, schemes in destinations.SECURITY_ADDRESSES.items()}
# The members of `gpc.json` (Global Privacy Control of W3C), with the values that they may have.
_GPC = {
    "gpc": re.compile("True|False"),
    "lastUpdate": re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?", re.ASCII),
    "version": re.compile("1"),
}
# Text that a browser would take for HTML, if a server said that it is.
_MARKUP = re.compile(r"<(?:[a-z][a-z0-9-]*[\s/>]|[!?/])", re.IGNORECASE)
# Control characters, and ends of lines that only some programs recognize; below, characters that nobody sees and no
# language needs.
_NOT_IN_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ufeff]|\r(?!\n)"
    "|[\u200b\u202a-\u202e\u2060-\u206f\U000e0000-\U000e0fff]"
)
_MAX_UNPACKED_BYTES = 100_000_000


def text_problems(
    path: str, content: bytes, settings: Settings, addresses: Addresses, pages: Collection[str] = ()
) -> Iterator[Problem]:
    """Yield what is wrong with a text that a program looks for under a certain name.

    The pages are the URLs of those that search engines may find, below that of the site.
    """
    try:
        text = content.decode()
    except UnicodeDecodeError:
        yield Problem(rules.FILE_INVALID, path)
        return
    if _NOT_IN_TEXT.search(text) or not _has_form(path, text):
        yield Problem(rules.FILE_INVALID, path)
        return
    if path not in (_CNAME, _ROBOTS, destinations.SECURITY_TXT):  # nothing in it that anybody could read
        return
    host = ada_url.URL(settings.url).host
    if path == _CNAME:
        if text.strip() != host:
            yield Problem(rules.ADDRESS, text.strip()[:80])
        return
    wrong = [each for each in ADDRESS.findall(text) if not addresses.is_of_operator(each)]
    if path == _ROBOTS:
        wrong += (each for each in _SITEMAP_FIELD.findall(text) if addresses.broken_rule(each, Address.OWN))
        for line, hiding in robots.hiding_rules(text, settings.url, pages):
            yield Problem(rules.PAGE_HIDDEN, hiding, (hiding,), line=line)
        wrong += (each for each in _HOST_FIELD.findall(text) if each.removeprefix("https://").rstrip("/") != host)
    else:
        fields = ((value, _SCHEMES.get(name.lower(), ())) for name, value in _SECURITY_FIELD.findall(text))
        wrong += (value for value, schemes in fields if _WITH_SCHEME.match(value) and not value.startswith(schemes))
    problems = [Problem(rules.ADDRESS, address, (address,)) for address in dict.fromkeys(wrong)]
    read = ADDRESS.sub("", text)
    lines = BORDER.join(line.lstrip(destinations.COMMENT_SIGNS) for line in read.splitlines())
    for problem in (*problems, *addresses.unlisted_contacts(read), *addresses.unlisted_divided_contacts(lines)):
        yield replace(problem, line=text.count("\n", 0, max(text.find(problem.what), 0)) + 1)


def _has_form(path: str, text: str) -> bool:
    """True if a text has the form that programs expect under its name; none is expected under most names."""
    for name, form in _PROOFS.items():
        if named := re.fullmatch(name, path):
            match = re.fullmatch(form, text)
            return match is not None and match.groups() == named.groups()
    if path == destinations.GPC:
        return _is_gpc(text)
    if path == _ROBOTS and not all(map(_ROBOTS_LINE.fullmatch, text.splitlines())):
        return False
    return path in (_CNAME, _ROBOTS, destinations.SECURITY_TXT) and not _MARKUP.search(text)


def _is_gpc(text: str) -> bool:
    """True if a text is the statement of a site about Global Privacy Control."""
    data = json_in(text)
    return isinstance(data, dict) and all(
        name in _GPC and _GPC[name].fullmatch(str(value)) for name, value in data.items()
    )


def data_problems(kind: PublishedKind, content: bytes, addresses: Addresses) -> Iterator[Problem]:
    """Yield what is wrong with JSON: the text of a document, or the web app manifest of a language."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        yield Problem(rules.FILE_INVALID, ".json")
        return
    if kind is PublishedKind.WEB_MANIFEST:
        for key in sorted(data.keys() - _WEB_MANIFEST_KEYS) if isinstance(data, dict) else ["[]"]:
            yield Problem(rules.ATTRIBUTE, key, (key,))
    linked: dict[str, None] = {}
    read: dict[str, None] = {}
    for name, text in named_texts_in(data):
        (linked if name in _ADDRESS_KEYS else read)[text] = None
    yield from addresses.unlisted_contacts_in(
        text for text in read if text not in linked and not _DIGEST.fullmatch(text)
    )
    for address in linked:
        rule = addresses.broken_rule(address, Address.FILE if kind is PublishedKind.WEB_MANIFEST else Address.LINK)
        if rule:
            yield Problem(rule, address, (address,))


def feed_problems(content: bytes, addresses: Addresses, pages: PageCheck) -> Iterator[Problem]:
    """Yield what is wrong with a feed."""
    root = root_of(content)
    if isinstance(root, Problem):
        yield root
        return
    yield from _xml_problems(root, _FEED_ELEMENTS, addresses)
    yield from addresses.unlisted_contacts_in(map(str, root.itertext(etree.Element)))
    for element in root.iter(etree.Element):
        kind = element.get("type")
        if kind == "html":
            yield from pages.problems_of_entry(element.text or "")
        elif kind is not None and "href" not in element.attrib:  # readers would take it for something else than text
            yield Problem(rules.ATTRIBUTE, f'type="{kind}"', line=element.sourceline)


def sitemap_problems(content: bytes, addresses: Addresses) -> Iterator[Problem]:
    """Yield what is wrong with the sitemap."""
    root = root_of(content)
    yield from [root] if isinstance(root, Problem) else _xml_problems(root, _SITEMAP_ELEMENTS, addresses)


def locations(sitemap: bytes) -> set[str | None]:
    """Return the URLs of the pages in the sitemap."""
    root = root_of(sitemap)
    return set() if isinstance(root, Problem) else {each.text for each in root.iter(f"{{{_SITEMAPS}}}loc")}


def _xml_problems(root: etree._Element, elements: Collection[str], addresses: Addresses) -> Iterator[Problem]:
    yield from instructions(root)
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
