"""Whether there is what relative addresses lead to: a page, a clause on it, a picture, a file."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import PurePosixPath
from urllib.parse import unquote

from policysite.corpus import Link, Page
from policysite.corpus.settings import EDITORIAL
from policysite.lint.context import Context
from policysite.lint.rule import Hit, page_rule
from policysite.lint.rules.addresses import Written, file_named, links_of
from policysite.lint.text.destinations import Destination, destination

_PAGE = ".md"
# What the page that a folder shows is called.
_OF_FOLDER = "index.md"
# What browsers look for as text, not as the id of an element (URL Fragment Text Directives).
_DIRECTIVE = ":~:"
# What a message says in the place of an address where none is similar.
_NOTHING = "—"
# Looking for a similar address takes time: on one page it is done for so many.
_SUGGESTED = 50


@page_rule()
def link_target_missing(page: Page, context: Context) -> Iterator[Hit]:
    """An address leads to a page, a clause, a picture or a file of this site that there is not."""
    where = Written(page)
    similar: dict[tuple[str, bool], str] = {}
    for block, link in links_of(page):
        if not link.target or destination(link.target) is not Destination.PAGE:
            continue
        path = file_named(page, link, context)
        target = _target(page, link.target, path, context)
        if target is None or (isinstance(target, PurePosixPath) and _is_told_of(target, context)):
            continue
        asked = (link.target, link.picture)
        if asked not in similar:
            similar[asked] = _similar(page, link, target, context) if len(similar) < _SUGGESTED else ""
        yield where.hit(block, link, similar=similar[asked] or _NOTHING)


def _is_told_of(path: PurePosixPath, context: Context) -> bool:
    """Whether `address-outside` or `address-unpublished` says already what is wrong with a path."""
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


def _similar(page: Page, link: Link, target: Page | PurePosixPath, context: Context) -> str:
    """The address that was probably meant, as it would be written on the page; nothing where none is similar."""
    here = _below(page, context).parent
    if isinstance(target, Page):
        return _similar_clause(page, target, _clause_id(link.target), here, context)
    language = target.parts[0] if target.parts and target.parts[0] in context.settings.languages else page.language
    pages = [] if link.picture else [each for each in context.corpus.pages() if each.language == language]
    known = {_relative(_below(each, context), here): each for each in pages}
    files = [path for path in map(PurePosixPath, context.files) if path.suffix != _PAGE]
    others = [_relative(path, here) for path in sorted(files) if not _is_hidden(path, context)]
    wanted = _relative(target, here)
    stem = re.sub(r"\.html?\Z", "", wanted)
    likely = (f"{stem}{_PAGE}", posixpath.normpath(posixpath.join(stem, _OF_FOLDER)))
    nearest = next((path for path in likely if path in known), None) or _nearest(wanted, [*known, *others])
    clause_id = _clause_id(link.target)
    if nearest not in known or not clause_id:
        return nearest
    ids = _named(known[nearest])
    nearest_id = clause_id if clause_id in ids else _nearest(clause_id, ids)
    return f"{nearest}#{nearest_id}" if nearest_id else nearest


def _similar_clause(page: Page, target: Page, clause_id: str, here: PurePosixPath, context: Context) -> str:
    """The clause with this id on another page in the same language, or else one with a similar id on this page."""
    others = (each for each in context.corpus.pages() if each.language == target.language)
    moved = next((each for each in others if clause_id in _named(each)), None)
    on, nearest = (moved, clause_id) if moved else (target, _nearest(clause_id, _named(target)))
    if not nearest:
        return ""
    return f"#{nearest}" if on is page else f"{_relative(_below(on, context), here)}#{nearest}"


def _named(page: Page) -> list[str]:
    return [clause.id for clause in page.clauses if clause.id]


def _nearest(wanted: str, known: Iterable[str]) -> str:
    return next(iter(get_close_matches(wanted, list(known), n=1)), "")


def _below(page: Page, context: Context) -> PurePosixPath:
    """The file of a page, by its path below the folder of the pages."""
    return PurePosixPath(page.path).relative_to(context.settings.place(context.settings.docs))


def _relative(path: PurePosixPath, here: PurePosixPath) -> str:
    return posixpath.relpath(path.as_posix(), here.as_posix())
