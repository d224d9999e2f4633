"""Elements made from labels: their placeholders are replaced with texts and elements."""

from __future__ import annotations

import string
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from policysite.languages import direction_of
from policysite.languages.labels import ForeignLabel
from policysite.languages.signs import QUESTION_MARKS

_MARKS = (*QUESTION_MARKS, "!", "！")


def note(name: str, template: str, **parts: str | Element) -> Element:
    """Return a paragraph of this class: a template with its placeholders replaced."""
    paragraph = fill(Element("p", {"class": name}), template, **parts)
    paragraph.tail = "\n"
    return paragraph


def fill(parent: Element, template: str, **parts: str | Element) -> Element:
    """Append a template with its placeholders replaced to an element, and return the element.

    A foreign label is marked with its language, and in it the parts that are in the language of the page.
    """
    holder = _holder(parent, template)
    for text, name, _, _ in string.Formatter().parse(template):
        append_text(holder, text)
        part = parts[name] if name else ""
        if isinstance(template, ForeignLabel) and part != "" and not isinstance(part, ForeignLabel):
            element = add_text(Element("bdi"), part) if isinstance(part, str) else part
            element.attrib.setdefault("lang", template.around)
            holder.append(element)
        elif isinstance(part, str):
            append_text(holder, part)
        else:
            holder.append(part)
    return parent


def append_text(element: Element, text: str) -> None:
    """Add a text at the end of an element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def add_text(element: Element, text: str) -> Element:
    """Append a text to an element, marked with its language if it is a foreign label, and return the element."""
    append_text(_holder(element, text), text)
    return element


def _holder(element: Element, text: str) -> Element:
    """Return what a text is appended to: the element, or another one in it if the text is a foreign label."""
    if not isinstance(text, ForeignLabel):
        return element
    return SubElement(element, "bdi", lang=text.language, dir=direction_of(text.language))


def span(template: str, **parts: str | Element) -> Element:
    """Return a template with its placeholders replaced, as a part of a sentence."""
    return fill(Element("span"), template, **parts)


def link(text: str, href: str, **attributes: str) -> Element:
    """Return a link."""
    # (The language of a link tells readers the language of the page that it leads to.)
    return add_text(Element("a", {"href": href, **attributes}), text)


def enumeration(elements: Iterable[Element], separator: str) -> Element:
    """Return elements with a separator between them, such as a comma, or a space after a question or an exclamation."""
    joined = Element("span")
    for element in elements:
        if len(joined):
            joined[-1].tail = " " if "".join(joined[-1].itertext()).endswith(_MARKS) else separator
        joined.append(element)
    return joined
