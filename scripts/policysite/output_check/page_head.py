"""The head of a page: the code of the theme under its policy, and what the page says of itself to search engines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policysite.corpus.character_references import unescape
from policysite.corpus.destinations import MODULE
from policysite.output_check import rules
from policysite.output_check.addresses import Addresses
from policysite.output_check.csp import content_security_policy, inline_scripts, inline_style_sheets
from policysite.output_check.elements import Address
from policysite.output_check.json_data import json_in, members_in, named_texts_in
from policysite.output_check.rules import Problem

# In scripts and style sheets, which only the head has, a `<` that begins no tag is text.
_INLINE = re.compile(r"<(script|style)\b([^<>]*+)>([^<]*+(?:<(?![/!])[^<]*+)*+)</\1>")
# Nothing is loaded before the policy is in force.
_POLICY = re.compile(
    r'\s*<html[^<>]*>\s*<head>\s*<meta charset="utf-8">'
    r'\s*<meta http-equiv="Content-Security-Policy" content="([^"]*)">'
)
# The members of the data that pages have for search engines, and those with addresses.
_VOCABULARY = "https://schema.org"
_OWN_ADDRESSES = {"@context", "@id", "url"}
_STRUCTURED = _OWN_ADDRESSES.union(
    ("@type", "name", "description", "inLanguage", "dateModified", "version", "translationOfWork"),
    ("mainEntity", "acceptedAnswer", "text"),
)
# The margins of a printed page: its title, its version, its URL and its number.
_MARGINS = re.compile(
    r"@page \{\n(?:@(?:top|bottom)-(?:left|right) \{ content:"
    r'(?: (?:"(?:[^"\\\n]|\\(?:22|5c|3c|3e|26|a|c|d) )*"|counter\(page\)|counter\(pages\)))+ \}\n)*\}\s*$'
)
_STRING = re.compile(r'"([^"]*)"')


def without_code(head: str) -> str:
    """Return the head of a page with empty scripts and style sheets."""
    return _INLINE.sub(r"<\1\2></\1>", head)


def problems(head: str, url: str, addresses: Addresses) -> Iterator[Problem]:
    """Yield what is wrong with the scripts, the style sheets and the policy in the head of a page."""
    scripts: list[str] = []
    sheets: list[str] = []
    for name, attributes, content in _INLINE.findall(head):
        if name == "style":
            sheets.append(content)
            margins = _MARGINS.search(content)
            if not _is_of_theme(content[: margins.start()] if margins else content):
                yield Problem(rules.STYLE, content[:80], (content[:20], "<style"))
            yield from addresses.unlisted_contacts(" ".join(_STRING.findall(margins[0])) if margins else "")
        elif "src=" in attributes:
            source = re.sub('.*src="([^"]*)".*', r"\1", attributes)
            if content.strip() or not addresses.leads_to(source, url, MODULE):
                yield Problem(rules.SCRIPT, source, (source,))
        elif "ld+json" in attributes:
            yield from _structured_data(content, addresses)
        else:
            scripts.append(content)
            if content not in inline_scripts():
                yield Problem(rules.SCRIPT, content[:80], (content[:40], "<script"))
    policy = _POLICY.match(head)
    expected = content_security_policy(scripts, sheets)
    if policy is None or unescape(policy[1]) != expected:
        yield Problem(rules.CSP_DIFFERS, expected, ("Content-Security-Policy", "<head>"))


def _structured_data(content: str, addresses: Addresses) -> Iterator[Problem]:
    """Yield what is wrong with what a page says of itself to search engines."""
    data = json_in(content)
    if data is None:
        yield Problem(rules.SCRIPT, content[:80], (content[:40],))
    for name, value in members_in(data):
        if name not in _STRUCTURED:
            yield Problem(rules.ATTRIBUTE, name[:60], (f'"{name}"',))
        elif name in _OWN_ADDRESSES and not (isinstance(value, str) and _is_own(value, addresses)):
            yield Problem(rules.ADDRESS, str(value)[:60], (str(value), f'"{name}"'))
    yield from addresses.unlisted_contacts("\n".join(text for _, text in named_texts_in(data)))


def _is_own(address: str, addresses: Addresses) -> bool:
    """True for an address of this site, and for the one that names the vocabulary."""
    return address == _VOCABULARY or addresses.broken_rule(address, Address.OWN) is None


@lru_cache(maxsize=1000)  # many pages have the same
def _is_of_theme(sheet: str) -> bool:
    """True if a style sheet in a page is joined from those of the theme."""
    rest = sheet
    while rest and (begin := next(filter(rest.startswith, inline_style_sheets().values()), "")):
        rest = rest.removeprefix(begin)
    return not rest.strip()
