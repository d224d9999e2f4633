"""Parts of a page that are set apart: the folded questions of a long page, and the lists of links at its end."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from policysite.corpus.sections import closing, questions
from policysite.corpus.urls import readable
from policysite.site.view import PageView

# More questions than these are folded.
_MAX_UNFOLDED_QUESTIONS = 10


def set_apart(blocks: list[Element], headings: dict[int, str], view: PageView) -> list[Element]:
    """Return the blocks of a page, with its folded questions and its closing section as one block each.

    Args:
        blocks: the blocks of the page.
        headings: the id of the clause of each block that is a heading, by the number of the block.
        view: the page.
    """
    folded = [clause.id for clause in questions(view.page, view.settings)]
    if len(folded) <= _MAX_UNFOLDED_QUESTIONS:
        folded = []
    last = {clause.id for clause in closing(view.page, view.settings)}
    found: list[Element] = []
    for is_last, clauses in itertools.groupby(_clauses(blocks, headings), lambda each: each[0] in last):
        if is_last:
            found.append(_closing_section([block for _, body in clauses for block in body]))
        else:
            for clause_id, body in clauses:
                found += [_folded(body)] if clause_id in folded else body
    return found


def _clauses(blocks: list[Element], headings: dict[int, str]) -> Iterator[tuple[str, list[Element]]]:
    """Yield the id of each clause and its blocks; of what stands before the first heading, an empty id."""
    starts = [0, *(number for number in headings if number), len(blocks)]
    for start, end in itertools.pairwise(starts):
        if start < end:
            yield headings.get(start, ""), blocks[start:end]


def _folded(blocks: list[Element]) -> Element:
    """Return a question and its answer as an element that opens: the heading with its links is what is always shown."""
    details = Element("details", {"class": "question"})
    details.extend(blocks)
    blocks[0].tag = "summary"
    details.tail = "\n"
    return details


def _closing_section(blocks: list[Element]) -> Element:
    """Return the lists of links as a section; those to other sites are followed by the name of their host."""
    section = Element("section", {"class": "closing"})
    section.extend(blocks)
    section.tail = "\n"
    for item in [each for block in blocks for each in block.iter("li")]:
        for number, anchor in enumerate(item):
            host = urlsplit(readable(anchor.get("href", ""))).hostname if anchor.tag == "a" else None
            if host:
                shown = Element("span", {"class": "closing__host"})
                shown.text = host
                anchor.tail = f"{anchor.tail or ''} "
                item.insert(number + 1, shown)
                break
    return section
