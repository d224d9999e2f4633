"""Findings as people read them on a terminal."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from policysite.findings import Finding, Severity
from policysite.findings.legible import legible
from policysite.words import Words

# SGR parameters of ECMA-48: https://ecma-international.org/publications-and-standards/standards/ecma-48/
BOLD, DIM, RED, YELLOW = 1, 2, 31, 33
SEVERITY_COLORS = {Severity.ERROR: RED, Severity.WARNING: YELLOW}


def as_text(findings: Iterable[Finding], words: Words, *, colored: bool = False) -> str:
    """The findings, sorted: where and what on one line, the mend under it. No newline at the end."""
    return "\n".join(_as_text(finding, words, colored) for finding in sorted(findings))


def summary(findings: Collection[Finding], words: Words, *, pages: int | None = None) -> str:
    """One sentence that says how many errors and warnings there are and in how many files.

    Args:
        findings: all of them.
        words: the language to say it in.
        pages: how many pages were checked, said where there is nothing to mend.
    """
    if not findings:
        return words.said("nothing_to_mend") if pages is None else words.counted("nothing_to_mend_in_pages", pages)
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    said = [words.counted(name, count) for name, count in (("errors", errors), ("warnings", warnings)) if count]
    files = words.counted("in_files", len({finding.path for finding in findings}))
    return words.said("summary", findings=words.said("summary_joint").join(said), in_files=files)


def _as_text(finding: Finding, words: Words, colored: bool) -> str:
    where = f"{legible(finding.path)}:{finding.line}:{finding.column}"
    severity = f"{finding.severity}[{finding.rule}]"
    message = legible(words.message(finding.rule, finding.facts))
    mend = legible(words.mend(finding.rule, finding.facts))
    if colored:
        where = _colored(where, BOLD)
        severity = _colored(severity, SEVERITY_COLORS[finding.severity])
        mend = _colored(mend, DIM)
    return f"{where}: {severity} {message}\n    {mend}"


def _colored(text: str, color: int) -> str:
    return f"\x1b[{color}m{text}\x1b[0m"
