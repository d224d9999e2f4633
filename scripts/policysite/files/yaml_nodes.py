"""YAML composed to nodes with their positions, without constructing any value.

Constructing values is what makes YAML dangerous: numbers with a million digits, dates that do not exist, objects of any
class, merged mappings that fill the memory.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from policysite import files
from policysite.files.yaml_errors import YAML_ALIAS_REPEATED, YAML_TAG_UNKNOWN, InvalidYamlError, explained
from policysite.findings import MAX_SHOWN_CHARACTERS, Finding

CORE_TAG = "tag:yaml.org,2002:"
TEXT_TAG, NULL_TAG, TIME_TAG = f"{CORE_TAG}str", f"{CORE_TAG}null", f"{CORE_TAG}timestamp"
# Line ends for YAML but not for editors, which would count the lines after them differently.
_OTHER_LINE_END = re.compile("[\r\x85\u2028\u2029]")
# Only an escape such as "\0" can put these into a value: control characters and lone surrogates.
_INVALID_CHARACTER = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# The nodes that aliases may repeat in a text, many times what a configuration needs: in nine lines, each of which
# repeats the one before ten times, they would be a billion.
_MAX_REPEATED = 20_000


def compose(text: str, *, has_tags: bool = True) -> yaml.Node | None:
    """Return the root node of a text, or None if it is empty; an `InvalidYamlError` says why it cannot be read.

    Only a configuration needs tags: else each is an error.
    """
    line_end = _OTHER_LINE_END.search(text)
    if line_end is not None:
        raise InvalidYamlError(text.count("\n", 0, line_end.start()))
    try:
        loader = _Loader(text, has_tags=has_tags)
    except yaml.reader.ReaderError as error:
        raise InvalidYamlError(text.count("\n", 0, error.position)) from error
    try:
        node: yaml.Node | None = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        raise explained(text, error) from error
    except RecursionError as error:
        raise InvalidYamlError(loader.line_of_node) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # An escape outside Unicode, a YAML version with too many digits.
        raise InvalidYamlError(loader.line) from error
    finally:
        loader.dispose()
    return node


def read_edited(path: Path, name: str, max_bytes: int) -> yaml.Node | list[Finding] | None:
    """Return the root node of a file that people edit; None if it is empty or missing; or the findings in it."""
    text = files.read_edited(path, name, max_bytes)
    if not isinstance(text, str):
        return text
    try:
        return compose(text, has_tags=False)
    except InvalidYamlError as error:
        return [error.finding(name)]


def position(node: yaml.Node) -> tuple[int, int]:
    """Return the line and the column at which a node begins, from 1."""
    return node.start_mark.line + 1, node.start_mark.column + 1


class Comment(NamedTuple):
    """A comment: its line, from 0, its text, and True if nothing else is in its line."""

    line: int
    text: str
    alone: bool


def comments(text: str) -> Iterator[Comment]:
    """Yield the comments of a text that can be composed.

    The scanner drops comments; they are what is left between its tokens besides white space and line breaks.
    """
    for token, following in itertools.pairwise(yaml.scan(text, Loader=yaml.SafeLoader)):
        gap = text[token.end_mark.index : following.start_mark.index]
        for number, line in enumerate(gap.split("\n")):
            if "#" in line:
                alone = number > 0 or token.end_mark.column == 0
                yield Comment(token.end_mark.line + number, line.partition("#")[2].strip("# \t"), alone)


class _Loader(yaml.SafeLoader):
    """Composes nodes without characters that no text should have, and without too many that are repeated."""

    def __init__(self, text: str, *, has_tags: bool) -> None:
        super().__init__(text)
        self._has_tags = has_tags
        self.line_of_node = 0
        self._count = 0
        self._repeated = 0
        self._counts: dict[str, int] = {}

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]  # not in the stubs
        self.line_of_node = event.start_mark.line if event.start_mark else 0
        tag = getattr(event, "tag", None)
        if tag is not None and not self._has_tags:
            shown = str(tag).replace(CORE_TAG, "!!", 1)[:MAX_SHOWN_CHARACTERS]
            column = event.start_mark.column if event.start_mark else 0
            raise InvalidYamlError(self.line_of_node, column, YAML_TAG_UNKNOWN, tag=shown)
        before = self._count
        node: yaml.Node | None = super().compose_node(parent, index)
        if isinstance(event, yaml.AliasEvent):
            # (A node that repeats itself has no end.)
            repeated = self._counts.get(str(event.anchor), _MAX_REPEATED + 1)
            self._count += repeated
            self._repeated += repeated
            if self._repeated > _MAX_REPEATED:
                mark = event.start_mark
                raise InvalidYamlError(mark.line if mark else 0, mark.column if mark else 0, YAML_ALIAS_REPEATED)
        else:
            self._count += 1
            if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
                self._counts[event.anchor] = self._count - before
        return node

    def compose_scalar_node(self, anchor: dict[Any, yaml.Node]) -> yaml.ScalarNode:
        node: yaml.ScalarNode = super().compose_scalar_node(anchor)
        if _INVALID_CHARACTER.search(node.value):
            raise InvalidYamlError(node.start_mark.line)
        return node
