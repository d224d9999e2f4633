"""A template as Jinja prints it: without the white space that its code removes, and with signs in place of the code.

Nothing is rendered. Where only code divides a text, a reader finds one word, although the source shows two.
"""

from __future__ import annotations

import html
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError, nodes

from policysite.look.template import parsed

# Signs in place of code that prints something; of code that prints nothing, and comments; of `else` and `elif`.
PRINTED, UNPRINTED, BRANCH = "\ufffc", "\ufffb", "\ufffa"
_SIGNS = {"variable_begin": PRINTED, "block_begin": UNPRINTED, "comment_begin": UNPRINTED}
_ENDS = ("variable_end", "block_end", "comment_end")


class TemplatePart(NamedTuple):
    """A part of a template: the line in which it begins, from 1, its text or the sign for it, and what code prints."""

    line: int
    text: str
    code: str = ""


class Printed:
    """Parts of a template as one text.

    Args:
        parts: the parts.
        text_of: returns the text of a part.
    """

    def __init__(
        self, parts: Iterable[TemplatePart], text_of: Callable[[TemplatePart], str] = lambda part: part.text
    ) -> None:
        texts = [(part.line, text_of(part)) for part in parts]
        self.text = "".join(text for _, text in texts)
        self._lines = [1, *(line for line, _ in texts)]
        self._begins = [0, *accumulate((len(text) for _, text in texts[:-1]), initial=0)] if texts else [0]

    def line(self, position: int) -> int:
        """Return the line in the source of a position in the text."""
        part = bisect_right(self._begins, position) - 1
        return self._lines[part] + self.text.count("\n", self._begins[part], position)


def parts_of(source: str) -> list[TemplatePart]:
    """Return the parts of a template; up to the error if it cannot be parsed, which is a finding of its own."""
    parts: list[TemplatePart] = []
    written: list[str] = []
    try:
        # (These are the settings of the build.)
        for line, kind, value in Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).lex(source):
            if kind == "data":
                parts.append(TemplatePart(line, value))
            elif kind in _SIGNS:
                written = []
                parts.append(TemplatePart(line, _SIGNS[kind]))
            elif kind == "name" and value in ("elif", "else") and not "".join(written).strip():
                parts[-1] = parts[-1]._replace(text=BRANCH)
            elif kind not in _ENDS:
                written.append(value)
            elif kind == "variable_end":
                parts[-1] = parts[-1]._replace(code="".join(written))
    except TemplateSyntaxError:
        pass
    return parts


def without_code(part: TemplatePart) -> str:
    """Return the text of a part; a space for the sign between two branches, nothing for other code."""
    return {PRINTED: "", UNPRINTED: "", BRANCH: " "}.get(part.text, part.text)


def with_constants(part: TemplatePart, choice: int) -> str:
    """Return the text of a part, with the first or the last constants that its code may print, or none."""
    if not part.code:
        return without_code(part)
    try:
        tree = parsed(f"{{{{{part.code}}}}}")
    except TemplateSyntaxError:
        return PRINTED
    shown = (node for output in tree.find_all(nodes.Output) for node in output.nodes)
    constants = "".join(str(each.value) for node in shown for each in _constants(node, choice))
    return html.escape(constants) or PRINTED


def _constants(node: nodes.Node | None, choice: int) -> Iterator[nodes.Const]:
    match node:
        case nodes.Const():
            yield node
        case nodes.Compare() | nodes.Test() | None:
            pass
        case nodes.Getitem() | nodes.Getattr() | nodes.Filter():
            yield from _constants(node.node, choice)
        case nodes.CondExpr():
            yield from _constants((node.expr1, node.expr2)[choice], choice)
        case nodes.Or() | nodes.And():
            yield from _constants((node.left, node.right)[choice], choice)
        case _:
            for child in node.iter_child_nodes():
                yield from _constants(child, choice)
