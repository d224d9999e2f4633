"""Copies of versions that are not called after the version, such as `privacy/v1.1.md`, or not in the right folder.

Also copies of pages beside these, as browsers and file managers make them: `privacy (1).md`.

As pages of their own, they would be compared, approved and shown in the menu like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from policysite.corpus import subjects
from policysite.corpus.model import STATE, Page
from policysite.findings import Finding
from policysite.findings.rule import Rule, Scope

FROZEN_COPY_MISNAMED = Rule("frozen-copy-misnamed", "versions", Scope.SITE, suppressible=False)
PAGE_COPIED = Rule("page-copied", "pages", Scope.SITE, suppressible=False)

_STATE = re.compile(STATE)
# What is added to the name of a copy beside a file: a number or a short word, as in `-(1)`, `-copy`.
_COPY = re.compile(r"[^\w/]+[^\W\d_]{0,6}[^\w/]*\d{0,3}\)?")
_LETTERS = re.compile(r"[^\W\d_]")
# A name with more letters than “version” is that of a page of its own.
_MAX_LETTERS = 7


def misnamed_copies(pages: Iterable[Page]) -> dict[str, Finding]:
    """Return the findings about pages that are copies of versions without being named so, by the paths of the pages."""
    pages = list(pages)
    versioned = [page for page in pages if page.front_matter.version is not None]
    documents = [page for page in versioned if page.frozen_as is None]
    found = dict(_copied(pages))
    for page in versioned:
        document = _document(page, documents)
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
                yield page.path, PAGE_COPIED.at(page.path, breaks=breaks, other=other.path)


def _document(page: Page, documents: Iterable[Page]) -> str | None:
    """Return the name of the document that a page is a copy of: by its folders, or else by its text."""
    names = [each.name for each in documents]
    folder = next((str(each) for each in PurePosixPath(page.name).parents if str(each) in names), None)
    same = (each for each in documents if each != page and (each.language, each.digest) == (page.language, page.digest))
    return folder or min((each.name for each in same), key=len, default=None)
