"""The theme's style sheet, reduced to what the built pages use.

A rule stays if one of its selectors could match an element of a page in some state: what depends on the state, such as
`:hover` or `[open]`, is taken as given. Custom properties stay if something that stays refers to them, animations if
something names them. Whatever cannot be decided stays. What scripts add to a page is not known here: the site's own
sheet, which is not reduced, must style it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

import tinycss2
from selectolax.lexbor import LexborHTMLParser, SelectolaxError
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

# Pseudo-classes that say how elements stand in the document, not what state they are in. These are left to the matcher.
_STRUCTURAL = {
    *("root", "empty", "first-child", "last-child", "only-child", "first-of-type", "last-of-type", "only-of-type"),
    *("nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type", "is", "where", "not", "has"),
}
# Material's main style sheet, whose name changes with its content.
THEME_SHEET = "assets/stylesheets/main.*.min.css"

_STATES = {"checked", "class", "disabled", "hidden", "open", "style"}
_COMBINATORS = (">", "+", "~")
_GROUPS = {"media", "supports", "layer", "container"}

Rule: TypeAlias = QualifiedRule | AtRule


def reduced(sheet: str, pages: Iterable[str], beside: str = "") -> str:
    """The part of a style sheet that matters to pages.

    Args:
        sheet: the style sheet, CSS.
        pages: the pages, HTML.
        beside: another style sheet of the same pages, which may refer to custom properties of this one.
    """
    documents = [LexborHTMLParser(page) for page in pages]

    @functools.cache
    def used(selector: str) -> bool:
        try:
            return any(document.css_first(selector) is not None for document in documents)
        except SelectolaxError:  # a selector that the matcher does not know
            return True

    others = _rules(tinycss2.parse_stylesheet(beside))
    rules = _matching(_rules(tinycss2.parse_stylesheet(sheet)), used)
    while True:
        text = "".join(map(_text, rules))
        rules = _referred(rules, _references([*rules, *others]))
        if "".join(map(_text, rules)) == text:
            return text


def _rules(nodes: Iterable[Node]) -> list[Rule]:
    return [node for node in nodes if isinstance(node, Rule)]


def _inner(group: AtRule) -> list[Rule]:
    """The rules in a group of rules, such as `@media`, or in `@keyframes`."""
    return _rules(tinycss2.parse_rule_list(group.content or []))


def _declarations(rule: QualifiedRule) -> list[Declaration]:
    """The declarations of a rule; none of a rule that holds others, which is left alone."""
    if any(token.type == "{} block" for token in rule.content):
        return []
    parsed = tinycss2.parse_blocks_contents(rule.content)
    return [each for each in parsed if isinstance(each, Declaration)]


def _is_group(rule: Rule) -> bool:
    return isinstance(rule, AtRule) and rule.lower_at_keyword in _GROUPS and rule.content is not None


def _is_animation(rule: Rule) -> bool:
    return isinstance(rule, AtRule) and rule.lower_at_keyword.endswith("keyframes")


def _with_content(rule: Rule, text: str) -> Rule:
    rule.content = tinycss2.parse_component_value_list(text)
    return rule


def _text(rule: Rule) -> str:
    return str(tinycss2.serialize([rule]))


def _matching(rules: Iterable[Rule], used: Callable[[str], bool]) -> list[Rule]:
    """The rules with the selectors that are used, groups with what is left of them."""
    kept: list[Rule] = []
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            selectors = [one for one in _split(rule.prelude) if used(_timeless(one))]
            if selectors:
                text = ",".join(tinycss2.serialize(selector).strip() for selector in selectors)
                rule.prelude = tinycss2.parse_component_value_list(text)
                kept.append(rule)
        elif not _is_group(rule):
            kept.append(rule)
        elif rest := _matching(_inner(rule), used):
            kept.append(_with_content(rule, "".join(map(_text, rest))))
    return kept


def _split(prelude: Sequence[Node]) -> list[list[Node]]:
    """A list of selectors, at its commas."""
    selectors: list[list[Node]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    return selectors


def _timeless(selector: Sequence[Node]) -> str:
    """A selector without what depends on the state of the page, so that it matches what it could ever match."""
    parts: list[str] = []
    tokens = iter(selector)
    for token in tokens:
        if token.type == "[] block" and _is_state(token):
            continue
        if not (token.type == "literal" and token.value == ":"):
            parts.append(tinycss2.serialize([token]))
            continue
        name = next(tokens)
        if name.type == "literal":  # the second colon of a pseudo-element
            next(tokens)
        elif _structural(name):
            parts.append(":" + tinycss2.serialize([name]))
    text = "".join(parts).strip()
    # What stood alone, such as `:focus` in `:focus > p` or the end of `p > ::before`, may be any element.
    begin = "*" if text[:1] in ("", *_COMBINATORS) else ""
    end = "*" if text[-1:] in _COMBINATORS else ""
    return begin + text + end


def _is_state(attribute: Node) -> bool:
    """Whether an attribute is one that readers or scripts change."""
    names = [token.lower_value for token in attribute.content if token.type == "ident"]
    return bool(names) and (names[0] in _STATES or names[0].startswith(("aria-", "data-")))


def _structural(name: Node) -> bool:
    if name.type == "ident":
        return name.lower_value in _STRUCTURAL
    return name.lower_name in _STRUCTURAL and not any(
        (token.type == "literal" and token.value == ":") or (token.type == "[] block" and _is_state(token))
        for token in name.arguments
    )


def _references(rules: Iterable[Rule]) -> set[str]:
    """Every name in the values of declarations: among them those of custom properties and of animations."""
    names: set[str] = set()
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            declarations = _declarations(rule)
            for declaration in declarations:
                names |= _names(declaration.value)
            if not declarations:
                names |= _names(rule.content)
        elif _is_group(rule):
            names |= _references(_inner(rule))
        elif rule.content is not None:
            names |= _names(rule.content)
    return names


def _names(tokens: Iterable[Node]) -> set[str]:
    names: set[str] = set()
    for token in tokens:
        if token.type in ("ident", "string"):
            names.add(token.value)
        elif token.type == "function":
            names |= _names(token.arguments)
        elif token.type.endswith(" block"):
            names |= _names(token.content)
    return names


def _referred(rules: Iterable[Rule], names: set[str]) -> list[Rule]:
    """The rules without the custom properties and the animations that nothing refers to."""
    kept: list[Rule] = []
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            declarations = _declarations(rule)
            if not declarations:
                if rule.content:
                    kept.append(rule)
                continue
            declarations = [each for each in declarations if not each.name.startswith("--") or each.name in names]
            if declarations:
                kept.append(_with_content(rule, tinycss2.serialize(declarations)))
        elif _is_animation(rule):
            if tinycss2.serialize(rule.prelude).strip().strip("\"'") in names:
                kept.append(rule)
        elif not _is_group(rule):
            kept.append(rule)
        elif rest := _referred(_inner(rule), names):
            kept.append(_with_content(rule, "".join(map(_text, rest))))
    return kept


def first_in(folders: Iterable[str], pattern: str) -> str:
    """The text of the first file that fits a pattern in the folders of a theme, which go before one another in order.

    Raises:
        FileNotFoundError: there is none.
    """
    for folder in map(Path, folders):
        for path in sorted(folder.glob(pattern)):
            return path.read_text(encoding="utf-8")
    raise FileNotFoundError(f"the theme has no {pattern}")


def css_string(text: str) -> str:
    """A text as a string of CSS, which may stand in a `<style>` element."""
    return '"' + re.sub(r'["\\<>&\n\r\f]', lambda match: f"\\{ord(match[0]):x} ", text) + '"'
