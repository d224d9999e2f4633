"""YAML as it is written: nodes with their places. No value is ever made of them, whatever their tags ask for.

It is the values where YAML is dangerous: numbers of a million digits, days that no calendar has, objects of any class,
mappings merged until the memory is full.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

# What YAML takes for the end of a line and editors do not: behind it the two would count lines differently.
_FOREIGN_BREAK = re.compile("[\r\x85\u2028\u2029]")
# What only an escape such as "\0" can put into a value: control characters, and halves of characters.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class BrokenError(Exception):
    """A text is no YAML, or holds what no text should; it breaks in `line`, from 0."""

    def __init__(self, line: int = 0) -> None:
        super().__init__()
        self.line = line


def compose(text: str) -> yaml.Node | None:
    """The node that a text holds, or None where it holds nothing.

    Raises:
        BrokenError: it cannot be read.
    """
    breaks = _FOREIGN_BREAK.search(text)
    if breaks is not None:
        raise BrokenError(text.count("\n", 0, breaks.start()))
    try:
        loader = _Loader(text)
    except yaml.reader.ReaderError as error:
        raise BrokenError(text.count("\n", 0, error.position)) from error
    try:
        node: yaml.Node | None = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BrokenError(mark.line if mark else 0) from error
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError) as error:
        # Deep nesting, an escape that means no character, a version of YAML with too many digits.
        raise BrokenError(loader.line) from error
    finally:
        loader.dispose()
    return node


class _Loader(yaml.SafeLoader):
    """Composes nodes, none of which holds a character that no text should."""

    def compose_scalar_node(self, anchor: dict[Any, yaml.Node]) -> yaml.ScalarNode:
        node: yaml.ScalarNode = super().compose_scalar_node(anchor)
        if _UNFIT.search(node.value):
            raise BrokenError(node.start_mark.line)
        return node
