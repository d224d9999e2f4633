"""The lines of headings that messages propose: complete, to be copied into the page."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markdown.extensions.toc import slugify

from policysite.corpus.model import Clause, Page

ID = re.compile(r"[a-z][a-z0-9-]*")
_MARKERS = re.compile(r"^[\s>]*#+\s*|\s+#+\s*$")
_ATTRIBUTES = re.compile(r"\s*\{:?\s*(?:[#.]|[\w-]+\s*=)[^{}]*\}[\s.,;:!?]*$|\s*\{\s*\}\s*$")


def heading_line(page: Page, clause: Clause, clause_id: str = "", based_on: Iterable[str] | None = None) -> str:
    """Return the line of a heading with an id and references: its own, unless others are given."""
    references = clause.based_on if based_on is None else tuple(based_on)
    attributes = f"#{clause_id or clause.id or proposed_id(page, clause)}"
    if references:
        attributes += f' data-based-on="{" ".join(references)}"'
    return f"{'#' * clause.level} {heading_text(page, clause)} {{ {attributes} }}"


def heading_text(page: Page, clause: Clause) -> str:
    """Return the Markdown of a heading without its markers and attributes."""
    written = page.source[clause.line - 1] if clause.line <= len(page.source) else clause.title
    return _ATTRIBUTES.sub("", _MARKERS.sub("", written)) or clause.title


def proposed_id(page: Page, clause: Clause, others: Iterable[Page] = ()) -> str:
    """Return an id for a clause without one: that of the clause at its place in another language, or one of its title.

    Args:
        page: the page.
        clause: its clause.
        others: the same page in other languages.
    """
    number = page.clauses.index(clause)
    same_place = [
        each.clauses[number] for each in others if [c.level for c in each.clauses] == [c.level for c in page.clauses]
    ]
    used = {each.id for each in page.clauses}
    titles = [slugify(each.title, "-") for each in (clause, *same_place)]
    candidates = [each.id for each in same_place] + [title for title in titles if len(title) > 1]
    fallback = (f"clause-{each}" for each in range(number + 1, number + 2 + len(page.clauses)))
    return next(each for each in (*candidates, *fallback) if ID.fullmatch(each) and each not in used)
