"""What may stand although a rule finds it: comments in the pages, and the file `docs/editorial/exceptions.yml`.

Several checks have rules, and each of them judges the suppressions of its own. That there is no such rule, or that its
findings must not be let stand, is told by one of them alone: see `unknown_rules`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, KeysView
from dataclasses import dataclass

import yaml

from policysite.corpus import Clause, Corpus, Page, Settings, yaml_lists
from policysite.findings import Finding, Severity
from policysite.messages import available_locales, messages_in

NAME = "exceptions.yml"
# The rules about links to other sites: a document that is gone may have to be named as it was. Nobody is told that an
# suppression from one of them has nothing to let stand today, for a site that answers today may be silent tomorrow.
OF_OTHER_SITES = frozenset(
    {
        "certificate-invalid",
        "fragment-missing",
        "host-unknown",
        "link-dead",
        "link-failing",
        "link-moved",
        "link-refused",
        "link-unreachable",
        "link-unverified",
        "redirect-loop",
    }
)
# The rules about whole pages: a comment anywhere on the page is one about it.
_OF_PAGES = frozenset({"page-orphaned"})
# Those about the built site whose findings may be let stand. Two of them look at the pages already, but find more in
# the built site: a suppression that has nothing to let stand in the pages may be needed there, and is judged there.
OF_BUILT_SITE = frozenset({"language-crossed", "link-target-missing"}) | _OF_PAGES
# Names of rules that are offered for a mistyped one, and letters of it that are looked at.
_SIMILAR, _LONGEST = 3, 60


@dataclass(frozen=True)
class Suppression:
    """What may stand although a rule finds it.

    Attributes:
        rule: the rule.
        where: `page`, `page#clause`, or either behind a language and `/`; for files that are no pages, their path.
        reason: why.
        until: the last day on which it may, or None where it may for good.
        path: the file that says so, relative to the folder of `mkdocs.yml`.
        line: the line in it, from 1.
        column: the character in that line, from 1.
    """

    rule: str
    where: str
    reason: str
    until: datetime.date | None
    path: str
    line: int
    column: int = 1


def read_exceptions(settings: Settings) -> tuple[tuple[Suppression, ...], list[Finding]]:
    """What the file lets stand, and what in it cannot be read; a missing one lets nothing stand."""
    exceptions, findings = yaml_lists.read(settings, NAME, _exemption)
    return tuple(exceptions), findings


def _exemption(node: yaml.Node, place: str) -> Suppression:
    fields = yaml_lists.fields(node, {"rule", "where", "reason"}, {"until"})
    rule, where, reason = (yaml_lists.text(fields[name]) for name in ("rule", "where", "reason"))
    until = yaml_lists.day(fields.get("until"))
    return Suppression(rule, where, reason, until, place, node.start_mark.line + 1, node.start_mark.column + 1)


def of_comments(corpus: Corpus) -> Iterator[Suppression]:
    """What comments in the pages let stand."""
    for page in corpus.pages():
        for suppression_comment in page.suppression_comments:
            clause = page.clause_at(suppression_comment.line)
            where = f"{page.language}/{page.name}#{clause.id if clause else ''}"
            yield Suppression(
                suppression_comment.rule,
                where,
                suppression_comment.reason,
                suppression_comment.until,
                page.path,
                suppression_comment.line,
                suppression_comment.column,
            )


def unsuppressed(
    findings: Iterable[Finding],
    exceptions: Iterable[Suppression],
    corpus: Corpus,
    today: datetime.date,
    *,
    suppressible: frozenset[str],
    judged: frozenset[str],
    whole: bool = True,
    files: frozenset[str] | None = None,
) -> Iterator[Finding]:
    """The findings that nothing lets stand, and the suppressions that are over, lead nowhere or let nothing stand.

    Args:
        findings: what the rules have found.
        exceptions: what the file lets stand; what comments do is read from the pages.
        corpus: the pages.
        today: the day of the check.
        suppressible: the names of the rules whose findings may be let stand.
        judged: the rules that have seen everything they look at, so that unused suppressions of them can be reported.
        whole: whether everything that the rules go by could be read, and the exceptions.
        files: the paths of the files besides the pages that there can be findings in, relative to the folder of
            `mkdocs.yml`; None where they are not known, and each is taken to be there.
    """
    comments = list(of_comments(corpus))
    suppressions = [*exceptions, *comments]
    valid: dict[tuple[str, str], list[Suppression]] = {}
    for each in suppressions:
        if each.rule in suppressible and not _over(each, today):
            valid.setdefault((each.rule, each.where), []).append(each)
    pages = {page.path: page for page in corpus.pages()}
    used: set[Suppression] = set()
    for finding in findings:
        fitting = [
            each for where in _wheres(finding, pages.get(finding.path)) for each in valid.get((finding.rule, where), ())
        ]
        used.update(fitting)
        if not fitting:
            yield finding
    there = {each.where for each in comments}
    for page in pages.values():
        there |= _wheres_on(page)
    for each in suppressions:
        if each.rule not in suppressible & judged:
            continue
        if each.until is not None and _over(each, today):
            yield _about(each, "suppression-expired", until=each.until.isoformat())
        elif each not in used and whole and not corpus.unread:
            if each.where not in there and not _is_other_file(each, pages.keys(), files):
                yield _about(each, "suppression-place-unknown", where=each.where)
            elif each.rule not in OF_OTHER_SITES:
                yield _about(each, "suppression-unused", where=each.where)


def unknown_rules(exceptions: Iterable[Suppression], corpus: Corpus, suppressible: frozenset[str]) -> Iterator[Finding]:
    """The suppressions from rules that there are not, or whose findings must not be let stand.

    Args:
        exceptions: what the file lets stand.
        corpus: the pages.
        suppressible: the names of the rules of all checks whose findings may be let stand.
    """
    known = messages_in(available_locales()[0]).rules.keys()  # the same in every language
    for each in (*exceptions, *of_comments(corpus)):
        if each.rule not in known:
            yield _about(each, "suppression-rule-unknown", known=_similar(each.rule, known))
        elif each.rule not in suppressible:
            yield _about(each, "suppression-not-allowed")


def _over(suppression: Suppression, today: datetime.date) -> bool:
    return suppression.until is not None and suppression.until < today


def _wheres(finding: Finding, page: Page | None) -> set[str]:
    """All that a suppression can call the place of a finding."""
    if page is None:
        return {finding.path}
    return _wheres_on(page) if finding.rule in _OF_PAGES else _wheres_of(page, page.clause_at(finding.line))


def _wheres_on(page: Page) -> set[str]:
    """All that a suppression can call a place on a page."""
    return {where for clause in (None, *page.clauses) for where in _wheres_of(page, clause)}


def _wheres_of(page: Page, clause: Clause | None) -> set[str]:
    place = f"{page.name}#{clause.id}" if clause else page.name
    return {page.name, place, f"{page.language}/{page.name}", f"{page.language}/{place}"}


def _is_other_file(suppression: Suppression, pages: KeysView[str], files: frozenset[str] | None) -> bool:
    """True if a suppression is for a file that is not a page: a known one or, if none is known, one with an ending."""
    if files is not None:
        return suppression.where in files
    return "#" not in suppression.where and "." in suppression.where and suppression.where not in pages


def _similar(rule: str, known: KeysView[str]) -> str:
    """The names that a mistyped one may stand for."""
    import difflib

    return ", ".join(difflib.get_close_matches(rule[:_LONGEST], sorted(known), n=_SIMILAR, cutoff=0)) or "—"


def _about(suppression: Suppression, rule: str, **params: str) -> Finding:
    params = {"rule": suppression.rule, **params}
    return Finding(suppression.path, suppression.line, suppression.column, rule, params, Severity.ERROR)
