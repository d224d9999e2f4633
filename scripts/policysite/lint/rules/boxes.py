"""Boxes: admonitions (`!!! note`), details (`??? note`) and content tabs (`=== "Title"`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policysite.config.supported_extensions import BOX_TYPES
from policysite.corpus import Block, Page
from policysite.lint.context import Context
from policysite.lint.page_text import code_by_line
from policysite.lint.rule import Hit, hit, hit_at, page_rule

_ADMONITION_CLASS = "admonition"
_TAB_CLASSES = ["tabbed-set", "tabbed-alternate"]
_TYPED = re.compile(r"[!?]{3}")
_INDENT_SPACES = 4
_OPENINGS = {
    "admonition": re.compile(r"(?P<indent>[ >]*)!{3} ?[\w-]"),
    "pymdownx.details": re.compile(r"(?P<indent>[ >]*)\?{3}\+? ?[\w\"-]"),
    "pymdownx.tabbed": re.compile(r"(?P<indent>[ >]*)={3}[+!]* +\""),
}


@page_rule(suppressible=False)
def box_type_unknown(page: Page, context: Context) -> Iterator[Hit]:
    """A box has a type that the theme does not know, or several; other classes could hide its text."""
    for block in page.blocks():
        for element, name, value in block.attributes:
            is_box = element in ("div", "details") and name == "class" and value.split() != _TAB_CLASSES
            types = [each for each in value.split() if each != _ADMONITION_CLASS]
            if is_box and types not in [[known] for known in BOX_TYPES]:
                yield hit_at(page.path, *_opening(page, block), type=" ".join(types), types=", ".join(BOX_TYPES))


def _opening(page: Page, block: Block) -> tuple[int, int]:
    """Return the line and column at which a box opens, given its first block."""
    for number in range(block.line, 0, -1):
        opening = _TYPED.search(page.source[number - 1])
        if opening is not None:
            return number, opening.start() + 1
    return page.position(block)


@page_rule(suppressible=False)
def tab_preselected(page: Page, context: Context) -> Iterator[Hit]:
    """A tab that is not the first is shown first."""
    for block in page.blocks():
        if any((element, name) == ("input", "checked") for element, name, _ in block.attributes):
            yield hit(page, block)


@page_rule()
def box_empty(page: Page, context: Context) -> Iterator[Hit]:
    """A box has no content: the text under its first line is not indented by four spaces."""
    openings = [_OPENINGS[name] for name in _OPENINGS if name in context.settings.extensions]
    code = code_by_line(page)
    for number, line in enumerate(page.source, start=1):
        opening = next(filter(None, (each.match(line.expandtabs(_INDENT_SPACES)) for each in openings)), None)
        if opening is None or number in code:
            continue
        below = next((each for each in page.source[number:] if each.strip(" \t>")), "").expandtabs(_INDENT_SPACES)
        if len(below) - len(below.lstrip(" >")) < len(opening["indent"]) + _INDENT_SPACES:
            yield hit_at(page.path, number, len(opening["indent"]) + 1)
