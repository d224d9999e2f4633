"""The style sheet of a site's own look, which gives values to some names of the theme."""

from __future__ import annotations

import re
from typing import NamedTuple

import tinycss2
from tinycss2.ast import AtRule, Node, QualifiedRule

from policysite.config import brand

_CONDITION = brand.CONDITION.replace(" ", "")


class Excerpt(NamedTuple):
    """A part of a style sheet: its line and column, from 1, and its text."""

    line: int
    column: int
    text: str


class StyleSheet(NamedTuple):
    """A style sheet of a site's own look: what it must not have, and what it sets, with their places."""

    unsafe: list[Excerpt]
    values: list[tuple[brand.Declaration, Excerpt]]


def read(source: str) -> StyleSheet:
    """Read a style sheet of a site's own look."""
    found = StyleSheet([], [])
    try:
        rules = tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True)
        for rule in rules:
            _read_rule(rule, found)
    except RecursionError:  # a bracket is nested deeper than a program can follow
        found.unsafe.append(Excerpt(1, 1, "((( … )))"))
    except ValueError:  # a number has thousands of digits, which Python refuses to convert
        found.unsafe.append(Excerpt(1, 1, "000…"))
    return found


def _read_rule(rule: Node, found: StyleSheet, *, is_conditional: bool = False) -> None:
    prelude = tinycss2.serialize(getattr(rule, "prelude", None) or []).strip()
    is_condition = isinstance(rule, AtRule) and rule.lower_at_keyword == "supports" and rule.content is not None
    if isinstance(rule, QualifiedRule) and prelude == brand.SELECTOR:
        for each in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
            _read_declaration(each, found, is_conditional=is_conditional)
    elif is_condition and not is_conditional and re.sub(r"\s", "", prelude) == _CONDITION:
        for each in tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True):
            _read_rule(each, found, is_conditional=True)
    else:
        name = f"@{rule.at_keyword} " if isinstance(rule, AtRule) else ""
        found.unsafe.append(_place(rule, f"{name}{prelude}".strip() or rule.type))


def _read_declaration(declaration: Node, found: StyleSheet, *, is_conditional: bool) -> None:
    if declaration.type != "declaration":
        # (The parser cannot always write what it did not understand.)
        written = declaration.message if declaration.type == "error" else declaration.serialize()
        found.unsafe.append(_place(declaration, written or declaration.type))
        return
    value = tinycss2.serialize([token for token in declaration.value if token.type != "comment"]).strip()
    if declaration.important or not brand.permits(declaration.name, value):
        mark = " !important" if declaration.important else ""
        shown = declaration.name if declaration.name not in brand.NAMES else f"{declaration.name}: {value}{mark}"
        found.unsafe.append(_place(declaration, shown))
    else:
        each = brand.Declaration(declaration.name, value, is_conditional)
        found.values.append((each, _place(declaration, declaration.name)))


def _place(node: Node, text: str) -> Excerpt:
    return Excerpt(node.source_line, node.source_column, text)
