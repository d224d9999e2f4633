"""The files in `docs/editorial/` that are lists in YAML. An invalid entry is reported and does not affect others.

A function that returns what a node has raises `InvalidNodeError` if that has another form.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import yaml

from policysite.corpus import subjects
from policysite.corpus.settings import Settings
from policysite.files import yaml_nodes
from policysite.files.yaml_errors import DATE_NONEXISTENT, InvalidYamlError
from policysite.findings import Finding
from policysite.findings.rule import Rule, Scope
from policysite.languages.dates import iso_date

EDITORIAL_ENTRY_INVALID = Rule("editorial-entry-invalid", "editorial", Scope.SITE, suppressible=False)

MAX_BYTES = 200_000
_Entry = TypeVar("_Entry")


class InvalidNodeError(InvalidYamlError):
    """A node does not have the expected form."""

    def __init__(self, node: yaml.Node, rule: Rule = EDITORIAL_ENTRY_INVALID, **params: str) -> None:
        super().__init__(node.start_mark.line, 0, rule, **params)


def read(
    settings: Settings, name: str, parse: Callable[[yaml.Node, str], _Entry]
) -> tuple[list[_Entry], list[Finding]]:
    """Return the entries of a file in `docs/editorial/` and the findings in it; a missing file has no entries.

    `parse` makes an entry of its node and the path of the file, or raises `InvalidNodeError`.
    """
    file = settings.editorial(name)
    path = settings.relative_path(file)
    root = yaml_nodes.read_edited(file, path, MAX_BYTES)
    if isinstance(root, list):
        return [], [replace(each, breaks=frozenset({name})) for each in root]
    return entries(root, path, name, parse)


def entries(
    root: yaml.Node | None, path: str, name: str, parse: Callable[[yaml.Node, str], _Entry]
) -> tuple[list[_Entry], list[Finding]]:
    """Return the entries of a list, and the findings in it: see `read`."""
    if root is not None and not isinstance(root, yaml.SequenceNode):
        return [], [EDITORIAL_ENTRY_INVALID.at(path, breaks=[name])]
    found: list[_Entry] = []
    findings: list[Finding] = []
    for node in root.value if root else ():
        try:
            found.append(parse(node, path))
        except InvalidNodeError as error:
            # Every entry with one of its values is unknown.
            values = (value.value for _, value in node.value) if isinstance(node, yaml.MappingNode) else ()
            findings.append(error.finding(path, breaks=(subjects.entry(name, str(value)) for value in values)))
    return found, findings


def fields(
    node: yaml.Node, required: set[str], optional: frozenset[str] | set[str] = frozenset()
) -> dict[str, yaml.Node]:
    """Return the values of a mapping that has these keys and no others."""
    found = mapping(node)
    if not required <= found.keys() <= required | optional:
        raise InvalidNodeError(node)
    return found


def mapping(node: yaml.Node) -> dict[str, yaml.Node]:
    """Return the values of a mapping by their keys, which are different texts."""
    if not isinstance(node, yaml.MappingNode):
        raise InvalidNodeError(node)
    found = {text(key): value for key, value in node.value}
    if len(found) < len(node.value):
        raise InvalidNodeError(node)
    return found


def text(node: yaml.Node) -> str:
    """Return a text that is not empty."""
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        raise InvalidNodeError(node)
    return str(node.value).strip()


def texts(node: yaml.Node | None) -> tuple[str, ...]:
    """Return the texts of a list; an empty tuple without a list."""
    if node is None:
        return ()
    if not isinstance(node, yaml.SequenceNode):
        raise InvalidNodeError(node)
    return tuple(text(item) for item in node.value)


def last_line(node: yaml.Node) -> int:
    """Return the line in which a node ends, from 1."""
    # (The end mark of a block is at the text that follows it.)
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        parts = (part for item in node.value for part in (item if isinstance(item, tuple) else (item,)))
        return max(map(last_line, parts), default=node.start_mark.line + 1)
    return int(node.end_mark.line) + 1


def date(node: yaml.Node) -> datetime.date:
    """Return a date that exists, written as 2027-12-31."""
    written = text(node)
    try:
        found = iso_date(written)
    except ValueError as error:
        raise InvalidNodeError(node, DATE_NONEXISTENT, date=written) from error
    if found is None:
        raise InvalidNodeError(node)
    return found
