"""The pages of the rule book: the list of all rules, and the explanation of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from textwrap import indent
from types import MappingProxyType

import yaml

from policysite.corpus.suggestions import similar_names
from policysite.errors import ToolError
from policysite.findings import NOTHING, Severity
from policysite.findings.rule import Rule
from policysite.lint.rule import LintRule
from policysite.messages import KnownParams, Messages
from policysite.rulebook.catalogue import RULES
from policysite.rulebook.examples import FAILURES, Example, examples


def listed(messages: Messages, chosen: Mapping[str, Severity | None] = MappingProxyType({})) -> str:
    """Return all rules, family by family, each with the severity chosen by the site, its scope and its message."""
    rules = sorted(RULES.values(), key=lambda rule: rule.family)
    severities = {rule.name: _severity(rule, chosen) for rule in rules}
    name_width, severity_width, scope_width = (
        max(map(len, column)) for column in (severities, severities.values(), (rule.scope for rule in rules))
    )
    lines: list[str] = []
    for family, members in groupby(rules, key=lambda rule: rule.family):
        lines += ["", f"{family}:"]
        for rule in members:
            notes = _notes(rule, messages)
            note = f" ({'; '.join(notes)})" if notes else ""
            columns = (
                f"{rule.name:<{name_width}}  {severities[rule.name]:<{severity_width}}  {rule.scope:<{scope_width}}"
            )
            lines.append(f"  {columns}  {messages.message(rule.name)}{note}")
    return "\n".join(lines).strip("\n")


def explained(name: str, messages: Messages) -> str:
    """Return what a rule finds, why it exists, how to fix its findings, and its examples.

    Raises:
        ToolError: there is no such rule.
    """
    if name not in RULES:
        raise ToolError("no_rule", rule=name, suggestions=similar_names(name, tuple(sorted(RULES))))
    rule = RULES[name]
    suppressible = [messages.text("suppressible")] if rule.suppressible else []
    properties = [str(rule.severity), messages.text(f"scope_{rule.scope}"), *suppressible, *_notes(rule, messages)]
    parts = [f"{name}: {', '.join(properties)}"]
    params = KnownParams(examples()[name].bad.params)
    for heading, text in (
        ("explain_message", messages.message(name, params)),
        ("explain_why", messages.rules[name]["why"]),
        ("explain_fix", messages.fix(name, params)),
    ):
        parts.append(f"{messages.text(heading)}\n{indent(text, '  ')}")
    for heading, example in (("example_bad", examples()[name].bad), ("example_good", examples()[name].good)):
        parts.append(messages.text(heading))
        parts += [_indented(title, text) for title, text in _files(example, messages)]
    return "\n\n".join(parts)


def _severity(rule: Rule, chosen: Mapping[str, Severity | None]) -> str:
    """Return the severity of a rule in a site, as its configuration names it."""
    severity = chosen.get(rule.name, rule.severity) if rule.adjustable else rule.severity
    return "off" if severity is None else str(severity)


def _notes(rule: Rule, messages: Messages) -> list[str]:
    """Return what is unusual about a rule."""
    languages = rule.languages if isinstance(rule, LintRule) else None
    return [
        *([] if rule.suppressible else [messages.text("not_suppressible")]),
        *([messages.text("always_on")] if rule.always_on else []),
        *([messages.text("hint")] if rule.hint else []),
        *([] if languages is None else [messages.text("rule_languages", languages=", ".join(languages) or NOTHING)]),
    ]


def _files(example: Example, messages: Messages) -> Iterator[tuple[str, str]]:
    """Yield the title and text of each file of an example."""
    for language, text in example.texts.items():
        if example.approved and example.approved.get(language, text) != text:
            yield f"{language}, {messages.text('example_approved')}", example.approved[language]
        times = example.repeat.get(language, 1)
        yield language if times == 1 else f"{language}, × {times}", text
    for path, text in example.formerly.items():
        yield f"{path}, {messages.text('example_formerly')}", text
    for path, text in example.published.items():
        yield f"{path}, {messages.text('example_published')}", text
    if example.shallow:
        yield ".git/shallow", messages.text("example_shallow")
    yield from ((path, text) for path, text in example.files.items() if path not in example.without)
    for path, content in example.bytes.items():
        yield path, messages.text("example_bytes", bytes=content)
    for path, target in example.symlinks.items():
        yield path, messages.text("example_link", target=target)
    for path in example.without:
        yield path, messages.text("example_without")
    if example.settings:
        yield "mkdocs.yml", yaml.safe_dump({"plugins": [{"policy": dict(example.settings)}]}, allow_unicode=True)
    if example.extensions:
        yield "mkdocs.yml", yaml.safe_dump({"markdown_extensions": list(example.extensions)}, allow_unicode=True)
    for url, answer in example.answers.items():
        failure = FAILURES.get(answer)
        yield url, messages.text(failure) if failure else messages.text("example_answer", answer=answer)


def _indented(title: str, text: str) -> str:
    lines = "\n".join(f"    │ {line}".rstrip() for line in text.rstrip("\n").split("\n"))
    return f"  {title}\n{lines}"
