from __future__ import annotations

import ast
import re
import string

import pytest
from policysite.findings import Finding, Severity
from policysite.findings.text import as_text
from policysite.lint.registry import RULES
from policysite.words import UnknownLanguageError, spoken, spoken_here, words

from tests.project import ROOT


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_every_language_says_the_same_things() -> None:
    first, *others = [words(language) for language in spoken()]
    assert others
    for other in others:
        assert first.lexicon.keys() == other.lexicon.keys()
        assert first.rules.keys() == other.rules.keys()
        for own, theirs in ((first.page, other.page), (first.tool, other.tool)):
            assert own.keys() == theirs.keys()
            for name, text in own.items():
                assert placeholders(text) == placeholders(theirs[name]), name
        for rule, phrase in first.rules.items():
            assert phrase.keys() == other.rules[rule].keys()
            for part in ("message", "mend"):
                assert placeholders(phrase[part]) == placeholders(other.rules[rule][part]), rule


def test_every_rule_that_the_code_names_has_words_and_every_word_a_use() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "scripts/policysite").rglob("*.py"))
    templates = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "overrides").rglob("*.html"))
    literals = {node.value for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant)}
    speak = words(spoken()[0])
    assert set(speak.rules) <= literals | {rule.name for rule in RULES}
    used_in_templates = set(re.findall(r"\bwords\.(?:page\.)?(\w+)", templates)) - {"page"}
    assert set(speak.page) <= literals | used_in_templates
    assert used_in_templates <= set(speak.page)


def test_a_language_without_words_is_named_with_those_that_have_some() -> None:
    with pytest.raises(UnknownLanguageError, match=r"'xx', only in en, ru"):
        words("xx")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "en_US", "LC_ALL": "ru"}, "ru"),
        ({"LANG": "C.UTF-8"}, "ru"),
        ({"LANG": "de_DE.UTF-8"}, "ru"),
        ({}, "ru"),
    ],
)
def test_the_locale_chooses_the_language_else_the_original_does(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], expected: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert spoken_here("ru").language == expected


def test_findings_are_printed_sorted_with_their_mend() -> None:
    findings = [
        Finding("docs/ru/faq.md", 12, 1, "id-invalid", {"id": "Я"}),
        Finding("docs/ru/faq.md", 2, 1, "id-invalid", {"id": "1"}, Severity.WARNING),
    ]
    assert as_text(findings, words("en")) == (
        "docs/ru/faq.md:2:1: warning[id-invalid] The id “1” cannot be used in a link.\n"
        "    Keep to lower-case Latin letters, digits and hyphens, a letter first.\n"
        "docs/ru/faq.md:12:1: error[id-invalid] The id “Я” cannot be used in a link.\n"
        "    Keep to lower-case Latin letters, digits and hyphens, a letter first."
    )


def test_example_headings_in_messages_show_single_braces() -> None:
    text = as_text([Finding("a.md", 1, 1, "heading-first-missing")], words("en"))
    assert "# Heading { #id }" in text
