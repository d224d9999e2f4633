"""The lint: reads a site, applies every rule to it, and completes what they find."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from policysite import approvals, corpus, files, site_labels, suppressions
from policysite.config import severities, sources
from policysite.corpus import Corpus, Settings
from policysite.corpus.destinations import SECURITY_TXT
from policysite.corpus.suggestions import attachments
from policysite.corpus.time_limit import StepLimit
from policysite.findings import Finding, Severity
from policysite.findings.causes import reported
from policysite.findings.rule import Rule, Scope
from policysite.history import corrections, current_text, record
from policysite.history import rules as history_rules
from policysite.history.versioned_site import VersionedSite
from policysite.lint import application, editorial, lost_markup, rumdl
from policysite.lint.advice import advised
from policysite.lint.advised_edits import with_lines_once, without_advice
from policysite.lint.after_advice import after_advice
from policysite.lint.application import OnProgress
from policysite.lint.catalogue import LINT_RULES, RULES
from policysite.lint.context import Context

# Unused suppressions of rules with other scopes are reported by the link check.
_SCOPES = frozenset({Scope.PAGE, Scope.PAIR, Scope.SITE})
_OF_NEW_TEXT = frozenset(rule.name for rule in LINT_RULES if rule.of_new_text)


@dataclass(frozen=True)
class ReadPages:
    """The pages of a site as they were read, the findings that prevent publishing them, and the limit for the lint."""

    corpus: Corpus
    findings: Sequence[Finding]
    limit: StepLimit


@dataclass(frozen=True)
class LintResult:
    """The findings of the lint, sorted, each once, and the number of pages that were checked."""

    findings: tuple[Finding, ...]
    pages: int


def read(settings: Settings, on_progress: OnProgress = lambda _done, _total: None) -> ReadPages:
    """Read the pages of a site.

    Raises:
        SiteTimeoutError: it takes too long.
    """
    limit = StepLimit(settings)
    with limit.enforced():
        return ReadPages(*corpus.read(settings, on_progress), limit)


def check(
    settings: Settings,
    today: datetime.date,
    catalogue: Mapping[str, Rule],
    on_progress: OnProgress = lambda _done, _total: None,
    read_pages: ReadPages | None = None,
) -> LintResult:
    """Read a site, unless its pages have been read, and apply every rule to it.

    The catalogue has the rules of all checks by name, as a suppression may name any of them. `on_progress` is called
    after each page with the number of steps done and of all steps; a page has two.

    Raises:
        RumdlError: rumdl could not check the pages.
        SiteTimeoutError: it takes too long.
    """
    read_pages = read_pages or read(settings, lambda done, total: on_progress(done, 2 * total))
    with read_pages.limit.enforced():
        findings = _checked(settings, read_pages, today, catalogue, on_progress)
        if not any(map(_is_error, findings)) and any(map(_is_of_new_text, findings)):
            as_it_is = _checked(settings, read_pages, today, catalogue, with_warnings=False)
            # (Where the text is approved only as warnings advise to write it, they are what is wrong.)
            as_errors = [replace(each, severity=Severity.ERROR) if _is_of_new_text(each) else each for each in findings]
            findings = as_errors if any(map(_is_error, as_it_is)) else as_it_is
    return LintResult(tuple(findings), len(list(read_pages.corpus.pages())))


def _checked(
    settings: Settings,
    read_pages: ReadPages,
    today: datetime.date,
    catalogue: Mapping[str, Rule],
    on_progress: OnProgress = lambda _done, _total: None,
    *,
    with_warnings: bool = True,
) -> list[Finding]:
    """Return all findings in the content of a site.

    With warnings, what is printed about a new text fits it as warnings advise to write it, too.
    """
    pages = read_pages.corpus
    entries, entry_findings = suppressions.read_entries(settings)
    context, context_findings, editorial_complete = read_context(settings, pages, today)
    suppressing = suppressions.SuppressibleCheck(
        pages,
        entries,
        today,
        RULES,
        settings.severities,
        _SCOPES,
        complete=editorial_complete and not entry_findings and not settings.unbuilt,
    )
    lost = list(suppressions.unsuppressed(lost_markup.findings(context), replace(suppressing, scopes=())))
    restored = lost_markup.restored(context, lost)
    context, suppressing = replace(context, corpus=restored.corpus), replace(suppressing, corpus=restored.corpus)
    while_read = list(restored.while_read(read_pages.findings, settings))
    syntax = list(rumdl.check(settings, list(context.corpus.pages())))

    def followed(found: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings that will be reported, with their advice if it is followed."""
        for each in suppressions.unsuppressed(found, replace(suppressing, scopes=())):
            is_followed = _is_error(each) or (with_warnings and _is_of_new_text(each))
            yield each if is_followed else without_advice(each)

    advice = advised(context, [*while_read, *followed(syntax)], followed)
    findings = [advice.in_full(each) for each in while_read]
    labels, label_findings = site_labels.read(settings)
    site = record.readable(VersionedSite(advice.corpus, context.default_branch, labels, today))
    findings += [*label_findings, *entry_findings, *context_findings, *corpus.look_findings(settings)]
    as_advised = record.repaired(site)
    of_states = [
        *record.findings_in_record(site),
        *history_rules.findings_in_released(as_advised),
        *history_rules.findings_in_new(as_advised),
        *history_rules.findings_in_copies(site),
    ]
    findings += site.resting_on_record(of_states)
    found = [*syntax, *application.findings(context, advice, on_progress)]
    of_rules = suppressions.unsuppressed(found, suppressing, application.silenced_hints(context))
    findings += (
        advice.in_full(each if with_warnings or not _is_of_new_text(each) else without_advice(each))
        for each in of_rules
    )
    then = after_advice(context, advice, suppressing)
    findings += then.following(findings)
    findings = list(then.with_unfinished(then.with_consequences(findings)))
    in_current = site.resting_on_record(current_text.findings_in_current(record.with_copies_restored(as_advised)))
    findings += map(advice.without_settled, in_current)
    findings += suppressions.unknown_rules(entries, pages, catalogue)
    findings += severities.findings(context.config_sources, catalogue)
    return list(with_lines_once(reported([*lost, *restored.in_files(findings)])))


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


def _is_of_new_text(finding: Finding) -> bool:
    """True for a warning whose advice is followed where a text is new."""
    return bool(finding.advised) and finding.rule in _OF_NEW_TEXT and finding.severity is Severity.WARNING


@dataclass(frozen=True)
class NotCompared:
    """The rules that know too little of two languages to compare them, and texts about what other rules leave out."""

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


def read_context(settings: Settings, pages: Corpus, today: datetime.date) -> tuple[Context, list[Finding], bool]:
    """Return the input of the rules, the findings in its files, and True if all editorial files could be read."""
    approved, approval_findings = approvals.read(settings)
    editorial_files, editorial_findings = editorial.read(settings)
    pages, default_branch, state_findings = corrections.read(settings, pages)
    of_site = (path for folder in settings.source_folders for path in files.regular(folder))
    svgs, svg_findings = _texts(sorted(path for path in of_site if path.suffix.lower() == ".svg"), settings)
    context = Context(
        settings=settings,
        corpus=pages,
        approvals=approved,
        today=today,
        editorial=editorial_files,
        svgs=svgs,
        files=frozenset(
            path.relative_to(folder).as_posix() for folder in settings.source_folders for path, _ in files.walk(folder)
        ),
        attachments=attachments(settings),
        config_sources=tuple(sources.read(settings.root / settings.config).values()),
        default_branch=default_branch,
    )
    security = [settings.docs / SECURITY_TXT] if PurePosixPath(SECURITY_TXT) in context.attachments else []
    _, security_findings = _texts(security, settings, files.MAX_SECURITY_TXT_BYTES)
    findings = [*approval_findings, *editorial_findings, *state_findings, *svg_findings, *security_findings]
    return context, findings, not editorial_findings


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
