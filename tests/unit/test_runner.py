"""The check tells everything that its rules have found, and each of it once."""

from __future__ import annotations

from pathlib import Path

import pytest
from policysite.rulebook.examples import Example

from tests.example_site import findings


def test_two_findings_of_one_rule_at_one_place_are_told_apart_by_their_facts(tmp_path: Path) -> None:
    page = '---\nversion: "1.0"\neffective_date: 2026-11-22\n---\n\n# Policy { #privacy }\n\nWe answer.\n'
    found = [
        (finding.path, finding.params["key"])
        for finding in findings(Example({"en": page}), tmp_path)
        if finding.rule == "front-matter-incomplete"
    ]
    assert found == [("docs/en/privacy.md", "description"), ("docs/en/privacy.md", "title")]


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("attribute-unexpected", "suppression-not-allowed"),
        ("url-unsafe", "suppression-not-allowed"),
        ("translation-unreviewed", "suppression-not-allowed"),
        ("nothing-like-it", "suppression-rule-unknown"),
    ],
)
def test_what_could_harm_a_reader_cannot_be_let_stand(tmp_path: Path, rule: str, told: str) -> None:
    text = f"<!-- policy allow {rule}: it does no harm -->\n\n[Ответ](javascript:alert\\(1\\)){{ onclick=x }}"
    found = {finding.rule for finding in findings(Example({"ru": text, "en": text}, approved={}), tmp_path)}
    assert {told, "attribute-unexpected", "url-unsafe", "translation-unreviewed"} <= found


def test_an_exception_is_not_called_unused_when_what_its_rule_goes_by_cannot_be_read(tmp_path: Path) -> None:
    files = {
        "docs/editorial/promises.yml": "- language: en\n  words: never\n",
        "docs/editorial/exceptions.yml": "- {rule: absolute-promise, where: privacy#clause, reason: so it was given}\n",
    }
    text = {"ru": "Мы никогда не храним данные.", "en": "We never store data."}
    assert [finding.rule for finding in findings(Example(text, files=files), tmp_path)] == ["editorial-entry-invalid"]


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("privacy#nothing", "suppression-place-unknown"),
        ("docs/en/privacy.md", "suppression-place-unknown"),
        ("de/privacy", "suppression-place-unknown"),
        ("privacy#clause", "suppression-unused"),
        ("en/privacy", "suppression-unused"),
        ("docs/assets/logo.png", "suppression-unused"),
    ],
)
def test_an_exception_for_a_place_that_is_not_there_is_told_from_one_without_use(
    tmp_path: Path, where: str, told: str
) -> None:
    exceptions = f"- rule: paragraphs-differ\n  where: {where}\n  reason: so\n"
    files = {"docs/editorial/exceptions.yml": exceptions}
    found = findings(Example({"ru": "Мы ответим.", "en": "We will reply."}, files=files), tmp_path)
    assert [(each.rule, each.params["where"]) for each in found] == [(told, where)]


def test_for_a_mistyped_rule_in_an_exception_similar_ones_are_named(tmp_path: Path) -> None:
    files = {"docs/editorial/exceptions.yml": "- rule: number-differs\n  where: privacy\n  reason: so\n"}
    (found,) = findings(Example({"ru": "Мы ответим.", "en": "We will reply."}, files=files), tmp_path)
    assert (found.rule, found.params["known"].split(", ")[0]) == ("suppression-rule-unknown", "numbers-differ")
