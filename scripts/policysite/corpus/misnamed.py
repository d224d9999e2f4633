"""Pages under a wrong name or in a wrong folder: `Privacy.md`; and copies: `privacy (1).md`, or `privacy/v1.1.md`.

As pages of their own, they would be compared, approved and shown in the menu like any other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from policysite.corpus import subjects
from policysite.corpus.model import STATE, Page
from policysite.corpus.settings import Settings
from policysite.findings import Finding
from policysite.findings.rule import Rule, Scope

# (A page may have the text of another one: of a version, or of a page in its language; in another language,
# `page-in-other-language` finds that.)
FROZEN_COPY_MISNAMED = Rule("frozen-copy-misnamed", "versions", Scope.SITE, suppressible=False)
PAGE_COPIED = Rule("page-copied", "pages", Scope.SITE, suppressible=False)
PAGE_NAMES_DIFFER = Rule("page-names-differ", "pages", Scope.SITE, suppressible=False)

_STATE = re.compile(STATE)
# What is added to the name of a copy beside a file: a number or a short word, as in `-(1)`, `-copy`.
_COPY = re.compile(r"[^\w/]+[^\W\d_]{0,6}[^\w/]*\d{0,3}\)?")
_LETTERS = re.compile(r"[^\W\d_]")
# A name with more letters than “version” is that of a page of its own.
_MAX_LETTERS = 7


def rightly_named(
    pages: Iterable[Page], present: Collection[tuple[str, str]], settings: Settings
) -> tuple[list[Page], list[Finding]]:
    """Return the pages with their right names, without copies, and the findings about the others.

    `present` has the language and the name of each page that exists, although some could not be read.
    """
    pages = list(pages)
    copies = _misnamed_copies(pages)
    pages = [page for page in pages if page.path not in copies]
    renamed = {finding.path: (finding, name) for finding, name in _misplaced(pages, present, settings)}
    named = [replace(page, name=renamed[page.path][1]) if page.path in renamed else page for page in pages]
    return [page for page in named if page.name], [*copies.values(), *(finding for finding, _ in renamed.values())]


def _misplaced(
    pages: Sequence[Page], present: Collection[tuple[str, str]], settings: Settings
) -> Iterator[tuple[Finding, str]]:
    """Yield the findings about pages without a translation that are those of other documents, with the right names.

    The name is empty for a page that is to be deleted.
    """
    documents: dict[str, dict[str, Page]] = {}
    copies: dict[str, list[Page]] = {}
    of_copies = {page.name: page.frozen_as[0] for page in pages if page.frozen_as}
    for page in sorted(pages, key=lambda each: settings.languages.index(each.language)):
        if page.name in of_copies:
            copies.setdefault(of_copies[page.name], []).append(page)
        else:
            documents.setdefault(page.name, {})[page.language] = page
    known = {*copies, *settings.questions, *settings.closing.pages, settings.history, settings.privacy_policy}
    alone = {name for name in documents if _is_alone(name, present, settings)}

    def rank(name: str) -> tuple[bool, int, bool, bool, bool]:
        is_original = settings.languages[0] in documents[name]
        return name in known, -name.count("/"), name.islower(), "." not in name, is_original

    for name in sorted(alone):
        page = next(iter(documents[name].values()))
        breaks = [page.subject, subjects.page_name(page.subject)]
        for right, others in documents.items():
            if page.language in others and right != name:
                if copied := _nearly_same(page, [*others.values(), *copies.get(right, ())]):
                    into = "" if copied.digest == page.digest else others[page.language].path
                    yield PAGE_COPIED.at(page.path, breaks=breaks, other=copied.path, into=into), ""
                continue
            is_free = (page.language, right) not in present and (right not in alone or rank(right) > rank(name))
            same = (each for each in others.values() if is_free and _has_clauses_of(page, each))
            if other := next(same, None):
                expected = f"{settings.folders[page.language]}/{right}.md"
                yield PAGE_NAMES_DIFFER.at(page.path, breaks=breaks, other=other.path, expected=expected), right


def _is_alone(name: str, present: Collection[tuple[str, str]], settings: Settings) -> bool:
    """True if a document is in one language only, but should be in others too."""
    languages = [each for each in settings.languages if (each, name) in present]
    is_complete = settings.has_partial_translations and settings.languages[0] in languages
    return len(languages) == 1 < len(settings.languages) and not is_complete


def _has_clauses_of(page: Page, other: Page) -> bool:
    """True if most clauses of two pages have the same ids; the title of a page has an id of its own."""
    here, there = ({clause.id for clause in each.clauses[1:] if clause.id} for each in (page, other))
    return len(here & there) * 2 > len(here | there)


def _nearly_same(page: Page, others: Iterable[Page]) -> Page | None:
    """Return the page that has most clauses of a page, word for word, and several; None if there is none."""
    digests = {clause.digest for clause in page.clauses if clause.blocks}
    for other in sorted(others, key=lambda each: each.digest != page.digest):
        same = digests.intersection(clause.digest for clause in other.clauses)
        if len(same) > 1 and len(same) * 2 > len(digests):
            return other
    return None


def _misnamed_copies(pages: Iterable[Page]) -> dict[str, Finding]:
    """Return the findings about pages that are copies of versions without being named so, by the paths of the pages."""
    pages = list(pages)
    versioned = [page for page in pages if page.front_matter.version is not None]
    documents = [page for page in versioned if page.frozen_as is None]
    with_copies = {page.frozen_as[0] for page in versioned if page.frozen_as}
    found = dict(_copied(pages))
    for page in versioned:
        document = _document(page, documents, with_copies)
        if document is None:
            continue
        is_below = page.name.startswith(f"{document}/")
        name = page.name.replace(document, "") if is_below else PurePosixPath(page.name).name
        state = _STATE.search(name.replace(",", "."))
        is_version = state is not None and state[0].partition("-")[0] == page.front_matter.version
        if state is None or not is_version or len(_LETTERS.findall(name)) > _MAX_LETTERS:
            continue
        right = f"{document}/{state[0]}"
        if page.name != right:
            subject = subjects.page(page.language, right)
            is_there = any(each.subject == subject for each in pages)
            expected = PurePosixPath(page.path.removesuffix(f"{page.name}.md"), f"{right}.md")
            folder = PurePosixPath(page.path).parent
            found[page.path] = FROZEN_COPY_MISNAMED.at(
                page.path,
                breaks=[
                    subjects.page_name(page.subject),
                    *([] if is_there else [subject]),
                    *([] if folder == expected.parent else [str(folder)]),
                ],
                version=page.front_matter.version,
                expected="" if is_there else expected,
            )
    return found


def _copied(pages: Iterable[Page]) -> Iterator[tuple[str, Finding]]:
    """Yield the findings about pages with the text of another one, whose name they continue, by their paths."""
    first: dict[tuple[str, str], Page] = {}
    for page in sorted(pages, key=lambda each: len(each.name)):
        if page.frozen_as is None and page.clauses:
            other = first.setdefault((page.language, page.digest), page)
            if page.name.startswith(other.name) and _COPY.fullmatch(page.name, len(other.name)):
                breaks = [page.subject, subjects.page_name(page.subject)]
                yield page.path, PAGE_COPIED.at(page.path, breaks=breaks, other=other.path, into="")


def _document(page: Page, documents: Iterable[Page], with_copies: Collection[str]) -> str | None:
    """Return the name of the document that a page is a copy of: by its folders, or else by its text.

    A copy in the folder of no document may be that of a document which has another name by now, and no copies yet.
    """
    names = [each.name for each in documents]
    folder = next((str(each) for each in PurePosixPath(page.name).parents if str(each) in names), None)
    same = (each for each in documents if each != page and (each.language, each.digest) == (page.language, page.digest))
    of_version = (each for each in same if each.front_matter.version == page.front_matter.version)
    by_text = min((each.name for each in of_version), key=len, default=None)
    return folder or (by_text if page.frozen_as is None or by_text in with_copies else None)
