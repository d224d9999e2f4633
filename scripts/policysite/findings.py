"""What is wrong and where: the one type that every check yields, and how it is printed."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from policysite.words import Words


class Severity(enum.StrEnum):
    """How much a finding weighs: an error keeps a page from being published, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to mend.

    Attributes:
        path: the file, relative to the folder of `mkdocs.yml`, with `/` on every system.
        line: the line in it, from 1.
        column: the character in that line, from 1.
        rule: what was found, in kebab-case; the key of its message in the words of every language.
        facts: what the message names, by the names of its placeholders.
        severity: whether it keeps the page from being published.
    """

    path: str
    line: int
    column: int
    rule: str
    facts: Mapping[str, str] = field(default_factory=dict, compare=False)
    severity: Severity = field(default=Severity.ERROR, compare=False)


def as_text(findings: Iterable[Finding], words: Words) -> str:
    """The findings as people read them on a terminal, sorted: where and what on one line, the mend under it."""
    return "\n".join(_as_text(finding, words) for finding in sorted(findings))


def _as_text(finding: Finding, words: Words) -> str:
    where = f"{finding.path}:{finding.line}:{finding.column}"
    what = f"{finding.severity}[{finding.rule}] {words.message(finding.rule, finding.facts)}"
    return f"{where}: {what}\n    {words.mend(finding.rule, finding.facts)}"
