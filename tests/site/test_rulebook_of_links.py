"""Every rule of links finds its bad example, in a built site and beside others that answer, and not the good one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from policysite.rulebook.examples import Check, examples

from tests.example_links import found_by_links

LINKS = [rule for rule, both in examples().items() if both.check is Check.LINKS]
OF_BUILT_SITE = [rule for rule in LINKS if examples()[rule].family == "built_site"]


@pytest.mark.parametrize("rule", [rule for rule in LINKS if rule not in OF_BUILT_SITE])
def test_an_example_says_what_is_answered_at_every_address_that_it_leads_to(rule: str) -> None:
    both = examples()[rule]
    for example in (both.bad, both.good):
        linked = {address for text in example.texts.values() for address in re.findall(r"\((https:[^)#]+)", text)}
        sent_on = {address for text in example.answers.values() for address in re.findall(r"^30\d (.+)", text)}
        assert linked
        assert linked | sent_on <= example.answers.keys()


@pytest.mark.parametrize("rule", LINKS)
def test_a_rule_of_links_finds_its_bad_example(rule: str, tmp_path: Path) -> None:
    found = found_by_links(examples()[rule].bad, tmp_path)
    assert {finding.rule for finding in found} == {rule}, found


@pytest.mark.parametrize("rule", LINKS)
def test_nothing_is_found_in_the_good_example_of_a_rule_of_links(rule: str, tmp_path: Path) -> None:
    assert found_by_links(examples()[rule].good, tmp_path) == []
