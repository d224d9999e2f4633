"""Contacts in the short texts around a page, which stand beside each other in any order, and are read as one.

The order of the texts in an addition, or at the end of a page, is known: only the first and last are beside others.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple, TypeAlias

from policysite.contacts.email_addresses import begins_address, begun_addresses_in, ends_address
from policysite.contacts.in_text import MIN_LOCAL_DIGITS, as_read, contacts_in, is_listed
from policysite.contacts.named_numbers import numbers_after_words
from policysite.contacts.number_words import phone_word
from policysite.contacts.other_numbers import is_other_number
from policysite.contacts.phone_numbers import PLUS, number_at_begin
from policysite.corpus.invisible import IGNORED

# Of a longer text, only the ends are read together with others.
_MAX_END_CHARACTERS = 80
_BETWEEN = ("\n\n", " ", "")
_NO_WORD = r"[\W_]{0,4}"
_NUMBER_AT_END = re.compile(rf"(?:\d{_NO_WORD})++\Z")
# What follows a number decides whether it is whole.
_CHARACTERS_BEHIND = 3
# The rest of an address after its host, of a name after a hyphen, or the name of a program; and the end of a host.
_REST_AT_BEGIN, _SLASH_AT_END = re.compile(r"\W{0,3}[/\\]\w|\w{3,}_bot\b|[-_][^\W\d_]"), re.compile(r"\w[/\\]\W{0,3}\Z")
_WORD = re.compile(r"\w")
# How the rest of a name begins, whatever is before it; an ending alone may be a name such as `.NET`, but not `.com`.
_GOES_ON = re.compile(
    r"[-_]\w|\W{0,2}(?:[.\u00b7]|\(\w+\)\s?)(?:\w+(?:[.\u00b7]|\s?\(\w+\)\s?)\w|[^\W\d_A-Z]+\W{0,3}\Z)"
)
# An address that does not end yet.
_HYPHEN_AT_END = re.compile(r"@\S+[-_]\Z")
_HYPHENS = "-_"
# The code of a place, which is no year.
_CODE_OF_PLACE = re.compile(r"\((?!19|20)\d{3,5}\)")
_PLUS_OR_CODE = re.compile(f"[{PLUS}]|{_CODE_OF_PLACE.pattern}")
# A number as it would follow a word for a phone.
_ANY_NUMBER = "00 00 00 000"
_CACHED_TEXTS = 2048

# How many texts at the end of a page, or of an addition, one contact may have in common with what is beside it.
LAST_PARTS = 4
# The texts that stand below each other in one place.
Passage: TypeAlias = tuple[str, ...]


class BesideContact(NamedTuple):
    """A contact that one text begins and another one ends: both texts, and the contact as it is read."""

    first: str
    second: str
    contact: str


class _Ends(NamedTuple):
    """The ends of a text that may belong to a contact.

    Attributes:
        begin: its beginning; the number alone, if it begins with one.
        end: its end.
        first_digits: the number of digits with which it begins.
        last_digits: the number of digits with which it ends, if they are no date or the like.
        begins_other: True if it begins with a date or the like.
        is_rest: True if it begins as the rest of an address does, whatever is before it.
        is_open: True if it ends in a sign after which an address goes on.
        is_dialed: True if a phone number begins in it.
        calls: True if a phone number may begin or go on after it.
    """

    begin: str
    end: str
    first_digits: int
    last_digits: int
    begins_other: bool
    is_rest: bool
    is_open: bool
    is_dialed: bool
    calls: bool


def half_contacts_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the email addresses that begin at the end of a short text, and a sign for `@` that is all of it."""
    text = as_read(IGNORED.sub("", text))
    begun = list(begun_addresses_in(text))
    whole = [contact.span() for contact in contacts_in(text)] if begun else []
    yield from (half for half in begun if not any(one < half.end() and half.start() < end for one, end in whole))


def contacts_beside(
    passages: Iterable[Passage],
    listed: frozenset[str],
    others: Iterable[Passage] = (),
    of_pages: Collection[Passage] = (),
) -> Iterator[BesideContact]:
    """Yield the unlisted contacts that go from the end of one passage to the beginning of another one.

    Numbers may stand beside each other by chance: one of a company above hours, for example. So a phone number is one
    that begins with `+` or has the code of a place in brackets, or one after a word for a phone.

    Args:
        passages: the passages of which each contact has at least one.
        listed: the listed contacts, normalized.
        others: the passages around pages that the other part may be in, besides these.
        of_pages: the passages of pages that it may be in.
    """
    own = dict.fromkeys(filter(None, passages))
    beside = dict.fromkeys(each for each in (*others, *of_pages) if each and each not in own)
    for firsts, seconds in ((own, own | beside), (beside, own)):
        yield from _contacts_between(firsts, seconds, listed, of_pages)
    for passage in own:
        if len(passage) > 1:
            yield from _contacts_within(passage, listed)


@functools.lru_cache(maxsize=_CACHED_TEXTS)
def _contacts_within(passage: Passage, listed: frozenset[str]) -> tuple[BesideContact, ...]:
    """Return the unlisted contacts that go from some texts of a passage to those below them."""
    divided = (([passage[:place]], [passage[place:]]) for place in range(1, len(passage)))
    return tuple(found for above, below in divided for found in _contacts_between(above, below, listed))


def _contacts_between(
    firsts: Iterable[Passage], seconds: Iterable[Passage], listed: frozenset[str], of_pages: Collection[Passage] = ()
) -> Iterator[BesideContact]:
    """Yield the unlisted contacts that go from the end of one of the first passages to the beginning of another one."""
    begun = [(each, begins) for each in seconds for begins in _at_begin(each)]
    rests = [each for each in begun if each[1].is_rest]
    numbers = [*rests, *(each for each in begun if each[1].first_digits and not each[1].is_rest)]
    for first in firsts:
        at_end = [ends for ends in _at_end(first) if rests or ends.is_open or ends.calls]
        beside = (
            (ends, second, begins)
            for ends in at_end
            for second, begins in (begun if ends.is_open else numbers if ends.calls else rests)
            if first != second and (ends.is_open or begins.is_rest or _are_number(ends, begins))
        )
        for ends, second, begins in beside if at_end else ():
            if contact := _across(ends.end, begins.begin, listed, first not in of_pages):
                yield BesideContact(first[-1], second[0], contact)
                break  # one is enough to look at the text


def _are_number(ends: _Ends, begins: _Ends) -> bool:
    """True if the digits at the end of a text and at the beginning of another one can be those of a phone number."""
    is_long = ends.last_digits + begins.first_digits >= MIN_LOCAL_DIGITS
    return is_long and (ends.is_dialed or not begins.begins_other)


@functools.lru_cache(maxsize=_CACHED_TEXTS)
def _at_begin(passage: Passage) -> tuple[_Ends, ...]:
    """Return what begins a passage as it may be read: its first text, with those below it and alone."""
    return tuple(map(_ends_of, dict.fromkeys((" ".join(passage[:LAST_PARTS]), passage[0]))))


@functools.lru_cache(maxsize=_CACHED_TEXTS)
def _at_end(passage: Passage) -> tuple[_Ends, ...]:
    """Return what ends a passage as it may be read: its last text, with those above it and alone."""
    return tuple(map(_ends_of, dict.fromkeys((" ".join(passage[-LAST_PARTS:]), passage[-1]))))


@functools.lru_cache(maxsize=_CACHED_TEXTS)
def _ends_of(text: str) -> _Ends:
    read = as_read(IGNORED.sub("", text).strip())
    begin, end = read[:_MAX_END_CHARACTERS], read[-_MAX_END_CHARACTERS:]
    if len(read) > _MAX_END_CHARACTERS:  # half a word may look like a contact
        begin, end = begin.rpartition(" ")[0] or begin, end.partition(" ")[2] or end
    first, last = number_at_begin(begin), _NUMBER_AT_END.search(end)
    begins_other, ends_other = (each is not None and is_other_number(each[0]) for each in (first, last))
    first_digits, last_digits = (sum(map(str.isdecimal, each[0])) if each else 0 for each in (first, last))
    is_rest = bool(_REST_AT_BEGIN.match(begin) or ends_address(begin))
    is_open = bool(_SLASH_AT_END.search(end) or _HYPHEN_AT_END.search(end) or begins_address(end))
    is_dialed = bool(_PLUS_OR_CODE.search(end))
    calls = is_dialed or any(numbers_after_words(f"{end} {_ANY_NUMBER}", is_joined=True))
    begin = begin[: first.end() + _CHARACTERS_BEHIND] if first else begin
    last_digits = 0 if ends_other else last_digits
    return _Ends(begin, end, first_digits, last_digits, begins_other, is_rest, is_open, is_dialed, calls)


@functools.lru_cache(maxsize=_CACHED_TEXTS)
def _across(end: str, begin: str, listed: frozenset[str], is_around: bool) -> str:
    """Return the unlisted contact that goes from the end of a text to the beginning of another one; empty for none.

    Args:
        end: the end of the one text.
        begin: the beginning of the other one.
        listed: the listed contacts, normalized.
        is_around: True if the one text is around pages, where any word may be the name of the other text; at the end
            of a page, only a word for a phone is.
    """
    at_end, at_begin = contacts_in(end)[-1:], contacts_in(begin)[:1]
    ends = any(is_listed(each[0], listed) and not _WORD.search(end, each.end()) for each in at_end)
    begins = any(is_listed(each[0], listed) and not _WORD.search(begin, 0, each.start()) for each in at_begin)
    # (An unlisted contact that is whole at the end of the one text is found there.)
    found = {each.start() for each in at_end if not is_listed(each[0], listed)}
    if ends and not (_GOES_ON.match(begin) or end[-1] in _HYPHENS):
        return ""
    for between in _BETWEEN:
        if not between and (end[-1:] == ":" or (end[-1:].isalnum() and begin[:1].isalnum())):
            continue  # two words are not read as one
        text, border = f"{end}{between}{begin}", len(end) + len(between)
        after_words = {number.start() for number in numbers_after_words(text, is_joined=True)}
        for contact in contacts_in(text):
            if (
                contact.end() <= border
                or contact.start() in found
                or is_listed(contact[0], listed)
                or (begins and contact[0][0] not in PLUS)
            ):
                continue
            is_contact = contact.start() in after_words
            # (A colon says that something follows.)
            is_alone = end[-1:] == ":" or not _WORD.search(text, contact.end())
            if contact.start() >= len(end):
                may_name = is_around or end[-1:] == ":" or (end[-1:].isalnum() and phone_word().search(end))
                is_contact = is_contact and is_alone and bool(may_name)
            elif is_other_number(end[contact.start() :]):
                is_contact = False
            elif contact[0][0] in PLUS:
                is_contact = is_contact or contact.start() + 1 < len(end)
            elif not is_contact:
                has_code = is_alone and _CODE_OF_PLACE.search(contact[0]) is not None
                is_contact = has_code or any(map(str.isalpha, contact[0]))
            if is_contact:
                return " ".join(contact[0].split())
    return ""
