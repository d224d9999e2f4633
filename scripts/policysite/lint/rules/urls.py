"""Addresses of links and images that run code, mislead or track the reader."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

import ada_url

from policysite.config.sources import titles_of_pages
from policysite.contacts.in_text import contact_elsewhere
from policysite.contacts.operator_sites import is_of_operator
from policysite.corpus import Block, Link, Page, subjects
from policysite.corpus.hosts import host_of, imitates, misnamed, misnamed_with
from policysite.corpus.part_names import is_own_name, words_of
from policysite.corpus.relative_links import file_named
from policysite.corpus.source_map import link_positions
from policysite.corpus.url_safety import AddressKind, address_kind, shown
from policysite.corpus.urls import without_tracking
from policysite.findings import Edit
from policysite.lint import other_texts
from policysite.lint.context import Context
from policysite.lint.corrections import corrected
from policysite.lint.rule import Hit, hit, page_rule, site_rule

_SPACE = re.compile(r"\s+")
_UNENCRYPTED = re.compile("http://", re.IGNORECASE)
# How far from a link the rest of a name may be that begins in it, in characters.
_CONTEXT_CHARACTERS = 100


@page_rule(suppressible=False, advises=True, of_any_text=True)
def url_unsafe(page: Page, context: Context) -> Iterator[Hit]:
    """An address is neither `https:` nor relative nor a contact: it runs code or is not encrypted."""
    for found, link in _of_kind(page, AddressKind.UNSAFE):
        scheme = _UNENCRYPTED.match(link.address)
        yield corrected(found, page, scheme[0], "https://") if scheme else corrected(found, page, link.address, "")


@page_rule(suppressible=False, of_any_text=True)
def url_disguised(page: Page, context: Context) -> Iterator[Hit]:
    """An address hides where it leads: by a name before `@`, look-alike letters, another site's name, or shortening."""
    yield from (found for found, _ in _of_kind(page, AddressKind.DISGUISED))
    positions = LinkPositions(page)
    for block, link in links_of(page):
        if address_kind(link.address) is AddressKind.HTTPS and imitates(host_of(link.address), context.known_hosts):
            yield positions.hit(block, link)


@page_rule(suppressible=False, of_any_text=True)
def link_text_misleading(page: Page, context: Context) -> Iterator[Hit]:
    """The text of a link names another site than the one that it leads to, or a contact."""
    site = host_of(context.settings.url)
    for block, link in links_of(page):
        kind = address_kind(link.address)
        if link.is_image or kind not in (AddressKind.HTTPS, AddressKind.RELATIVE, AddressKind.ABSOLUTE):
            continue
        texts = (link.text, *link.titles)
        places = [misnamed(text, link.address, site) for text in texts]
        if kind is AddressKind.HTTPS:
            end = link.start + len(link.text)
            before, after = (
                block.text[max(link.start - _CONTEXT_CHARACTERS, 0) : link.start],
                block.text[end : end + _CONTEXT_CHARACTERS],
            )
            places.append(misnamed_with(before, link.text, after, link.address))
        host, slash, path = next(filter(None, places), "").partition("/")
        contacts = (contact_elsewhere(text, link.address, context.settings) for text in texts)
        named = ada_url.idna_to_unicode(host) + slash + path if host else next(filter(None, contacts), "")
        if named:
            yield hit(page, block, link.start, text=shown(named), address=shown(link.address))


@site_rule(suppressible=False)
def link_named_as_page(context: Context) -> Iterator[Hit]:
    """A link around the text leads to another site, although it is named as a page or a part of this one."""
    pages = list(context.corpus.pages())
    titles = {words_of(page.front_matter.title) for page in pages}
    titles |= {words_of(page.clauses[0].title) for page in pages if page.clauses}
    clauses = {words_of(clause.title) for page in pages for clause in page.clauses}
    in_menu = {words_of(title) for source in context.config_sources for title in titles_of_pages(source)}
    names = {word for name in context.settings.names for word in words_of(name)}
    for page in other_texts.pages(context):
        name, place = "", (0, 0)
        for block, link in links_of(page):
            # Links that touch are read as one.
            name = name + link.text if place == (id(block), link.start) else link.text
            place = id(block), link.start + len(link.text)
            if not host_of(link.address) or is_of_operator(link.address, context.settings):
                continue
            for text in dict.fromkeys((link.text, name)):
                words = words_of(text)
                begins = any(title[: len(words)] == words for title in titles) and not names.issuperset(words)
                if words and (begins or is_own_name(words, titles | clauses | in_menu, context.settings.languages)):
                    yield hit(page, block, link.start, text=shown(text), address=shown(link.address))


@page_rule(advises=True)
def url_with_space(page: Page, context: Context) -> Iterator[Hit]:
    """An address has a space in it."""
    positions = LinkPositions(page)
    for block, link in links_of(page):
        written = link.address.strip()
        if _SPACE.search(written):
            right = _SPACE.sub("%20", written) if "://" in written else ""
            found = positions.hit(block, link)
            # The position is that of the text of the link if the address is not found.
            end = found.column + len(f"[{link.text}]({link.address})")
            column = page.source[found.line - 1].find(link.address, found.column - 1) + 1
            yield replace(corrected(found, page, link.address, right, column), damaged=range(found.column, end))


@page_rule(suppressible=False)
def url_outside_docs(page: Page, context: Context) -> Iterator[Hit]:
    """An address leads outside the folder of the published pages."""
    yield from (found for found, _ in _of_kind(page, AddressKind.ABSOLUTE))
    positions = LinkPositions(page)
    for block, link in links_of(page):
        path = file_named(link.address, page)
        if path is not None and path.parts[:1] == ("..",):
            yield positions.hit(block, link)


@page_rule(suppressible=False)
def url_unpublished(page: Page, context: Context) -> Iterator[Hit]:
    """An address leads to a file that is not published."""
    positions = LinkPositions(page)
    for block, link in links_of(page):
        path = file_named(link.address, page)
        if path is None or path.parts[:1] in ((), ("..",)):
            continue
        if context.settings.excluded(path):
            yield positions.hit(block, link)


@page_rule(suppressible=False)
def image_external(page: Page, context: Context) -> Iterator[Hit]:
    """An image is loaded from another site."""
    positions = LinkPositions(page)
    for block, link in links_of(page):
        if link.is_image and address_kind(link.address) in (AddressKind.HTTPS, AddressKind.EMAIL, AddressKind.PHONE):
            yield positions.hit(block, link)


@page_rule(suppressible=False, of_any_text=True)
def tracking_parameter(page: Page, context: Context) -> Iterator[Hit]:
    """An address has a tracking parameter."""
    positions = LinkPositions(page)
    for block, link in links_of(page):
        clean = without_tracking(link.address)
        if clean != link.address:
            yield positions.hit(block, link, clean)


def links_of(page: Page) -> Iterator[tuple[Block, Link]]:
    """Yield every link and image of a page with its block."""
    for block in page.blocks():
        for link in block.links:
            yield block, link


def _of_kind(page: Page, wanted: AddressKind) -> Iterator[tuple[Hit, Link]]:
    positions = LinkPositions(page)
    for block, link in links_of(page):
        if address_kind(link.address) is wanted:
            yield positions.hit(block, link), link


class LinkPositions:
    """The source positions of the addresses of a page, which are used one after the other."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._used: dict[tuple[int, str], int] = defaultdict(int)
        self._counted: dict[int, Counter[str]] = {}

    def hit(self, block: Block, link: Link, clean: str | None = None) -> Hit:
        """Return a hit at an address, with an edit if there is a clean address to replace it.

        There is an edit only if the address is written in links only, and nothing in the text of the block looks like a
        link, such as code.
        """
        positions = self._page.link_positions(block, link.address)
        used = self._used[block.line, link.address]
        self._used[block.line, link.address] += 1
        params = {"address": shown(link.address)} | ({} if clean is None else {"right": shown(clean)})
        breaks = frozenset({subjects.address(link.address)})  # what is built of it is found, too
        if not positions:
            return Hit(self._page.path, *self._page.position(block, link.start), params, breaks=breaks)
        edit = None
        if clean is not None and len(positions) == self._links(block)[link.address]:
            edit = Edit(link.address, clean)
        return Hit(self._page.path, *positions[min(used, len(positions) - 1)], params, edit, breaks)

    def _links(self, block: Block) -> Counter[str]:
        """Count the links of a block by address; none if something in its text looks like a link."""
        if block.line not in self._counted:
            texts = (block.text, *(link.text + link.attributes.get("title", "") for link in block.links))
            ambiguous = any(link_positions.OPENING.search(text) for text in texts)
            self._counted[block.line] = Counter() if ambiguous else Counter(link.address for link in block.links)
        return self._counted[block.line]
