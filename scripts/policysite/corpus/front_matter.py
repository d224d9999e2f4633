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
    "title": "title: …",
    "description": "description: …",
    "version": 'version: "1.0"',
    "effective_date": "effective_date: 2026-11-22",
}
_REQUIRED = ("title", "description")
_TOGETHER = ("version", "effective_date")
# What themes print unescaped in the head of a page.
_SIGNS = re.compile('[<>"]')
# Characters of a value that a finding repeats.
_SHOWN = 100
_VERSION = re.compile(r"\d+(\.\d+)*")


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
        lines = _lines(block)
    except _BrokenError as error:
        text = block.splitlines()[error.line].strip() if error.line < block.count("\n") else ""
        return FrontMatter("", ""), [Finding(path, error.line + 2, 1, "front-matter-broken", {"text": text})]
    values = {key: _value(node) for key, (_, node) in lines.items()}
    findings = list(_faults(values, {key: line for key, (line, _) in lines.items()}, path))
    faulty = {finding.facts["key"] for finding in findings}
    sound: dict[str, Any] = {key: value for key, value in values.items() if key in _EXAMPLES and key not in faulty}
    facts = FrontMatter(
        sound.get("title", ""), sound.get("description", ""), sound.get("version"), sound.get("effective_date")
    )
    return facts, findings


class _BrokenError(Exception):
    """The block is not lines of the form `key: value`, each key once; it breaks in `line`, from 0."""

    def __init__(self, mark: yaml.Mark | None) -> None:
        super().__init__()
        self.line = mark.line if mark else 0


def _lines(block: str) -> dict[str, tuple[int, yaml.Node]]:
    """The value of each key, unread, and its line in the file, from 1: the block begins in the second."""
    try:
        root = yaml.compose(block, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise _BrokenError(error.problem_mark or error.context_mark) from error
    except yaml.YAMLError as error:
        raise _BrokenError(None) from error
    if not isinstance(root, yaml.MappingNode):
        raise _BrokenError(root.start_mark if root else None)
    lines: dict[str, tuple[int, yaml.Node]] = {}
    for key, value in root.value:
        if not isinstance(key, yaml.ScalarNode) or key.value in lines:
            raise _BrokenError(key.start_mark)
        lines[key.value] = (key.start_mark.line + 2, value)
    return lines


def _value(node: yaml.Node) -> object:
    """What a node means, or the text of it where it means nothing, such as the date 2026-02-30."""
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_document(node)
    except (yaml.YAMLError, ValueError):
        return _Unreadable(str(node.value))
    finally:
        loader.dispose()


class _Unreadable(str):
    """A text that stands for no value."""


def _faults(values: Mapping[str, object], lines: Mapping[str, int], path: str) -> Iterator[Finding]:
    needed = _REQUIRED + (_TOGETHER if any(key in values for key in _TOGETHER) else ())
    for key in needed:
        if key not in values:
            yield Finding(path, 1, 1, "front-matter-incomplete", {"key": key})
    for key, value in values.items():
        if key not in _EXAMPLES:
            facts = {"key": key, "known": ", ".join(_EXAMPLES)}
            yield Finding(path, lines[key], 1, "front-matter-unknown", facts)
        elif not _fits(key, value):
            shown = str(value) if isinstance(value, str | int | float | datetime.date) else "—"
            facts = {"key": key, "value": shown[:_SHOWN], "example": _EXAMPLES[key]}
            yield Finding(path, lines[key], 1, "front-matter-value", facts)
        elif key in _REQUIRED and (sign := _SIGNS.search(str(value))):
            yield Finding(path, lines[key], 1, "front-matter-sign", {"key": key, "sign": sign[0]})


def _fits(key: str, value: object) -> bool:
    if isinstance(value, _Unreadable):
        return False
    if key == "effective_date":
        return type(value) is datetime.date
    if key == "version":
        return isinstance(value, str) and _VERSION.fullmatch(value) is not None
    return isinstance(value, str) and value.strip() != "" and "\n" not in value
