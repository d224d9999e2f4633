"""Quotation marks, dashes and spaces that are wrong in the language; digests ignore them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policysite.corpus import Block, Page
from policysite.corpus.character_references import unescape
from policysite.corpus.invisible import SPACE, code_point
from policysite.findings import Edit, Severity
from policysite.languages.lexicon import lexicon_of
from policysite.lint.context import Context
from policysite.lint.invisible_characters import invisible_characters
from policysite.lint.page_text import tabbed_tables, text_lines
from policysite.lint.rule import Hit, hit, hit_at, page_rule
from policysite.typography.dashes import dashes
from policysite.typography.quotes import DOUBLE, marks

_SINGLE = re.compile(r"(?<!\w)(?P<open>['‘‚‹])(?=[^\W\d])[^'‘’‚‹›\n]{0,200}[\w.,!?](?P<close>['’‘›])(?!\w)")
# How many characters beside a dash are searched for the words next to it.
_CONTEXT_CHARACTERS = 40
# A tab between words, and not after a list marker.
_TAB = re.compile(r"(?<=[^\s|])(?<![-*+>#])(?<!\d[.)])\t+(?=[^\s|])")
# The command that makes the edit of a finding.
_FIX = "policy lint --fix"
_ENTITY = re.compile(r"&#?\w+;")


@page_rule(Severity.WARNING, needs=("quotes",))
def quotes_wrong(page: Page, context: Context) -> Iterator[Hit]:
    """Quotation marks are straight or those of another language."""
    right = lexicon_of(page.language)["quotes"]
    pair = f"{right[0]}…{right[1]}"
    for block in page.blocks():
        text = block.prose
        for mark in marks(text, right):
            if mark.written != mark.wanted and (mark.wanted or mark.written not in right):
                # Changing double marks to single ones would change the digest.
                fixable = mark.wanted in DOUBLE
                edit = _edit(page, block, mark.offset, mark.wanted) if mark.wanted and fixable else None
                wanted = mark.wanted or pair
                yield _wrong_quote(page, block, mark.offset, mark.written, wanted, edit)
        doubles = [offset for offset, character in enumerate(text) if character in DOUBLE] or [len(text)]
        for single in _SINGLE.finditer(text):
            # Single marks may be right inside double ones.
            if not doubles[0] < single.start() < doubles[-1]:
                yield _wrong_quote(page, block, single.start(), single["open"], pair, None)


def _wrong_quote(page: Page, block: Block, offset: int, written: str, right: str, edit: Edit | None) -> Hit:
    return hit(page, block, offset, edit=edit, written=written, right=right, command=_FIX if edit else "")


@page_rule(Severity.WARNING, needs=("dash", "range"))
def dash_wrong(page: Page, context: Context) -> Iterator[Hit]:
    """A hyphen is written instead of a dash, or a kind of dash that the language does not use."""
    lexicon = lexicon_of(page.language)
    for block in page.blocks():
        for offset, written, wanted in dashes(block.prose, lexicon["dash"], lexicon["range"]):
            if written != wanted:
                edit = _edit(page, block, offset, wanted, len(written))
                yield hit(page, block, offset, edit=edit, written=written, right=wanted)


@page_rule(Severity.WARNING, needs=("no_break_after",))
def special_space(page: Page, context: Context) -> Iterator[Hit]:
    """A space is not the ordinary one; the site adds non-breaking spaces itself, where it knows the language."""
    for found in invisible_characters(page):
        if SPACE.match(found.character):
            yield _special_space(page, found.line, found.column, found.character, found.edit)
    in_tables = {number for rows in tabbed_tables(page) for number, _ in rows}
    for number, line in text_lines(page):
        is_text = "`" not in line and number not in in_tables
        for match in _TAB.finditer(line) if "\t" in line and is_text else ():
            yield _special_space(page, number, match.start() + 1, match[0], Edit(match[0], " "))


def _special_space(page: Page, line: int, column: int, character: str, edit: Edit | None) -> Hit:
    return hit_at(page.path, line, column, edit=edit, code_point=code_point(character[0]))


def _edit(page: Page, block: Block, offset: int, new: str, length: int = 1) -> Edit | None:
    """Return the edit that replaces characters of a block; None if it could change something else.

    If a block has no letter or digit, its position in the source is not certain.
    """
    line, column = page.position(block, offset)
    source, start = page.source[line - 1], column - 1
    before, rest = source[max(start - _CONTEXT_CHARACTERS, 0) : start], source[start : start + _CONTEXT_CHARACTERS]
    written, entity = block.text[offset : offset + length], _ENTITY.match(rest)
    old = entity[0] if entity and unescape(entity[0]) == written else written
    if not rest.startswith(old) or before.endswith("\\") or not _has_word(block.text):
        return None
    return Edit(old, new)


@lru_cache(maxsize=1)  # a block can have thousands of findings
def _has_word(text: str) -> bool:
    return any(map(str.isalnum, text))
