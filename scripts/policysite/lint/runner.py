"""From a site to everything that is wrong with its content."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from policysite import approvals, corpus, suppressions
from policysite.corpus import Page, Settings, files
from policysite.corpus.link_rules import LANGUAGE_CROSSED, LINK_TARGET_MISSING
from policysite.corpus.suggestions import attachments
from policysite.corpus.time_limit import PAGE_TIMEOUT, TimeLimitError, time_limit
from policysite.findings import Finding, rule
from policysite.lint import editorial, rumdl
from policysite.lint.cache import Checked, Inputs
from policysite.lint.catalogue import RULES, SUPPRESSIBLE
from policysite.lint.context import Context
from policysite.lint.inheritance import inherited
from policysite.lint.rule import ClausePair, Scope
from policysite.messages import available_locales, messages_in

# Seconds that all rules together may take for a page: many times what they need for the longest policy.
_LONGEST = 10.0


OnProgress = Callable[[int, int], None]


def check(settings: Settings, today: datetime.date, on_progress: OnProgress = lambda _done, _of: None) -> Checked:
    """Reads a site and applies every rule to it.

    Args:
        settings: what `mkdocs.yml` says.
        today: the day of the check.
        on_progress: is told after each page how many steps are done, and of how many: a page is read, then checked.

    Raises:
        RumdlError: the form of the pages could not be checked.
    """
    pages, findings = corpus.read(settings, lambda done, of: on_progress(done, 2 * of))
    path = settings.editorial(approvals.NAME)
    approved, faults = approvals.read(path, settings.relative_path(path))
    findings += faults
    kept, of_kept = editorial.read(settings)
    exceptions, of_exceptions = suppressions.read_exceptions(settings)
    findings += [*of_kept, *of_exceptions]
    configuration, faults = _texts([settings.root / settings.config], settings)
    findings += faults
    pictures, faults = _texts(_pictures(settings), settings)
    findings += faults
    findings += _unseen(settings)
    taken_over = inherited(settings.root / settings.config)
    context = Context(
        settings=settings,
        corpus=pages,
        approvals=approved,
        editorial=kept,
        pictures=pictures,
        files=published(settings),
        attachments=attachments(settings),
        configuration="".join(configuration.values()),
        inherited=taken_over,
        today=today,
    )
    rules, catalogue = _declared()
    findings += suppressions.unsuppressed(
        found(context, on_progress),
        exceptions,
        pages,
        today,
        rules=rules,
        scopes={rule.Scope.PAGE, rule.Scope.PAIR, rule.Scope.SITE},
        whole=not (of_kept or of_exceptions),
    )
    findings += suppressions.unknown_rules(exceptions, pages, catalogue)
    return Checked(
        findings=_once(findings),
        pages=len(list(pages.pages())),
        lasting=all(finding.rule != PAGE_TIMEOUT.name for finding in findings),
    )


def _declared() -> tuple[list[rule.Rule], dict[str, rule.Rule]]:
    """Return the rules of this check, and those of all checks by name."""
    of_both = {each.name: each for each in (LINK_TARGET_MISSING, LANGUAGE_CROSSED)}
    rules = [rule.Rule(name, "rumdl", rule.Scope.PAGE) for name in rumdl.NAMES] + [
        of_both.get(each.name)
        or rule.Rule(each.name, "", rule.Scope(each.scope.value), each.severity, each.name in SUPPRESSIBLE)
        for each in RULES
    ]
    links = "certificate-invalid fragment-missing host-unknown link-dead link-failing link-moved link-refused"
    links += " link-unreachable link-unverified redirect-loop page-orphaned"
    names = messages_in(available_locales()[0]).rules
    every = {name: rule.Rule(name, "", rule.Scope.WEB, suppressible=name in links.split()) for name in names}
    return rules, every | {each.name: each for each in rules}


def inputs(settings: Settings) -> Inputs:
    """What a check of a site depends on."""
    taken_over = inherited(settings.root / settings.config)
    paths = (*_folders(settings), rumdl.configuration(settings), *(settings.root / name for name in taken_over))
    return Inputs(paths, settings.environment)


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, sorted, each once: two of one rule at one place are two where they name different params."""
    different = {(finding, tuple(sorted(finding.params.items()))): finding for finding in findings}
    return tuple(different[key] for key in sorted(different))


def found(context: Context, on_progress: OnProgress) -> Iterator[Finding]:
    """What the rules find, before anything is let stand."""
    yield from rumdl.check(context.settings, list(context.corpus.pages()))
    for each in RULES:
        if each.scope is Scope.SITE:
            yield from each.findings(context)
    for path, pairs in groupby(context.pairs(), key=lambda pair: pair.translation.path):
        yield from _in_time(Scope.PAIR, list(pairs), path, context)
    pages = list(context.corpus.pages())
    for number, page in enumerate(pages, start=1):
        yield from _in_time(Scope.PAGE, [page], page.path, context)
        on_progress(len(pages) + number, 2 * len(pages))


def _folders(settings: Settings) -> list[Path]:
    """The folders that the site is made from."""
    return [folder for folder in (settings.docs, settings.templates) if folder is not None]


def published(settings: Settings) -> frozenset[str]:
    """What lies in the folders that the site is made from, by its path in its folder."""
    return frozenset(
        path.relative_to(folder).as_posix() for folder in _folders(settings) for path, _ in files.walk(folder)
    )


def _in_time(scope: Scope, subjects: Sequence[Page | ClausePair], path: str, context: Context) -> list[Finding]:
    """What the rules find on one page; where they come to no end with it, that."""
    try:
        with time_limit(_LONGEST):
            return [
                finding
                for each in RULES
                if each.scope is scope
                for subject in subjects
                for finding in each.findings(subject, context)
            ]
    except TimeLimitError:
        return [PAGE_TIMEOUT.at(path)]


def _pictures(settings: Settings) -> list[Path]:
    """Each SVG among the published files."""
    return sorted(
        path
        for folder in _folders(settings)
        for path, kind in files.walk(folder)
        if kind is files.Kind.FILE and path.suffix.lower() == ".svg"
    )


def _unseen(settings: Settings) -> Iterator[Finding]:
    """What lies among the templates and cannot be looked at, or stands for something else."""
    rules = {
        files.Kind.SYMLINK: files.SYMLINK,
        files.Kind.UNREADABLE: files.UNREADABLE,
        files.Kind.SPECIAL: files.FILE_UNEXPECTED,
    }
    if settings.templates is not None:
        for path, kind in files.walk(settings.templates):
            if kind in rules:
                yield rules[kind].at(settings.relative_path(path))


def _texts(paths: Iterable[Path], settings: Settings) -> tuple[dict[str, str], list[Finding]]:
    """The texts of files, by their paths relative to the folder of `mkdocs.yml`, and which of them have none."""
    read = {settings.relative_path(path): files.read(path, settings.relative_path(path)) for path in paths}
    return (
        {place: text for place, text in read.items() if isinstance(text, str)},
        [fault for fault in read.values() if isinstance(fault, Finding)],
    )
