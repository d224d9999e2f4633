"""The links that a template must keep: those of the theme's header and footer, under the same conditions as there."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import TypeAlias

from jinja2 import nodes

from policysite.look.markup import tags_of
from policysite.look.template import Place, folded, of_theme, parsed, tree_of, with_conditions
from policysite.look.template_structure import BASE
from policysite.output_check.required_links import TEMPLATES

# A link, an include, an import or a call of a macro, as Jinja reads it, with the conditions around it.
_Kept: TypeAlias = tuple[object, ...]


def missing_links(source: str, name: str, pages: Collection[str]) -> Iterator[Place]:
    """Yield what a template lacks of the theme's links, and of what has such links.

    Args:
        source: the template; one that cannot be parsed has a finding of its own.
        name: its path below the folder of the templates.
        pages: the names of the templates of whole pages: those that extend no other one have all of it themselves.
    """
    tree = tree_of(source)
    if tree is None or (name in pages and any(isinstance(node, nodes.Extends) for node in tree.body)):
        return
    own = Counter(kept for kept, _ in _kept(tree))
    for kept, written in _required().get(BASE if name in pages else name, ()):
        own[kept] -= 1
        if own[kept] < 0:
            yield Place(1, 1, written)


@functools.cache
def _required() -> Mapping[str, list[tuple[_Kept, str]]]:
    """Return what each template of the theme has that must be kept, with how it is written."""
    required: dict[str, list[tuple[_Kept, str]]] = {}
    waiting = [*TEMPLATES]
    while waiting:
        name = waiting.pop()
        tree = parsed(of_theme()[name])
        links = iter([folded(tag.source) for tag in tags_of(of_theme()[name]) if tag.name == "a"])
        macros = {f"{name}()" for node in tree.find_all(nodes.FromImport) for name in node.names}
        macros |= {f"{macro.name}()" for macro in tree.find_all(nodes.Macro)}
        required[name] = [
            (kept, written or next(links))
            for kept, written in _kept(tree)
            if not written.endswith("()") or written in macros
        ]
        waiting += {written for _, written in required[name] if written in of_theme()} - required.keys()
    base = _kept(parsed(of_theme()[BASE]))
    required[BASE] = [(kept, written) for kept, written in base if written in TEMPLATES]
    return required


def _kept(tree: nodes.Template) -> Iterator[tuple[_Kept, str]]:
    """Yield the links of a template, what it includes and imports, and its calls, each with a name; links have none."""
    link: list[object] = []
    is_in_link = False
    for node, conditions in with_conditions(tree):
        if isinstance(node, nodes.Include | nodes.FromImport):
            yield (conditions, repr(node)), str(getattr(node.template, "value", ""))
        elif isinstance(node, nodes.Output):
            for part in node.nodes:
                if not isinstance(part, nodes.TemplateData):
                    link += (conditions, repr(part)) if is_in_link else ()
                    calls = [each for each in (part, *part.find_all(nodes.Call)) if isinstance(each, nodes.Call)]
                    for call in calls:
                        yield (conditions, repr(part)), f"{getattr(call.node, 'name', '')}()"
                    continue
                rest = part.data
                while rest:
                    if not is_in_link:
                        _, begin, rest = rest.partition("<a ")
                        is_in_link, link = bool(begin), []
                    inside, end, rest = rest.partition(">") if is_in_link else ("", "", "")
                    link += (conditions, folded(inside))
                    if end:
                        yield tuple(link), ""
                        is_in_link = False
