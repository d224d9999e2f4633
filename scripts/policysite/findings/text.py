"""Findings as people read them on a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from policysite.findings import Finding
from policysite.words import Words


def as_text(findings: Iterable[Finding], words: Words) -> str:
    """The findings, sorted: where and what on one line, the mend under it."""
    return "\n".join(_as_text(finding, words) for finding in sorted(findings))


def _as_text(finding: Finding, words: Words) -> str:
    where = f"{finding.path}:{finding.line}:{finding.column}"
    what = f"{finding.severity}[{finding.rule}] {words.message(finding.rule, finding.facts)}"
    return f"{where}: {what}\n    {words.mend(finding.rule, finding.facts)}"
