"""Relative addresses whose page, clause, image or file does not exist."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from policysite.corpus import Block, Link, Page, subjects
from policysite.corpus.link_rules import LINK_TARGET_MISSING
from policysite.corpus.relative_links import file_named, is_relative, target
from policysite.corpus.suggestions import closest
from policysite.corpus.urls import PAGE_SUFFIX, fragment_of
from policysite.findings.rule import Aspect, Rule, Scope
from policysite.lint.advised_edits import with_advised_edit
from policysite.lint.context import Context
from policysite.lint.rule import Hit, page_check
from policysite.lint.rules.urls import links_of

ITEM_WITHOUT_TARGET = Rule("item-without-target", "links", Scope.PAGE, aspect=Aspect.LINKS, advises=True)
# The beginning of an item, up to its text.
_ITEM = re.compile(r"[ \t]*[-*+][ \t]")


@page_check(ITEM_WITHOUT_TARGET)
def item_without_target(page: Page, context: Context) -> Iterator[Hit]:
    """An item of a list has nothing but a link to a page, clause or file of this site that does not exist."""
    for found, block, link, suggestion in _dead_links(page, context):
        if not suggestion and _is_whole_item(page, found.line, block, link):
            yield replace(found, advised={found.line: None})


@page_check(LINK_TARGET_MISSING)
def link_target_missing(page: Page, context: Context) -> Iterator[Hit]:
    """An address leads to a page, clause, image or file of this site that does not exist."""
    for found, block, link, suggestion in _dead_links(page, context):
        if suggestion or not _is_whole_item(page, found.line, block, link):
            yield _corrected(found, page, link, suggestion)


def _corrected(found: Hit, page: Page, link: Link, suggestion: str) -> Hit:
    """Return a hit with the advice to write another address, or to keep only the text of the link."""
    opening = f"[{link.text}]("
    written, column = f"{opening}{link.address})", found.column - len(opening)
    # (Its attributes would be a text without it.)
    has_attributes = page.source[found.line - 1].startswith("{", column - 1 + len(written))
    if suggestion:
        found = with_advised_edit(found, page, link.address, suggestion)
    elif not link.is_image and column > 0 and not has_attributes:
        found = with_advised_edit(found, page, written, link.text, column)
    return replace(found, params={"example": "", **found.params, "suggestion": suggestion})


def _is_whole_item(page: Page, line: int, block: Block, link: Link) -> bool:
    """True if a line is an item without a number that has nothing but a link, and nothing inside."""
    source = page.source[line - 1]
    below = next(filter(str.strip, page.source[line:]), "")
    is_alone = block.text.rstrip(".;,") == link.text and block.line == block.last_line == line
    return block.kind == "item" and bool(_ITEM.match(source)) and is_alone and _indent(below) <= _indent(source)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _dead_links(page: Page, context: Context) -> Iterator[tuple[Hit, Block, Link, str]]:
    """Yield the links and images that lead to nothing on this site, with the address that was probably intended."""
    for each in links_of(page):
        link = replace(each.link, address=_as_relative(each.link.address, page, context))
        if not link.address or not is_relative(link.address):
            continue
        path = file_named(link.address, page)
        if _exists(page, link.address, path, context) or (path is not None and _is_reported_elsewhere(path, context)):
            continue
        suggestion = _suggestion(page, link, path, context)
        yield each.hit(rests_on=_named(page, link.address, path)), each.block, each.link, suggestion


def _as_relative(address: str, page: Page, context: Context) -> str:
    """Return the full address of a page of this site as it is written on a page; any other as it is."""
    path, mark, fragment = (context.settings.urls.below(address) or "").partition("#")
    there = context.pages_by_path.get(path) if mark else None
    return f"{posixpath.relpath(there.below_docs, page.below_docs.parent)}#{fragment}" if there else address


def _suggestion(page: Page, link: Link, path: PurePosixPath | None, context: Context) -> str:
    """Return the address that was probably intended; of a clause with a new id, that of its text or of its title."""
    file, mark, fragment = link.address.partition("#")
    there = target(link.address, page, context.corpus)
    name = f"{there.page.name}#{unquote(fragment)}" if there and there.page else ""
    renamed = (context.policy_ids.renamed(name) or context.new_names.get(name)) if name else None
    address = file + mark + renamed.rpartition("#")[2] if renamed else link.address
    if renamed and _exists(page, address, path, context):
        return address
    similar = context.suggestions.for_link(page, address, image=link.is_image)
    if similar or there is None or there.page is None:
        return similar
    # (Its title may have been changed together with its id.)
    titles = {clause.title: clause.id for clause in context.new_clauses(there.page)}
    title = closest(link.text, titles)
    return f"{file}#{titles[title]}" if title else ""


def _is_reported_elsewhere(path: PurePosixPath, context: Context) -> bool:
    """True if `url-outside-docs` or `url-unpublished` finds this path."""
    return path.parts[:1] == ("..",) or context.settings.excluded(path)


def _exists(page: Page, address: str, path: PurePosixPath | None, context: Context) -> bool:
    """True if an address on a page leads to a clause or file; `path` is the file that it names, if any."""
    found = target(address, context.published.page(page.language, page.name) or page, context.published)
    if found is not None and found.page is not None:
        clause_id = fragment_of(address)  # nothing but letters, digits and hyphens, so it needs no percent signs
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
