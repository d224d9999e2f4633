"""Whether there is what relative addresses lead to: a page, a clause on it, a picture, a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from policysite.corpus import Page
from policysite.corpus.settings import EDITORIAL
from policysite.lint.context import Context
from policysite.lint.rule import Hit, page_rule
from policysite.lint.rules.urls import Written, file_named, links_of
from policysite.lint.text.url_safety import Destination, destination

_PAGE = ".md"
# What browsers look for as text, not as the id of an element (URL Fragment Text Directives).
_DIRECTIVE = ":~:"
# What a message says in the place of an address where none is similar.
_NOTHING = "—"


@page_rule()
def link_target_missing(page: Page, context: Context) -> Iterator[Hit]:
    """An address leads to a page, a clause, a picture or a file of this site that there is not."""
    where = Written(page)
    for block, link in links_of(page):
        if not link.target or destination(link.target) is not Destination.PAGE:
            continue
        path = file_named(page, link, context)
        target = _target(page, link.target, path, context)
        if target is None or (isinstance(target, PurePosixPath) and _is_told_of(target, context)):
            continue
        similar = context.suggestions.for_link(page, link.target, image=link.is_image)
        yield where.hit(block, link, similar=similar or _NOTHING)


def _is_told_of(path: PurePosixPath, context: Context) -> bool:
    """Whether `url-outside-docs` or `url-unpublished` says already what is wrong with a path."""
    return path.parts[:1] == ("..",) or _is_hidden(path, context)


def _is_hidden(path: PurePosixPath, context: Context) -> bool:
    """Whether a file is left out of the site."""
    return path.parts[:1] == (EDITORIAL,) or context.settings.excluded(path)


def _target(page: Page, address: str, path: PurePosixPath | None, context: Context) -> Page | PurePosixPath | None:
    """What an address misses: the page that lacks the clause, or the path where nothing is; None where all is there."""
    leads_to = page if path is None else _page(path, context)
    if leads_to is not None:
        clause_id = _clause_id(address)
        there = not clause_id or leads_to.has_clause(clause_id) or clause_id in _other_ids(leads_to)
        return None if there else leads_to
    if path is None or _is_there(path, context):
        return None
    return path


def _page(path: PurePosixPath, context: Context) -> Page | None:
    if path.suffix != _PAGE or len(path.parts) < 2:
        return None
    document = context.corpus.documents.get("/".join(path.with_suffix("").parts[1:]))
    return document.pages.get(path.parts[0]) if document else None


def _is_there(path: PurePosixPath, context: Context) -> bool:
    """Whether there is a file, be it a page that could not be read, or may be one in a folder that could not."""
    return not context.files.isdisjoint(each.as_posix() for each in (path, *path.parents))


def _clause_id(address: str) -> str:
    return unquote(address.partition("#")[2].partition(_DIRECTIVE)[0])


def _other_ids(page: Page) -> Iterator[str]:
    """The ids that are written in braces on a page, but not behind a heading."""
    for block in page.blocks():
        yield from (value for _, name, value in block.attributes if name == "id")
        yield from (span.attributes["id"] for span in block.spans if "id" in span.attributes)
