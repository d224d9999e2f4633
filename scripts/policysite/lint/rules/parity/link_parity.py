"""Addresses, which must be the same in every language: where links lead, mail, telephones."""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from policysite.corpus import Block, Page
from policysite.corpus.tracking_parameters import without_tracking
from policysite.lint.context import Context
from policysite.lint.rule import ClausePair, Hit, pair_rule
from policysite.lint.rules.parity.invariants import Invariant, Invariants, Reading, differences
from policysite.lint.text.contact_details import digits, written_addresses, written_mails, written_telephones
from policysite.messages import available_locales

_PAGE = ".md"


@pair_rule()
def emails_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A translation has other mail addresses than its original."""
    yield from differences(pair, mails)


@pair_rule()
def phone_numbers_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A translation has other telephone numbers than its original."""
    yield from differences(pair, telephones)


@pair_rule()
def links_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A translation has other links or pictures than its original."""
    yield from differences(pair, addresses_on(context.settings.url))


def mails(block: Block, page: Page) -> Invariants:
    """The mail addresses in a block: those that links lead to, and those that are written out."""
    linked = [
        (_span(link.start, link.text), Invariant(mail.casefold(), mail, link.start))
        for link in block.links
        if (mail := _behind("mailto:", link.target).partition("?")[0])
    ]
    written = [Invariant(match[0].casefold(), match[0], match.start()) for match in written_mails(block.text)]
    return _with_written(linked, written)


def telephones(block: Block, page: Page) -> Invariants:
    """The telephone numbers in a block: those that links lead to, and those that are written out."""
    linked = [
        (_span(link.start, link.text), Invariant(digits(number), number, link.start))
        for link in block.links
        if (number := _behind("tel:", link.target))
    ]
    written = [Invariant(digits(match[0]), match[0], match.start()) for match in written_telephones(block.text)]
    return _with_written(linked, written)


def addresses_on(site: str) -> Reading:
    """Where the links in a block lead, its pictures lie, and the addresses of the web that are written out.

    Args:
        site: the address of the site, below which each language has its pages.
    """

    def addresses(block: Block, page: Page) -> Invariants:
        linked = [
            (
                _span(link.start, "" if link.is_image else link.text),
                Invariant(_resolved(link.target, page, site), link.target, link.start),
            )
            for link in block.links
            if not link.target.lower().startswith(("mailto:", "tel:"))
        ]
        within = {place for span, _ in linked for place in span}
        written = [
            Invariant(_resolved(match[0], page, site), match[0], match.start())
            for match in written_addresses(block.text)
            if match.start() not in within
        ]
        return tuple(sorted([*(each for _, each in linked), *written], key=lambda each: each.start))

    return addresses


def _span(start: int, text: str) -> range:
    return range(start, start + len(text))


def _behind(scheme: str, target: str) -> str:
    return target[len(scheme) :] if target.lower().startswith(scheme) else ""


def _with_written(linked: list[tuple[range, Invariant]], written: list[Invariant]) -> Invariants:
    """Links, and what is written out, but for what only says where its link leads."""
    within = {(place, each.key) for span, each in linked for place in span}
    alone = [each for each in written if (each.start, each.key) not in within]
    return tuple(sorted([*(link for _, link in linked), *alone], key=lambda each: each.start))


def _resolved(target: str, page: Page, site: str) -> str:
    """Where an address leads from a page, in the same words in every language."""
    address = without_tracking(target.strip())
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if site and address.startswith(site):
        return address.removeprefix(site).removeprefix(page.language + "/")
    if parts.scheme or parts.netloc:
        return parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower(), path=parts.path or "/").geturl()
    if not parts.path:
        return f"{page.name}#{parts.fragment}" if parts.fragment else page.name
    # A picture, or a file beside the pages, that each language has its own of.
    folders = posixpath.join(page.language, posixpath.dirname(page.name), parts.path).split("/")
    path = posixpath.normpath("/".join(folders)).removeprefix(page.language + "/")
    path = _any_language().sub("*", path).removesuffix(_PAGE)
    return parts._replace(path=path).geturl()


@functools.cache
def _any_language() -> re.Pattern[str]:
    """The code of a language as a folder, or as a part of the name of a file."""
    return re.compile(rf"(?<![^/._-])(?:{'|'.join(map(re.escape, available_locales()))})(?![^/._-])")
