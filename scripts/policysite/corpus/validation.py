"""The rules that every published corpus must satisfy: clauses have ids and are the same in every language.

Each check is a generator of findings.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set

from policysite.corpus.model import Clause, Corpus, Document, Page
from policysite.findings import MAX_SHOWN_CHARACTERS, NOTHING, Finding
from policysite.findings.rule import Rule, Scope

# The home page of every language.
HOME = "index"

_rule = functools.partial(Rule, family="clauses", suppressible=False)
HOME_MISSING = Rule("home-missing", "pages", Scope.SITE, suppressible=False)
PAGE_MISSING = Rule("page-missing", "pages", Scope.SITE, suppressible=False)
VERSIONS_DIFFER = Rule("versions-differ", "front_matter", Scope.PAIR, suppressible=False)
HEADING_EMPTY = _rule("heading-empty", scope=Scope.PAGE)
HEADING_NESTED = _rule("heading-nested", scope=Scope.PAGE)
H1_REPEATED = _rule("h1-repeated", scope=Scope.PAGE)
ID_MALFORMED = _rule("id-malformed", scope=Scope.PAGE)
ID_MISSING = _rule("id-missing", scope=Scope.PAGE)
ID_INVALID = _rule("id-invalid", scope=Scope.PAGE)
ID_REPEATED = _rule("id-repeated", scope=Scope.PAGE)
CLAUSE_MISSING = _rule("clause-missing", scope=Scope.PAIR)
IDS_OUT_OF_ORDER = _rule("ids-out-of-order", scope=Scope.PAIR)
HEADING_LEVELS_DIFFER = _rule("heading-levels-differ", scope=Scope.PAIR)
BASED_ON_DIFFERS = _rule("based-on-differs", scope=Scope.PAIR)
BASED_ON_EMPTY = _rule("based-on-empty", scope=Scope.PAGE)
BASED_ON_UNKNOWN = _rule("based-on-unknown", scope=Scope.SITE)
BASED_ON_AMBIGUOUS = _rule("based-on-ambiguous", scope=Scope.SITE)

_ID = re.compile(r"[a-z][a-z0-9-]*")
# Longer lists of ids are cut in messages.
_MAX_IDS = 50


def validate(corpus: Corpus, folders: Mapping[str, str]) -> Iterator[Finding]:
    """Yield the findings that prevent a corpus from being published.

    Args:
        corpus: the documents as read.
        folders: the folder of the pages of each language, relative to the folder of `mkdocs.yml`.
    """
    if HOME not in corpus.documents and not any(name == HOME for _, name in corpus.unread):
        yield HOME_MISSING.at(f"{folders[corpus.original]}/{HOME}.md", folders=", ".join(folders.values()))
    for document in corpus.documents.values():
        yield from missing_pages(document, folders, corpus.unread)
        yield from different_versions(document)
        for page in document.pages.values():
            yield from headings(page)
            yield from ids(page)
            yield from based_on(page, corpus)
        yield from different_clauses(document)


def missing_pages(
    document: Document, folders: Mapping[str, str], unread: Set[tuple[str, str]] = frozenset()
) -> Iterator[Finding]:
    """Yield a finding for each language in which a document has no page."""
    present = next(iter(document.pages.values()))
    for language, folder in folders.items():
        if language not in document.pages and (language, document.name) not in unread:
            yield PAGE_MISSING.at(present.path, language=language, expected=f"{folder}/{document.name}.md")


def different_versions(document: Document) -> Iterator[Finding]:
    """Yield a finding for each translation whose version or date is not that of the original."""
    original, *translations = document.pages.values()
    theirs = original.front_matter
    for page in translations:
        ours = page.front_matter
        if ours.version_invalid or theirs.version_invalid:
            continue  # reported when the front matter was read
        if (ours.version, ours.effective_date) != (theirs.version, theirs.effective_date):
            yield VERSIONS_DIFFER.at(
                page.path,
                here=f"{ours.version or NOTHING}, {ours.effective_date or NOTHING}",
                there=f"{theirs.version or NOTHING}, {theirs.effective_date or NOTHING}",
                other=original.path,
            )


def headings(page: Page) -> Iterator[Finding]:
    """Yield a finding for each heading that cannot begin a clause, or begins a second document on the page."""
    for number, clause in enumerate(page.clauses):
        title = clause.title[:MAX_SHOWN_CHARACTERS]
        if not clause.title.strip():
            yield HEADING_EMPTY.at(page.path, clause.line)
        if clause.nested:
            yield HEADING_NESTED.at(page.path, clause.line, title=title)
        if clause.level == 1 and number > 0:
            yield H1_REPEATED.at(page.path, clause.line, title=title)


def ids(page: Page) -> Iterator[Finding]:
    """Yield a finding for each heading whose id is missing, malformed, invalid or repeated."""
    first_lines: dict[str, int] = {}
    for clause in page.clauses:
        title = clause.title[:MAX_SHOWN_CHARACTERS]
        if not clause.id and "{" in clause.title:
            yield ID_MALFORMED.at(page.path, clause.line, title=title)
        elif not clause.id:
            example = f"{'#' * clause.level} {title} {{ #id }}"
            yield ID_MISSING.at(page.path, clause.line, title=title, example=example)
        elif not _ID.fullmatch(clause.id):
            yield ID_INVALID.at(page.path, clause.line, id=clause.id)
        elif clause.id in first_lines:
            yield ID_REPEATED.at(page.path, clause.line, id=clause.id, first_line=first_lines[clause.id])
        else:
            first_lines[clause.id] = clause.line


def different_clauses(document: Document) -> Iterator[Finding]:
    """Yield a finding for each clause that is missing, out of order, or differs in level or `data-based-on`."""
    original, *translations = document.pages.values()
    for translation in translations:
        yield from _untranslated(original, translation)
        yield from _untranslated(translation, original)
        yield from _out_of_order(original, translation)
        for clause in translation.clauses:
            if original.has_clause(clause.id):
                yield from _pair(original, original.clause(clause.id), translation, clause)


def _untranslated(page: Page, other: Page) -> Iterator[Finding]:
    """Yield the clauses of a page that the other page does not have."""
    if not all(clause.id for clause in other.clauses):
        return  # a clause that seems to be missing may be one without an id
    for clause in page.clauses:
        if clause.id and not other.has_clause(clause.id):
            yield CLAUSE_MISSING.at(page.path, clause.line, id=clause.id, other=other.path)


def _out_of_order(original: Page, translation: Page) -> Iterator[Finding]:
    """Yield the smallest set of clauses that must be moved to get the order of the original."""
    positions = {clause_id: number for number, clause_id in enumerate(dict.fromkeys(c.id for c in original.clauses))}
    shared = [clause_id for clause_id in dict.fromkeys(c.id for c in translation.clauses) if clause_id in positions]
    in_order = _longest_increasing_subsequence([positions[clause_id] for clause_id in shared])
    for clause_id in shared:
        if clause_id and positions[clause_id] not in in_order:
            line = translation.clause(clause_id).line
            yield IDS_OUT_OF_ORDER.at(translation.path, line, id=clause_id, other=original.path)


def _longest_increasing_subsequence(numbers: Sequence[int]) -> set[int]:
    """Return the members of a longest increasing subsequence of different numbers."""
    ends: list[int] = []  # the smallest last number of the subsequences of each length
    before: dict[int, int | None] = {}
    for number in numbers:
        length = bisect_left(ends, number)
        before[number] = ends[length - 1] if length else None
        ends[length : length + 1] = [number]
    members: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        members.add(last)
        last = before[last]
    return members


def _pair(original: Page, theirs: Clause, translation: Page, ours: Clause) -> Iterator[Finding]:
    if theirs.level != ours.level:
        yield HEADING_LEVELS_DIFFER.at(
            translation.path,
            ours.line,
            id=ours.id,
            level=ours.level,
            other=original.path,
            other_level=theirs.level,
        )
    if theirs.based_on != ours.based_on:
        yield BASED_ON_DIFFERS.at(
            translation.path,
            ours.line,
            id=ours.id,
            here=" ".join(ours.based_on or ()),
            other=original.path,
            there=" ".join(theirs.based_on or ()),
        )


def based_on(page: Page, corpus: Corpus) -> Iterator[Finding]:
    """Yield a finding for each `data-based-on` that is empty or does not name exactly one clause of one policy."""
    known = ""
    for clause in page.clauses:
        if clause.based_on is None:
            continue
        if not clause.based_on:
            yield BASED_ON_EMPTY.at(page.path, clause.line)
        for reference in clause.based_on:
            policies = corpus.policies_with(reference)
            if not policies and corpus.unread:
                continue  # the clause may be on a page that could not be read
            if not policies:
                known = known or _known_ids(corpus)
                yield BASED_ON_UNKNOWN.at(page.path, clause.line, id=reference, known=known)
            elif len(policies) > 1:
                names = [document.name for document in policies]
                yield BASED_ON_AMBIGUOUS.at(
                    page.path, clause.line, id=reference, pages=", ".join(names), example=f"{names[0]}#{reference}"
                )


def _known_ids(corpus: Corpus) -> str:
    """Return the ids of the clauses of the policies, shortened if there are many."""
    known = [
        clause.id
        for document in corpus.documents.values()
        if document.versioned
        for clause in next(iter(document.pages.values())).clauses
        if clause.id
    ]
    return ", ".join(known[:_MAX_IDS] + ["…"][: len(known) > _MAX_IDS]) or NOTHING
