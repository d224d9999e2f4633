"""The style sheets of a site's own look: they load nothing and write no text; `brand.css` has only colors."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

import tinycss2
from tinycss2.ast import AtRule, FunctionBlock, Node, StringToken, URLToken

from policysite.build_manifest import package_folder
from policysite.corpus.destinations import ASSETS
from policysite.look.template_source import Place
from policysite.output_check.styles import LOADING_FUNCTIONS, LOADING_PROPERTIES, LOADING_RULES

_BRAND = PurePosixPath(ASSETS, "brand.css")
_AT_RULES = LOADING_RULES | {"charset"}


def unsafe(source: str, name: PurePosixPath) -> Iterator[Place]:
    """Yield what a style sheet must not have, unless the theme's style sheet of the same name has it.

    Args:
        source: the style sheet.
        name: its folder and its name, such as `assets/site.css`.
    """
    known = _of_theme(name)
    try:
        found = list(_unsafe(_parsed(source), is_brand=name == _BRAND))
    except RecursionError:  # a bracket is nested deeper than a program can follow
        found = [Place(1, 1, "((( … )))")]
    yield from (place for place in found if place.text not in known)


@functools.cache
def _of_theme(name: PurePosixPath) -> frozenset[str]:
    file = package_folder() / "theme" / name
    sheet = file.read_text(encoding="utf-8") if file.is_file() else ""
    return frozenset(place.text for place in _unsafe(_parsed(sheet), is_brand=False))


def _parsed(source: str) -> list[Node]:
    rules: list[Node] = tinycss2.parse_stylesheet(source, skip_comments=True, skip_whitespace=True)
    return rules


def _unsafe(rules: Iterable[Node], *, is_brand: bool) -> Iterator[Place]:
    for rule in rules:
        is_at_rule = isinstance(rule, AtRule)
        if is_at_rule and rule.lower_at_keyword in _AT_RULES:
            yield _place(rule, f"@{rule.lower_at_keyword}")
        yield from _loading(getattr(rule, "prelude", None) or [])
        content = getattr(rule, "content", None) or []
        if is_at_rule and rule.lower_at_keyword != "page":
            inner = tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True)
            yield from _unsafe(inner, is_brand=is_brand)
            continue
        for each in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
            if each.type == "declaration":
                yield from _unsafe_declaration(each, is_brand=is_brand)
            else:
                yield from _unsafe([each], is_brand=is_brand)


def _unsafe_declaration(declaration: Node, *, is_brand: bool) -> Iterator[Place]:
    yield from _loading(declaration.value)
    if declaration.lower_name in LOADING_PROPERTIES or (is_brand and not declaration.name.startswith("--")):
        yield _place(declaration, declaration.name)
    elif declaration.lower_name == "content":
        yield from (_place(part, part.value) for part in declaration.value if _is_text(part))


def _loading(tokens: Iterable[Node]) -> Iterator[Place]:
    """Yield the addresses that are not those of a part of the page."""
    for token in tokens:
        if isinstance(token, URLToken):
            if not token.value.startswith("#"):
                yield _place(token, token.value)
        elif isinstance(token, FunctionBlock):
            if token.lower_name in LOADING_FUNCTIONS:
                yield _place(token, token.serialize())
            yield from _loading(token.arguments)
        elif token.type != "comment":
            yield from _loading(getattr(token, "content", None) or [])


def _is_text(token: Node) -> bool:
    return isinstance(token, StringToken) and any(map(str.isalnum, token.value))


def _place(node: Node, text: str) -> Place:
    return Place(node.source_line, node.source_column, text)
