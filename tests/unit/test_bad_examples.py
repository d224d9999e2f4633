"""The bad example of a rule has the findings that it states, and what these print corrects it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from policysite.config.rules import SITE_URL_DIFFERS
from policysite.corpus.time_limit import PAGE_TIMEOUT, SITE_TIMEOUT
from policysite.findings import Finding, Severity
from policysite.messages import available_locales, is_copied_line, messages_in
from policysite.rulebook.catalogue import RULES
from policysite.rulebook.examples import CheckName, examples

from tests import released_site
from tests.example_site import findings, shown_params
from tests.processor_time import end_every_limit
from tests.project import put
from tests.released_site import APPROVING, errors, printed_line

ENGLISH = messages_in("en")
EXAMPLES = {rule: both.bad for rule, both in examples().items() if both.check is CheckName.LINT}
# The rules whose fixes give several lines: `test_usual_changes.py` and `test_history_entries.py` follow these.
SEVERAL = ("version-removed", "version-text-changed", "version-without-history")
# What a person must do besides, or only after the advice: release a text, translate it, take up another version.
FOLLOWED_BY_A_RELEASE = {"version-unreleased", "version-text-changed", "version-without-history"}


@dataclass(frozen=True)
class Bad:
    """The site of a bad example, only to be read, and its findings."""

    rule: str
    root: Path
    found: list[Finding]

    def copied(self, folder: Path) -> Path:
        """Return a copy of the site, to change."""
        return Path(shutil.copytree(self.root, folder / "site", symlinks=True))


@pytest.fixture(scope="module", params=EXAMPLES)
def bad(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bad]:
    """The bad example of each rule, checked once for all tests."""
    rule: str = request.param
    root = tmp_path_factory.mktemp("bad")
    with pytest.MonkeyPatch.context() as patch:
        if rule == PAGE_TIMEOUT.name:
            patch.setattr("policysite.corpus.reader.TIME_LIMIT_SECONDS", 0.3)
        if rule == SITE_TIMEOUT.name:
            end_every_limit(patch)
        if rule in (SITE_URL_DIFFERS.name, "site-url-overridden"):
            patch.setenv("SITE_URL", "https://policy.example/")
        found = findings(EXAMPLES[rule], root)
    yield Bad(rule, root, found)
    shutil.rmtree(root)


def test_it_has_the_findings_that_it_states(bad: Bad) -> None:
    example = EXAMPLES[bad.rule]
    found = sorted(f"{each.path}:{each.line}:{each.column} {each.rule}" for each in bad.found)
    assert found == sorted(example.expect)
    shown = shown_params(bad.rule, bad.found)
    assert shown.keys() == example.params.keys()
    # (All labels are counted, and there will be more.)
    assert bad.rule in (*SEVERAL, "labels-missing") or shown == example.params
    assert {each.severity for each in bad.found if each.rule == bad.rule} == {RULES[bad.rule].severity}


def test_a_printed_line_causes_no_other_finding_and_fits_the_printed_approvals(bad: Bad, tmp_path: Path) -> None:
    rules = {each.rule for each in bad.found}
    if rules & APPROVING or any(map(printed_line, bad.found)):
        root = bad.copied(tmp_path)
        followed = [each for each in bad.found if each.rule not in FOLLOWED_BY_A_RELEASE]
        released_site.follow(followed, root, is_typo=False)
        known = rules | FOLLOWED_BY_A_RELEASE
        if all(each.severity is Severity.WARNING for each in bad.found):  # the text is approved as it is
            known |= APPROVING
        elif bad.rule not in APPROVING:
            known -= APPROVING
        assert [each for each in errors(root) if each.rule not in known] == []


@pytest.mark.parametrize(
    "bad", [rule for rule in EXAMPLES if "{exceptions}" in ENGLISH.rules[rule]["fix"]], indirect=True
)
def test_an_entry_as_a_fix_says_it_suppresses_the_finding(bad: Bad, tmp_path: Path) -> None:
    root = bad.copied(tmp_path)
    (finding,) = (each for each in bad.found if each.rule == bad.rule)
    for language in available_locales():
        advice = messages_in(language).fix(bad.rule, finding.params)
        fields = dict(re.findall(r"(rule|where): ([\w./-]+)", advice))
        put(root / finding.params["exceptions"], json.dumps([fields | {"reason": "It is wanted."}]))
        assert bad.rule not in {each.rule for each in released_site.findings(root)}


# The rules whose fixes give a line to copy.
COPIED = [
    rule
    for rule in EXAMPLES
    if rule not in SEVERAL and any(map(is_copied_line, ENGLISH.rules[rule]["fix"].split("\n")))
]


@pytest.mark.parametrize("bad", COPIED, indirect=True)
def test_what_a_fix_gives_to_copy_ends_the_finding(bad: Bad, tmp_path: Path) -> None:
    before = sorted(of_rule(bad.rule, bad.found), reverse=True)  # lines are added above others
    assert before
    # (Most rules give the same in every language.)
    for number, texts in enumerate(
        {tuple(given(each, language) for each in before) for language in available_locales()}
    ):
        root = bad.copied(tmp_path / str(number))
        for finding, text in zip(before, texts, strict=True):
            follow(finding, text, root)
        assert of_rule(bad.rule, released_site.findings(root)) == []


def of_rule(rule: str, found: Iterable[Finding]) -> list[Finding]:
    """Return the findings of a rule that give something to copy."""
    return [
        each
        for each in found
        if each.rule == rule and any(is_copied for _, is_copied in ENGLISH.fix_lines(rule, each.params))
    ]


def given(finding: Finding, language: str) -> str:
    """Return what the fix of a finding gives to copy."""
    parts = messages_in(language).fix_parts(finding.rule, finding.params)
    return next(text for text, is_copied in parts if is_copied)


def follow(finding: Finding, line: str, root: Path) -> None:
    """Put a line where its finding says: a heading or a key instead of the line itself, an approval into its file."""
    path = root / finding.params.get("file", finding.path)
    lines = path.read_text(encoding="utf-8").split("\n")
    if "file" in finding.params:
        lines.append(line)
    elif len(finding.advised) > 1:
        written = (finding.advised.get(number, text) for number, text in enumerate(lines, start=1))
        lines = [text for text in written if text is not None]
    elif finding.rule == "h1-missing" and not lines[finding.line].startswith("#"):
        lines.insert(finding.line, f"{line}\n")
    elif finding.rule == "h1-missing":
        lines[finding.line] = line
    else:
        lines[finding.line - 1] = line
    path.write_text("\n".join(lines), encoding="utf-8")
