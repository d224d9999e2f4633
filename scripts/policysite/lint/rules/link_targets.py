"""Relative addresses whose page, clause, image or file does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from policysite.corpus import Page, subjects
from policysite.corpus.link_rules import LINK_TARGET_MISSING
from policysite.corpus.relative_links import file_named, is_relative, target
from policysite.corpus.urls import PAGE_SUFFIX, fragment_of
from policysite.lint.context import Context
from policysite.lint.rule import Hit, page_check
from policysite.lint.rules.urls import LinkPositions, links_of


@page_check(LINK_TARGET_MISSING)
def link_target_missing(page: Page, context: Context) -> Iterator[Hit]:
    """An address leads to a page, clause, image or file of this site that does not exist."""
    positions = LinkPositions(page)
    for block, link in links_of(page):
        if not link.address or not is_relative(link.address):
            continue
        path = file_named(link.address, page)
        if _exists(page, link.address, path, context) or (path is not None and _is_reported_elsewhere(path, context)):
            continue
        suggestion = context.suggestions.for_link(page, link.address, image=link.is_image)
        found = positions.corrected(positions.hit(block, link, suggestion=suggestion), link, suggestion)
        yield replace(found, rests_on=frozenset(_named(page, link.address, path)))


def _is_reported_elsewhere(path: PurePosixPath, context: Context) -> bool:
    """True if `url-outside-docs` or `url-unpublished` finds this path."""
    return path.parts[:1] == ("..",) or context.settings.excluded(path)


def _exists(page: Page, address: str, path: PurePosixPath | None, context: Context) -> bool:
    """True if an address on a page leads to a clause or file; `path` is the file that it names, if any."""
    found = target(address, context.published.page(page.language, page.name) or page, context.published)
    if found is not None and found.page is not None:
        clause_id = unquote(fragment_of(address))
        return not clause_id or found.page.has_element(clause_id)
    return path is None or _is_file(path, context)


def _named(page: Page, address: str, path: PurePosixPath | None) -> Iterator[str]:
    """Yield what must be known to say that an address leads to nothing."""
    if path is None or path.suffix == PAGE_SUFFIX:
        language, *rest = path.with_suffix("").parts if path else (page.language, page.name)
        yield from subjects.existence(subjects.page(language, "/".join(rest)), unquote(fragment_of(address)))


def _is_file(path: PurePosixPath, context: Context) -> bool:
    """True if a path is a file, or lies in a folder that could not be read."""
    return not context.files.isdisjoint(each.as_posix() for each in (path, *path.parents))
