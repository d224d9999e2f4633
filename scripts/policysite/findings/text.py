"""Findings for the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from policysite.findings import MAX_FIXABLE_WARNINGS_SHOWN, Finding, Severity, without_repetition
from policysite.messages import Messages
from policysite.messages.escaping import escaped

# SGR parameters of ECMA-48: https://ecma-international.org/publications-and-standards/standards/ecma-48/
BOLD, DIM, RED, YELLOW = 1, 2, 31, 33
# With more findings than fit on a screen, their number of each rule is shown.
_MAX_FINDINGS_ON_SCREEN = 20
SEVERITY_COLORS = {Severity.ERROR: RED, Severity.WARNING: YELLOW}


def as_text(findings: Iterable[Finding], messages: Messages, *, colored: bool = False, first_prefix: str = "") -> str:
    """Return the findings, sorted: position and message on one line, the fix under it. No newline at the end.

    A fix that several findings of a rule in a file have in common stands under the last of them, and a note that is
    part of several fixes under all findings. What is to be copied stands alone on its line, from its first column on.
    Instead of very many findings of one rule in one file, their number is shown. Findings in paths with the prefix are
    listed first.
    """
    ranked = sorted(findings, key=lambda each: (not each.path.startswith(first_prefix), each))
    lines: list[str] = []
    waiting: tuple[str, str, list[str]] | None = None
    for finding, more in without_repetition(ranked, MAX_FIXABLE_WARNINGS_SHOWN):
        if more:
            message = messages.plural("more_of_rule", more)
            lines.append(f"{escaped(finding.path)}: {finding.severity}[{finding.rule}] {message}")
            continue
        fix = finding.path, finding.rule, _fix(finding, messages, colored)
        if waiting is not None and waiting != fix:
            lines += waiting[2]
        lines.append(_message(finding, messages, colored))
        waiting = fix
    lines += waiting[2] if waiting is not None else ()
    notes = messages.notes((each.rule, each.params) for each in ranked)
    return "\n".join([*lines, *(line for note in notes for line in ("", _indented(note, colored)))])


def summary(findings: Collection[Finding], messages: Messages, *, pages: int | None = None) -> str:
    """Return a sentence with the numbers of errors and warnings and of the files with findings, of many also by rule.

    Without findings, it has the number of checked pages.
    """
    if not findings:
        return messages.text("no_problems") if pages is None else messages.plural("no_problems_in_pages", pages)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    counts = [messages.plural(name, count) for name, count in (("errors", errors), ("warnings", warnings)) if count]
    files = messages.plural("in_files", len({finding.path for finding in findings}))
    whole = messages.text("summary", findings=messages.text("summary_separator").join(counts), in_files=files)
    rules = Counter(finding.rule for finding in findings).most_common()
    if len(findings) <= _MAX_FINDINGS_ON_SCREEN or len(rules) == 1:
        return whole
    listed = ", ".join(f"{rule} ({count})" for rule, count in rules)
    return f"{whole} {messages.text('summary_by_rule', rules=listed)}"


def _message(finding: Finding, messages: Messages, colored: bool) -> str:
    where = escaped(f"{finding.path}:{finding.line}:{finding.column}")
    severity = f"{finding.severity}[{finding.rule}]"
    if colored:
        where = _colored(where, BOLD)
        severity = _colored(severity, SEVERITY_COLORS[finding.severity])
    return f"{where}: {severity} {messages.message(finding.rule, finding.params)}"


def _fix(finding: Finding, messages: Messages, colored: bool) -> list[str]:
    return [
        line if is_copied or not line else _indented(line, colored)
        for line, is_copied in messages.fix_lines(finding.rule, finding.params)
    ]


def _indented(line: str, colored: bool) -> str:
    return f"    {_colored(line, DIM) if colored else line}"


def _colored(text: str, color: int) -> str:
    return f"\x1b[{color}m{text}\x1b[0m"
