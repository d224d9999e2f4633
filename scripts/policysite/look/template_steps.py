"""The most steps that it takes to render a template: a few lines can be written to repeat for years.

Nobody knows how often a loop will run, so that each counts as a hundred times. That permits loops in loops, and refuses
those that are nested deeper, and templates and macros that use each other again and again.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Mapping

from jinja2 import nodes

from policysite.look.template import Excerpt, of_theme, parsed
from policysite.look.template_uses import BLOCK, MAX_USES, OTHERS, PartName, Templates

_STEPS_OF_LOOP = 100
# The pages of the theme take a fiftieth.
_MAX_STEPS = 1_000_000
_REPEATING = (nodes.For, nodes.Call, *OTHERS)


def slow_parts(sources: Mapping[str, str]) -> Iterator[tuple[str, Excerpt]]:
    """Yield the templates that would take too long, each with its loop or use of another template that takes longest.

    Args:
        sources: the templates of a site by their paths below their folder; those of the theme are known.
    """
    steps = _Steps(sources)
    for name in sources:
        repeating = [(steps.of(node, name), node) for node in steps.repeating(name)]
        most, longest = max(repeating, key=lambda each: each[0], default=(0, nodes.Template()))
        if most > _MAX_STEPS:
            yield name, Excerpt(longest.lineno, 1, type(longest).__name__.lower())


class _Steps:
    """Counts the steps that templates take."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._templates = Templates(sources)
        self._known: dict[PartName, float] = {}
        self._used_by: list[PartName] = []

    def repeating(self, name: str) -> Iterator[nodes.Node]:
        """Yield the nodes of a template that repeat something, or use something else."""
        for tree in self._templates[name].parts.get(("", ""), ()):
            yield from tree.find_all(_REPEATING)

    def of(self, node: nodes.Node, name: str) -> float:
        """Return the steps of a node of a template."""
        if isinstance(node, nodes.Macro):
            return 1  # its calls are counted
        steps = 1.0
        for part in self._templates.used_by(node, name):
            is_of_theme = isinstance(node, nodes.Call) and repr(node) in _calls_of_theme()
            steps += 1 if is_of_theme and part in self._used_by else self._of_part(part)
        for child in node.iter_child_nodes():
            steps += self.of(child, name)
        return steps * (_STEPS_OF_LOOP if isinstance(node, nodes.For) else 1)

    def _of_part(self, part: PartName) -> float:
        if part not in self._known:
            if part in self._used_by or len(self._used_by) == MAX_USES:
                return math.inf
            self._used_by.append(part)
            name, kind, own_name = part
            template = self._templates[name]
            steps = 1.0
            for node in template.parts.get((kind, own_name), ()):
                for child in node.iter_child_nodes():
                    steps += self.of(child, name)
            if kind == BLOCK and (kind, own_name) not in template.parts:
                for other in template.extended:
                    steps += self._of_part((other, kind, own_name))
            self._used_by.pop()
            self._known[part] = steps
        return self._known[part]


@functools.cache
def _calls_of_theme() -> frozenset[str]:
    """Return the calls in the theme: where its macros call themselves, they follow data that end."""
    return frozenset(repr(call) for source in of_theme().values() for call in parsed(source).find_all(nodes.Call))
