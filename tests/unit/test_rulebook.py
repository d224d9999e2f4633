"""Every finding that there can be has an example of what is found and a near miss that is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from policysite.lint import rumdl
from policysite.lint.catalogue import RULES
from policysite.lint.rule import Scope
from policysite.messages import available_locales, messages_in
from policysite.rulebook.examples import SILENCES, Check, examples, explained

from tests.example_site import findings

# The rules in whose bad example another site gives no answer at all, and why it does not.
SILENT = {
    rule: answer for rule, both in examples().items() for answer in both.bad.answers.values() if answer in SILENCES
}
LINT = [rule for rule, both in examples().items() if both.check is Check.LINT]


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """What no parser comes to an end with need not be waited for that long here."""
    monkeypatch.setattr("policysite.corpus.reader.TIME_LIMIT_SECONDS", 0.3)


@pytest.mark.parametrize("rule", LINT)
def test_a_rule_finds_its_bad_example(rule: str, tmp_path: Path) -> None:
    found = findings(examples()[rule].bad, tmp_path)
    assert rule in {finding.rule for finding in found}, found


@pytest.mark.parametrize("rule", LINT)
def test_nothing_is_found_in_its_good_example(rule: str, tmp_path: Path) -> None:
    assert findings(examples()[rule].good, tmp_path) == []


@pytest.mark.parametrize("rule", [rule.name for rule in RULES if rule.scope is Scope.PAGE] + sorted(rumdl.NAMES))
def test_a_rule_of_pages_finds_its_bad_example_in_each_language_that_it_is_given_in(rule: str, tmp_path: Path) -> None:
    example = examples()[rule].bad
    found = {finding.path.split("/")[1] for finding in findings(example, tmp_path) if finding.rule == rule}
    assert found == set(example.texts)


@pytest.mark.parametrize("language", available_locales())
@pytest.mark.parametrize("rule", examples())
def test_every_rule_is_explained(rule: str, language: str) -> None:
    messages = messages_in(language)
    shown = explained(rule, messages)
    assert shown.startswith(f"{rule}: ")
    assert messages.rules[rule]["why"] in shown
    for text in examples()[rule].good.texts.values():
        assert text.strip("\n").split("\n")[0] in shown


@pytest.mark.parametrize("language", available_locales())
def test_what_other_sites_answer_is_explained(language: str) -> None:
    messages = messages_in(language)
    moved = "301 https://law.example/acts/152"
    for rule, answer in (("link-moved", moved), *((rule, None) for rule in SILENT)):
        shown = explained(rule, messages)
        said = messages.text("example_answer", answer=answer) if answer else messages.text(SILENCES[SILENT[rule]])
        assert f"\n    │ {said}\n" in shown
        assert all(f"  {address}\n" in shown for address in examples()[rule].bad.answers)


def test_every_silence_has_an_example() -> None:
    assert set(SILENT.values()) == SILENCES.keys()


@pytest.mark.parametrize("language", available_locales())
def test_what_happens_to_the_built_site_is_explained(language: str) -> None:
    messages = messages_in(language)
    shown = explained("file-missing", messages)
    assert f"  site/assets/scheme.svg\n    │ {messages.text('example_without')}\n" in shown


def test_every_rule_has_examples_and_words_in_every_language() -> None:
    for language in available_locales():
        rules = messages_in(language).rules
        assert {rule.name for rule in RULES} <= rules.keys()
        assert set(rules) == set(examples())
        assert all(rule.keys() == {"message", "fix", "why"} for rule in rules.values())
