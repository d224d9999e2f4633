"""The output of the command: the results of checks, errors and progress; and its exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from policysite.errors import ToolError
from policysite.findings import Finding, Severity
from policysite.findings.report import report
from policysite.findings.rule import Rule
from policysite.findings.text import as_text
from policysite.messages import Messages
from policysite.messages.escaping import escaped

NO_PROBLEMS, FINDINGS, FAILED = 0, 1, 2
_MAX_CELL_CHARACTERS = 48


@dataclass(frozen=True)
class CheckOutcome:
    """The result of a check.

    Attributes:
        pages: the number of pages that were checked.
        heading: the key of the heading of its report.
        summary: the last line, in place of a report without findings; text format only.
        notice: a line printed after the report; text format only.
        first_prefix: the prefix of the paths whose findings are listed first, those of the original.
        failed: True if the check could not be run; the reason has been printed.
        unusable: True if the configuration cannot be used, so that no other check can be run either.
    """

    findings: Sequence[Finding] = ()
    pages: int = 0
    heading: str = "report_heading"
    summary: str = ""
    notice: str = ""
    first_prefix: str = ""
    failed: bool = False
    unusable: bool = False

    def exit_code(self) -> int:
        """Return the exit code that it means."""
        if self.failed:
            return FAILED
        errors = any(finding.severity is Severity.ERROR for finding in self.findings)
        return FINDINGS if errors else NO_PROBLEMS


class Terminal:
    """Prints the events of the served site."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._is_serving = False
        self._changes = ""

    def serving(self, url: str) -> None:
        """Print where the site is served."""
        self._is_serving = True
        print(self._messages.text("serving", url=url), flush=True)
        self._print_changes()

    def built(self, warnings: list[Finding], changes: str) -> None:
        """Print the warnings about a site that was built, that it was built again, and where its changes are shown."""
        self._changes = changes
        if warnings:
            print(as_text(warnings, self._messages), file=sys.stderr, flush=True)
        if self._is_serving:
            print(self._messages.text("rebuilt"), flush=True)
            self._print_changes()

    def _print_changes(self) -> None:
        if self._changes:
            print(self._messages.text("serving_changes", url=self._changes), flush=True)

    def failed(self, error: ToolError) -> None:
        """Print why a site was not built."""
        print_error(error, self._messages)


def run_check(check: Callable[[], CheckOutcome], output_format: str, messages: Messages) -> int:
    """Run a check, print its result and return the exit code."""
    result = attempt(check, messages)
    if not result.failed:
        print_result(result, output_format, messages)
    return result.exit_code()


def attempt(check: Callable[[], CheckOutcome], messages: Messages) -> CheckOutcome:
    """Run a check; if findings prevent it from running, they are its result."""
    from policysite.config.loader import ConfigError

    unusable = False
    try:
        return check()
    except ToolError as error:
        unusable = isinstance(error, ConfigError)
        if error.findings:
            return CheckOutcome(error.findings, summary=error.text(messages), unusable=unusable)
        print_error(error, messages)
    except OSError as error:
        print_system_error(error)
    return CheckOutcome(failed=True, unusable=unusable)


def print_result(result: CheckOutcome, output_format: str, messages: Messages) -> None:
    """Print the result of a check; on GitHub, also in the summary of the step."""

    def report_text(as_format: str, *, colored: bool = False) -> str:
        return report(
            as_format,
            result.findings,
            messages,
            catalogue=_catalogue,
            colored=colored,
            pages=result.pages,
            heading=result.heading,
            first_prefix=result.first_prefix,
        )

    is_text = output_format == "text"
    if result.findings or not (is_text and result.summary):
        print(report_text(output_format, colored=sys.stdout.isatty() and "NO_COLOR" not in os.environ), end="")
    if is_text and result.summary:
        print(result.summary, flush=True)
    if is_text and result.notice:
        print(result.notice, flush=True)
    if output_format == "github":
        add_to_step_summary(report_text("markdown").encode())


def _catalogue() -> Mapping[str, Rule]:
    from policysite.rulebook.catalogue import RULES  # which imports all checks

    return RULES


def add_to_step_summary(markdown: bytes) -> None:
    """Add Markdown to the summary of a workflow's step; do nothing outside of GitHub."""
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("ab") as file:
            file.write(markdown)


def print_error(error: ToolError, messages: Messages) -> None:
    """Print why the tool cannot do its job, below the findings that prevent it."""
    if error.findings:
        print(as_text(error.findings, messages), file=sys.stderr)
    print(f"policy: {error.text(messages)}", file=sys.stderr, flush=True)


def print_system_error(error: OSError) -> None:
    """Print what the system does not let the tool do, with the name of the file."""
    reason = f"{error.filename}: {error.strerror}" if error.filename else str(error)
    print(f"policy: {escaped(reason)}", file=sys.stderr, flush=True)


def show_progress(line: str) -> None:
    """Replace the last line of the terminal, if standard error is one."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as a table; long cells are cut, so that a row is not much wider than a terminal."""
    cells = [[escaped(cell[:_MAX_CELL_CHARACTERS]) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in cells)
