"""Annotations of a page's text: its version, a link to each clause, its original, the policy clauses of an answer.

They are added to the element tree after all other extensions of Python-Markdown.
"""

from __future__ import annotations

import html
import re
import string
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from policysite.approvals import Kind
from policysite.corpus import Clause
from policysite.corpus.invisible import visible
from policysite.corpus.model import FOOTNOTE
from policysite.corpus.suppression_comments import is_suppression
from policysite.site.cross_language_links import resolve
from policysite.site.markdown_extensions import localize, localized_task, mark_first_abbreviations
from policysite.site.numbered_clauses import link_numbers
from policysite.site.printed_urls import add_printed_urls
from policysite.site.typography import apply_typography
from policysite.site.view import ClauseLink, PageView

_BOX = "clause"
# Some scripts need them.
_NEEDED = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"


class Annotations(Extension):
    """The Markdown extension that annotates a page: the one that `view` was last set to."""

    view: PageView

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the name is Python-Markdown's)
        """Register one step before MkDocs resolves links, and one after everything else that changes the tree."""
        md.treeprocessors.register(_CrossLanguageLinks(md, self), "policysite-cross-language-links", 1)
        md.treeprocessors.register(_Annotate(md, self), "policysite-annotations", -10)


class _CrossLanguageLinks(Treeprocessor):
    def __init__(self, md: Markdown, extension: Annotations) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: Element) -> None:
        resolve(root, self._extension.view)


class _Annotate(Treeprocessor):
    def __init__(self, md: Markdown, extension: Annotations) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: Element) -> None:
        self._remove_suppression_comments(root)
        self._remove_invisible_references()
        stash, labels = self.md.htmlStash.rawHtmlBlocks, self._extension.view.labels
        stash[:] = [localized_task(entry, labels) if isinstance(entry, str) else entry for entry in stash]
        annotate(root, self._extension.view)

    def _remove_suppression_comments(self, root: Element) -> None:
        """Remove the comments that are for the checks, not for the browser."""
        stash = self.md.htmlStash.rawHtmlBlocks
        removed: set[str] = set()
        for number, written in enumerate(stash):
            if isinstance(written, str) and is_suppression(written.strip()):
                stash[number] = ""
                removed.add(self.md.htmlStash.get_placeholder(number))
        for parent in list(root.iter()) if removed else ():
            parent[:] = [
                child for child in parent if child.tag != "p" or len(child) or (child.text or "").strip() not in removed
            ]

    def _remove_invisible_references(self) -> None:
        """Remove references to characters that nobody sees, such as `&shy;`."""
        stash = self.md.htmlStash.rawHtmlBlocks
        for number, written in enumerate(stash):
            if isinstance(written, str) and written.startswith("&"):
                character = html.unescape(written)
                if len(character) == 1 and character not in _NEEDED and not visible(f"a{character}a").strip("a"):
                    stash[number] = ""


def annotate(root: Element, view: PageView) -> None:
    """Add the annotations of a page to its tree, in place."""
    children = list(root)
    footnotes = [children.pop()] if children and children[-1].get("class") == FOOTNOTE else []
    root[:] = []
    clause: Clause | None = None
    body: list[Element] = []
    suppressed: dict[Element, frozenset[str]] = {}
    for child in children:
        if re.fullmatch("h[1-6]", child.tag):
            root.extend(_below_clause(clause, body, view))
            clause, body = view.page.clause(child.get("id", "")), []
            root.extend(_heading(child, clause, view))
            suppressed[child] = view.suppressed(clause)
        else:
            body.append(child)
            root.append(child)
    root.extend([*_below_clause(clause, body, view), *footnotes])
    localize(root, view.labels)
    mark_first_abbreviations(root.iter("abbr"))
    add_printed_urls(root, view.canonical)
    link_numbers(root, view.labels["link_to"])
    apply_typography(root, view.page.language, suppressed)


def _heading(heading: Element, clause: Clause, view: PageView) -> list[Element]:
    """Return a heading with its links, and the notes under it."""
    about_page = _about_page(view) if clause is view.page.clauses[0] else []
    copies = list(view.frozen_copies(clause))
    frozen = [_note("frozen", view.labels["frozen_copies"], copies=_links(copies))] if copies else []
    return [_with_links(heading, clause, view), *about_page, *_unapproved(clause, view), *frozen]


def _about_page(view: PageView) -> list[Element]:
    """Return the notes under the first heading: the version, the original, the feed, and the unapproved clauses."""
    front_matter = view.page.front_matter
    notes = []
    if front_matter.version is not None and front_matter.effective_date is not None:
        date = Element("time", datetime=front_matter.effective_date.isoformat())
        date.text = view.messages.date(front_matter.effective_date)
        notes.append(_note("version", view.labels["version"], version=front_matter.version, date=date))
    if view.is_translation:
        original = _original_link(view, view.labels["read_original"])
        language = view.original_language
        notes.append(_note("translated", view.labels["translated"], language=language, original=original))
    if view.states and view.feed:
        feed = Element("a", href=view.feed_href, type="application/atom+xml")
        feed.text = view.labels["feed_link"]
        notes.append(_note("feed", view.labels["feed"], link=feed))
    unapproved = [
        ClauseLink(clause.title, f"#{clause.id}") for clause in view.page.clauses if clause.id in view.unapproved
    ]
    if unapproved:
        notes.append(_note("unapproved", view.labels["unapproved"], clauses=_links(unapproved)))
    return notes


def _unapproved(clause: Clause, view: PageView) -> list[Element]:
    """Return the notes under the heading of an unapproved clause: the texts that it has not been checked against."""
    pairs = view.unapproved.get(clause.id, ())
    notes = []
    if any(pair.kind is Kind.TRANSLATION for pair in pairs):
        original = _original_link(view, view.labels["read_original_clause"], clause)
        notes.append(_note("unapproved", view.labels["unapproved_translation"], original=original))
    policy_clauses = [view.base_clause(pair) for pair in pairs if pair.kind is Kind.BASED_ON]
    if policy_clauses:
        notes.append(_note("unapproved", view.labels["unapproved_based_on"], clauses=_links(policy_clauses)))
    return notes


def _links(clauses: Iterable[ClauseLink]) -> Element:
    links = Element("span")
    for clause in clauses:
        if len(links):
            links[-1].tail = ", "
        SubElement(links, "a", href=clause.href).text = clause.title
    return links


def _with_links(heading: Element, clause: Clause, view: PageView) -> Element:
    """Return a heading with a link to its clause beside it and, in a translation, a link to the original clause."""
    box = Element("div", {"class": _BOX})
    box.append(heading)
    label = view.labels["link_to"].format(title=clause.title)
    attributes = {"class": f"{_BOX}__link", "href": f"#{clause.id}", "title": label, "aria-label": label}
    SubElement(box, "a", attributes).text = "#"
    if view.is_translation:
        original = _original_link(view, view.labels["original"], clause)
        original.set("class", f"{_BOX}__original")
        box.append(original)
    box.tail = "\n"
    return box


def _original_link(view: PageView, text: str, clause: Clause | None = None) -> Element:
    """Return a link to the original of the page, or of a clause."""
    link = Element("a", href=view.original_href(clause.id if clause else ""), hreflang=view.corpus.original)
    link.text = text
    if clause is not None:
        label = view.labels["original_of"].format(title=clause.title)
        link.set("aria-label", label)
        link.set("title", label)
    return link


def _below_clause(clause: Clause | None, body: list[Element], view: PageView) -> list[Element]:
    """Return the note at the end of a clause that links to the policy clauses it is based on.

    There is none if the text of the clause links to all of them.
    """
    if clause is None or not clause.based_on:
        return []
    linked = {link.get("href") for block in body for link in block.iter("a")}
    policy_clauses = list(view.policy_clauses(clause))
    if all(each.href in linked for each in policy_clauses):
        return []
    return [_note("based-on", view.labels["based_on"], clauses=_links(policy_clauses))]


def _note(name: str, template: str, **parts: str | Element) -> Element:
    """Return a paragraph of this class: a template with its placeholders replaced."""
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
