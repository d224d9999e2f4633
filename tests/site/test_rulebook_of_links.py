"""Every rule of the link check finds what its bad example states, and nothing in its good one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from policysite.findings.rule import Scope
from policysite.links.rules import FILE_CHANGED
from policysite.output_check.check import SiteCheck
from policysite.rulebook.catalogue import RULES
from policysite.rulebook.examples import CheckName, examples

from tests.example_links import found_by_links
from tests.example_site import shown_params

WITH_EXAMPLES = [rule for rule, both in examples().items() if both.check is CheckName.LINKS]
OF_OTHER_SITES = [rule.name for rule in RULES.values() if rule.scope is Scope.WEB]


@pytest.mark.parametrize("rule", OF_OTHER_SITES)
def test_an_example_gives_the_answer_of_every_address_that_it_links_to(rule: str) -> None:
    both = examples()[rule]
    for example in (both.bad, both.good):
        linked = {address for text in example.texts.values() for address in re.findall(r"\((https:[^)#]+)", text)}
        redirected = {address for text in example.answers.values() for address in re.findall(r"^30\d (.+)", text)}
        assert linked
        assert linked | redirected <= example.answers.keys()


@pytest.mark.parametrize("rule", WITH_EXAMPLES)
def test_the_findings_in_the_bad_example_of_a_rule_are_those_that_it_states(
    rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SiteCheck, "refuse", lambda *_: None)  # it would refuse the pages before links are checked
    example = examples()[rule].bad
    found = found_by_links(example, tmp_path)
    assert [f"{each.path}:{each.line}:{each.column} {each.rule}" for each in found] == list(example.expect)
    assert {rule} <= {each.rule for each in found} <= {rule, FILE_CHANGED.name}
    assert shown_params(rule, found) == example.params


@pytest.mark.parametrize("rule", WITH_EXAMPLES)
def test_the_good_example_of_a_rule_has_no_findings(rule: str, tmp_path: Path) -> None:
    assert found_by_links(examples()[rule].good, tmp_path) == []
