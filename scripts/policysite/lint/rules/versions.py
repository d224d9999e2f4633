"""Versions that are to be released, and how those that were released are recorded."""

from __future__ import annotations

import contextlib
import datetime
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, product, zip_longest
from typing import Any

import yaml

from policysite import suppressions
from policysite.config.sources import PLUGIN, ConfigSource, listed
from policysite.corpus import Clause, Page, headings, subjects
from policysite.corpus.front_matter import version_lines
from policysite.corpus.model import VERSION
from policysite.files.yaml_nodes import position
from policysite.findings import Severity
from policysite.findings.rule import Aspect, Rule, Scope
from policysite.history import reconfigured, versions
from policysite.history.release_advice import copy_paths, front_matter_lines
from policysite.history.versions import ReleasedState
from policysite.languages.alphabets import alphabets
from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit_at, page_rule, site_rule

# The lint finds it before all else: see `policysite.lint.lost_markup`.
PAGE_PUT_BACK = Rule("page-put-back", "versions", Scope.PAGE, suppressible=False)

# What must be known of a page to say which version it has.
_OF_VERSION = (subjects.front_matter, subjects.effective_date)

# Nobody announces a text earlier.
_YEARS_AHEAD = 2
# Between two versions that are published one after the other, others may have been discarded.
_MAX_STEP = 4
# Numbers of versions that are years or whole dates.
_FIRST_YEAR = 1900
_VERSION = re.compile(VERSION)
# Stands for the number of the version in the form of a heading.
_NUMBER = "\0"


@page_rule(Severity.WARNING, advises=True)
def effective_date_past(page: Page, context: Context) -> Iterator[Hit]:
    """A version that is not published yet is in effect from an earlier day; only the first one may be.

    As long as it is not recorded either, it gets the present day, in each language.
    """
    states = context.states.get(page.name, ())
    date, version = page.front_matter.effective_date, page.front_matter.version
    if date is not None and date < context.today and not all(state.version == version for state in states):
        yield from _date_hits(page, context, date, context.today)


@page_rule(Severity.WARNING, advises=True)
def effective_date_distant(page: Page, context: Context) -> Iterator[Hit]:
    """A version that is not published yet is to be in effect years later: the year may be mistyped."""
    date = page.front_matter.effective_date
    if date is not None and date.year > context.today.year + _YEARS_AHEAD:
        days = [day for day in _similar_days(date, context.today) if day >= context.today]
        yield from _date_hits(page, context, date, days[0] if len(days) == 1 else None)


def _similar_days(date: datetime.date, today: datetime.date) -> Iterator[datetime.date]:
    """Yield the same day of near years that differ from the written one in one digit, or in the order of digits."""
    written = str(date.year)
    for year in range(today.year, today.year + _YEARS_AHEAD + 1):
        differing = sum(a != b for a, b in zip(str(year), written, strict=True))
        if differing == 1 or sorted(str(year)) == sorted(written):
            with contextlib.suppress(ValueError):  # 29 February
                yield date.replace(year=year)


def _date_hits(page: Page, context: Context, date: datetime.date, right: datetime.date | None) -> Iterator[Hit]:
    """Yield a hit at the date of a version that is not published yet, with the right one unless it is not clear."""
    states, original, version = context.states.get(page.name, ()), context.corpus.original, page.front_matter.version
    is_open = all(state.version != version and state.effective_date <= date for state in states)
    if version is None or context.default_branch.has(page.name, version):
        return
    if is_open or page.language == original:
        yield hit_at(
            page.path,
            *page.front_matter.positions["effective_date"],
            rests_on=map(subjects.effective_date, subjects.pages((page.language, original), page.name)),
            version=version,
            date=date,
            example="",
            advised=version_lines(version, right)[-1] if is_open and right else "",
        )


@page_rule(Severity.WARNING, advises=True)
def version_distant(page: Page, context: Context) -> Iterator[Hit]:
    """A version that is not published yet leaves out several numbers: a dot or a digit may be mistyped."""
    version, released = page.front_matter.version, {state.version for state in context.states.get(page.name, ())}
    if version is None or not released or version in released or context.default_branch.has(page.name, version):
        return
    last = max(released, key=versions.version_order)
    pairs = zip_longest(*map(versions.version_order, (last, version)), fillvalue=0)
    before, after = next(((one, other) for one, other in pairs if one != other), (0, 0))
    if after - before > _MAX_STEP and before < _FIRST_YEAR:
        parts = [*map(int, last.split("."))]
        following = (_next_version(parts, place) for place in range(len(parts)))
        right = next((each for each in following if each.replace(".", "") == version.replace(".", "")), "")
        advised = version_lines(right, None)[0] if right else ""
        yield hit_at(page.path, *page.front_matter.positions["version"], version=version, last=last, advised=advised)


def _next_version(parts: Sequence[int], place: int) -> str:
    """Return the version after one with these numbers, by that at a place, from 0."""
    return ".".join(map(str, (*parts[:place], parts[place] + 1, *(0 for _ in parts[place + 1 :]))))


@site_rule(Severity.WARNING)
def history_misplaced(context: Context) -> Iterator[Hit]:
    """The history has the entry of a version below that of an earlier one."""
    numbers = context.versions_by_heading
    for page in context.history.values():
        above: dict[str, list[str]] = {}
        for clause in page.clauses:
            if clause.id not in numbers or clause != page.clause(clause.id):
                continue
            document, version = numbers[clause.id]
            order = versions.version_order(version)
            older = [each for each in above.get(document, ()) if versions.version_order(each) < order]
            if older:
                breaks = [subjects.order(page.subject)]
                yield hit_at(page.path, clause.line, breaks=breaks, version=version, before=older[0])
            above.setdefault(document, []).append(version)


@page_rule(advises=True)
def history_heading_wrong(page: Page, context: Context) -> Iterator[Hit]:
    """The heading of a version in the history names another version, or is in the language of another page.

    The headings of other versions show the right form. (Two words of one alphabet may be of one language.)
    """
    ids = Counter(clause.id for clause in page.clauses)
    for clause, document, version in _entries(page, context):
        if ids[clause.id] > 1:
            continue
        title = headings.written_heading(page, clause).text
        own, foreign = _forms(page, document, clause.id, context)
        numbers = _VERSION.findall(title)
        forms = {_form(title, number) for number in numbers}
        is_of_other = version not in numbers and not forms.isdisjoint(own)
        is_of_other_language = forms.isdisjoint(own) and not forms.isdisjoint(foreign)
        is_foreign = own and is_of_other_language and alphabets(title) != alphabets(own[0])
        if is_of_other or is_foreign:
            right = next((each for each in own if each in forms), own[0]).replace(_NUMBER, version)
            yield hit_at(
                page.path,
                clause.line,
                breaks=[subjects.aspect(subjects.clause(page.subject, clause.id), Aspect.NUMBERS)],
                version=version,
                advised=headings.line(clause.level, right, clause.id),
            )


@page_rule(advises=True)
def history_entry_repeated(page: Page, context: Context) -> Iterator[Hit]:
    """The history has several entries of a version, of which one stays: the first in the language of the page."""
    of_version: dict[tuple[str, str], list[Clause]] = {}
    for clause, document, version in _entries(page, context):
        of_version.setdefault((document, version), []).append(clause)
    for (document, version), same in of_version.items():
        own, _ = _forms(page, document, same[0].id, context)
        titles = [headings.written_heading(page, clause).text for clause in same]
        kept = next((each for each, title in zip(same, titles, strict=True) if _form(title, version) in own), same[0])
        for clause in (each for each in same if each != kept):
            below = (each.line for each in page.clauses if each.line > clause.line)
            lines = range(clause.line, next(below, len(page.source) + 1))
            numbers = {*lines, *(each.line for each in same)}
            yield hit_at(
                page.path,
                clause.line,
                breaks=[
                    subjects.clause(page.subject, clause.id),
                    *(subjects.line(page.path, number) for number in numbers),
                ],
                version=version,
                first_line=kept.line,
                lines=f"{lines[0]}–{lines[-1]}",
                advised=dict.fromkeys(lines),
            )


def _entries(page: Page, context: Context) -> Iterator[tuple[Clause, str, str]]:
    """Yield the entries of existing versions on a page of the history, with the document and the number of each."""
    for clause in page.clauses if page.name == context.settings.history else ():
        document, version, exists = _version_of(clause.id, context)
        if exists:
            yield clause, document, version


def _version_of(clause_id: str, context: Context) -> tuple[str, str, bool]:
    """Return the document and the version that the id of a heading in the history names, and True if it exists.

    Versions before the first recorded one may have been published in another way. Other ids name none.
    """
    known = context.versions_by_heading
    for document in context.corpus.versioned:
        if version := versions.version_of_heading(document.name, clause_id):
            orders = (versions.version_order(each) for name, each in known.values() if name == document.name)
            is_earlier = versions.version_order(version) < min(orders, default=())
            return document.name, version, clause_id in known or is_earlier
    return "", "", False


def _forms(page: Page, document: str, clause_id: str, context: Context) -> tuple[list[str], list[str]]:
    """Return the forms of the headings of other versions of a document, on a page of the history and on the others."""
    own: list[str] = []
    foreign: list[str] = []
    for each in context.corpus.documents[page.name].pages.values():
        for clause, of_document, version in _entries(each, context):
            title = headings.written_heading(each, clause).text
            if of_document == document and clause.id != clause_id and version in _VERSION.findall(title):
                (own if each.language == page.language else foreign).append(_form(title, version))
    return own, foreign


def _form(title: str, number: str) -> str:
    """Return the title of a version with a sign in place of its number."""
    return _VERSION.sub(lambda match: _NUMBER if match[0] == number else match[0], title)


@site_rule()
def history_version_unknown(context: Context) -> Iterator[Hit]:
    """The history has the entry of a version that does not exist."""
    for clause_id in dict.fromkeys(clause.id for page in context.history.values() for clause in page.clauses):
        document, version, exists = _version_of(clause_id, context)
        if exists or not version:
            continue
        having = [page for page in context.history.values() if page.has_clause(clause_id)]
        clauses = {subjects.clause(page.subject, clause_id) for page in having}
        yield hit_at(
            having[0].path,
            having[0].clause(clause_id).line,
            breaks=clauses,
            rests_on=[
                *clauses,  # the entry may have the id of another version in one language only
                versions.NAME,
                subjects.release(document, version),
                *(of(page.subject) for page in context.corpus.documents[document].pages.values() for of in _OF_VERSION),
            ],
            version=version,
            document=document,
            pages=", ".join(page.path for page in having),
            approvals=context.approvals.path,
            lines=_approving(clauses, context),
        )


@site_rule(suppressible=False)
def version_released_twice(context: Context) -> Iterator[Hit]:
    """A change of a text is recorded as a correction and as a new version, of which one is right.

    A document that is not published yet may be brought here with all of its versions.
    """
    for document, states in context.states.items():
        new = [state for state in states if not context.default_branch.is_published(state)]
        corrections = [state for state in new if state.correction] if len(new) < len(states) else []
        for correction, version in product(corrections, new):
            is_other_version = not version.correction and version.version != correction.version
            if is_other_version and version.digests == correction.digests:
                yield _released_twice(document, correction, version, context)


def _released_twice(document: str, correction: ReleasedState, version: ReleasedState, context: Context) -> Hit:
    """Return the hit about a new version that has the text of a new correction of the version before it."""
    entries = [page for page in context.history.values() if page.has_clause(version.heading)]
    return hit_at(
        version.path,
        version.line,
        rests_on=[subjects.release(document, state.name) for state in (correction, version)],
        name=version.name,
        correction=correction.name,
        correction_at=correction.line,
        correction_copies=copy_paths(correction, context.settings),
        copies=copy_paths(version, context.settings),
        history=", ".join(page.path for page in entries),
        id=version.heading,
        approvals=context.approvals.path,
        lines=_approving({subjects.clause(page.subject, version.heading) for page in entries}, context),
        pages=", ".join(page.path for page in context.corpus.pages_of(document).values()),
        front_matter=front_matter_lines(correction.version, correction.effective_date),
    )


def _approving(clauses: Collection[str], context: Context) -> str:
    """Return the numbers of the lines that approve clauses."""
    approved = context.approvals.lines.items()
    lines = (line for key, of_key in approved for line in of_key if not set(clauses).isdisjoint(key.split(" ")))
    return ", ".join(map(str, sorted(lines)))


@site_rule(Severity.WARNING)
def version_rewritten_earlier(context: Context) -> Iterator[Hit]:
    """The line of a version was changed or deleted on the default branch, where people may have read the version."""
    states = {state.key: state for state in chain(*context.states.values())}
    path = context.settings.relative_path(context.settings.editorial(versions.NAME))
    for former in context.default_branch.former:
        was = former.state
        now = states.get(was.key)
        if now == was:
            continue
        place, entry = (path, now.line if now else 1), versions.entry(was)
        yield _answered_by_entry(place, context, document=was.document, name=was.name, date=former.day, entry=entry)


@site_rule(always_on=True, until_merged=True)
def versions_reconfigured(context: Context) -> Iterator[Hit]:
    """The configuration changes what published versions show, or where they are."""
    for change in dict.fromkeys(reconfigured.changes(context.default_branch)):
        place, option = _first_place(context.configured(*change.path), context), ".".join(change.path)
        yield _answered_by_entry(place, context, option=option, was=change.was or "–", now=change.now or "–")


@site_rule(Severity.WARNING)
def privacy_policy_unnamed(context: Context) -> Iterator[Hit]:
    """Several documents have versions, and the configuration does not say which one is the privacy policy."""
    versioned = [document.name for document in context.corpus.versioned]
    if len(versioned) < 2 or context.settings.privacy_policy:
        return
    # The first one that was released was the privacy policy until now.
    first = next((name for name in context.states if name in versioned), versioned[0])
    plugins = context.configured("plugins")
    names = ((source, name) for source, node in plugins for name, _ in listed(node) if name.value == PLUGIN)
    place = _first_place(names, context)
    yield hit_at(*place, documents=", ".join(versioned), example=f"privacy_policy: {first}")


@site_rule(always_on=True)
def privacy_policy_unversioned(context: Context) -> Iterator[Hit]:
    """The privacy policy, as the settings name it, is a page without versions, although another page has some."""
    named, documents = context.settings.privacy_policy, context.corpus.documents
    versioned = [document.name for document in context.corpus.versioned]
    if named not in documents or named in versioned or not versioned:
        return
    for source, node in context.configured("plugins", PLUGIN, "privacy_policy"):
        place = (source.name, *position(node))
        yield _answered_by_entry(place, context, name=named, versioned=", ".join(versioned))


@site_rule(always_on=True)
def released_page_missing(context: Context) -> Iterator[Hit]:
    """A document has published versions, but no page any more."""
    unread = {name for _, name in context.corpus.unread}
    for document, states in context.states.items():
        published = [state for state in states if context.default_branch.has(document, state.name)]
        if published and document not in context.corpus.documents.keys() | unread:
            last = published[-1]
            breaks = subjects.pages(context.corpus.languages, document)
            yield _answered_by_entry(last.place, context, breaks=breaks, document=document, name=last.name)


def _first_place(nodes: Iterator[tuple[ConfigSource, yaml.Node]], context: Context) -> tuple[str, int, int]:
    """Return the place of the first of these nodes of the configuration; its first line if there is none."""
    return next(((source.name, *position(node)) for source, node in nodes), (context.settings.config, 1, 1))


def _answered_by_entry(place: tuple[Any, ...], context: Context, **params: Any) -> Hit:
    """Return a hit at a path, a line and a column, which an entry in the file of exceptions may answer."""
    exceptions = context.settings.relative_path(context.settings.editorial(suppressions.NAME))
    return hit_at(*place, where=place[0], exceptions=exceptions, **params)


@site_rule(Severity.WARNING)
def git_history_incomplete(context: Context) -> Iterator[Hit]:
    """Git cannot read the whole history, so that nobody knows whether released versions are recorded as they were."""
    if context.states and context.default_branch.is_incomplete:
        first = next(chain(*context.states.values()))
        yield hit_at(*first.place)
