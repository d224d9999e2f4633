"""Every rule has an example with exactly the findings that it states, and a near miss without any."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from policysite.config.rules import SITE_URL_DIFFERS
from policysite.corpus.time_limit import PAGE_TIMEOUT, SITE_TIMEOUT
from policysite.findings import Finding, Severity
from policysite.lint.runner import check
from policysite.messages import available_locales, is_copied_line, messages_in
from policysite.rulebook.book import explained, listed
from policysite.rulebook.catalogue import RULES
from policysite.rulebook.examples import FAILURES, CheckName, examples

from tests.example_site import TODAY, findings, settings, shown_params
from tests.processor_time import end_every_limit
from tests.project import put
from tests.rules import findings_in

LINT = [rule for rule, both in examples().items() if both.check is CheckName.LINT]
# The rules whose fixes give several lines: `test_faulty_changes.py` and `test_usual_changes.py` follow these.
SEVERAL = ("version-removed", "version-text-changed", "version-without-history")
# The rules whose fixes give a line to copy.
COPIED = [
    rule
    for rule in LINT
    if rule not in SEVERAL and any(map(is_copied_line, messages_in("en").rules[rule]["fix"].split("\n")))
]


@pytest.mark.parametrize("rule", LINT)
def test_the_bad_example_has_the_findings_that_it_states(
    rule: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if rule == PAGE_TIMEOUT.name:
        monkeypatch.setattr("policysite.corpus.reader.TIME_LIMIT_SECONDS", 0.3)
    if rule == SITE_TIMEOUT.name:
        end_every_limit(monkeypatch)
    if rule == SITE_URL_DIFFERS.name:
        monkeypatch.setenv("SITE_URL", "https://policy.example/")
    example = examples()[rule].bad
    found = findings(example, tmp_path)
    assert sorted(f"{each.path}:{each.line}:{each.column} {each.rule}" for each in found) == sorted(example.expect)
    shown = shown_params(rule, found)
    assert shown.keys() == example.params.keys()
    # (All labels are counted, and there will be more.)
    assert rule in (*SEVERAL, "labels-missing") or shown == example.params
    assert {each.severity for each in found if each.rule == rule} == {RULES[rule].severity}


@pytest.mark.parametrize("language", available_locales())
@pytest.mark.parametrize("rule", [rule for rule in LINT if "{exceptions}" in messages_in("en").rules[rule]["fix"]])
def test_an_entry_as_a_fix_says_it_suppresses_the_finding(rule: str, language: str, tmp_path: Path) -> None:
    [finding] = (each for each in findings(examples()[rule].bad, tmp_path) if each.rule == rule)
    advice = messages_in(language).fix(rule, finding.params)
    fields = dict(re.findall(r"(rule|where): ([\w./-]+)", advice))
    put(tmp_path / finding.params["exceptions"], json.dumps([fields | {"reason": "It is wanted."}]))
    assert rule not in {each.rule for each in check(settings(tmp_path), TODAY, RULES).findings}


@pytest.mark.parametrize("language", available_locales())
@pytest.mark.parametrize("rule", COPIED)
def test_what_a_fix_gives_to_copy_ends_the_finding(rule: str, language: str, tmp_path: Path) -> None:
    before = of_rule(rule, findings(examples()[rule].bad, tmp_path))
    assert before
    for finding in sorted(before, reverse=True):  # lines are added above others
        parts = messages_in(language).fix_parts(rule, finding.params)
        follow(finding, next(text for text, is_copied in parts if is_copied), tmp_path)
    assert of_rule(rule, check(settings(tmp_path), TODAY, RULES).findings) == []


def of_rule(rule: str, found: Iterable[Finding]) -> list[Finding]:
    """Return the findings of a rule that give something to copy."""
    texts = messages_in("en")
    return [
        each
        for each in found
        if each.rule == rule and any(is_copied for _, is_copied in texts.fix_lines(rule, each.params))
    ]


def follow(finding: Finding, line: str, root: Path) -> None:
    """Put a line where its finding says: a heading or a key instead of the line itself, an approval into its file."""
    path = root / finding.params.get("file", finding.path)
    lines = path.read_text(encoding="utf-8").split("\n")
    if "file" in finding.params:
        lines.append(line)
    elif finding.rule == "h1-missing" and not lines[finding.line].startswith("#"):
        lines.insert(finding.line, f"{line}\n")
    elif finding.rule == "h1-missing":
        lines[finding.line] = line
    else:
        lines[finding.line - 1] = line
    path.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize("rule", LINT)
def test_the_good_example_has_no_findings(rule: str, tmp_path: Path) -> None:
    good = examples()[rule].good
    assert findings(good, tmp_path) == []
    # What a hint would find is silent there, as everything is approved.
    assert not RULES[rule].hint or list(findings_in(settings(tmp_path), rule)) == []


def test_every_rule_has_examples_and_messages_in_every_language() -> None:
    assert RULES.keys() == examples().keys()
    for language in available_locales():
        rules = messages_in(language).rules
        assert rules.keys() == RULES.keys()
        for rule in rules.values():
            assert rule.keys() >= {"message", "fix", "why"}
            more = rule.keys() - {"message", "fix", "why", "note"}
            for name in more:
                parts = name.removeprefix("fix_without_").split("_and_")
                assert all(f"{{{part}}}" in rule["fix"] for part in parts)


def test_the_examples_of_a_rule_are_in_the_file_of_its_family() -> None:
    families = {name: rule.family for name, rule in RULES.items()}
    assert {name: example.family for name, example in examples().items()} == families


@pytest.mark.parametrize("language", available_locales())
def test_every_rule_is_explained(language: str) -> None:
    messages = messages_in(language)
    for name, rule in RULES.items():
        shown = explained(name, messages)
        suppressible = messages.text("suppressible" if rule.suppressible else "not_suppressible")
        properties = f"{rule.severity}, {messages.text(f'scope_{rule.scope}')}, {suppressible}"
        assert shown.startswith((f"{name}: {properties}\n", f"{name}: {properties}, "))
        assert (messages.text("hint") in shown.split("\n")[0]) == rule.hint
        assert messages.rules[name]["why"] in shown
        for text in examples()[name].good.texts.values():
            assert text.strip("\n").split("\n")[0] in shown


def test_rules_are_listed_with_their_severity_and_scope() -> None:
    lines = [line.split() for line in listed(messages_in("en")).splitlines() if line.startswith("  ")]
    assert sorted(line[:3] for line in lines) == sorted(
        [rule.name, str(rule.severity), str(rule.scope)] for rule in RULES.values()
    )


def test_the_list_shows_the_severities_that_a_site_has_chosen() -> None:
    chosen = {"spelling": None, "quotes-wrong": Severity.ERROR, "url-unsafe": None, "alphabets-mixed": Severity.WARNING}
    lines = {
        line.split()[0]: line.split()[1] for line in listed(messages_in("en"), chosen).splitlines() if "  " in line
    }
    assert [lines[name] for name in chosen] == ["off", "error", "error", "error"]


def test_a_site_cannot_switch_off_what_protects_its_readers() -> None:
    families = {"contacts", "svg", "translations", "suppressions"}
    protecting = [rule for rule in RULES.values() if rule.family in families and rule.name != "period-outdated"]
    protecting += [
        RULES[name]
        for name in ("alphabets-mixed", "bidi-character", "raw-html", "url-unsafe", "url-disguised", "file-changed")
    ]
    assert [rule.name for rule in protecting if rule.adjustable] == []


def test_a_rule_that_needs_data_names_the_languages_that_it_can_judge() -> None:
    line = next(line for line in listed(messages_in("en")).splitlines() if line.strip().startswith("yo-missing "))
    assert line.endswith("(languages: ru)")


def test_the_answers_of_other_sites_are_explained() -> None:
    messages = messages_in("en")
    shown = set()
    for name, both in examples().items():
        for url, answer in both.bad.answers.items():
            failure = FAILURES.get(answer)
            text = messages.text(failure) if failure else messages.text("example_answer", answer=answer)
            assert f"  {url}\n    │ {text}" in explained(name, messages)
            shown.add(failure)
    assert shown >= {*FAILURES.values()}


def test_a_missing_file_is_explained() -> None:
    messages = messages_in("en")
    expected = f"  site/assets/scheme.svg\n    │ {messages.text('example_without')}\n"
    assert expected in explained("file-missing", messages)
