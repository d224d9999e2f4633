from __future__ import annotations

import ast
import re
import string

import pytest
from babel import Locale
from policysite.lint.catalogue import RULES
from policysite.messages import UnknownLocaleError, available_locales, from_environment, messages_in

from tests.project import ROOT


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def forms(phrase: str | dict[str, str]) -> list[str]:
    """A phrase in its plural forms, which every language has its own of, or the one form of any other phrase."""
    return list(phrase.values()) if isinstance(phrase, dict) else [phrase]


def test_every_language_says_the_same_things() -> None:
    first, *others = [messages_in(language) for language in available_locales()]
    assert others
    for other in others:
        assert first.lexicon.keys() == other.lexicon.keys()
        assert first.rules.keys() == other.rules.keys()
        for own, theirs in ((first.page, other.page), (first.tool, other.tool)):
            assert own.keys() == theirs.keys()
            for name, phrase in own.items():
                assert isinstance(phrase, dict) == isinstance(theirs[name], dict), name
                first_form, *other_forms = forms(phrase)
                for form in (*other_forms, *forms(theirs[name])):
                    assert placeholders(form) == placeholders(first_form), name
        for rule, parts in first.rules.items():
            assert parts.keys() == other.rules[rule].keys()
            for part in ("message", "fix"):
                assert placeholders(parts[part]) == placeholders(other.rules[rule][part]), rule


@pytest.mark.parametrize("language", available_locales())
def test_every_phrase_that_counts_has_the_plural_forms_of_its_language_and_names_the_count(language: str) -> None:
    plural_form = Locale.parse(language, sep="-").plural_form
    needed = {plural_form(count) for count in range(200)}
    counting = {name: phrase for name, phrase in messages_in(language).tool.items() if isinstance(phrase, dict)}
    assert counting
    for name, phrase in counting.items():
        assert phrase.keys() == needed, name
        assert all(placeholders(form) == {"count"} for form in phrase.values()), name


@pytest.mark.parametrize("language", available_locales())
def test_no_phrase_of_a_rule_puts_two_facts_side_by_side(language: str) -> None:
    # Nor may a fact be more than a name: what a report does with params, it does by their names.
    for rule, parts in messages_in(language).rules.items():
        for part in ("message", "fix"):
            fields = [field for field in string.Formatter().parse(parts[part]) if field[1] is not None]
            assert all(before for before, *_ in fields[1:]), rule
            assert all(name.isidentifier() and not (spec or conversion) for _, name, spec, conversion in fields), rule


def test_every_rule_that_the_code_names_has_words_and_every_word_a_use() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "scripts/policysite").rglob("*.py"))
    templates = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "overrides").rglob("*.html"))
    literals = {node.value for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant)}
    messages = messages_in(available_locales()[0])
    assert set(messages.rules) <= literals | {rule.name for rule in RULES}
    used_in_templates = set(re.findall(r"\bwords\.(?:page\.)?(\w+)", templates)) - {"page"}
    assert set(messages.page) <= literals | used_in_templates
    assert used_in_templates <= set(messages.page)


def test_a_language_without_words_is_named_with_those_that_have_some() -> None:
    with pytest.raises(UnknownLocaleError, match=r"'xx', only in en, ru"):
        messages_in("xx")


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
    assert from_environment("ru").language == expected
