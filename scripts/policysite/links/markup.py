"""The addresses in HTML and in SVG: in the elements and attributes that the output check permits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from policysite.corpus.model import HEADINGS
from policysite.links import data
from policysite.links.model import FileLinks, LinkKind, Reference

# Elements that contain the text of a page.
_TEXT = ("article", "main")
_SELECTOR = '[id], [href], [src], meta[property="og:url"], script[type="application/ld+json"]'


def file_links(file: str, html: str) -> FileLinks:
    """Return the links and ids in the HTML of a file, which is given by its path below the site's folder."""
    tree = LexborHTMLParser(html)
    root = tree.root
    language = (root.attributes.get("lang") or "") if root is not None else ""
    contexts: dict[int, _Context] = {}
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
        if name := attributes.get("id"):
            ids.add(name)
            if tag in HEADINGS:
                clause = name
        for kind, written in _written(node, tag, attributes):
            context = _context(node, contexts)
            references.append(
                Reference(
                    file=file,
                    kind=kind,
                    address=written,
                    tag=tag,
                    hreflang=attributes.get("hreflang"),
                    language=context.language,
                    clause=clause,
                    in_text=context.in_text,
                )
            )
    return FileLinks(tuple(references), frozenset(ids), language)


def _written(node: LexborNode, tag: str, attributes: Mapping[str, str | None]) -> Iterator[tuple[LinkKind, str]]:
    """Yield the links of an element: of each the kind, and the address as written."""
    if tag == "meta":
        yield LinkKind.CANONICAL, (attributes.get("content") or "").strip()
    elif tag == "script" and "src" not in attributes:
        yield from ((LinkKind.METADATA, address) for address in data.json_addresses(node.text()))
    elif "href" in attributes:
        yield _kind(tag, attributes), attributes["href"] or ""
    elif "src" in attributes:
        yield LinkKind.RESOURCE, attributes["src"] or ""


def _kind(tag: str, attributes: Mapping[str, str | None]) -> LinkKind:
    """Return the kind of the link in a `href`."""
    if tag == "a":
        return LinkKind.LINK
    relations = (attributes.get("rel") or "").split()
    if "canonical" in relations:
        return LinkKind.CANONICAL
    return LinkKind.LANGUAGE if "alternate" in relations and "hreflang" in attributes else LinkKind.RESOURCE


class _Context(NamedTuple):
    """The context of an element by its ancestors: whether it is in the text of the page, and its declared language."""

    in_text: bool = False
    language: str = ""


def _context(node: LexborNode | None, known: dict[int, _Context]) -> _Context:
    """Return the context of an element; each ancestor is visited once."""
    chain: list[LexborNode] = []
    while node is not None and node.mem_id not in known:
        chain.append(node)
        node = node.parent
    found = known[node.mem_id] if node is not None else _Context()
    for each in reversed(chain):
        language = each.attributes.get("lang")
        found = _Context(found.in_text or each.tag in _TEXT, found.language if language is None else language)
        known[each.mem_id] = found
    return found
