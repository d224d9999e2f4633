"""The pages that show a translation beside its original, clause by clause, for those who compare them.

Both texts are taken from the trees of their own pages. They have the same clauses, or they would not be published.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from mkdocs.utils import get_relative_url

from policysite.corpus.completion import prefix_ids
from policysite.corpus.model import FOOTNOTE, FOOTNOTE_BACK_REFERENCE, FOOTNOTE_REFERENCE, LISTS
from policysite.corpus.parsed import renumber_placeholders
from policysite.languages import direction_of
from policysite.site.cross_language_links import relative_addresses
from policysite.site.extension_labels import localize
from policysite.site.finishing import finish
from policysite.site.view import PageView

# The classes of the block that a clause begins with: of its heading, and of the title of the text.
CLAUSE, TITLE = "clause", "beside__title"
# The classes of notes about a clause.
UNAPPROVED, UNTRANSLATED = "unapproved", "untranslated"
_FOOTNOTE_LINKS = (FOOTNOTE_REFERENCE, FOOTNOTE_BACK_REFERENCE)
# The prefix of those ids of the original that its own footnotes and tabs need.
_PREFIX = "_"


@dataclass(frozen=True)
class PageText:
    """The text of a page: its tree, with resolved links but without annotations.

    The stash has the HTML that the placeholders in it stand for, in their order.
    """

    view: PageView
    root: Element
    stash: Sequence[str | Element]

    @classmethod
    def of(cls, md: Markdown, root: Element, view: PageView) -> PageText:
        """Return the text of a page that is being converted."""
        return cls(view, deepcopy(root), tuple(md.htmlStash.rawHtmlBlocks))

    def blocks(self, md: Markdown, page: PageView) -> list[Element]:
        """Return the blocks of the text for the page that shows it beside the other one; that page is being converted.

        That page has the ids of the translation. The links of the original lead to its own page.
        """
        root = self._copy(md)
        view, is_original = self.view, not self.view.is_translation
        localize(root, view.labels)
        finish(root, view, view.canonical)
        if is_original:
            _leave_ids_to_translation(root)
        for element, name, address in relative_addresses(root):
            if element.get("class") not in _FOOTNOTE_LINKS:
                element.set(name, _moved(address, view.path, page.path, keep_fragment=not is_original))
        return list(root)

    def _copy(self, md: Markdown) -> Element:
        """Return a copy of the tree whose placeholders stand for HTML of the page that is being converted."""
        root = deepcopy(self.root)
        for entry in renumber_placeholders(root, self.stash, md.htmlStash.html_counter):
            md.htmlStash.store(entry)
        return root


def _leave_ids_to_translation(root: Element) -> None:
    """Remove all ids but those that footnotes and tabs need, which get a prefix, in place."""
    needed = prefix_ids(root, _PREFIX)
    for element in root.iter():
        if element.get("id") not in needed:
            element.attrib.pop("id", None)


def _moved(address: str, old: str, new: str, *, keep_fragment: bool) -> str:
    """Return a link of one page as a link of another one that leads to the same place.

    The link is relative, and the pages are given by their URLs below the root of the site. If the fragment is kept, a
    link to an element of its own page leads to that of the other page.
    """
    path = re.split("[?#]", address, maxsplit=1)[0]
    if not path and keep_fragment:
        return address
    target = urljoin(f"/{old}", path).removeprefix("/") or "./"
    return get_relative_url(target, new) + address.removeprefix(path)


def side_by_side(texts: Mapping[str, Sequence[Element]], names: Mapping[str, str]) -> Iterator[Element]:
    """Yield a row for each clause, with its blocks in each language; the last one is that of the footnotes.

    The block that a clause begins with has the class `CLAUSE` or `TITLE`. `names` are those of the languages.
    """
    for clauses in zip(*map(_clauses, texts.values()), strict=True):
        if any(clauses):
            yield _row(dict(zip(texts, clauses, strict=True)), names)


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


def _row(clause: Mapping[str, Sequence[Element]], names: Mapping[str, str]) -> Element:
    """Return a clause in each language; its blocks are aligned if they are of the same kinds in all of them."""
    is_aligned = len({tuple(_kinds(blocks)) for blocks in clause.values()}) == 1
    row = Element("div", {"class": "beside beside--aligned" if is_aligned else "beside"})
    row.tail = "\n"
    for language, blocks in clause.items():
        box = SubElement(row, "div", {"class": "beside__side", "lang": language, "dir": direction_of(language)})
        SubElement(box, "p", {"class": "beside__language"}).text = names[language]
        box.extend(blocks)
    return row


def _kinds(blocks: Iterable[Element]) -> Iterator[str]:
    """Yield the kinds of what is aligned: of blocks, and of the items of lists. A note stands above both texts."""
    for block in blocks:
        if block.tag in LISTS:
            yield from [block.tag] * len(block)
        elif block.get("class") not in (UNAPPROVED, UNTRANSLATED):
            yield block.tag
