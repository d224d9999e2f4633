"""Findings as JSON, for other programs."""

from __future__ import annotations

from collections.abc import Iterable

from policysite.findings import Finding
from policysite.messages import Messages
from policysite.messages.escaping import dumped


def as_json(findings: Iterable[Finding], messages: Messages) -> str:
    """Return a list of `{"path", "line", "column", "rule", "severity", "message", "fix"}`, sorted, and a newline.

    Lines and columns start at 1; columns count characters.
    """
    objects = [as_object(finding, messages) for finding in sorted(findings)]
    return dumped(objects)


def as_object(finding: Finding, messages: Messages) -> dict[str, str | int]:
    """Return a finding as a value of JSON."""
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": messages.message(finding.rule, finding.params),
        "fix": messages.fix(finding.rule, finding.params),
    }
