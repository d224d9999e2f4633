"""Findings that depend on the advice of others: what shows once it is followed, and what stays open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from policysite import suppressions
from policysite.corpus import Page, subjects, validation
from policysite.findings import Finding, Severity
from policysite.findings.causes import reported
from policysite.findings.rule import Scope
from policysite.lint.advice import AdvisedText
from policysite.lint.application import in_pairs, on_page, pairs_by_page, within_time_limit
from policysite.lint.catalogue import LINT_RULES
from policysite.lint.context import Context

# The rules whose findings approvals answer, so that the text stays as it is.
_KEEPING_TEXT = frozenset(rule.name for rule in LINT_RULES if rule.as_advised or rule.hint)
# The rules that find differences between a clause and its translation.
_COMPARING = frozenset(rule.name for rule in LINT_RULES if rule.subject is Scope.PAIR and not rule.hint)


def following(
    context: Context,
    advice: AdvisedText,
    known: Sequence[Finding],
    suppressing: suppressions.SuppressibleCheck,
) -> Iterator[Finding]:
    """Yield the errors that appear only after advice is followed, so that an editor needs one round."""
    changed = {path for path, _ in advice.lines}
    if not changed:
        return
    text, settings = replace(context, corpus=advice.corpus), context.settings
    found = [
        *advice.later,
        *validation.validate(text.corpus, settings.folders, partial=settings.has_partial_translations),
    ]
    for page in text.corpus.pages():
        if page.path in changed:
            found += within_time_limit(page, on_page(page, text))
    for pairs in pairs_by_page(text).values():
        new = [pair for pair in pairs if not changed.isdisjoint((pair.original.path, pair.translation.path))]
        found += within_time_limit(pairs[0].translation, in_pairs(new, text))
    pages = {page.path: page for page in text.corpus.pages()}

    def place(finding: Finding) -> tuple[str, str, int]:
        """Return a key that two findings share if they say the same: it has the clause of rules that compare two."""
        clause = pages[finding.path].clause_at(finding.line) if finding.path in pages else None
        is_of_clause = clause is not None and finding.rule in _COMPARING
        return finding.rule, finding.path, clause.line if clause and is_of_clause else finding.line

    damaged: dict[tuple[str, int], list[range]] = {}
    for finding in known:
        damaged.setdefault((finding.path, finding.line), []).append(finding.damaged)
    places = set(map(place, reported(known)))
    unsuppressed = suppressions.unsuppressed(found, replace(suppressing, corpus=text.corpus, scopes=()))
    for finding in reported(unsuppressed):
        if finding.severity is Severity.ERROR and place(finding) not in places:
            # (In a line that is written anew, it is not inside what is damaged in that line now.)
            is_inside = any(finding.column in each for each in damaged.get((finding.path, finding.line), ()))
            column = 1 if is_inside and (finding.path, finding.line) in advice.lines else finding.column
            moved = replace(advice.in_full(advice.without_settled(finding)), column=column)
            yield moved if finding.advised else _unfinished(moved, pages.get(finding.path), advice)


def with_unfinished(findings: Iterable[Finding], advice: AdvisedText) -> Iterator[Finding]:
    """Yield the findings; an error that no advice corrects also breaks the final text of its document.

    If it is a difference between two languages, or a text that is not as intended, it also breaks the wording of both
    clauses, whose approval has to wait.
    """
    findings = list(findings)
    remaining = set(reported(findings))
    by_path = {page.path: page for page in advice.corpus.pages()}
    for finding in findings:
        page = by_path.get(finding.path)
        is_foreseen = any((finding.path, line) in advice.lines for line in (finding.line, *finding.advised))
        is_error = finding.severity is Severity.ERROR and finding.rule not in _KEEPING_TEXT
        if page is not None and is_error and finding in remaining and not is_foreseen:
            finding = _unfinished(finding, page, advice)
        yield finding


def _unfinished(finding: Finding, page: Page | None, advice: AdvisedText) -> Finding:
    """Return an error on a page that no advice corrects, with what it breaks therefore: see `with_unfinished`."""
    if page is None:
        return finding
    breaks = {subjects.final_text(page.name)}
    clause = page.clause_at(finding.line)
    is_damaged = bool(finding.damaged) and not finding.advised
    if clause is not None and (finding.rule in _COMPARING or is_damaged):
        sides = (page.subject, subjects.page(advice.corpus.original, page.name))
        breaks |= {subjects.wording(subjects.clause(side, clause.id)) for side in sides}
    return replace(finding, breaks=finding.breaks | breaks)
