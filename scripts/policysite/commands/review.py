"""The commands of a review: what has changed, what is approved, and the release of a version."""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from policysite.commands.site import check_content
from policysite.errors import ToolError
from policysite.history.redline.report import BINARY_FORMATS, FORMATS
from policysite.messages import Messages
from policysite.output import FINDINGS, NO_PROBLEMS, add_to_step_summary

if TYPE_CHECKING:
    from policysite.approvals import Approvals
    from policysite.corpus import Corpus, Settings
    from policysite.history.changes import Changes

# The format in which changes are printed, if no other one is chosen; a page is not for a terminal.
_PRINTED_FORMAT = "html"


@contextmanager
def _limited_time(config_file: Path) -> Iterator[Settings]:
    """Yield the settings, and end the work in this context if it takes too long: anyone may ask for a review."""
    from policysite.config.loader import load
    from policysite.corpus.time_limit import StepLimit

    settings = load(config_file)
    with StepLimit(settings).enforced():
        yield settings


def approve(options: argparse.Namespace, messages: Messages) -> int:
    """Approve clauses, or carry approvals over."""
    from policysite import approvals

    if options.carry_over:
        return _carry_over(options.config_file, messages)
    if not options.clauses and not options.all:
        raise ToolError("approve_nothing_named")
    with _limited_time(options.config_file) as settings:
        corpus, known = _site_with_approvals(settings)
        chosen = approvals.to_approve(None if options.all else options.clauses, corpus, known)
    approvals.write(settings, known, corpus, chosen)
    for pair in chosen:
        print(messages.text(f"approved_{pair.kind.replace('-', '_')}", text=str(pair.text), base=str(pair.base)))
    if not chosen:
        print(messages.text("approved_already"))
    return NO_PROBLEMS


def _carry_over(config_file: Path, messages: Messages) -> int:
    from policysite import approvals, carry_over, corpus, files

    with _limited_time(config_file) as settings:
        pages, findings = corpus.read(settings)
        if findings:
            raise ToolError("fix_first", findings)
        outcome = carry_over.carried_over(settings)
    path = settings.editorial(approvals.NAME)
    if outcome.carried or outcome.refused:
        files.write(path, outcome.text.encode())
    print(messages.plural("carried_over", len(outcome.carried)))
    for approval in outcome.refused:
        print(messages.text("carry_over_refused", key=approval.key))
    changed = carry_over.changed(outcome, pages)
    for pair in changed:
        print(messages.text("carry_over_changed", key=pair.key))
    if not changed and not outcome.refused:
        return NO_PROBLEMS
    print(messages.text("carry_over_read_again"))
    return FINDINGS


def status(options: argparse.Namespace, messages: Messages) -> int:
    """List the clauses that are not approved, and what is not translated yet."""
    from policysite import status
    from policysite.approvals import PairState
    from policysite.messages.escaping import dumped

    with _limited_time(options.config_file) as settings:
        corpus, known = _site_with_approvals(settings)
        statuses = list(status.statuses(corpus, known))
    waiting = [each for each in statuses if each.state is not PairState.APPROVED]
    if options.format == "json":
        print(dumped([dataclasses.asdict(each) for each in statuses]), end="")
    else:
        labels = {state: messages.text(f"status_{state}") for state in PairState}
        width = max(map(len, labels.values()))
        for each in waiting:
            print(f"{labels[each.state]:<{width}} {each.text} ← {each.base}  ({each.path}:{each.line})")
        counts = Counter(each.state for each in statuses)
        print(", ".join(f"{label}: {counts[state]}" for state, label in labels.items()))
    return FINDINGS if waiting else NO_PROBLEMS


def diff(options: argparse.Namespace, messages: Messages) -> int:
    """Show what has changed."""
    from policysite import files
    from policysite.history.redline.report import report as changes_report

    files_by_format = [(_format_of(path, options.format), path) for path in options.output]
    for path in options.output:
        if not path.parent.is_dir():
            raise ToolError("diff_folder_missing", file=str(path), folder=str(path.parent))
    printed = "" if files_by_format else options.format or _PRINTED_FORMAT
    if sys.stdout.isatty() and (printed in BINARY_FORMATS or (printed and not options.format)):
        raise ToolError("diff_needs_output", known=", ".join(FORMATS.values()))
    with _limited_time(options.config_file) as settings:
        changed = _changes(options.base, settings, messages)
        now = datetime.datetime.now(datetime.UTC)
        contents = [(name, path, changes_report(name, changed, messages, now)) for name, path in files_by_format]
        to_print = changes_report(printed, changed, messages, now) if printed else b""
    for name, path, content in contents:
        files.write(path, content)
        print(messages.text("written", file=str(path)))
        if name == "markdown":
            add_to_step_summary(content)
    if printed:
        sys.stdout.flush()
        sys.stdout.buffer.write(to_print)
        sys.stdout.buffer.flush()
    return NO_PROBLEMS


def _changes(since: str | None, settings: Settings, messages: Messages) -> Changes:
    """Return what has changed since a commit or a version, with the state of approvals and the findings."""
    from policysite import approvals
    from policysite.findings.causes import reported
    from policysite.history import changes, corrections, former_state, new_approvals
    from policysite.lint import runner

    read_pages = runner.read(settings)
    if read_pages.corpus.unread:
        raise ToolError("diff_unread", reported(read_pages.findings))
    pages, default_branch, _ = corrections.read(settings, read_pages.corpus)
    former = former_state.find(since, settings, pages, default_branch)
    known, _ = approvals.read(settings)
    findings = check_content(settings, messages, read_pages).findings
    added = new_approvals.new_approvals(former, pages, settings)
    return changes.changes(former, pages, known, findings, new_approvals=added, states=default_branch.recorded)


def release(options: argparse.Namespace, messages: Messages) -> int:
    """Release a version, or a correction."""
    from policysite.history import release, versions
    from policysite.history.default_branch import DefaultBranch
    from policysite.lint import runner

    with _limited_time(options.config_file) as settings:
        read_pages = runner.read(settings)
        states, _ = versions.read(settings)
        findings = check_content(settings, messages, read_pages).findings
        release.refuse_errors(options.document, findings)
        planned = release.plan(
            options.document,
            read_pages.corpus,
            DefaultBranch(settings, states),
            datetime.date.today(),
            correction=options.correction,
            reasons=dict(reason.partition("=")[::2] for reason in options.reason),
        )
        release.refuse_errors(options.document, findings, planned)
    for path in release.write(planned.document, planned.state, settings, planned.replaced):
        print(messages.text("written" if path.exists() else "deleted", file=settings.relative_path(path)))
    return NO_PROBLEMS


def _format_of(path: Path, chosen: str | None) -> str:
    """Return the format of a file with changes: the chosen one, or that of its suffix."""
    by_suffix = {suffix: name for name, suffix in FORMATS.items()}
    name = chosen or by_suffix.get(path.suffix.lower())
    if name is None:
        raise ToolError("diff_format_unknown", file=path, known=", ".join(by_suffix))
    return name


def _site_with_approvals(settings: Settings) -> tuple[Corpus, Approvals]:
    """Return the pages of a site and its approvals."""
    from policysite import approvals, corpus
    from policysite.findings.causes import reported
    from policysite.history import corrections

    pages, findings = corpus.read(settings)
    known, unreadable = approvals.read(settings)
    if findings or unreadable:
        raise ToolError("fix_first", reported([*findings, *unreadable]))
    pages, _, _ = corrections.read(settings, pages)
    return pages, known
