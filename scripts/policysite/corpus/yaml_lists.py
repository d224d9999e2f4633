"""The files in `docs/editorial/` that are lists in YAML. An invalid entry is reported and does not affect others.

A function that returns what a node has raises `InvalidNodeError` if that has another form.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import yaml

from policysite.corpus import subjects
from policysite.corpus.settings import Settings
from policysite.corpus.suggestions import closest
from policysite.files import yaml_nodes
from policysite.files.yaml_errors import DATE_NONEXISTENT, InvalidYamlError
from policysite.findings import MAX_SHOWN_CHARACTERS, Finding
from policysite.findings.rule import Rule, Scope
from policysite.languages.dates import iso_date, only_date
from policysite.languages.lexicon import LANGUAGES as LANGUAGES_WITH_LEXICON

_rule = functools.partial(Rule, family="editorial", scope=Scope.SITE, suppressible=False)
EDITORIAL_ENTRY_INVALID = _rule("editorial-entry-invalid")
EDITORIAL_NAME_UNKNOWN = _rule("editorial-name-unknown")
EDITORIAL_NAME_REPEATED = _rule("editorial-name-repeated")
EDITORIAL_NAME_MISSING = _rule("editorial-name-missing")
EDITORIAL_TERM_REPEATED = _rule("editorial-term-repeated")
EDITORIAL_FILE_MISNAMED = _rule("editorial-file-misnamed")

MAX_BYTES = 200_000
_Entry = TypeVar("_Entry")


class InvalidNodeError(InvalidYamlError):
    """A node does not have the expected form. The parameter `example` is its text as it should be, if that is clear."""

    def __init__(self, node: yaml.Node, rule: Rule = EDITORIAL_ENTRY_INVALID, example: str = "", **params: Any) -> None:
        begin, end = node.start_mark, node.end_mark
        lines = (begin.buffer or "\0")[:-1].split("\n")
        before, behind = lines[begin.line][: begin.column], lines[end.line][end.column :]
        params["value"] = (_written(node) or lines[begin.line].strip()).partition("\n")[0][:MAX_SHOWN_CHARACTERS]
        params["example"] = example and f"{before}{example}{behind}"
        super().__init__(begin.line, begin.column, rule, **params)


class InvalidEntryError(Exception):
    """Several nodes of an entry do not have the expected form; `errors` has the error of each."""

    def __init__(self, errors: Sequence[InvalidNodeError]) -> None:
        super().__init__()
        self.errors = errors


def read(
    settings: Settings, name: str, parse: Callable[[yaml.Node, str], _Entry]
) -> tuple[list[_Entry], list[Finding]]:
    """Return the entries of a file in `docs/editorial/` and the findings in it; a missing file has no entries.

    `parse` makes an entry of its node and the path of the file, or raises `InvalidNodeError` or `InvalidEntryError`.
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
        item = "- " + _written(root).replace("\n", "\n  ") if isinstance(root, yaml.MappingNode) else ""
        return [], [InvalidNodeError(root, example=item).finding(path, breaks=[name])]
    found: list[_Entry] = []
    findings: list[Finding] = []
    for node in root.value if root else ():
        try:
            found.append(parse(node, path))
        except (InvalidNodeError, InvalidEntryError) as error:
            # Every entry with one of its values is unknown.
            values = (value.value for _, value in node.value) if isinstance(node, yaml.MappingNode) else ()
            breaks = [subjects.entry(name, str(value)) for value in values]
            errors = error.errors if isinstance(error, InvalidEntryError) else [error]
            findings += (each.finding(path, breaks=breaks) for each in errors)
    return found, findings


def fields(node: yaml.Node, required: Sequence[str], optional: Sequence[str] = ()) -> dict[str, yaml.Node]:
    """Return the values of a mapping that has the required names, and no others than these and the optional ones."""
    if isinstance(node, yaml.ScalarNode) and len(required) == 1:
        raise InvalidNodeError(node, example=f"{{ {required[0]}: {_written(node)} }}")
    found = mapping(node)
    missing = [name for name in required if name not in found]
    known = tuple(dict.fromkeys((*required, *optional)))
    unknown = [name for name in found if name not in known]
    for key, _ in node.value:
        if key.value in unknown:
            # (A single unknown name stands for the single missing one: it may be in another language.)
            free = [name for name in known if name not in found]
            intended = missing[0] if len(missing) == len(unknown) == 1 else closest(key.value, free)
            raise InvalidNodeError(key, EDITORIAL_NAME_UNKNOWN, intended, known=", ".join(known))
    if missing:
        raise InvalidNodeError(node, EDITORIAL_NAME_MISSING, names=", ".join(missing))
    return found


def mapping(node: yaml.Node) -> dict[str, yaml.Node]:
    """Return the values of a mapping by their names, which are different texts; there is at least one."""
    if not isinstance(node, yaml.MappingNode) or not node.value:
        raise InvalidNodeError(node)
    found: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if text(key) in found:
            raise InvalidNodeError(key, EDITORIAL_NAME_REPEATED)
        found[text(key)] = value
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
        raise InvalidNodeError(node, example=f"[{_written(node)}]" if isinstance(node, yaml.ScalarNode) else "")
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
        intended = only_date(written, LANGUAGES_WITH_LEXICON)
        raise InvalidNodeError(node, example=intended.isoformat() if intended else "")
    return found


def _written(node: yaml.Node) -> str:
    """Return the text of a node as it is written in the file."""
    return (node.start_mark.buffer or "")[node.start_mark.index : node.end_mark.index].rstrip("\0").strip()
