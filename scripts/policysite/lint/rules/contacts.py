"""Email addresses and phone numbers: only those that the configuration lists."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from policysite.corpus import Page, subjects
from policysite.corpus.contact_details import contacts_in, normalized
from policysite.corpus.url_safety import shown
from policysite.lint.context import Context
from policysite.lint.page_text import text_runs
from policysite.lint.rule import Hit, hit, page_rule

_SCHEMES = ("mailto:", "tel:")


@page_rule(suppressible=False)
def contact_unlisted(page: Page, context: Context) -> Iterator[Hit]:
    """An email address or a phone number is not in the list in the configuration."""
    listed = frozenset(map(normalized, context.settings.contacts))
    for run in text_runs(page):
        for match in contacts_in(run.text):
            if normalized(match[0]) not in listed:
                yield _hit(run.hit(match.start()), match[0])
    for block in page.blocks():
        for link in block.links:
            for contact in _link_contacts(link.address):
                if normalized(contact) not in listed | {normalized(each[0]) for each in contacts_in(link.text)}:
                    yield _hit(hit(page, block, link.start), contact)


def _hit(position: Hit, contact: str) -> Hit:
    return replace(
        position, params={"contact": shown(contact)}, breaks=frozenset({subjects.contact(normalized(contact))})
    )


def _link_contacts(target: str) -> list[str]:
    """Return the email addresses or phone numbers that a link leads to."""
    address = html.unescape(target).strip()
    scheme = next((scheme for scheme in _SCHEMES if address.lower().startswith(scheme)), None)
    if scheme is None:
        return []
    return unquote(address[len(scheme) :].partition("?")[0]).split(",")
