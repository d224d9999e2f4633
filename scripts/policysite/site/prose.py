"""The text of a rendered page clause by clause, for machines: without the notes and without typography."""

from __future__ import annotations

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborHTMLParser

from policysite.site.annotations import BOX, NOTES


def plain(text: str) -> str:
    """Text as it was written: white space folded, no soft hyphens, no bound spaces."""
    return re.sub(r"\s+", " ", text.replace("\N{SOFT HYPHEN}", "")).strip()


def prose(content: str) -> Mapping[str, str]:
    """What stands under each heading of a rendered page, by the heading's id, in the order of the page.

    Items of a list that begin with a link are left out: they are ways on, not text.
    """
    document = LexborHTMLParser(content)
    # Python-Markdown ends every block with a line break, so that the texts of blocks stay apart.
    for note in document.css(", ".join([f".{name}" for name in NOTES] + [f".{BOX} > a"])):
        note.decompose()
    for item in document.css("li"):
        link = item.css_first("a")
        if link is not None and item.text().strip().startswith(link.text().strip()):
            item.decompose()
    texts: dict[str, list[str]] = {}
    current: list[str] = []
    for node in document.css("body > *"):
        heading = node.css_first(":is(h1, h2, h3, h4, h5, h6)[id]")
        if heading is not None:
            current = texts.setdefault(heading.attributes["id"] or "", [])
        else:
            current.append(node.text())
    return {clause: plain(" ".join(parts)) for clause, parts in texts.items()}
