"""A template as it is written, and as Jinja reads it; nothing is rendered.

A template is a program that writes HTML. Those of the theme are known; what a site's own template has besides them must
be plain HTML, and code that only prints and repeats.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from jinja2 import Environment, TemplateSyntaxError, nodes

from policysite.build_manifest import THEME

# Python does not run what is nested deeper; the theme needs 11.
_MAX_DEPTH = 20


# The fields of a node with the parts of a template that depend on it; and the dependences around a part.
_BODIES = ("body", "elif_", "else_")
Conditions: TypeAlias = tuple[tuple[str, ...], ...]


class Excerpt(NamedTuple):
    """A part of a template: its line and column, from 1, and its text."""

    line: int
    column: int
    text: str


def parsed(source: str) -> nodes.Template:
    """Return a template as a tree; nothing is rendered.

    Raises:
        TemplateSyntaxError: it cannot be parsed.
    """
    try:
        return Environment(autoescape=True).parse(source)
    except (ValueError, OverflowError, RecursionError, MemoryError) as error:  # a number too large, nested too deep
        raise TemplateSyntaxError(str(error), 1) from error


def tree_of(source: str) -> nodes.Template | None:
    """Return a template as a tree; None for one that cannot be parsed, which has a finding of its own."""
    try:
        return parsed(source)
    except TemplateSyntaxError:
        return None


def with_conditions(node: nodes.Node, around: Conditions = ()) -> Iterator[tuple[nodes.Node, Conditions]]:
    """Yield the nodes in a node, in order, each with the conditions, loops, macros and blocks that it is in."""
    yield node, around
    header = tuple(repr(value) for name, value in node.iter_fields() if name not in _BODIES)
    for name, value in node.iter_fields():
        is_body = name in _BODIES and not isinstance(node, nodes.Template)
        inner = (*around, (type(node).__name__, *header, name)) if is_body else around
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, nodes.Node):
                yield from with_conditions(child, inner)


def too_deep(tree: nodes.Template) -> nodes.Node | None:
    """Return a node of a template that is nested too deep, if there is one."""
    level: list[nodes.Node] = [tree]
    for _ in range(_MAX_DEPTH):
        level = [child for each in level for child in each.iter_child_nodes()]
    return next(iter(level), None)


@functools.cache
def of_theme() -> Mapping[str, str]:
    """Return the theme's templates by their paths below its folder."""
    paths = sorted(THEME.rglob("*.html"))
    return {path.relative_to(THEME).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def folded(source: str) -> str:
    """Return a part of a template with one space for all white space between its words."""
    return " ".join(source.split())
