"""The rules about the current text of documents: under a version that is released, it does not change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from policysite import approvals
from policysite.corpus import Document, Page, Settings, subjects
from policysite.corpus.headings import heading_line
from policysite.findings import Finding
from policysite.history import rules
from policysite.history.edit_script import ClauseEdit, changed_clauses
from policysite.history.release_advice import (
    approvals_path,
    as_version,
    copies,
    copy_paths,
    correction_reasons,
    front_matter_lines,
    history_entry,
    next_version,
    record_path,
    release_command,
)
from policysite.history.timeline import Timeline
from policysite.history.versioned_site import VersionedSite
from policysite.history.versions import ReleasedState, abandoned, entry, heading_id, last_of, next_state, version_order
from policysite.messages import NEXT_BLOCK


def findings_in_current(site: VersionedSite) -> Iterator[Finding]:
    """Yield what is wrong with the current text of the documents, compared with the released states."""
    for document in site.corpus.documents.values():
        yield from _document(document, site)
    published = site.default_branch.states
    for document_name, version in dict.fromkeys((state.document, state.version) for state in published):
        yield from _removed_from_history(document_name, version, site)


def _document(document: Document, site: VersionedSite) -> Iterator[Finding]:
    """Yield what is wrong with the current text of a document, compared with its states."""
    states = site.states.get(document.name, ())
    original = document.pages.get(site.corpus.original)
    is_complete = site.settings.has_partial_translations or document.pages.keys() == set(site.settings.languages)
    if original is not None and states and not document.versioned:
        yield _version_removed(document, original, states)
    if original is None or original.front_matter.version is None or not is_complete:
        return  # the pages have findings of their own
    version = original.front_matter.version
    given_up = abandoned(version, original.front_matter.effective_date, states, site.default_branch.is_published)
    for state in given_up:
        yield _abandoned(state, version, site)
    recorded, states = states, tuple(state for state in states if state not in given_up)
    last, latest = last_of(state for state in states if state.version == version), last_of(states)
    if latest is not None and (last is None or last.order[0] < latest.order[0]):
        last = None  # a new version, although it may have the number of an earlier one
        advised = _as_advised(document, latest, next_version(recorded), site)
        yield from _wrong_version(document, latest, advised, site)
        document = advised
        version = document.pages[site.corpus.original].front_matter.version or version
    yield from _without_history(document, version, _before(document, states, site), site)
    if last is None:
        yield from _unreleased(document, version, site)
    else:
        yield from _changed_since(last, document, states, site)


def _without_history(
    document: Document, version: str, before: ReleasedState | None, site: VersionedSite
) -> Iterator[Finding]:
    """Yield a finding if the history has no entry of a version in a language that must have one."""
    clause_id = heading_id(document.name, version)
    page = site.history.get(site.corpus.original)
    lacking = [each for each in site.history.values() if not each.has_clause(clause_id)]
    if page is None or not lacking or _removed_entries(clause_id, site):
        return
    rests_on = {each.subject for each in lacking}
    if page.has_clause(clause_id):
        if site.settings.has_partial_translations:
            return
        # (It may be there with another id.)
        rests_on |= {subjects.clause(page.subject, clause_id), *(subjects.ids(each.subject) for each in lacking)}
    yield rules.VERSION_WITHOUT_HISTORY.at(
        *_place(document.pages[site.corpus.original], "version"),
        breaks=[subjects.clause(f"{language}/{page.name}", clause_id) for language in document.pages],
        rests_on={subjects.final_text(document.name)} | _copies_of(before, site) | rests_on,
        version=version,
        page=", ".join(each.path for each in lacking),
        id=clause_id,
        **history_entry(document, version, before, site),
    )


def _removed_from_history(document: str, version: str, site: VersionedSite) -> Iterator[Finding]:
    """Yield a finding if the history has lost the entry of a published version, with the entry as it was."""
    clause_id = heading_id(document, version)
    removed = _removed_entries(clause_id, site)
    if not removed:
        return
    sides = [
        approvals.PairSide(page, clause_id, page.clause(clause_id))
        for page in (removed.get(language, page) for language, page in site.history.items())
        if page.has_clause(clause_id)
    ]
    pairs = (approvals.Pair(side, sides[0], approvals.PairKind.TRANSLATION) for side in sides[1:])
    approved = approvals.read(site.settings)[0].lines
    pages = [site.history[language] for language in removed]
    breaks = {subjects.clause(page.subject, clause_id) for page in site.history.values()}
    yield rules.VERSION_WITHOUT_HISTORY.at(
        pages[0].path,
        breaks=breaks | {subjects.ids(page.subject) for page in pages},
        rests_on=[page.subject for page in pages],
        version=version,
        page=", ".join(page.path for page in pages),
        id=clause_id,
        history_pages=", ".join(page.path for page in pages),
        history=NEXT_BLOCK.join(_section(page, clause_id) for page in removed.values()),
        approval="\n".join(pair.line or "" for pair in pairs if pair.key not in approved),
        approvals=approvals_path(site.settings),
    )


def _removed_entries(clause_id: str, site: VersionedSite) -> dict[str, Page]:
    """Return the former pages of the history, by language, if it has lost an entry since it was on the default branch.

    An entry with its title, but another id, is still there.
    """
    return {
        language: page
        for language, page in site.former_history.items()
        if page.has_clause(clause_id)
        and not site.history[language].has_clause(clause_id)
        and page.clause(clause_id).title not in [clause.title for clause in site.history[language].clauses]
    }


def _section(page: Page, clause_id: str) -> str:
    """Return the source of a clause and of those below its heading."""
    first = page.clause(clause_id)
    below = (each.line for each in page.clauses if each.line > first.line and each.level <= first.level)
    lines = page.source[first.line - 1 : next(below, len(page.source) + 1) - 1]
    return "\n".join(lines).rstrip()


def _before(document: Document, states: Sequence[ReleasedState], site: VersionedSite) -> ReleasedState | None:
    """Return the last state of the version that is in effect before that of a document, which need not be released."""
    front_matter = document.pages[site.corpus.original].front_matter
    earlier = tuple(state for state in states if state.version != front_matter.version)
    if front_matter.effective_date is None:
        return last_of(earlier)
    first = next((state for state in states if state.version == front_matter.version), None)
    first = first or next_state(document, (), site.today)
    return Timeline((*earlier, first)).before(first)


def _wrong_version(
    document: Document, latest: ReleasedState, advised: Document, site: VersionedSite
) -> Iterator[Finding]:
    """Yield the findings that a new version does not follow the latest one, with a version that does."""
    original = document.pages[site.corpus.original]
    if version_order(original.front_matter.version or "") <= latest.order[0]:
        yield rules.VERSION_BACKWARDS.at(
            *_place(original, "version"),
            breaks=[subjects.effective_date(original.subject)],
            name=original.front_matter.version,
            before=latest.name,
            **_front_matter(advised),
        )
    if _is_earlier(original, latest):
        yield _begins_earlier(original, latest, advised)


def _as_advised(document: Document, latest: ReleasedState, next_number: str, site: VersionedSite) -> Document:
    """Return a document with a version that follows the latest one: its own number and day, or the next ones."""
    original = document.pages[site.corpus.original]
    version, day = original.front_matter.version or "", original.front_matter.effective_date
    if version_order(version) <= latest.order[0]:
        version = next_number
    if day is None:
        return document
    return as_version(
        document, version, max(site.today, latest.effective_date) if _is_earlier(original, latest) else day
    )


def _front_matter(advised: Document) -> dict[str, Any]:
    """Return what a message says about the lines at the top of the pages of a document."""
    front_matter = next(iter(advised.pages.values())).front_matter
    return {
        "pages": ", ".join(page.path for page in advised.pages.values()),
        "front_matter": front_matter_lines(front_matter.version or "", front_matter.effective_date),
    }


def _unreleased(document: Document, version: str, site: VersionedSite) -> Iterator[Finding]:
    """Yield the finding that a version is not recorded, and can be released next."""
    original = document.pages[site.corpus.original]
    if original.front_matter.effective_date is not None:
        pages = document.pages.values()
        texts = [subjects.clause(page.subject, clause.id) for page in pages for clause in page.clauses]
        yield rules.VERSION_UNRELEASED.at(
            *_place(original, "version"),
            breaks=[subjects.release(document.name, version)],
            rests_on=[*texts, subjects.final_text(document.name)],
            document=document.name,
            version=version,
            **_params(next_state(document, (), site.today), site.settings),
        )


def _changed_since(
    last: ReleasedState, document: Document, states: Sequence[ReleasedState], site: VersionedSite
) -> Iterator[Finding]:
    """Yield what has changed since the last state of the version of a document."""
    original = document.pages[site.corpus.original]
    effective_date = original.front_matter.effective_date
    yield from _changed_levels(last, document, site)
    changed = last.changed(document.pages)
    if last.effective_date == effective_date and not changed:
        return
    if effective_date is not None and not site.default_branch.is_published(last):
        before = last_of(state for state in states if state.order[0] < last.order[0])
        if before and _is_earlier(original, before):
            yield _begins_earlier(original, before, as_version(document, last.version, last.effective_date))
        else:
            yield _draft_changed(document, last, site)
        return
    if last.effective_date != effective_date:
        date = last.effective_date
        yield rules.VERSION_DATE_DIFFERS.at(
            *_place(original, "effective_date"),
            rests_on=[] if effective_date else [subjects.front_matter(original.subject)],
            version=last.version,
            date=date,
            released_date=date,
            pages=", ".join(page.path for page in document.pages.values()),
        )
    if changed:
        yield _text_changed(document, last, states, site)


def _changed_levels(last: ReleasedState, document: Document, site: VersionedSite) -> Iterator[Finding]:
    """Yield the headings of an unchanged text that have another level than in its frozen copy: no digest covers it."""
    is_published = site.default_branch.is_published(last)
    for language, copy in site.copies(last).items():
        page = document.pages.get(language)
        if page is None or not page.digest == copy.digest == last.digests.get(language):
            continue
        for clause, level in rules.changed_levels(copy, page):
            yield rules.VERSION_LEVEL_CHANGED.at(
                page.path,
                clause.line,
                rests_on=[copy.subject, subjects.line(page.path, clause.line)],
                document=document.name,
                version=last.name,
                id=clause.id,
                level=clause.level,
                before=level,
                example=heading_line(page, clause, level=level),
                copies="" if is_published else f"{page.path} → {copy.path}",
            )


def _version_removed(document: Document, original: Page, states: Iterable[ReleasedState]) -> Finding:
    last = max(states, key=lambda state: state.order)
    # (What is based on its clauses, and the approvals of that, are unknown without a version.)
    broken = (subjects.front_matter, subjects.ids)
    return rules.VERSION_REMOVED.at(
        original.path,
        breaks=[of(page.subject) for page in document.pages.values() for of in broken],
        document=document.name,
        name=last.name,
        **_front_matter(as_version(document, last.version, last.effective_date)),
    )


def _is_earlier(page: Page, before: ReleasedState) -> bool:
    """True if a page is in effect before the version before it."""
    date = page.front_matter.effective_date
    return date is not None and date < before.effective_date


def _begins_earlier(page: Page, before: ReleasedState, advised: Document) -> Finding:
    return rules.VERSION_DATE_BACKWARDS.at(
        *_place(page, "effective_date"),
        breaks=[subjects.effective_date(page.subject)],
        name=page.front_matter.version,
        key="effective_date",
        date=page.front_matter.effective_date,
        earlier=before.name,
        before=before.effective_date,
        **_front_matter(advised),
    )


def _abandoned(state: ReleasedState, version: str, site: VersionedSite) -> Finding:
    """Return the finding that a state is recorded which nobody has read and nobody will."""
    return rules.VERSION_ABANDONED.at(
        *state.place,
        rests_on=[state.subject],
        document=state.document,
        name=state.name,
        version=version,
        recorded_at=state.line,
        copies=copy_paths(state, site.settings),
        history=", ".join(page.path for page in site.history.values() if page.has_clause(state.heading)),
        id=state.heading,
        command=f"policy release {state.document}",
    )


def _draft_changed(document: Document, last: ReleasedState, site: VersionedSite) -> Finding:
    """Return the finding that a recorded state has another text or date now, although nobody has read it yet."""
    state = replace(next_state(document, (), site.today), correction=last.correction, reasons=last.reasons)
    params = {**_params(state, site.settings), "version": last.name, "recorded_at": last.line}
    breaks = [last.subject]
    rests_on = [subjects.final_text(document.name)]
    if changed := last.changed(document.pages):
        edits = changed_clauses(site.copies(last), document.pages)
        params |= {"document": document.name, "changed": _changed(changed, edits), "correction": ""}
        return rules.VERSION_TEXT_CHANGED.at(*_changed_at(changed, edits), breaks=breaks, rests_on=rests_on, **params)
    params |= {"date": last.effective_date, "released_date": ""}
    place = _place(document.pages[site.corpus.original], "effective_date")
    return rules.VERSION_DATE_DIFFERS.at(*place, breaks=breaks, rests_on=rests_on, **params)


def _changed(pages: Iterable[Page], edits: Mapping[str, Iterable[ClauseEdit]]) -> str:
    """Return the clauses that have changed; if the frozen copies already have the new text, the pages."""
    clauses = dict.fromkeys(edit.clause.id or edit.clause.title for each in edits.values() for edit in each)
    return ", ".join(clauses or (page.path for page in pages))


def _changed_at(pages: Sequence[Page], edits: Mapping[str, Iterable[ClauseEdit]]) -> tuple[str, int, int]:
    """Return the place of the first new text on the first of the changed pages, or of its version if there is none."""
    changed = [edit for edit in edits[pages[0].language] if edit.new]
    blocks = (block.new for edit in changed for block in edit.blocks if block.is_change)
    lines = [block.line for block in blocks if block] or [edit.clause.line for edit in changed]
    return (pages[0].path, min(lines), 1) if lines else _place(pages[0], "version")


def _place(page: Page, key: str) -> tuple[str, int, int]:
    """Return the place of a value at the top of a page."""
    return page.path, *page.front_matter.positions.get(key, (1, 1))


def _text_changed(
    document: Document, last: ReleasedState, states: Sequence[ReleasedState], site: VersionedSite
) -> Finding:
    """Return the finding that a text is another one than it was in the last state of its version."""
    changed, edits = last.changed(document.pages), changed_clauses(site.copies(last), document.pages)
    reasons = correction_reasons(site.copies(last), document.pages, site)
    correction = next_state(document, states, site.today, reasons)
    version = next_version(states)
    # (A later day that is already written is that of the new version, whose number was forgotten.)
    written = document.pages[site.corpus.original].front_matter.effective_date
    day = max(site.today, last.effective_date, written or site.today)
    advised = as_version(document, version, day)
    release = next_state(advised, states, site.today)
    before = _before(advised, states, site)
    path, line, column = _changed_at(changed, edits)
    return rules.VERSION_TEXT_CHANGED.at(
        path,
        line,
        column,
        breaks=[correction.subject, release.subject],
        document=document.name,
        version=last.name,
        changed=_changed(changed, edits),
        **_front_matter(advised),
        **history_entry(document, version, before, site),
        **_params(release, site.settings),
        correction=entry(correction),
        correction_copies=copies(correction, site.settings),
        correction_command=release_command(correction),
        rests_on=_rests_on(document, edits) | _copies_of(last, site) | _copies_of(before, site),
    )


def _rests_on(document: Document, edits: Mapping[str, Iterable[ClauseEdit]]) -> set[str]:
    """Return what must be known to say what has changed: the clauses of every language."""
    ids = {edit.clause.id for of_language in edits.values() for edit in of_language}
    known = {subjects.final_text(document.name)}
    return known.union(*(subjects.existence(page.subject, each) for page in document.pages.values() for each in ids))


def _copies_of(state: ReleasedState | None, site: VersionedSite) -> frozenset[str]:
    """Return the names of the frozen copies that a text is compared with, if they may have to be corrected."""
    return subjects.pages(state.digests, state.page_name) - site.restored if state else frozenset()


def _params(state: ReleasedState, settings: Settings) -> dict[str, Any]:
    """Return what a message says about the release of a state by the command, and by hand in the browser."""
    return {
        "command": release_command(state),
        "copies": copies(state, settings),
        "file": record_path(settings),
        "entry": entry(state),
    }
