"""The lines of headings that messages propose: complete, to be copied into the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from markdown.extensions.toc import slugify

from policysite.corpus.model import Clause, Page
from policysite.languages.lexicon import lexicon_of

# New ids are in lower case; a text that is published already keeps the ids to which others have links.
ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_MARKERS = re.compile(r"^(?:[\s>]|[-*+]\s|\d{1,9}[.)]\s)*#+\s*|\s+#+\s*$")
# Attributes at the end of a heading, perhaps not closed, without the sign of an id, or with punctuation after them.
_ATTRIBUTES = re.compile(r"\s*\{+:?\s*(?:(?:[#.]|[\w-]+\s*=)[^{}]*\}*|[A-Za-z][A-Za-z0-9_-]*\s*\}+|\s*\}+)[\s.,;:]*$")
# The number of a clause before its title.
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,5})[.)]?\s+(?=\S)")
_WRITTEN_ID = re.compile(r"\{:?\s*#?\s*([A-Za-z][A-Za-z0-9_-]*)\b(?!\s*=)[^{}]*\}*[\s.,;:]*$")


def heading_line(page: Page, clause: Clause, clause_id: str = "", based_on: Iterable[str] | None = None) -> str:
    """Return the line of a heading with an id and references: its own, unless others are given."""
    references = clause.based_on if based_on is None else tuple(based_on)
    attributes = f"#{clause_id or clause.id}"
    if references:
        attributes += f' data-based-on="{" ".join(references)}"'
    return f"{'#' * clause.level} {heading_text(page, clause)} {{ {attributes} }}"


def transliterated(title: str, language: str) -> str:
    """Return a title in Latin letters as an id, as far as the letters of its language are known."""
    letters = str.maketrans(lexicon_of(language)["latin_letters"])
    return slugify(title.lower().translate(letters), "-")


def number_of(title: str) -> tuple[int, ...]:
    """Return the number of a clause that its title begins with, such as (8, 1); empty if there is none."""
    match = _NUMBER.match(title)
    return tuple(map(int, match[1].split("."))) if match else ()


def unnumbered(title: str) -> str:
    """Return a title without the number of its clause."""
    return _NUMBER.sub("", title, count=1) if _NUMBER.match(title) else title


def first_line(page: Page, number: int) -> str:
    """Return the line of a heading of level 1 with which a page can begin in the line of this number."""
    first = page.clauses[0] if page.clauses else None
    if first is not None and not first.nested and not "".join(page.source[number - 1 : first.line - 1]).strip():
        return heading_line(page, replace(first, level=1), first.id or ProposedIds(page).of(first))
    used = {clause.id for clause in page.clauses}
    name = slugify(page.name.rpartition("/")[2], "-")
    names = (name, *(f"{name}-{suffix}" for suffix in ("page", "text", "document")), "page")
    clause_id = next((each for each in names if ID.fullmatch(each) and each not in used), "page")
    return f"# {page.front_matter.title or page.name} {{ #{clause_id} }}"


def heading_text(page: Page, clause: Clause) -> str:
    """Return the Markdown of a heading without its markers and attributes."""
    written = page.source[clause.line - 1] if clause.line <= len(page.source) else clause.title
    text = _ATTRIBUTES.sub("", _MARKERS.sub("", written)).strip() or "…"
    return re.sub(r"(?<!\\)\{", r"\\{", text)  # or the parser would read attributes there


class ProposedIds:
    """Ids for the clauses of a page without one: of the clause at the same place in another language, or of the title.

    Args:
        page: the page.
        others: the same page in other languages.
    """

    def __init__(self, page: Page, others: Iterable[Page] = ()) -> None:
        levels = [clause.level for clause in page.clauses]
        self._page = page
        self._same_places = [each.clauses for each in others if [clause.level for clause in each.clauses] == levels]
        self._numbers = {id(clause): number for number, clause in enumerate(page.clauses)}
        self._titles = Counter(clause.title for clause in page.clauses)
        self._used = {clause.id for clause in page.clauses}
        names = (f"clause-{number}" for number in range(len(levels) + 1, 2 * len(levels) + 2))
        self._unused = next(name for name in names if name not in self._used)

    def of(self, clause: Clause) -> str:
        """Return an id for a clause of the page."""
        source, number = self._page.source, self._numbers[id(clause)]
        same_place = [clauses[number] for clauses in self._same_places]
        written = _WRITTEN_ID.search(source[clause.line - 1]) if clause.line <= len(source) else None
        titles = [slugify(unnumbered(each.title.partition("{")[0]), "-") for each in (clause, *same_place)]
        titles.append(transliterated(unnumbered(clause.title.partition("{")[0]), self._page.language))
        if self._titles[clause.title] > 1:
            titles = []
        candidates = [written[1] if written else "", *(each.id for each in same_place), *titles, f"clause-{number + 1}"]
        return next((each for each in candidates if ID.fullmatch(each) and each not in self._used), self._unused)
