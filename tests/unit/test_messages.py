from __future__ import annotations

import argparse
import ast
import functools
import inspect
import re
import string
import tomllib
from collections.abc import Iterator, Mapping

import pytest
from babel import Locale
from policysite.corpus.front_matter import KEYS
from policysite.languages.labels import labels_of
from policysite.messages import NOTHING, available_locales, messages_in
from policysite.rulebook.catalogue import RULES

from tests.project import SCRIPTS

PACKAGE = SCRIPTS / "policysite"


@functools.cache
def code() -> ast.Module:
    """Return all modules of the package as one."""
    return ast.parse("\n".join(path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))))


def calls(*names: str) -> Iterator[ast.Call]:
    """Yield the calls of functions with these names whose first argument is a string."""
    for node in ast.walk(code()):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in names and isinstance(node.args[0].value, str):
                yield node


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def forms(phrase: str | dict[str, str]) -> list[str]:
    """Return the plural forms of a text with a count, or the one form of any other text."""
    return list(phrase.values()) if isinstance(phrase, dict) else [phrase]


@pytest.mark.parametrize("key", KEYS)
def test_every_key_of_front_matter_has_a_name_in_lists_of_changes(key: str) -> None:
    assert f"diff_property_{key}" in messages_in("en").tool


def test_every_language_has_the_same_texts_with_the_same_parameters() -> None:
    first, *others = [messages_in(language) for language in available_locales()]
    assert others
    for other in others:
        assert first.rules.keys() == other.rules.keys()
        assert first.tool.keys() == other.tool.keys()
        assert first.characters.keys() == other.characters.keys()
        for name, phrase in first.tool.items():
            assert isinstance(phrase, dict) == isinstance(other.tool[name], dict), name
            first_form, *other_forms = forms(phrase)
            for form in (*other_forms, *forms(other.tool[name])):
                assert placeholders(form) == placeholders(first_form), name
        for table in ("commands", "options", "values"):
            assert first.arguments[table].keys() == other.arguments[table].keys()
        for rule, parts in first.rules.items():
            assert parts.keys() == other.rules[rule].keys()
            for part in ("message", "fix"):
                assert placeholders(parts[part]) == placeholders(other.rules[rule][part]), rule
            for part in parts.keys() - {"message", "fix", "why"}:
                assert placeholders(parts[part]) == placeholders(other.rules[rule][part]), rule


@pytest.mark.parametrize("language", available_locales())
def test_every_text_with_a_count_has_the_plural_forms_of_its_language(language: str) -> None:
    plural_form = Locale.parse(language, sep="-").plural_form
    needed = {plural_form(count) for count in range(200)}
    counting = {name: phrase for name, phrase in messages_in(language).tool.items() if isinstance(phrase, dict)}
    assert counting
    for name, phrase in counting.items():
        assert phrase.keys() == needed, name
        assert all(placeholders(form) == {"count"} for form in phrase.values()), name


@pytest.mark.parametrize("language", available_locales())
def test_parameters_in_messages_are_plain_names_that_do_not_touch(language: str) -> None:
    # Reports replace parameters by name, so they have neither formats nor conversions.
    for rule, parts in messages_in(language).rules.items():
        for part in ("message", "fix"):
            fields = [field for field in string.Formatter().parse(parts[part]) if field[1] is not None]
            assert all(before for before, *_ in fields[1:]), rule
            assert all(name.isidentifier() and not (spec or conversion) for _, name, spec, conversion in fields), rule


def test_every_rule_is_declared_once_and_has_messages_in_the_file_of_its_family() -> None:
    families = {}
    for language in available_locales():
        for file in sorted((PACKAGE / "messages" / language / "rules").iterdir()):
            for name in tomllib.loads(file.read_text(encoding="utf-8")):
                assert families.setdefault(name, file.stem) == file.stem
    assert {name: rule.family for name, rule in RULES.items()} == families
    declared = [node.args[0].value for node in calls("Rule", "_rule")]
    assert len(declared) == len(set(declared))


def test_every_text_exists_and_is_used() -> None:
    messages = messages_in(available_locales()[0])
    literals = {node.value for node in ast.walk(code()) if isinstance(node, ast.Constant)}
    prefixes = tuple(
        node.values[0].value
        for node in ast.walk(code())
        if isinstance(node, ast.JoinedStr)
        and isinstance(node.values[0], ast.Constant)
        and node.values[0].value.endswith("_")
    )
    literals |= {rule["note"] for rule in messages.rules.values() if "note" in rule}
    templates = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.html"))
    literals |= set(re.findall(r'messages\.(?:text|plural)\("(\w+)"[,)]', templates))
    asked = {node.args[0].value for node in calls("text", "plural", "ToolError", "ConfigError")}
    assert asked <= messages.tool.keys()
    assert [name for name in messages.tool if name not in literals and not name.startswith(prefixes)] == []
    labels = set(re.findall(r"\blabels\.(\w+)", templates))
    assert labels <= labels_of("en").keys()
    unused = [name for name in labels_of("en") if name not in literals | labels and not name.startswith(prefixes)]
    assert unused == []


@pytest.mark.parametrize("language", available_locales())
def test_the_texts_of_argparse_have_the_placeholders_of_the_original(language: str) -> None:
    texts = messages_in(language).arguments["argparse"]
    source = inspect.getsource(argparse)
    for original, text in texts.items():
        assert repr(original)[1:-1] in source or original in source
        assert re.findall("%[rs]", text) == re.findall("%[rs]", original)
        assert set(re.findall(r"%\(\w+\)", text)) <= set(re.findall(r"%\(\w+\)", original))


@pytest.mark.parametrize(
    ("code_point", "named"),
    [
        ("U+00A0", {"en": "no-break space (U+00A0)", "ru": "неразрывный пробел (U+00A0)"}),
        ("U+0009", {"en": "tab (U+0009)", "ru": "табуляция (U+0009)"}),
        ("U+00AD", {"en": "soft hyphen (U+00AD)", "ru": "мягкий перенос (U+00AD)"}),
        ("U+0336", dict.fromkeys(("en", "ru"), "COMBINING LONG STROKE OVERLAY (U+0336)")),
        ("U+0001", dict.fromkeys(("en", "ru"), "U+0001")),
    ],
)
def test_a_character_is_named_in_the_language_of_the_message(code_point: str, named: Mapping[str, str]) -> None:
    for language, name in named.items():
        assert f": {name}." in messages_in(language).message("invisible-character", {"code_point": code_point})


def test_a_comparison_names_marks_and_nothing_in_words() -> None:
    texts = messages_in("ru")
    params = {"here_mark": "?", "there_mark": NOTHING, "other": "docs/ru/faq.md:1"}
    assert texts.message("end-punctuation-differs", params) == (
        "Знак в конце текста здесь: вопросительный знак, а в docs/ru/faq.md:1: нет."
    )
    params = {"here": NOTHING, **dict.fromkeys(("there", "only_here", "only_there", "other"), "5")}
    assert "здесь — нет" in texts.message("numbers-differ", params)
