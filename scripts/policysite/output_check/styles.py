"""Style sheets: they load nothing but pictures of the site."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import tinycss2

# A style sheet without any of these loads nothing, and need not be parsed. A backslash can begin an escaped letter.
_MAY_LOAD = re.compile(r"\\|url|src|image|import|element\(|expression|behavior|binding|namespace", re.IGNORECASE)
# The addresses of pictures beside the style sheet of the pages.
PICTURES = re.compile(r"[\w-]+(?:/[\w-]+)*\.(?:avif|gif|jpe?g|png|svg|webp)", re.ASCII)
_ROOT = re.compile(r":root(?:\[data-theme=\"?[a-z]+\"?\])?")
# What loads something, or could.
LOADING_FUNCTIONS = {"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "element", "expression"}
LOADING_RULES = {"import", "font-face", "namespace", "document", "-moz-document"}
LOADING_PROPERTIES = {"behavior", "-moz-binding"}


def loaded(sheet: str, permitted: re.Pattern[str] = re.compile("(?!)")) -> Iterator[str]:
    """Yield what a style sheet loads, or what could.

    Args:
        sheet: the style sheet.
        permitted: matches the addresses that it may load.
    """
    if _may_load(sheet):
        yield from _in(tinycss2.parse_component_value_list(sheet, skip_comments=True), permitted)


@functools.lru_cache(maxsize=1024)  # many pages have the same
def _may_load(sheet: str) -> bool:
    return _MAY_LOAD.search(sheet) is not None


def beyond_colors(sheet: str) -> Iterator[str]:
    """Yield what a style sheet does besides giving values to the custom properties of the theme, for the whole page."""
    for rule in tinycss2.parse_rule_list(sheet, skip_comments=True, skip_whitespace=True):
        if rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports") and rule.content is not None:
            yield from beyond_colors(tinycss2.serialize(rule.content))
        elif rule.type != "qualified-rule" or not _ROOT.fullmatch(tinycss2.serialize(rule.prelude).strip()):
            yield rule.serialize()
        else:
            for each in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
                if each.type != "declaration" or not each.name.startswith("--"):
                    yield each.serialize()


def _in(tokens: list[tinycss2.ast.Node], permitted: re.Pattern[str]) -> Iterator[str]:
    for number, token in enumerate(tokens):
        if token.type == "url":
            if not permitted.fullmatch(token.value):
                yield token.value
        elif token.type == "function":
            arguments = [each for each in token.arguments if each.type != "whitespace"]
            is_url = token.lower_name == "url" and [each.type for each in arguments] == ["string"]
            if is_url and permitted.fullmatch(arguments[0].value):
                continue
            if token.lower_name in LOADING_FUNCTIONS:
                yield token.serialize()
            yield from _in(token.arguments, permitted)
        elif token.type == "at-keyword" and token.lower_value in LOADING_RULES:
            yield f"@{token.value}"
        elif token.type == "ident" and token.lower_value in LOADING_PROPERTIES:
            if any(each.type == "literal" and each.value == ":" for each in tokens[number + 1 : number + 3]):
                yield token.value
        elif token.type == "error":
            yield token.message
        elif hasattr(token, "content"):
            yield from _in(token.content, permitted)
