"""Contacts: only those that the configuration lists."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policysite.corpus import Page, Settings, subjects
from policysite.corpus.contact_details import contacts_in, is_listed, linked_contacts, normalized
from policysite.corpus.hosts import are_related, hosts_in_letter
from policysite.corpus.invisible import IGNORED
from policysite.corpus.url_safety import shown
from policysite.lint.context import Context
from policysite.lint.page_text import front_matter_lines, text_runs
from policysite.lint.rule import Hit, hit, page_rule


@page_rule(suppressible=False)
def contact_unlisted(page: Page, context: Context) -> Iterator[Hit]:
    """An email address, a phone number or a messenger is not in the list in the configuration."""
    listed = listed_contacts(context.settings)
    for run in text_runs(page):
        text, offsets = _visible(run.text)
        for match in contacts_in(text):
            if not is_listed(match[0], listed):
                yield _hit(run.hit(offsets[match.start()]), match[0])
    written = "\n".join(front_matter_lines(page))
    for text in (page.front_matter.title, page.front_matter.description):
        for match in contacts_in(text):
            if not is_listed(match[0], listed) and match[0] not in written:  # by escapes of YAML
                yield _hit(Hit(page.path, 1, 1, {}), match[0])
    for block in page.blocks():
        for link in block.links:
            for contact in linked_contacts(html.unescape(link.address)):
                if normalized(contact) not in listed | {normalized(each[0]) for each in contacts_in(link.text)}:
                    yield _hit(hit(page, block, link.start), contact)
            for host in hosts_in_letter(html.unescape(link.address)):
                if not any(are_related(host, own) for own in context.hosts):
                    yield _hit(hit(page, block, link.start), host)


def _visible(text: str) -> tuple[str, Sequence[int]]:
    """Return a text without its invisible characters, which may stand within a contact, and the offsets of the rest."""
    if not IGNORED.search(text):
        return text, range(len(text))
    offsets = [offset for offset, character in enumerate(text) if not IGNORED.match(character)]
    return "".join(text[offset] for offset in offsets), offsets


def _hit(position: Hit, contact: str) -> Hit:
    return replace(
        position, params={"contact": shown(contact)}, breaks=frozenset({subjects.contact(normalized(contact))})
    )


def listed_contacts(settings: Settings) -> frozenset[str]:
    """Return the contacts that a site may publish, in a form that can be compared."""
    own = linked_contacts(settings.contact_url)
    return frozenset(map(normalized, (*settings.contacts, *own)))
