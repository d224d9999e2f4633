"""What an address in a page leads to, as a browser reads it.

Browsers leave out control characters, take a backslash for a slash and decode what is escaped (URL Standard of WHATWG),
so that an address is judged by what is left of it after all that.
"""

from __future__ import annotations

import enum
import functools
import html
import re
import unicodedata
from urllib.parse import unquote

from policysite.corpus.digest import INVISIBLE
from policysite.lint.text.alphabets import alphabets, looks

# Characters of an address that a finding repeats.
_SHOWN = 100
_CONTROL = re.compile(f"[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]|{INVISIBLE.pattern}")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_BEFORE_PATH = re.compile(r"[^/?#]*")
_AUTHORITY = re.compile(r"https://([^/?#]*)", re.IGNORECASE)
_LABEL = re.compile(r"[^\W_](?:[\w-]*[^\W_])?")
_PORT = re.compile(r":\d*\Z")
# What a link may fill in of a mail, besides whom it goes to.
_OF_MAIL = ("subject", "body")


class Destination(enum.Enum):
    """What an address leads to."""

    PAGE = enum.auto()
    SITE = enum.auto()
    MAIL = enum.auto()
    TELEPHONE = enum.auto()
    ABSOLUTE = enum.auto()
    DISGUISED = enum.auto()
    UNSAFE = enum.auto()


@functools.lru_cache(maxsize=4096)
def destination(address: str) -> Destination:
    """What an address leads to: to a page or a file of this site where it is relative, and else by its scheme."""
    hidden = _CONTROL.search(address) is not None
    plain = _CONTROL.sub("", html.unescape(html.unescape(address))).strip()
    head = _BEFORE_PATH.match(plain)
    scheme = _SCHEME.match(re.sub(r"\s", "", html.unescape(unquote(head[0] if head else ""))))
    if scheme is None:
        return _without_scheme(plain, hidden)
    written = address.lower().startswith(scheme[0].lower())
    name = scheme[1].lower()
    if name == "https":
        return _secure(plain) if written and not hidden else Destination.DISGUISED
    if name == "mailto" and written and not hidden:
        fields = plain.partition("?")[2].split("&") if "?" in plain else []
        fitting = all(field.partition("=")[0].lower() in _OF_MAIL for field in fields)
        return Destination.MAIL if fitting else Destination.UNSAFE
    return Destination.TELEPHONE if name == "tel" and written and not hidden else Destination.UNSAFE


def shown(address: str) -> str:
    """An address as a finding can print it: what cannot be seen by its number, and no longer than a line."""
    visible = _CONTROL.sub(lambda sign: f"<U+{ord(sign[0]):04X}>", address[: _SHOWN + 1])
    return visible if len(address) <= _SHOWN else f"{visible[:_SHOWN]}…"


def _without_scheme(address: str, hidden: bool) -> Destination:
    if "\\" in address or address.startswith("//"):
        return Destination.UNSAFE
    if address.startswith("/"):
        return Destination.ABSOLUTE
    return Destination.DISGUISED if hidden else Destination.PAGE


def _secure(address: str) -> Destination:
    authority = _AUTHORITY.match(address)
    if authority is None:
        return Destination.UNSAFE
    return Destination.SITE if _is_plain(authority[1]) else Destination.DISGUISED


def _is_plain(authority: str) -> bool:
    """Whether a reader can tell from the name of a site which one it is."""
    labels = _PORT.sub("", authority).removesuffix(".").split(".")
    if len(labels) < 2 or not all(map(_LABEL.fullmatch, labels)):
        return False
    try:
        read = [_decoded(label) for label in labels]
    except UnicodeError:
        return False
    *names, last = read
    return (
        any(map(str.isalpha, last))
        and all(unicodedata.normalize("NFKC", label) == label and len(alphabets(label)) < 2 for label in read)
        and not (last.isascii() and any(not name.isascii() and looks(name, "LATIN") for name in names))
    )


def _decoded(label: str) -> str:
    return label[4:].encode("ascii").decode("punycode") if label.lower().startswith("xn--") else label
