"""Front matter: the params between two lines `---` at the top of a page.

The delimiters are those of MkDocs, which prints a block that it cannot read as body text; here that is a finding.
"""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from policysite.corpus import digest, yaml_nodes
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
_NAMES_VERSION = re.compile("^version *:", re.MULTILINE)
# How days are written elsewhere: 1.2.2027.
_OTHER_DAY = re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})")
_VERSION = re.compile(r"[0-9]+(\.[0-9]+)*")
# A key with a value in quotation marks that the line does not close.
_OPENED = re.compile(r"""[\w-]+:[ \t]+(?:"(?:[^"\\]|\\.)*+|'(?:[^']|'')*+)""")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What YAML calls a text and a time.
_TEXT, _TIME = "tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp"


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
    except yaml_nodes.BrokenError as error:
        written = block.split("\n")
        line = _unclosed(written[: error.line + 1], error.line)
        text = written[line].strip()[:_SHOWN]
        params = FrontMatter("", "", version_invalid=_NAMES_VERSION.search(block) is not None)
        return params, [Finding(path, line + 2, 1, "front-matter-broken", {"text": text})]
    values = {key: _value(node) for key, (_, node) in lines.items()}
    findings = list(_faults(values, {key: line for key, (line, _) in lines.items()}, path))
    faulty = {finding.params["key"] for finding in findings}
    sound: dict[str, Any] = {key: value for key, value in values.items() if key in _EXAMPLES and key not in faulty}
    params = FrontMatter(
        sound.get("title", ""),
        sound.get("description", ""),
        sound.get("version"),
        sound.get("effective_date"),
        version_invalid=any(key in values and key in faulty for key in _TOGETHER),
    )
    return params, findings


def _unclosed(lines: list[str], broken: int) -> int:
    """The line, from 0, whose value opens a quotation mark and does not close it, though the next line has a key.

    YAML takes all up to the next mark for the value, and breaks only there.
    """
    for number, line in enumerate(lines):
        follows = lines[number + 1] if number + 1 < len(lines) else ""
        if _OPENED.fullmatch(line) and not follows.startswith((" ", "\t")):
            return number
    return broken


def _lines(block: str) -> dict[str, tuple[int, yaml.Node]]:
    """The value of each key, unread, and its line in the file, from 1: the block begins in the second."""
    root = yaml_nodes.compose(block)
    if not isinstance(root, yaml.MappingNode):
        raise yaml_nodes.BrokenError(root.start_mark.line if root else 0)
    lines: dict[str, tuple[int, yaml.Node]] = {}
    for key, value in root.value:
        if key.tag != _TEXT or key.value in lines:
            raise yaml_nodes.BrokenError(key.start_mark.line)
        lines[key.value] = (key.start_mark.line + 2, value)
    return lines


def _value(node: yaml.Node) -> str | datetime.date | _Unfit:
    """The text or the day that a node means."""
    if not isinstance(node, yaml.ScalarNode):
        return _Unfit("—")
    if node.tag == _TEXT:
        return str(node.value)
    if node.tag == _TIME and _DAY.fullmatch(node.value):
        with contextlib.suppress(ValueError):
            return datetime.date.fromisoformat(node.value)
    return _Unfit(node.value or "—")


class _Unfit(str):
    """What is written where neither a text nor a day is meant, such as a number, or 2026-02-30."""


def _faults(values: Mapping[str, object], lines: Mapping[str, int], path: str) -> Iterator[Finding]:
    needed = _REQUIRED + (_TOGETHER if any(key in values for key in _TOGETHER) else ())
    for key in needed:
        if key not in values:
            yield Finding(path, 1, 1, "front-matter-incomplete", {"key": key})
    for key, value in values.items():
        if key not in _EXAMPLES:
            params = {"key": key, "known": ", ".join(_EXAMPLES)}
            yield Finding(path, lines[key], 1, "front-matter-unknown", params)
        elif not _fits(key, value):
            params = {"key": key, "value": str(value)[:_SHOWN], "example": _example(key, str(value))}
            yield Finding(path, lines[key], 1, "front-matter-value-invalid", params)
        elif key in _REQUIRED and (sign := _SIGNS.search(str(value))):
            yield Finding(path, lines[key], 1, "front-matter-character", {"key": key, "sign": sign[0]})


def _example(key: str, value: str) -> str:
    """How the value of a key is written, with what is meant where that is plain."""
    if key == "version" and _VERSION.fullmatch(value):
        return f'version: "{value}"'
    if key == "effective_date" and (match := _OTHER_DAY.fullmatch(value)):
        return f"effective_date: {match['year']}-{int(match['month']):02}-{int(match['day']):02}"
    return _EXAMPLES[key]


def _fits(key: str, value: object) -> bool:
    if isinstance(value, _Unfit):
        return False
    if key == "effective_date":
        return type(value) is datetime.date
    if key == "version":
        return isinstance(value, str) and _VERSION.fullmatch(value) is not None
    return isinstance(value, str) and digest.normalised(value) != "" and "\n" not in value
