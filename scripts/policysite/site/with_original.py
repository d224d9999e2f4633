"""The pages that show a translation beside its original, clause by clause, for those who compare them.

Both texts are taken from the trees of their own pages. They have the same clauses, or they would not be published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.util import HTML_PLACEHOLDER_RE
from mkdocs.utils import get_relative_url

from policysite.corpus.model import FOOTNOTE
from policysite.site.cross_language_links import relative_addresses
from policysite.site.extension_labels import localize, mark_first_abbreviations
from policysite.site.numbered_clauses import link_numbers
from policysite.site.printed_urls import add_printed_urls
from policysite.site.typography import apply_typography
from policysite.site.view import PageView

# The classes of the block that a clause begins with: of its heading, and of the title of the text.
CLAUSE, TITLE = "clause", "beside__title"
# The class of a note about a clause.
UNAPPROVED = "unapproved"
_LISTS = ("ol", "ul")
_HEADING = re.compile("h[1-6]")
# The classes of links to ids that are made for footnotes.
_FOOTNOTE_LINKS = ("footnote-ref", "footnote-backref")
# Begins those ids of the original that its own footnotes and tabs need.
_PREFIX = "_"


@dataclass(frozen=True)
class Text:
    """The text of a page.

    Attributes:
        view: the page.
        root: its tree, with resolved links but without annotations.
        stash: the HTML that the placeholders in it stand for, in their order.
        contents: its table of contents, as Python-Markdown makes it.
    """

    view: PageView
    root: Element
    stash: Sequence[str | Element]
    contents: object

    @classmethod
    def of(cls, md: Markdown, root: Element, view: PageView) -> Text:
        """Return the text of a page that is being converted."""
        contents = getattr(md, "toc_tokens", [])
        return cls(view, deepcopy(root), tuple(md.htmlStash.rawHtmlBlocks), contents)

    def blocks(self, md: Markdown, page: PageView) -> list[Element]:
        """Return the blocks of the text on the page that shows it beside the other one, and is being converted.

        That page has the ids of the translation. The links of the original lead to its own page.
        """
        root = self._copy(md)
        view, is_original = self.view, not self.view.is_translation
        suppressed = {
            block: view.suppressed(view.page.clause(block.get("id", "")))
            for block in root
            if _HEADING.fullmatch(block.tag)
        }
        localize(root, view.labels)
        mark_first_abbreviations(root.iter("abbr"))
        add_printed_urls(root, view.canonical)
        link_numbers(root, view.labels["link_to"])
        if is_original:
            _leave_ids_to_translation(root)
        for element, name, address in relative_addresses(root):
            if element.get("class") not in _FOOTNOTE_LINKS:
                element.set(name, _moved(address, view.path, page.path, keep_fragment=not is_original))
        apply_typography(root, view.page.language, suppressed)
        return list(root)

    def _copy(self, md: Markdown) -> Element:
        """Return a copy of the tree whose placeholders stand for HTML of the page that is being converted."""
        first = md.htmlStash.html_counter

        def renumbered(text: str) -> str:
            return HTML_PLACEHOLDER_RE.sub(lambda match: md.htmlStash.get_placeholder(first + int(match[1])), text)

        for entry in self.stash:
            md.htmlStash.store(renumbered(entry) if isinstance(entry, str) else entry)
        root = deepcopy(self.root)
        for element in root.iter():
            element.text, element.tail = renumbered(element.text or ""), renumbered(element.tail or "")
            element.attrib |= {name: renumbered(value) for name, value in element.items()}
        return root


def _leave_ids_to_translation(root: Element) -> None:
    """Remove all ids but those that footnotes and tabs need, which get a prefix, in place."""
    needed = {label.get("for", "") for label in root.iter("label")}
    needed |= {link.get("href", "")[1:] for link in root.iter("a") if link.get("class") in _FOOTNOTE_LINKS}
    for element in root.iter():
        own = element.attrib.pop("id", None)
        if own in needed:
            element.set("id", f"{_PREFIX}{own}")
        for name in ("for", "name"):
            if name in element.attrib:
                element.set(name, _PREFIX + element.get(name, ""))
        if element.get("class") in _FOOTNOTE_LINKS:
            element.set("href", f"#{_PREFIX}{element.get('href', '')[1:]}")


def _moved(address: str, old: str, new: str, *, keep_fragment: bool) -> str:
    """Return a link of one page as a link of another one that leads to the same place.

    Args:
        address: the link, which is relative.
        old: the URL of its page below the root of the site.
        new: the URL of the other page.
        keep_fragment: True if a link to an element of its own page is to lead to that of the other page.
    """
    path = re.split("[?#]", address, maxsplit=1)[0]
    if not path and keep_fragment:
        return address
    target = urljoin(f"/{old}", path).removeprefix("/") or "./"
    return get_relative_url(target, new) + address.removeprefix(path)


@dataclass(frozen=True)
class Side:
    """One of the texts of a page.

    Attributes:
        language: the code of its language.
        name: the name of the language.
        direction: the direction of its script, `ltr` or `rtl`.
        blocks: the text; the block that a clause begins with has the class `CLAUSE` or `TITLE`.
    """

    language: str
    name: str
    direction: str
    blocks: Sequence[Element]

    @classmethod
    def of(cls, view: PageView, blocks: Sequence[Element]) -> Side:
        """Return the side that shows the blocks of a page."""
        language = view.page.language
        return cls(language, view.language_names[language], view.direction, blocks)


def side_by_side(sides: Sequence[Side]) -> Iterator[Element]:
    """Yield a row for each clause, with what it says on each side; the last one is that of the footnotes."""
    for clauses in zip(*(_clauses(side.blocks) for side in sides), strict=True):
        if any(clauses):
            yield _row([replace(side, blocks=blocks) for side, blocks in zip(sides, clauses, strict=True)])


def _clauses(blocks: Iterable[Element]) -> list[list[Element]]:
    """Return the blocks of each clause, then the footnotes."""
    clauses: list[list[Element]] = []
    footnotes: list[Element] = []
    for block in blocks:
        if block.get("class") == FOOTNOTE:
            footnotes.append(block)
        elif block.get("class") in (CLAUSE, TITLE):
            clauses.append([block])
        else:
            clauses[-1].append(block)
    return [*clauses, footnotes]


def _row(sides: Sequence[Side]) -> Element:
    """Return a clause on each side; its blocks are aligned if they are of the same kinds on all of them."""
    is_aligned = len({tuple(_kinds(side.blocks)) for side in sides}) == 1
    row = Element("div", {"class": "beside beside--aligned" if is_aligned else "beside"})
    row.tail = "\n"
    for side in sides:
        box = SubElement(row, "div", {"class": "beside__side", "lang": side.language, "dir": side.direction})
        SubElement(box, "p", {"class": "beside__language"}).text = side.name
        box.extend(side.blocks)
    return row


def _kinds(blocks: Iterable[Element]) -> Iterator[str]:
    """Yield the kinds of what is aligned: of blocks, and of the items of lists. A note stands above both texts."""
    for block in blocks:
        if block.tag in _LISTS:
            yield from [block.tag] * len(block)
        elif block.get("class") != UNAPPROVED:
            yield block.tag
