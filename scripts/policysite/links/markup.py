"""The addresses in HTML and in SVG (HTML Living Standard, “Attributes”, those whose value is a URL; SVG 2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from ada_url import join_url
from selectolax.lexbor import LexborHTMLParser, LexborNode

from policysite.corpus.model import HEADINGS
from policysite.links import data, styles
from policysite.links.html_context import ContextReader
from policysite.links.model import FileLinks, LinkKind, Reference

# Attributes with one address, with the kind of the link unless the element decides it; attributes with several.
_SINGLE_ADDRESS = {
    "href": LinkKind.LINK,
    "xlink:href": LinkKind.LINK,
    "action": LinkKind.LINK,
    "formaction": LinkKind.LINK,
    "src": LinkKind.RESOURCE,
    "poster": LinkKind.RESOURCE,
    "data": LinkKind.RESOURCE,
    "background": LinkKind.RESOURCE,
    "cite": LinkKind.METADATA,
    "longdesc": LinkKind.METADATA,
}
_ADDRESS_LIST = ("srcset", "imagesrcset", "ping")
# Attributes whose value is CSS.
_STYLES = (
    *("style", "fill", "stroke", "filter", "mask", "clip-path", "cursor"),
    *("marker-start", "marker-mid", "marker-end"),
)
_OBJECT_ATTRIBUTE = "data"
# Relations of a `link` for which the browser only connects to the host.
_CONNECTIONS = {"preconnect", "dns-prefetch"}
# Properties of `meta` elements whose value is an address, by their last part (Open Graph, Twitter, browsers' tiles).
_CARD_PROPERTIES = {"url", "secure_url", "image", "audio", "video", "player", "stream", "src", "config", "tileimage"}
_CANONICAL_PROPERTY = "og:url"
# A value that is not an address (msapplication-config).
_NO_ADDRESS = "none"
# The address of a candidate in a srcset; the characters that determine where its descriptors end.
_CANDIDATE = re.compile(r"[^,\s]\S*")
_NESTING = re.compile(r"[(),]")
_DATA = "application/ld+json"
# Elements whose content is not part of the page (HTML Living Standard: raw text, and the content of a template).
_INERT = "template, textarea, xmp, iframe, noembed, noframes"

_SELECTOR = ", ".join(
    [
        *("[id]", "a[name]", "base", "meta[content]", "style", f'script[type="{_DATA}"]', "[srcdoc]", "[style]"),
        *(f"[{name}]" for name in (*_SINGLE_ADDRESS, *_ADDRESS_LIST) if ":" not in name and name != _OBJECT_ATTRIBUTE),
        f"object[{_OBJECT_ATTRIBUTE}]",
        *(f'[{name}*="url("]' for name in _STYLES if name != "style"),
    ]
)


# The kind of the link, the address, and True if its fragment does not name an element of a page.
_Written: TypeAlias = tuple[LinkKind, str, bool]


def file_links(file: str, html: str, address: str) -> FileLinks:
    """Return the links and ids of a page.

    Args:
        file: its path below the site's folder.
        html: the page.
        address: the absolute URL at which it is published.
    """
    tree = LexborHTMLParser(html)
    root = tree.root
    language = (root.attributes.get("lang") or "") if root is not None else ""
    base = address
    first = tree.css_first("base[href]")
    if first is not None:
        base = _joined(address, first.attributes["href"] or "")
    contexts = ContextReader()
    ids: set[str] = set()
    references: list[Reference] = []
    clause = ""
    seen = None
    for node in tree.css(_SELECTOR):
        # An element that several selectors match is returned several times in a row.
        if node.mem_id == seen:
            continue
        seen = node.mem_id
        tag, attributes = node.tag or "", node.attributes
        name = attributes.get("id")
        if name:
            ids.add(name)
            if tag in HEADINGS:
                clause = name
        if tag == "a" and attributes.get("name"):
            ids.add(attributes["name"] or "")
        for kind, written, any_fragment in _written(node, tag, attributes):
            context = contexts.context(node)
            references.append(
                Reference(
                    file=file,
                    kind=kind,
                    address=written,
                    base=base,
                    tag=tag,
                    hreflang=attributes.get("hreflang"),
                    language=context.language,
                    clause=clause,
                    in_text=context.in_text,
                    any_fragment=any_fragment,
                )
            )
        inner = attributes.get("srcdoc")
        if inner:
            in_text = contexts.context(node).in_text
            references += (replace(each, in_text=in_text) for each in file_links(file, inner, base).references)
    inert = "\n".join(node.html or "" for node in tree.css(_INERT))
    return FileLinks(tuple(references), frozenset(ids), language, inert)


def _joined(address: str, written: str) -> str:
    try:
        return join_url(address, written)
    except ValueError:
        return address


def _written(node: LexborNode, tag: str, attributes: Mapping[str, str | None]) -> Iterator[_Written]:
    """Yield the links of an element."""
    if tag == "base":
        return
    if tag == "meta":
        yield from _meta_links(attributes)
        return
    if tag == "style":
        yield from ((LinkKind.RESOURCE, address, False) for address in styles.addresses(node.text()))
    elif tag == "script" and attributes.get("type") == _DATA:
        for key, address in data.linked_data(node.text()):
            yield LinkKind.METADATA, address, key == data.ID_KEY
    for name, value in attributes.items():
        if name in _SINGLE_ADDRESS and (name != _OBJECT_ATTRIBUTE or tag == "object"):
            kind = _kind(tag, name, attributes)
            if kind is not None:
                yield kind, value or "", False
        elif name in _ADDRESS_LIST and value:
            addresses = value.split() if name == "ping" else _candidates(value)
            yield from ((LinkKind.RESOURCE, address, False) for address in addresses)
        elif name in _STYLES and value and "(" in value:
            yield from ((LinkKind.RESOURCE, address, False) for address in styles.addresses(value))


def _kind(tag: str, name: str, attributes: Mapping[str, str | None]) -> LinkKind | None:
    """Return the kind of the link in an attribute with one address; None if nothing follows it."""
    if tag == "link":
        return _link_element_kind(attributes)
    if name.endswith("href"):
        return LinkKind.LINK if tag in ("a", "area") else LinkKind.RESOURCE
    return _SINGLE_ADDRESS[name]


def _link_element_kind(attributes: Mapping[str, str | None]) -> LinkKind | None:
    """Return the kind of a `link` element; None if nothing follows it."""
    relations = (attributes.get("rel") or "").lower().split()
    if _CONNECTIONS.intersection(relations):
        return None
    if "canonical" in relations:
        return LinkKind.CANONICAL
    if "alternate" in relations and "hreflang" in attributes:
        return LinkKind.LANGUAGE
    return LinkKind.RESOURCE


def _meta_links(attributes: Mapping[str, str | None]) -> Iterator[_Written]:
    value = (attributes.get("content") or "").strip()
    if (attributes.get("http-equiv") or "").lower() == "refresh":
        address = _refresh_address(value)
        if address:
            yield LinkKind.REFRESH, address, False
        return
    name = (attributes.get("property") or attributes.get("name") or "").lower()
    if ":" not in name and "-" not in name:
        return
    last = re.split("[:-]", name)[-1]
    if last in _CARD_PROPERTIES and value and value.lower() != _NO_ADDRESS:
        yield LinkKind.CANONICAL if name == _CANONICAL_PROPERTY else LinkKind.METADATA, value, False


def _refresh_address(value: str) -> str:
    """Return the address in a `refresh`; empty if the page itself is loaded again."""
    rest = value.lstrip().lstrip("0123456789.").lstrip()
    rest = rest[1:].lstrip() if rest[:1] in (";", ",") else rest
    if rest[:3].lower() == "url" and rest[3:].lstrip()[:1] == "=":
        rest = rest[3:].lstrip()[1:].lstrip()
    if rest[:1] in ("'", '"'):
        rest = rest[1:].partition(rest[0])[0]
    return rest.strip()


def _candidates(value: str) -> Iterator[str]:
    """Yield the addresses of a `srcset`: each ends at a space or a comma, and its descriptors at the next comma."""
    index = 0
    while candidate := _CANDIDATE.search(value, index):
        index = candidate.end()
        if not candidate[0].endswith(","):
            index = _after_descriptors(value, index)
        address = candidate[0].rstrip(",")
        if address:
            yield address


def _after_descriptors(value: str, start: int) -> int:
    """Return the index after the first comma at or after `start` that is not in parentheses."""
    depth = 0
    for sign in _NESTING.finditer(value, start):
        depth += (sign[0] == "(") - (sign[0] == ")")
        if sign[0] == "," and depth <= 0:
            return sign.end()
    return len(value)
