"""A passage in both languages, and what a rule finds in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from policysite.findings import Finding
from policysite.rulebook import Example

from tests.example_site import findings

# The line of a page on which the text of an example begins.
FIRST = 12


def found(rule: str, ru: str, en: str, folder: Path, **more: Any) -> list[Finding]:
    """What a rule finds in a passage, which stands under the second heading of a page."""
    example = Example({"ru": ru, "en": en}, **more)
    return [finding for finding in findings(example, folder) if finding.rule == rule]


def places(found: list[Finding]) -> list[tuple[int, int]]:
    """The lines of findings, counted from the first of the passage, and their columns."""
    return [(finding.line - FIRST + 1, finding.column) for finding in found]
