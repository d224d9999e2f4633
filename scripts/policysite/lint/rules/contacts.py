"""Contacts: only those that the configuration lists."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate, chain, groupby, repeat, zip_longest
from typing import TypeAlias

from policysite.contacts.beside import Passage, contacts_beside, half_contacts_in
from policysite.contacts.divided import BORDER, contacts_across, divided_contacts
from policysite.contacts.in_text import (
    APART,
    MAX_FOOTNOTE_CHARACTERS,
    contacts_in,
    is_listed,
    is_listed_link,
    linked_contacts,
    listed_contacts,
    normalized,
    numbers_in_link,
)
from policysite.contacts.number_words import names_numbers
from policysite.contacts.operator_sites import is_own_host
from policysite.corpus import Block, Page, subjects
from policysite.corpus.character_references import unescape
from policysite.corpus.front_matter import TEXT_KEYS
from policysite.corpus.hosts import hosts_in_letter
from policysite.corpus.invisible import IGNORED
from policysite.corpus.model import FOOTNOTE, Link
from policysite.corpus.url_safety import shown
from policysite.lint import other_texts
from policysite.lint.context import Context
from policysite.lint.page_text import (
    TextRun,
    attribute_runs,
    block_runs,
    front_matter_lines,
    front_matter_runs,
    with_long_forms,
)
from policysite.lint.rule import Hit, hit, hit_at, page_rule

# A text, and where it is: its block, and the offset in that.
_Part: TypeAlias = tuple[str, tuple[Block, int]]
_BETWEEN_CELLS = re.compile(r" \| ")


@page_rule(suppressible=False, of_any_text=True)
def contact_unlisted(page: Page, context: Context) -> Iterator[Hit]:
    """An email address, a phone number or a messenger is not in the list in the configuration."""
    listed = listed_contacts(context.settings)
    hits: list[Hit] = []
    further = ((APART, run) for run in (*front_matter_runs(page), *attribute_runs(page)))
    hits += _in_runs([*_blocks_as_read(page), *further], listed)
    hits += (_hit(hit(page, *position), contact) for position, contact in _across_blocks(page, listed))
    hits += _in_long_forms(page, listed)
    hits += _around_pages(page, context, listed)
    yield from {(each.line, each.column): each for each in reversed(hits)}.values()
    yield from _in_front_matter(page, listed)
    yield from (_hit(hit_at(page.path), each[0]) for each in contacts_in(page.name) if not is_listed(each[0], listed))
    for block in page.blocks():
        for link in block.links:
            yield from (_hit(hit(page, block, link.start), each) for each in _in_link(link, context, listed))


def _in_front_matter(page: Page, listed: Collection[str]) -> Iterator[Hit]:
    """Yield the unlisted contacts in front matter that are in two lines of it; those in one are a run of text."""
    written = "\n".join(front_matter_lines(page))
    for key in TEXT_KEYS:
        for match in contacts_in(getattr(page.front_matter, key)):
            if not is_listed(match[0], listed) and match[0] not in written:
                yield _hit(hit_at(page.path), match[0])


def _in_link(link: Link, context: Context, listed: Collection[str]) -> Iterator[str]:
    """Yield the unlisted contacts and sites that a link leads to, and the numbers in its text if it dials one."""
    texts, address = (link.text, *link.titles), unescape(link.address)
    found = {normalized(each[0]) for text in texts for each in contacts_in(text) if not is_listed(each[0], listed)}
    dialed = (each for text in texts for each in numbers_in_link(text, address) if not is_listed(each, listed))
    linked = (each for each in linked_contacts(address) if not is_listed_link(each, listed))
    yield from (each for each in (*dialed, *linked) if normalized(each) not in found)
    yield from (host for host in hosts_in_letter(address) if not is_own_host(host, context.settings))


def _blocks_as_read(page: Page) -> Iterator[tuple[str, TextRun]]:
    """Yield the blocks and the cells of tables, each with what is read before it: perhaps the head of a column."""
    heads: list[str] = []
    for block, run in zip(page.blocks(), block_runs(page), strict=True):
        cells = [block.text[cell.start : cell.end] for cell in block.cells]
        if cells and heads:
            border = "\n\n"
            for cell, text, head in zip(block.cells, cells, chain(heads, repeat("")), strict=False):
                yield f"{border}{head} ", replace(run, text=text, position=partial(_in_cell, run, cell.start))
                border = " | "
        else:
            yield "\n\n", run
            heads = [text if names_numbers(text) else "" for text in cells]


def _in_cell(row: TextRun, start: int, offset: int) -> tuple[int, int]:
    return row.position(start + offset)


def _in_runs(runs: Sequence[tuple[str, TextRun]], listed: Collection[str]) -> Iterator[Hit]:
    """Yield the unlisted contacts in runs of text that are read as one, each with what is read before it."""
    starts = [*accumulate((len(each.text) + len(before) for before, each in runs), initial=0)]
    text, offsets = _visible("".join(f"{before}{run.text}" for before, run in runs))
    for match in contacts_in(text):
        place = bisect_right(starts, offsets[match.start()]) - 1
        before, run = runs[place]
        offset = offsets[match.start()] - starts[place] - len(before)
        if offset >= 0 and not is_listed(match[0], listed):
            yield _hit(run.hit(offset), match[0])


def _in_long_forms(page: Page, listed: Collection[str]) -> Iterator[Hit]:
    """Yield the unlisted contacts in blocks that are read with the long forms of their abbreviations."""
    for block in page.blocks():
        read = with_long_forms(block)
        for match in contacts_in(read) if read != block.text else ():
            if not is_listed(match[0], listed):
                yield _hit(hit(page, block), match[0])


def _around_pages(page: Page, context: Context, listed: frozenset[str]) -> Iterator[Hit]:
    """Yield the parts of contacts in the texts around a page, each of which may stand beside any other one.

    The headings of a page stand beside each other in its contents.
    """
    if not other_texts.is_other_text(page):
        own: list[Passage] = [(clause.title,) for clause in page.clauses]
        others, of_pages = set[Passage](), set[Passage]()
    else:
        around = other_texts.around_pages(context)
        own = around.pop(page.path, [])
        others = {*chain.from_iterable(around.values())} if own else set()
        of_pages = {*other_texts.headings_and_ends(context)} - others if own else set()
        for passage in (each for each in own if len(each) > 1):
            unlisted = (match[0] for match in contacts_in("\n\n".join(passage)) if not is_listed(match[0], listed))
            yield from (_hit(_hit_at_part(page, contact.partition("\n")[0]), contact) for contact in unlisted)
        for part in dict.fromkeys(chain.from_iterable(own)):
            yield from (_hit(_hit_at_part(page, part), half[0]) for half in half_contacts_in(part))
    texts = {*chain.from_iterable(own)}
    for found in contacts_beside(own, listed, others, of_pages):
        yield _hit(_hit_at_part(page, found.first if found.first in texts else found.second), found.contact)


def _hit_at_part(page: Page, part: str) -> Hit:
    """Return a hit at a part of the text of a page; at its beginning if that is in an attribute."""
    block = next((each for each in page.blocks() if part in each.text), None)
    return hit(page, block, block.text.index(part)) if block else hit_at(page.path)


def _visible(text: str) -> tuple[str, Sequence[int]]:
    """Return a text without its invisible characters, which may stand within a contact, and the offsets of the rest."""
    if not IGNORED.search(text):
        return text, range(len(text))
    offsets = [offset for offset, character in enumerate(text) if not IGNORED.match(character)]
    return "".join(text[offset] for offset in offsets), offsets


def _across_blocks(page: Page, listed: Collection[str]) -> Iterator[tuple[tuple[Block, int], str]]:
    """Yield the unlisted contacts in several parts of a page, each with the block and the offset where it begins.

    Footnotes and the texts of images stand where they are referred to.
    """
    searches = [(contacts_across, [*_parts(page)]), *((divided_contacts, column) for column in _columns(page))]
    for search, parts in searches:
        starts = [0, *accumulate(len(text) + 1 for text, _ in parts)]
        text, offsets = _visible(BORDER.join(text for text, _ in parts))
        for found in search(text, listed):
            begin = offsets[found.start]
            part = bisect_right(starts, begin) - 1
            block, offset = parts[part][1]
            yield (block, offset + begin - starts[part]), found.contact


def _parts(page: Page) -> Iterator[_Part]:
    """Yield the texts of blocks, cells, short footnotes and images in the order in which they are read."""
    for clause in page.clauses:
        blocks = list(clause.all_blocks())
        found = [block for block in clause.blocks if block.kind == FOOTNOTE]
        marked = {span.attributes["number"] for block in blocks for span in block.spans if span.is_footnote}
        # (An empty footnote has no block: then it is not known to which marks the others belong.)
        notes = dict(zip(sorted(marked, key=int), found, strict=True)) if len(marked) == len(found) else {}
        for block in blocks:
            text = _BETWEEN_CELLS.sub("   ", block.text) if block.cells else block.text
            cuts: list[tuple[int, _Part | None]] = [(cell.end, None) for cell in block.cells[:-1]]
            for span in block.spans:
                note = notes.get(span.attributes["number"]) if span.is_footnote else None
                is_short = note is not None and len(note.text) <= MAX_FOOTNOTE_CHARACTERS
                if span.is_footnote:
                    cuts.append((span.start, (note.text, (note, 0)) if note is not None and is_short else None))
                elif span.tag == "img":
                    cuts.append((span.start, (span.attributes.get("alt", ""), (block, span.start))))
            start = 0
            for end, inserted in sorted(cuts, key=lambda cut: cut[0]):
                yield text[start:end], (block, start)
                if inserted is not None:
                    yield inserted
                start = end
            yield text[start:], (block, start)
            yield "\n\n", (block, len(text))


def _columns(page: Page) -> Iterator[list[_Part]]:
    """Yield the cells of each column of the tables."""
    for is_row, blocks in groupby(page.blocks(), key=lambda block: bool(block.cells)):
        rows = [[(block.text[cell.start : cell.end], (block, cell.start)) for cell in block.cells] for block in blocks]
        for column in zip_longest(*rows) if is_row else ():
            yield [(text.replace("\n", BORDER), place) for text, place in filter(None, column)]


def _hit(position: Hit, contact: str) -> Hit:
    return replace(
        position, params={"contact": shown(contact)}, breaks=frozenset({subjects.contact(normalized(contact))})
    )
