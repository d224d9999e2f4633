"""Numbered clauses on a page: their numbers are links to them."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from policysite.corpus.numbering.tree import MARKER

# Lengths of markers for which lists have classes of their own: “a)” is short, “1.1.1.” is long.
_SHORT_CHARACTERS, _LONG_CHARACTERS = 3, 6


def link_numbers(root: Element, label: str) -> None:
    """Make the number of each clause a link to it, called by a label with the placeholder `title` for the number."""
    for listed in root.iter("ol"):
        items = [(item, marker) for item in listed if (marker := item.attrib.pop(MARKER, None)) is not None]
        for item, marker in items:
            link = next(item.iter("span"))
            link.tag = "a"
            # The space is part of the link: between the link and a text on a line of its own, it would not be copied.
            if len(link):
                link[-1].tail = " "
            else:
                link.text = f"{marker} "
            link.tail = (link.tail or "").removeprefix(" ")
            title = label.format(title=marker)
            link.attrib |= {"class": "numbered__marker", "href": f"#{item.get('id')}", "title": title}
        if items:
            length = max(len(marker) for _, marker in items)
            size = "short" if length <= _SHORT_CHARACTERS else "long" if length >= _LONG_CHARACTERS else "medium"
            # Safari does not call a list without markers of its own a list, unless it has a role.
            listed.attrib |= {"class": f"numbered numbered--{size}", "role": "list"}
