"""Addresses that must be the same in every language: link targets, email addresses, phone numbers."""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Callable, Iterable, Iterator

from policysite.contacts.email_addresses import emails_in
from policysite.contacts.in_text import urls_in
from policysite.contacts.phone_numbers import digits, phone_numbers_in
from policysite.corpus import Block, Page
from policysite.corpus.relative_links import file_named
from policysite.corpus.urls import PAGE_SUFFIX, PageUrls, normalized, parts_of, without_tracking
from policysite.findings.rule import Aspect
from policysite.lint.context import Context
from policysite.lint.rule import ClausePair, Hit, pair_rule
from policysite.lint.rules.parity.placeables import Comparison, Finder
from policysite.lint.text.placeable import Placeable, Placeables


@pair_rule()
def emails_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A translation has other email addresses than its original."""
    yield from Comparison(emails).differences(pair)


@pair_rule()
def phone_numbers_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A translation has other phone numbers than its original."""
    yield from Comparison(phone_numbers).differences(pair)


@pair_rule(aspect=Aspect.LINKS)
def links_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A translation has other links or images than its original."""
    links = links_on(context.settings.urls)
    yield from Comparison(links, loosen=(_without_language, _edition)).differences(pair)


def _contacts(scheme: str, key: Callable[[str], str], find: Callable[[str], Iterable[re.Match[str]]]) -> Finder:
    """Return a function that finds the contacts of a kind in a block, linked or written out."""

    def contacts(block: Block, page: Page) -> Placeables:
        linked = [
            (_span(link.start, link.text), Placeable(key(contact), contact, link.start))
            for link in block.links
            if (contact := _after_scheme(scheme, link.address))
        ]
        written = [Placeable(key(match[0]), match[0], match.start()) for match in find(block.text)]
        inside_links = {(offset, each.key) for span, each in linked for offset in span}
        outside_links = [each for each in written if (each.start, each.key) not in inside_links]
        return tuple(sorted([*(each for _, each in linked), *outside_links], key=lambda each: each.start))

    return contacts


def _after_scheme(scheme: str, target: str) -> str:
    return target[len(scheme) :].partition("?")[0] if target.lower().startswith(scheme) else ""


def _span(start: int, text: str) -> range:
    return range(start, start + len(text))


emails = _contacts("mailto:", str.casefold, emails_in)
phone_numbers = _contacts("tel:", digits, phone_numbers_in)


def links_on(urls: PageUrls) -> Finder:
    """Return a function that finds the targets of links and images in a block, and the URLs that are written out."""

    def links(block: Block, page: Page) -> Placeables:
        linked = [
            (
                _span(link.start, "" if link.is_image else link.text),
                Placeable(_resolved(link.address, page, urls), link.address, link.start),
            )
            for link in block.links
            if not link.address.lower().startswith(("mailto:", "tel:"))
        ]
        inside_links = {offset for span, _ in linked for offset in span}
        written = [
            Placeable(_resolved(match[0], page, urls), match[0], match.start())
            for match in urls_in(block.text)
            if match.start() not in inside_links
        ]
        return tuple(sorted([*(each for _, each in linked), *written], key=lambda each: each.start))

    return links


def _resolved(target: str, page: Page, urls: PageUrls) -> str:
    """Return the target of a link on a page in a form that is the same in every language."""
    address = without_tracking(target.strip())
    below = urls.below(address)
    if below is not None:
        return below.removeprefix(page.language + "/")
    with contextlib.suppress(ValueError):
        return normalized(address)
    parts = parts_of(address)
    if parts is None:
        return address
    if not parts.path:
        return f"{page.name}#{parts.fragment}" if parts.fragment else page.name
    path = str(file_named(address, page) or parts.path).removeprefix(page.language + "/").removesuffix(PAGE_SUFFIX)
    return parts._replace(path=path).geturl()


def _without_language(address: str, languages: tuple[str, str]) -> str:
    """Return an address without the codes of these languages: in its host, its path, its query, the name of a file."""
    parts = parts_of(address)
    if parts is None or not parts.netloc:
        # Each language may have its own image, or its own file beside the pages.
        return re.sub(rf"(?<![^/._-]){_codes(languages).pattern}(?![^/._-])", "*", address)
    host, is_code = parts.netloc.split("."), _codes(languages).fullmatch
    path = "/".join(part for part in parts.path.split("/") if not is_code(part))
    query = "&".join(part for part in parts.query.split("&") if not is_code(part.rpartition("=")[2]))
    if host[0] == "www" or is_code(host[0]):
        del host[0]
    return parts._replace(netloc=".".join(host), path=path, query=query).geturl()


def _edition(address: str, languages: tuple[str, str]) -> str:
    """Return only the host of an address if it begins with a language: pages have other names in another Wikipedia."""
    parts = parts_of(address)
    first, _, host = parts.netloc.partition(".") if parts else ("", "", "")
    return host if _codes(languages).fullmatch(first) else address


@functools.cache
def _codes(languages: tuple[str, ...]) -> re.Pattern[str]:
    """Match the codes of languages, also with a country or a script: pt, pt-BR, zh_Hant."""
    main = "|".join(re.escape(language.partition("-")[0]) for language in languages)
    return re.compile(rf"(?i:(?:{main})(?:[-_][a-z]{{2,4}})?)")
