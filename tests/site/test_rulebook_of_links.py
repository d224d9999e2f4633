"""Every rule of the link check finds its bad example and not its good one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from policysite.findings.rule import Scope
from policysite.links.rules import RULES
from policysite.rulebook.examples import Check, examples

from tests.example_links import found_by_links

WITH_EXAMPLES = [rule.name for rule in RULES if examples()[rule.name].check is Check.LINKS]
OF_OTHER_SITES = [rule.name for rule in RULES if rule.scope is Scope.WEB]


@pytest.mark.parametrize("rule", OF_OTHER_SITES)
def test_an_example_gives_the_answer_of_every_address_that_it_links_to(rule: str) -> None:
    both = examples()[rule]
    for example in (both.bad, both.good):
        linked = {address for text in example.texts.values() for address in re.findall(r"\((https:[^)#]+)", text)}
        redirected = {address for text in example.answers.values() for address in re.findall(r"^30\d (.+)", text)}
        assert linked
        assert linked | redirected <= example.answers.keys()


@pytest.mark.parametrize("rule", WITH_EXAMPLES)
def test_a_rule_finds_its_bad_example(rule: str, tmp_path: Path) -> None:
    found = found_by_links(examples()[rule].bad, tmp_path)
    assert {finding.rule for finding in found} == {rule}, found


@pytest.mark.parametrize("rule", WITH_EXAMPLES)
def test_a_rule_does_not_find_its_good_example(rule: str, tmp_path: Path) -> None:
    assert found_by_links(examples()[rule].good, tmp_path) == []
