"""Where a rule finds something in a text, for tables of cases."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from policysite.lint.rulebook import Example

from tests.example_site import LANGUAGES, findings

# Where the text of an example begins, under front matter and two headings.
_ABOVE = 11
_ABOVE_HEADINGS = 7


def places(rule: str, text: str, **example: Any) -> list[tuple[int, int]]:
    """The lines and columns of a text, from 1, at which a rule finds something; the same in each language."""
    above = _ABOVE_HEADINGS if text.startswith("#") else _ABOVE
    if example.get("page", "privacy") != "privacy":
        above -= 2  # no version and no date
    with tempfile.TemporaryDirectory() as folder:
        found = findings(Example(dict.fromkeys(LANGUAGES, text), approved={}, **example), Path(folder))
    by_language = [
        [
            (finding.line - above, finding.column)
            for finding in found
            if finding.rule == rule and f"/{each}/" in finding.path
        ]
        for each in LANGUAGES
    ]
    assert by_language[0] == by_language[1]
    return by_language[0]
