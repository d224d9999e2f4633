"""Mail addresses and telephone numbers: none that the configuration does not list."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from policysite.corpus import Page
from policysite.lint.context import Context
from policysite.lint.passages import passages
from policysite.lint.rule import Hit, hit, page_rule
from policysite.lint.text.contact_details import written_mails, written_telephones
from policysite.lint.text.url_safety import shown

_IN_LINKS = ("mailto:", "tel:")


@page_rule()
def contact_unlisted(page: Page, context: Context) -> Iterator[Hit]:
    """A mail address or a telephone number is not one of those that may stand in the text."""
    listed = frozenset(map(_plain, context.settings.contacts))
    for passage in passages(page):
        for match in _found(passage.text):
            if _plain(match[0]) not in listed:
                yield passage.hit(match.start(), contact=shown(match[0]))
    for block in page.blocks():
        for link in block.links:
            for contact in _of_link(link.target):
                if _plain(contact) not in listed | {_plain(each[0]) for each in _found(link.text)}:
                    yield hit(page, block, link.start, contact=shown(contact))


def _found(text: str) -> list[re.Match[str]]:
    return [*written_mails(text), *written_telephones(text)]


def _plain(contact: str) -> str:
    """A contact as it can be compared: a mail address in small letters, of a telephone number its digits."""
    return contact.casefold() if "@" in contact else _digits(contact)


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _of_link(target: str) -> list[str]:
    """Whom a link writes to or calls."""
    address = html.unescape(target).strip()
    scheme = next((scheme for scheme in _IN_LINKS if address.lower().startswith(scheme)), None)
    if scheme is None:
        return []
    return unquote(address[len(scheme) :].partition("?")[0]).split(",")
