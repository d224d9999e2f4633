"""The most steps that it takes to render a template: a few lines can be written to repeat for years.

Nobody knows how often a loop will run, so that each counts as a hundred times. That permits loops in loops, and refuses
those that are nested deeper, and templates and macros that use each other again and again.
"""

from __future__ import annotations

import functools
import math
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from policysite.look.template import Place, of_theme, parsed, too_deep, tree_of

_STEPS_OF_LOOP = 100
# The pages of the theme take a fiftieth.
_MAX_STEPS = 1_000_000
# How deep templates, blocks and macros may use each other; the theme needs 5.
_MAX_USES = 12
_OTHERS = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
_REPEATING = (nodes.For, nodes.Call, *_OTHERS)
_MACRO, _BLOCK = "macro", "block"
# A template, and the kind and name of a part of it; the whole has none.
_Part = tuple[str, str, str]


@dataclass(frozen=True)
class _Template:
    """A template.

    Attributes:
        parts: its nodes, by kind and name; of several with one name any may be used.
        called: the macros that it may call, by the names that it calls them by.
        replaced: for each of its calls of `super`, by its `id`, the blocks that it may stand for.
        extended: the templates that it may extend.
    """

    parts: dict[tuple[str, str], list[nodes.Node]] = field(default_factory=dict)
    called: dict[str, _Part] = field(default_factory=dict)
    replaced: dict[int, list[_Part]] = field(default_factory=dict)
    extended: list[str] = field(default_factory=list)


def slow_parts(sources: Mapping[str, str]) -> Iterator[tuple[str, Place]]:
    """Yield the templates that would take too long, each with its loop or use of another template that takes longest.

    Args:
        sources: the templates of a site by their paths below their folder; those of the theme are known.
    """
    steps = _Steps(sources)
    for name in sources:
        repeating = [(steps.of(node, name), node) for node in steps.repeating(name)]
        most, longest = max(repeating, key=lambda each: each[0], default=(0, nodes.Template()))
        if most > _MAX_STEPS:
            yield name, Place(longest.lineno, 1, type(longest).__name__.lower())


class _Steps:
    """Counts the steps that templates take."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources
        self._templates: dict[str, _Template] = {}
        self._known: dict[_Part, float] = {}
        self._used_by: list[_Part] = []

    def repeating(self, name: str) -> Iterator[nodes.Node]:
        """Yield the nodes of a template that repeat something, or use something else."""
        for tree in self._template(name).parts.get(("", ""), ()):
            yield from tree.find_all(_REPEATING)

    def of(self, node: nodes.Node, name: str) -> float:
        """Return the steps of a node of a template."""
        if isinstance(node, nodes.Macro):
            return 1  # its calls are counted
        steps = 1.0
        for part in self._used(node, name):
            is_of_theme = isinstance(node, nodes.Call) and repr(node) in _calls_of_theme()
            steps += 1 if is_of_theme and part in self._used_by else self._of_part(part)
        for child in node.iter_child_nodes():
            steps += self.of(child, name)
        return steps * (_STEPS_OF_LOOP if isinstance(node, nodes.For) else 1)

    def _used(self, node: nodes.Node, name: str) -> list[_Part]:
        """Return what a node uses besides what is in it."""
        template = self._template(name)
        if isinstance(node, _OTHERS):
            return [(other, "", "") for other in _named(node)]
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
            macro = template.called.get(node.node.name)
            return template.replaced.get(id(node), [macro] if macro else [])
        return []

    def _of_part(self, part: _Part) -> float:
        if part not in self._known:
            if part in self._used_by or len(self._used_by) == _MAX_USES:
                return math.inf
            self._used_by.append(part)
            name, kind, own_name = part
            template = self._template(name)
            steps = 1.0
            for node in template.parts.get((kind, own_name), ()):
                for child in node.iter_child_nodes():
                    steps += self.of(child, name)
            if kind == _BLOCK and (kind, own_name) not in template.parts:
                for other in template.extended:
                    steps += self._of_part((other, kind, own_name))
            self._used_by.pop()
            self._known[part] = steps
        return self._known[part]

    def _template(self, name: str) -> _Template:
        if name not in self._templates:
            self._templates[name] = _read(self._sources.get(name, of_theme().get(name, "")), name)
        return self._templates[name]


def _read(source: str, name: str) -> _Template:
    """Return what is in a template; nothing if other findings refuse it."""
    template = _Template()
    tree = tree_of(source)
    if tree is None or too_deep(tree):
        return template
    template.parts["", ""] = [tree]
    for macro in tree.find_all(nodes.Macro):
        template.parts.setdefault((_MACRO, macro.name), []).append(macro)
        template.called[macro.name] = (name, _MACRO, macro.name)
    for imported in tree.find_all(nodes.FromImport):
        for each in imported.names:
            original, own = (each, each) if isinstance(each, str) else each
            template.called.update((own, (other, _MACRO, original)) for other in _named(imported))
    template.extended.extend(other for each in tree.find_all(nodes.Extends) for other in _named(each))
    for block in tree.find_all(nodes.Block):
        template.parts.setdefault((_BLOCK, block.name), []).append(block)
        for call in block.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "super":
                template.replaced[id(call)] = [(other, _BLOCK, block.name) for other in template.extended]
    return template


def _named(node: nodes.Node) -> list[str]:
    """Return the templates that a node names."""
    return [posixpath.normpath(str(each.value)) for each in node.find_all(nodes.Const) if isinstance(each.value, str)]


@functools.cache
def _calls_of_theme() -> frozenset[str]:
    """Return the calls in the theme: where its macros call themselves, they follow data that end."""
    return frozenset(repr(call) for source in of_theme().values() for call in parsed(source).find_all(nodes.Call))
