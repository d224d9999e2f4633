"""The lines of headings that messages propose: complete, to be copied into the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from markdown.extensions.toc import slugify

from policysite.corpus.model import Clause, Page

ID = re.compile(r"[a-z][a-z0-9-]*")
_MARKERS = re.compile(r"^[\s>]*#+\s*|\s+#+\s*$")
# Attributes at the end of a heading, perhaps not closed, without the sign of an id, or with punctuation after them.
_ATTRIBUTES = re.compile(r"\s*\{:?\s*(?:(?:[#.]|[\w-]+\s*=)[^{}]*\}?|[a-z][a-z0-9-]*\s*\}|\s*\})[\s.,;:]*$")
_WRITTEN_ID = re.compile(r"\{:?\s*#?\s*([a-z][a-z0-9-]*)\b(?!\s*=)[^{}]*\}?[\s.,;:]*$")


def heading_line(page: Page, clause: Clause, clause_id: str = "", based_on: Iterable[str] | None = None) -> str:
    """Return the line of a heading with an id and references: its own, unless others are given."""
    references = clause.based_on if based_on is None else tuple(based_on)
    attributes = f"#{clause_id or clause.id}"
    if references:
        attributes += f' data-based-on="{" ".join(references)}"'
    return f"{'#' * clause.level} {heading_text(page, clause)} {{ {attributes} }}"


def first_line(page: Page, number: int) -> str:
    """Return the line of a heading of level 1 with which a page can begin in the line of this number."""
    first = page.clauses[0] if page.clauses else None
    if first is not None and not first.nested and not "".join(page.source[number - 1 : first.line - 1]).strip():
        return heading_line(page, replace(first, level=1), first.id or proposed_id(page, first))
    used = {clause.id for clause in page.clauses}
    name = slugify(page.name.rpartition("/")[2], "-")
    names = (name, *(f"{name}-{suffix}" for suffix in ("page", "text", "document")), "page")
    clause_id = next((each for each in names if ID.fullmatch(each) and each not in used), "page")
    return f"# {page.front_matter.title or page.name} {{ #{clause_id} }}"


def heading_text(page: Page, clause: Clause) -> str:
    """Return the Markdown of a heading without its markers and attributes."""
    written = page.source[clause.line - 1] if clause.line <= len(page.source) else clause.title
    text = _ATTRIBUTES.sub("", _MARKERS.sub("", written)) or clause.title
    return re.sub(r"(?<!\\)\{", r"\\{", text)  # or the parser would read attributes there


def proposed_id(page: Page, clause: Clause, others: Iterable[Page] = ()) -> str:
    """Return an id for a clause without one: that of the clause at its place in another language, or one of its title.

    Args:
        page: the page.
        clause: its clause.
        others: the same page in other languages.
    """
    number = next(number for number, each in enumerate(page.clauses) if each is clause)
    same_place = [
        each.clauses[number] for each in others if [c.level for c in each.clauses] == [c.level for c in page.clauses]
    ]
    used = {each.id for each in page.clauses}
    written = _WRITTEN_ID.search(page.source[clause.line - 1]) if clause.line <= len(page.source) else None
    titles = [slugify(each.title.partition("{")[0], "-") for each in (clause, *same_place)]
    candidates = [written[1] if written else "", *(each.id for each in same_place), *titles]
    fallback = (f"clause-{each}" for each in range(number + 1, number + 2 + len(page.clauses)))
    return next(each for each in (*candidates, *fallback) if ID.fullmatch(each) and each not in used)
