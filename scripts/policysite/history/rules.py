"""The rules about versions: no text changes under a version that is released, and no released text ever changes."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from policysite import approvals
from policysite.corpus import Corpus, Document, Page, Settings, subjects
from policysite.findings import Finding
from policysite.findings.rule import Rule, Scope
from policysite.history.default_branch import DefaultBranch
from policysite.history.edit_script import Change, ClauseEdit, edit_script
from policysite.history.proposals import as_version, history_entry, next_version
from policysite.history.versions import (
    NAME,
    State,
    abandoned,
    entry,
    heading_id,
    next_state,
    rewritten,
    version_order,
)
from policysite.languages.labels import Labels

_rule = functools.partial(Rule, family="versions", scope=Scope.SITE, suppressible=False)
VERSION_UNRELEASED = _rule("version-unreleased")
VERSION_TEXT_CHANGED = _rule("version-text-changed")
VERSION_BACKWARDS = _rule("version-backwards")
VERSION_DATE_BACKWARDS = _rule("version-date-backwards")
VERSION_DATE_DIFFERS = _rule("version-date-differs")
VERSION_WITHOUT_HISTORY = _rule("version-without-history")
VERSION_ENTRY_REPEATED = _rule("version-entry-repeated")
VERSION_REWRITTEN = _rule("version-rewritten")
VERSION_ABANDONED = _rule("version-abandoned")
CORRECTION_LATE = _rule("correction-late")
CORRECTION_TEXT_CHANGED = _rule("correction-text-changed")
FROZEN_COPY_CHANGED = _rule("frozen-copy-changed")
FROZEN_COPY_VERSION_DIFFERS = _rule("frozen-copy-version-differs")
FROZEN_COPY_MISSING = _rule("frozen-copy-missing")
FROZEN_COPY_UNRECORDED = _rule("frozen-copy-unrecorded")

# The findings about documents that releases of them remove; and those about a state that its own release removes.
REMOVED_BY_RELEASE = (VERSION_UNRELEASED, VERSION_TEXT_CHANGED, VERSION_ABANDONED)
REMOVED_BY_RELEASE_OF_THE_SAME = (
    VERSION_DATE_DIFFERS,
    CORRECTION_TEXT_CHANGED,
    FROZEN_COPY_CHANGED,
    FROZEN_COPY_VERSION_DIFFERS,
    FROZEN_COPY_MISSING,
    FROZEN_COPY_UNRECORDED,
)


def findings_in_released(
    corpus: Corpus,
    states: Mapping[str, tuple[State, ...]],
    settings: Settings,
    labels: Mapping[str, Labels],
    today: datetime.date,
    is_published: Callable[[str, str], bool],
) -> Iterator[Finding]:
    """Yield what is wrong with the released states: with them, a site cannot be published.

    Args:
        corpus: all pages.
        states: the recorded states of each document, in the order of the file.
        settings: the settings of the site.
        labels: the texts around the pages, by language.
        today: the day of the release that a finding proposes.
        is_published: True if a recorded state, given its document and name, may have been read by others.
    """
    for of_document in states.values():
        yield from _order(of_document)
        for state in of_document:
            yield from _frozen_copies(state, corpus, settings, is_published)
    recorded = {(state.document, state.name): state for of_document in states.values() for state in of_document}
    for key, frozen in corpus.frozen.items():
        correction = None
        if key not in recorded:
            correction = _correction(*key, corpus, states.get(key[0], ()), labels, today)
        for page in frozen.pages.values():
            yield from _front_matter(page, key[1].partition("-")[0], recorded.get(key))
            if key not in recorded:
                yield FROZEN_COPY_UNRECORDED.at(
                    page.path,
                    rests_on=[subjects.release(*key)],
                    file=_file(settings),
                    entry=entry(correction) if correction else "",
                    command=_command(correction, key[1].partition("-")[0]) if correction else "",
                    copies=", ".join(_copy(settings, each, correction.page_name) for each in correction.digests)
                    if correction
                    else "",
                )


def _correction(
    document: str,
    name: str,
    corpus: Corpus,
    states: Iterable[State],
    labels: Mapping[str, Labels],
    today: datetime.date,
) -> State | None:
    """Return the state that frozen copies can be recorded as: a correction of an earlier version that still applies."""
    version, _, number = name.partition("-")
    current = corpus.page(corpus.original, document)
    of_version = [state for state in states if state.version == version]
    last = max(of_version, key=lambda state: state.order, default=None)
    over = any(state.order[0] > version_order(version) and state.effective_date <= today for state in states)
    is_current = current is None or current.front_matter.version == version
    if last is None or is_current or over or not number or int(number) <= last.correction:
        return None
    copies = {language: corpus.page(language, f"{document}/{name}") for language in last.digests}
    digests = {language: page.digest if page else last.digests[language] for language, page in copies.items()}
    reasons = {language: labels[language]["correction_reason"] for language in digests}
    return replace(last, released=today, digests=digests, correction=int(number), reasons=reasons)


def _front_matter(page: Page, version: str, state: State | None) -> Iterator[Finding]:
    """Yield a finding if a frozen copy states another version or date than its own."""
    metadata = page.front_matter
    date = state.effective_date if state else metadata.effective_date
    if (metadata.version, metadata.effective_date) != (version, date):
        key = "version" if metadata.version != version else "effective_date"
        place = metadata.positions.get(key, (1, 1))
        lines = [f'version: "{version}"', *([f"effective_date: {date.isoformat()}"] if date else [])]
        breaks = [subjects.front_matter(page.subject)]
        rests_on = [subjects.release(*page.frozen_as)] if page.frozen_as else []
        yield FROZEN_COPY_VERSION_DIFFERS.at(
            page.path, *place, breaks=breaks, rests_on=rests_on, version=version, front_matter="\n".join(lines)
        )


def findings_in_record(
    states: Mapping[str, tuple[State, ...]], default_branch: DefaultBranch, settings: Settings
) -> Iterator[Finding]:
    """Yield the states that are recorded otherwise than on the default branch, or no longer.

    A state that was rewritten there may be restored as it was.

    Args:
        states: the recorded states of each document.
        default_branch: what the default branch records.
        settings: the settings of the site.
    """
    for was in rewritten(states, default_branch.states or ()):
        now = next((state for state in states.get(was.document, ()) if state.name == was.name), None)
        if now and now in [former.state for former in default_branch.former]:
            continue
        yield VERSION_REWRITTEN.at(
            _file(settings),
            now.line if now else 1,
            breaks=[subjects.release(was.document, was.name)],
            name=was.name,
            document=was.document,
            entry=entry(was),
        )


def findings_in_current(
    corpus: Corpus,
    states: Mapping[str, tuple[State, ...]],
    settings: Settings,
    labels: Mapping[str, Labels],
    today: datetime.date,
    is_published: Callable[[str, str], bool],
) -> Iterator[Finding]:
    """Yield what is wrong with the current text of the documents, compared with the released states.

    Args:
        corpus: all pages.
        states: the recorded states of each document, in the order of the file.
        settings: the settings of the site.
        labels: the texts around the pages, by language.
        today: the day of the release that a finding proposes.
        is_published: True if a recorded state, given its document and name, may have been read by others.
    """
    for document in corpus.documents.values():
        yield from _document(document, states.get(document.name, ()), corpus, settings, labels, today, is_published)


def _order(states: Sequence[State]) -> Iterator[Finding]:
    """Yield the entries that are not in the order of the file.

    Versions follow each other. A correction follows the version that it corrects, and may follow later ones that are
    not in effect yet.
    """
    for number, state in enumerate(states[1:], start=1):
        before = states[:number]
        of_version = [each for each in before if each.version == state.version]
        chain = of_version if state.correction and of_version else before
        earlier = max(chain, key=lambda each: each.order)
        place = state.path, state.line
        over = min((each.effective_date for each in before if each.order > state.order), default=state.released)
        if state.order in [each.order for each in before]:
            yield VERSION_ENTRY_REPEATED.at(*place, name=state.name, document=state.document)
        elif state.order < earlier.order:
            yield VERSION_BACKWARDS.at(*place, name=state.name, before=earlier.name)
        elif over < state.released:
            breaks = [subjects.release(state.document, state.name)]
            yield CORRECTION_LATE.at(*place, breaks=breaks, name=state.name, version=state.version, date=over)
        else:
            for key, other in (("effective_date", earlier), ("released", before[-1])):
                date, limit = getattr(state, key), getattr(other, key)
                if date < limit:
                    params = {"name": state.name, "key": key, "date": date, "earlier": other.name, "before": limit}
                    yield VERSION_DATE_BACKWARDS.at(*place, **params)


def _is_earlier(page: Page, before: State) -> bool:
    """True if a page is in effect before the version before it."""
    date = page.front_matter.effective_date
    return date is not None and date < before.effective_date


def _begins_earlier(page: Page, version: str, before: State) -> Finding:
    return VERSION_DATE_BACKWARDS.at(
        *_place(page, "effective_date"),
        breaks=[subjects.effective_date(page.subject)],
        name=version,
        key="effective_date",
        date=page.front_matter.effective_date,
        earlier=before.name,
        before=before.effective_date,
    )


def _frozen_copies(
    state: State, corpus: Corpus, settings: Settings, is_published: Callable[[str, str], bool]
) -> Iterator[Finding]:
    frozen = corpus.frozen.get((state.document, state.name))
    draft = _changed_correction(state, frozen, corpus, is_published)
    if draft:
        yield draft
    for language, digest in state.digests.items():
        page = frozen.pages.get(language) if frozen else None
        if page is not None and page.digest != digest and not draft:
            entry_at = f"{state.path}:{state.line}"
            # (The page was perhaps copied too early, or a draft changed.)
            rests_on = [subjects.front_matter(page.subject), subjects.release(state.document, state.name)]
            now = corpus.page(language, state.document)
            source = now.path if now and now.digest == digest else ""
            yield FROZEN_COPY_CHANGED.at(
                page.path, breaks=[page.subject], rests_on=rests_on, name=state.name, entry=entry_at, source=source
            )
        elif page is None and language in settings.languages:
            name = f"{state.document}/{state.name}"
            if (language, name) not in corpus.unread:
                now = corpus.page(language, state.document)
                is_now = now is not None and (now.digest, now.front_matter.version) == (digest, state.version)
                yield FROZEN_COPY_MISSING.at(
                    state.path,
                    state.line,
                    breaks=[subjects.page(language, name)],
                    copy=_copy(settings, language, name),
                    page=now.path if now and is_now else "",
                )


def _changed_correction(
    state: State, frozen: Document | None, corpus: Corpus, is_published: Callable[[str, str], bool]
) -> Finding | None:
    """Return the finding that the copies of a correction of an earlier version have changed since it was recorded."""
    changed = (
        [page for page in frozen.pages.values() if page.digest != state.digests.get(page.language)] if frozen else []
    )
    now = corpus.page(corpus.original, state.document)
    is_earlier = now is not None and now.front_matter.version != state.version
    if not (state.correction and is_earlier and changed) or is_published(state.document, state.name):
        return None
    new = replace(state, digests={**state.digests, **{page.language: page.digest for page in changed}})
    return CORRECTION_TEXT_CHANGED.at(
        state.path,
        state.line,
        breaks=[page.subject for page in changed],
        rests_on=[subjects.release(state.document, state.name), *(subjects.front_matter(p.subject) for p in changed)],
        name=state.name,
        copies=", ".join(page.path for page in changed),
        entry=entry(new),
        command=_command(new, state.version),
    )


def _document(
    document: Document,
    states: tuple[State, ...],
    corpus: Corpus,
    settings: Settings,
    labels: Mapping[str, Labels],
    today: datetime.date,
    is_published: Callable[[str, str], bool],
) -> Iterator[Finding]:
    """Yield what is wrong with the current text of a document, compared with its states."""
    original = document.pages.get(corpus.original)
    is_complete = settings.partial or document.pages.keys() == set(settings.languages)
    if original is None or original.front_matter.version is None or not is_complete:
        return  # the pages have findings of their own
    version, effective_date = original.front_matter.version, original.front_matter.effective_date
    place = _place(original, "version")
    given_up = abandoned(version, effective_date, states, is_published)
    for state in given_up:
        yield _abandoned(state, version, corpus, settings)
    states = tuple(state for state in states if state not in given_up)
    history = corpus.documents.get(settings.history or "")
    clause_id = heading_id(document.name, version)
    if history and (page := history.pages.get(corpus.original)) and not page.has_clause(clause_id):
        before = max((each for each in states if each.version != version), key=lambda s: s.order, default=None)
        yield VERSION_WITHOUT_HISTORY.at(
            *place,
            breaks=[subjects.clause(f"{language}/{history.name}", clause_id) for language in document.pages],
            rests_on={subjects.final_text(document.name)} | _copies_of(before),
            version=version,
            page=", ".join(each.path for each in history.pages.values() if not each.has_clause(clause_id)),
            id=clause_id,
            **_history(document, version, _edits(document, before, corpus), before, corpus, settings, labels),
        )
    of_version = [state for state in states if state.version == version]
    if not of_version:
        latest = max(states, key=lambda each: each.order, default=None)
        if latest and latest.order[0] >= version_order(version):
            breaks = [subjects.effective_date(original.subject)]
            yield VERSION_BACKWARDS.at(*place, breaks=breaks, name=version, before=latest.name)
        elif latest and _is_earlier(original, latest):
            yield _begins_earlier(original, version, latest)
        elif effective_date is not None:
            state = next_state(document, states, today)
            breaks = [subjects.release(document.name, version)]
            pages = document.pages.values()
            texts = [subjects.clause(page.subject, clause.id) for page in pages for clause in page.clauses]
            texts.append(subjects.final_text(document.name))
            yield VERSION_UNRELEASED.at(
                *place,
                breaks=breaks,
                rests_on=texts,
                document=document.name,
                version=version,
                **_params(state, settings),
            )
        return
    last = max(of_version, key=lambda state: state.order)
    if last.effective_date == effective_date and not _differs(document, last):
        return
    if effective_date is not None and not is_published(document.name, last.name):
        before = max((each for each in states if each.order[0] < last.order[0]), key=lambda s: s.order, default=None)
        if before and _is_earlier(original, before):
            yield _begins_earlier(original, version, before)
        else:
            yield _draft_changed(document, last, corpus, settings, today)
        return
    if last.effective_date != effective_date:
        date = last.effective_date
        yield VERSION_DATE_DIFFERS.at(
            *_place(original, "effective_date"), version=version, date=date, released_date=date
        )
    if _differs(document, last):
        yield _text_changed(document, last, states, corpus, settings, labels, today)


def _abandoned(state: State, version: str, corpus: Corpus, settings: Settings) -> Finding:
    """Return the finding that a state is recorded which nobody has read and nobody will."""
    history = corpus.documents.get(settings.history or "")
    headings = [page for page in history.pages.values() if page.has_clause(state.heading)] if history else []
    return VERSION_ABANDONED.at(
        state.path,
        state.line,
        document=state.document,
        name=state.name,
        version=version,
        recorded_at=state.line,
        copies=", ".join(_copy(settings, language, state.page_name) for language in state.digests),
        history=", ".join(page.path for page in headings),
        id=state.heading,
        command=f"policy release {state.document}",
    )


def _draft_changed(
    document: Document, last: State, corpus: Corpus, settings: Settings, today: datetime.date
) -> Finding:
    """Return the finding that a recorded state has another text or date now, although nobody has read it yet."""
    state = replace(next_state(document, (), today), correction=last.correction, reasons=last.reasons)
    params = {**_params(state, settings), "version": last.name, "recorded_at": last.line}
    breaks = [subjects.release(document.name, last.name)]
    rests_on = [subjects.final_text(document.name)]
    if _differs(document, last):
        edits = _edits(document, last, corpus)
        params |= {"document": document.name, "changed": _changed(document, last, edits), "correction": ""}
        path, line, column = _changed_at(document, last, edits)
        return VERSION_TEXT_CHANGED.at(path, line, column, breaks=breaks, rests_on=rests_on, **params)
    path, line, column = _place(document.pages[corpus.original], "effective_date")
    params |= {"date": last.effective_date, "released_date": ""}
    return VERSION_DATE_DIFFERS.at(path, line, column, breaks=breaks, rests_on=rests_on, **params)


def _differs(document: Document, state: State) -> bool:
    return any(page.digest != state.digests.get(page.language) for page in document.pages.values())


def _changed(document: Document, last: State, edits: Mapping[str, Iterable[ClauseEdit]]) -> str:
    """Return the clauses that have changed; if the frozen copies already have the new text, the pages."""
    clauses = dict.fromkeys(edit.clause.id or edit.clause.title for each in edits.values() for edit in each)
    pages = (page.path for page in document.pages.values() if page.digest != last.digests.get(page.language))
    return ", ".join(clauses or pages)


def _changed_at(document: Document, last: State, edits: Mapping[str, Iterable[ClauseEdit]]) -> tuple[str, int, int]:
    """Return the first place at which a text has changed."""
    page = next(page for page in document.pages.values() if page.digest != last.digests.get(page.language))
    return page.path, *_first_change(page, edits[page.language])


def _place(page: Page, key: str) -> tuple[str, int, int]:
    """Return the place of a value at the top of a page."""
    return page.path, *page.front_matter.positions.get(key, (1, 1))


def _text_changed(
    document: Document,
    last: State,
    states: tuple[State, ...],
    corpus: Corpus,
    settings: Settings,
    labels: Mapping[str, Labels],
    today: datetime.date,
) -> Finding:
    """Return the finding that a text is another one than it was in the last state of its version."""
    edits = _edits(document, last, corpus)
    reasons = {language: labels[language]["correction_reason"] for language in document.pages}
    correction = next_state(document, states, today, reasons)
    version = next_version(states)
    day = max(today, last.effective_date)
    release = next_state(as_version(document, version, day), states, today)
    path, line, column = _changed_at(document, last, edits)
    return VERSION_TEXT_CHANGED.at(
        path,
        line,
        column,
        document=document.name,
        version=last.name,
        changed=_changed(document, last, edits),
        pages=", ".join(page.path for page in document.pages.values()),
        front_matter=f'version: "{version}"\neffective_date: {day.isoformat()}',
        **_history(document, version, edits, last, corpus, settings, labels),
        **_params(release, settings),
        correction=entry(correction),
        correction_copies=_copies(correction, settings),
        correction_command=_command(correction),
        rests_on=_rests_on(document, edits) | _copies_of(last),
    )


def _rests_on(document: Document, edits: Mapping[str, Iterable[ClauseEdit]]) -> set[str]:
    """Return what must be known to say what has changed: the clauses of every language."""
    ids = {edit.clause.id for of_language in edits.values() for edit in of_language}
    known = {subjects.final_text(document.name)}
    return known.union(*(subjects.existence(page.subject, each) for page in document.pages.values() for each in ids))


def _copies_of(state: State | None) -> set[str]:
    """Return the names of the frozen copies that a text is compared with."""
    return {subjects.page(language, state.page_name) for language in state.digests} if state else set()


def _edits(document: Document, last: State | None, corpus: Corpus) -> dict[str, list[ClauseEdit]]:
    """Return the clauses that have changed since a state was released, in each language."""
    return {
        language: [
            edit
            for edit in edit_script(frozen.clauses if frozen else (), page.clauses)
            if edit.moved or edit.change is not Change.EQUAL
        ]
        for language, page in document.pages.items()
        for frozen in [_frozen(document, language, last, corpus)]
    }


def _frozen(document: Document, language: str, state: State | None, corpus: Corpus) -> Page | None:
    return corpus.page(language, f"{document.name}/{state.name}") if state else None


def _first_change(page: Page, edits: Iterable[ClauseEdit]) -> tuple[int, int]:
    """Return the line and column of the first new text on a page, or of its version if there is none."""
    changed = [edit for edit in edits if edit.new]
    blocks = (block.new for edit in changed for block in edit.blocks if block.change is not Change.EQUAL)
    lines = [block.line for block in blocks if block] or [edit.clause.line for edit in changed]
    return (min(lines), 1) if lines else page.front_matter.positions.get("version", (1, 1))


def _history(
    document: Document,
    version: str,
    edits: Mapping[str, Sequence[ClauseEdit]],
    last: State | None,
    corpus: Corpus,
    settings: Settings,
    labels: Mapping[str, Labels],
) -> dict[str, Any]:
    """Return what a message says about the entry of a version in the history; all empty if none can be proposed."""
    pages = {language: (_frozen(document, language, last, corpus), page) for language, page in document.pages.items()}
    proposed = history_entry(document.name, version, edits, pages, corpus, settings, labels)
    return {
        "history_pages": ", ".join(page.path for page in proposed.pages) if proposed else "",
        "history": proposed.text if proposed else "",
        "approval": proposed.approval if proposed else "",
        "approvals": settings.relative_path(settings.editorial(approvals.NAME)),
    }


def _params(state: State, settings: Settings) -> dict[str, Any]:
    """Return what a message says about the release of a state by the command, and by hand in the browser."""
    return {
        "command": _command(state),
        "copies": _copies(state, settings),
        "file": _file(settings),
        "entry": entry(state),
    }


def _command(state: State, corrected: str = "") -> str:
    """Return the command that releases a state; if it corrects an earlier version, with this version."""
    name = f"{state.document}@{corrected}" if corrected else state.document
    reasons = (f' --reason "{language}={reason}"' for language, reason in state.reasons.items())
    return f"policy release {name}{' --correction' if state.correction else ''}{''.join(reasons)}"


def _copies(state: State, settings: Settings) -> str:
    return ", ".join(
        f"{_copy(settings, language, state.document)} → {_copy(settings, language, f'{state.document}/{state.name}')}"
        for language in state.digests
    )


def _copy(settings: Settings, language: str, name: str) -> str:
    return settings.relative_path(settings.docs / language / f"{name}.md")


def _file(settings: Settings) -> str:
    return settings.relative_path(settings.editorial(NAME))
