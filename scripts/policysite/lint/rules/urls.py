"""Where links lead and where pictures come from: nowhere that runs code, misleads or tells on the reader."""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from policysite.corpus import Block, Link, Page
from policysite.corpus.settings import EDITORIAL
from policysite.corpus.source_map import link_positions
from policysite.corpus.tracking_parameters import without_tracking
from policysite.findings import Edit
from policysite.lint.context import Context
from policysite.lint.rule import Hit, page_rule
from policysite.lint.text.url_safety import Destination, destination, shown


@page_rule()
def url_unsafe(page: Page, context: Context) -> Iterator[Hit]:
    """An address is neither `https:` nor relative nor a contact: it runs code, or is not encrypted."""
    yield from _to(page, Destination.UNSAFE)


@page_rule()
def url_disguised(page: Page, context: Context) -> Iterator[Hit]:
    """An address does not show where it leads: a name before `@`, look-alike letters, hidden characters."""
    yield from _to(page, Destination.DISGUISED)


@page_rule()
def url_outside_docs(page: Page, context: Context) -> Iterator[Hit]:
    """An address leads out of the folder that the site is published in."""
    yield from _to(page, Destination.ABSOLUTE)
    where = Written(page)
    for block, link in links_of(page):
        path = file_named(page, link, context)
        if path is not None and path.parts[:1] == ("..",):
            yield where.hit(block, link)


@page_rule()
def url_unpublished(page: Page, context: Context) -> Iterator[Hit]:
    """An address leads to a file that is left out of the site."""
    where = Written(page)
    for block, link in links_of(page):
        path = file_named(page, link, context)
        if path is None or path.parts[:1] in ((), ("..",)):
            continue
        if path.parts[0] == EDITORIAL or context.settings.excluded(path):
            yield where.hit(block, link)


@page_rule()
def image_external(page: Page, context: Context) -> Iterator[Hit]:
    """A picture comes from another site."""
    where = Written(page)
    for block, link in links_of(page):
        if link.is_image and destination(link.target) in (Destination.SITE, Destination.MAIL, Destination.TELEPHONE):
            yield where.hit(block, link)


@page_rule()
def tracking_parameter(page: Page, context: Context) -> Iterator[Hit]:
    """An address tells its owner where the reader came from."""
    where = Written(page)
    for block, link in links_of(page):
        clean = without_tracking(link.target)
        if clean != link.target:
            yield where.hit(block, link, clean)


def links_of(page: Page) -> Iterator[tuple[Block, Link]]:
    """Every link and picture of a page, and the block that it stands in."""
    for block in page.blocks():
        for link in block.links:
            yield block, link


def _to(page: Page, wanted: Destination) -> Iterator[Hit]:
    where = Written(page)
    for block, link in links_of(page):
        if destination(link.target) is wanted:
            yield where.hit(block, link)


def file_named(page: Page, link: Link, context: Context) -> PurePosixPath | None:
    """The file of this site that a relative address names, below the folder of the pages; None for other addresses."""
    if destination(link.target) is not Destination.PAGE:
        return None
    path = unquote(re.split("[?#]", link.target, maxsplit=1)[0])
    below = PurePosixPath(page.path).relative_to(context.settings.relative_path(context.settings.docs))
    return PurePosixPath(posixpath.normpath(posixpath.join(below.parent, path))) if path else None


class Written:
    """Where the addresses of a page are written."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._told: dict[tuple[int, str], int] = defaultdict(int)
        self._counted: dict[int, Counter[str]] = {}

    def hit(self, block: Block, link: Link, clean: str | None = None, **more: str) -> Hit:
        """A hit at an address, with what mends it where there is a clean one.

        An edit is made just where each place that the address is written in is that of a link, and nothing that is
        shown to the reader, such as code, looks like a link.
        """
        places = self._page.link_positions(block, link.target)
        told = self._told[block.line, link.target]
        self._told[block.line, link.target] += 1
        params = {"address": shown(link.target)} | ({} if clean is None else {"clean": shown(clean)}) | more
        if not places:
            return Hit(self._page.path, *self._page.position(block, link.start), params)
        edit = None
        if clean is not None and len(places) == self._links(block)[link.target]:
            edit = Edit(link.target, clean)
        return Hit(self._page.path, *places[min(told, len(places) - 1)], params, edit)

    def _links(self, block: Block) -> Counter[str]:
        """How many links of a block have each address; none where its text shows what looks like one."""
        if block.line not in self._counted:
            shown_to_readers = (block.text, *(link.text + link.attributes.get("title", "") for link in block.links))
            hides = any(link_positions.OPENING.search(text) for text in shown_to_readers)
            self._counted[block.line] = Counter() if hides else Counter(link.target for link in block.links)
        return self._counted[block.line]
