"""Addresses of links and images that run code, mislead or track the reader."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, unquote, urljoin

import ada_url

from policysite.config.sources import titles_of_pages
from policysite.contacts.in_text import named_elsewhere
from policysite.contacts.operator_sites import is_of_operator
from policysite.corpus import Block, Link, Page, subjects
from policysite.corpus.hosts import host_of, imitates, imitating_hosts_in, misnamed, misnamed_with
from policysite.corpus.part_names import is_own_name, names_other_text, words_of
from policysite.corpus.relative_links import file_named, target
from policysite.corpus.source_map import link_positions
from policysite.corpus.url_safety import AddressKind, address_kind, shown
from policysite.corpus.urls import TRACKING_IN_DIGESTS, without_tracking
from policysite.findings import Edit
from policysite.findings.rule import Aspect
from policysite.languages.alphabets import as_latin
from policysite.lint import other_texts
from policysite.lint.advised_edits import with_advised_edit
from policysite.lint.context import Context
from policysite.lint.page_text import text_runs
from policysite.lint.rule import Hit, hit, hit_at, page_rule, site_rule

_SPACE = re.compile(r"\s+")
# The beginning of an address.
ADDRESS = r"(?:https?:|mailto:|www\.|\.{0,2}/|#|[^\s()\[\]]+\.md\b)"
_ADDRESS = re.compile(rf"{ADDRESS}\S*")
# An address with a title whose quotation marks are not those of Markdown.
_TITLED = re.compile(r"(?P<address>\S+)\s+[«“”„‘'\"](?P<title>[^\"]+)[»“”’'\"]")
# `https://`, written twice or with a sign missing.
_SCHEMES = re.compile(r"(?:https?[:/]+)+", re.IGNORECASE)
_HOST = re.compile(r"(?<=://)[^/?#]+")
_UNENCRYPTED = re.compile("http://", re.IGNORECASE)
# The letters of a word before and after a link, perhaps with a hyphen.
_LAST_LETTERS, _LETTERS = re.compile(r"(?:\w+-)?\w*\Z"), re.compile(r"\w*(?:-\w+)?")
# How far from a link the rest of a name may be that begins in it, in characters.
_CONTEXT_CHARACTERS = 100


@page_rule(suppressible=False, advises=True, of_any_text=True, aspect=Aspect.LINKS)
def url_unsafe(page: Page, context: Context) -> Iterator[Hit]:
    """An address is neither `https:` nor relative nor a contact, so that it may run code."""
    unsafe = _of_kind(page, AddressKind.UNSAFE)
    for each in unsafe:
        if not _UNENCRYPTED.match(each.link.address):
            found, is_email = _corrected(each), each.link.address.lower().startswith("mailto:")
            yield replace(found, params={**found.params, "email": each.link.address if is_email else ""})


@page_rule(suppressible=False, advises=True, of_any_text=True)
def url_unencrypted(page: Page, context: Context) -> Iterator[Hit]:
    """An address begins with `http://`, so that what readers open may be changed on its way."""
    for each in _of_kind(page, AddressKind.UNSAFE):
        if scheme := _UNENCRYPTED.match(each.link.address):
            yield with_advised_edit(each.hit(), page, scheme[0], "https://")


@page_rule(suppressible=False, advises=True, of_any_text=True, aspect=Aspect.LINKS)
def url_disguised(page: Page, context: Context) -> Iterator[Hit]:
    """An address, or a site in the text, hides where it leads: by a name before `@`, look-alikes or shortening."""
    yield from map(_corrected, _of_kind(page, AddressKind.DISGUISED))
    for each in _of_kind(page, AddressKind.HTTPS):
        address = each.link.address
        path = f"/{context.settings.urls.below(address) or ''}"
        if imitates(host_of(address), context.known_hosts) or "//" in path:
            yield each.hit(example="")
    linked = {host_of(each.link.address) for each in links_of(page)}
    for run in text_runs(page):
        for host in imitating_hosts_in(run.text, context.known_hosts):
            if host not in linked:  # one is enough to look at the line
                yield run.hit(max(run.text.lower().find(host), 0), address=shown(host), example="")


def _corrected(found: PlacedLink) -> Hit:
    """Return a hit at an address with advice: one `https://`, a host in Latin letters, a full stop after the link.

    Of an address that sends readers on to another one in it, as mail programs write them, that one is advised.
    """
    page, address, where = found.page, found.link.address, found.hit()
    written = _SCHEMES.sub("https://", address, count=1).removesuffix(".")
    in_latin = _HOST.sub(lambda host: as_latin(host[0]), written)
    values = [value for _, value in parse_qsl(written.partition("?")[2].partition("#")[0]) if "://" in value]
    possible = (written, in_latin, *(values if len(values) == 1 else ()))
    right = next((each for each in possible if address_kind(each) is AddressKind.HTTPS), "")
    if not right:
        return with_advised_edit(where, page, address, "")
    rest = page.source[where.line - 1][where.column - 1 + len(address) :]
    closing = ">" if rest.startswith(">") else ")"
    stop = "." if rest.rstrip() == closing and address.endswith(".") else ""
    return with_advised_edit(where, page, f"{address}{closing}", f"{right}{closing}{stop}")


@page_rule(suppressible=False, of_any_text=True)
def link_text_misleading(page: Page, context: Context) -> Iterator[Hit]:
    """The text of a link names another site, page or contact than it leads to, or a language of this site."""
    site = host_of(context.settings.url)
    for _, block, link, _ in links_of(page):
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
        others = (named_elsewhere(text, link.address, context.settings) for text in texts)
        readable = ada_url.idna_to_unicode(host) if host.isascii() else host
        named = readable + slash + path or next(filter(None, others), "")
        # (An addition and the copyright are the same in all languages, or lead to pages in their own.)
        if other_texts.is_other_text(page) and kind is AddressKind.RELATIVE and not named:
            named = next((each for each in texts if names_other_text(words_of(each), context.settings.languages)), "")
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
    own = {*titles, *clauses, *in_menu, words_of(host_of(context.settings.url))}
    names = {word for name in context.settings.names for word in words_of(name)}
    for page in other_texts.pages(context):
        name, before_it = "", (0, 0)
        for _, block, link, _ in links_of(page):
            # Links with nothing but a space between them are read as one.
            is_next = before_it[0] == id(block) and not block.text[before_it[1] : link.start].strip()
            name = name + link.text if is_next else link.text
            before_it = id(block), link.start + len(link.text)
            if not host_of(link.address) or is_of_operator(link.address, context.settings):
                continue
            end = link.start + len(link.text)
            before, after = _LAST_LETTERS.findall(block.text[: link.start])[0], _LETTERS.match(block.text, end)
            whole = f"{before}{link.text}{after[0] if after else ''}"
            for text in dict.fromkeys((link.text, name, whole, *link.titles)):
                words = words_of(text)
                begins = any(title[: len(words)] == words for title in titles) and not names.issuperset(words)
                if words and (begins or is_own_name(words, own, context.settings.languages, names)):
                    yield hit(page, block, link.start, text=shown(text), address=shown(link.address))


@page_rule(advises=True, aspect=Aspect.LINKS)
def url_with_space(page: Page, context: Context) -> Iterator[Hit]:
    """An address has a space in it, perhaps as its title is in typographic quotation marks."""
    for each in links_of(page):
        link, written = each.link, each.link.address.strip()
        if _SPACE.search(written) and not is_swapped(link):
            titled = _TITLED.fullmatch(written)
            address = titled["address"] if titled else written
            right = (
                _SPACE.sub("%20", address) if "://" in address else _existing(_SPACE.sub("", address), page, context)
            )
            if titled and right:
                right = f'{right} "{titled["title"]}"'
            found = each.hit()
            # The position is that of the text of the link if the address is not found.
            end = found.column + len(f"[{link.text}]({link.address})")
            column = page.source[found.line - 1].find(link.address, found.column - 1) + 1
            yield replace(with_advised_edit(found, page, link.address, right, column), damaged=range(found.column, end))


def is_swapped(link: Link) -> bool:
    """True if the text of a link is an address, and its address none."""
    return not link.is_image and bool(_ADDRESS.fullmatch(link.text)) and not _ADDRESS.match(link.address)


def _existing(address: str, page: Page, context: Context) -> str:
    """Return a relative address if it leads to a page or one of its elements; empty if not."""
    there = target(address, page, context.corpus)
    is_there = there and there.page and (not there.fragment or there.page.has_element(unquote(there.fragment)))
    return address if is_there else ""


@page_rule(suppressible=False, advises=True, aspect=Aspect.LINKS)
def url_outside_docs(page: Page, context: Context) -> Iterator[Hit]:
    """An address leads outside the folder of the published pages."""
    for each in _of_kind(page, AddressKind.ABSOLUTE):
        yield with_advised_edit(each.hit(), page, each.link.address, _below_root(each.link.address, page, context))
    for each in links_of(page):
        path = file_named(each.link.address, page)
        if path is not None and path.parts[:1] == ("..",):
            yield each.hit(example="")


def _below_root(address: str, page: Page, context: Context) -> str:
    """Return an address that begins at the root of the site as a page has it; empty if it leads to no page."""
    urls = context.settings.urls
    path, _, fragment = (urls.below(urljoin(urls.site_url, address)) or address[1:]).partition("#")
    there = context.pages_by_path.get(path) or context.pages_by_path.get(f"{path}/")
    is_there = there and (not fragment or there.has_element(fragment))
    return address_on(page, there, fragment) if there and is_there else _existing(address[1:], page, context)


def address_on(page: Page, there: Page, fragment: str) -> str:
    """Return the address of another page, or of an element of it or of the page itself, as a page has it."""
    path = "" if there is page and fragment else posixpath.relpath(there.below_docs, page.below_docs.parent)
    return f"{path}#{fragment}" if fragment else path


@page_rule(suppressible=False)
def url_unpublished(page: Page, context: Context) -> Iterator[Hit]:
    """An address leads to a file that is not published."""
    for each in links_of(page):
        path = file_named(each.link.address, page)
        if path is not None and path.parts[:1] not in ((), ("..",)) and context.settings.excluded(path):
            yield each.hit()


@page_rule(suppressible=False)
def image_external(page: Page, context: Context) -> Iterator[Hit]:
    """An image is loaded from another site."""
    for each in _of_kind(page, AddressKind.HTTPS, AddressKind.EMAIL, AddressKind.PHONE):
        if each.link.is_image:
            yield each.hit()


@page_rule(suppressible=False, advises=True, of_any_text=True)
def tracking_parameter(page: Page, context: Context) -> Iterator[Hit]:
    """An address has a tracking parameter.

    It is removed automatically only if no digest changes: the address is written in links only, nothing in the text of
    the block looks like a link, such as code, and digests leave out the parameter.
    """
    certain: dict[int, Counter[str]] = {}
    for each in links_of(page):
        address, line = each.link.address, each.block.line
        clean = without_tracking(address)
        if clean != address:
            if line not in certain:
                certain[line] = _certain_links(each.block)
            is_left_out = without_tracking(address, TRACKING_IN_DIGESTS) == clean
            is_certain = is_left_out and 0 < len(each.positions) == certain[line][address]
            found = each.hit(right=shown(clean))
            right = with_advised_edit(found, page, address, clean)
            edit = Edit(address, clean) if is_certain else None
            yield replace(found, edit=edit, advised_edit=right.advised_edit, advised=right.advised)


def _certain_links(block: Block) -> Counter[str]:
    """Count the links of a block by address; none if something in its text looks like a link."""
    texts = (block.text, *(link.text + link.attributes.get("title", "") for link in block.links))
    is_ambiguous = any(link_positions.OPENING.search(text) for text in texts)
    return Counter() if is_ambiguous else Counter(link.address for link in block.links)


class PlacedLink(NamedTuple):
    """A link or an image of a page, with the block that has it.

    `number` says how many links before it have its address, in blocks that begin in the same line.
    """

    page: Page
    block: Block
    link: Link
    number: int

    @property
    def positions(self) -> list[tuple[int, int]]:
        """The lines and columns at which its block has its address in a link; none for other ways to write it."""
        return self.page.link_positions(self.block, self.link.address)

    def hit(self, **params: Any) -> Hit:
        """Return a hit at its address, or at the beginning of the link."""
        positions = self.positions or [self.page.position(self.block, self.link.start)]
        position = positions[min(self.number, len(positions) - 1)]
        breaks = frozenset({subjects.address(self.link.address)})  # what is built of it is found, too
        return hit_at(self.page.path, *position, breaks=breaks, address=shown(self.link.address), **params)


def links_of(page: Page) -> Iterator[PlacedLink]:
    """Yield every link and image of a page."""
    before: Counter[tuple[int, str]] = Counter()
    for block in page.blocks():
        for link in block.links:
            yield PlacedLink(page, block, link, before[block.line, link.address])
            before[block.line, link.address] += 1


def _of_kind(page: Page, *kinds: AddressKind) -> Iterator[PlacedLink]:
    return (each for each in links_of(page) if address_kind(each.link.address) in kinds)
