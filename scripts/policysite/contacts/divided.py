"""Contacts that stand in several parts of a text, such as cells, items, lines and images, and are read as one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from policysite.contacts.in_text import APART, contacts_in, is_listed
from policysite.contacts.phone_numbers import PLUS
from policysite.languages.scripts import IDEOGRAPHS_AND_KANA

# Stands between two parts of a text; no text of a page has this character.
BORDER = "\0"
# Each divided contact has one of these signs.
_SLASHES = "/\\"
_SIGN = re.compile(f"[@\uff20\ufe6b%{PLUS}{re.escape(_SLASHES)}]")
_WORD = re.compile(r"\S+")
# What readers read over is no part: a dot between two lines, for example.
_READ = re.compile(rf"\w|{_SIGN.pattern}")
_DIALED = re.compile(r"[\d\s().-]*")
# The parts that one contact may have on each side of a sign; of a longer part only both ends are looked at.
_MAX_PARTS_BESIDE = 4
_MAX_PART_CHARACTERS = 80
# The whole words at the beginning and at the end of a part; Chinese and Japanese have no spaces between words.
_BETWEEN_WORDS = rf"[\s{IDEOGRAPHS_AND_KANA}]"
_WORDS_AT_BEGIN = re.compile(rf".*{_BETWEEN_WORDS}", re.DOTALL)
_WORDS_AT_END = re.compile(rf"(?<={_BETWEEN_WORDS}).+", re.DOTALL)
# The signs with which the rest of an address begins.
_CONTINUATION_SIGNS = tuple(".-_@")
# What may stand after a contact at the end of a part; after a hyphen, it goes on.
_SIGNS_AT_END = re.compile(r"(?!-)\W*\Z")


class DividedContact(NamedTuple):
    """A contact that begins in one part of a text and ends in another: where it begins, and as it is read."""

    start: int
    contact: str


class _TextPart(NamedTuple):
    """A part of a text, or one end of a long part, and where it begins in the text."""

    text: str
    start: int


def contacts_across(text: str, listed: Collection[str]) -> list[DividedContact]:
    """Return the unlisted contacts that go from one part of a text to another as it stands, and the divided ones.

    Words for signs, such as `info (at)` in one item and `evil.example` in the next, count only in a text as it stands.

    Args:
        text: the parts in the order in which they are read, with `BORDER` between them; empty lines separate blocks.
        listed: the listed contacts, normalized.
    """
    parts = list(chain.from_iterable(map(_ends, _parts(text))))
    starts = [0, *accumulate(len(part.text) for part in parts)]
    found = [
        DividedContact(parts[first].start + contact.start() - starts[first], contact[0])
        for contact, first, _ in _contacts_across_parts("".join(part.text for part in parts), starts)
        if not is_listed(contact[0], listed)
    ]
    return found + divided_contacts(text.replace("\n", BORDER), listed)


def divided_contacts(text: str, listed: Collection[str]) -> list[DividedContact]:
    """Return the unlisted contacts that begin in one part of a text and end in another, with or without blanks between.

    Args:
        text: the parts, with `BORDER` between them.
        listed: the listed contacts, normalized.
    """
    signs = list(_at_borders(text))
    if not signs:
        return []
    parts = [
        _TextPart(part.strip(), start + len(part) - len(part.lstrip()))
        for part, start in _parts(text)
        if _READ.search(part)
    ]
    starts = [part.start for part in parts]
    near: set[int] = set()
    for sign in signs:
        place = bisect_right(starts, sign) - 1
        near.update(range(max(place - _MAX_PARTS_BESIDE, 0), place + _MAX_PARTS_BESIDE + 2))
    return [contact for run in _runs(parts, near) for contact in _in_run(run, listed)]


def _parts(text: str) -> Iterator[_TextPart]:
    start = 0
    for part in text.split(BORDER):
        yield _TextPart(part, start)
        start += len(part) + 1


def _ends(part: _TextPart) -> Iterator[_TextPart]:
    """Yield a short part as it is, and of a long one both ends, so that no contact reaches from one to the other."""
    if len(part.text) > 2 * _MAX_PART_CHARACTERS:
        begin, end = _first_and_last_words(part)
        yield begin._replace(text=f"{begin.text}{APART}")
        yield end
    else:
        yield part


def _first_and_last_words(part: _TextPart) -> tuple[_TextPart, _TextPart]:
    """Return both ends of a long part. Words are whole, as half of an address may look like another one."""
    text, start = part
    first = _WORDS_AT_BEGIN.match(text, 0, _MAX_PART_CHARACTERS)
    last = _WORDS_AT_END.search(text, len(text) - _MAX_PART_CHARACTERS)
    end = _TextPart(last[0], start + last.start()) if last else _TextPart("", start + len(text))
    return _TextPart(first[0] if first else "", start), end


def _contacts_across_parts(text: str, starts: Sequence[int]) -> Iterator[tuple[re.Match[str], int, int]]:
    """Yield the contacts in a text that begin in one part of it and end in another, with the numbers of these parts.

    Digits alone are a contact only after `+`: in a table, they are anything.
    """
    for contact in contacts_in(text):
        first, last = (bisect_right(starts, each) - 1 for each in (contact.start(), contact.end() - 1))
        if first < last and (contact[0][0] in PLUS or any(map(str.isalpha, contact[0]))):
            yield contact, first, last


def _at_borders(text: str) -> Iterator[int]:
    """Yield the places of the signs beside which a contact may reach a border."""
    end = -1
    for sign in _SIGN.finditer(text):
        if sign.start() > end:  # the first sign of a part
            start, border = text.rfind(BORDER, 0, sign.start()) + 1, text.find(BORDER, sign.end())
            end = border if border >= 0 else len(text)
            words = [word.span() for word in _WORD.finditer(text, start, end)]
            dialed = _DIALED.match(text[start:end][::-1])
        if sign[0] in PLUS:
            is_at_border = dialed is not None and sign.end() >= end - dialed.end()
        elif sign[0] in _SLASHES:
            is_at_border = sign.start() == words[0][0] or sign.end() == words[-1][1]
        else:  # there is no blank on one side, except beside the sign itself
            is_at_border = len(words) == 1 or words[1][0] >= sign.start() or words[-2][1] <= sign.end()
        if is_at_border:
            yield sign.start()


def _runs(parts: Sequence[_TextPart], near: set[int]) -> Iterator[list[_TextPart]]:
    """Yield the parts near to signs that one contact may have in common; of a long one each end is in another run."""
    run: list[_TextPart] = []
    for place, part in enumerate(parts):
        if place not in near:
            yield run
            run = []
        elif len(part.text) > _MAX_PART_CHARACTERS:
            begin, end = _first_and_last_words(part)
            yield [*run, begin]
            run = [end]
        else:
            run.append(part)
    yield run


def _in_run(run: Sequence[_TextPart], listed: Collection[str]) -> Iterator[DividedContact]:
    known: set[int] = set()
    for text, starts in (_joined(run, between) for between in (" ", "") if len(run) > 1):
        for contact, first, last in _contacts_across_parts(text, starts):
            begin, end = contact.span()
            if known.isdisjoint(range(first, last + 1)):
                # Without blanks, words beside a listed contact seem to be a part of it.
                within = starts[first + 1 : last + 1]
                begins = [begin, *(each for each in within if text[each - 1] not in _CONTINUATION_SIGNS)]
                ends = [
                    end,
                    *(each for each in within if text[each] not in _CONTINUATION_SIGNS and text[each - 1] != "-"),
                ]
                if not any(is_listed(text[one:other], listed) for one in begins for other in ends if one < other):
                    known.update(range(first, last + 1))
                    yield DividedContact(run[first].start + begin - starts[first], contact[0])


def _joined(run: Iterable[_TextPart], between: str) -> tuple[str, list[int]]:
    """Return the texts of parts as one, with blanks around whole contacts, and where each begins in it."""
    joined, starts, ends_contact = "", [], False
    for part in run:
        whole = contacts_in(part.text)
        goes_on = part.text.startswith(_CONTINUATION_SIGNS) if ends_contact else not (whole and whole[0].start() == 0)
        joined += between if goes_on else " "
        starts.append(len(joined))
        joined += part.text
        ends_contact = bool(whole) and _SIGNS_AT_END.match(part.text, whole[-1].end()) is not None
    return joined, starts
