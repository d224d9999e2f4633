"""Attributes in braces, such as `{ #retention }`: what the site takes, and what it refuses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.extensions.attr_list import AttrListTreeprocessor

from policysite.corpus.blocks import WRITTEN_CLASS
from policysite.corpus.model import BASED_ON, HEADINGS

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# The attributes that people may write, by element, with those that Markdown has another form for.
WRITTEN = {
    **dict.fromkeys(HEADINGS, ("id", BASED_ON)),
    # Anchors: others may have links to them.
    **dict.fromkeys(("p", "li", "dt", "dd", "td", "th"), ("id",)),
    "a": ("href", "title", "hreflang"),
    "img": ("src", "alt", "title", "width", "height", "loading"),
}
# Attributes after an element within a line. (Python-Markdown takes all up to the last brace of the line for them, and
# moves the text before that brace to the end.)
_INLINE_ATTRIBUTES = re.compile(r"""^\{:?[ ]*([^}\n ](?:="[^"\n]*"|='[^'\n]*'|[^}\n])*+)\}""")

# The quotation marks that people write around a value, instead of the straight double ones that belong there.
QUOTES = "\"'“”„«»‘’‚‹›"
# The width or the height of an image, in pixels: a smaller one cannot be seen.
IMAGE_SIZE = re.compile("[89]|[1-9][0-9]{1,3}")
# The language of what a link leads to (BCP 47).
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
# Begins the names of the attributes that this program uses itself.
OWN_ATTRIBUTE = "data-policysite"
# Attributes that Markdown has another form for, as `(address)`: in braces they would replace what is written there.
_MARKDOWN_ATTRIBUTES = {"alt", "href", "src", "start", "type"}
# Begins the name that an attribute in braces has instead of a name that is taken.
_REFUSED = "_"


def as_written(name: str) -> str:
    """Return the name of an attribute as it is written in braces."""
    return name.removeprefix(_REFUSED) if _is_taken(name.removeprefix(_REFUSED)) else name


class Attributes(AttrListTreeprocessor):
    """The parser's search for attributes in braces, which marks the elements whose class is written there.

    An attribute without a value gets an empty one, which is the same in HTML.
    """

    INLINE_RE = _INLINE_ATTRIBUTES  # type: ignore[misc]  # final in the stubs alone

    def assign_attrs(self, elem: Element, attrs_string: str, *, strict: bool = False) -> str:
        """Give an element its attributes, and return the text around them."""
        before = elem.get("class")
        remainder = super().assign_attrs(elem, attrs_string, strict=strict)
        elem.attrib |= {name: value or "" for name, value in elem.items()}
        if elem.get("class") != before:
            elem.set(WRITTEN_CLASS, "")
        return remainder

    def sanitize_name(self, name: str) -> str:
        """Return the name of an attribute, changed if this program uses it or Markdown writes it itself."""
        sanitized = super().sanitize_name(name)
        return f"{_REFUSED}{sanitized}" if _is_taken(sanitized) else sanitized


def _is_taken(name: str) -> bool:
    return name.startswith(OWN_ATTRIBUTE) or name in _MARKDOWN_ATTRIBUTES
