"""Contacts and URLs that are written out in a text, whatever its language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from urllib.parse import unquote

from policysite.contacts import messengers
from policysite.contacts.called_numbers import as_dialed, called_numbers_in, is_with_letters
from policysite.contacts.email_addresses import addresses_in, with_signs
from policysite.contacts.named_numbers import numbers_after_words
from policysite.contacts.operator_sites import is_of_operator
from policysite.contacts.other_numbers import is_other_number
from policysite.contacts.phone_numbers import MIN_DIGITS, PLUS, digit_runs, phone_numbers_in, short_numbers_in
from policysite.contacts.reading import as_read
from policysite.corpus.hosts import are_related, host_of
from policysite.corpus.part_names import names_language, words_of
from policysite.corpus.settings import Settings
from policysite.corpus.urls import parts_of

# Stands between two texts when no contact may begin in one and end in the other.
APART = "\n" * 5
# A longer footnote is no part of a contact.
MAX_FOOTNOTE_CHARACTERS = 64
_URL = re.compile(r"(?:https?://|www\.)[^\s<>«»“”\"]*[\w/#=&-]", re.IGNORECASE)
# The fewest digits of the end of a listed number that is one, too.
_MIN_SHORT_DIGITS = 6
_WITH_COUNTRY = re.compile(rf"\(?(?:[{PLUS}]|00)")
# A phone number in a link, without parameters (RFC 3966).
_DIALED = re.compile(r"\+?[\d\s().-]+", re.ASCII)
# A number in the text of such a link, with any signs; those of a list have a space beside them.
_NUMBER_IN_LINK = re.compile(rf"[{PLUS}]?\d(?:(?:(?![,;:|/]\s|\s/)[^\w{PLUS}]|_){{0,3}}\d){{5,14}}")
_WITHOUT_NAME = re.compile(r"(?:.*\s|[(«“\"]?)@\S+", re.DOTALL)
# Hosts for examples, which receive no mail (RFC 2606, RFC 7505).
_HOSTS_OF_EXAMPLES = ("example.com", "example.net", "example.org")
# The same contacts are on many pages.
_CACHED_CONTACTS = 2_048
_BETWEEN_VALUES = re.compile("[?&;=]")


def urls_in(text: str) -> list[re.Match[str]]:
    """Return the URLs in a text."""
    return list(_URL.finditer(text)) if "://" in text or "www." in text.lower() else []


def offsets_in_urls(text: str) -> set[int]:
    """Return the offsets of the characters of a text that are in URLs."""
    return {offset for url in urls_in(text) for offset in range(*url.span())}


def contacts_in(text: str) -> list[re.Match[str]]:
    """Return the contacts in a text: email addresses in any form that people read as one, phone numbers, messengers.

    They are matches in the text as it is read, which is as long as the text.
    """
    text = as_read(text)
    numbers, called = _numbers_in(text) if digit_runs(text) else ([], [])
    found = [*numbers, *messengers.names_in(text), *addresses_in(text)]
    spans = [match.span() for match in found]
    found += [each for each in called if all(each.end() <= start or end <= each.start() for start, end in spans)]
    end = 0
    contacts = []
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        if match.start() >= end:
            contacts.append(match)
            end = match.end()
    return contacts


def _numbers_in(text: str) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
    """Return the phone numbers in a text, and those of unusual forms, which are no part of another contact."""
    numbers, called = phone_numbers_in(text), [*called_numbers_in(text)]
    if numbers or called:
        in_urls = offsets_in_urls(text)  # numbers of pages and documents
        numbers = [match for match in numbers if match.start() not in in_urls or match[0][0] in PLUS]
        called = [match for match in called if match.start() not in in_urls]
    starts = {each.start() for each in numbers}  # a word may name several numbers as one
    after_words = (each for each in numbers_after_words(text) if each.start() not in starts)
    return [*numbers, *after_words, *short_numbers_in(text)], called


def linked_contacts(address: str) -> list[str]:
    """Return the contacts that a link leads to, and those in the letter that it begins."""
    parts = parts_of(address.strip())
    if parts is None:
        return []
    values = unquote(_BETWEEN_VALUES.sub(" ", f"{parts.query} {parts.fragment}"))
    further = [match[0] for match in contacts_in(values)]
    if parts.scheme in ("mailto", "tel"):
        return [*filter(None, unquote(parts.path).split(",")), *further]
    if messengers.is_contact_page(address):
        return [address.strip()]
    # (Other digits, and names after `@`, are numbers of pages and names of other things.)
    return [each for each in further if each[0] in PLUS or ("@" in each and each[0].isalnum())]


def numbers_in_link(text: str, address: str) -> list[str]:
    """Return the numbers that a text of a link has if the link dials a number, however they are written."""
    if not address.strip().lower().startswith("tel:"):
        return []
    is_alone = not any(map(str.isalpha, text))
    return [each for each in _NUMBER_IN_LINK.findall(as_read(text)) if is_alone or not is_other_number(each)]


def named_elsewhere(text: str, address: str, settings: Settings) -> str:
    """Return what the text of a link names although it leads to a site of others; empty for nothing.

    That is a listed contact, or a language of the site, whose pages readers then expect.
    """
    if not host_of(address) or is_of_operator(address, settings):
        return ""
    if names_language(words_of(text), settings.languages):
        return text.strip()
    linked, listed = set(map(normalized, linked_contacts(address))), listed_contacts(settings)
    # (A number as it is dialed within a country may be alone.)
    named = [*(contact[0] for contact in contacts_in(text)), *([text] if _DIALED.fullmatch(text) else ())]
    return next((each for each in named if normalized(each) not in linked and is_listed(each, listed)), "")


@lru_cache(maxsize=_CACHED_CONTACTS)
def normalized(contact: str) -> str:
    """Return a contact in a form that can be compared.

    Email addresses and messengers are in lower case, phone numbers as digits; names in Telegram are as `@name`.
    """
    written = unicodedata.normalize("NFKC", as_read(contact)).strip()
    text = written.casefold()
    if name := messengers.comparable(text):
        return name
    if is_with_letters(written):
        text = as_dialed(written)
    address = with_signs(written).casefold()
    if "@" in address:
        return address
    return "".join(str(unicodedata.decimal(each)) for each in text if each.isdecimal()).removeprefix("00") or text


def listed_contacts(settings: Settings) -> frozenset[str]:
    """Return the contacts that a site may publish, normalized."""
    listed = {*map(normalized, (*settings.contacts, *linked_contacts(settings.contact_url)))}
    site = host_of(settings.url)
    # All addresses of the operator may be called so, as in “addresses that end in @policy.example”.
    domains = {f"@{domain}" for _, sign, domain in (each.rpartition("@") for each in listed) if sign and domain}
    return frozenset(listed | {each for each in domains if are_related(each[1:], site)})


def is_listed(contact: str, listed: Collection[str]) -> bool:
    """True if a contact is one of these, which are normalized.

    The end of a listed phone number is listed, too, as it is dialed within a city or a country, perhaps after 0 or 8,
    but not after `+` or 00, which begin the code of another one. So is a phone number that begins with a long one of
    these if the digits after it belong to the next words.
    """
    known = normalized(contact)
    if _WITHOUT_NAME.fullmatch(contact) and (domain := f"@{known.rpartition('@')[2]}") in listed:
        known = domain
    numbers = [each for each in listed if each.isdecimal() and len(each) >= MIN_DIGITS] if known.isdecimal() else []
    is_local = not _WITH_COUNTRY.match(as_read(contact))
    written = {known, known.removeprefix("0").removeprefix("8")} if is_local else {known}
    dialed = (each[start:] for each in numbers for start in range(len(each) - _MIN_SHORT_DIGITS + 1 if is_local else 1))
    begun = ((each, end) for end in dialed for each in written if each.startswith(end))
    further = (len(each) - len(end) for each, end in begun if each == end or len(end) >= MIN_DIGITS)
    is_nobodys = known.rpartition("@")[2] in _HOSTS_OF_EXAMPLES
    return known in listed or is_nobodys or any(not count or _ends_after(contact, count) for count in further)


def is_listed_link(contact: str, listed: Collection[str]) -> bool:
    """True if the contact that a link leads to is one of these, which are normalized, and nothing else is dialed."""
    known = normalized(contact)
    is_plain = not known.isdecimal() or messengers.is_contact_page(contact) or _DIALED.fullmatch(contact)
    return known in listed and bool(is_plain)


def _ends_after(contact: str, further_digits: int) -> bool:
    """True if a phone number may end before its last digits: more than a hyphen or a dot is between them."""
    return re.search(rf"\d[\u2010\u2011.-]?\d(?:\D*\d){{{further_digits - 1}}}\D*\Z", contact) is None
