"""Elements made from labels: their placeholders are replaced with texts and elements."""

from __future__ import annotations

import string
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from policysite.languages.signs import QUESTION_MARKS

_MARKS = (*QUESTION_MARKS, "!", "！")


def note(name: str, template: str, **parts: str | Element) -> Element:
    """Return a paragraph of this class: a template with its placeholders replaced."""
    paragraph = fill(Element("p", {"class": name}), template, **parts)
    paragraph.tail = "\n"
    return paragraph


def fill(parent: Element, template: str, **parts: str | Element) -> Element:
    """Append a template with its placeholders replaced to an element, and return the element."""
    for text, name, _, _ in string.Formatter().parse(template):
        _append_text(parent, text)
        part = parts[name] if name else ""
        if isinstance(part, str):
            _append_text(parent, part)
        else:
            parent.append(part)
    return parent


def span(template: str, **parts: str | Element) -> Element:
    """Return a template with its placeholders replaced, as a part of a sentence."""
    return fill(Element("span"), template, **parts)


def link(text: str, href: str, **attributes: str) -> Element:
    """Return a link."""
    element = Element("a", {"href": href, **attributes})
    element.text = text
    return element


def enumeration(elements: Iterable[Element], separator: str) -> Element:
    """Return elements with a separator between them, such as a comma, or a space after a question or an exclamation."""
    joined = Element("span")
    for element in elements:
        if len(joined):
            joined[-1].tail = " " if "".join(joined[-1].itertext()).endswith(_MARKS) else separator
        joined.append(element)
    return joined


def _append_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
