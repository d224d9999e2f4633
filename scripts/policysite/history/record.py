"""The record of versions as it should be: wrong lines of `versions.yml`, and the record with the right ones.

The lines that belong there are known from elsewhere: of published states from the default branch, and of a state that
is released now from its frozen copies. A wrong line stands where the state should be: under its name, with its digests,
or, if it cannot be read, as nearly the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz.distance.Indel import normalized_similarity

from policysite import files
from policysite.approvals import approval_in
from policysite.corpus import Document, Page, subjects, yaml_lists
from policysite.corpus import rewritten as read_as
from policysite.findings import Finding
from policysite.history.corrections import corrected
from policysite.history.edit_script import changed_clauses
from policysite.history.release_advice import correction_reasons, record_path, release_command
from policysite.history.rules import (
    VERSION_LINE_DAMAGED,
    VERSION_LINE_MISSING,
    VERSION_LINE_WRONG,
    VERSION_REWRITTEN,
)
from policysite.history.versioned_site import VersionedSite
from policysite.history.versions import (
    DAMAGED_LINES,
    NAME,
    ReleasedState,
    copies_of_version,
    entry,
    next_state,
    rewritten,
    states_in,
    states_meant_in,
)

# Two lines that differ in all digests are less similar than this.
_MIN_SIMILARITY = 0.85
_REASONS = re.compile(r", reasons: .*")
# What no line has that is not about a version.
_PART_OF_ENTRY = re.compile(r"[{}]|\b(?:document|version|correction|effective_date|released|digests|reasons|v\d+)\b")


@dataclass(frozen=True)
class _Missing:
    """A state that is not recorded as it should be.

    Attributes:
        state: the state, with the line that is to be its own; line 0 if there is none.
        is_published: True if the default branch has it.
    """

    state: ReleasedState
    is_published: bool


def readable(site: VersionedSite) -> VersionedSite:
    """Return a site with the right lines of its record in place of those that cannot be read, if all are known."""
    path = record_path(site.settings)
    text = files.read_edited(site.settings.editorial(NAME), path, yaml_lists.MAX_BYTES)
    recorded = [state for of_document in site.states.values() for state in of_document]
    within = {number for state in recorded for number in range(state.line, state.last_line + 1)}
    lines = {
        number: line
        for number, line in enumerate(text.split("\n") if isinstance(text, str) else (), start=1)
        if number not in within and line.strip() and not line.lstrip().startswith("#")
    }
    read = {number: states_in(line, path) for number, line in lines.items()}
    known = [*(site.default_branch.states or ()), *_all_released_now(site)]
    others = [state for state in known if not any(state in of_line for of_line in (recorded, *read.values()))]
    right = {number: _right_lines(line, others, path) for number, line in lines.items() if not read[number]}
    right_lines = {number: line for number, line in right.items() if line is not None}
    if not right or right_lines.keys() != right.keys():
        return site
    read |= {number: states_in(line, path) for number, line in right_lines.items()}
    in_lines = (replace(state, line=number, last_line=number) for number, of in read.items() for state in of)
    by_document: dict[str, tuple[ReleasedState, ...]] = {}
    for state in sorted([*recorded, *in_lines], key=lambda state: state.line):
        by_document[state.document] = (*by_document.get(state.document, ()), state)
    return replace(site, default_branch=replace(site.default_branch, recorded=by_document), right_lines=right_lines)


def repaired(site: VersionedSite) -> VersionedSite:
    """Return a site whose published states, and those that are released now, are recorded as they should be."""
    states = dict(site.states)
    for missing in _missing(site):
        right = missing.state
        for document, of_document in states.items() if right.line else ():
            states[document] = tuple(each for each in of_document if each.line != right.line)
        others = states.get(right.document, ())
        above = [each for each in others if (each.line < right.line if right.line else each.order < right.order)]
        states[right.document] = (*above, right, *(each for each in others if each not in above))
    return replace(site, repaired={document: of_document for document, of_document in states.items() if of_document})


def with_copies_restored(site: VersionedSite) -> VersionedSite:
    """Return a site whose published states have the frozen copies that the default branch has, if theirs are others."""
    branch, frozen = site.default_branch, dict(site.corpus.frozen)
    states = [state for of_document in site.states.values() for state in of_document if branch.is_published(state)]
    by_path: dict[str, tuple[ReleasedState, Page]] = {}
    for state in states:
        copies = frozen.get((state.document, state.name))
        for page in copies.pages.values() if copies else ():
            if page.digest != state.digests.get(page.language):
                by_path[page.path] = state, page
    restored: set[str] = set()
    names = {path: {(state.document, state.name)} for path, (state, _) in by_path.items()}
    for path, _, content in branch.changed(names):
        state, page = by_path[path]
        text = content.decode(errors="replace").replace("\r\n", "\n")
        former = read_as(page, text.split("\n"), site.settings)
        if former and former.digest == state.digests.get(page.language):
            copies = frozen[state.document, state.name]
            frozen[state.document, state.name] = replace(copies, pages={**copies.pages, page.language: former})
            restored.add(page.subject)
    return replace(site, corpus=replace(site.corpus, frozen=frozen), restored=frozenset(restored))


def findings_in_record(site: VersionedSite) -> Iterator[Finding]:
    """Yield the states that are not recorded as they should be, and lines that cannot be read."""
    path = record_path(site.settings)
    for number, right in site.right_lines.items():
        yield VERSION_LINE_DAMAGED.at(path, number, breaks=[DAMAGED_LINES], example=right)
    for missing in _missing(site):
        state, line = missing.state, missing.state.line
        params: dict[str, Any] = {"name": state.name, "document": state.document, "entry": entry(state)}
        if missing.is_published:
            yield VERSION_REWRITTEN.at(path, line or 1, recorded_at=line or "", **params)
        elif line:
            yield VERSION_LINE_WRONG.at(path, line, **params)
        else:
            breaks = [subjects.release(state.document, state.name)]
            command = release_command(state)
            yield VERSION_LINE_MISSING.at(path, breaks=breaks, command=command, **params)


def _missing(site: VersionedSite) -> list[_Missing]:
    recorded = [state for of_document in site.states.values() for state in of_document]
    branch = site.default_branch
    former = [each.state for each in branch.former]
    published = [
        state
        for state in rewritten(site.states, branch.states or ())
        if not any((each.document, each.name) == (state.document, state.name) for each in former if each in recorded)
    ]
    found = [_Missing(_at_its_line(state, recorded, site), is_published=True) for state in published]
    for document in site.corpus.documents.values():
        state = _released_now(document, site)
        if state is not None and state not in recorded:
            found.append(_Missing(_at_its_line(state, recorded, site), is_published=False))
    # A first version or a correction of the current one without a line is told with the text.
    return [each for each in found if each.is_published or each.state.line or each.state.correction]


def _at_its_line(state: ReleasedState, recorded: Iterable[ReleasedState], site: VersionedSite) -> ReleasedState:
    """Return a state with the line that should be its own: one with its name, or one of no other state."""
    recorded = list(recorded)
    same = [each for each in recorded if (each.document, each.name) == (state.document, state.name)]
    strays = [
        each
        for each in recorded
        if each.digests == state.digests
        and (each.document, each.name) not in site.corpus.frozen
        and not site.default_branch.is_published(each)
    ]
    at = next(iter([*same, *strays]), None)
    return replace(state, path=at.path, line=at.line, last_line=at.last_line) if at else replace(state, line=0)


def _released_now(document: Document, site: VersionedSite) -> ReleasedState | None:
    """Return the state that the frozen copies of a document and its pages say is released now; None if there is none.

    The copies are those of the version that it has, and their texts are its texts.
    """
    original = document.pages.get(site.corpus.original)
    if original is None or None in (original.front_matter.version, original.front_matter.effective_date):
        return None
    version = original.front_matter.version
    of_version = copies_of_version(site.corpus, document.name, version)
    if not of_version:
        return None
    number = max(of_version)
    state = replace(next_state(document, (), site.today), correction=number)
    if site.default_branch.has(document.name, state.name):
        return None
    copies = of_version[number].pages
    about = {language: page.front_matter for language, page in copies.items()}
    if any(
        language not in copies
        or copies[language].digest != page.digest
        or (about[language].version, about[language].effective_date) != (version, original.front_matter.effective_date)
        for language, page in document.pages.items()
    ):
        return None
    recorded = next((each for each in site.states.get(document.name, ()) if each.name == state.name), None)
    if number:
        before = corrected(site.corpus, document.name, state.name) or of_version[number]
        state = replace(state, reasons=_reasons(document, before.pages, recorded, site))
    return replace(state, released=recorded.released) if recorded else state


def _reasons(
    document: Document, before: Mapping[str, Page], recorded: ReleasedState | None, site: VersionedSite
) -> Mapping[str, str]:
    """Return the reasons of a correction: those that are recorded, as far as there are any, and what it changes."""
    edits = {each: changed_clauses(before.get(each), page) for each, page in document.pages.items()}
    written = recorded.reasons if recorded else {}
    return {
        language: written.get(language, reason)
        for language, reason in correction_reasons(edits, before, document.pages, site).items()
    }


def _all_released_now(site: VersionedSite) -> Iterator[ReleasedState]:
    for document in site.corpus.documents.values():
        if state := _released_now(document, site):
            yield state


def _right_lines(line: str, known: Iterable[ReleasedState], path: str) -> str | None:
    """Return what should stand in place of a line that cannot be read; nothing if it should be deleted, or None."""
    meant = states_meant_in(line, path)
    if meant:
        return "\n".join(map(entry, meant))
    if approval_in(line) or not _PART_OF_ENTRY.search(line):
        return ""

    def similarity(state: ReleasedState) -> float:
        return normalized_similarity(*(_REASONS.sub("", each) for each in (line, entry(state))))

    nearest = max(known, key=similarity, default=None)
    return entry(nearest) if nearest and similarity(nearest) >= _MIN_SIMILARITY else None
