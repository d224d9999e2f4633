"""Parts of a page that are set apart: the questions of a long page, the lists of links at its end, the cards."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from policysite.corpus import Clause
from policysite.corpus.configured_clauses import closing, questions
from policysite.corpus.urls import parts_of, readable
from policysite.site.home import first_layer
from policysite.site.view import PageView

# More questions than these are folded.
_MAX_UNFOLDED_QUESTIONS = 10


def set_apart(clauses: Iterable[tuple[Clause, list[Element]]], view: PageView) -> list[Element]:
    """Return the blocks of a page: its folded questions and its closing section are one block each, its cards a list.

    Each clause comes with its heading, its blocks and the notes on it.
    """
    folded = [clause.id for clause in questions(view.page, view.settings)]
    if len(folded) <= _MAX_UNFOLDED_QUESTIONS:
        folded = []
    last = {clause.id for clause in closing(view.page, view.settings)}
    found: list[Element] = []
    for is_last, group in itertools.groupby(clauses, lambda each: each[0].id in last):
        if is_last:
            found.append(_closing_section([block for _, blocks in group for block in blocks]))
        elif view.has_cards:
            found += first_layer(group)
        else:
            for clause, blocks in group:
                found += [_folded(blocks)] if clause.id in folded else blocks
    return found


def _folded(blocks: list[Element]) -> Element:
    """Return a question and its answer as an element that opens; the links of the heading stand below the answer."""
    heading, *answer = blocks
    links = Element("p", {"class": "folded__links"})
    links.extend(heading[1:])
    heading[:] = heading[:1]
    heading.tag = "summary"
    details = Element("details", {"class": "folded"})
    details.extend([heading, *answer, links])
    details.tail = "\n"
    return details


def _closing_section(blocks: list[Element]) -> Element:
    """Return the lists of links as a section; those to other sites are followed by the name of their host."""
    section = Element("section", {"class": "closing"})
    section.extend(blocks)
    section.tail = "\n"
    for item in [each for block in blocks for each in block.iter("li")]:
        for number, anchor in enumerate(item):
            parts = parts_of(readable(anchor.get("href", ""))) if anchor.tag == "a" else None
            if parts is not None and parts.hostname:
                shown = Element("span", {"class": "closing__host"})
                shown.text = parts.hostname
                anchor.tail = f"{anchor.tail or ''} "
                item.insert(number + 1, shown)
                break
    return section
