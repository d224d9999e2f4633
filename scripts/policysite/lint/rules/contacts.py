"""Mail addresses and telephone numbers: none that the configuration does not list."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from policysite.corpus import Page
from policysite.lint.context import Context
from policysite.lint.passages import passages
from policysite.lint.rule import Hit, hit, page_rule
from policysite.lint.text.destinations import shown

# (No part can grow without end, or a long text without any address would be searched from every letter.)
MAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_][\w-]{0,62}[^\W_]")
# As ITU-T E.123 has it: `+`, the country, and with it nine to fifteen digits.
_INTERNATIONAL = r"\+\d(?:[\s().‑–-]{0,3}\d){8,14}(?![\d-])"
_IN_LINKS = ("mailto:", "tel:")


@page_rule()
def contact_unlisted(page: Page, context: Context) -> Iterator[Hit]:
    """A mail address or a telephone number is not one of those that may stand in the text."""
    listed = frozenset(map(_plain, context.settings.contacts))
    numbers = telephones(tuple(shape for name in context.settings.languages for shape in _shapes(context, name)))
    for passage in passages(page):
        for match in _found(passage.text, numbers):
            if _plain(match[0]) not in listed:
                yield passage.hit(match.start(), contact=shown(match[0]))
    for block in page.blocks():
        for link in block.links:
            for contact in _of_link(link.target):
                if _plain(contact) not in listed | {_plain(each[0]) for each in _found(link.text, numbers)}:
                    yield hit(page, block, link.start, contact=shown(contact))


def _found(text: str, numbers: re.Pattern[str]) -> Iterator[re.Match[str]]:
    if "@" in text:
        yield from MAIL.finditer(text)
    yield from numbers.finditer(text)


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


def _shapes(context: Context, language: str) -> list[str]:
    return list(context.lexicon(language)["telephones"])


@functools.cache
def telephones(shapes: tuple[str, ...]) -> re.Pattern[str]:
    """What finds telephone numbers: international ones, and those of a shape, in which 0 stands for any digit."""
    national = (f"{_pattern(shape)}(?![\\d-]|[.,/]\\d)" for shape in shapes)
    return re.compile(rf"(?<![\w+])(?:{'|'.join((_INTERNATIONAL, *national))})")


def _pattern(shape: str) -> str:
    parts = (_of_sign(sign, shape[:number][-1:], shape[number + 1 :][:1]) for number, sign in enumerate(shape))
    return rf"(?<!\d[-.,/])(?:{''.join(parts)})"


def _of_sign(sign: str, before: str, after: str) -> str:
    if sign == "0":
        return r"\d"
    if sign in " -":
        return r"[\s‑–-]?" if before == ")" or after == "(" else r"[\s‑–-]"
    return re.escape(sign)
