"""What the reader finds beside a page's text: its edition, a link to each clause, the original, an answer's grounds.

The notes are put into the tree that Python-Markdown has parsed, when its own work on it is done.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from policysite.approvals import Kind
from policysite.corpus import Clause
from policysite.corpus.suppression_comments import is_suppression
from policysite.site.cross_language_links import resolve
from policysite.site.typography import set_type
from policysite.site.view import Ground, PageView

BOX = "clause"
NOTES = ("edition", "translated", "based-on", "unapproved")


class Annotations(Extension):
    """The Markdown extension that annotates the page which `view` was last set to."""

    view: PageView

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the name is Python-Markdown's)
        """Registers the work before MkDocs resolves links, and that after everything else that touches the tree."""
        md.treeprocessors.register(_Cross(md, self), "policysite-crossings", 1)
        md.treeprocessors.register(_Annotate(md, self), "policysite-notes", -10)


class _Cross(Treeprocessor):
    def __init__(self, md: Markdown, notes: Annotations) -> None:
        super().__init__(md)
        self._annotations = notes

    def run(self, root: Element) -> None:
        resolve(root, self._annotations.view)


class _Annotate(Treeprocessor):
    def __init__(self, md: Markdown, notes: Annotations) -> None:
        super().__init__(md)
        self._annotations = notes

    def run(self, root: Element) -> None:
        self._leave_out_allowances(root)
        annotate(root, self._annotations.view)

    def _leave_out_allowances(self, root: Element) -> None:
        """Takes out the comments that are for the checks, not for the browser."""
        stash = self.md.htmlStash.rawHtmlBlocks
        for number, html in enumerate(stash):
            if isinstance(html, str) and is_suppression(html.strip()):
                stash[number] = ""
                placeholder = self.md.htmlStash.get_placeholder(number)
                for parent in list(root.iter()):
                    for child in list(parent):
                        if child.tag == "p" and (child.text or "").strip() == placeholder and not len(child):
                            parent.remove(child)


def annotate(root: Element, view: PageView) -> None:
    """Adds the notes of a page to its tree, in place."""
    children = list(root)
    root[:] = []
    clause: Clause | None = None
    body: list[Element] = []
    for child in children:
        if re.fullmatch("h[1-6]", child.tag):
            root.extend(_closing(clause, body, view))
            clause, body = view.page.clause(child.get("id", "")), []
            root.extend(_opening(child, clause, view))
        else:
            body.append(child)
            root.append(child)
    root.extend(_closing(clause, body, view))
    _write_out_addresses(root, view)
    set_type(root, view.page.language, view.messages.lexicon["bound"])


def _write_out_addresses(root: Element, view: PageView) -> None:
    """Annotations on every link into this site its whole address, for print."""
    for link in root.iter("a"):
        href = link.get("href", "")
        address = urljoin(view.canonical, href)
        # (Python-Markdown writes mail addresses in code points, each behind a control character.)
        if address != href and "\x02" not in href and not link.get("class", "").startswith(f"{BOX}__"):
            link.set("data-address", address)


def _opening(heading: Element, clause: Clause, view: PageView) -> list[Element]:
    about = _about(view) if clause is view.page.clauses[0] else []
    return [_with_links(heading, clause, view), *about, *_unapproved(clause, view)]


def _about(view: PageView) -> list[Element]:
    """Under the page's first heading: which edition this is, and that it is a translation."""
    params = view.page.front_matter
    about = []
    if params.version is not None and params.effective_date is not None:
        date = Element("time", datetime=params.effective_date.isoformat())
        date.text = view.in_words(params.effective_date)
        about.append(_note("edition", view.messages.page["edition"], version=params.version, date=date))
    if view.translated:
        original = _original_link(view, view.messages.page["read_original"])
        about.append(
            _note(
                "translated",
                view.messages.page["translated"],
                language=view.original_language(),
                original=original,
            )
        )
    doubtful = [Ground(clause.title, f"#{clause.id}") for clause in view.page.clauses if clause.id in view.unapproved]
    if doubtful:
        about.append(_note("unapproved", view.messages.page["unapproved"], clauses=_links(doubtful)))
    return about


def _unapproved(clause: Clause, view: PageView) -> list[Element]:
    """Under the heading of a clause that is not known to say what it must: what it was not checked against."""
    pairs = view.unapproved.get(clause.id, ())
    notes = []
    if any(pair.kind is Kind.TRANSLATION for pair in pairs):
        original = _original_link(view, view.messages.page["read_original_clause"], clause)
        notes.append(_note("unapproved", view.messages.page["unapproved_translation"], original=original))
    grounds = [view.base_link(pair) for pair in pairs if pair.kind is Kind.BASED_ON]
    if grounds:
        notes.append(_note("unapproved", view.messages.page["unapproved_based_on"], clauses=_links(grounds)))
    return notes


def _links(grounds: Iterable[Ground]) -> Element:
    links = Element("span")
    for ground in grounds:
        if len(links):
            links[-1].tail = ", "
        SubElement(links, "a", href=ground.link).text = ground.title
    return links


def _with_links(heading: Element, clause: Clause, view: PageView) -> Element:
    """A heading with, beside it, a link to its clause and, in a translation, one to the original of the clause."""
    box = Element("div", {"class": BOX})
    box.append(heading)
    label = view.messages.page["link_to"].format(title=clause.title)
    link = SubElement(
        box,
        "a",
        {"class": f"{BOX}__link", "href": f"#{clause.id}", "title": label, "aria-label": label},
    )
    link.text = "#"
    if view.translated:
        original = _original_link(view, view.messages.page["original"], clause)
        original.set("class", f"{BOX}__original")
        box.append(original)
    box.tail = "\n"
    return box


def _original_link(view: PageView, text: str, clause: Clause | None = None) -> Element:
    language = view.corpus.original
    link = Element("a", href=view.original_link(clause.id if clause else ""), hreflang=language)
    link.text = text
    if clause is not None:
        label = view.messages.page["original_of"].format(title=clause.title)
        link.set("aria-label", label)
        link.set("title", label)
    return link


def _closing(clause: Clause | None, body: list[Element], view: PageView) -> list[Element]:
    """At a clause's end: what it rests on, unless its own text already links to all of that."""
    if clause is None or not clause.based_on:
        return []
    linked = {link.get("href") for block in body for link in block.iter("a")}
    grounds = list(view.grounds(clause))
    if all(ground.link in linked for ground in grounds):
        return []
    return [_note("based-on", view.messages.page["based_on"], clauses=_links(grounds))]


def _note(name: str, template: str, **parts: str | Element) -> Element:
    """A paragraph of a class, with the parts of a template filled in."""
    note = Element("p", {"class": name})
    note.text = ""
    _fill(note, template, parts)
    note.tail = "\n"
    return note


def _fill(parent: Element, template: str, parts: Mapping[str, str | Element]) -> None:
    for text, name, _, _ in string.Formatter().parse(template):
        _append_text(parent, text)
        part = parts[name] if name else ""
        if isinstance(part, str):
            _append_text(parent, part)
        else:
            parent.append(part)


def _append_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
