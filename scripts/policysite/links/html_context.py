"""The context of an element, which its ancestors determine: inside the text of the page or not, and the language."""

from __future__ import annotations

from typing import NamedTuple

from selectolax.lexbor import LexborNode

# Elements that contain the text of a page.
_TEXT = ("article", "main")


class HtmlContext(NamedTuple):
    """The context of an element.

    Attributes:
        in_text: True if the element is in the text of the page.
        language: its language; empty if none is declared.
    """

    in_text: bool = False
    language: str = ""


class ContextReader:
    """Reads the context of elements of one page, visiting each ancestor once."""

    def __init__(self) -> None:
        self._known: dict[int, HtmlContext] = {}

    def context(self, node: LexborNode | None) -> HtmlContext:
        """Return the context of an element."""
        chain: list[LexborNode] = []
        while node is not None and node.mem_id not in self._known:
            chain.append(node)
            node = node.parent
        found = self._known[node.mem_id] if node is not None else HtmlContext()
        for each in reversed(chain):
            language = each.attributes.get("lang")
            found = HtmlContext(found.in_text or each.tag in _TEXT, found.language if language is None else language)
            self._known[each.mem_id] = found
        return found
