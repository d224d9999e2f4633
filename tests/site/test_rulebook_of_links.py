"""The examples of the rules of links, as sites that are built."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from policysite.rulebook import Check, examples

from tests import example_site

LINKS = [rule for rule, both in examples().items() if both.check is Check.LINKS]
OF_BUILT_SITE = [rule for rule in LINKS if examples()[rule].family == "built_site"]


@pytest.mark.parametrize("rule", OF_BUILT_SITE)
def test_the_examples_of_a_rule_of_the_built_site_are_sites_that_can_be_built(rule: str, tmp_path: Path) -> None:
    both = examples()[rule]
    for name, example in (("bad", both.bad), ("good", both.good)):
        (tmp_path / name).mkdir()
        site = example_site.build(example, tmp_path / name)
        page = site.folder / example.page / "index.html"
        assert page.is_file()
        assert not any((tmp_path / name / path).exists() for path in example.without)


@pytest.mark.parametrize("rule", [rule for rule in LINKS if rule not in OF_BUILT_SITE])
def test_an_example_says_what_is_answered_at_every_address_that_it_leads_to(rule: str) -> None:
    both = examples()[rule]
    for example in (both.bad, both.good):
        linked = {address for text in example.texts.values() for address in re.findall(r"\((https:[^)#]+)", text)}
        sent_on = {address for text in example.answers.values() for address in re.findall(r"^30\d (.+)", text)}
        assert linked
        assert linked | sent_on <= example.answers.keys()


# Until there is `found_by_links`, which asks the link check what is wrong with the site of an example.
PENDING = pytest.mark.xfail(
    raises=AttributeError, reason="tests.example_site.found_by_links is to be written", strict=True
)


@PENDING
@pytest.mark.parametrize("rule", LINKS)
def test_a_rule_of_links_finds_its_bad_example(rule: str, tmp_path: Path) -> None:
    found = example_site.found_by_links(examples()[rule].bad, tmp_path)
    assert rule in {finding.rule for finding in found}, found


@PENDING
@pytest.mark.parametrize("rule", LINKS)
def test_nothing_is_found_in_the_good_example_of_a_rule_of_links(rule: str, tmp_path: Path) -> None:
    assert example_site.found_by_links(examples()[rule].good, tmp_path) == []
