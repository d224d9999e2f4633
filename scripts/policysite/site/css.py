"""The style sheets of the theme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

# As Markdown and the templates write classes: the output check refuses pages with others.
_CLASSES = re.compile('class="([^"]*)"')


def of_classes(style_sheets: Mapping[str, str], html: str) -> str:
    """Return the joined style sheets of the classes that a page has; `style_sheets` has them by class."""
    classes = {name for value in set(_CLASSES.findall(html)) for name in value.split()}
    return "".join(sheet for name, sheet in style_sheets.items() if name in classes)


def light_and_dark(sheet: str, name: str) -> tuple[str, str] | None:
    """Return the color in light and in dark that a style sheet gives to a custom property, or None if it does not."""
    try:
        values = [each.value for each in _declarations(sheet) if each.name == name]
        last = [token for value in values[-1:] for token in value if token.type not in ("whitespace", "comment")]
        if len(last) == 1 and last[0].type == "function" and last[0].lower_name == "light-dark":
            light, dark = _split(last[0].arguments)
            return light, dark
        color = tinycss2.serialize(last)
    except (RecursionError, ValueError):  # reported by the output check
        return None
    return (color, color) if color else None


@lru_cache(maxsize=8)  # a server builds the site again and again with the same sheets
def _declarations(sheet: str) -> tuple[Declaration, ...]:
    return tuple(_all_declarations(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)))


def _all_declarations(rules: Iterable[Node]) -> Iterator[Declaration]:
    """Yield the declarations of rules, at any depth."""
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            for each in tinycss2.parse_blocks_contents(rule.content):
                if isinstance(each, Declaration):
                    yield each
        elif isinstance(rule, AtRule) and rule.content is not None:
            yield from _all_declarations(tinycss2.parse_rule_list(rule.content))


def _split(arguments: Sequence[Node]) -> list[str]:
    """Return the arguments of a function, as written between its commas."""
    parts: list[list[Node]] = [[]]
    for token in arguments:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return [tinycss2.serialize(part).strip() for part in parts]


def css_string(text: str) -> str:
    """Return a text as a string of CSS, which may stand in a `<style>` element."""
    return '"' + re.sub(r'["\\<>&\n\r\f]', lambda match: f"\\{ord(match[0]):x} ", text) + '"'
