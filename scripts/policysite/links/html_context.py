"""What an element of a page stands in: the text of the page or what surrounds that, a language, other elements."""

from __future__ import annotations

from typing import NamedTuple

from selectolax.lexbor import LexborNode

# Elements that hold the text of a page.
_TEXT = ("article", "main")
# Elements above one that are noted.
_NEAREST = 12


class HtmlContext(NamedTuple):
    """What an element stands in, itself included.

    Attributes:
        in_text: whether that is the text of the page.
        language: the language that is said of it; empty where none is.
        elements: the nearest elements by tag and class, the innermost first.
    """

    in_text: bool = False
    language: str = ""
    elements: tuple[tuple[str, str], ...] = ()


class Reader:
    """Reads what elements of one page stand in, each element once."""

    def __init__(self) -> None:
        self._known: dict[int, HtmlContext] = {}

    def of(self, node: LexborNode | None) -> HtmlContext:
        """What an element stands in; nothing for the document itself."""
        chain: list[LexborNode] = []
        while node is not None and node.mem_id not in self._known:
            chain.append(node)
            node = node.parent
        found = self._known[node.mem_id] if node is not None else HtmlContext()
        for each in reversed(chain):
            found = _inside(each, found)
            self._known[each.mem_id] = found
        return found


def _inside(node: LexborNode, above: HtmlContext) -> HtmlContext:
    """What an element stands in that stands in something else."""
    tag = node.tag or ""
    if tag.startswith("-"):  # which is what selectolax calls the document
        return above
    attributes = node.attributes
    language = attributes.get("lang")
    return HtmlContext(
        in_text=above.in_text or tag in _TEXT,
        language=above.language if language is None else language,
        elements=((tag, attributes.get("class") or ""), *above.elements[: _NEAREST - 1]),
    )
