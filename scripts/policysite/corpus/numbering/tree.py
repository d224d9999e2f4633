"""Numbered clauses in the element tree: their markers as text, their ids."""

from __future__ import annotations

import string
from collections import Counter
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from policysite.corpus.model import HEADINGS
from policysite.corpus.numbering.markers import NUMBERS, ROMAN, Marker
from policysite.corpus.numbering.places import ItemPlace

# The attribute of an item with its marker as written.
MARKER = "data-policysite-marker"
# The tag of a list while blocks are parsed, so that the parser adds no other items to it.
LIST = "numbered"

_EMPHASIS = "data-policysite-emphasis"
_EMPHASIS_TAGS = {1: "em", 2: "strong"}
# The attributes of an item with the end of its id, and with that of a decimal number, which is unique in its clause.
_KEY = "data-policysite-key"
_NUMBER = "data-policysite-number"


def item(parent: Element, marker: Marker, place: ItemPlace) -> Element:
    """Return a new item of a list."""
    attributes = {MARKER: marker.written, _EMPHASIS: marker.emphasis}
    if marker.numbers:
        attributes[_NUMBER] = "-".join(map(str, marker.numbers))
    elif place.sequence in (NUMBERS, ROMAN):
        attributes[_KEY] = marker.value
    else:  # the same in every alphabet
        attributes[_KEY] = dict(enumerate(string.ascii_lowercase, start=1)).get(place.ordinal, str(place.ordinal))
    return SubElement(parent, "li", attributes)


class InsertMarkers(Treeprocessor):
    """Puts the markers into the text, where nothing changes them."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for element in root.iter():
            if element.tag == LIST:
                element.tag = "ol"
            elif MARKER in element.attrib:
                is_loose = not (element.text or "").strip() and len(element) > 0 and element[0].tag == "p"
                self._put(element[0] if is_loose else element, element.attrib[MARKER], element.attrib.pop(_EMPHASIS))

    def _put(self, element: Element, marker: str, emphasis: str) -> None:
        span = Element("span")
        holder = SubElement(span, _EMPHASIS_TAGS[len(emphasis)]) if emphasis else span
        holder.text = AtomicString(marker)
        span.tail = f" {element.text or ''}"
        element.text = ""
        element.insert(0, span)


class AssignIds(Treeprocessor):
    """Gives each item an id: that of the clause or of the item around it, with its decimal number or its letter."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        self._ids = {element.get("id", "") for element in root.iter()}
        self._repetitions: Counter[str] = Counter()
        clause = ""
        for element in root:
            if element.tag in HEADINGS:
                clause = element.get("id", "")
            self._set(element, clause, clause)

    def _set(self, element: Element, clause: str, around: str) -> None:
        if MARKER in element.attrib:
            number, key = element.attrib.pop(_NUMBER, ""), element.attrib.pop(_KEY, "")
            around = element.get("id") or self._unique(f"{clause}-{number}" if number else f"{around}-{key}")
            element.set("id", around)
        for child in element:
            self._set(child, clause, around)

    def _unique(self, wanted: str) -> str:
        """Return an id that no other element has, numbered as Python-Markdown numbers those of headings."""
        found = wanted
        while found in self._ids:
            self._repetitions[wanted] += 1
            found = f"{wanted}_{self._repetitions[wanted]}"
        self._ids.add(found)
        return found
