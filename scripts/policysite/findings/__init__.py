"""The findings of all checks. The other modules of this package print them."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from policysite.messages import NOTHING as NOTHING

# Longer texts of a page, such as titles and addresses, are cut in messages.
MAX_SHOWN_CHARACTERS = 100
# The most findings of one rule in one file that reports list; of the others they show the number.
MAX_FINDINGS_OF_RULE_IN_FILE = 100
# The same for warnings that `policy lint --fix` fixes, in reports for people: a text from Word has very many.
MAX_FIXABLE_WARNINGS_SHOWN = 3


class Severity(enum.StrEnum):
    """The severity of a finding: errors prevent publishing, warnings do not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Edit:
    """The automatic fix of a finding: the characters at its position, within its line, and their replacement."""

    old: str
    new: str


@dataclass(frozen=True, order=True)
class Finding:
    """A problem at a position in a file.

    Attributes:
        path: the file, relative to the folder of `mkdocs.yml`, with `/` on every system.
        line: the line in it, from 1.
        column: the character in that line, from 1.
        rule: the name of the rule that found it, in kebab-case; the key of its message in every language.
        params: the values of the message's placeholders.
        severity: how serious it is.
        edit: the change that `--fix` makes, or None if a person must decide.
        breaks: the subjects that are not known until it is corrected (`policysite.findings.causes`).
        rests_on: the subjects that it is about; if another finding breaks one of them, this one is not reported.
        damaged: the columns of its line whose text is not as intended; other findings there are not reported.
        advised_edit: the change of its line that it advises, which a person makes or not, with its column.
        advised: lines of the file as they should be written, by number, None for one to be deleted; empty if a person
            must decide.
        in_new_text: True if it is about its line as it is advised, in which what has advice is not damaged any more.
    """

    path: str
    line: int
    column: int
    rule: str
    params: Mapping[str, str] = field(default_factory=dict, compare=False)
    severity: Severity = field(default=Severity.ERROR, compare=False)
    edit: Edit | None = field(default=None, compare=False)
    breaks: frozenset[str] = field(default=frozenset(), compare=False)
    rests_on: frozenset[str] = field(default=frozenset(), compare=False)
    damaged: range = field(default=range(0), compare=False)
    advised_edit: tuple[int, Edit] | None = field(default=None, compare=False)
    advised: Mapping[int, str | None] = field(default_factory=dict, compare=False)
    in_new_text: bool = field(default=False, compare=False)


def unique(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings sorted and without duplicates: those that are reported alike."""
    different = {
        (each.path, each.line, each.column, each.rule, each.severity, *sorted(each.params.items())): each
        for each in findings
    }
    return [different[key] for key in sorted(different)]


def without_repetition(
    findings: Iterable[Finding], max_fixable: int = MAX_FINDINGS_OF_RULE_IN_FILE
) -> Iterator[tuple[Finding, int]]:
    """Yield findings, each with 0; instead of very many of one rule in one file, the first of those with their number.

    Nobody reads each of 100,000 invisible characters, and programs that show findings fail at so many. Of warnings that
    can be fixed automatically, more than `max_fixable` are very many.
    """
    listed = list(findings)
    left = Counter((finding.path, finding.rule) for finding in listed)
    shown: Counter[tuple[str, str]] = Counter()
    for finding in listed:
        of_rule = finding.path, finding.rule
        is_fixable = finding.edit is not None and finding.severity is Severity.WARNING
        most = max_fixable if is_fixable else MAX_FINDINGS_OF_RULE_IN_FILE
        if shown[of_rule] <= most:
            yield finding, left[of_rule] if shown[of_rule] == most else 0
        shown[of_rule] += 1
        left[of_rule] -= 1
