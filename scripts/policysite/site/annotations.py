"""Annotations of a page's text: its version, a link to each clause, its original, the policy clauses of an answer.

They are added to the element tree that the corpus was read from, so that no page is parsed twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from mkdocs.utils import get_relative_url

from policysite.approvals import PairKind, PairState
from policysite.corpus import Clause
from policysite.corpus.character_references import unescape
from policysite.corpus.completion import ORIGINAL_PREFIX
from policysite.corpus.invisible import RIGHT_TO_LEFT, visible
from policysite.corpus.model import FOOTNOTE, HEADINGS
from policysite.corpus.parsed import Tree
from policysite.corpus.suppression_comments import is_suppression
from policysite.corpus.urls import parts_of
from policysite.languages.label_elements import enumeration, link, note
from policysite.site.cross_language_links import leads_to_page, relative_addresses, resolve
from policysite.site.extension_labels import localize, localized_task
from policysite.site.finishing import finish
from policysite.site.home import is_card
from policysite.site.set_apart import set_apart
from policysite.site.typography import apply_typography
from policysite.site.version_notes import (
    changes_in_history,
    comparison_page,
    edition_strip,
    former_documents,
    frozen_banner,
    history,
    prevailing,
    wording,
)
from policysite.site.view import ClauseLink, PageView
from policysite.site.with_original import CLAUSE, TITLE, UNAPPROVED, UNTRANSLATED, PageText, side_by_side

_ADDRESSES = frozenset({"href", "src"})
# Invisible characters that some scripts need.
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
_MARKS = "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"


class Annotations(Extension):
    """The Markdown extension that annotates a page: the one that `view` and `tree` were last set to.

    The tree is the text as the corpus has parsed it; None for a page that is generated.
    """

    view: PageView
    tree: Tree | None

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[tuple[str, str], PageText] = {}

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the name is Python-Markdown's)
        """Register one step after the parser, one before MkDocs resolves links, and one after all others."""
        md.treeprocessors.register(_TakeTree(md, self), "policysite-tree", 5.5)
        md.treeprocessors.register(_CrossLanguageLinks(md, self), "policysite-cross-language-links", 1)
        md.treeprocessors.register(_Annotate(md, self), "policysite-annotations", -10)


class _Step(Treeprocessor):
    def __init__(self, md: Markdown, extension: Annotations) -> None:
        super().__init__(md)
        self._extension = extension


class _TakeTree(_Step):
    """Takes the tree of the corpus instead of the one that Python-Markdown has parsed."""

    def run(self, root: Element) -> Element:
        return self._extension.tree.moved_to(self.md) if self._extension.tree else root


class _CrossLanguageLinks(_Step):
    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in _ADDRESSES.intersection(element.keys()):
                element.set(name, _readable(element.get(name, "")))
        resolve(root, self._extension.view)


def _readable(address: str) -> str:
    """Return an address with escapes if MkDocs could not parse it; the output check refuses it in any form."""
    return quote(address, safe=":/?#") if parts_of(address) is None else address


class _Annotate(_Step):
    def run(self, root: Element) -> None:
        self._remove_suppression_comments(root)
        self._remove_invisible_references(root)
        stash, labels = self.md.htmlStash.rawHtmlBlocks, self._extension.view.labels
        stash[:] = [localized_task(entry, labels) if isinstance(entry, str) else entry for entry in stash]
        view = self._extension.view
        if view.with_original:
            self._show_with_original(root, view)
            return
        if view.with_original_links:
            self._extension.texts[view.page.language, view.page.name] = PageText.of(self.md, root, view)
        annotate(root, view)

    def _show_with_original(self, root: Element, view: PageView) -> None:
        """Replace the content of a page with a translation beside its original, whose own pages are converted first."""
        texts = self._extension.texts
        translation = texts.pop((view.page.language, view.page.name))
        original = texts[view.languages[0], view.page.name]
        root[:] = _beside_original(
            view, translation.blocks(self.md, view), original.view, original.blocks(self.md, view)
        )

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

    def _remove_invisible_references(self, root: Element) -> None:
        """Remove references to characters that nobody sees, such as `&shy;`, but not those that a script needs."""
        stash = self.md.htmlStash.rawHtmlBlocks
        needed = _JOINERS + (_MARKS if RIGHT_TO_LEFT.search("".join(root.itertext())) else "")
        for number, written in enumerate(stash):
            if isinstance(written, str) and written.startswith("&"):
                character = unescape(written)
                if len(character) == 1 and character not in needed and not visible(f"a{character}a").strip("a"):
                    stash[number] = ""


def annotate(root: Element, view: PageView) -> None:
    """Add the annotations of a page to its tree, in place."""
    for block in root:
        localize(block, view.original_labels if block.get("lang") == view.languages[0] else view.labels)
    _mark_links_out_of_original(root, view)
    root[:] = comparison_page(view, view.compared) if view.compared else _annotated(list(root), view)
    finish(root, view, view.url)


def _mark_links_out_of_original(root: Element, view: PageView) -> None:
    """Mark the links in clauses that are shown in the original, in place, with the language of their pages."""
    for block in root.iter():
        if block.get("lang") == view.languages[0] != view.page.language:
            for element, name, address in relative_addresses(block):
                if name == "href" and not address.startswith("#") and leads_to_page(address):
                    element.attrib.setdefault("hreflang", view.page.language)


def _annotated(children: list[Element], view: PageView) -> list[Element]:
    """Return the blocks of a page with the notes on it and on its clauses."""
    footnotes = [children.pop()] if children and children[-1].get("class") == FOOTNOTE else []
    opening: list[Element] = []
    clauses: list[tuple[Clause, list[Element]]] = []
    for child in children:
        if child.tag in HEADINGS:
            clauses.append((_clause(child, view), []))
        (clauses[-1][1] if clauses else opening).append(child)
    annotated = [
        (clause, [*_heading(heading, clause, view), *body, *_below_clause(clause, body, view)])
        for clause, (heading, *body) in clauses
    ]
    return [*frozen_banner(view), *opening, *set_apart(annotated, view), *footnotes]


def _clause(heading: Element, view: PageView) -> Clause:
    return view.page.clause(heading.get("id", ""))


def _heading(heading: Element, clause: Clause, view: PageView) -> list[Element]:
    """Return a heading with its links, and the notes under it."""
    is_first = clause is view.page.clauses[0]
    about_page = _about_page(view) if is_first and not view.has_cards else []
    notes = [*about_page, *_untranslated(clause, view), *_unapproved(clause, view), *history(view, clause)]
    return [_with_links(heading, clause, view), *notes]


def _about_page(view: PageView) -> list[Element]:
    """Return the notes under the first heading: the versions, the original, the feed, and the unapproved clauses."""
    notes = [*edition_strip(view), *prevailing(view), *former_documents(view)]
    if view.page.name == view.settings.history and view.feed:
        feed = link(view.labels["feed"], get_relative_url(view.feed, view.path), type="application/atom+xml")
        notes.append(note("feed", "{link}", link=feed))
    unapproved = [
        ClauseLink(clause.title, f"#{clause.id}") for clause in view.page.clauses if clause.id in view.unapproved
    ]
    if unapproved:
        notes.append(note(UNAPPROVED, view.labels["unapproved"], clauses=_links(unapproved, view)))
    return notes


def _untranslated(clause: Clause, view: PageView) -> list[Element]:
    """Return the note under the heading of a clause that is shown in the original, or of a page that is."""
    if not clause.shown_in or (view.page.is_untranslated and clause is not view.page.clauses[0]):
        return []
    is_page = view.page.is_untranslated
    label = view.labels["untranslated_page" if is_page else "untranslated_clause"]
    original = _original_link(view, view.labels["read_original"], None if is_page else clause)
    return [note(UNTRANSLATED, label, language=view.original_language, original=original)]


def _unapproved(clause: Clause, view: PageView) -> list[Element]:
    """Return the notes under the heading of an unapproved clause: the texts that it has not been checked against."""
    notes: list[Element] = []
    states = [state for pair, state in view.unapproved.get(clause.id, ()) if pair.kind is not PairKind.BASED_ON]
    if states:
        label = view.labels["stale_translation" if states[0] is PairState.STALE else "unapproved_translation"]
        original = _original_link(view, view.labels["read_original"], clause)
        notes.append(note(UNAPPROVED, label, language=view.original_language, original=original))
    if policy_clauses := view.unapproved_policy_clauses(clause):
        notes.append(note(UNAPPROVED, view.labels["unapproved_based_on"], clauses=_links(policy_clauses, view)))
    return notes


def _beside_original(
    view: PageView, translation: Iterable[Element], original_view: PageView, original: Iterable[Element]
) -> list[Element]:
    """Return the content of the page that shows a translation beside its original, given the blocks of both."""
    first = view.page.clauses[0]
    heading = Element("h1", id=first.id)
    heading.text = view.title
    about = _typeset([heading, *edition_strip(view), *prevailing(view)], view)
    annotated: list[Element] = []
    clause = first
    for block in translation:
        if block.tag not in HEADINGS:
            if block.get("class") == FOOTNOTE:
                _remove_footnotes_of_original(block)
            if not clause.shown_in or block.get("class") == FOOTNOTE:
                annotated.append(block)
            continue
        clause = _clause(block, view)
        notes = _typeset([*_untranslated(clause, view), *_unapproved(clause, view)], view)
        annotated += [_title(view, view) if clause is first else _with_links(block, clause, view), *notes]
    plain = [
        block if block.tag not in HEADINGS else _title(original_view, view) if block.tag == "h1" else _box(block)
        for block in original
    ]
    texts = {view.page.language: annotated, original_view.page.language: plain}
    return [*about, *side_by_side(texts, view.language_names)]


def _remove_footnotes_of_original(footnotes: Element) -> None:
    """Remove the footnotes of clauses that are shown in the original, in place."""
    for listed in footnotes.iter("ol"):
        listed[:] = [each for each in listed if not each.get("id", "").startswith(ORIGINAL_PREFIX)]


def _typeset(elements: list[Element], view: PageView) -> list[Element]:
    for element in elements:
        apply_typography(element, view.page.language)
    return elements


def _title(text: PageView, page: PageView) -> Element:
    """Return the title of a text, which links to the page that shows it alone."""
    title = Element("p", {"class": TITLE})
    href = page.href(text.page.language, text.page.name)
    title.append(link(text.page.clauses[0].title, href, hreflang=text.page.language))
    return _typeset([title], text)[0]


def _links(clauses: Iterable[ClauseLink], view: PageView) -> Element:
    return enumeration(map(_link_to_clause, clauses), view.labels["separator"])


def _link_to_clause(clause: ClauseLink) -> Element:
    found = link(clause.title, clause.href)
    if clause.shown_in:
        title = SubElement(found, "bdi", lang=clause.shown_in)
        title.text, found.text = found.text, None
    return found


def _with_links(heading: Element, clause: Clause, view: PageView) -> Element:
    """Return a heading with a link to its clause beside it and, in a translation, a link to the original clause."""
    box = _box(heading)
    label = view.labels["link_to"].format(title=clause.title)
    attributes = {"class": f"{CLAUSE}__link", "href": f"#{clause.id}", "title": label, "aria-label": label}
    SubElement(box, "a", attributes).text = "#"
    if view.is_translation and not view.with_original:
        original = _original_link(view, view.labels["original"], clause)
        original.set("class", f"{CLAUSE}__original")
        box.append(original)
    return box


def _box(heading: Element) -> Element:
    """Return a heading in the block that a clause begins with."""
    box = Element("div", {"class": CLAUSE})
    box.append(heading)
    if "dir" in heading.attrib:
        box.set("dir", heading.attrib.pop("dir"))
    heading.tail = ""
    box.tail = "\n"
    return box


def _original_link(view: PageView, text: str, clause: Clause | None) -> Element:
    """Return a link to the original of the page, or of a clause."""
    original = link(text, view.original_href(clause.id if clause else ""), hreflang=view.languages[0])
    if clause is not None:
        label = view.labels["original_of"].format(title=clause.title)
        original.set("aria-label", label)
        original.set("title", label)
    return original


def _below_clause(clause: Clause, body: list[Element], view: PageView) -> list[Element]:
    """Return the notes at the end of a clause: what it is based on, since when it has this wording, and what changed.

    On a home page with cards, the notes on the page stand under the lead, not above it.
    """
    about_page = _about_page(view) if view.has_cards and clause is view.page.clauses[0] else []
    return [*_based_on(clause, body, view), *wording(view, clause), *changes_in_history(view, clause), *about_page]


def _based_on(clause: Clause, body: list[Element], view: PageView) -> list[Element]:
    """Return the note that links to the policy clauses that a clause is based on; on a card, each of them in a line.

    There is none if the text of the clause links to all of them. Those with which it has not been compared are in the
    note that says so.
    """
    unapproved = view.unapproved_policy_clauses(clause)
    policy_clauses = [each for each in view.policy_clauses(clause) if each not in unapproved]
    linked = {anchor.get("href") for block in body for anchor in block.iter("a")}
    if all(each.href in linked for each in policy_clauses):
        return []
    if view.has_cards and is_card(clause):
        return [note("based-on", "{clause}", clause=_link_to_clause(each)) for each in policy_clauses]
    return [note("based-on", view.labels["based_on"], clauses=_links(policy_clauses, view))]
