"""Findings as JSON, for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable

from policysite.findings import Finding
from policysite.findings.legible import encodable
from policysite.words import Words


def as_json(findings: Iterable[Finding], words: Words) -> str:
    """A list of `{"path", "line", "column", "rule", "severity", "message", "fix"}`, sorted, with a newline at the end.

    `fix` is the mend in words. Lines and columns start at 1; columns count characters.
    """
    objects = [_as_object(finding, words) for finding in sorted(findings)]
    # Lone surrogates are written as the escapes that JSON has for them, and so read back as they were.
    return encodable(json.dumps(objects, ensure_ascii=False, indent=2)) + "\n"


def _as_object(finding: Finding, words: Words) -> dict[str, str | int]:
    return {
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": words.message(finding.rule, finding.facts),
        "fix": words.mend(finding.rule, finding.facts),
    }
