"""Applies every rule to the content of a site."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path, PurePosixPath

from policysite import approvals, corpus, site_labels, suppressions
from policysite.config import severities, sources
from policysite.corpus import Corpus, Page, Settings, files, subjects, validation
from policysite.corpus.destinations import SECURITY_TXT
from policysite.corpus.shared_work import results_within
from policysite.corpus.suggestions import attachments
from policysite.corpus.time_limit import TIMEOUTS, Allowance, AllowanceError, TimeLimitError
from policysite.findings import Finding, Severity
from policysite.findings.causes import reported
from policysite.findings.rule import Rule, Scope
from policysite.history import current_text, versions
from policysite.history import rules as history_rules
from policysite.history.corrections import with_corrections
from policysite.history.default_branch import DefaultBranch
from policysite.history.versioned_site import VersionedSite
from policysite.lint import editorial, other_texts, rumdl
from policysite.lint.advice import Advised, advised
from policysite.lint.catalogue import LINT_RULES, PROTECTIVE_RULES, RULES, TEXT_RULES
from policysite.lint.context import Context
from policysite.lint.rule import ClausePair, ClausePairs, LintRule

# The limit for all rules on a page together: the longest policies need half a second.
TIME_LIMIT_SECONDS = 6.0
# Unused suppressions of rules with other scopes are reported by the link check.
_SCOPES = frozenset({Scope.PAGE, Scope.PAIR, Scope.SITE})

# The rules whose findings approvals answer, so that the text stays as it is.
_KEEPING_TEXT = frozenset(rule.name for rule in LINT_RULES if rule.as_advised or rule.hint)
# The rules whose findings a frozen page may have.
_OF_FROZEN_PAGES = TIMEOUTS.union(rule.name for rule in PROTECTIVE_RULES)
# The rules that find differences between a clause and its translation.
_COMPARING = frozenset(rule.name for rule in LINT_RULES if rule.subject is Scope.PAIR and not rule.hint)

OnProgress = Callable[[int, int], None]


@dataclass(frozen=True)
class ReadPages:
    """The pages of a site as they were read.

    Attributes:
        corpus: the pages.
        findings: the findings that prevent publishing them.
        allowance: the time that they may still take.
    """

    corpus: Corpus
    findings: Sequence[Finding]
    allowance: Allowance


@dataclass(frozen=True)
class Result:
    """The result of a check.

    Attributes:
        findings: sorted, each once.
        pages: the number of pages that were checked.
    """

    findings: tuple[Finding, ...]
    pages: int


def read(settings: Settings, on_progress: OnProgress = lambda _done, _total: None) -> ReadPages:
    """Read the pages of a site."""
    allowance = Allowance()
    return ReadPages(*corpus.read(settings, on_progress, allowance=allowance), allowance)


def check(
    settings: Settings,
    today: datetime.date,
    catalogue: Mapping[str, Rule],
    on_progress: OnProgress = lambda _done, _total: None,
    read_pages: ReadPages | None = None,
) -> Result:
    """Read a site and apply every rule to it.

    Args:
        settings: the settings in `mkdocs.yml`.
        today: the day of the check.
        catalogue: the rules of all checks by name, as a suppression may name any of them.
        on_progress: called after each page with the number of steps done and of all steps; a page has two.
        read_pages: the pages, if they have been read.

    Raises:
        RumdlError: rumdl could not check the pages.
    """
    read_pages = read_pages or read(settings, lambda done, total: on_progress(done, 2 * total))
    try:
        with read_pages.allowance.limit(settings.config):
            findings = _checked(settings, read_pages, today, catalogue, on_progress)
    except AllowanceError as error:
        findings = [*error.findings]
    return Result(tuple(findings), len(list(read_pages.corpus.pages())))


def _checked(
    settings: Settings,
    read_pages: ReadPages,
    today: datetime.date,
    catalogue: Mapping[str, Rule],
    on_progress: OnProgress,
) -> list[Finding]:
    """Return all findings in the content of a site."""
    pages, allowance = read_pages.corpus, read_pages.allowance
    entries, entry_findings = suppressions.read_entries(settings)
    context, context_findings, editorial_complete = read_context(settings, pages, today)
    context = replace(context, allowance=allowance)
    suppressing = suppressions.Check(
        pages,
        entries,
        today,
        RULES,
        settings.severities,
        _SCOPES,
        complete=editorial_complete and not entry_findings and not settings.unbuilt,
    )
    advice = advised(
        context,
        read_pages.findings,
        lambda each: suppressions.unsuppressed(each, replace(suppressing, scopes=())),
        allowance,
    )
    findings = [advice.in_full(each) for each in read_pages.findings]
    labels, label_findings = site_labels.read(settings)
    site = VersionedSite(pages, context.default_branch, labels, today)
    findings += [
        *label_findings,
        *entry_findings,
        *context_findings,
        *corpus.template_findings(settings),
    ]
    findings += versions.resting_on_record(history_rules.findings_in_released(site))
    findings += versions.resting_on_record(history_rules.findings_in_record(site))
    findings += versions.resting_on_record(history_rules.findings_in_copies(site))
    found = _findings(context, advice, allowance, on_progress)
    findings += suppressions.unsuppressed(found, suppressing, _silent(context, allowance))
    findings += _following(context, advice, findings, suppressing, allowance)
    findings = list(_with_unfinished(findings, advice))
    in_current = versions.resting_on_record(current_text.findings_in_current(replace(site, corpus=advice.corpus)))
    findings += map(advice.without_settled, in_current)
    findings += suppressions.unknown_rules(entries, pages, catalogue)
    findings += severities.findings(context.config_sources, catalogue)
    return reported(findings)


@dataclass(frozen=True)
class NotCompared:
    """Comparisons for which too little is known of a translation or its original.

    Attributes:
        rules: the names of those that are not made.
        gaps: the texts of the tool about what others leave out.
    """

    rules: tuple[str, ...]
    gaps: tuple[str, ...]


def not_compared(settings: Settings) -> dict[NotCompared, list[str]]:
    """Return what is not compared, with the languages of the translations."""
    original, *translations = settings.languages
    comparing = [
        rule
        for rule in LINT_RULES
        if rule.subject is Scope.PAIR and settings.severities.get(rule.name, rule.severity) is not None
    ]
    found: dict[NotCompared, list[str]] = {}
    for language in translations:
        rules = tuple(rule.name for rule in comparing if not rule.can_judge(original, language))
        gaps = tuple(rule.gap for rule in comparing if rule.has_gap(original) or rule.has_gap(language))
        if rules or gaps:
            found.setdefault(NotCompared(rules, gaps), []).append(language)
    return found


def _with_unfinished(findings: Iterable[Finding], advised: Advised) -> Iterator[Finding]:
    """Yield findings; an error without an advised correction leaves the final text of its document open.

    If it is a difference between two languages, neither of the clauses can be approved yet.
    """
    findings = list(findings)
    remaining = set(reported(findings))
    by_path = {page.path: page for page in advised.corpus.pages()}
    for finding in findings:
        page = by_path.get(finding.path)
        is_foreseen = any((finding.path, line) in advised.lines for line in (finding.line, *finding.advised))
        is_error = finding.severity is Severity.ERROR and finding.rule not in _KEEPING_TEXT
        if page is not None and is_error and finding in remaining and not is_foreseen:
            breaks = {subjects.final_text(page.name)}
            clause = page.clause_at(finding.line)
            if clause is not None and finding.rule in _COMPARING:
                sides = (page.subject, subjects.page(advised.corpus.original, page.name))
                breaks |= {subjects.wording(subjects.clause(side, clause.id)) for side in sides}
            finding = replace(finding, breaks=finding.breaks | breaks)
        yield finding


def read_context(settings: Settings, pages: Corpus, today: datetime.date) -> tuple[Context, list[Finding], bool]:
    """Return the input of the rules, the findings in its files, and True if all editorial files could be read."""
    approved, approval_findings = approvals.read(settings)
    editorial_files, editorial_findings = editorial.read(settings)
    states, state_findings = versions.read(settings)
    svgs, svg_findings = _texts(_svg_files(settings), settings)
    context = Context(
        settings=settings,
        corpus=with_corrections(pages, DefaultBranch(settings, states).has),
        approvals=approved,
        today=today,
        editorial=editorial_files,
        svgs=svgs,
        files=published(settings),
        attachments=attachments(settings),
        config_sources=tuple(sources.read(settings.root / settings.config).values()),
        states=states,
    )
    security = [settings.docs / SECURITY_TXT] if PurePosixPath(SECURITY_TXT) in context.attachments else []
    _, security_findings = _texts(security, settings, files.MAX_SECURITY_TXT_BYTES)
    findings = [*approval_findings, *editorial_findings, *state_findings, *svg_findings, *security_findings]
    return context, findings, not editorial_findings


def _findings(context: Context, advice: Advised, allowance: Allowance, on_progress: OnProgress) -> Iterator[Finding]:
    """Yield the findings of all rules, suppressed ones included."""
    pages = list(context.corpus.pages())
    yield from rumdl.check(context.settings, pages)
    for rule in LINT_RULES:
        if rule.as_advised:
            yield from map(advice.without_settled, rule.findings(replace(context, corpus=advice.corpus)))
        elif rule.subject is Scope.SITE:
            yield from rule.findings(context)
    pairs = _pairs_by_page(context)
    protected: set[tuple[str, tuple[str, ...]]] = set()

    def of_page(page: Page) -> list[Finding]:
        found = chain(_in_pairs(pairs.get(page.path, []), context), _on_page(page, context))
        return _within_time_limit(page, found, allowance)

    def of_frozen_page(page: Page) -> list[Finding]:
        return _within_time_limit(page, _on_page(page, context, PROTECTIVE_RULES), allowance)

    for number, (page, found) in enumerate(results_within(of_page, pages, allowance), start=1):
        yield from found
        if not any(each.rule in _OF_FROZEN_PAGES for each in found):
            protected.add((page.language, page.source))
        on_progress(len(pages) + number, 2 * len(pages))
    for page in other_texts.pages(context):
        yield from _within_time_limit(page, _on_page(page, context, TEXT_RULES), allowance)
    # (The newest copies have the texts of the pages as they stand.)
    frozen = [page for page in context.corpus.frozen_pages() if (page.language, page.source) not in protected]
    yield from chain.from_iterable(found for _, found in results_within(of_frozen_page, frozen, allowance))


def _following(
    context: Context, advice: Advised, known: Iterable[Finding], suppressing: suppressions.Check, allowance: Allowance
) -> Iterator[Finding]:
    """Yield the errors that would show only once the advice of others is followed, so that one round is enough."""
    changed = {path for path, _ in advice.lines}
    if not changed:
        return
    text, settings = replace(context, corpus=advice.corpus), context.settings
    found = [*advice.later, *validation.validate(text.corpus, settings.folders, partial=settings.partial)]
    for page in text.corpus.pages():
        if page.path in changed:
            found += _within_time_limit(page, _on_page(page, text), allowance)
    for pairs in _pairs_by_page(text).values():
        new = [pair for pair in pairs if not changed.isdisjoint((pair.original.path, pair.translation.path))]
        found += _within_time_limit(pairs[0].translation, _in_pairs(new, text), allowance)
    pages = {page.path: page for page in text.corpus.pages()}

    def place(finding: Finding) -> tuple[str, str, int]:
        """Return what two findings have in common that say the same: the clause, if they compare two of them."""
        clause = pages[finding.path].clause_at(finding.line) if finding.path in pages else None
        is_of_clause = clause is not None and finding.rule in _COMPARING
        return finding.rule, finding.path, clause.line if clause and is_of_clause else finding.line

    places = set(map(place, reported(known)))
    unsuppressed = suppressions.unsuppressed(found, replace(suppressing, corpus=text.corpus, scopes=()))
    for finding in reported(unsuppressed):
        if finding.severity is Severity.ERROR and place(finding) not in places:
            yield advice.in_full(advice.without_settled(finding))


def _silent(context: Context, allowance: Allowance) -> Iterator[Finding]:
    """Yield what hints find in the pairs that are approved, which is not reported."""
    for pairs in _pairs_by_page(context).values():
        approved = [pair for pair in pairs if context.is_approved(pair)]
        yield from _within_time_limit(pairs[0].translation, _hints(approved, context), allowance)


def _pairs_by_page(context: Context) -> Mapping[str, ClausePairs]:
    """Return the pairs of each translated page by its path."""
    pairs: dict[str, list[ClausePair]] = {}
    for pair in context.pairs():
        pairs.setdefault(pair.translation.path, []).append(pair)
    return pairs


def _on_page(page: Page, context: Context, rules: Iterable[LintRule] = LINT_RULES) -> Iterator[Finding]:
    for rule in rules:
        if rule.subject is Scope.PAGE and rule.can_judge(page.language):
            yield from rule.findings(page, context)


def _in_pairs(pairs: ClausePairs, context: Context) -> Iterator[Finding]:
    for rule in LINT_RULES:
        if rule.subject is Scope.PAIR and not rule.hint:
            for pair in pairs:
                yield from rule.findings(pair, context)
    yield from _hints([pair for pair in pairs if not context.is_approved(pair)], context)


def _hints(pairs: ClausePairs, context: Context) -> Iterator[Finding]:
    for rule in LINT_RULES if pairs else ():
        if rule.hint and rule.can_judge(pairs[0].original.language, pairs[0].translation.language):
            yield from rule.findings(pairs, context)


def _within_time_limit(page: Page, findings: Iterable[Finding], allowance: Allowance) -> list[Finding]:
    """Return the findings on a page, which rules yield here, or one that they take too long."""
    try:
        with allowance.limit(page.path, TIME_LIMIT_SECONDS):
            return list(findings)
    except TimeLimitError:
        return [allowance.record_timeout(page.path)]


def _source_folders(settings: Settings) -> list[Path]:
    """Return the folders that the site is made from."""
    return [folder for folder in (settings.docs, settings.templates) if folder is not None]


def published(settings: Settings) -> frozenset[str]:
    """Return the paths of all files in the folders that the site is made from, relative to their folder."""
    return frozenset(
        path.relative_to(folder).as_posix() for folder in _source_folders(settings) for path, _ in files.walk(folder)
    )


def _svg_files(settings: Settings) -> list[Path]:
    return sorted(
        path
        for folder in _source_folders(settings)
        for path, kind in files.walk(folder)
        if kind is files.Kind.FILE and path.suffix.lower() == ".svg"
    )


def _texts(
    paths: Iterable[Path], settings: Settings, max_bytes: int = files.MAX_BYTES
) -> tuple[dict[str, str], list[Finding]]:
    """Return the texts of files by their paths relative to the folder of `mkdocs.yml`, and what cannot be read."""
    names = {settings.relative_path(path): path for path in paths}
    texts = {name: files.read_edited(path, name, max_bytes) for name, path in names.items()}
    return (
        {path: text for path, text in texts.items() if isinstance(text, str)},
        [finding for found in texts.values() if not isinstance(found, str) for finding in found],
    )
