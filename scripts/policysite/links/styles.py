"""The addresses in CSS: a style sheet, or a style in a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2

# Functions whose text is an address (CSS Values 4, CSS Images 4).
_FUNCTIONS = ("url", "src", "image-set", "-webkit-image-set")
# At-rules after which a URL is only a name, or a string is an address.
_NAMING, _IMPORTING = "namespace", "import"


def addresses(css: str) -> Iterator[str]:
    """Yield the addresses in CSS: of `url()` and similar functions, and of `@import`."""
    yield from _addresses(tinycss2.parse_component_value_list(css, skip_comments=True), in_function=False)


def _addresses(parts: Iterable[Any], *, in_function: bool) -> Iterator[str]:
    statement = ""
    for part in parts:
        if part.type == "at-keyword":
            statement = part.lower_value
        elif part == ";":
            statement = ""
        elif _is_address(part, statement, in_function=in_function):
            yield part.value
        elif part.type == "function" and statement != _NAMING:
            # `type("image/png")` in an image-set() is not an address.
            yield from _addresses(part.arguments, in_function=part.lower_name in _FUNCTIONS)
        elif part.type in ("{} block", "() block", "[] block"):
            yield from _addresses(part.content, in_function=False)
            statement = ""


def _is_address(part: Any, statement: str, *, in_function: bool) -> bool:
    if part.type == "string":
        return in_function or statement == _IMPORTING
    return part.type == "url" and statement != _NAMING
