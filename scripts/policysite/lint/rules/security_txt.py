"""The file that says where security problems are reported, `.well-known/security.txt` (RFC 9116)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

import ada_url

from policysite import files
from policysite.contacts.in_text import normalized
from policysite.contacts.operator_sites import is_of_operator, own_places
from policysite.corpus.destinations import SECURITY_ADDRESSES, SECURITY_TXT
from policysite.corpus.suggestions import similar_names
from policysite.corpus.url_safety import ADDRESS, AddressKind, address_kind, shown
from policysite.languages import is_language
from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit_at, site_rule

_FILE = PurePosixPath(SECURITY_TXT)
_LINE = re.compile(r"(?P<name>[!-9;-~]+):(?P<space>[ \t]*)(?P<value>.*?)[ \t]*")
_CONTACT, _EXPIRES, _LANGUAGES = "contact", "expires", "preferred-languages"
_SCHEMES = {name.lower(): schemes for name, schemes in SECURITY_ADDRESSES.items()}
_KNOWN = (*SECURITY_ADDRESSES, "Expires", "Preferred-Languages")
# HTML, which nobody expects in a comment.
_MARKUP = re.compile(r"<[a-z!/?][^\s@:]*[\s/>]", re.IGNORECASE)
_ONCE = (_EXPIRES, _LANGUAGES)
# A date and a time with its zone (RFC 3339).
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", re.IGNORECASE)
_MAX_DAYS = 366
# The frame of a signature (OpenPGP), which may be around the fields.
_SIGNED, _SIGNATURE, _END = (
    f"-----{part}-----" for part in ("BEGIN PGP SIGNED MESSAGE", "BEGIN PGP SIGNATURE", "END PGP SIGNATURE")
)


class _Field(NamedTuple):
    """A line of the file; without a name if it is no field."""

    line: int
    name: str
    value: str
    column: int


@site_rule(suppressible=False)
def security_field_invalid(context: Context) -> Iterator[Hit]:
    """A line other than a contact is not a field of RFC 9116, or has a value that the field cannot have."""
    for line, comment in _comments(context):
        if match := _MARKUP.search(comment):
            yield hit_at(_path(context), line, match.start() + 1, field=shown(comment), suggestions=())
    seen: set[str] = set()
    for field in _fields(context):
        name = field.name.lower()
        if name == _CONTACT:
            continue
        if name not in map(str.lower, _KNOWN) or not _is_valid(field) or (name in seen and name in _ONCE):
            suggestions = similar_names(field.name, _KNOWN)
            yield hit_at(
                _path(context),
                field.line,
                field.column,
                field=shown(field.name or field.value),
                suggestions=suggestions,
            )
        seen.add(name)


@site_rule(suppressible=False)
def security_contact_missing(context: Context) -> Iterator[Hit]:
    """The file gives no address for reports of security problems, or something that is not an address."""
    contacts = [field for field in _fields(context) if field.name.lower() == _CONTACT]
    for field in contacts:
        if not _is_valid(field):
            yield hit_at(_path(context), field.line, field.column)
    if not contacts and _text(context) is not None:
        yield hit_at(_path(context), 1)


@site_rule(suppressible=False)
def security_contact_unlisted(context: Context) -> Iterator[Hit]:
    """A contact for security problems is not in the configuration."""
    listed = set(map(_comparable, (context.settings.contact_url, *context.settings.contacts)))
    for field in _fields(context):
        is_contact = field.name.lower() == _CONTACT and _is_valid(field)
        is_listed = _comparable(field.value) in listed and address_kind(field.value) is not AddressKind.UNSAFE
        if is_contact and not is_listed:
            yield hit_at(_path(context), field.line, field.column, contact=shown(field.value))


@site_rule(suppressible=False)
def security_url_foreign(context: Context) -> Iterator[Hit]:
    """A URL in the file, also in a comment, is neither at a site of the operator nor at a listed address."""
    urls = [
        (field.line, field.column, field.value)
        for field in _fields(context)
        if field.name.lower() not in (_CONTACT, _EXPIRES, _LANGUAGES) and _is_valid(field)
    ]
    for line, comment in _comments(context):
        urls += [(line, match.start() + 1, match[0]) for match in ADDRESS.finditer(comment)]
    for line, column, url in urls:
        if not is_of_operator(url, context.settings):
            places = ", ".join(map(shown, own_places(context.settings)))
            yield hit_at(_path(context), line, column, url=shown(url), places=places)


@site_rule(suppressible=False)
def security_expiry_wrong(context: Context) -> Iterator[Hit]:
    """The file has expired, does not expire within a year, or does not say when."""
    if _text(context) is None:
        return
    dates = [(field, _date(field.value)) for field in _fields(context) if field.name.lower() == _EXPIRES]
    if not dates:
        yield hit_at(_path(context), 1, latest=_latest(context))
    for field, date in dates:
        if date is not None and not context.today <= date <= _latest(context):
            yield hit_at(_path(context), field.line, field.column, latest=_latest(context))


def _text(context: Context) -> str | None:
    """Return the text of the file; None if there is none. One that cannot be read has a finding of its own."""
    if _FILE not in context.attachments:
        return None
    text = files.read_edited(context.settings.docs / _FILE, _path(context), files.MAX_SECURITY_TXT_BYTES)
    return text if isinstance(text, str) else None


def _path(context: Context) -> str:
    return context.settings.relative_path(context.settings.docs / _FILE)


def _fields(context: Context) -> Iterator[_Field]:
    """Yield the lines besides comments, empty lines and the frame of a signature."""
    lines = list(enumerate((_text(context) or "").split("\n"), start=1))
    if lines[0][1] == _SIGNED:
        blank = next((number for number, (_, text) in enumerate(lines) if not text.strip()), len(lines))
        signature = next((number for number, (_, text) in enumerate(lines) if text == _SIGNATURE), len(lines))
        end = next((number for number, (_, text) in enumerate(lines) if text == _END), len(lines))
        lines = [(line, text.removeprefix("- ")) for line, text in lines[blank:signature]] + lines[end + 1 :]
    for line, text in lines:
        if not text.strip() or text.startswith("#"):
            continue
        match = _LINE.fullmatch(text)
        if match is None:
            yield _Field(line, "", text, 1)
        else:
            is_spaced = bool(match["space"]) or not match["value"]
            yield _Field(line, match["name"] if is_spaced else text, match["value"], match.start("value") + 1)


def _comments(context: Context) -> Iterator[tuple[int, str]]:
    """Yield the lines that are no fields, which people read too: comments, and those of a signature."""
    fields = {field.line for field in _fields(context)}
    for line, text in enumerate((_text(context) or "").split("\n"), start=1):
        if line not in fields:
            yield line, text


def _is_valid(field: _Field) -> bool:
    name = field.name.lower()
    if name == _EXPIRES:
        return _date(field.value) is not None
    if name == _LANGUAGES:
        return all(is_language(tag.strip()) for tag in field.value.split(","))
    return field.value.isascii() and field.value.startswith(_SCHEMES.get(name, ())) and ada_url.check_url(field.value)


def _date(value: str) -> datetime.date | None:
    """Return the day of a time; None if the text is not a time."""
    if not _TIME.fullmatch(value):
        return None
    try:
        return datetime.datetime.fromisoformat(value.upper()).astimezone(datetime.UTC).date()
    except (ValueError, OverflowError):
        return None


def _latest(context: Context) -> datetime.date:
    return context.today + datetime.timedelta(days=_MAX_DAYS)


def _comparable(contact: str) -> str:
    """Return a contact in a form that can be compared, whether it is written as an address or not."""
    scheme, _, rest = contact.partition(":")
    if scheme.lower() in ("mailto", "tel"):
        contact = unquote(rest.partition("?")[0])
    return contact if contact.startswith("https:") else normalized(contact)
