"""The targets of the addresses in a page, as a browser reads them (URL Standard of WHATWG)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache, cached_property, lru_cache, partial
from urllib.parse import unquote

import ada_url

from policysite.contacts.beside import BesideContact, Passage, contacts_beside
from policysite.contacts.divided import divided_contacts
from policysite.contacts.in_text import (
    APART,
    contacts_in,
    is_listed,
    is_listed_link,
    linked_contacts,
    listed_contacts,
    named_elsewhere,
    normalized,
    numbers_in_link,
)
from policysite.contacts.messengers import is_contact_page
from policysite.contacts.operator_sites import is_of_operator, is_own_host, known_hosts
from policysite.corpus import Settings
from policysite.corpus.hosts import host_of, hosts_in_letter, imitates, misnamed
from policysite.corpus.invisible import IGNORED
from policysite.corpus.part_names import words_of
from policysite.corpus.url_safety import AddressKind, address_kind, begins_empty_letter
from policysite.corpus.urls import parts_of, without_tracking
from policysite.files import IMAGE_TYPES
from policysite.findings.rule import Rule
from policysite.output_check import rules
from policysite.output_check.elements import Address
from policysite.output_check.rules import Problem

# Browsers ignore some of these characters, so that an address with them is not what it seems.
_UNPLAIN = re.compile(r"[\x00-\x20\x7f-\x9f\\\u2028\u2029]")
# A step upwards within a path; browsers and servers take it with encoded signs as well.
_STEP = re.compile(r"(?:^|/)\.\.(?:/|$)")
_AFTER_PATH = re.compile("[?#]")
# Where these lead depends on the scheme of the page.
_WITHOUT_HOST = re.compile("//|https?:(?!//)", re.IGNORECASE)
# The usual address of a page, a file or a clause of this site, and the path in it.
_PATH = r"(?:\./)?+(?:[\w-][\w.-]*+/)*+(?:[\w-][\w.-]*+)?+(?:#[\w-]++)?+"
_RELATIVE = re.compile(rf"(?:\.\./)*+{_PATH}", re.ASCII)
_CONTACT = ("mailto:", "tel:")
# Longer than any path of a page, so that a relative address never leaves the site by it.
_DEEP = "a/" * 20
# The versions of a policy have most of their texts and addresses in common.
_CACHED_TEXTS = 2048
# The spaces and hyphens that typography puts into a number, with the ones that it replaces; and quotation marks.
_TYPED = {ord("\N{NO-BREAK SPACE}"): " ", ord("\N{NARROW NO-BREAK SPACE}"): " ", ord("\N{NON-BREAKING HYPHEN}"): "-"}
_STRAIGHT = str.maketrans(dict.fromkeys("«»‘’“”„", '"'))


class Addresses:
    """Judges the addresses of a site.

    Attributes:
        languages: the languages of the site.
        name: the words in the name of its host.
        signature: the settings that decide what is good.
        broken_rule: returns the rule that an address of an attribute breaks; None for a good one.
        unlisted_contacts: returns the contacts in a text that the configuration does not list.
        unlisted_divided_contacts: returns those that begin in one part of a text and end in another.
        is_of_operator: true for an address that is listed, below a listed one, or at a site of the operator.
        other_place: returns the place or contact that the text of a link names, if it leads elsewhere; empty for none.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.languages = settings.languages
        self.name = words_of(host_of(settings.url))
        deciding = (
            settings.url,
            settings.uses_directory_urls,
            settings.languages,
            settings.contact_url,
            settings.contacts,
        )
        self.signature = repr((*deciding, settings.publish))
        self._base = settings.url + _DEEP
        self._good_texts: set[str] = set()
        # (Within the value of another attribute, the quotation mark after `href=` ends the value: no address follows.)
        begin = rf'(<(?:a|link)\s[^<>]*?\bhref="(?:(?:\.\./)+|{re.escape(settings.url)}))'
        self._paths = re.compile(rf'{begin}{_PATH}(?=")', re.ASCII)
        self.broken_rule = lru_cache(maxsize=_CACHED_TEXTS)(self._broken_rule)
        self.is_of_operator = cache(partial(is_of_operator, settings=settings))
        self.other_place = lru_cache(maxsize=_CACHED_TEXTS)(self._other_place)
        self.unlisted_contacts = lru_cache(maxsize=_CACHED_TEXTS)(self._unlisted_contacts)
        self.unlisted_divided_contacts = lru_cache(maxsize=_CACHED_TEXTS)(self._unlisted_divided_contacts)

    def _broken_rule(self, address: str, kind: Address) -> Rule | None:
        if not address or (kind is Address.IMAGE and not address.lower().endswith(tuple(IMAGE_TYPES))):
            return rules.ADDRESS
        below = address.removeprefix(self._settings.url)
        is_own = below != address
        if (is_own or kind is not Address.OWN) and _RELATIVE.fullmatch(below) and not (is_own and ".." in below):
            return None
        path = _AFTER_PATH.split(address, maxsplit=1)[0]
        # (How far an address leads up is only seen where it begins with that: `PageCheck` compares it with the page.)
        if (
            without_tracking(address) != address
            or _UNPLAIN.search(address)
            or _STEP.search(unquote(path.lstrip("./")))
            or _WITHOUT_HOST.match(address)
            or (is_own and "//" in f"/{below}")
            or ("//" in path and ":" not in path)
        ):
            return rules.ADDRESS
        if kind is Address.OWN:
            return None if address.startswith(self._settings.url) else rules.ADDRESS
        try:
            url = ada_url.URL(address, self._base)
        except ValueError:
            return rules.ADDRESS
        if kind in (Address.FILE, Address.IMAGE):
            return None if url.href.startswith(self._settings.url) else rules.ADDRESS
        if url.protocol in _CONTACT:
            return self._broken_by_contact(address)
        if is_contact_page(url.href):
            is_known = address == self._settings.contact_url or normalized(address) in self._listed
            return None if is_known else rules.CONTACT
        if not all(is_listed_link(contact, self._listed) for contact in linked_contacts(address)):
            return rules.CONTACT
        # (A path that leaves the site may be another site of the host.)
        is_clear = (
            url.protocol == "https:"
            and address_kind(address) is AddressKind.HTTPS
            and not imitates(url.hostname, self._known_hosts)
        )
        return None if url.href.startswith(self._settings.url) or is_clear else rules.ADDRESS

    def _other_place(self, shown: str, address: str) -> str:
        if not host_of(address) or address.startswith(self._settings.url):
            return ""
        return misnamed(shown, address, "") or named_elsewhere(shown, address, self._settings)

    def is_printed(self, shown: str, address: str) -> bool:
        """True if what is printed after a link names the place that the link leads to."""
        if address.lower().startswith(_CONTACT):
            parts = parts_of(address)
            return parts is not None and shown == unquote(parts.path)
        try:
            return ada_url.URL(shown).host == ada_url.URL(address, self._base).host
        except ValueError:
            return False

    def without_paths(self, html: str) -> str:
        """Return a part of a page without the paths in its links to other pages of this site, which nobody reads.

        Links to clauses of the same page stay as they are.
        """
        return self._paths.sub(r"\1", html)

    def leads_to(self, address: str, page_url: str, file: str) -> bool:
        """True if an address in a page is that of a file of this site, given by its path below the site's root."""
        return ada_url.URL(address, page_url).href == self._settings.url + file

    def is_below(self, address: str, page_url: str) -> bool:
        """True if a good address of a file in a page does not leave the site."""
        return ada_url.URL(address, page_url).href.startswith(self._settings.url)

    def unlisted_contacts_in(self, texts: Iterable[str]) -> tuple[Problem, ...]:
        """Return the contacts in texts that the configuration does not list; none is divided between two texts."""
        new = [text for text in texts if text not in self._good_texts]
        found = self._unlisted_contacts(APART.join(new))
        if not found:  # the versions of a policy have most of their texts in common
            self._good_texts.update(new)
        return found

    def _unlisted_contacts(self, text: str) -> tuple[Problem, ...]:
        plain = IGNORED.sub("", text)
        found = (plain[slice(*match.span())] for match in contacts_in(plain))  # as it is written
        return tuple(_contact_problem(contact) for contact in found if not is_listed(contact, self._listed))

    def unlisted_numbers(self, text: str, address: str) -> tuple[Problem, ...]:
        """Return the numbers in a text of a link that dials one, which the configuration does not list."""
        found = numbers_in_link(text, address)
        return tuple(_contact_problem(contact) for contact in found if not is_listed(contact, self._listed))

    def _unlisted_divided_contacts(self, text: str) -> tuple[Problem, ...]:
        found = divided_contacts(IGNORED.sub("", text), self._listed)
        return tuple(_contact_problem(each.contact) for each in found)

    def unlisted_contacts_beside(
        self, around: Iterable[Passage], of_page: Collection[Passage]
    ) -> Iterator[BesideContact]:
        """Return the contacts of which one part is in a text around a page, and the rest in another, or in the page."""
        return contacts_beside(around, self._listed, of_pages=of_page)

    def _broken_by_contact(self, address: str) -> Rule | None:
        if address == self._settings.contact_url:
            return None
        are_own = all(is_own_host(host, self._settings) for host in hosts_in_letter(address))
        contacts = linked_contacts(address)
        if not (contacts and begins_empty_letter(address) and are_own):
            return rules.ADDRESS
        return None if all(is_listed_link(each, self._listed) for each in contacts) else rules.CONTACT

    @cached_property
    def _known_hosts(self) -> frozenset[str]:
        return known_hosts(self._settings)

    @cached_property
    def _listed(self) -> frozenset[str]:
        return listed_contacts(self._settings)


def _contact_problem(contact: str) -> Problem:
    written = contact.translate(_TYPED)
    return Problem(rules.CONTACT, written, (written, written.translate(_STRAIGHT)))
