"""Front matter: the facts between two lines `---` at the top of a page.

The delimiters are those of MkDocs, which prints a block that it cannot read as body text; here that is a finding.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from policysite.corpus.model import FrontMatter
from policysite.findings import Finding

_BLOCK = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*(?:\n|\Z)", re.DOTALL)

_EXAMPLES = {
    "title": "title: Privacy policy",
    "description": "description: What data we hold and why.",
    "version": 'version: "1.0"',
    "effective_date": "effective_date: 2026-11-22",
}
_REQUIRED = ("title", "description")
_TOGETHER = ("version", "effective_date")


def split(text: str) -> tuple[str | None, str, int]:
    """A page's text as (front matter without its delimiters or None, body, the body's first line from 1)."""
    match = _BLOCK.match(text)
    if match is None:
        return None, text, 1
    return match[1], text[match.end() :], text.count("\n", 0, match.end()) + 1


def read(block: str | None, path: str) -> tuple[FrontMatter, list[Finding]]:
    """The front matter of a page and what is wrong with it.

    What is at fault is left empty, so that the rest of the page can be checked all the same.

    Args:
        block: the text between the delimiters, or None where the page has none.
        path: the page's file, for the findings.
    """
    if block is None:
        return FrontMatter("", ""), [Finding(path, 1, 1, "front-matter-missing")]
    try:
        lines = _key_lines(yaml.compose(block, yaml.SafeLoader))
        values = yaml.safe_load(block)
    except yaml.YAMLError as error:
        line, reason = _where_and_why(error)
        return FrontMatter("", ""), [Finding(path, line + 2, 1, "front-matter-broken", {"reason": reason})]
    findings = list(_faults(values, lines, path))
    faulty = {finding.facts["key"] for finding in findings}
    sound = {key: value for key, value in values.items() if key in _EXAMPLES and key not in faulty}
    facts = FrontMatter(
        sound.get("title", ""), sound.get("description", ""), sound.get("version"), sound.get("effective_date")
    )
    return facts, findings


def _key_lines(node: yaml.Node | None) -> dict[str, int]:
    """Where each key stands, as the file's lines from 1: the block begins in the second."""
    if not isinstance(node, yaml.MappingNode):
        mark = None if node is None else node.start_mark
        raise yaml.MarkedYAMLError(problem="expected lines of the form “key: value”", problem_mark=mark)
    lines: dict[str, int] = {}
    for key, _ in node.value:
        if key.value in lines:
            raise yaml.MarkedYAMLError(problem=f"“{key.value}” stands there twice", problem_mark=key.start_mark)
        lines[key.value] = key.start_mark.line + 2
    return lines


def _where_and_why(error: yaml.YAMLError) -> tuple[int, str]:
    """The line in the block, from 0, and the reason, on one line."""
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        return (mark.line if mark else 0), error.problem or error.context or "not YAML"
    return 0, str(error).splitlines()[0]


def _faults(values: Mapping[str, Any], lines: Mapping[str, int], path: str) -> Iterator[Finding]:
    needed = _REQUIRED + (_TOGETHER if any(key in values for key in _TOGETHER) else ())
    for key in needed:
        if key not in values:
            yield Finding(path, 1, 1, "front-matter-incomplete", {"key": key})
    for key, value in values.items():
        if key in _EXAMPLES and not _fits(key, value):
            facts = {"key": key, "value": repr(value), "example": _EXAMPLES[key]}
            yield Finding(path, lines[key], 1, "front-matter-value", facts)


def _fits(key: str, value: object) -> bool:
    if key == "effective_date":
        return type(value) is datetime.date
    return isinstance(value, str) and value.strip() != "" and "\n" not in value
