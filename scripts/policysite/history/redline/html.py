"""An edit script as HTML: `<ins>` and `<del>`, with words for readers who do not see them.

On a page, a reader walks from change to change by links, without scripts: each changed block links to the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from policysite.corpus import Block
from policysite.corpus.completion import mark
from policysite.history.edit_script import Change, ClauseEdit, Op, Run
from policysite.history.redline import words
from policysite.languages.label_elements import append_text
from policysite.languages.labels import language_attributes

# The class of the element that contains a redline.
REDLINE = "redline"


def redline(edits: Sequence[ClauseEdit], labels: Mapping[str, str], *, prefix: str = "", level: int = 3) -> Element:
    """Return the changed clauses of an edit script.

    The prefix begins the ids of the changes, so that a page can have several redlines; without it there are no ids and
    links. The level is that of the headings of clauses, 1 to 6.
    """
    root = Element("div", {"class": REDLINE})
    ids = ChangeIds(prefix, sum(map(changes_in, edits)))
    for edit in edits:
        root.append(clause(edit, labels, ids, level))
    return root


class ChangeIds:
    """The ids of the changes on a page, and the links between them."""

    def __init__(self, prefix: str, count: int) -> None:
        self._prefix = prefix
        self.count = count
        self._number = 0

    def name(self, number: int) -> str:
        """Return the id of a change, by its number from 1."""
        return f"{self._prefix}-{number}"

    def mark(self, element: Element, labels: Mapping[str, str]) -> None:
        """Give a changed block the next id and, unless it is the last one, a link to the change after it."""
        if not self._prefix:
            return
        self._number += 1
        element.set("id", self.name(self._number))
        if self._number < self.count:
            href = f"#{self.name(self._number + 1)}"
            link = SubElement(element, "a", {"class": "redline__next", "href": href, "title": labels["redline_next"]})
            link.set("aria-label", labels["redline_next"])
            link.text = "↓"


def changes_in(edit: ClauseEdit) -> int:
    """Return the number of changes in a clause: of its blocks, or one if it was only moved."""
    return sum(block.is_change for block in edit.blocks) or int(edit.moved)


def clause(edit: ClauseEdit, labels: Mapping[str, str], ids: ChangeIds, level: int) -> Element:
    """Return a clause of an edit script, whole."""
    section = Element("section", {"class": "redline__clause"})
    for state in words.states(edit, labels):
        note = _state(section, "p", state)
        if edit.change is Change.EQUAL:
            ids.mark(note, labels)
    containers: list[tuple[str, Element]] = []
    for block in edit.blocks:
        parent = _container(section, block.block, containers)
        element = SubElement(parent, _tag(block.block, level))
        if edit.clause.shown_in:
            mark(element, edit.clause.shown_in)
        if block.moved:
            _state(element, "span", words.moved(block, labels))
        if block.is_change and all(run.op is Op.EQUAL for run in block.runs):
            _state(element, "span", labels["redline_formatting"])
        append(element, block.runs, labels)
        if block.is_change:
            ids.mark(element, labels)
    return section


def _state(parent: Element, tag: str, label: str) -> Element:
    """Return a new element that says what happened to a clause or a block."""
    state = SubElement(parent, tag, {"class": "redline__state", **language_attributes(label)})
    state.text = label
    return state


def _tag(block: Block, level: int) -> str:
    return {"heading": f"h{level}", "item": "li", "code": "pre"}.get(block.kind, "p")


def _container(section: Element, block: Block, containers: list[tuple[str, Element]]) -> Element:
    """Return the element that a block belongs to: for an item, a list as deep as on the page."""
    lists = block.lists if block.kind == "item" else ()
    while containers and tuple(tag for tag, _ in containers) != lists[: len(containers)]:
        containers.pop()
    for tag in lists[len(containers) :]:
        parent = containers[-1][1] if containers else section
        if containers:
            # A list stands in the item before it.
            parent = parent[-1] if len(parent) else SubElement(parent, "li")
        # The numbers are part of the text.
        containers.append((tag, SubElement(parent, "ul", {"class": f"redline__{tag}"})))
    return containers[-1][1] if containers else section


def append(element: Element, runs: Iterable[Run], labels: Mapping[str, str]) -> None:
    """Append a text with its edits to an element."""
    for run in runs:
        if run.op is Op.EQUAL:
            append_text(element, run.text)
            continue
        follows = len(element) and element[-1].tag in words.TAGS.values() and not element[-1].tail
        edit = SubElement(element, words.TAGS[run.op], {"class": "redline__mark"} if run.is_mark else {})
        label = labels[f"redline_{run.op}"]
        word = SubElement(edit, "span", {"class": "redline__word", **language_attributes(label)})
        # What is deleted and what is inserted instead are read as two words.
        word.text = f" {label}" if follows else label
        word.tail = run.text
