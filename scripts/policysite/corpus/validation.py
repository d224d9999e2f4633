"""What every corpus must hold to, or nothing of it is published: clauses can be told apart and paired.

Each check is a generator over documents that yields findings.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set

from policysite.corpus.model import Clause, Corpus, Document, Page
from policysite.findings import Finding

# The page that every language begins with.
HOME = "index"

_ID = re.compile(r"[a-z][a-z0-9-]*")
# What a finding repeats: characters of a heading, ids of clauses.
_SHOWN = 100
_SHOWN_IDS = 50


def faults(corpus: Corpus, folders: Mapping[str, str]) -> Iterator[Finding]:
    """Everything that keeps this corpus from being published.

    Args:
        corpus: the documents as read.
        folders: where the pages of each language lie, relative to the folder of `mkdocs.yml`.
    """
    if HOME not in corpus.documents and not any(name == HOME for _, name in corpus.unread):
        folder = folders[corpus.original]
        yield Finding(f"{folder}/{HOME}.md", 1, 1, "home-missing", {"folders": ", ".join(folders.values())})
    for document in corpus.documents.values():
        yield from pages_missing(document, folders, corpus.unread)
        yield from versions_differ(document)
        for page in document.pages.values():
            yield from headings(page)
            yield from ids(page)
            yield from grounds(page, corpus)
        yield from clauses_differ(document)


def pages_missing(
    document: Document, folders: Mapping[str, str], unread: Set[tuple[str, str]] = frozenset()
) -> Iterator[Finding]:
    """The languages that this document does not exist in."""
    present = next(iter(document.pages.values()))
    for language, folder in folders.items():
        if language not in document.pages and (language, document.name) not in unread:
            params = {"language": language, "expected": f"{folder}/{document.name}.md"}
            yield Finding(present.path, 1, 1, "page-missing", params)


def versions_differ(document: Document) -> Iterator[Finding]:
    """Translations whose version or date is not that of the original."""
    original, *translations = document.pages.values()
    its = original.front_matter
    for page in translations:
        params = page.front_matter
        if params.version_invalid or its.version_invalid:
            continue  # what is wrong there is found already
        if (params.version, params.effective_date) != (its.version, its.effective_date):
            named = {
                "here": f"{params.version or '—'}, {params.effective_date or '—'}",
                "there": f"{its.version or '—'}, {its.effective_date or '—'}",
                "other": original.path,
            }
            yield Finding(page.path, 1, 1, "versions-differ", named)


def headings(page: Page) -> Iterator[Finding]:
    """Headings that make no clause, or a second page out of one."""
    for number, clause in enumerate(page.clauses):
        if not clause.title.strip():
            yield Finding(page.path, clause.line, 1, "heading-empty")
        if clause.nested:
            yield Finding(page.path, clause.line, 1, "heading-nested", {"title": clause.title[:_SHOWN]})
        if clause.level == 1 and number > 0:
            yield Finding(page.path, clause.line, 1, "h1-repeated", {"title": clause.title[:_SHOWN]})


def ids(page: Page) -> Iterator[Finding]:
    """Headings without an id of their own, or with one that will not do."""
    first: dict[str, int] = {}
    for clause in page.clauses:
        if not clause.id and "{" in clause.title:
            yield Finding(page.path, clause.line, 1, "id-malformed", {"title": clause.title[:_SHOWN]})
        elif not clause.id:
            example = f"{'#' * clause.level} {clause.title[:_SHOWN]} {{ #id }}"
            params = {"title": clause.title[:_SHOWN], "example": example}
            yield Finding(page.path, clause.line, 1, "id-missing", params)
        elif not _ID.fullmatch(clause.id):
            yield Finding(page.path, clause.line, 1, "id-invalid", {"id": clause.id})
        elif clause.id in first:
            params = {"id": clause.id, "line": str(first[clause.id])}
            yield Finding(page.path, clause.line, 1, "id-repeated", params)
        else:
            first[clause.id] = clause.line


def clauses_differ(document: Document) -> Iterator[Finding]:
    """Where a translation has other clauses than the original, another order, other levels or other grounds."""
    original, *translations = document.pages.values()
    for translation in translations:
        yield from _order(original, translation)
        for clause in translation.clauses:
            if original.has_clause(clause.id):
                yield from _pair(original, original.clause(clause.id), translation, clause)


def _order(original: Page, translation: Page) -> Iterator[Finding]:
    for page, other in ((original, translation), (translation, original)):
        if not all(clause.id for clause in other.clauses):
            continue  # what seems to be missing may be what has no id yet
        for clause in page.clauses:
            if clause.id and not other.has_clause(clause.id):
                params = {"id": clause.id, "other": other.path}
                yield Finding(page.path, clause.line, 1, "id-untranslated", params)
    place = {clause_id: number for number, clause_id in enumerate(dict.fromkeys(c.id for c in original.clauses))}
    shared = [clause_id for clause_id in dict.fromkeys(c.id for c in translation.clauses) if clause_id in place]
    in_order = _longest_rise([place[clause_id] for clause_id in shared])
    for clause_id in shared:
        if clause_id and place[clause_id] not in in_order:
            params = {"id": clause_id, "other": original.path}
            yield Finding(translation.path, translation.clause(clause_id).line, 1, "ids-out-of-order", params)


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """The most of the numbers, all different, that stand in rising order."""
    ends: list[int] = []  # of all rises of each length, the smallest last number
    before: dict[int, int | None] = {}
    for number in numbers:
        length = bisect_left(ends, number)
        before[number] = ends[length - 1] if length else None
        ends[length : length + 1] = [number]
    rise: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        rise.add(last)
        last = before[last]
    return rise


def _pair(original: Page, its: Clause, translation: Page, clause: Clause) -> Iterator[Finding]:
    if its.level != clause.level:
        params = {
            "id": clause.id,
            "level": str(clause.level),
            "other": original.path,
            "other_level": str(its.level),
        }
        yield Finding(translation.path, clause.line, 1, "heading-levels-differ", params)
    if its.based_on != clause.based_on:
        params = {
            "id": clause.id,
            "here": " ".join(clause.based_on or ()),
            "other": original.path,
            "there": " ".join(its.based_on or ()),
        }
        yield Finding(translation.path, clause.line, 1, "based-on-differs", params)


def grounds(page: Page, corpus: Corpus) -> Iterator[Finding]:
    """Clauses whose `data-based-on` names nothing, or not just one clause of one policy."""
    known = ""
    for clause in page.clauses:
        if clause.based_on is None:
            continue
        if not clause.based_on:
            yield Finding(page.path, clause.line, 1, "based-on-empty")
        for reference in clause.based_on:
            found = corpus.policies_with(reference)
            if not found and corpus.unread:
                continue  # it may stand on a page that could not be read
            if not found:
                known = known or _known(corpus)
                params = {"id": reference, "known": known}
                yield Finding(page.path, clause.line, 1, "based-on-unknown", params)
            elif len(found) > 1:
                pages = [document.name for document in found]
                example = f"{pages[0]}#{reference}"
                params = {"id": reference, "pages": ", ".join(pages), "example": example}
                yield Finding(page.path, clause.line, 1, "based-on-ambiguous", params)


def _known(corpus: Corpus) -> str:
    """The ids of the policies' clauses, as many as one can take in."""
    known = [
        clause.id
        for document in corpus.documents.values()
        if document.versioned
        for clause in next(iter(document.pages.values())).clauses
        if clause.id
    ]
    return ", ".join(known[:_SHOWN_IDS] + ["…"][: len(known) > _SHOWN_IDS]) or "—"
