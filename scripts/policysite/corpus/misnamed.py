"""Copies of versions whose files are not called after the version, such as `privacy/v1.1.md` or `privacy/1.1 (1).md`.

As pages of their own, they would be compared, approved and shown in the menu like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from policysite.corpus import subjects
from policysite.corpus.model import STATE, Page
from policysite.findings import Finding
from policysite.findings.rule import Rule, Scope

FROZEN_COPY_MISNAMED = Rule("frozen-copy-misnamed", "versions", Scope.SITE, suppressible=False)

_STATE = re.compile(STATE)
_LETTERS = re.compile(r"[^\W\d_]")
# A name with more letters than “version” is that of a page of its own.
_MAX_LETTERS = 7


def misnamed_copies(pages: Iterable[Page]) -> dict[str, Finding]:
    """Return the findings about pages that are copies of versions, but not by their names, by their paths."""
    pages = list(pages)
    versioned = {page.name for page in pages if page.front_matter.version is not None and page.frozen_as is None}
    found: dict[str, Finding] = {}
    for page in pages:
        document, _, name = page.name.rpartition("/")
        state = _STATE.search(name.replace(",", "."))
        if document not in versioned or page.front_matter.version is None or page.frozen_as or state is None:
            continue
        is_version = state[0].partition("-")[0] == page.front_matter.version
        if is_version and len(_LETTERS.findall(name)) <= _MAX_LETTERS:
            right = subjects.page(page.language, f"{document}/{state[0]}")
            is_there = any(each.subject == right for each in pages)
            found[page.path] = FROZEN_COPY_MISNAMED.at(
                page.path,
                breaks=[subjects.page_name(page.subject), *([] if is_there else [right])],
                version=page.front_matter.version,
                expected="" if is_there else PurePosixPath(page.path).with_name(f"{state[0]}.md"),
            )
    return found
