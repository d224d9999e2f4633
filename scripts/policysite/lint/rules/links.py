"""Links: the lists of links at the end of pages, links without text, and links into another language."""

from __future__ import annotations

import functools
import itertools
import posixpath
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter
from urllib.parse import unquote

from policysite.config.options import PAGE_LISTS, PAGE_NAMES
from policysite.config.sources import PLUGIN, items, text_of
from policysite.corpus import Block, Clause, Link, Page, Settings, relative_links, subjects
from policysite.corpus.headings import moved_lines, unnumbered
from policysite.corpus.invisible import is_blank
from policysite.corpus.link_rules import CROSS_LANGUAGE_LINK_UNMARKED
from policysite.corpus.numbering.markers import written_marker
from policysite.corpus.settings import Closing
from policysite.corpus.url_safety import AddressKind, address_kind
from policysite.files.yaml_nodes import position
from policysite.findings import Severity
from policysite.findings.rule import Aspect
from policysite.languages.lexicon import lexicon_of
from policysite.lint.advised_edits import with_advised_edit
from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit, hit_at, page_check, page_rule, site_rule
from policysite.lint.rules.urls import links_of

# The number of a clause in a clause.
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:\.\d{1,3})+(?![\w,]|\.\d)")


@site_rule()
def configured_page_missing(context: Context) -> Iterator[Hit]:
    """The settings name a page that does not exist."""
    lists = (attrgetter(".".join(option))(context.settings) or () for option in PAGE_LISTS)
    expected = {*itertools.chain(*lists), *(getattr(context.settings, each) for each in PAGE_NAMES)} - {""}
    missing = expected - context.corpus.documents.keys()
    for option in (*PAGE_LISTS, *((each,) for each in PAGE_NAMES)):
        for source, names in context.configured("plugins", PLUGIN, *option):
            for node in items(names) or [names]:
                if (name := text_of(node)) in missing:
                    rests_on = subjects.pages(context.corpus.languages, name)
                    yield hit_at(source.name, *position(node), rests_on=rests_on, name=name)


@page_rule()
def link_lists_missing(page: Page, context: Context) -> Iterator[Hit]:
    """A page that must end with lists of links has no clause for one of them, or a clause without a list."""
    closing = context.settings.closing
    if page.name not in closing.pages:
        return
    ids = (closing.internal, closing.external)
    absent = [clause_id for clause_id in ids if not context.as_published(page).has_clause(clause_id)]
    if absent:
        line = page.clauses[-1].line if page.clauses else 1
        yield hit_at(page.path, line, rests_on=[subjects.ids(page.subject)], ids=", ".join(absent))
    for clause_id in ids:
        if page.has_clause(clause_id):
            clause = page.clause(clause_id)
            has_list = any(block.kind == "item" for block in clause.blocks)
            if clause.blocks and not has_list:  # an empty clause is found by `clause-empty`
                yield hit(page, clause.heading, ids=clause_id)


@page_rule(advises=True)
def link_lists_not_last(page: Page, context: Context) -> Iterator[Hit]:
    """The lists of links at the end of a page are not its last clauses, or are in the wrong order."""
    closing = context.settings.closing
    expected = [closing.internal, closing.external]
    ids = [clause.id for clause in page.clauses]
    if page.name in closing.pages and {*expected} <= {*ids} and ids[-2:] != expected:
        below = page.clauses[ids.index(closing.external) + 1 :]
        is_clear = below and ids[-len(below) - 2 : -len(below)] == expected
        section = _section_of_lists(page, closing, below) if is_clear else None
        yield hit(
            page,
            page.clause(closing.internal).heading,
            breaks=[subjects.order(page.subject)],
            advised=moved_lines(page, below[0], None, section) if section else None,
            internal=closing.internal,
            external=closing.external,
            title="" if ids[-1] in expected else page.clauses[-1].title,
            above=section.title if section else "",
        )


def _section_of_lists(page: Page, closing: Closing, clauses: Sequence[Clause]) -> Clause:
    """Return the clause that other clauses are to stand before: the first list, or the section that it is in."""
    level = min(clause.level for clause in clauses)
    above = page.clauses[: page.clauses.index(page.clause(closing.internal)) + 1]
    return next(clause for clause in reversed(above) if clause.level <= level or clause is above[0])


@page_rule()
def link_list_mixed(page: Page, context: Context) -> Iterator[Hit]:
    """A list of internal links has a link to another site, or a list of external links one into this site."""
    closing = context.settings.closing
    for clause in page.clauses:
        if clause.id not in (closing.internal, closing.external):
            continue
        for block in clause.blocks:
            for link in block.links:
                if (
                    link.address
                    and not link.is_image
                    and _is_external(link, context.settings) != (clause.id == closing.external)
                ):
                    other = closing.external if clause.id == closing.internal else closing.internal
                    rests_on, params = [subjects.address(link.address)], {"id": clause.id, "right": other}
                    yield hit(page, block, link.start, rests_on=rests_on, address=link.address, **params)


@page_rule()
def link_list_item_without_link(page: Page, context: Context) -> Iterator[Hit]:
    """An item in a list of links has no link."""
    closing = context.settings.closing
    for clause in page.clauses:
        if clause.id in (closing.internal, closing.external):
            for block in clause.blocks:
                if block.kind == "item" and not any(not link.is_image for link in block.links):
                    yield hit(page, block, id=clause.id, rests_on=[subjects.line(page.path, block.line)])


def _is_external(link: Link, settings: Settings) -> bool:
    """True if a link leads to another site, or is an email address or a phone number."""
    is_of_site = address_kind(link.address) in (AddressKind.RELATIVE, AddressKind.ABSOLUTE)
    return not is_of_site and settings.urls.below(link.address) is None


@page_rule(advises=True)
def link_text_missing(page: Page, context: Context) -> Iterator[Hit]:
    """A link has no text to click on."""
    for each in links_of(page):
        link = each.link
        if not link.is_image and link.address and is_blank(link.text) and not _has_image(each.block, link):
            found, opening, title = each.hit(), f"[{link.text}](", _title_there(link, page, context)
            right = title and f"[{unnumbered(title)}]({link.address}"
            yield with_advised_edit(found, page, opening + link.address, right, found.column - len(opening))


@page_rule(suppressible=False, aspect=Aspect.LINKS)
def image_address_missing(page: Page, context: Context) -> Iterator[Hit]:
    """An image has no address, as while an editor in the browser uploads it."""
    for each in links_of(page):
        if each.link.is_image and is_blank(each.link.address):
            yield each.hit(text=each.link.text)


def _title_there(link: Link, page: Page, context: Context) -> str:
    """Return the title of the clause or the page of this site that a link leads to; empty if it leads to none."""
    there = relative_links.target(link.address, page, context.corpus)
    clauses = there.page.clauses if there and there.page else ()
    clause_id = unquote(there.fragment) if there else ""
    return next((each.title for each in clauses if clause_id in ("", each.id)), "")


def _has_image(block: Block, link: Link) -> bool:
    """True if a link of a block is around an image."""
    first = bisect_left(block.links, link.start, key=attrgetter("start"))
    last = bisect_right(block.links, link.start + len(link.text), key=attrgetter("start"))
    return any(each.is_image for each in block.links[first:last])


@page_rule(Severity.WARNING, advises=True)
def link_title_outdated(page: Page, context: Context) -> Iterator[Hit]:
    """A link reads as the title that its clause had in a released version, and no longer has.

    As long as the new title is not released, the link is corrected together with the title.
    """
    for _, block, link, _ in links_of(page):
        target = None if link.is_image else relative_links.target(link.address, page, context.corpus)
        if target is None or target.page is None or not target.page.clauses:
            continue
        clause_id = unquote(target.fragment) or target.page.clauses[0].id
        copies = (each for each in context.corpus.copies_of(target.page) if each.has_clause(clause_id))
        former = {each.clause(clause_id).title for each in copies}
        if link.text in former and target.page.has_clause(clause_id):
            clause = target.page.clause(clause_id)
            if link.text not in (clause.title, unnumbered(clause.title)):
                of_clause = subjects.clause(target.page.subject, clause_id)
                there = [of_clause, subjects.line(target.page.path, clause.line)]
                found = hit(page, block, link.start, text=link.text, title=clause.title, rests_on=there)
                yield with_advised_edit(found, page, link.text, "" if clause.title in former else clause.title)


@page_rule()
def link_number_differs(page: Page, context: Context) -> Iterator[Hit]:
    """A link names the number of a clause, such as 1.2, and leads to a clause with another number."""
    for _, block, link, _ in links_of(page):
        named = _NUMBER.findall(link.text)
        target = None if link.is_image else relative_links.target(link.address, page, context.corpus)
        if target is None or target.page is None or not target.fragment or len(named) != 1:
            continue
        item = next((each for each in target.page.blocks() if each.id == unquote(target.fragment)), None)
        marker = written_marker(item.marker) if item else None
        if item and marker and marker.numbers and marker.value != named[0]:
            there = f"{target.page.path}:{item.line}"
            yield hit(page, block, link.start, number=named[0], other=marker.written, there=there)


@page_rule(Severity.WARNING, advises=True)
def link_number_outdated(page: Page, context: Context) -> Iterator[Hit]:
    """A link leads to a number, as in the last release; the clause that had it then has another one."""
    former = "\n".join(context.former_source(page))
    for _, block, link, _ in links_of(page) if former else ():
        there = None if link.is_image else relative_links.target(link.address, page, context.corpus)
        last = context.last_released(there.page) if there and there.page and f"]({link.address})" in former else None
        if there is None or there.page is None or last is None or there.page.has_clause(unquote(there.fragment)):
            continue
        before, now = _numbered(last), _numbered(there.page)
        clause = before.get(unquote(there.fragment))
        moved = [each for each in now.values() if clause and _unmarked(each) == _unmarked(clause)]
        if clause and len(moved) == 1 and moved[0].id != clause.id in now:
            old, new = (each.marker.rstrip(".)") for each in (clause, moved[0]))
            address = f"{link.address.partition('#')[0]}#{moved[0].id}"
            found = hit(page, block, link.start, number=new, version=last.front_matter.version or "")
            written, column = f"[{link.text}]({link.address})", found.column - 1
            yield with_advised_edit(found, page, written, f"[{link.text.replace(old, new)}]({address})", column)


def _numbered(page: Page) -> dict[str, Block]:
    return {block.id: block for block in page.blocks() if block.id and block.marker}


def _unmarked(block: Block) -> str:
    return block.text.removeprefix(block.marker).strip()


@page_rule(Severity.WARNING, needs=("own_clauses",))
def clause_number_unknown(page: Page, context: Context) -> Iterator[Hit]:
    """The text names a clause of its own page by a number that none there has, although others are numbered so."""
    titles = (_NUMBER.match(clause.title) for clause in page.clauses)
    markers = (written_marker(block.marker) for block in page.blocks() if block.marker)
    numbers = {title[0] for title in titles if title} | {
        marker.value for marker in markers if marker and marker.numbers
    }
    for block in page.blocks() if any("." in number for number in numbers) else ():
        for match in _own_clauses(page.language).finditer(block.prose):
            number = match[match.lastindex or 0]
            if number not in numbers:
                known = ", ".join(sorted(each for each in numbers if each.startswith(f"{number.partition('.')[0]}.")))
                yield hit(page, block, match.start(match.lastindex or 0), number=number, known=known)


@functools.cache
def _own_clauses(language: str) -> re.Pattern[str]:
    """Match what names a clause of the same text; its group is the number of the clause."""
    phrases = (re.escape(phrase).replace(r"\ ", r"\s+") for phrase in lexicon_of(language)["own_clauses"])
    patterns = (each.replace(r"\*", r"[^\W\d_]*").replace(r"\#", rf"({_NUMBER.pattern})") for each in phrases)
    return re.compile(rf"(?<!\w)(?i:{'|'.join(patterns) or '(?!)'})(?!\w)")


@page_check(CROSS_LANGUAGE_LINK_UNMARKED)
def cross_language_link_unmarked(page: Page, context: Context) -> Iterator[Hit]:
    """A link leads to a page in another language and is not marked with it."""
    for each in links_of(page):
        link, marked = each.link, each.link.attributes.get("hreflang")
        language = None if link.is_image else _language(link.address, page, context)
        if language not in (None, page.language, marked):
            found = hit(page, each.block, link.start, address=link.address, language=language)
            own, written = "" if marked else _in_own_language(link.address, page, context), each.hit()
            is_there = written.line == found.line
            yield with_advised_edit(found, page, link.address, own if is_there else "", written.column)


def _in_own_language(address: str, page: Page, context: Context) -> str:
    """Return the address in the language of a page of what an address leads to; empty if there is none.

    A link to the page itself in another language is probably intended to lead there.
    """
    file = relative_links.file_named(address, page)
    there = relative_links.target(address, page, context.corpus) if file else None
    own = context.corpus.page(page.language, there.page.name) if there and there.page else None
    if file is None or there is None or own is None:
        return ""
    clause_id = unquote(there.fragment)
    if not (own.has_element(clause_id) if clause_id else own is not page):
        return ""
    folder = posixpath.dirname(f"{page.language}/{page.document}")
    path = posixpath.relpath(posixpath.join(page.language, *file.parts[1:]), folder)
    return f"{path}#{there.fragment}" if there.fragment else path


def _language(target: str, page: Page, context: Context) -> str | None:
    """Return the language of the page that a link leads to; None if it leads to none of this site."""
    settings = context.settings
    below = settings.urls.below(target)
    if below is not None:
        first = below.split("/")[0]
        return first if first in settings.languages else settings.languages[0]
    file = relative_links.file_named(target, page)
    return next((each for each in settings.languages if file and file.is_relative_to(each)), None)
