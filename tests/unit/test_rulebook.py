"""Every rule has an example with exactly the findings that it states, and a near miss without any."""

from __future__ import annotations

from pathlib import Path

import pytest
from policysite.findings import Severity
from policysite.messages import available_locales, messages_in
from policysite.rulebook.book import explained, listed
from policysite.rulebook.catalogue import RULES
from policysite.rulebook.examples import FAILURES, CheckName, examples

from tests.example_site import findings, settings
from tests.rules import findings_in

LINT = [rule for rule, both in examples().items() if both.check is CheckName.LINT]


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
                others = [rule[each] for each in {"fix", *more} - {name}]
                assert all(any(f"{{{part}}}" in other for other in others) for part in parts)


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
