"""Material's style sheet, reduced to what the built pages use.

A rule stays if one of its selectors can match an element of a page in any state: parts of a selector that depend on the
state, such as `:hover` or `[open]`, are assumed to match. Custom properties and animations stay if a rule that stays
refers to them. In case of doubt a rule stays. Elements that scripts add to a page are not seen here: the theme's own
style sheet, which is not reduced, must style them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeAlias

import tinycss2
from selectolax.lexbor import LexborHTMLParser, SelectolaxError
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

# Pseudo-classes that depend on where an element stands in the document, not on its state: the matcher decides them.
_STRUCTURAL = {
    *("root", "empty", "first-child", "last-child", "only-child", "first-of-type", "last-of-type", "only-of-type"),
    *("nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type", "is", "where", "not", "has"),
}
_STATES = {"checked", "class", "disabled", "hidden", "open", "style"}
_COMBINATORS = (">", "+", "~")
_GROUPS = {"media", "supports", "layer", "container"}
# What the theme styles by itself: Material's rules need pictures, which would be requests of their own.
_NOT_OF_MATERIAL = {
    *(".admonition", ".admonition-title", "details", "summary", ".footnote", ".footnote-ref", ".footnote-backref"),
    *(".tabbed-set", ".tabbed-labels", ".tabbed-content", ".tabbed-block"),
    *(".task-list-control", ".task-list-indicator"),
}


class _Selector:
    """A selector of the sheet."""

    def __init__(self, tokens: Sequence[Node]) -> None:
        self._tokens = tokens

    @cached_property
    def text(self) -> str:
        """The selector as written."""
        return str(tinycss2.serialize(self._tokens).strip())

    @cached_property
    def needs(self) -> frozenset[str]:
        """The names (`tag`, `.class`, `#id`) without which no page has an element that the selector matches."""
        names: set[str] = set()
        before = ""
        for token in self._tokens:
            if token.type == "ident" and before != ":":
                names.add(f".{token.value}" if before == "." else token.lower_value)
            elif token.type == "hash":
                names.add(f"#{token.value}")
            before = token.value if token.type == "literal" else ""
        return frozenset(names)

    @cached_property
    def stateless(self) -> str:
        """The selector without the parts that depend on the state of the page: it matches whatever the selector can."""
        parts: list[str] = []
        rest = iter(self._tokens)
        for token in rest:
            if token.type == "[] block" and _is_state(token):
                continue
            if not (token.type == "literal" and token.value == ":"):
                parts.append(tinycss2.serialize([token]))
                continue
            name = next(rest)
            if name.type == "literal":  # the second colon of a pseudo-element
                next(rest)
            elif _is_structural(name):
                parts.append(":" + tinycss2.serialize([name]))
        text = "".join(parts).strip()
        # A removed part without a tag name, such as `:focus` in `:focus > p`, may have been any element.
        begin = "*" if text[:1] in ("", *_COMBINATORS) else ""
        end = "*" if text[-1:] in _COMBINATORS else ""
        return begin + text + end


@dataclass(frozen=True)
class _Style:
    """A rule with selectors."""

    selectors: Sequence[_Selector]
    content: Sequence[Node]

    @cached_property
    def declarations(self) -> list[tuple[str, str, frozenset[str]]]:
        """The name and text of each declaration, and the names that it refers to.

        If other rules are nested in the rule, its whole content is one declaration without a name.
        """
        if any(token.type == "{} block" for token in self.content):
            return [("", tinycss2.serialize(self.content), frozenset(_names(self.content)))]
        return [
            (each.name, each.serialize(), frozenset(_names(each.value)))
            for each in tinycss2.parse_blocks_contents(self.content)
            if isinstance(each, Declaration)
        ]


@dataclass(frozen=True)
class _Group:
    """A rule that contains rules, such as `@media`."""

    head: str
    rules: tuple[_Rule, ...]


@dataclass(frozen=True)
class _Other:
    """Any other rule, with the names that it refers to; `animation` is the name of the one that it defines."""

    text: str
    names: frozenset[str]
    animation: str | None = None


_Rule: TypeAlias = _Style | _Group | _Other


class StyleSheet:
    """A style sheet that is reduced to what pages use, which it observes one after the other."""

    def __init__(self, sheet: str) -> None:
        self._rules = _rules(sheet)
        self._names: set[str] = set()
        self._used: set[str] = set()
        # The selectors that can match no page seen so far, judged by the names in them, and those that can.
        selectors = [selector for rule in _styles(self._rules) for selector in rule.selectors]
        self._impossible = [selector for selector in selectors if not selector.needs & _NOT_OF_MATERIAL]
        self._possible: dict[str, frozenset[str]] = {}

    def observe(self, page: LexborHTMLParser) -> None:
        """Note which selectors a page uses."""
        names = _names_of(page)
        if not names <= self._names:
            self._names |= names
            possible = [selector for selector in self._impossible if selector.needs <= self._names]
            self._impossible = [selector for selector in self._impossible if not selector.needs <= self._names]
            self._possible |= {each.stateless: each.needs for each in possible if each.stateless not in self._used}
        for stateless, needs in list(self._possible.items()):
            if needs <= names and _matches(stateless, page):
                del self._possible[stateless]
                self._used.add(stateless)

    def reduced(self, other_css: str = "") -> str:
        """Return the part of the sheet that the pages seen so far use.

        Args:
            other_css: another style sheet of the same pages, which may refer to custom properties of this one.
        """
        rules = tuple(self._used_rules(self._rules))
        referred = _referred((*rules, *_rules(other_css)))
        return "".join(_written(rules, referred))

    def _used_rules(self, rules: Iterable[_Rule]) -> Iterator[_Rule]:
        for rule in rules:
            if isinstance(rule, _Style):
                used = [each for each in rule.selectors if each.needs <= self._names and each.stateless in self._used]
                if used:
                    yield _Style(used, rule.content)
            elif isinstance(rule, _Group):
                yield _Group(rule.head, tuple(self._used_rules(rule.rules)))
            else:
                yield rule


@lru_cache(maxsize=8)  # a server builds the site again and again with the same sheets
def _rules(sheet: str) -> tuple[_Rule, ...]:
    return tuple(_parsed(tinycss2.parse_stylesheet(sheet)))


def _names_of(page: LexborHTMLParser) -> set[str]:
    tags = {node.tag or "" for node in page.css("*")}
    classes, ids = ({node.attributes[name] or "" for node in page.css(f"[{name}]")} for name in ("class", "id"))
    return tags | {f".{name}" for text in classes for name in text.split()} | {f"#{name}" for name in ids}


def _matches(selector: str, page: LexborHTMLParser) -> bool:
    try:
        return page.css_first(selector) is not None
    except SelectolaxError:  # a selector that the matcher does not know
        return True


def _parsed(nodes: Iterable[Node]) -> Iterator[_Rule]:
    for node in nodes:
        if isinstance(node, QualifiedRule):
            yield _Style([_Selector(tokens) for tokens in _split(node.prelude)], node.content)
        elif isinstance(node, AtRule) and node.lower_at_keyword in _GROUPS and node.content is not None:
            head = f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}"
            yield _Group(head, tuple(_parsed(tinycss2.parse_rule_list(node.content))))
        elif isinstance(node, AtRule):
            animation = None
            if node.lower_at_keyword.endswith("keyframes"):
                animation = tinycss2.serialize(node.prelude).strip().strip("\"'")
            yield _Other(tinycss2.serialize([node]), frozenset(_names(node.content or [])), animation)


def _names(tokens: Iterable[Node]) -> Iterator[str]:
    """Every name in a value: among them those of custom properties and of animations."""
    for token in tokens:
        if token.type in ("ident", "string"):
            yield token.value
        elif token.type == "function":
            yield from _names(token.arguments)
        elif token.type.endswith(" block"):
            yield from _names(token.content)


def _styles(rules: Iterable[_Rule]) -> Iterator[_Style]:
    """The rules with selectors, at any depth."""
    for rule in rules:
        if isinstance(rule, _Style):
            yield rule
        elif isinstance(rule, _Group):
            yield from _styles(rule.rules)


def _split(prelude: Sequence[Node]) -> list[list[Node]]:
    """A list of selectors, at its commas."""
    selectors: list[list[Node]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    return selectors


def _is_state(attribute: Node) -> bool:
    """True if an attribute is one that readers or scripts change."""
    names = [token.lower_value for token in attribute.content if token.type == "ident"]
    return bool(names) and (names[0] in _STATES or names[0].startswith(("aria-", "data-")))


def _is_structural(name: Node) -> bool:
    if name.type == "ident":
        return name.lower_value in _STRUCTURAL
    return name.lower_name in _STRUCTURAL and not any(
        (token.type == "literal" and token.value == ":") or (token.type == "[] block" and _is_state(token))
        for token in name.arguments
    )


def _referred(rules: Iterable[_Rule]) -> set[str]:
    """The names that rules refer to, directly or through custom properties and animations."""
    referred: set[str] = set()
    through: dict[str, set[str]] = {}

    def collect(rules: Iterable[_Rule]) -> None:
        for rule in rules:
            if isinstance(rule, _Style):
                for name, _, names in rule.declarations:
                    (through.setdefault(name, set()) if name.startswith("--") else referred).update(names)
            elif isinstance(rule, _Group):
                collect(rule.rules)
            else:
                (through.setdefault(rule.animation, set()) if rule.animation else referred).update(rule.names)

    collect(rules)
    waiting = list(referred)
    while waiting:
        new = through.pop(waiting.pop(), set()) - referred
        referred |= new
        waiting += new
    return referred


def _written(rules: Iterable[_Rule], referred: set[str]) -> Iterator[str]:
    """The rules as text, without the custom properties and the animations that nothing refers to."""
    for rule in rules:
        if isinstance(rule, _Style):
            kept = [
                text for name, text, _ in rule.declarations if text and (not name.startswith("--") or name in referred)
            ]
            if kept:
                yield f"{','.join(selector.text for selector in rule.selectors)}{{{';'.join(kept)}}}"
        elif isinstance(rule, _Group):
            if inner := "".join(_written(rule.rules, referred)):
                yield f"{rule.head}{{{inner}}}"
        elif rule.animation is None or rule.animation in referred:
            yield rule.text


def of_classes(style_sheets: Mapping[str, str], page: LexborHTMLParser) -> str:
    """Return the style sheets that a page needs, joined.

    Args:
        style_sheets: minified style sheets, by the class of the elements that need them.
        page: the page.
    """
    classes = {name for node in page.css("[class]") for name in (node.attributes["class"] or "").split()}
    return "".join(sheet for name, sheet in style_sheets.items() if name in classes)


def light_and_dark(sheet: str, name: str) -> tuple[str, str] | None:
    """Return the color in light and in dark that a style sheet gives to a custom property, or None if it does not."""
    values = [
        text.partition(":")[2].strip()
        for rule in _styles(_rules(sheet))
        for each, text, _ in rule.declarations
        if each == name
    ]
    if not values:
        return None
    value = tinycss2.parse_one_component_value(values[-1])
    if value.type == "function" and value.lower_name == "light-dark":
        light, dark = (tinycss2.serialize(color).strip() for color in _split(value.arguments))
        return light, dark
    return values[-1], values[-1]


def first_in(folders: Iterable[str | Path], pattern: str) -> Path:
    """Return the first file that matches a pattern, searching the folders in this order.

    Raises:
        FileNotFoundError: there is none.
    """
    for folder in map(Path, folders):
        for path in sorted(folder.glob(pattern)):
            return path
    raise FileNotFoundError(f"the theme has no {pattern}")


def css_string(text: str) -> str:
    """Return a text as a string of CSS, which may stand in a `<style>` element."""
    return '"' + re.sub(r'["\\<>&\n\r\f]', lambda match: f"\\{ord(match[0]):x} ", text) + '"'
