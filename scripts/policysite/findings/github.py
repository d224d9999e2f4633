"""Findings as workflow commands, which GitHub shows as annotations in a pull request.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections.abc import Iterable

from policysite.findings import Finding, Severity
from policysite.messages import Messages
from policysite.messages.escaping import encodable, visible

# GitHub shows at most ten errors and ten warnings of a step.
MAX_PER_SEVERITY = 10

_DATA_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY_ESCAPES = _DATA_ESCAPES | str.maketrans({":": "%3A", ",": "%2C"})


def as_github(findings: Iterable[Finding], messages: Messages) -> str:
    """Return a command for each finding that GitHub will show, errors first, and the number of the others.

    Each line ends with a newline; without findings there are no lines.
    """
    ranked = sorted(findings)
    lines: list[str] = []
    for severity in (Severity.ERROR, Severity.WARNING):
        of_severity = [finding for finding in ranked if finding.severity is severity]
        lines += (_command(finding, messages) for finding in of_severity[:MAX_PER_SEVERITY])
    if omitted := len(ranked) - len(lines):
        lines.append(messages.plural("more_in_step_summary", omitted))
    return "".join(f"{line}\n" for line in lines)


def _command(finding: Finding, messages: Messages) -> str:
    properties = {"file": visible(finding.path), "line": finding.line, "col": finding.column, "title": finding.rule}
    written = ",".join(f"{name}={str(value).translate(_PROPERTY_ESCAPES)}" for name, value in properties.items())
    message = f"{messages.message(finding.rule, finding.params)}\n{messages.fix(finding.rule, finding.params)}"
    return encodable(f"::{finding.severity} {written}::{message.translate(_DATA_ESCAPES)}")
