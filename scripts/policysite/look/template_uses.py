"""The other templates, blocks and macros that a template uses."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from jinja2 import nodes

from policysite.look.template import of_theme, too_deep, tree_of

# The nodes that bring in another template.
OTHERS = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
# How deep templates, blocks and macros may use each other; the theme needs 5.
MAX_USES = 12
BLOCK = "block"
_MACRO = "macro"
# A template, and the kind and name of a part of it; the whole has none.
PartName: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True)
class Uses:
    """The parts of a template, and those of others that it may use.

    Attributes:
        parts: its own, by kind and name; of several with one name any may be used.
        called: the macros that it may call, by the names that it calls them by.
        replaced: for each of its calls of `super`, by its `id`, the blocks that it may stand for.
        extended: the templates that it may extend.
    """

    parts: dict[tuple[str, str], list[nodes.Node]] = field(default_factory=dict)
    called: dict[str, PartName] = field(default_factory=dict)
    replaced: dict[int, list[PartName]] = field(default_factory=dict)
    extended: list[str] = field(default_factory=list)


class Templates:
    """The templates of a site, with those of the theme.

    Args:
        sources: the site's own, by their paths below their folder.
    """

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._sources = sources
        self._known: dict[str, Uses] = {}

    def __getitem__(self, name: str) -> Uses:
        """Return the uses of a template; none if it does not exist, or if other findings refuse it."""
        if name not in self._known:
            self._known[name] = _read(self._sources.get(name, of_theme().get(name, "")), name)
        return self._known[name]

    def used_by(self, node: nodes.Node, name: str) -> list[PartName]:
        """Return the parts that a node of a template uses, besides those inside it."""
        template = self[name]
        if isinstance(node, OTHERS):
            return [(other, "", "") for other in _named(node)]
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
            macro = template.called.get(node.node.name)
            return template.replaced.get(id(node), [macro] if macro else [])
        return []


def _read(source: str, name: str) -> Uses:
    """Return what is in a template; nothing if other findings refuse it."""
    template = Uses()
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
        template.parts.setdefault((BLOCK, block.name), []).append(block)
        for call in block.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "super":
                template.replaced[id(call)] = [(other, BLOCK, block.name) for other in template.extended]
    return template


def _named(node: nodes.Node) -> list[str]:
    """Return the templates that a node names."""
    return [posixpath.normpath(str(each.value)) for each in node.find_all(nodes.Const) if isinstance(each.value, str)]
