"""What every corpus must hold to, or nothing of it is published: clauses can be told apart and paired.

Each check is a generator over documents that yields findings.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

from policysite.corpus.model import Clause, Corpus, Document, Page
from policysite.findings import Finding

# The page that every language begins with.
HOME = "index"

_ID = re.compile(r"[a-z][a-z0-9-]*")


def faults(corpus: Corpus, folders: Mapping[str, str]) -> Iterator[Finding]:
    """Everything that keeps this corpus from being published.

    Args:
        corpus: the documents as read.
        folders: where the pages of each language lie, relative to the folder of `mkdocs.yml`.
    """
    if HOME not in corpus.documents:
        folder = folders[corpus.original]
        yield Finding(f"{folder}/{HOME}.md", 1, 1, "home-missing", {"folders": ", ".join(folders.values())})
    for document in corpus.documents.values():
        yield from pages_missing(document, folders)
        yield from editions_differ(document)
        for page in document.pages.values():
            yield from headings(page)
            yield from ids(page)
            yield from grounds(page, corpus)
        yield from clauses_differ(document)


def pages_missing(document: Document, folders: Mapping[str, str]) -> Iterator[Finding]:
    """The languages that this document does not exist in."""
    present = next(iter(document.pages.values()))
    for language, folder in folders.items():
        if language not in document.pages:
            facts = {"language": language, "expected": f"{folder}/{document.name}.md"}
            yield Finding(present.path, 1, 1, "page-missing", facts)


def editions_differ(document: Document) -> Iterator[Finding]:
    """Translations whose version or date is not that of the original."""
    original, *translations = document.pages.values()
    its = original.front_matter
    for page in translations:
        facts = page.front_matter
        if (facts.version, facts.effective_date) != (its.version, its.effective_date):
            named = {
                "here": f"{facts.version or '—'}, {facts.effective_date or '—'}",
                "there": f"{its.version or '—'}, {its.effective_date or '—'}",
                "other": original.path,
            }
            yield Finding(page.path, 1, 1, "editions-differ", named)


def headings(page: Page) -> Iterator[Finding]:
    """Headings that make no clause, or a second page out of one."""
    for number, clause in enumerate(page.clauses):
        if not clause.title.strip():
            yield Finding(page.path, clause.line, 1, "heading-empty")
        if clause.nested:
            yield Finding(page.path, clause.line, 1, "heading-nested", {"title": clause.title})
        if clause.level == 1 and number > 0:
            yield Finding(page.path, clause.line, 1, "heading-first-repeated", {"title": clause.title})


def ids(page: Page) -> Iterator[Finding]:
    """Headings without an id of their own, or with one that will not do."""
    first: dict[str, int] = {}
    for clause in page.clauses:
        if not clause.id and "{" in clause.title:
            yield Finding(page.path, clause.line, 1, "id-malformed", {"title": clause.title})
        elif not clause.id:
            example = f"{'#' * clause.level} {clause.title} {{ #id }}"
            facts = {"title": clause.title, "example": example}
            yield Finding(page.path, clause.line, 1, "id-missing", facts)
        elif not _ID.fullmatch(clause.id):
            yield Finding(page.path, clause.line, 1, "id-invalid", {"id": clause.id})
        elif clause.id in first:
            facts = {"id": clause.id, "line": str(first[clause.id])}
            yield Finding(page.path, clause.line, 1, "id-repeated", facts)
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
    sides = [[clause.id for clause in page.clauses if clause.id] for page in (original, translation)]
    for page, other in ((original, translation), (translation, original)):
        if not all(clause.id for clause in other.clauses):
            continue  # what seems to be missing may be what has no id yet
        for clause in page.clauses:
            if clause.id and not other.has_clause(clause.id):
                facts = {"id": clause.id, "other": other.path}
                yield Finding(page.path, clause.line, 1, "id-untranslated", facts)
    theirs, its = ([clause_id for clause_id in side if clause_id in other] for side, other in (sides, sides[::-1]))
    for tag, _, _, begin, end in difflib.SequenceMatcher(None, theirs, its, autojunk=False).get_opcodes():
        if tag in ("replace", "insert"):
            for clause_id in dict.fromkeys(its[begin:end]):
                facts = {"id": clause_id, "other": original.path}
                line = translation.clause(clause_id).line
                yield Finding(translation.path, line, 1, "ids-out-of-order", facts)


def _pair(original: Page, its: Clause, translation: Page, clause: Clause) -> Iterator[Finding]:
    if its.level != clause.level:
        facts = {
            "id": clause.id,
            "level": str(clause.level),
            "other": original.path,
            "other_level": str(its.level),
        }
        yield Finding(translation.path, clause.line, 1, "levels-differ", facts)
    if its.based_on != clause.based_on:
        facts = {
            "id": clause.id,
            "here": " ".join(clause.based_on or ()),
            "other": original.path,
            "there": " ".join(its.based_on or ()),
        }
        yield Finding(translation.path, clause.line, 1, "based-on-differs", facts)


def grounds(page: Page, corpus: Corpus) -> Iterator[Finding]:
    """Clauses whose `data-based-on` names nothing, or not just one clause of one policy."""
    for clause in page.clauses:
        if clause.based_on is None:
            continue
        if not clause.based_on:
            yield Finding(page.path, clause.line, 1, "based-on-empty")
        for reference in clause.based_on:
            found = corpus.grounds(reference)
            if not found:
                facts = {"id": reference, "known": ", ".join(_policy_clauses(corpus)) or "—"}
                yield Finding(page.path, clause.line, 1, "based-on-unknown", facts)
            elif len(found) > 1:
                pages = [document.name for document in found]
                example = f"{pages[0]}#{reference}"
                facts = {"id": reference, "pages": ", ".join(pages), "example": example}
                yield Finding(page.path, clause.line, 1, "based-on-ambiguous", facts)


def _policy_clauses(corpus: Corpus) -> list[str]:
    return [
        clause.id
        for document in corpus.documents.values()
        if document.versioned
        for clause in next(iter(document.pages.values())).clauses
        if clause.id
    ]
