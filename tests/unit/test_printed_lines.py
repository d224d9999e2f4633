"""A line that the check prints for an example of the rule book causes no other finding."""

from __future__ import annotations

from pathlib import Path

import pytest
from policysite.rulebook.examples import CheckName, examples

from tests.example_site import findings
from tests.released_site import errors, follow, printed_line

APPROVING = {"translation-stale", "translation-unreviewed", "based-on-stale", "based-on-unreviewed"}
EXAMPLES = {name: both.bad for name, both in examples().items() if name not in APPROVING}


@pytest.mark.parametrize(
    "rule",
    [name for name, bad in EXAMPLES.items() if not APPROVING.isdisjoint(each.split()[-1] for each in bad.expect)],
)
def test_printed_approvals_fit_the_printed_corrections(rule: str, tmp_path: Path) -> None:
    found = findings(EXAMPLES[rule], tmp_path)
    follow([each for each in found if each.rule != "version-text-changed"], tmp_path, is_typo=False)
    assert [each for each in errors(tmp_path) if each.rule in APPROVING] == []


FAULTS = {name: both.bad for name, both in examples().items() if both.check is CheckName.LINT}
# What a person must do besides, or only after the advice: release a text, translate it, take up another version.
FOLLOWED_BY_A_RELEASE = {"version-unreleased", "version-text-changed", "version-without-history"}


@pytest.mark.parametrize("rule", FAULTS)
def test_a_printed_line_causes_no_other_finding(rule: str, tmp_path: Path) -> None:
    before = findings(FAULTS[rule], tmp_path)
    if any(map(printed_line, before)):
        follow([each for each in before if each.rule not in FOLLOWED_BY_A_RELEASE], tmp_path, is_typo=False)
        known = {each.rule for each in before} | FOLLOWED_BY_A_RELEASE
        assert [each for each in errors(tmp_path) if each.rule not in known] == []
