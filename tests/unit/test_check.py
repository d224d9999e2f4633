"""The check tells everything that its rules have found, and each of it once."""

from __future__ import annotations

from pathlib import Path

from policysite.lint.rulebook import Example

from tests.example_site import findings


def test_two_findings_of_one_rule_at_one_place_are_told_apart_by_their_facts(tmp_path: Path) -> None:
    page = '---\nversion: "1.0"\neffective_date: 2026-11-22\n---\n\n# Policy { #privacy }\n\nWe answer.\n'
    found = [
        (finding.path, finding.facts["key"])
        for finding in findings(Example({"en": page}), tmp_path)
        if finding.rule == "front-matter-incomplete"
    ]
    assert found == [("docs/en/privacy.md", "description"), ("docs/en/privacy.md", "title")]
