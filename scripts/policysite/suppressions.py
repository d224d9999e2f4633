"""Suppressions: comments in pages and entries in `docs/editorial/exceptions.yml` that silence findings, with a reason.

Each check applies the suppressions of its own rules, and reports those that are expired, misplaced or unused. The
suppressions of rules that do not exist or cannot be suppressed are reported once, through `unknown_rules`.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import yaml

from policysite.corpus import Clause, Corpus, Page, Settings, subjects, yaml_lists
from policysite.corpus.suggestions import NameSuggestions
from policysite.corpus.time_limit import TIMEOUTS
from policysite.files import yaml_nodes
from policysite.findings import Finding, Severity
from policysite.findings.rule import Rule, Scope

NAME = "exceptions.yml"

_rule = functools.partial(Rule, family="suppressions", scope=Scope.SITE, suppressible=False)
SUPPRESSION_RULE_UNKNOWN = _rule("suppression-rule-unknown")
SUPPRESSION_NOT_ALLOWED = _rule("suppression-not-allowed")
SUPPRESSION_PLACE_UNKNOWN = _rule("suppression-place-unknown")
SUPPRESSION_EXPIRED = _rule("suppression-expired")
SUPPRESSION_UNUSED = _rule("suppression-unused")


@dataclass(frozen=True)
class Suppression:
    """A decision not to report the findings of a rule in one place, and where it is written.

    Attributes:
        place: `page`, `page#clause`, or either after a language and `/`; for a file that is not a page, its path.
        until: the last day on which it is valid, or None if it does not expire.
    """

    rule: str
    place: str
    until: datetime.date | None
    path: str
    line: int
    column: int = 1

    @property
    def position(self) -> tuple[str, int, int]:
        """The file, line and column in which it is written."""
        return self.path, self.line, self.column


def read_entries(settings: Settings) -> tuple[tuple[Suppression, ...], list[Finding]]:
    """Return the entries of `exceptions.yml` and the findings in it; a missing file has no entries."""
    entries, findings = yaml_lists.read(settings, NAME, _entry)
    return tuple(entries), findings


def _entry(node: yaml.Node, path: str) -> Suppression:
    fields = yaml_lists.fields(node, ("rule", "where", "reason"), ("until",))
    rule, place, _ = (yaml_lists.text(fields[name]) for name in ("rule", "where", "reason"))
    until = yaml_lists.date(fields["until"]) if "until" in fields else None
    return Suppression(rule, place, until, path, *yaml_nodes.position(node))


def in_comments(corpus: Corpus) -> Iterator[Suppression]:
    """Yield the suppressions in comments of the pages, each for the clause that contains the comment."""
    for page in corpus.pages():
        for comment in page.suppression_comments:
            place = f"{page.language}/{_place(page, page.clause_at(comment.line))}"
            yield Suppression(comment.rule, place, comment.until, page.path, comment.line, comment.column)


def suppressed_rules(suppressions: Iterable[Suppression], page: Page, clause: Clause) -> frozenset[str]:
    """Return the rules that are suppressed in a clause, expired suppressions included."""
    places = _places_in(page, clause)
    return frozenset(each.rule for each in suppressions if each.place in places)


@dataclass(frozen=True)
class SuppressibleCheck:
    """A check whose findings can be suppressed.

    Attributes:
        entries: the entries of `exceptions.yml`; comments are read from the pages.
        severities: the severities that the site has chosen for rules; None for rules that are off.
        scopes: it reports expired, misplaced and unused suppressions of rules with these scopes only. Those of other
            rules are reported by the check that applies these rules completely.
        complete: False if a file that the rules depend on could not be read, or a language is not built. Then, or if
            the check of pages took too long, no suppression is reported as unused.
        files: the paths of the files besides the pages that can have findings, relative to the folder of `mkdocs.yml`;
            None if they are not known; then every file is assumed to exist.
    """

    corpus: Corpus
    entries: Sequence[Suppression]
    today: datetime.date
    rules: Collection[Rule]
    severities: Mapping[str, Severity | None]
    scopes: Collection[Scope] = ()
    complete: bool = True
    files: frozenset[str] | None = None


def unsuppressed(
    findings: Iterable[Finding], check: SuppressibleCheck, silent: Iterable[Finding] = ()
) -> Iterator[Finding]:
    """Yield the findings that are not suppressed, then those about expired, misplaced and unused suppressions.

    The findings have the severities that the site has chosen; those of rules that are off are left out. Unused
    suppressions of findings about other sites are not reported: a site that answers today may fail tomorrow. Nor are
    those of rules that compare with the default branch: after the merge there is no difference.

    The findings of hints in approved pairs are `silent`: they are not reported, but their suppressions are not unused,
    because without the approval they would be needed. They are computed only if a hint is suppressed.
    """
    severities, complete = check.severities, check.complete
    suppressible = {rule.name: rule for rule in check.rules if rule.suppressible}
    chosen = {name: severities[name] for name, rule in suppressible.items() if rule.adjustable and name in severities}
    suppressions = [each for each in (*check.entries, *in_comments(check.corpus)) if each.rule in suppressible]
    valid = {(each.rule, each.place) for each in suppressions if not _expired(each, check.today)}
    pages = check.corpus.by_path
    used: set[tuple[str, str]] = set()

    def matches(finding: Finding) -> set[tuple[str, str]]:
        """Return its rule with each place that matches a finding: any such suppression would suppress it."""
        return {(finding.rule, place) for place in _places_of(finding, pages.get(finding.path))}

    for finding in findings:
        complete = complete and finding.rule not in TIMEOUTS
        matching = matches(finding)
        used |= matching & valid
        severity = chosen.get(finding.rule, finding.severity)
        if matching.isdisjoint(valid) and severity is not None:
            expected = {subjects.suppression(*each) for each in (*matching, (finding.rule, ""))}
            rests_on = finding.rests_on | expected | {NAME, subjects.entry(NAME, finding.rule)}
            yield replace(finding, severity=severity, rests_on=rests_on)
    if any(suppressible[each.rule].hint for each in suppressions):
        for finding in silent:
            complete = complete and finding.rule not in TIMEOUTS
            used |= matches(finding) & valid
    known_places = {place for page in pages.values() for place in _places_on(page)}
    for each in suppressions:
        scope = suppressible[each.rule].scope
        if scope not in check.scopes:
            continue
        if each.until is not None and _expired(each, check.today):
            yield SUPPRESSION_EXPIRED.at(*each.position, rule=each.rule, until=each.until.isoformat())
        elif (each.rule, each.place) not in used and complete and not check.corpus.unread:
            if each.place not in known_places and not _is_file(each.place, pages, check.files):
                breaks = [subjects.suppression(each.rule)]
                yield SUPPRESSION_PLACE_UNKNOWN.at(*each.position, breaks=breaks, rule=each.rule, place=each.place)
            elif scope is not Scope.WEB and not suppressible[each.rule].until_merged:
                clauses = _clauses_at(each.place, pages.values())
                yield SUPPRESSION_UNUSED.at(*each.position, rests_on=clauses, rule=each.rule, place=each.place)


def unknown_rules(entries: Iterable[Suppression], corpus: Corpus, catalogue: Mapping[str, Rule]) -> Iterator[Finding]:
    """Yield a finding for each suppression of a rule that does not exist or cannot be suppressed.

    The entries are those of `exceptions.yml`; comments are read from the pages.
    """
    similar = NameSuggestions(catalogue)
    for each in (*entries, *in_comments(corpus)):
        if each.rule not in catalogue:
            suggestions = similar.to(each.rule)
            breaks = [subjects.suppression(suggestions.split(", ")[0], each.place)]
            yield SUPPRESSION_RULE_UNKNOWN.at(*each.position, breaks=breaks, rule=each.rule, suggestions=suggestions)
        elif not catalogue[each.rule].suppressible:
            yield SUPPRESSION_NOT_ALLOWED.at(*each.position, rule=each.rule)


def _expired(suppression: Suppression, today: datetime.date) -> bool:
    return suppression.until is not None and suppression.until < today


def _places_of(finding: Finding, page: Page | None) -> set[str]:
    """Return every place that matches a finding. A finding above the first heading belongs to the whole page."""
    if page is None:
        return {finding.path}
    clause = page.clause_at(finding.line)
    return _places_on(page) if clause is None else _places_in(page, clause)


def _places_on(page: Page) -> set[str]:
    return {place for clause in (None, *page.clauses) for place in _places_in(page, clause)}


def _clauses_at(place: str, pages: Iterable[Page]) -> Iterator[str]:
    """Yield as subjects the clauses whose findings a suppression of this place matches."""
    for page in pages:
        here = (clause.id for clause in page.clauses if place in _places_in(page, clause))
        yield from (subjects.clause(page.subject, each) for each in here)


def _places_in(page: Page, clause: Clause | None) -> set[str]:
    """Return every place that names a clause (None: the text above the first heading), with and without language."""
    place = _place(page, clause)
    return {page.name, place, f"{page.language}/{page.name}", f"{page.language}/{place}"}


def _place(page: Page, clause: Clause | None) -> str:
    return f"{page.name}#{clause.id if clause else ''}"


def _is_file(place: str, pages: Collection[str], files: frozenset[str] | None) -> bool:
    """True if a place is a file that is not a page; if the files are not known, any path with a suffix is accepted."""
    if files is not None:
        return place in files
    return "#" not in place and "." in place and place not in pages
