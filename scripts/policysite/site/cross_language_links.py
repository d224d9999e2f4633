"""Links that MkDocs cannot resolve: to other languages, which static-i18n builds on their own, and in frozen copies."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from policysite.corpus.relative_links import is_relative, target
from policysite.site.view import PageView

_ADDRESSES = {"a": "href", "img": "src"}
# Python-Markdown's mark of an escaped character, with which the address of an email begins.
_ESCAPED = "\x02"


def relative_addresses(root: Element) -> Iterator[tuple[Element, str, str]]:
    """Yield the links and images with a relative address: the element, the name of its attribute, the address."""
    for element in root.iter():
        name = _ADDRESSES.get(element.tag, "")
        address = element.get(name)
        if address is not None and _ESCAPED not in address and is_relative(address):
            yield element, name, address


def leads_to_page(address: str) -> bool:
    """True if the address of a link on a built page is that of a page, not of an image or a document."""
    return posixpath.splitext(re.split("[?#]", address, maxsplit=1)[0])[1] in ("", ".html")


def resolve(root: Element, view: PageView) -> None:
    """Make the links of a page lead to the right page, in place; dead ones of a frozen copy become text."""
    page = view.page
    here = posixpath.dirname(f"{page.language}/{page.name}")
    for element, name, address in relative_addresses(root):
        if not address or address.startswith("#"):
            continue
        found = target(address, page, view.corpus)
        fragment = f"#{found.fragment}" if found and found.fragment else ""
        if found and found.page and found.page.language != page.language:
            element.set(name, view.urls.absolute(found.page.language, found.page.name) + fragment)
        elif page.frozen_as is None:
            continue  # MkDocs does it
        elif found is None:
            element.tag = "span"
            element.attrib.clear()
        elif found.page is page:
            element.set(name, fragment or f"#{page.clauses[0].id}")
        else:
            element.set(name, posixpath.relpath(found.path, here) + fragment)
