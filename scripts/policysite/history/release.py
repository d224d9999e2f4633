"""Releases a text of a document: a frozen copy in every language, and an entry in `versions.yml`.

A state that is not on the default branch yet can still change: releasing it again replaces its copies and its entry.
What cannot be released is refused with a `ToolError`.
"""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from policysite import files
from policysite.corpus import Corpus, Document, Settings, subjects
from policysite.errors import ToolError
from policysite.findings import NOTHING, Finding, Severity
from policysite.history import rules
from policysite.history.default_branch import DefaultBranch
from policysite.history.timeline import Timeline
from policysite.history.versions import NAME, ReleasedState, abandoned, entry, next_state

_HEADER = "# The released versions, a line for each, added by `policy release`.\n"


@dataclass(frozen=True)
class PlannedRelease:
    """A release that is not written yet: the document with the texts of the frozen copies, and the state to record.

    The entries and copies of the replaced states, which nobody has read, will be deleted.
    """

    document: Document
    state: ReleasedState
    replaced: tuple[ReleasedState, ...] = ()


def plan(
    name: str,
    corpus: Corpus,
    default_branch: DefaultBranch,
    today: datetime.date,
    *,
    correction: bool,
    reasons: Mapping[str, str],
) -> PlannedRelease:
    """Return what a release would write.

    The name of a correction may end with the version that it corrects, such as `privacy@1.0`. Its reasons are given in
    each language; without any, those that were recorded for it before are kept.
    """
    name, _, version = name.partition("@")
    document = _versioned_document(corpus, name)
    if reasons and not correction:
        raise ToolError("reasons_without_correction")
    known = Timeline(default_branch.recorded.get(document.name, ()))
    current = next(iter(document.pages.values())).front_matter.version or ""
    of_version = known.of_version(version or current)
    drafts = tuple(state for state in of_version if not default_branch.is_published(state))
    _refuse_unreleasable(document, version or current, current, of_version, drafts, is_correction=correction)
    if not correction:
        state = next_state(document, (), today)
        given_up = abandoned(state.version, state.effective_date, known.states, default_branch.is_published)
        return PlannedRelease(document, state, (*drafts, *given_up))
    reasons = reasons or (drafts[-1].reasons if drafts else {})
    if reasons.keys() != document.pages.keys() or not all(each.strip() for each in reasons.values()):
        raise ToolError("reasons_incomplete", languages=", ".join(document.pages), language=next(iter(document.pages)))
    published = [state for state in of_version if state not in drafts]
    if version not in ("", current):
        document = _corrected(document, published[-1], drafts, corpus)
    state = next_state(document, published, today, reasons)
    _refuse_needless(state, published[-1], current, known, today)
    return PlannedRelease(document, state, drafts)


def _refuse_unreleasable(
    document: Document,
    version: str,
    current: str,
    of_version: Sequence[ReleasedState],
    drafts: Sequence[ReleasedState],
    *,
    is_correction: bool,
) -> None:
    """Refuse to release a version that is released, and to correct one that is not."""

    def refuse(message: str) -> None:
        raise ToolError(message, document=document.name, version=version, current=current)

    is_published = len(drafts) < len(of_version)
    if is_correction and not of_version:
        refuse("correction_unreleased")
    if is_correction and not is_published:
        refuse("correction_unpublished")
    if not is_correction and version != current:
        refuse("version_is_not_current")
    if not is_correction and (is_published or (drafts and _is_recorded(document, drafts[-1]))):
        refuse("version_released")


def _refuse_needless(
    state: ReleasedState, corrected: ReleasedState, current: str, known: Timeline, today: datetime.date
) -> None:
    """Refuse a correction that changes nothing, or a text that does not apply any more."""

    def refuse(message: str, **params: object) -> None:
        raise ToolError(message, (), document=state.document, version=state.version, **params)

    is_changed = state.digests != corrected.digests
    last = known.period(state.version, state.effective_date).last
    applies = known.until(state.version, state.effective_date, today)
    if state.version != current and last and last < today:
        refuse("version_over", last=last)
    if not is_changed and state.version != current:
        refuse("correction_without_copy", copies=f"{corrected.page_name}.md → {state.page_name}.md")
    if not is_changed and applies:
        refuse("correction_of_which", earlier=applies[-1][0].version)
    if not is_changed:
        refuse("correction_without_change")


def _versioned_document(corpus: Corpus, name: str) -> Document:
    document = corpus.documents.get(name)
    if document is None or not document.versioned:
        known = ", ".join(each.name for each in corpus.versioned)
        raise ToolError("no_versioned_document", document=name, known=known or NOTHING)
    return document


def _is_recorded(document: Document, state: ReleasedState) -> bool:
    """True if the text of a document and its date are those of a state."""
    now = next_state(document, (), state.released)
    return (now.digests, now.effective_date) == (state.digests, state.effective_date)


def _corrected(
    document: Document, corrected: ReleasedState, drafts: Iterable[ReleasedState], corpus: Corpus
) -> Document:
    """Return the corrected text of a version that is not the current one: what stands in the copies of its correction.

    In a language without such a copy, the text has not changed.
    """
    before = corpus.frozen.get(corrected.key)
    if before is None:
        raise ToolError("no_released_state", version=f"{document.name}@{corrected.name}", known=NOTHING)
    number = max((state.correction for state in drafts), default=corrected.correction + 1)
    changed = corpus.frozen.get((document.name, f"{corrected.version}-{number}"), before)
    pages = {**before.pages, **changed.pages}
    return replace(document, pages={each: pages[each] for each in corpus.languages if each in pages})


def refuse_errors(name: str, findings: Iterable[Finding], release: PlannedRelease | None = None) -> None:
    """Refuse to release from a site with errors, except those that releases remove, of this document or of others.

    If it is not known what would be released, no error that any release removes is refused.
    """
    removed = {rule.name for rule in rules.REMOVED_BY_RELEASE}
    of_the_same = {rule.name for rule in rules.REMOVED_BY_RELEASE_OF_THE_SAME}
    states = (release.state, *release.replaced) if release else ()
    written = {each for state in states for each in (state.subject, *subjects.pages(state.digests, state.page_name))}

    def is_removed(finding: Finding) -> bool:
        is_written = release is None or not written.isdisjoint(finding.breaks | finding.rests_on)
        return finding.rule in removed or (finding.rule in of_the_same and is_written)

    blocking = [each for each in findings if each.severity is Severity.ERROR and not is_removed(each)]
    if blocking:
        raise ToolError("release_refused", blocking, document=name)


def write(
    document: Document, state: ReleasedState, settings: Settings, replaced: Iterable[ReleasedState] = ()
) -> list[Path]:
    """Write the frozen copies and the entry of a state, or nothing at all, and return what was changed or deleted.

    A frozen copy that exists is a `ToolError`, and a file that cannot be written an `OSError`.
    """
    replaced = tuple(replaced)
    former = [settings.page_path(language, each.page_name) for each in replaced for language in each.digests]
    contents: dict[Path, bytes | None] = {path: None for path in former if path.exists()}
    for page in document.pages.values():
        source, target = settings.root / page.path, settings.page_path(page.language, state.page_name)
        if target.exists() and target not in (source, *former):
            raise ToolError("frozen_copy_exists", file=settings.relative_path(target))
        contents[target] = source.read_bytes()
    record = settings.editorial(NAME)
    contents[record] = _with_entry(record.read_text(encoding="utf-8") if record.exists() else _HEADER, state, replaced)
    written = []
    with contextlib.ExitStack() as undo:
        for path, content in contents.items():
            for folder in reversed(path.parents):
                if not folder.exists():
                    folder.mkdir()
                    undo.callback(folder.rmdir)
            before = path.read_bytes() if path.exists() else None
            if before == content:
                continue
            undo.callback(_put, path, before)
            _put(path, content)
            written.append(path)
        undo.pop_all()
    return written


def _put(path: Path, content: bytes | None) -> None:
    """Write a file; without a content, delete it."""
    if content is None:
        path.unlink(missing_ok=True)
    else:
        files.write(path, content)


def _with_entry(text: str, state: ReleasedState, replaced: Iterable[ReleasedState]) -> bytes:
    """Return the text of `versions.yml` with one more entry at its end, and without those of the replaced states."""
    lines: list[str | None] = [*files.decoded(text.encode()).split("\n")]
    for each in replaced:
        # With an entry goes the empty line above it.
        first = each.line - 2 if each.line > 1 and not (lines[each.line - 2] or "").strip() else each.line - 1
        lines[first : each.last_line] = [None] * (each.last_line - first)
    kept = "\n".join(line for line in lines if line is not None)
    return f"{kept.rstrip()}\n\n{entry(state)}\n".encode()
