"""The addresses in HTML and in SVG (HTML Living Standard, “Attributes”, those whose value is a URL; SVG 2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from ada_url import join_url
from selectolax.lexbor import LexborHTMLParser, LexborNode

from policysite.links import data, styles
from policysite.links.html_context import Reader
from policysite.links.model import Content, Kind, Reference

# Attributes that hold one address, and who goes there but for those that decide it by their element; and several.
_ONE = {
    "href": Kind.LINK,
    "xlink:href": Kind.LINK,
    "action": Kind.LINK,
    "formaction": Kind.LINK,
    "src": Kind.RESOURCE,
    "poster": Kind.RESOURCE,
    "data": Kind.RESOURCE,
    "background": Kind.RESOURCE,
    "cite": Kind.STATEMENT,
    "longdesc": Kind.STATEMENT,
}
_SEVERAL = ("srcset", "imagesrcset", "ping")
# Attributes of SVG that are styles.
_STYLES = (
    "style",
    "fill",
    "stroke",
    "filter",
    "mask",
    "clip-path",
    "cursor",
    "marker-start",
    "marker-mid",
    "marker-end",
)
_OF_OBJECT = "data"
# What a link leads a browser to without anything being fetched from that address.
_CONNECTIONS = {"preconnect", "dns-prefetch"}
# Properties of a card whose value is an address, by their last part (Open Graph, Twitter, browsers' tiles).
_OF_CARD = {"url", "secure_url", "image", "audio", "video", "player", "stream", "src", "config", "tileimage"}
_OWN_ADDRESS = "og:url"
# What stands in the place of an address where a browser is to ask for none (msapplication-config).
_NO_ADDRESS = "none"
# The address of a candidate of a srcset; what ends its descriptors, or keeps a comma from ending them.
_CANDIDATE = re.compile(r"[^,\s]\S*")
_NESTING = re.compile(r"[(),]")
_HEADING = re.compile("h[1-6]")
_DATA = "application/ld+json"
# Elements whose content is no part of the page (HTML Living Standard: raw text, and the content of a template).
_INERT = "template, textarea, xmp, iframe, noembed, noframes"

_SELECTOR = ", ".join(
    [
        *("[id]", "a[name]", "base", "meta[content]", "style", f'script[type="{_DATA}"]', "[srcdoc]", "[style]"),
        *(f"[{name}]" for name in (*_ONE, *_SEVERAL) if ":" not in name and name != _OF_OBJECT),
        f"object[{_OF_OBJECT}]",
        *(f'[{name}*="url("]' for name in _STYLES if name != "style"),
    ]
)


# Who goes there, the attribute, the address, and whether a fragment behind it names nothing on a page.
_Written: TypeAlias = tuple[Kind, str, str, bool]


def content(file: str, html: str, address: str) -> Content:
    """What a page holds that concerns addresses.

    Args:
        file: its path below the site's folder.
        html: the page.
        address: the whole address at which it is published.
    """
    tree = LexborHTMLParser(html)
    root = tree.root
    language = (root.attributes.get("lang") or "") if root is not None else ""
    base = address
    first = tree.css_first("base[href]")
    if first is not None:
        base = _joined(address, first.attributes["href"] or "")
    surroundings = Reader()
    ids: set[str] = set()
    references: list[Reference] = []
    clause = ""
    seen = None
    for node in tree.css(_SELECTOR):
        # (One that several selectors match is given several times, one after the other.)
        if node.mem_id == seen:
            continue
        seen = node.mem_id
        tag, attributes = node.tag or "", node.attributes
        name = attributes.get("id")
        if name:
            ids.add(name)
            if _HEADING.fullmatch(tag):
                clause = name
        if tag == "a" and attributes.get("name"):
            ids.add(attributes["name"] or "")
        for kind, attribute, written, names in _written(node, tag, attributes):
            around = surroundings.of(node)
            references.append(
                Reference(
                    file=file,
                    kind=kind,
                    address=written,
                    base=base,
                    tag=tag,
                    attribute=attribute,
                    attributes=attributes,
                    language=around.language,
                    clause=clause,
                    in_text=around.in_text,
                    inside=around.elements[1:],
                    any_fragment=names,
                )
            )
        inner = attributes.get("srcdoc")
        if inner:
            in_text = surroundings.of(node).in_text
            references += (replace(each, in_text=in_text) for each in content(file, inner, base).references)
    inert = "\n".join(node.html or "" for node in tree.css(_INERT))
    return Content(tuple(references), frozenset(ids), language, inert)


def _joined(address: str, written: str) -> str:
    try:
        return join_url(address, written)
    except ValueError:
        return address


def _written(node: LexborNode, tag: str, attributes: Mapping[str, str | None]) -> Iterator[_Written]:
    """The addresses in an element."""
    if tag == "base":
        return
    if tag == "meta":
        yield from _of_meta(attributes)
        return
    if tag == "style":
        yield from ((Kind.RESOURCE, "", address, False) for address, _, _ in styles.addresses(node.text()))
    elif tag == "script" and attributes.get("type") == _DATA:
        for key, address in data.linked_data(node.text()):
            yield Kind.STATEMENT, "", address, key == data.NAME
    for name, value in attributes.items():
        if name in _ONE and (name != _OF_OBJECT or tag == "object"):
            kind = _kind(tag, name, attributes)
            if kind is not None:
                yield kind, name, value or "", False
        elif name in _SEVERAL and value:
            addresses = value.split() if name == "ping" else _candidates(value)
            yield from ((Kind.RESOURCE, name, address, False) for address in addresses)
        elif name in _STYLES and value and "(" in value:
            yield from ((Kind.RESOURCE, name, address, False) for address, _, _ in styles.addresses(value))


def _kind(tag: str, name: str, attributes: Mapping[str, str | None]) -> Kind | None:
    """Who goes where an attribute with one address leads; None where nobody does."""
    if tag == "link":
        return _of_link(attributes)
    if name.endswith("href"):
        return Kind.LINK if tag in ("a", "area") else Kind.RESOURCE
    return _ONE[name]


def _of_link(attributes: Mapping[str, str | None]) -> Kind | None:
    """Who goes where a `link` leads; None where nobody does."""
    relations = (attributes.get("rel") or "").lower().split()
    if _CONNECTIONS.intersection(relations):
        return None
    if "canonical" in relations:
        return Kind.CANONICAL
    if "alternate" in relations and "hreflang" in attributes:
        return Kind.LANGUAGE
    return Kind.RESOURCE


def _of_meta(attributes: Mapping[str, str | None]) -> Iterator[_Written]:
    value = (attributes.get("content") or "").strip()
    if (attributes.get("http-equiv") or "").lower() == "refresh":
        address = _refreshed(value)
        if address:
            yield Kind.REFRESH, "content", address, False
        return
    name = (attributes.get("property") or attributes.get("name") or "").lower()
    if ":" not in name and "-" not in name:
        return
    last = re.split("[:-]", name)[-1]
    if last in _OF_CARD and value and value.lower() != _NO_ADDRESS:
        yield Kind.CANONICAL if name == _OWN_ADDRESS else Kind.STATEMENT, "content", value, False


def _refreshed(value: str) -> str:
    """The address that a page sends its reader on to; empty where it is only loaded again."""
    rest = value.lstrip().lstrip("0123456789.").lstrip()
    rest = rest[1:].lstrip() if rest[:1] in (";", ",") else rest
    if rest[:3].lower() == "url" and rest[3:].lstrip()[:1] == "=":
        rest = rest[3:].lstrip()[1:].lstrip()
    if rest[:1] in ("'", '"'):
        rest = rest[1:].partition(rest[0])[0]
    return rest.strip()


def _candidates(value: str) -> Iterator[str]:
    """The addresses of a `srcset`: each up to a space or a comma at its end, and then what it is for, up to a comma."""
    place = 0
    while candidate := _CANDIDATE.search(value, place):
        place = candidate.end()
        if not candidate[0].endswith(","):
            place = _behind_descriptors(value, place)
        address = candidate[0].rstrip(",")
        if address:
            yield address


def _behind_descriptors(value: str, start: int) -> int:
    """The place behind the first comma from `start` on that is in no parentheses."""
    depth = 0
    for sign in _NESTING.finditer(value, start):
        depth += (sign[0] == "(") - (sign[0] == ")")
        if sign[0] == "," and depth <= 0:
            return sign.end()
    return len(value)
