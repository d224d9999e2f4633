"""Style sheets: a site gives values to names of the theme, and the style of an image loads nothing."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

import tinycss2

from policysite.config import brand

# A style sheet without any of these loads nothing, and need not be parsed. A backslash can begin an escaped letter.
_MAY_LOAD = re.compile(r"\\|url|src|image|import|element\(|expression|behavior|binding|namespace", re.IGNORECASE)
# Functions, rules and properties that load something, or could.
_FUNCTIONS = {"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "element", "expression"}
_RULES = {"import", "font-face", "namespace", "document", "-moz-document"}
_PROPERTIES = {"behavior", "-moz-binding"}
# A block with values for the whole page, as it is minified.
_BLOCK = re.compile(
    r"\s*(?::root\{(?P<plain>[^{}]*)\}"
    r"|@supports \(color:light-dark\(#000,#fff\)\)\{(?P<conditional>(?::root\{[^{}]*\})*)\})\s*"
)
_MAX_SHOWN_CHARACTERS = 80
_COLOR_SCHEME = re.compile(r"\s*\(\s*prefers-color-scheme\s*:\s*(?:dark|light)\s*\)\s*", re.IGNORECASE)
# Selectors of elements in a state, in a language, or of other parts than elements.
_STATE = re.compile(r":(?!root\b)[^\s,{]*")
# Properties that change an image after some time or the order of its letters; filters, which browsers may draw without
# end; and properties that give a name to a value, as nobody checks it then.
_CHANGING = re.compile(r"(?:-[a-z]+-)?(?:(?:animation|transition|unicode-bidi)(?:-[a-z-]+)?|(?:backdrop-)?filter)|--.*")


def loaded(sheet: str, permitted: re.Pattern[str] = re.compile("(?!)")) -> Iterator[str]:
    """Yield what a style sheet loads, or could load, besides the permitted addresses."""
    if _may_load(sheet):
        yield from _loaded_in(tinycss2.parse_component_value_list(sheet, skip_comments=True), permitted)


@functools.lru_cache(maxsize=1024)  # many pages have the same
def _may_load(sheet: str) -> bool:
    return _MAY_LOAD.search(sheet) is not None


def changing(sheet: str) -> Iterator[str]:
    """Yield what changes an image with this style sheet after some time or in some browsers, besides light and dark."""
    yield from _changing(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True))


def changing_declarations(declarations: str) -> Iterator[str]:
    """Yield what changes an element of an image with these declarations of its own after some time."""
    parts = tinycss2.parse_blocks_contents(declarations, skip_comments=True, skip_whitespace=True)
    yield from _changing(part for part in parts if part.type != "at-rule")
    yield from (f"@{part.at_keyword}" for part in parts if part.type == "at-rule")


def _changing(parts: Iterable[tinycss2.ast.Node]) -> Iterator[str]:
    for part in parts:
        if part.type == "at-rule":
            is_of_colors = part.lower_at_keyword == "media" and _COLOR_SCHEME.fullmatch(
                tinycss2.serialize(part.prelude)
            )
            if is_of_colors and part.content is not None:
                inner = tinycss2.parse_rule_list(part.content, skip_comments=True, skip_whitespace=True)
                yield from _changing(inner)
            else:
                yield f"@{part.at_keyword}"
        elif part.type == "qualified-rule":
            yield from _STATE.findall(tinycss2.serialize(part.prelude))
            inner = tinycss2.parse_blocks_contents(part.content, skip_comments=True, skip_whitespace=True)
            yield from _changing(inner)
        elif part.type != "declaration":
            yield part.message
        elif _CHANGING.fullmatch(part.lower_name) or any(each.type == "{} block" for each in part.value):
            yield f"{part.name}: {tinycss2.serialize(part.value).strip()[:_MAX_SHOWN_CHARACTERS]}"


def problems_of_brand(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the part of the style sheet that a site may have of its own, and how it begins.

    The part is given as it is published: minified, with the colors of `theme.palette` at its end.
    """
    declarations: list[brand.Declaration] = []
    position = 0
    while position < len(sheet):
        block = _BLOCK.match(sheet, position)
        if block is None:
            what = sheet[position : position + _MAX_SHOWN_CHARACTERS]
            yield what, what.partition("{")[0].strip()
            return
        position = block.end()
        for each in re.split("[;{}]", block["plain"] or block["conditional"] or ""):
            name, _, value = each.partition(":")
            if brand.permits(name, value):
                declarations.append(brand.Declaration(name, value, block["plain"] is None))
            elif each not in ("", brand.SELECTOR):
                yield each, name
    for found in brand.low_contrasts(declarations):
        is_own = any(each.name == found.ink for each in declarations)
        yield (
            f"{found.ink}: {found.ink_color}, {found.paper}: {found.paper_color} ({found.contrast} < {found.needed})",
            found.ink if is_own else found.paper,
        )


def _loaded_in(tokens: list[tinycss2.ast.Node], permitted: re.Pattern[str]) -> Iterator[str]:
    for number, token in enumerate(tokens):
        if token.type == "url":
            if not permitted.fullmatch(token.value):
                yield token.value
        elif token.type == "function":
            arguments = [each for each in token.arguments if each.type != "whitespace"]
            is_url = token.lower_name == "url" and [each.type for each in arguments] == ["string"]
            if is_url and permitted.fullmatch(arguments[0].value):
                continue
            if token.lower_name in _FUNCTIONS:
                yield token.serialize()
            yield from _loaded_in(token.arguments, permitted)
        elif token.type == "at-keyword" and token.lower_value in _RULES:
            yield f"@{token.value}"
        elif token.type == "ident" and token.lower_value in _PROPERTIES:
            if any(each.type == "literal" and each.value == ":" for each in tokens[number + 1 : number + 3]):
                yield token.value
        elif token.type == "error":
            yield token.message
        elif hasattr(token, "content"):
            yield from _loaded_in(token.content, permitted)
