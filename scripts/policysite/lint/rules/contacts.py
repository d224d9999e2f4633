"""Email addresses and phone numbers: only those that the configuration lists; and the contact for security problems."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

import ada_url

from policysite.corpus import Page, files
from policysite.lint.context import Context
from policysite.lint.page_text import text_runs
from policysite.lint.rule import Hit, hit, hit_at, page_rule, site_rule
from policysite.lint.text.contact_details import emails_in, phone_numbers_in
from policysite.lint.text.url_safety import shown

_SCHEMES = ("mailto:", "tel:")
_SECURITY_TXT = PurePosixPath(".well-known/security.txt")
_CONTACT_FIELD = re.compile(r"contact:[ \t]*(.*?)[ \t]*", re.IGNORECASE)


@page_rule(suppressible=False)
def contact_unlisted(page: Page, context: Context) -> Iterator[Hit]:
    """An email address or a phone number is not in the list in the configuration."""
    listed = frozenset(map(_normalized, context.settings.contacts))
    for run in text_runs(page):
        for match in _contacts_in(run.text):
            if _normalized(match[0]) not in listed:
                yield run.hit(match.start(), contact=shown(match[0]))
    for block in page.blocks():
        for link in block.links:
            for contact in _link_contacts(link.address):
                if _normalized(contact) not in listed | {_normalized(each[0]) for each in _contacts_in(link.text)}:
                    yield hit(page, block, link.start, contact=shown(contact))


def _contacts_in(text: str) -> list[re.Match[str]]:
    return [*emails_in(text), *phone_numbers_in(text)]


def _normalized(contact: str) -> str:
    """Return a contact in a form that can be compared: email addresses in lower case, phone numbers as digits."""
    return contact.casefold() if "@" in contact else _digits(contact)


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _link_contacts(target: str) -> list[str]:
    """Return the email addresses or phone numbers that a link leads to."""
    address = html.unescape(target).strip()
    scheme = next((scheme for scheme in _SCHEMES if address.lower().startswith(scheme)), None)
    if scheme is None:
        return []
    return unquote(address[len(scheme) :].partition("?")[0]).split(",")


@site_rule(suppressible=False)
def security_contact_missing(context: Context) -> Iterator[Hit]:
    """The file for reports of security problems names no address for them, or something that is none (RFC 9116)."""
    if _SECURITY_TXT not in context.attachments:
        return
    path = context.settings.docs / _SECURITY_TXT
    name = context.settings.relative_path(path)
    text = files.read(path, name)
    if not isinstance(text, str):
        return  # it has a finding of its own
    lines = [(number, _CONTACT_FIELD.fullmatch(line)) for number, line in enumerate(text.split("\n"), start=1)]
    contacts = [(number, match) for number, match in lines if match]
    for number, match in contacts:
        if not (match[1].startswith(("https://", *_SCHEMES)) and ada_url.check_url(match[1])):
            yield hit_at(name, number, match.start(1) + 1)
    if not contacts:
        yield hit_at(name, 1)
