"""Contacts: only those that the configuration lists."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby, zip_longest
from typing import TypeAlias

from policysite.corpus import Block, Page, subjects
from policysite.corpus.contact_details import (
    APART,
    MAX_NOTE_CHARACTERS,
    contacts_in,
    is_listed,
    is_listed_link,
    linked_contacts,
    listed_contacts,
    normalized,
)
from policysite.corpus.divided_contacts import BORDER, divided_contacts
from policysite.corpus.hosts import are_related, hosts_in_letter, own_hosts
from policysite.corpus.invisible import IGNORED
from policysite.corpus.model import FOOTNOTE
from policysite.corpus.phone_numbers import PLUS
from policysite.corpus.url_safety import shown
from policysite.languages.scripts import IDEOGRAPHS_AND_KANA
from policysite.lint.context import Context
from policysite.lint.page_text import front_matter_lines, text_runs
from policysite.lint.rule import Hit, hit, page_rule

# A text, and where it is: its block, and the offset in that.
_Part: TypeAlias = tuple[str, tuple[Block, int]]
_BETWEEN_CELLS = re.compile(r" \| ")
# The longest part of a contact in one block.
_MAX_PART_CHARACTERS = 80
# The whole words at the begin and at the end of a part; Chinese and Japanese have no spaces between words.
_BETWEEN_WORDS = rf"[\s{IDEOGRAPHS_AND_KANA}]"
_WORDS_AT_BEGIN = re.compile(rf".*{_BETWEEN_WORDS}", re.DOTALL)
_WORDS_AT_END = re.compile(rf"(?<={_BETWEEN_WORDS}).+", re.DOTALL)


@page_rule(suppressible=False)
def contact_unlisted(page: Page, context: Context) -> Iterator[Hit]:
    """An email address, a phone number or a messenger is not in the list in the configuration."""
    listed = listed_contacts(context.settings)
    hits: list[Hit] = []
    for run in text_runs(page):
        text, offsets = _visible(run.text)
        unlisted = (match for match in contacts_in(text) if not is_listed(match[0], listed))
        hits += (_hit(run.hit(offsets[match.start()]), match[0]) for match in unlisted)
    hits += (_hit(hit(page, *position), contact) for position, contact in _across_blocks(page, listed))
    yield from {(each.line, each.column): each for each in reversed(hits)}.values()
    written = "\n".join(front_matter_lines(page))
    for text in (page.front_matter.title, page.front_matter.description):
        for match in contacts_in(text):
            if not is_listed(match[0], listed) and match[0] not in written:  # in two lines
                yield _hit(Hit(page.path, 1, 1, {}), match[0])
    for block in page.blocks():
        for link in block.links:
            texts = [each[0] for each in contacts_in(link.text)]
            found = {normalized(each) for each in texts if not is_listed(each, listed)}
            for contact in linked_contacts(html.unescape(link.address)):
                if not is_listed_link(contact, listed) and normalized(contact) not in found:
                    yield _hit(hit(page, block, link.start), contact)
            for host in hosts_in_letter(html.unescape(link.address)):
                if not any(are_related(host, own) for own in own_hosts(context.settings)):
                    yield _hit(hit(page, block, link.start), host)


def _visible(text: str) -> tuple[str, Sequence[int]]:
    """Return a text without its invisible characters, which may stand within a contact, and the offsets of the rest."""
    if not IGNORED.search(text):
        return text, range(len(text))
    offsets = [offset for offset, character in enumerate(text) if not IGNORED.match(character)]
    return "".join(text[offset] for offset in offsets), offsets


def _across_blocks(page: Page, listed: Collection[str]) -> Iterator[tuple[tuple[Block, int], str]]:
    """Yield the unlisted contacts in several parts of a page, each with the block and the offset where it begins.

    Footnotes and the texts of images stand where they are referred to. Groups of digits are a phone number only after
    `+` or a word for one.
    """
    parts = [*_parts(page)]
    pieces = [piece for part in parts for piece in _ends(*part)]
    starts = [0, *accumulate(len(text) for text, _ in pieces)]
    text, offsets = _visible("".join(text for text, _ in pieces))
    for contact in contacts_in(text):
        begin = offsets[contact.start()]
        first, last = (bisect_right(starts, offset) - 1 for offset in (begin, offsets[contact.end() - 1]))
        is_contact = contact[0][0] in PLUS or any(map(str.isalpha, contact[0]))
        if first < last and is_contact and not is_listed(contact[0], listed):
            block, offset = pieces[first][1]
            yield (block, offset + begin - starts[first]), contact[0]
    for read_together in (parts, *_columns(page)):
        starts = [0, *accumulate(len(text) + 1 for text, _ in read_together)]
        text, offsets = _visible(BORDER.join(text.replace("\n", BORDER) for text, _ in read_together))
        for divided in divided_contacts(text, listed):
            begin = offsets[divided.start]
            part = bisect_right(starts, begin) - 1
            block, offset = read_together[part][1]
            yield (block, offset + begin - starts[part]), divided.contact


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
                is_short = note is not None and len(note.text) <= MAX_NOTE_CHARACTERS
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
            yield [cell for cell in column if cell is not None]


def _ends(text: str, position: tuple[Block, int]) -> Iterator[_Part]:
    """Yield a short text as it is, and of a long one both ends, so that no contact reaches from one to the other.

    Words are whole, as half of an address may look like another one.
    """
    block, start = position
    if len(text) > 2 * _MAX_PART_CHARACTERS:
        first = _WORDS_AT_BEGIN.match(text, 0, _MAX_PART_CHARACTERS)
        last = _WORDS_AT_END.search(text, len(text) - _MAX_PART_CHARACTERS)
        yield f"{first[0] if first else ''}{APART}", (block, start)
        if last:
            yield last[0], (block, start + last.start())
    else:
        yield text, (block, start)


def _hit(position: Hit, contact: str) -> Hit:
    return replace(
        position, params={"contact": shown(contact)}, breaks=frozenset({subjects.contact(normalized(contact))})
    )
