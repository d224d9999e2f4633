"""Classifies the addresses in a page as a browser reads them.

Browsers remove control characters, read a backslash as a slash and decode escapes (URL Standard of WHATWG), so an
address is classified after these changes.
"""

from __future__ import annotations

import enum
import functools
import re
import unicodedata
from itertools import chain
from urllib.parse import unquote

from policysite.corpus import sites
from policysite.corpus.character_references import unescape
from policysite.corpus.hosts import HOST_LABEL, are_related, host_of, hosts_in
from policysite.corpus.invisible import IGNORED, code_point
from policysite.findings import MAX_SHOWN_CHARACTERS
from policysite.languages.alphabets import alphabets, is_confusable

# The addresses in a text, in any form that browsers read as one; contacts are found elsewhere.
ADDRESS = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]{0,30}:[\\/]{2}|\b(?:https?|wss?|ftp|dns|openpgp4fpr):|(?<![\w:/\\])[\\/]{2}|\bwww\.)"
    r"(?=[\\/]*[\w\[%])[^\s<>\"]*[\w/#=&-]",
    re.IGNORECASE,
)
_CONTROL = re.compile(f"[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]|{IGNORED.pattern}")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_BEFORE_PATH = re.compile(r"[^/?#]*")
_AUTHORITY = re.compile(r"https://([^/?#]*)", re.IGNORECASE)
# An address within another address: the name of its site.
_WITHIN = re.compile(r"(?:https?:[/\\]+|(?<=[=?#;,])\s*[/\\]{2})([^/\\?#&;:@\s]+)", re.IGNORECASE)
# The same without a scheme: in a parameter for redirects or without a name, and in a copy of a page.
_HOST_WITHIN = re.compile(
    r"(?:[?#&;](?:(?:u|q|ur[il]\w*|to|target\w*|dest\w*|redir\w*|return\w*|next|continue|go\w*|link|href|out|away)=)?"
    r"|/(?:amp|c|v)/(?:s/)?)((?:[\w-]+\.)+[^\W\d_]{2,})(?=[/:?#&;]|\Z)",
    re.IGNORECASE,
)
# Archived copies of pages, which lead nowhere else: other addresses in these are harmless, and so are what is searched.
_ARCHIVED = re.compile(r"https://web\.archive\.org/web/", re.IGNORECASE)
_SEARCH = re.compile(r"[^?#]*/search\?", re.IGNORECASE)
_SEARCHED = re.compile(r"(?<=[?&;])(?:q|query|search|text)=[^&;#]*", re.IGNORECASE)
# The parameter of a search that leads on to what is found first.
_LUCKY = re.compile(r"[?&;]btni\b", re.IGNORECASE)
_PORT = re.compile(r":\d*\Z")
# The longest subject of an email that a link may fill in, as long as a line should be (RFC 5322, 2.1.1).
_MAX_SUBJECT_CHARACTERS = 78


class AddressKind(enum.Enum):
    """The kinds of addresses."""

    RELATIVE = enum.auto()  # to a page or a file of this site
    ABSOLUTE = enum.auto()  # a path from the root of the host
    HTTPS = enum.auto()
    EMAIL = enum.auto()
    PHONE = enum.auto()
    DISGUISED = enum.auto()  # does not show where it leads
    UNSAFE = enum.auto()  # runs code or is not encrypted


@functools.lru_cache(maxsize=4096)
def address_kind(address: str) -> AddressKind:
    """Return the kind of an address."""
    hidden = _CONTROL.search(address) is not None
    plain = _CONTROL.sub("", unescape(unescape(address))).strip()
    head = _BEFORE_PATH.match(plain)
    scheme = _SCHEME.match(re.sub(r"\s", "", unescape(unquote(head[0] if head else ""))))
    if scheme is None:
        return _without_scheme(plain, hidden)
    written = address.lower().startswith(scheme[0].lower())
    name = scheme[1].lower()
    if name == "https":
        return _secure(plain) if written and not hidden else AddressKind.DISGUISED
    if hidden or not written or _names_no_contact(plain):
        return AddressKind.UNSAFE
    if name == "mailto":
        return AddressKind.EMAIL if begins_empty_letter(plain) else AddressKind.UNSAFE
    return AddressKind.PHONE if name == "tel" else AddressKind.UNSAFE


def _names_no_contact(address: str) -> bool:
    """True if a link to a contact names none, so that the reader chooses one; after two slashes there is a host."""
    named = address.partition(":")[2].partition("?")[0].strip(",")
    return not named or named.startswith("//")


def begins_empty_letter(address: str) -> bool:
    """True if a link to an email address fills in a short subject at most.

    A longer text could make readers declare what they do not want to, and no page shows it.
    """
    fields = [field.partition("=") for field in address.partition("?")[2].partition("#")[0].split("&") if field]
    subjects = [unquote(value) for name, _, value in fields if name.lower() == "subject"]
    return len(fields) == len(subjects) < 2 and all(
        len(each) <= _MAX_SUBJECT_CHARACTERS and each.isprintable() for each in subjects
    )


def shown(address: str) -> str:
    """Return an address as a finding can show it: invisible characters as code points, and at most 100 characters."""
    visible = _CONTROL.sub(lambda sign: f"<{code_point(sign[0])}>", address[: MAX_SHOWN_CHARACTERS + 1])
    return visible if len(address) <= MAX_SHOWN_CHARACTERS else f"{visible[:MAX_SHOWN_CHARACTERS]}…"


def _without_scheme(address: str, hidden: bool) -> AddressKind:
    if "\\" in address or address.startswith("//"):
        return AddressKind.UNSAFE
    if address.startswith("/"):
        return AddressKind.ABSOLUTE
    return AddressKind.DISGUISED if hidden else AddressKind.RELATIVE


def _secure(address: str) -> AddressKind:
    authority = _AUTHORITY.match(address)
    if authority is None:
        return AddressKind.UNSAFE
    path = address[authority.end() :].partition("?")[0].partition("#")[0]
    is_direct = not {".", ".."}.intersection(unquote(path).split("/"))
    host = _PORT.sub("", authority[1]).lower().removesuffix(".").removeprefix("www.")
    is_final = not sites.leads_on(host) and not _leads_on(address, authority.end())
    is_site = _is_plain(authority[1]) and host_of(address) != ""
    return AddressKind.HTTPS if is_site and is_direct and is_final else AddressKind.DISGUISED


def _leads_on(address: str, host_ends: int) -> bool:
    """True if a part of an address is the address of another site, which browsers may be sent to."""
    if _ARCHIVED.match(address):
        return False
    if _SEARCH.match(address):
        address = _SEARCHED.sub("", address)
    after = unquote(unquote(address[host_ends:]))
    named = (host for part in _HOST_WITHIN.findall(after) for host in hosts_in(part))
    others = (host for host in chain(_WITHIN.findall(after), named) if not are_related(host, host_of(address)))
    return any(others) or _LUCKY.search(after) is not None


def _is_plain(authority: str) -> bool:
    """True if a host name cannot be mistaken for another by a reader."""
    labels = _PORT.sub("", authority).removesuffix(".").split(".")
    if len(labels) < 2 or not all(map(HOST_LABEL.fullmatch, labels)):
        return False
    try:
        read = [_decoded(label) for label in labels]
    except UnicodeError:
        return False
    *names, last = read
    return (
        any(map(str.isalpha, last))
        and all(unicodedata.normalize("NFKC", label) == label and len(alphabets(label)) < 2 for label in read)
        and not (last.isascii() and any(not name.isascii() and is_confusable(name, "LATIN") for name in names))
    )


def _decoded(label: str) -> str:
    return label[4:].encode("ascii").decode("punycode") if label.lower().startswith("xn--") else label
