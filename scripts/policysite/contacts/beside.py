"""Contacts in the short texts around a page, which stand beside each other in any order, and are read as one."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from policysite.contacts.email_addresses import begun_addresses_in, ends_address
from policysite.contacts.in_text import MIN_LOCAL_DIGITS, as_read, contacts_in, is_listed
from policysite.corpus.invisible import IGNORED

# Of a longer text, only the ends are read together with others.
_MAX_END_CHARACTERS = 80
_BETWEEN = ("\n\n", " ", "")
_NO_WORD = r"[\W_]{0,4}"
# (What follows a number decides whether it is whole.)
_NUMBER_AT_BEGIN = re.compile(rf"{_NO_WORD}(?:\d{_NO_WORD})++.{{0,3}}", re.DOTALL)
_NUMBER_AT_END = re.compile(rf"(?:\d{_NO_WORD})++\Z")
_DATES = re.compile(
    r"\W*(?:(?:19|20)\d\d\W{1,3}(?:19|20)\d\d|\d\d?\W\d\d?\W(?:19|20)\d\d|(?:19|20)\d\d\W\d\d\W\d\d)(?!\d)"
)
_PATH_AT_BEGIN, _SLASH_AT_END = re.compile(r"\W{0,3}[/\\]\w|\w{3,}_bot\b"), re.compile(r"\w[/\\]\W{0,3}\Z")
_WORD = re.compile(r"\w")
_CACHED_TEXTS = 65536


# How many parts at the end of the text of a page are beside what is around it.
LAST_PARTS = 4


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
        last_digits: the number of digits with which it ends.
        is_rest: True if it begins as the rest of a contact does, whatever is before it.
        is_open: True if it ends in a sign after which a contact goes on.
    """

    begin: str
    end: str
    first_digits: int
    last_digits: int
    is_rest: bool
    is_open: bool


def half_contacts_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the email addresses that begin at the end of a short text, and a sign for `@` that is all of it."""
    text = as_read(IGNORED.sub("", text))
    begun = list(begun_addresses_in(text))
    whole = [contact.span() for contact in contacts_in(text)] if begun else []
    yield from (half for half in begun if not any(one < half.end() and half.start() < end for one, end in whole))


def contacts_beside(
    texts: Iterable[str], listed: frozenset[str], others: Iterable[str] = ()
) -> Iterator[BesideContact]:
    """Yield the unlisted contacts that go from the end of one text to the beginning of another one.

    Args:
        texts: the texts of which each contact has at least one.
        listed: the listed contacts, normalized.
        others: the texts that the other part may be in, besides these.
    """
    own = {each: _ends_of(each) for each in texts}
    beside = {each: _ends_of(each) for each in others if each not in own}
    for firsts, seconds in ((own, own | beside), (beside, own)):
        numbers = [(each, begins) for each, begins in seconds.items() if begins.first_digits and not begins.is_rest]
        rests = [(each, begins) for each, begins in seconds.items() if begins.is_rest]
        for first, ends in firsts.items():
            least = MIN_LOCAL_DIGITS - ends.last_digits
            more = [each for each in numbers if each[1].first_digits >= least] if ends.last_digits else ()
            for second, begins in seconds.items() if ends.is_open else (*rests, *more):
                if first != second:
                    for contact in _across(ends.end, begins.begin, listed):
                        yield BesideContact(first, second, contact)


@functools.lru_cache(maxsize=_CACHED_TEXTS)
def _ends_of(text: str) -> _Ends:
    read = as_read(IGNORED.sub("", text).strip())
    begin, end = read, read
    if len(read) > _MAX_END_CHARACTERS:
        begin, end = read[:_MAX_END_CHARACTERS].rpartition(" ")[0], read[-_MAX_END_CHARACTERS:].partition(" ")[2]
    first = None if _DATES.match(begin) else _NUMBER_AT_BEGIN.match(begin)
    last = _NUMBER_AT_END.search(end)
    if last and _DATES.match(last[0]):
        last = None
    first_digits, last_digits = (sum(map(str.isdecimal, each[0])) if each else 0 for each in (first, last))
    is_rest = first_digits >= MIN_LOCAL_DIGITS or bool(_PATH_AT_BEGIN.match(begin) or ends_address(begin))
    is_open = bool(_SLASH_AT_END.search(end) or next(begun_addresses_in(end), None))
    return _Ends(first[0] if first else begin, end, first_digits, last_digits, is_rest, is_open)


@functools.lru_cache(maxsize=_CACHED_TEXTS)
def _across(end: str, begin: str, listed: frozenset[str]) -> tuple[str, ...]:
    """Return the unlisted contact that goes from the end of a text to the beginning of another one; or nothing."""
    at_end, at_begin = contacts_in(end)[-1:], contacts_in(begin)[:1]
    whole = [each[0] for each in at_end if not _WORD.search(end, each.end())]
    whole += [each[0] for each in at_begin if not _WORD.search(begin, 0, each.start())]
    if any(is_listed(each, listed) for each in whole):
        return ()
    alone = {contact[0] for contact in contacts_in(begin)}
    for between in _BETWEEN:
        for contact in contacts_in(f"{end}{between}{begin}"):
            # (Words before a number can make it a contact.)
            is_across = contact.start() < len(end) or contact[0] not in alone
            if is_across and contact.end() > len(end) + len(between) and not is_listed(contact[0], listed):
                return (" ".join(contact[0].split()),)
    return ()
