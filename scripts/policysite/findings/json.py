"""Findings as JSON, for other programs."""

from __future__ import annotations

from collections.abc import Iterable

from policysite.findings import Finding, without_repetition
from policysite.messages import Messages
from policysite.messages.escaping import dumped


def as_json(findings: Iterable[Finding], messages: Messages) -> str:
    """Return a list of `{"path", "line", "column", "rule", "severity", "message", "fix"}`, sorted, and a newline.

    Lines and columns start at 1; columns count characters. Instead of very many findings of one rule in one file, an
    object has their number in its message.
    """
    objects = [as_object(finding, messages, more) for finding, more in without_repetition(sorted(findings))]
    return dumped(objects)


def as_object(finding: Finding, messages: Messages, more: int = 0) -> dict[str, str | int]:
    """Return a finding as a value of JSON, or the first of several that are only counted."""
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": messages.plural("more_of_rule", more) if more else messages.message(finding.rule, finding.params),
        "fix": "" if more else messages.fix(finding.rule, finding.params),
    }
