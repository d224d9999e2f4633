"""The rules about versions: no text changes under a version that is released, and no released text ever changes."""

from __future__ import annotations

import datetime
import functools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from policysite.corpus import Clause, Corpus, Document, Page, front_matter, subjects
from policysite.corpus.misnamed import FROZEN_COPY_MISNAMED
from policysite.corpus.relative_links import target
from policysite.findings import Finding
from policysite.findings.rule import Rule, Scope
from policysite.history.release_advice import (
    copy_path,
    copy_paths,
    correction_reasons,
    front_matter_lines,
    record_path,
    release_command,
)
from policysite.history.versioned_site import VersionedSite
from policysite.history.versions import ReleasedState, entry, last_of, version_and_correction, version_order

_rule = functools.partial(Rule, family="versions", scope=Scope.SITE, suppressible=False)
VERSION_UNRELEASED = _rule("version-unreleased")
VERSION_TEXT_CHANGED = _rule("version-text-changed")
VERSION_LEVEL_CHANGED = _rule("version-level-changed")
VERSION_REMOVED = _rule("version-removed")
VERSION_BACKWARDS = _rule("version-backwards")
VERSION_DATE_BACKWARDS = _rule("version-date-backwards")
VERSION_DATE_DIFFERS = _rule("version-date-differs")
VERSION_RELEASE_DAY_WRONG = _rule("version-release-day-wrong")
VERSION_WITHOUT_HISTORY = _rule("version-without-history")
VERSION_LINE_MISPLACED = _rule("version-line-misplaced")
VERSION_ENTRY_REPEATED = _rule("version-entry-repeated")
VERSION_LINE_DAMAGED = _rule("version-line-damaged")
VERSION_LINE_WRONG = _rule("version-line-wrong")
VERSION_LINE_MISSING = _rule("version-line-missing")
VERSION_REWRITTEN = _rule("version-rewritten")
VERSION_WITHOUT_TEXT = _rule("version-without-text")
VERSION_ABANDONED = _rule("version-abandoned")
CORRECTION_LATE = _rule("correction-late")
CORRECTION_TEXT_CHANGED = _rule("correction-text-changed")
FROZEN_COPY_CHANGED = _rule("frozen-copy-changed")
FROZEN_COPY_TITLE_CHANGED = _rule("frozen-copy-title-changed")
FROZEN_COPY_LEVEL_CHANGED = _rule("frozen-copy-level-changed")
FROZEN_COPY_FILE_CHANGED = _rule("frozen-copy-file-changed")
FROZEN_COPY_VERSION_DIFFERS = _rule("frozen-copy-version-differs")
FROZEN_COPY_MISSING = _rule("frozen-copy-missing")
FROZEN_COPY_UNRECORDED = _rule("frozen-copy-unrecorded")
FROZEN_COPY_LANGUAGE_UNRECORDED = _rule("frozen-copy-language-unrecorded")

# The longest time for which a pull request with a new version is open.
_MAX_REVIEW_TIME = datetime.timedelta(days=31)
# In another time zone it may be tomorrow already.
_TIME_ZONES = datetime.timedelta(days=1)

# The rules whose findings any release of a document removes.
REMOVED_BY_RELEASE = (VERSION_UNRELEASED, VERSION_TEXT_CHANGED, VERSION_ABANDONED)
# The rules whose findings only a release of the same state removes.
REMOVED_BY_RELEASE_OF_THE_SAME = (
    VERSION_DATE_DIFFERS,
    VERSION_LINE_WRONG,
    VERSION_LINE_MISSING,
    CORRECTION_TEXT_CHANGED,
    FROZEN_COPY_CHANGED,
    FROZEN_COPY_VERSION_DIFFERS,
    FROZEN_COPY_MISSING,
    FROZEN_COPY_UNRECORDED,
    FROZEN_COPY_LANGUAGE_UNRECORDED,
)


def findings_in_released(site: VersionedSite) -> Iterator[Finding]:
    """Yield what is wrong with the released states: with them, a site cannot be published."""
    for of_document in site.states.values():
        yield from _order(of_document, site)
        for state in of_document:
            yield from _frozen_copies(state, site)
    recorded = {state.key: state for state in chain(*site.states.values())}
    for (document, name), copies in site.corpus.frozen.items():
        of_copies = recorded.get((document, name))
        if of_copies is None:
            lacking = [(page, _state_without_copy(page, document, site)) for page in copies.pages.values()]
            yield from (_misnamed(page, state, site) for page, state in lacking if state)
            if not all(state for _, state in lacking):
                yield _unrecorded(copies, document, name, site)
        for page in copies.pages.values():
            yield from _front_matter(page, version_and_correction(name)[0], of_copies)
            if of_copies is not None and page.language not in of_copies.digests:
                rests_on = [subjects.release(document, name)]
                yield FROZEN_COPY_LANGUAGE_UNRECORDED.at(page.path, rests_on=rests_on, name=name)


def _state_without_copy(page: Page, document: str, site: VersionedSite) -> ReleasedState | None:
    """Return the recorded state whose text an unrecorded copy has, if this state has no copy in the same language."""
    for state in site.states.get(document, ()):
        is_its_text = (state.digests.get(page.language), state.version) == (page.digest, page.front_matter.version)
        if is_its_text and site.corpus.page(page.language, state.page_name) is None:
            return state
    return None


def _misnamed(page: Page, state: ReleasedState, site: VersionedSite) -> Finding:
    """Return the finding that a copy of a state has the name of another one."""
    expected = subjects.page(page.language, state.page_name)
    return FROZEN_COPY_MISNAMED.at(
        page.path,
        breaks=[subjects.released_as(page.subject), expected],
        version=state.name,
        expected=copy_path(site.settings, page.language, state.page_name),
    )


def _unrecorded(frozen: Document, document: str, name: str, site: VersionedSite) -> Finding:
    """Return the finding that no state is recorded for frozen copies."""
    correction = _correction(document, name, site)
    return FROZEN_COPY_UNRECORDED.at(
        next(iter(frozen.pages.values())).path,
        breaks=[subjects.released_as(page.subject) for page in frozen.pages.values()],
        rests_on=[subjects.release(document, name)],
        file=record_path(site.settings),
        entry=entry(correction) if correction else "",
        command=release_command(correction, correction.version) if correction else "",
        copies=copy_paths(correction, site.settings) if correction else "",
    )


def _correction(document: str, name: str, site: VersionedSite) -> ReleasedState | None:
    """Return the state that frozen copies can be recorded as: a correction of an earlier version that still applies."""
    version, number = version_and_correction(name)
    corpus, states = site.corpus, site.states.get(document, ())
    current = corpus.page(corpus.original, document)
    of_version = [state for state in states if state.version == version]
    last = last_of(of_version)
    over = any(state.order[0] > version_order(version) and state.effective_date <= site.today for state in states)
    is_current = current is None or current.front_matter.version == version
    if last is None or is_current or over or number <= last.correction:
        return None
    before, copies = (
        {language: page for language in last.digests if (page := corpus.page(language, each))}
        for each in (last.page_name, f"{document}/{name}")
    )
    now = before | copies
    digests = {**last.digests, **{language: page.digest for language, page in copies.items()}}
    reasons = correction_reasons(before, now, site)
    return replace(last, released=site.today, digests=digests, correction=number, reasons=reasons)


def _front_matter(page: Page, version: str, state: ReleasedState | None) -> Iterator[Finding]:
    """Yield a finding if a frozen copy states another version or date than its own."""
    metadata = page.front_matter
    date = state.effective_date if state else metadata.effective_date
    if (metadata.version, metadata.effective_date) != (version, date):
        key = "version" if metadata.version != version else "effective_date"
        place = metadata.positions.get(key, (1, 1))
        breaks = [subjects.front_matter(page.subject)]
        rests_on = [*breaks, subjects.released_as(page.subject)]
        rests_on += [subjects.release(*page.frozen_as)] if page.frozen_as else []
        yield FROZEN_COPY_VERSION_DIFFERS.at(
            page.path,
            *place,
            breaks=breaks,
            rests_on=rests_on,
            version=version,
            front_matter=front_matter_lines(version, date),
        )


def findings_in_new(site: VersionedSite) -> Iterator[Finding]:
    """Yield the new states that cannot follow those on the default branch."""
    published = site.default_branch.states
    for document, of_document in site.states.items():
        yield from _new(of_document, [state for state in published if state.document == document], site.today)


def _new(
    states: Iterable[ReleasedState], published: Sequence[ReleasedState], today: datetime.date
) -> Iterator[Finding]:
    """Yield the new states of a document that cannot follow those on the default branch, or have no likely day.

    A document that is not there yet may be brought here with all of its versions.
    """
    last = last_of(published)
    since = today - _MAX_REVIEW_TIME if published else datetime.date.min
    for state in states:
        if state.name in [each.name for each in published]:
            continue
        if last and state.order[0] < last.order[0] and state.version not in [each.version for each in published]:
            yield VERSION_BACKWARDS.at(
                *state.place, rests_on=[state.subject], name=state.name, before=last.name, pages=""
            )
        elif not since <= state.released <= today + _TIME_ZONES:
            yield VERSION_RELEASE_DAY_WRONG.at(
                *state.place,
                breaks=[subjects.release_day(*state.key)],
                name=state.name,
                date=state.released,
                entry=entry(replace(state, released=today)),
            )


def findings_in_copies(site: VersionedSite) -> Iterator[Finding]:
    """Yield the differences of frozen copies from the default branch that no digest covers.

    That is the title and the description of a page, the levels of its headings, and the files that it shows or links
    to.
    """
    default_branch = site.default_branch
    frozen = (page for page in site.corpus.frozen_pages() if page.frozen_as and default_branch.has(*page.frozen_as))
    pages = {page.path: page for page in frozen}
    shown_by: dict[str, list[Page]] = {path: [page] for path, page in pages.items()}
    for page in pages.values():
        for path in _files_of(page, site):
            shown_by.setdefault(path, []).append(page)
    states = {path: {page.frozen_as for page in of_file if page.frozen_as} for path, of_file in shown_by.items()}
    for path, file, content in default_branch.changed(states):
        if path not in pages:
            yield FROZEN_COPY_FILE_CHANGED.at(file, copies=", ".join(page.path for page in shown_by[path]))
            continue
        page = pages[path]
        published = site.as_on_branch(page, content)
        if published is None:
            continue
        was, now = published.front_matter, page.front_matter
        for key, before, after in (("title", was.title, now.title), ("description", was.description, now.description)):
            if before not in ("", after):
                line = f"{key}: {json.dumps(before, ensure_ascii=False)}"
                yield FROZEN_COPY_TITLE_CHANGED.at(path, *now.positions.get(key, (1, 1)), key=key, front_matter=line)
        for clause, level in changed_levels(published, page):
            yield FROZEN_COPY_LEVEL_CHANGED.at(
                path,
                clause.line,
                breaks=[page.subject],
                rests_on=[subjects.line(path, clause.line)],
                id=clause.id,
                level=clause.level,
                before=level,
            )


def changed_levels(former: Page, page: Page) -> Iterator[tuple[Clause, int]]:
    """Yield the clauses of a page whose headings had another level in a former text of it, each with that level."""
    levels = {clause.id: clause.level for clause in former.clauses}
    for clause in page.clauses:
        level = levels.get(clause.id, clause.level)
        if level != clause.level:
            yield clause, level


def _files_of(page: Page, site: VersionedSite) -> set[str]:
    """Return the files that a page shows or links to, other than pages, by the paths that they would have as pages."""
    targets = (target(link.address, page, site.corpus) for block in page.blocks() for link in block.links)
    docs = site.settings.relative_path(site.settings.docs)
    return {f"{docs}/{found.path}" for found in targets if found and found.page is None}


def _order(states: Sequence[ReleasedState], site: VersionedSite) -> Iterator[Finding]:
    """Yield the entries that are not in the order of the file.

    Versions follow each other. A correction follows the version that it corrects, and may follow later ones that are
    not in effect yet.
    """
    for number, state in enumerate(states[1:], start=1):
        before = states[:number]
        of_version = [each for each in before if each.version == state.version]
        chain = of_version if state.correction and of_version else before
        earlier = max(chain, key=lambda each: each.order)
        over = min((each.effective_date for each in before if each.order > state.order), default=state.released)
        if state.order in [each.order for each in before]:
            yield VERSION_ENTRY_REPEATED.at(*state.place, name=state.name, document=state.document)
        elif state.order < earlier.order:
            branch = site.default_branch
            is_new = branch.is_published(earlier) and not branch.is_published(state)
            rule = VERSION_BACKWARDS if is_new else VERSION_LINE_MISPLACED
            yield rule.at(*state.place, rests_on=[state.subject], name=state.name, before=earlier.name, pages="")
        elif over < state.released:
            yield CORRECTION_LATE.at(
                *state.place, breaks=[state.subject], name=state.name, version=state.version, date=over
            )
        else:
            for key, other in (("effective_date", earlier), ("released", before[-1])):
                date, limit = getattr(state, key), getattr(other, key)
                if date < limit:
                    yield VERSION_DATE_BACKWARDS.at(
                        *state.place,
                        rests_on=[subjects.release_day(*state.key)] if key == "released" else [],
                        name=state.name,
                        key=key,
                        date=date,
                        earlier=other.name,
                        before=limit,
                        pages="",
                    )


def _frozen_copies(state: ReleasedState, site: VersionedSite) -> Iterator[Finding]:
    corpus, settings = site.corpus, site.settings
    frozen = site.copies(state)
    draft = _changed_correction(state, frozen, site)
    if draft:
        yield draft
    has_text = frozen or any(_source(state, language, corpus) for language in state.digests)
    if not has_text and not site.default_branch.is_published(state):
        yield VERSION_WITHOUT_TEXT.at(
            *state.place,
            breaks=[state.subject],
            rests_on=[state.subject],  # (The draft of the current text may have changed.)
            name=state.name,
            document=state.document,
        )
        return
    for language, digest in state.digests.items():
        page = frozen.get(language)
        # (Copied as a browser shows it, it has none.)
        is_cut = page is not None and page.first_line == 1 and not front_matter.undelimited(page.source)
        if page is not None and (page.digest != digest or is_cut) and not draft:
            yield FROZEN_COPY_CHANGED.at(
                page.path,
                breaks=[page.subject, page.path],
                # (The page was perhaps copied too early, or a draft changed.)
                rests_on=[*([] if is_cut else [subjects.front_matter(page.subject)]), state.subject],
                name=state.name,
                entry=f"{state.path}:{state.line}",
                source=_source(state, language, corpus),
            )
        elif page is None and language in settings.languages and (language, state.page_name) not in corpus.unread:
            of_page = [subjects.page(language, state.page_name)]
            yield FROZEN_COPY_MISSING.at(
                *state.place,
                breaks=of_page,
                rests_on=of_page,
                copy=copy_path(settings, language, state.page_name),
                page=_source(state, language, corpus),
            )


def _source(state: ReleasedState, language: str, corpus: Corpus) -> str:
    """Return the path of a page with the text of a state in a language: the document, or a copy of the same version."""
    documents = (corpus.documents.get(state.document), *corpus.copies(state.document).values())
    pages = (each.pages.get(language) for each in documents if each)
    recorded = state.digests[language], state.version
    return next((page.path for page in pages if page and (page.digest, page.front_matter.version) == recorded), "")


def _changed_correction(state: ReleasedState, frozen: Mapping[str, Page], site: VersionedSite) -> Finding | None:
    """Return the finding that the copies of a correction of an earlier version have changed since it was recorded."""
    changed = state.changed(frozen)
    now = site.corpus.page(site.corpus.original, state.document)
    is_earlier = now is not None and now.front_matter.version != state.version
    if not (state.correction and is_earlier and changed) or site.default_branch.is_published(state):
        return None
    new = replace(state, digests={**state.digests, **{page.language: page.digest for page in changed}})
    return CORRECTION_TEXT_CHANGED.at(
        *state.place,
        breaks=[page.subject for page in changed],
        rests_on=[state.subject, *(subjects.front_matter(page.subject) for page in changed)],
        name=state.name,
        copies=", ".join(page.path for page in changed),
        entry=entry(new),
        command=release_command(new, state.version),
    )
