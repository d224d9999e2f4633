"""The record of versions as it should be: wrong lines of `versions.yml`, and the record with the right ones.

The default branch has the right lines of published states, and the frozen copies say that of a state which is released
now. A wrong line is one with the name or the digests of such a state, or, if it cannot be read, with nearly its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from rapidfuzz.distance.Indel import normalized_similarity

from policysite import files
from policysite.approvals import approval_in
from policysite.corpus import Document, Page, yaml_lists
from policysite.findings import Finding
from policysite.history.corrections import corrected
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
    by_document,
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
# A word or a sign that only lines about versions have.
_PART_OF_ENTRY = re.compile(r"[{}]|\b(?:document|version|correction|effective_date|released|digests|reasons|v\d+)\b")


def readable(site: VersionedSite) -> VersionedSite:
    """Return a site with the right lines of its record in place of those that cannot be read, if all are known."""
    path = record_path(site.settings)
    text = files.read_edited(site.settings.editorial(NAME), path, yaml_lists.MAX_BYTES)
    recorded = [*chain(*site.states.values())]
    within = {number for state in recorded for number in range(state.line, state.last_line + 1)}
    lines = {
        number: line
        for number, line in files.numbered_lines(text)
        if number not in within and line.strip() and not line.lstrip().startswith("#")
    }
    read = {number: states_in(line, path) for number, line in lines.items()}
    known = [*site.default_branch.states, *_released_now(site)]
    others = [state for state in known if state not in [*recorded, *chain(*read.values())]]
    right_lines: dict[int, str] = {}
    for number, line in lines.items():
        if not read[number]:
            right = _right_lines(line, others, path)
            if right is None:
                return site
            right_lines[number] = right
            read[number] = states_in(right, path)
    if not right_lines:
        return site
    in_lines = (replace(state, line=number, last_line=number) for number, states in read.items() for state in states)
    states = by_document(sorted([*recorded, *in_lines], key=lambda state: state.line))
    return replace(site, default_branch=replace(site.default_branch, recorded=states), right_lines=right_lines)


def repaired(site: VersionedSite) -> VersionedSite:
    """Return a site whose published states, and those that are released now, are recorded as they should be."""
    states = [*chain(*site.states.values())]
    for right in _unrecorded(site):
        kept = [each for each in states if not right.line or each.line != right.line]
        above = [each for each in kept if not _is_below(each, right)]
        states = [*above, right, *(each for each in kept if _is_below(each, right))]
    return replace(site, repaired=by_document(states))


def _is_below(state: ReleasedState, right: ReleasedState) -> bool:
    """True if a recorded state is to stand below another one of its document: by their lines, or in their order."""
    is_after = state.line > right.line if right.line else state.order >= right.order
    return state.document == right.document and is_after


def with_copies_restored(site: VersionedSite) -> VersionedSite:
    """Return a site whose published states have the frozen copies that the default branch has, if theirs are others."""
    branch, frozen = site.default_branch, dict(site.corpus.frozen)
    changed = {
        page.path: (state, page)
        for state in filter(branch.is_published, chain(*site.states.values()))
        for page in site.copies(state).values()
        if page.digest != state.digests.get(page.language)
    }
    restored: set[str] = set()
    for path, _, content in branch.changed({path: {state.key} for path, (state, _) in changed.items()}):
        state, page = changed[path]
        former = site.as_on_branch(page, content)
        if former and former.digest == state.digests.get(page.language):
            copies = frozen[state.key]
            frozen[state.key] = replace(copies, pages={**copies.pages, page.language: former})
            restored.add(page.subject)
    return replace(site, corpus=replace(site.corpus, frozen=frozen), restored=frozenset(restored))


def findings_in_record(site: VersionedSite) -> Iterator[Finding]:
    """Yield the states that are not recorded as they should be, and lines that cannot be read."""
    path = record_path(site.settings)
    for number, right in site.right_lines.items():
        yield VERSION_LINE_DAMAGED.at(path, number, breaks=[DAMAGED_LINES], example=right)
    for state in _unrecorded(site):
        params: dict[str, Any] = {"name": state.name, "document": state.document, "entry": entry(state)}
        if site.default_branch.is_published(state):
            yield VERSION_REWRITTEN.at(path, state.line or 1, recorded_at=state.line or "", **params)
        elif state.line:
            yield VERSION_LINE_WRONG.at(path, state.line, **params)
        else:
            command = release_command(state)
            yield VERSION_LINE_MISSING.at(path, breaks=[state.subject], command=command, **params)


def _unrecorded(site: VersionedSite) -> Iterator[ReleasedState]:
    """Yield the states that are not recorded as they should be, each with the line that is to be its own, or 0."""
    recorded = [*chain(*site.states.values())]
    branch = site.default_branch
    former = [each.state.key for each in branch.former if each.state in recorded]
    for state in rewritten(site.states, branch.states):
        if state.key not in former:
            yield _at_its_line(state, recorded, site)
    for state in _released_now(site):
        if state not in recorded:
            new = _at_its_line(state, recorded, site)
            # (A version without a line is told with the text.)
            if new.line or new.correction:
                yield new


def _at_its_line(state: ReleasedState, recorded: Sequence[ReleasedState], site: VersionedSite) -> ReleasedState:
    """Return a state with the line that should be its own: one with its name, or one of no other state."""
    same = [each for each in recorded if each.key == state.key]
    strays = [
        each
        for each in recorded
        if each.digests == state.digests
        and each.key not in site.corpus.frozen
        and not site.default_branch.is_published(each)
    ]
    at = next(iter([*same, *strays]), None)
    return replace(state, path=at.path, line=at.line, last_line=at.last_line) if at else replace(state, line=0)


def _released_now(site: VersionedSite) -> Iterator[ReleasedState]:
    """Yield for each document the state that its frozen copies and its pages say is released now.

    The copies are those of the version that it has, and their texts are its texts.
    """
    for document in site.corpus.documents.values():
        original = document.pages.get(site.corpus.original)
        about = original.front_matter if original else None
        if about is None or about.version is None or about.effective_date is None:
            continue
        of_version = copies_of_version(site.corpus, document.name, about.version)
        number = max(of_version, default=0)
        state = replace(next_state(document, (), site.today), correction=number)
        if not of_version or site.default_branch.is_published(state) or not _are_copies(of_version[number], document):
            continue
        recorded = next((each for each in site.states.get(document.name, ()) if each.name == state.name), None)
        if number:
            before = corrected(site.corpus, *state.key) or of_version[number]
            state = replace(state, reasons=_reasons(document, before.pages, recorded, site))
        yield replace(state, released=recorded.released) if recorded else state


def _are_copies(copies: Document, document: Document) -> bool:
    """True if each page of a document has a copy with its text, and with the version and the date of the original."""
    about = next(iter(document.pages.values())).front_matter
    return all(
        (copy := copies.pages.get(language)) is not None
        and copy.digest == page.digest
        and (copy.front_matter.version, copy.front_matter.effective_date) == (about.version, about.effective_date)
        for language, page in document.pages.items()
    )


def _reasons(
    document: Document, before: Mapping[str, Page], recorded: ReleasedState | None, site: VersionedSite
) -> Mapping[str, str]:
    """Return the reasons of a correction: those that are recorded, as far as there are any, and what it changes."""
    written = recorded.reasons if recorded else {}
    return {
        language: written.get(language, reason)
        for language, reason in correction_reasons(before, document.pages, site).items()
    }


def _right_lines(line: str, known: Iterable[ReleasedState], path: str) -> str | None:
    """Return what should replace a line that cannot be read: empty to delete it; None if that is not known."""
    meant = states_meant_in(line, path)
    if meant:
        return "\n".join(map(entry, meant))
    if approval_in(line) or not _PART_OF_ENTRY.search(line):
        return ""

    def similarity(state: ReleasedState) -> float:
        return normalized_similarity(*(_REASONS.sub("", each) for each in (line, entry(state))))

    nearest = max(known, key=similarity, default=None)
    return entry(nearest) if nearest and similarity(nearest) >= _MIN_SIMILARITY else None
