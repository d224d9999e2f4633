"""Boxes: admonitions (`!!! note`), details (`??? note`) and content tabs (`=== "Title"`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from policysite.config.supported_extensions import BOX_TYPES
from policysite.corpus import Block, Clause, Page, subjects
from policysite.corpus.suggestions import closest
from policysite.findings.rule import Aspect
from policysite.lint.context import Context
from policysite.lint.page_text import lines_outside_code
from policysite.lint.rule import ClausePair, Hit, hit, hit_at, page_rule, pair_rule

_ADMONITION_CLASS = "admonition"
_TAB_CLASSES = ["tabbed-set", "tabbed-alternate"]
_TYPED = re.compile(r"[!?]{3}")
_QUOTED = re.compile(r"> ?\[!(?P<type>[A-Za-z]+)\][+-]?(?P<title>.*)")
_INDENT_SPACES = 4
# Other names of these types, as on GitHub.
_OTHER_NAMES = {"important": "tip", "caution": "warning", "attention": "warning", "hint": "tip"}
_OPENINGS = {
    "admonition": re.compile(r"(?P<indent>[ >]*)!{3} ?[\w-]"),
    "pymdownx.details": re.compile(r"(?P<indent>[ >]*)\?{3}\+? ?[\w\"-]"),
    "pymdownx.tabbed": re.compile(r"(?P<indent>[ >]*)={3}[+!]* +\""),
}


@page_rule(suppressible=False, advises=True)
def box_type_unknown(page: Page, context: Context) -> Iterator[Hit]:
    """A box has a type that the theme does not know, or several; other classes could hide its text."""
    for block in page.blocks():
        types = _types(block)
        if types is not None and types not in [[known] for known in BOX_TYPES]:
            line, column = _opening(page, block)
            intended = _meant_type(types[0]) if len(types) == 1 else ""
            written = rf"\b{re.escape(types[0])}\b"
            advised = intended and re.sub(written, intended, page.source[line - 1], count=1, flags=re.IGNORECASE)
            yield hit_at(page.path, line, column, type=" ".join(types), types=", ".join(BOX_TYPES), advised=advised)


@page_rule(aspect=Aspect.STRUCTURE, advises=True)
def box_as_quotation(page: Page, context: Context) -> Iterator[Hit]:
    """A box is written as on GitHub: a quotation with its type in the first line, as in `> [!NOTE]`."""
    if "admonition" not in context.settings.extensions:
        return
    for number, line in lines_outside_code(page):
        opening = _QUOTED.fullmatch(line)
        box_type = _meant_type(opening["type"]) if opening else ""
        if opening and box_type:
            below = [*takewhile(lambda each: each.startswith(">"), page.source[number:])]
            title = f' "{opening["title"].strip()}"' if opening["title"].strip() else ""
            box = "\n".join([f"!!! {box_type}{title}", *(re.sub("^> ?", "    ", each).rstrip() for each in below)])
            advised = {number: box} | dict.fromkeys(range(number + 1, number + 1 + len(below)))
            yield hit_at(page.path, number, damaged=len(line), example=box, advised=advised)


def _meant_type(name: str) -> str:
    """Return the type of a box that is meant by a name; empty if none is like it."""
    lower = name.lower()
    return lower if lower in BOX_TYPES else _OTHER_NAMES.get(lower) or closest(lower, BOX_TYPES)


def _types(block: Block) -> list[str] | None:
    """Return the types of the box that begins with a block; None if none does."""
    for element, name, value in block.attributes:
        if element in ("div", "details") and name == "class" and value.split() != _TAB_CLASSES:
            return [each for each in value.split() if each != _ADMONITION_CLASS]
    return None


class _Box(NamedTuple):
    """A box: the number of its first block in the clause, the position of its first line, and that line.

    Its title may be written there, or be its type.
    """

    number: int
    position: tuple[int, int]
    line: str
    has_title: bool


def _boxes(clause: Clause, page: Page) -> list[_Box]:
    boxes = []
    for number, block in enumerate(clause.blocks):
        if _types(block) is not None:
            line, column = _opening(page, block)
            boxes.append(_Box(number, (line, column), page.source[line - 1], line == block.line))
    return boxes


@pair_rule(aspect=Aspect.STRUCTURE)
def box_differs(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """The first line of a box, or its title, is in one language only."""
    sides = [(pair.translated_clause, pair.translation), (pair.original_clause, pair.original)]
    (clause, page, own), (_, other_page, others) = sorted(
        ((*side, _boxes(*side)) for side in sides), key=lambda side: sum(1 + box.has_title for box in side[2])
    )
    both = zip(own, others, strict=False)
    number = next((each for each, (box, other) in enumerate(both) if box.has_title < other.has_title), len(own))
    if number == len(others):
        return
    other = others[number]
    first = clause.blocks[min(other.number, len(clause.blocks) - 1)] if clause.blocks else clause.heading
    line, column = own[number].position if number < len(own) else page.position(first)
    former = _former_line(clause, page, number, len(others), context)
    indent = " " * (_INDENT_SPACES + len(former) - len(former.lstrip()))
    below = "" if number < len(own) else f"\n{indent}{page.source[line - 1].lstrip()}"
    yield hit_at(
        page.path,
        line,
        column,
        other=f"{other_page.path}:{other.position[0]}",
        text=other.line.strip(),
        breaks=[subjects.blocks(pair.subject)],
        advised=former and f"{former}{below}",
    )


def _former_line(clause: Clause, page: Page, number: int, count: int, context: Context) -> str:
    """Return the first line of a box in the last version of a clause; empty if that had another number of boxes."""
    copies = [copy for copy in context.corpus.copies_of(page) if copy.has_clause(clause.id)]
    former = _boxes(copies[-1].clause(clause.id), copies[-1]) if copies else []
    return former[number].line if len(former) == count else ""


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


@page_rule(advises=True)
def box_empty(page: Page, context: Context) -> Iterator[Hit]:
    """A box has no content: the text under its first line is not indented by four spaces."""
    openings = [_OPENINGS[name] for name in _OPENINGS if name in context.settings.extensions]
    for number, line in lines_outside_code(page):
        opening = next(filter(None, (each.match(line.expandtabs(_INDENT_SPACES)) for each in openings)), None)
        if opening is None:
            continue
        below = next((each for each in page.source[number:] if each.strip(" \t>")), "").expandtabs(_INDENT_SPACES)
        if len(below) - len(below.lstrip(" >")) < len(opening["indent"]) + _INDENT_SPACES:
            yield hit_at(
                page.path, number, len(opening["indent"]) + 1, advised=_indented(page, number, opening["indent"])
            )


def _indented(page: Page, number: int, indent: str) -> dict[int, str | None]:
    """Return the lines that belong to the box in a line, with its indentation; none if no line is sure to."""
    lines: dict[int, str | None] = {}
    is_near, missing = True, 0
    for below, text in enumerate(page.source[number:], start=number + 1):
        if not text.strip():
            is_near = False
        elif is_near or text.startswith(f"{indent} "):
            missing = missing if lines else len(indent) + _INDENT_SPACES - len(text) + len(text.lstrip())
            lines[below] = " " * missing + text
        else:
            break
    return lines
