"""Relative addresses whose page, clause, image or file does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from policysite.corpus import Block, Link, Page, subjects
from policysite.corpus.link_rules import LINK_TARGET_MISSING
from policysite.corpus.relative_links import file_named, is_relative, target
from policysite.corpus.suggestions import closest, items_beside
from policysite.corpus.urls import PAGE_SUFFIX, fragment_of
from policysite.findings.rule import Aspect, Rule, Scope
from policysite.lint.advised_edits import with_advised_edit
from policysite.lint.context import Context
from policysite.lint.rule import Hit, page_check
from policysite.lint.rules.urls import PlacedLink, address_on, is_swapped, links_of

ITEM_WITHOUT_TARGET = Rule("item-without-target", "links", Scope.PAGE, aspect=Aspect.LINKS, advises=True)
# As many items of a clause are named.
_MAX_ITEMS = 5
# The beginning of an item, up to its text.
_ITEM = re.compile(r"[ \t]*[-*+][ \t]")


@page_check(ITEM_WITHOUT_TARGET)
def item_without_target(page: Page, context: Context) -> Iterator[Hit]:
    """An item of a list has nothing but a link to a page, clause or file of this site that does not exist."""
    for found, block, link, suggestion in _dead_links(page, context):
        is_clear = not suggestion and not _items_beside(page, link, context)
        if is_clear and _is_whole_item(page, found.line, block, link):
            yield replace(found, advised={found.line: None})


@page_check(LINK_TARGET_MISSING)
def link_target_missing(page: Page, context: Context) -> Iterator[Hit]:
    """An address leads to a page, clause, image or file of this site that does not exist."""
    for found, block, link, suggestion in _dead_links(page, context):
        items = "" if suggestion else _items_beside(page, link, context)
        if items:
            yield replace(found, params={**found.params, "example": "", "suggestion": items})
        elif suggestion or not _is_whole_item(page, found.line, block, link):
            yield _corrected(found, page, link, suggestion, context)


def _items_beside(page: Page, link: Link, context: Context) -> str:
    """Return the addresses of the items of a clause of which a link names another one; empty if it names none."""
    file, _, fragment = link.address.partition("#")
    there = target(link.address, page, context.corpus)
    ids = items_beside(there.page, unquote(fragment)) if there and there.page and fragment else []
    return ", ".join(f"{file}#{each}" for each in ids[:_MAX_ITEMS])


def _corrected(found: Hit, page: Page, link: Link, suggestion: str, context: Context) -> Hit:
    """Return a hit with the advice to write another address, or to keep only the text of a link that was there."""
    opening = f"[{link.text}]("
    written, column = f"{opening}{link.address})", found.column - len(opening)
    # (Its attributes would be a text without it.)
    has_attributes = page.source[found.line - 1].startswith("{", column - 1 + len(written))
    if suggestion:
        found = with_advised_edit(found, page, link.address, suggestion)
    elif not has_attributes and any(written in each for each in context.former_source(page)):
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
        if not link.address or not is_relative(link.address) or is_swapped(link):
            continue
        path = file_named(link.address, page)
        # (`url-outside-docs` and `url-unpublished` find these.)
        is_elsewhere = path is not None and (path.parts[:1] == ("..",) or context.settings.excluded(path))
        if is_elsewhere or _exists(page, link.address, path, context):
            continue
        suggestion = _in_other_language(each, context) or _suggestion(page, link, path, context)
        if suggestion and _is_deleted(page, link.address, suggestion, context):
            suggestion = ""
        yield each.hit(rests_on=_named(page, link.address, path)), each.block, each.link, suggestion


def _is_deleted(page: Page, address: str, similar: str, context: Context) -> bool:
    """True if a page had an address before, and what a similar one leads to was there as well: its target is gone."""
    there = target(similar, page, context.corpus)
    if there is None or there.page is None or f"]({address})" not in "\n".join(context.former_source(page)):
        return False
    former = context.former_source(there.page)
    return bool(former) and (not there.fragment or any(f"#{unquote(there.fragment)}" in line for line in former))


def _as_relative(address: str, page: Page, context: Context) -> str:
    """Return the full address of a page of this site as it is written on a page; any other as it is."""
    path, mark, fragment = (context.settings.urls.below(address) or "").partition("#")
    there = context.pages_by_path.get(path) if mark else None
    return address_on(page, there, fragment) if there else address


def _suggestion(page: Page, link: Link, path: PurePosixPath | None, context: Context) -> str:
    """Return the address that was probably intended; of a clause with a new id, that of its text or of its title."""
    file, mark, fragment = link.address.partition("#")
    # (In a Russian layout the key of “#” types this sign.)
    with_sign = link.address.replace("№", "#") if "№" in link.address else f"#{link.address}"
    is_page = context.corpus.page(page.language, link.address) is not None
    if not is_page and _exists(page, with_sign, file_named(with_sign, page), context):
        return with_sign
    if "@" in link.address:
        return f"mailto:{link.address}"
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
    clauses = (clause for clause in there.page.clauses if link not in clause.heading.links)
    named = (clause.id for clause in clauses if clause.title == link.text)
    clause_id = next(named, "") or titles.get(closest(link.text, titles), "")
    return f"{file}#{clause_id}" if clause_id else ""


def _in_other_language(found: PlacedLink, context: Context) -> str:
    """Return the address of what the same link in another language leads to, unless a link beside it leads there."""
    page, links = found.page, found.block.links
    beside_it = {_place(link, page, context) for link in links}
    for language in context.corpus.languages:
        other = None if language == page.language else context.corpus.page(language, page.name)
        counterparts = _counterparts(found, other) if other else ()
        place = _place(counterparts[links.index(found.link)], other, context) if other and counterparts else None
        own = context.corpus.page(page.language, place[0]) if place and place not in beside_it else None
        if place and own and (not place[1] or own.has_element(place[1])):
            return address_on(page, own, place[1])
    return ""


def _counterparts(found: PlacedLink, other: Page) -> Sequence[Link]:
    """Return the links of the same block in another language; none if there are more or fewer."""
    clause = found.page.clause_at(found.block.line)
    if clause is None or not other.has_clause(clause.id):
        return ()
    blocks = zip(clause.all_blocks(), other.clause(clause.id).all_blocks(), strict=False)
    links = next((there.links for here, there in blocks if here is found.block), ())
    return links if len(links) == len(found.block.links) else ()


def _place(link: Link, page: Page, context: Context) -> tuple[str, str] | None:
    """Return the name of the page and the id that a link leads to; None if it leads to none in its language."""
    there = target(link.address, page, context.corpus)
    if there is None or there.page is None or there.page.language != page.language:
        return None
    element_id = unquote(there.fragment)
    return (there.page.name, element_id) if not element_id or there.page.has_element(element_id) else None


def _exists(page: Page, address: str, path: PurePosixPath | None, context: Context) -> bool:
    """True if an address on a page leads to a clause or file; `path` is the file that it names, if any."""
    found = target(address, context.published.page(page.language, page.name) or page, context.published)
    if found is not None and found.page is not None:
        clause_id = fragment_of(address)  # nothing but letters, digits and hyphens, so it needs no percent signs
        return not clause_id or found.page.has_element(clause_id)
    # (A file may lie in a folder that could not be read.)
    return path is None or not context.files.isdisjoint(each.as_posix() for each in (path, *path.parents))


def _named(page: Page, address: str, path: PurePosixPath | None) -> Iterator[str]:
    """Yield what must be known to say that an address leads to nothing."""
    if path is None or path.suffix == PAGE_SUFFIX:
        language, *rest = path.with_suffix("").parts if path else (page.language, page.name)
        yield from subjects.existence(subjects.page(language, "/".join(rest)), unquote(fragment_of(address)))
