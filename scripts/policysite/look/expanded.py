"""A template with all that it uses in place: what it includes, the macros that it calls, the blocks that it repeats."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

from policysite.look.printed import PRINTED, UNPRINTED, TemplatePart
from policysite.look.template_uses import BLOCK, MAX_USES, PartName, Templates

# In the texts of a template, this sign begins a block, which other templates may replace.
BEGINS_BLOCK = UNPRINTED


def expanded(name: str, templates: Templates) -> Iterator[TemplatePart]:
    """Yield the parts of a template in the order in which they are printed; what it uses is in the line that uses it.

    The branches of a condition follow each other, and what a loop repeats is there once.
    """
    whole = (name, "", "")
    for tree in templates[name].parts.get(whole[1:], ()):
        yield from _parts_in(tree, name, templates, (whole,))


def _parts_in(
    node: nodes.Node, name: str, templates: Templates, used: tuple[PartName, ...], line: int = 0
) -> Iterator[TemplatePart]:
    """Yield the parts of a node; `line` is where the template uses it, 0 for what it has itself."""
    for child in node.iter_child_nodes():
        place = line or child.lineno
        if isinstance(child, nodes.TemplateData):
            yield TemplatePart(place, child.data.replace("\n", " ") if line else child.data)
        elif isinstance(node, nodes.Output):
            for call in (child, *child.find_all(nodes.Call)):
                yield from _parts_of_used(call, name, templates, used, place)
            yield TemplatePart(place, PRINTED)
        elif isinstance(child, nodes.Include):
            yield from _parts_of_used(child, name, templates, used, place)
        elif isinstance(child, nodes.Stmt) and not (line and isinstance(child, nodes.Macro)):
            if isinstance(child, nodes.Block):
                yield TemplatePart(place, BEGINS_BLOCK)
            yield from _parts_in(child, name, templates, used, line)


def _parts_of_used(
    node: nodes.Node, name: str, templates: Templates, used: tuple[PartName, ...], line: int
) -> Iterator[TemplatePart]:
    waiting = templates.used_by(node, name)
    while waiting:
        part = other, kind, own_name = waiting.pop(0)
        if part in used or len(used) > MAX_USES:  # an own template with such uses is refused as too slow
            continue
        yield TemplatePart(line, "")  # so that whoever takes a limited number of parts comes to an end
        template = templates[other]
        for each in template.parts.get((kind, own_name), ()):
            yield from _parts_in(each, other, templates, (*used, part), line)
        if kind == BLOCK and (kind, own_name) not in template.parts:
            used = (*used, part)
            waiting += ((base, kind, own_name) for base in template.extended)
