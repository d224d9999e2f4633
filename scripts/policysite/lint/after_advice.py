"""Findings that depend on the advice of others: what shows once it is followed, and what stays open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from policysite import suppressions
from policysite.corpus import reader, subjects, validation
from policysite.corpus.misnamed import PAGE_NAMES_DIFFER
from policysite.findings import Finding, Severity
from policysite.findings.causes import reported
from policysite.findings.rule import Scope, rules_in
from policysite.lint.advice import AdvisedText
from policysite.lint.application import in_pairs, on_page, within_time_limit
from policysite.lint.catalogue import LINT_RULES, RULES
from policysite.lint.context import Context
from policysite.lint.rule import LintRule

# The rules whose findings approvals or another file name answer, so that the text stays as it is.
_KEEPING_TEXT = frozenset(rule.name for rule in LINT_RULES if rule.as_advised or rule.hint) | {PAGE_NAMES_DIFFER.name}
# The rules that find differences between a clause and its translation.
_COMPARING = frozenset(rule.name for rule in LINT_RULES if rule.subject is Scope.PAIR and not rule.hint)
# The rules that judge the text again once the advice is followed.
_JUDGED_AGAIN = frozenset(rule.name for rule in LINT_RULES if rule.subject is not Scope.SITE)
# The rules that find faults of a text.
_ON_TEXT = frozenset(
    rule.name
    for rule in (*RULES, *rules_in(reader))
    if Scope.PAGE in (rule.scope, rule.subject if isinstance(rule, LintRule) else None)
)


@dataclass(frozen=True)
class AfterAdvice:
    """The text as it is advised, and the findings in the pages that change.

    `followed` are findings that appeared while advice was followed, and whose own advice is followed too.
    """

    advice: AdvisedText
    findings: tuple[Finding, ...] = ()
    followed: tuple[Finding, ...] = ()

    def following(self, known: Sequence[Finding]) -> Iterator[Finding]:
        """Yield what appears only after advice is followed, so that an editor needs one round: errors, and advice."""
        places = set(map(self._place, reported(known)))
        for finding in reported([*self.followed, *self.findings]):
            is_told = finding.severity is Severity.ERROR or finding.advised
            if is_told and self._place(finding) not in places:
                about_new = self.advice.in_full(self.advice.without_settled(finding))
                yield about_new if finding.advised else self._unfinished(about_new)

    def with_consequences(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings; one that ends when advice about other lines is followed rests on what has that advice."""
        corpus, changed = self.advice.corpus, {path for path, _ in self.advice.lines}
        still_there = set(map(self._place, self.findings))
        for finding in findings:
            page = corpus.by_path.get(finding.path)
            original = corpus.page(corpus.original, page.name) if page and finding.rule in _COMPARING else None
            paths = {finding.path, original.path if original else finding.path} & changed
            if finding.advised and self._is_written(finding):
                yield replace(finding, breaks=finding.breaks | {subjects.as_advised(finding.path)})
            elif finding.rule not in _JUDGED_AGAIN or self._is_written(finding) or self._place(finding) in still_there:
                yield finding
            else:
                yield replace(finding, rests_on=finding.rests_on.union(map(subjects.as_advised, paths)))

    def _is_written(self, finding: Finding) -> bool:
        """True if a line that a finding is about is to be written anew."""
        return any((finding.path, line) in self.advice.lines for line in (finding.line, *finding.advised))

    def with_unfinished(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings; an error that no advice corrects also breaks the final text of its document.

        If it is a difference between two languages, or a text that is not as intended, it also breaks the wording of
        both clauses, whose approval has to wait; if it is another fault of a text, the wording of its clause.
        """
        findings = list(findings)
        remaining = set(reported(findings))
        still_there = set(map(self._place, self.findings))
        for finding in findings:
            is_foreseen = self._is_written(finding) and self._place(finding) not in still_there
            is_error = finding.severity is Severity.ERROR and finding.rule not in _KEEPING_TEXT
            yield self._unfinished(finding) if is_error and finding in remaining and not is_foreseen else finding

    def _unfinished(self, finding: Finding) -> Finding:
        """Return an error that no advice corrects, with what it breaks therefore: see `with_unfinished`."""
        page = self.advice.corpus.by_path.get(finding.path)
        if page is None:
            return finding
        breaks = {subjects.final_text(page.name)}
        clause = page.clause_at(finding.line)
        if clause is None:
            return replace(finding, breaks=finding.breaks | breaks)
        is_damaged = bool(finding.damaged) and not finding.advised
        if finding.rule in _COMPARING or is_damaged:
            sides = (page.subject, subjects.page(self.advice.corpus.original, page.name))
            breaks |= {subjects.wording(subjects.clause(side, clause.id)) for side in sides}
        elif not finding.advised and finding.rule in _ON_TEXT:
            breaks.add(subjects.wording(subjects.clause(page.subject, clause.id)))
        return replace(finding, breaks=finding.breaks | breaks)

    def _place(self, finding: Finding) -> tuple[str, str, int]:
        """Return a key that two findings share if they say the same: it has the clause of rules that compare two."""
        page = self.advice.corpus.by_path.get(finding.path)
        clause = page.clause_at(finding.line) if page and finding.rule in _COMPARING else None
        return finding.rule, finding.path, clause.line if clause else finding.line


def after_advice(context: Context, advice: AdvisedText, suppressing: suppressions.SuppressibleCheck) -> AfterAdvice:
    """Return the pages once all advice is followed."""
    changed = {path for path, _ in advice.lines}
    if not changed:
        return AfterAdvice(advice)
    text, settings = replace(context, corpus=advice.corpus), context.settings
    found = [*validation.validate(text.corpus, settings.folders, partial=settings.has_partial_translations)]
    for page in text.corpus.pages():
        if page.path in changed:
            found += within_time_limit(page, on_page(page, text))
        pairs = text.pairs_of(page)
        new = [pair for pair in pairs if not changed.isdisjoint((pair.original.path, pair.translation.path))]
        found += within_time_limit(page, in_pairs(new, text))
    suppressing = replace(suppressing, corpus=text.corpus, scopes=())
    left, followed = (tuple(suppressions.unsuppressed(each, suppressing)) for each in (found, advice.later))
    return AfterAdvice(advice, left, followed)
