"""Edits that findings advise in their lines; those of a line together make the line that they print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from policysite.corpus import Page
from policysite.findings import Edit, Finding
from policysite.lint import other_texts

# The longest line that is printed as it should be; those of policies have half as many characters. One of a hundred
# thousand may have as many findings.
_MAX_CHARACTERS = 5_000


def with_advised_edit(found: Finding, page: Page, old: str, new: str, column: int | None = None) -> Finding:
    """Return a finding with the advice to write another text at its column, and its line as it is then.

    Without another text, if the old one is not written there, or in a very long line, the line is empty.
    """
    line, column = page.source[found.line - 1], column or found.column
    is_printed = len(line) <= _MAX_CHARACTERS and not other_texts.is_other_text(page)
    if not new or not is_printed or not line.startswith(old, column - 1):
        return without_advice(found)
    edit = Edit(old, new)
    return replace(with_advised_line(found, with_edits(line, [(column - 1, edit)])), advised_edit=(column, edit))


def with_advised_line(found: Finding, line: str) -> Finding:
    """Return a finding with the advice to write its line like this."""
    return replace(found, params={**found.params, "example": line}, advised={found.line: line})


def without_advice(found: Finding) -> Finding:
    """Return a finding that advises no line."""
    return replace(found, params={**found.params, "example": ""}, advised={}, advised_edit=None)


def with_edits(text: str, edits: Iterable[tuple[int, Edit]]) -> str:
    """Return a text with edits at its characters; of those that overlap, the first."""
    parts, done = [], 0
    for start, edit in sorted(edits, key=lambda each: each[0]):
        if start >= done:
            parts += [text[done:start], edit.new]
            done = start + len(edit.old)
    return "".join(parts) + text[done:]


def with_lines_once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield sorted findings; of those in one line that advise to write the same, those after the first name its rule.

    Findings of one rule that follow each other have their advice in common anyway.
    """
    shown_at: dict[tuple[str, int, str], str] = {}
    for (place, rule), group in groupby(findings, key=lambda each: (_advised_place(each), each.rule)):
        example_at = shown_at.get(place) if place[-1] else None
        shown_at.setdefault(place, rule)
        for finding in group:
            yield replace(finding, params={**finding.params, "example_at": example_at}) if example_at else finding


def _advised_place(finding: Finding) -> tuple[str, int, str]:
    """Return the line that a finding advises to write, and what; nothing if it advises no line."""
    return finding.path, next(iter(finding.advised), finding.line), finding.params.get("example", "")
