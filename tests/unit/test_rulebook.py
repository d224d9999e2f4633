"""Every finding that there can be has an example of what is found and a near miss that is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from policysite.lint.registry import RULES
from policysite.lint.rulebook import examples
from policysite.words import spoken, words

from tests.example_site import findings


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """What no parser comes to an end with need not be waited for that long here."""
    monkeypatch.setattr("policysite.corpus.reader._LONGEST", 0.3)


@pytest.mark.parametrize("rule", examples())
def test_a_rule_finds_its_bad_example(rule: str, tmp_path: Path) -> None:
    found = findings(examples()[rule].bad, tmp_path)
    assert rule in {finding.rule for finding in found}, found


@pytest.mark.parametrize("rule", examples())
def test_nothing_is_found_in_its_good_example(rule: str, tmp_path: Path) -> None:
    assert findings(examples()[rule].good, tmp_path) == []


def test_every_rule_has_examples_and_words_in_every_language() -> None:
    for language in spoken():
        rules = words(language).rules
        assert {rule.name for rule in RULES} <= rules.keys()
        assert set(rules) == set(examples())
        assert all(rule.keys() == {"message", "mend", "why"} for rule in rules.values())
