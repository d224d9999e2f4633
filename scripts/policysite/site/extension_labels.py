"""The parts of a page that Markdown extensions name in English or not at all, named in the language of the page."""

from __future__ import annotations

import html
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from policysite.corpus.blocks import is_generated_title
from policysite.corpus.model import FOOTNOTE_BACK_REFERENCE, FOOTNOTE_REFERENCE
from policysite.languages.label_elements import add_text

_BOX = "admonition"
_CHECK_BOX = '<input type="checkbox" '
# How pymdownx.tasklist begins an item, with and without the option `custom_checkbox`.
_TASKS = (_CHECK_BOX, f'<label class="task-list-control">{_CHECK_BOX}')


def localize(root: Element, labels: Mapping[str, str]) -> None:
    """Name boxes without a title, footnotes and the links to and from them, in place.

    Boxes that fold also get the class of those that do not.
    """
    for element in root.iter():
        classes = element.get("class", "").split()
        if element.tag == "details":
            element.set("class", " ".join((_BOX, *classes)))
        if not classes:
            continue
        if classes == ["footnote"]:
            element.set("role", "doc-endnotes")
            element.set("aria-label", labels["footnotes"])
        elif classes == [FOOTNOTE_REFERENCE]:
            element.set("aria-label", labels["footnote"].format(number=element.text))
        elif classes == [FOOTNOTE_BACK_REFERENCE]:
            element.set("title", labels["footnote_back"])
            element.set("aria-label", labels["footnote_back"])
        for title in element:
            if is_generated_title(element, title):
                text = labels.get((title.text or "").lower(), title.text or "")
                title.text = None
                add_text(title, text)


def localized_task(entry: str, labels: Mapping[str, str]) -> str:
    """Return a text that the parser has stashed, with a name for its check box if it is the beginning of a task."""
    if not entry.startswith(_TASKS):
        return entry
    label = labels["task_done" if " checked" in entry else "task_open"]
    return entry.replace(_CHECK_BOX, f'{_CHECK_BOX}aria-label="{html.escape(label)}" ', 1)


def mark_first_abbreviations(root: Element) -> None:
    """Mark the first use of each abbreviation, in place, so that its long form is printed there."""
    seen: set[tuple[str | None, str | None]] = set()
    for element in root.iter("abbr"):
        key = element.text, element.get("title")
        if key not in seen:
            element.set("data-first", "")
            seen.add(key)
