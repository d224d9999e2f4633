"""The files in `docs/editorial/` that are lists in YAML: their entries, read one by one.

An entry that cannot be read is found, and takes none of the others with it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from typing import TypeVar

import yaml

from policysite.corpus import files, yaml_nodes
from policysite.corpus.settings import Settings
from policysite.findings import Finding

# Bytes that each of the files may have.
_LARGEST = 200_000
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_Entry = TypeVar("_Entry")


class UnfitError(Exception):
    """A node does not have the form that its file is to have; it stands in `line`, from 1."""

    def __init__(self, node: yaml.Node) -> None:
        super().__init__()
        self.line = node.start_mark.line + 1


def read(settings: Settings, name: str, made: Callable[[yaml.Node, str], _Entry]) -> tuple[list[_Entry], list[Finding]]:
    """What the entries of a file say, and what in it cannot be read; a missing file has no entries.

    Args:
        settings: what `mkdocs.yml` says.
        name: the name of the file in the folder that the legal team keeps beside the text.
        made: makes something of the node of an entry and the path of the file; raises `UnfitError`.
    """
    path = settings.editorial(name)
    place = settings.relative_path(path)
    findings: list[Finding] = []
    entries = []
    text = files.read_if_there(path, place, _LARGEST)
    for node in _items(text, place, findings):
        try:
            entries.append(made(node, place))
        except UnfitError as error:
            findings.append(Finding(place, error.line, 1, "editorial-entry-invalid"))
    return entries, findings


def _items(text: str | Finding, place: str, findings: list[Finding]) -> Iterator[yaml.Node]:
    """The items of the list that a text holds."""
    if isinstance(text, Finding):
        findings.append(text)
        return
    try:
        root = yaml_nodes.compose(text)
    except yaml_nodes.BrokenError as error:
        findings.append(Finding(place, error.line + 1, 1, "editorial-entry-invalid"))
        return
    if isinstance(root, yaml.SequenceNode):
        yield from root.value
    elif root is not None:
        findings.append(Finding(place, 1, 1, "editorial-entry-invalid"))


def fields(
    node: yaml.Node, required: set[str], optional: frozenset[str] | set[str] = frozenset()
) -> dict[str, yaml.Node]:
    """The values of a mapping that has just these keys.

    Raises:
        UnfitError: it is none, or has others.
    """
    found = mapping(node)
    if not required <= found.keys() <= required | optional or len(found) < len(node.value):
        raise UnfitError(node)
    return found


def mapping(node: yaml.Node) -> dict[str, yaml.Node]:
    """The values of a mapping, by their keys.

    Raises:
        UnfitError: it is none, or a key is no text.
    """
    if not isinstance(node, yaml.MappingNode):
        raise UnfitError(node)
    return {text(key): value for key, value in node.value}


def text(node: yaml.Node) -> str:
    """A text that says something.

    Raises:
        UnfitError: it is none.
    """
    if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
        raise UnfitError(node)
    return str(node.value).strip()


def texts(node: yaml.Node | None) -> tuple[str, ...]:
    """The texts of a list; none where there is no list.

    Raises:
        UnfitError: it is something else.
    """
    if node is None:
        return ()
    if not isinstance(node, yaml.SequenceNode):
        raise UnfitError(node)
    return tuple(text(item) for item in node.value)


def day(node: yaml.Node | None) -> datetime.date | None:
    """A day, written as 2027-12-31; None where there is nothing.

    Raises:
        UnfitError: it is written otherwise, or the calendar has no such day.
    """
    if node is None:
        return None
    written = text(node)
    if not _DAY.fullmatch(written):
        raise UnfitError(node)
    try:
        return datetime.date.fromisoformat(written)
    except ValueError as error:
        raise UnfitError(node) from error
