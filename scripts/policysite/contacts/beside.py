"""Contacts in the short texts around a page, which stand beside each other in any order, and are read as one.

The order of the texts in an addition, or at the end of a page, is known: only the first and last are beside others.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeAlias

from policysite.contacts.email_addresses import begins_address, begun_addresses_in, ends_address
from policysite.contacts.in_text import contacts_in, is_listed
from policysite.contacts.named_numbers import numbers_after_words
from policysite.contacts.number_words import phone_word
from policysite.contacts.other_numbers import is_other_number
from policysite.contacts.phone_numbers import MIN_LOCAL_DIGITS, PLUS, number_at_begin
from policysite.contacts.reading import as_read
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
# The menus of a large site have as many texts, and each of them is on all pages.
_CACHED_TEXTS = 10_000

# How many texts at the end of a page, or of an addition, one contact may have in common with what is beside it.
LAST_PARTS = 4
# The texts that stand below each other in one place.
Passage: TypeAlias = tuple[str, ...]


class BesideContact(NamedTuple):
    """A contact that one text begins and another one ends: both texts, and the contact as it is read."""

    first: str
    second: str
    contact: str


class _Ends:
    """The ends of a text that may belong to a contact, as they are read."""

    def __init__(self, text: str) -> None:
        read = as_read(IGNORED.sub("", text).strip())
        begin, end = read[:_MAX_END_CHARACTERS], read[-_MAX_END_CHARACTERS:]
        if len(read) > _MAX_END_CHARACTERS:  # half a word may look like a contact
            begin, end = begin.rpartition(" ")[0] or begin, end.partition(" ")[2] or end
        self._begin, self.end = begin, end
        self._first, self._last = number_at_begin(begin), _NUMBER_AT_END.search(end)

    @cached_property
    def begin(self) -> str:
        """The beginning of the text; the number alone, if it begins with one."""
        return self._begin[: self._first.end() + _CHARACTERS_BEHIND] if self._first else self._begin

    @cached_property
    def first_digits(self) -> int:
        """The number of digits with which the text begins."""
        return _count_digits(self._first)

    @cached_property
    def last_digits(self) -> int:
        """The number of digits with which the text ends, if they are no date or the like."""
        return 0 if _is_other(self._last) else _count_digits(self._last)

    @cached_property
    def begins_other(self) -> bool:
        """True if the text begins with a date or the like."""
        return _is_other(self._first)

    @cached_property
    def is_rest(self) -> bool:
        """True if the text begins as the rest of an address does, whatever is before it."""
        return bool(_REST_AT_BEGIN.match(self._begin)) or ends_address(self._begin)

    @cached_property
    def is_open(self) -> bool:
        """True if the text ends in a sign after which an address goes on."""
        return bool(_SLASH_AT_END.search(self.end) or _HYPHEN_AT_END.search(self.end)) or begins_address(self.end)

    @cached_property
    def is_dialed(self) -> bool:
        """True if a phone number begins at the end of the text."""
        return _PLUS_OR_CODE.search(self.end) is not None

    @cached_property
    def calls(self) -> bool:
        """True if a phone number may begin or go on after the text."""
        return self.is_dialed or any(numbers_after_words(f"{self.end} {_ANY_NUMBER}", is_joined=True))


def _count_digits(number: re.Match[str] | None) -> int:
    return sum(map(str.isdecimal, number[0])) if number else 0


def _is_other(number: re.Match[str] | None) -> bool:
    return number is not None and is_other_number(number[0])


@lru_cache(maxsize=_CACHED_TEXTS)
def half_contacts_in(text: str) -> tuple[re.Match[str], ...]:
    """Return the email addresses that begin at the end of a short text, and a sign for `@` that is all of it."""
    text = as_read(IGNORED.sub("", text))
    begun = list(begun_addresses_in(text))
    whole = [contact.span() for contact in contacts_in(text)] if begun else []
    return tuple(half for half in begun if not any(one < half.end() and half.start() < end for one, end in whole))


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
    if any(map(_may_be_beside, own)) or any(map(_may_be_beside, beside)):
        yield from _contacts_between(own, own | beside, listed, of_pages)
        yield from _contacts_between(beside, own, listed, of_pages)
    for passage in own:
        if len(passage) > 1:
            yield from _contacts_within(passage, listed)


@lru_cache(maxsize=_CACHED_TEXTS)
def _may_be_beside(passage: Passage) -> bool:
    """True if a contact may begin or end in a passage whatever is beside it: few are so, and each is on many pages."""
    return _may_go_on(passage) or _may_be_rest(passage)


@lru_cache(maxsize=_CACHED_TEXTS)
def _contacts_within(passage: Passage, listed: frozenset[str]) -> tuple[BesideContact, ...]:
    """Return the unlisted contacts that go from some texts of a passage to those below them."""
    divided = (([passage[:place]], [passage[place:]]) for place in range(1, len(passage)))
    return tuple(found for above, below in divided for found in _contacts_between(above, below, listed))


def _contacts_between(
    firsts: Iterable[Passage], seconds: Iterable[Passage], listed: frozenset[str], of_pages: Collection[Passage] = ()
) -> Iterator[BesideContact]:
    """Yield the unlisted contacts that go from the end of one of the first passages to the beginning of another one."""
    rests = [(each, begins) for each in filter(_may_be_rest, seconds) for begins in _at_begin(each) if begins.is_rest]
    going_on = firsts if rests else [*filter(_may_go_on, firsts)]
    if not going_on:
        return
    begun = [(each, begins) for each in seconds for begins in _at_begin(each)]
    numbers = [*rests, *(each for each in begun if each[1].first_digits and not each[1].is_rest)]
    for first in going_on:
        beside = (
            (ends, second, begins)
            for ends in _at_end(first)
            for second, begins in (begun if ends.is_open else numbers if ends.calls else rests)
            if first != second and (ends.is_open or begins.is_rest or _are_number(ends, begins))
        )
        for ends, second, begins in beside:
            if contact := _across(ends.end, begins.begin, listed, first not in of_pages):
                yield BesideContact(first[-1], second[0], contact)
                break  # one is enough to look at the text


@lru_cache(maxsize=_CACHED_TEXTS)
def _may_go_on(passage: Passage) -> bool:
    """True if a contact may begin in a passage whatever follows."""
    return any(ends.is_open or ends.calls for ends in _at_end(passage))


@lru_cache(maxsize=_CACHED_TEXTS)
def _may_be_rest(passage: Passage) -> bool:
    """True if a contact may end in a passage whatever is before it."""
    return any(begins.is_rest for begins in _at_begin(passage))


def _are_number(ends: _Ends, begins: _Ends) -> bool:
    """True if the digits at the end of a text and at the beginning of another one can be those of a phone number."""
    is_long = ends.last_digits + begins.first_digits >= MIN_LOCAL_DIGITS
    return is_long and (ends.is_dialed or not begins.begins_other)


@lru_cache(maxsize=_CACHED_TEXTS)
def _at_begin(passage: Passage) -> tuple[_Ends, ...]:
    """Return what begins a passage as it may be read: its first text, with those below it and alone."""
    return tuple(map(_ends_of, dict.fromkeys((" ".join(passage[:LAST_PARTS]), passage[0]))))


@lru_cache(maxsize=_CACHED_TEXTS)
def _at_end(passage: Passage) -> tuple[_Ends, ...]:
    """Return what ends a passage as it may be read: its last text, with those above it and alone."""
    return tuple(map(_ends_of, dict.fromkeys((" ".join(passage[-LAST_PARTS:]), passage[-1]))))


_ends_of = lru_cache(maxsize=_CACHED_TEXTS)(_Ends)


@lru_cache(maxsize=_CACHED_TEXTS)
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
            if _counts(contact, end, is_named=contact.start() in after_words, is_around=is_around):
                return " ".join(contact[0].split())
    return ""


def _counts(contact: re.Match[str], end: str, *, is_named: bool, is_around: bool) -> bool:
    """True if a contact in two texts is no number that stands beside another one by chance.

    Args:
        contact: the contact in the texts as they are read together.
        end: the end of the one text.
        is_named: True if a word for a phone names it.
        is_around: as in `_across`.
    """
    says_more = end[-1:] == ":"  # a colon says that something follows
    is_alone = says_more or not _WORD.search(contact.string, contact.end())
    if contact.start() >= len(end):
        may_name = is_around or says_more or (end[-1:].isalnum() and phone_word().search(end))
        return is_named and is_alone and bool(may_name)
    if is_other_number(end[contact.start() :]):
        return False
    if contact[0][0] in PLUS:
        return is_named or contact.start() + 1 < len(end)
    has_code = is_alone and _CODE_OF_PLACE.search(contact[0]) is not None
    return is_named or has_code or any(map(str.isalpha, contact[0]))
