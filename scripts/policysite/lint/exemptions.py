"""What may stand although a rule finds it: comments in the pages, and the file of exceptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, KeysView, Mapping

from policysite.corpus import Clause, Page
from policysite.findings import Finding, Severity
from policysite.lint.context import Context
from policysite.lint.editorial import Exemption
from policysite.words import spoken, words

# Names of rules that are offered for a mistyped one, and letters of it that are looked at.
_SIMILAR, _LONGEST = 3, 60


def exempted(findings: Iterable[Finding], context: Context, rules: frozenset[str]) -> Iterator[Finding]:
    """The findings that nothing lets stand, and what is wrong with what lets them stand.

    Args:
        findings: what the rules have found.
        context: the site, with its exceptions and the day of the check.
        rules: the names of the rules whose findings may be let stand.
    """
    of_comments = list(_of_comments(context))
    exemptions = [*context.editorial.exemptions, *of_comments]
    valid: dict[tuple[str, str], list[Exemption]] = {}
    for each in exemptions:
        if each.rule in rules and not _over(each, context):
            valid.setdefault((each.rule, each.where), []).append(each)
    pages = {page.path: page for page in context.corpus.pages()}
    used: set[Exemption] = set()
    for finding in findings:
        fitting = [
            each for where in _wheres(finding, pages.get(finding.path)) for each in valid.get((finding.rule, where), ())
        ]
        used.update(fitting)
        if not fitting:
            yield finding
    there = {each.where for each in of_comments}
    for page in context.corpus.pages():
        for clause in page.clauses:
            there |= _wheres_of(page, clause)
    for each in exemptions:
        facts = {"rule": each.rule}
        if each.rule not in _known():
            yield _about(each, "exception-unknown", {**facts, "known": _similar(each.rule)})
        elif each.rule not in rules:
            yield _about(each, "exception-impossible", facts)
        elif each.until is not None and _over(each, context):
            yield _about(each, "exception-expired", {**facts, "until": each.until.isoformat()})
        elif each not in used and context.editorial.whole and not context.corpus.unread:
            rule = "exception-unused" if each.where in there or _is_other_file(each, pages) else "exception-nowhere"
            yield _about(each, rule, {**facts, "where": each.where})


def _of_comments(context: Context) -> Iterator[Exemption]:
    for page in context.corpus.pages():
        for allowance in page.allowances:
            clause = page.clause_at(allowance.line)
            where = f"{page.language}/{page.name}#{clause.id if clause else ''}"
            yield Exemption(
                allowance.rule, where, allowance.reason, allowance.until, page.path, allowance.line, allowance.column
            )


def _over(exemption: Exemption, context: Context) -> bool:
    return exemption.until is not None and exemption.until < context.today


def _wheres(finding: Finding, page: Page | None) -> set[str]:
    """All that an exemption can call the place of a finding."""
    if page is None:
        return {finding.path}
    return _wheres_of(page, page.clause_at(finding.line))


def _wheres_of(page: Page, clause: Clause | None) -> set[str]:
    place = f"{page.name}#{clause.id}" if clause else page.name
    return {page.name, place, f"{page.language}/{page.name}", f"{page.language}/{place}"}


def _is_other_file(exemption: Exemption, pages: Mapping[str, Page]) -> bool:
    """Whether an exemption is for a file that is no page, as its ending tells."""
    return "#" not in exemption.where and "." in exemption.where and exemption.where not in pages


def _known() -> KeysView[str]:
    """The names of all rules, which are the same in every language."""
    return words(spoken()[0]).rules.keys()


def _similar(rule: str) -> str:
    """The names that a mistyped one may stand for."""
    import difflib

    return ", ".join(difflib.get_close_matches(rule[:_LONGEST], sorted(_known()), n=_SIMILAR, cutoff=0)) or "—"


def _about(exemption: Exemption, rule: str, facts: dict[str, str]) -> Finding:
    return Finding(exemption.path, exemption.line, exemption.column, rule, facts, Severity.ERROR)
