"""The parts that a template must keep: those of the theme's templates, under the same conditions as there."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from operator import itemgetter
from typing import TypeAlias

from jinja2 import nodes

from policysite.look.template import Conditions, Excerpt, folded, of_theme, parsed, tree_of, with_conditions
from policysite.look.template_structure import BASE
from policysite.output_check.required_parts import TEMPLATES, boxes_at, parts_of

# A part, a value that is printed, an include, an import or a call of a macro, with the conditions around it.
_Kept: TypeAlias = tuple[object, ...]
# Stands for conditions, and for a value that is printed, in the HTML of a template.
_CONDITIONS, _VALUE = re.compile("\ue000-?[0-9]+\ue000"), re.compile("\ue001-?[0-9]+\ue001")


def missing_part(source: str, name: str, pages: Collection[str]) -> Excerpt | None:
    """Return the first of the theme's parts, or of what has such parts, that a template lacks.

    Args:
        source: the template; one that cannot be parsed has a finding of its own.
        name: its path below the folder of the templates.
        pages: the names of the templates of whole pages: those that extend no other one have all of it themselves.
    """
    tree = tree_of(source)
    if tree is None:
        return None
    extends = any(isinstance(node, nodes.Extends) for node in tree.body)
    if extends and name in pages:
        return None
    own = Counter(kept for kept, _ in _kept(tree)) if not extends else Counter[_Kept]()  # which prints nothing of it
    for kept, written in _required().get(BASE if name in pages else name, ()):
        own[kept] -= 1
        if own[kept] < 0:
            return Excerpt(1, 1, written)
    return None


@functools.cache
def _required() -> Mapping[str, list[tuple[_Kept, str]]]:
    """Return what each template of the theme has that must be kept, with how it is written."""
    required: dict[str, list[tuple[_Kept, str]]] = {}
    waiting = [*TEMPLATES]
    while waiting:
        name = waiting.pop()
        required[name] = [*_kept(parsed(of_theme()[name]))]
        waiting += {written for _, written in required[name] if written in of_theme()} - required.keys()
    base = _kept(parsed(of_theme()[BASE]))
    required[BASE] = [(kept, written) for kept, written in base if written in TEMPLATES]
    return required


def _kept(tree: nodes.Template) -> Iterator[tuple[_Kept, str]]:
    """Yield what must be kept of a template, each with how it is written."""
    pieces: list[str] = []
    starts, around = [0], list[Conditions]()
    # Where each printed value and each use is, what it is, and its name.
    values: list[tuple[int, str, str]] = []
    for node, conditions in with_conditions(tree):
        is_used = isinstance(node, nodes.Include | nodes.FromImport)
        for part in node.nodes if isinstance(node, nodes.Output) else [node] if is_used else ():
            written = part.data if isinstance(part, nodes.TemplateData) else f"\ue001{hash(repr(part))}\ue001"
            if not isinstance(part, nodes.TemplateData):
                values.append((starts[-1], repr(part), _name(part)))
            pieces.append(f"\ue000{hash(conditions)}\ue000{written}")
            starts.append(starts[-1] + len(pieces[-1]))
            around.append(conditions)
    html = "".join(pieces)
    parts = [(start, text, folded(_VALUE.sub("…", _CONDITIONS.sub("", text)))) for start, text in parts_of(html)]
    for found in (parts, values):
        for (start, what, name), boxes in zip(found, boxes_at(map(itemgetter(0), found), html), strict=True):
            yield (around[bisect_right(starts, start) - 1], boxes, what), name


def _name(node: nodes.Node) -> str:
    """Return the name of a value that is printed, of the macro that is called, or of the template that is used."""
    match node:
        case nodes.Include(template=nodes.Const(value=name)) | nodes.FromImport(template=nodes.Const(value=name)):
            return str(name)
        case nodes.Name(name=name):
            return name
        case nodes.Getattr(node=owner, attr=name):
            return f"{_name(owner)}.{name}"
    return next(filter(None, map(_name, node.iter_child_nodes())), "")
