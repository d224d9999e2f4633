"""The rules applied to the pages, to their pairs, and to other texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain

from policysite.corpus import Page
from policysite.corpus.shared_work import shared
from policysite.corpus.time_limit import PAGE_TIMEOUT, TIMEOUTS, TimeLimitError, page_limit
from policysite.findings import Finding
from policysite.findings.rule import Scope
from policysite.lint import other_texts
from policysite.lint.advice import AdvisedText
from policysite.lint.catalogue import LINT_RULES, PROTECTIVE_RULES, TEXT_RULES
from policysite.lint.context import Context
from policysite.lint.misplaced import joined
from policysite.lint.rule import ClausePairs, LintRule

# The limit for all rules on a page together: the longest policies need half a second.
TIME_LIMIT_SECONDS = 6.0
# The rules whose findings a frozen page may have.
_FROZEN_PAGE_RULES = TIMEOUTS.union(rule.name for rule in PROTECTIVE_RULES)

OnProgress = Callable[[int, int], None]


def findings(context: Context, advice: AdvisedText, on_progress: OnProgress) -> Iterator[Finding]:
    """Yield the findings of all rules with checks of their own, suppressed ones included."""
    pages = list(context.corpus.pages())
    for rule in LINT_RULES:
        if rule.as_advised:
            yield from map(advice.without_settled, rule.findings(replace(context, corpus=advice.corpus)))
        elif rule.subject is Scope.SITE:
            yield from rule.findings(context)
    faultless: set[tuple[str, tuple[str, ...]]] = set()

    def of_page(page: Page) -> list[Finding]:
        return within_time_limit(page, chain(in_pairs(context.pairs_of(page), context), on_page(page, context)))

    def of_frozen_page(page: Page) -> list[Finding]:
        return within_time_limit(page, on_page(page, context, PROTECTIVE_RULES))

    for number, (page, found) in enumerate(shared(of_page, pages), start=1):
        yield from found
        if not any(each.rule in _FROZEN_PAGE_RULES for each in found):
            faultless.add((page.language, page.source))
        on_progress(len(pages) + number, 2 * len(pages))
    for page in other_texts.pages(context):
        yield from within_time_limit(page, on_page(page, context, TEXT_RULES))
    # (The newest copies have the texts of the pages as they stand.)
    frozen = [page for page in context.corpus.frozen_pages() if (page.language, page.source) not in faultless]
    yield from chain.from_iterable(found for _, found in shared(of_frozen_page, frozen))


def silenced_hints(context: Context) -> Iterator[Finding]:
    """Yield what hints find in approved pairs: it is not reported, but a suppression of it is not unused."""
    for page in context.corpus.pages():
        approved = [pair for pair in context.pairs_of(page) if context.is_approved(pair)]
        yield from within_time_limit(page, _hints(approved, context))


def on_page(page: Page, context: Context, rules: Iterable[LintRule] = LINT_RULES) -> Iterator[Finding]:
    """Yield what rules find on a page."""
    for rule in rules:
        if rule.subject is Scope.PAGE and rule.can_judge(page.language):
            yield from rule.findings(page, context)


def in_pairs(pairs: ClausePairs, context: Context) -> Iterator[Finding]:
    """Yield what rules find in the clauses of a translation and their originals."""
    rules = [rule for rule in LINT_RULES if rule.subject is Scope.PAIR and not rule.hint]
    found = (rule.findings(pair, context) for rule in rules for pair in pairs)
    hints = _hints([pair for pair in pairs if not context.is_approved(pair)], context)
    yield from joined([*chain.from_iterable(found), *hints], pairs)


def _hints(pairs: ClausePairs, context: Context) -> Iterator[Finding]:
    for rule in LINT_RULES if pairs else ():
        if rule.hint and rule.can_judge(pairs[0].original.language, pairs[0].translation.language):
            yield from rule.findings(pairs, context)


def within_time_limit(page: Page, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that rules yield on a page, or one finding if they take too long."""
    try:
        with page_limit(page.path, TIME_LIMIT_SECONDS):
            return list(findings)
    except TimeLimitError:
        return [PAGE_TIMEOUT.at(page.path)]
