"""Contacts in the short texts around a page, which stand beside each other in any order, and are read as one."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from policysite.contacts.email_addresses import begun_addresses_in, ends_address
from policysite.contacts.in_text import MIN_LOCAL_DIGITS, as_read, contacts_in, is_listed
from policysite.contacts.phone_numbers import PLUS, numbers_after_words
from policysite.corpus.invisible import IGNORED

# Of a longer text, only the ends are read together with others.
_MAX_END_CHARACTERS = 80
_BETWEEN = ("\n\n", " ", "")
_NO_WORD = r"[\W_]{0,4}"
# (What follows a number decides whether it is whole.)
_NUMBER_AT_BEGIN = re.compile(rf"{_NO_WORD}(?:\d{_NO_WORD})++.{{0,3}}", re.DOTALL)
_NUMBER_AT_END = re.compile(rf"(?:\d{_NO_WORD})++\Z")
# Dates, years and hours.
_DATES = re.compile(
    r"\W*(?:(?:19|20)\d\d\W{1,3}(?:19|20)\d\d|\d\d?\W\d\d?\W(?:19|20)\d\d|(?:19|20)\d\d\W\d\d\W\d\d"
    r"|\d\d?[.:]\d\d\W{1,3}\d\d?[.:]\d\d)(?!\d)"
)
_PATH_AT_BEGIN, _SLASH_AT_END = re.compile(r"\W{0,3}[/\\]\w|\w{3,}_bot\b"), re.compile(r"\w[/\\]\W{0,3}\Z")
_WORD = re.compile(r"\w")
# A letter, or the bracket around the code of a place.
_CLEAR = re.compile(r"[^\W\d_]|\(")
_CACHED_TEXTS = 2048


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
    texts: Iterable[str], listed: frozenset[str], others: Iterable[str] = (), of_pages: Collection[str] = ()
) -> Iterator[BesideContact]:
    """Yield the unlisted contacts that go from the end of one text to the beginning of another one.

    Other numbers may stand beside each other by chance: one of a company above hours, for example. So a phone number is
    one that begins with `+` or has brackets, or one after a word for a phone.

    Args:
        texts: the texts of which each contact has at least one.
        listed: the listed contacts, normalized.
        others: the texts around pages that the other part may be in, besides these.
        of_pages: the texts of pages that it may be in.
    """
    own = {each: _ends_of(each) for each in texts}
    beside = {each: _ends_of(each) for each in (*others, *of_pages) if each not in own}
    for firsts, seconds in ((own, own | beside), (beside, own)):
        numbers = [(each, begins) for each, begins in seconds.items() if begins.first_digits and not begins.is_rest]
        rests = [(each, begins) for each, begins in seconds.items() if begins.is_rest]
        for first, ends in firsts.items():
            least = MIN_LOCAL_DIGITS - ends.last_digits
            more = [each for each in numbers if each[1].first_digits >= least] if ends.last_digits else ()
            for second, begins in seconds.items() if ends.is_open else (*rests, *more):
                if first != second:
                    for contact in _across(ends.end, begins.begin, listed, first in own or first not in of_pages):
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
def _across(end: str, begin: str, listed: frozenset[str], is_around: bool) -> tuple[str, ...]:
    """Return the unlisted contact that goes from the end of a text to the beginning of another one; or nothing.

    Args:
        end: the end of the one text.
        begin: the beginning of the other one.
        listed: the listed contacts, normalized.
        is_around: True if the one text is around pages, where a word for a phone may be the name of the other text.
    """
    at_end, at_begin = contacts_in(end)[-1:], contacts_in(begin)[:1]
    whole = [each[0] for each in at_end if not _WORD.search(end, each.end())]
    whole += [each[0] for each in at_begin if not _WORD.search(begin, 0, each.start())]
    if any(is_listed(each, listed) for each in whole):
        return ()
    for between in _BETWEEN:
        if not between and end[-1:].isalnum() and begin[:1].isalnum():
            continue  # two words are not read as one
        text, border = f"{end}{between}{begin}", len(end) + len(between)
        after_words = {number.start() for number in numbers_after_words(text)}
        for contact in contacts_in(text):
            if contact.end() <= border or is_listed(contact[0], listed):
                continue
            is_named = contact.start() in after_words
            if contact.start() < len(end):
                is_contact = is_named or contact[0][0] in PLUS or _CLEAR.search(contact[0]) is not None
            else:
                is_contact = is_named and is_around and not _WORD.search(text, contact.end())
            if is_contact:
                return (" ".join(contact[0].split()),)
    return ()
