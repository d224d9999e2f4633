"""The lines that release a text as it is now, to be copied: in the page, in the history and in the records.

The lines of the history are approved by lines that are advised with them, so that one round of changes is enough.
"""

from __future__ import annotations

import datetime
import itertools
import re
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rapidfuzz.distance.Indel import normalized_similarity as ratio

from policysite import approvals
from policysite.corpus import Clause, Corpus, Document, Page, Settings, front_matter, headings, rewritten
from policysite.corpus.headings import written_heading
from policysite.history.edit_script import BlockEdit, Change, ClauseEdit, Op, changed_clauses
from policysite.history.versioned_site import VersionedSite
from policysite.history.versions import NAME, ReleasedState, heading_id
from policysite.languages.labels import ForeignLabel, Labels
from policysite.messages import NEXT_BLOCK

# The lists of clauses in a history entry, in this order. A clause that is listed as equal was only moved.
_LISTS = {
    Change.CHANGED: "history_changed",
    Change.EQUAL: "history_moved",
    Change.INSERTED: "history_added",
    Change.DELETED: "history_removed",
}

_WORD, _DIGIT = re.compile(r"\w"), re.compile(r"\d")
# A mistyped word is at least this similar to the right one.
_MIN_SIMILARITY = 0.6


def next_version(states: Iterable[ReleasedState]) -> str:
    """Return the number of the version after the latest one: with another last part."""
    latest = max(states, key=lambda state: state.order).version
    before, dot, last = latest.rpartition(".")
    return f"{before}{dot}{int(last) + 1}"


def as_version(document: Document, version: str, effective_date: datetime.date) -> Document:
    """Return a document as it would be with another version."""
    return replace(
        document,
        pages={
            language: replace(
                page, front_matter=replace(page.front_matter, version=version, effective_date=effective_date)
            )
            for language, page in document.pages.items()
        },
    )


def front_matter_lines(version: str, effective_date: datetime.date | None) -> str:
    """Return the lines at the top of a page that state its version."""
    return "\n".join(front_matter.version_lines(version, effective_date))


def history_entry(
    document: Document, version: str, before: ReleasedState | None, site: VersionedSite
) -> dict[str, Any]:
    """Return the params of a message about the entry of a version in the history; empty ones if none can be advised.

    The entry names the clauses that have changed since the version before. `history_pages` are the pages that have no
    such entry, `history` the lines to be added to each of them, a block for each, and `approval` those that approve it.
    """
    settings, original, frozen = site.settings, site.corpus.original, site.copies(before)
    changes = _changes_since(frozen, document, original)
    is_complete = settings.has_partial_translations or site.history.keys() == set(settings.languages)
    clause_id = heading_id(document.name, version)
    is_only = is_only_document(site.corpus, site.states)
    texts: dict[str, list[str]] = {}
    pages: dict[str, Page | None] = {}
    for language, page in site.history.items() if changes and is_complete else ():
        now, labels = document.pages.get(language), site.labels[language]
        if now is None:
            continue  # its readers see the entry of the original
        pages[language] = page
        if not page.has_clause(clause_id):
            previous = next((each for each in page.clauses if each.id.startswith(heading_id(document.name, ""))), None)
            title = history_title(now, version, labels, is_only=is_only)
            summary = _summary(
                labels, changes, frozen.get(language), now, lambda page, clause: written_heading(page, clause).text
            )
            texts[language] = [headings.line(previous.level if previous else 2, title, clause_id), "", summary, ""]
            pages[language] = rewritten(page, _with_entry(page.source, texts[language], previous), settings)
    sides = {
        language: approvals.PairSide(page, clause_id, page.clause(clause_id))
        for language, page in pages.items()
        if page is not None and page.has_clause(clause_id)
    }
    base = sides.pop(original, None)
    if base is None or sides.keys() != pages.keys() - {original}:
        texts, sides = {}, {}
    pairs = (approvals.Pair(side, base, approvals.PairKind.TRANSLATION) for side in sides.values() if base)
    return {
        "history_pages": ", ".join(site.history[language].path for language in texts),
        "history": NEXT_BLOCK.join("\n".join(lines).rstrip("\n") for lines in texts.values()),
        "approval": "\n".join(pair.line or "" for pair in pairs),
        "approvals": approvals_path(settings),
    }


def _changes_since(frozen: Mapping[str, Page], document: Document, original: str) -> dict[str, Change]:
    """Return what happened to the clauses of a document since its frozen copies, for readers of the original."""
    former = frozen.get(original)
    kept = {clause.id for clause in document.pages[original].clauses if former and former.has_clause(clause.id)}
    return _changes(
        edit
        for language, of_language in changed_clauses(frozen, document.pages).items()
        for edit in of_language
        # A clause whose translation was only added or removed has not changed for them.
        if language == original or (edit.old and edit.new) or edit.clause.id not in kept
    )


def _with_entry(source: Sequence[str], entry: list[str], previous: Clause | None) -> list[str]:
    """Return the lines of a history with another entry: above the previous version, or at the end of the page."""
    if previous is None:
        return [*source, "", *entry]  # the last line may lack its line break
    above = previous.line - 1
    return [*source[:above], *entry, *source[above:]]


def is_only_document(corpus: Corpus, documents: Iterable[str]) -> bool:
    """True if at most one document has a version now or has released ones."""
    return len({*documents, *(document.name for document in corpus.versioned)}) < 2


def history_title(page: Page, version: str, labels: Labels, *, is_only: bool) -> str:
    """Return the title of a version in the history, as Markdown: it names the page unless no other has versions."""
    if is_only:
        return _text(labels, "numbered_version", "{version}", version=version)
    title = written_heading(page, page.clauses[0]).text if page.first_level == 1 else page.front_matter.title
    return _text(labels, "version_title", "{title} {version}", title=title, version=version)


def _changes(edits: Iterable[ClauseEdit]) -> dict[str, Change]:
    """Return what happened to clauses, by their ids: first in the original, then in the translations alone.

    A clause that was only moved in one language may have changed in another one. One that only has another id is
    neither removed nor added, but changed.
    """
    edits = list(edits)
    removed = {edit.old.digest for edit in edits if edit.old and not edit.new}
    added = {edit.new.digest for edit in edits if edit.new and not edit.old}
    changes: dict[str, Change] = {}
    for edit in edits:
        has_other_id = edit.clause.digest in removed & added
        if has_other_id and edit.change is Change.DELETED:
            continue
        if changes.get(edit.clause.id, Change.EQUAL) is Change.EQUAL:
            changes[edit.clause.id] = Change.CHANGED if has_other_id else edit.change
    return changes


def correction_reasons(before: Mapping[str, Page], now: Mapping[str, Page], site: VersionedSite) -> dict[str, str]:
    """Return what a correction changes, in each language: a typo, or else which clauses."""
    all_edits = [edit for of_language in changed_clauses(before, now).values() for edit in of_language]
    changes = {} if all(map(_corrects_typos, all_edits)) else _changes(all_edits)
    summaries = {
        language: _summary(site.labels[language], changes, before.get(language), page, lambda _, clause: clause.title)
        for language, page in now.items()
    }
    return {language: text or site.labels[language]["correction_reason"] for language, text in summaries.items()}


def _corrects_typos(edit: ClauseEdit) -> bool:
    """True if an edit changes no heading, number or address, and writes only similar words in place of others."""
    changed = [each for each in edit.edits if each.is_change]
    return bool(changed) and not edit.moved and all(map(_corrects_typo, changed))


def _corrects_typo(edit: BlockEdit) -> bool:
    if edit.change is not Change.CHANGED or edit.block.kind == "heading" or any(run.is_mark for run in edit.runs):
        return False
    for is_equal, runs in itertools.groupby(edit.runs, lambda run: run.op is Op.EQUAL):
        if not is_equal:
            texts = {run.op: run.text for run in runs}
            old, new = texts.get(Op.DELETE, ""), texts.get(Op.INSERT, "")
            is_similar = not _WORD.search(old + new) or ratio(old, new, score_cutoff=_MIN_SIMILARITY)
            if not is_similar or _DIGIT.search(old + new):
                return False
    return True


def _summary(
    labels: Labels,
    changes: Mapping[str, Change],
    before: Page | None,
    now: Page,
    title_of: Callable[[Page, Clause], str],
) -> str:
    """Return a text that lists the clauses by what happened to them."""
    titles: dict[str, list[str]] = {name: [] for name in _LISTS.values()}
    for clause_id, change in changes.items():
        page = before if change is Change.DELETED else now
        if page is not None and page.has_clause(clause_id):
            title = title_of(page, page.clause(clause_id)).rstrip(":：")
            titles[_LISTS[change]].append(_text(labels, "history_clause", "“{title}”", title=title))
    lists = ((name, _text(labels, "separator", ", ").join(each)) for name, each in titles.items() if each)
    return " ".join(_text(labels, name, "{clauses}.", clauses=clauses) for name, clauses in lists)


def _text(labels: Labels, name: str, otherwise: str, **params: str) -> str:
    """Return a text of the pages, or one without words if there is none in their language."""
    return (otherwise if isinstance(labels[name], ForeignLabel) else labels[name]).format_map(params)


def release_command(state: ReleasedState, corrected: str = "") -> str:
    """Return the command that releases a state; it names the version that is corrected if it is an earlier one."""
    name = f"{state.document}@{corrected}" if corrected else state.document
    reasons = (f" --reason {shlex.quote(f'{language}={reason}')}" for language, reason in state.reasons.items())
    return f"policy release {name}{' --correction' if state.correction else ''}{''.join(reasons)}"


def copies(state: ReleasedState, settings: Settings) -> str:
    """Return the copies by which a state is released by hand, each after the page that it is a copy of."""
    names = state.document, state.page_name
    return ", ".join(" → ".join(copy_path(settings, language, name) for name in names) for language in state.digests)


def copy_paths(state: ReleasedState, settings: Settings) -> str:
    """Return the paths of the frozen copies of a state."""
    return ", ".join(copy_path(settings, language, state.page_name) for language in state.digests)


def copy_path(settings: Settings, language: str, name: str) -> str:
    """Return the path of a page, relative to the folder of `mkdocs.yml`."""
    return settings.relative_path(settings.page_path(language, name))


def record_path(settings: Settings) -> str:
    """Return the path of the record of all states, relative to the folder of `mkdocs.yml`."""
    return settings.relative_path(settings.editorial(NAME))


def approvals_path(settings: Settings) -> str:
    """Return the path of the approvals, relative to the folder of `mkdocs.yml`."""
    return settings.relative_path(settings.editorial(approvals.NAME))
