"""The rules about versions: no text changes under a version that is released, and no released text ever changes."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from policysite.corpus import Corpus, Document, Page, Settings
from policysite.findings import Finding
from policysite.findings.rule import Rule, Scope
from policysite.history.edit_script import Change, edit_script
from policysite.history.versions import NAME, State, entry, heading_id, next_state, version_order

_rule = functools.partial(Rule, family="versions", scope=Scope.SITE, suppressible=False)
VERSION_UNRELEASED = _rule("version-unreleased")
VERSION_TEXT_CHANGED = _rule("version-text-changed")
VERSION_BACKWARDS = _rule("version-backwards")
VERSION_DATE_DIFFERS = _rule("version-date-differs")
VERSION_WITHOUT_HISTORY = _rule("version-without-history")
VERSION_ENTRY_REPEATED = _rule("version-entry-repeated")
FROZEN_COPY_CHANGED = _rule("frozen-copy-changed")
FROZEN_COPY_MISSING = _rule("frozen-copy-missing")
FROZEN_COPY_UNRECORDED = _rule("frozen-copy-unrecorded")

# The findings that a release of the document removes.
REMOVED_BY_RELEASE = (VERSION_UNRELEASED, VERSION_TEXT_CHANGED)


def findings_in_released(
    corpus: Corpus, states: Mapping[str, tuple[State, ...]], settings: Settings
) -> Iterator[Finding]:
    """Yield what is wrong with the released states: with them, a site cannot be published.

    Args:
        corpus: all pages.
        states: the recorded states of each document, in the order of the file.
        settings: the settings of the site.
    """
    for of_document in states.values():
        yield from _order(of_document)
        for state in of_document:
            yield from _frozen_copies(state, corpus, settings)
    recorded = {(state.document, state.name) for of_document in states.values() for state in of_document}
    for key, frozen in corpus.frozen.items():
        if key not in recorded:
            yield from (FROZEN_COPY_UNRECORDED.at(page.path, file=_file(settings)) for page in frozen.pages.values())


def findings_in_current(
    corpus: Corpus, states: Mapping[str, tuple[State, ...]], settings: Settings, today: datetime.date
) -> Iterator[Finding]:
    """Yield what is wrong with the current text of the documents, compared with the released states.

    Args:
        corpus: all pages.
        states: the recorded states of each document, in the order of the file.
        settings: the settings of the site.
        today: the day of the release that a finding proposes.
    """
    for document in corpus.documents.values():
        yield from _document(document, states.get(document.name, ()), corpus, settings, today)


def _order(states: Iterable[State]) -> Iterator[Finding]:
    """Yield the entries that are earlier than the one before them in the file."""
    for earlier, later in pairwise(states):
        if later.order == earlier.order:
            yield VERSION_ENTRY_REPEATED.at(later.path, later.line, name=later.name, document=later.document)
        elif (
            later.order < earlier.order
            or later.effective_date < earlier.effective_date
            or later.released < earlier.released
        ):
            yield VERSION_BACKWARDS.at(later.path, later.line, name=later.name, before=earlier.name)


def _frozen_copies(state: State, corpus: Corpus, settings: Settings) -> Iterator[Finding]:
    frozen = corpus.frozen.get((state.document, state.name))
    for language, digest in state.digests.items():
        page = frozen.pages.get(language) if frozen else None
        if page is not None and page.digest != digest:
            yield FROZEN_COPY_CHANGED.at(page.path, name=state.name, entry=f"{state.path}:{state.line}")
        elif page is None and language in settings.languages:
            name = f"{state.document}/{state.name}"
            if (language, name) not in corpus.unread:
                yield FROZEN_COPY_MISSING.at(state.path, state.line, copy=_copy(settings, language, name))


def _document(
    document: Document, states: tuple[State, ...], corpus: Corpus, settings: Settings, today: datetime.date
) -> Iterator[Finding]:
    """Yield what is wrong with the current text of a document, compared with its states."""
    original = document.pages.get(corpus.original)
    if original is None or original.front_matter.version is None or document.pages.keys() != set(settings.languages):
        return  # the pages have findings of their own
    version, effective_date = original.front_matter.version, original.front_matter.effective_date
    place = original.path, *original.front_matter.positions.get("version", (1, 1))
    if settings.history and (page := corpus.page(corpus.original, settings.history)):
        clause_id = heading_id(document.name, version)
        if not page.has_clause(clause_id):
            yield VERSION_WITHOUT_HISTORY.at(*place, version=version, page=page.path, id=clause_id)
    of_version = [state for state in states if state.version == version]
    if not of_version:
        if states and max(state.order for state in states)[0] > version_order(version):
            yield VERSION_BACKWARDS.at(*place, name=version, before=max(states, key=lambda each: each.order).name)
        elif effective_date is not None:
            yield VERSION_UNRELEASED.at(*place, **_params(next_state(document, states, today), settings))
        return
    last = max(of_version, key=lambda state: state.order)
    if last.effective_date != effective_date:
        date = original.front_matter.positions.get("effective_date", (1, 1))
        yield VERSION_DATE_DIFFERS.at(original.path, *date, version=version, date=last.effective_date.isoformat())
    correction = _params(next_state(document, states, today, dict.fromkeys(document.pages, "…")), settings)
    for page in document.pages.values():
        if page.digest != last.digests.get(page.language):
            frozen = corpus.page(page.language, f"{document.name}/{last.name}")
            line, changed = _changes(frozen, page)
            yield VERSION_TEXT_CHANGED.at(page.path, line, 1, changed=changed, **correction)


def _changes(frozen: Page | None, page: Page) -> tuple[int, str]:
    """Return the line of the first change since a state was released, and the changed clauses."""
    edits = edit_script(frozen.clauses if frozen else (), page.clauses)
    changed = [edit for edit in edits if edit.moved or edit.change is not Change.EQUAL]
    blocks = (block.new for edit in changed for block in edit.blocks if block.change is not Change.EQUAL)
    lines = [block.line for block in blocks if block] or [edit.new.line for edit in changed if edit.new]
    return min(lines, default=1), ", ".join(edit.clause.id for edit in changed)


def _params(state: State, settings: Settings) -> dict[str, Any]:
    """Return what a message says about the release of a state: by the command, and by hand in the browser."""
    copies = (_copy(settings, language, f"{state.document}/{state.name}") for language in state.digests)
    reasons = (f' --reason "{language}={reason}"' for language, reason in state.reasons.items())
    return {
        "document": state.document,
        "version": state.version,
        "command": f"policy release {state.document}{' --correction' if state.correction else ''}{''.join(reasons)}",
        "copies": ", ".join(copies),
        "file": _file(settings),
        "entry": entry(state),
    }


def _copy(settings: Settings, language: str, name: str) -> str:
    return settings.relative_path(settings.docs / language / f"{name}.md")


def _file(settings: Settings) -> str:
    return settings.relative_path(settings.editorial(NAME))
