"""The file that says where security problems are reported, `.well-known/security.txt` (RFC 9116)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, NamedTuple
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

    @property
    def kind(self) -> str:
        """Its name in lower case."""
        return self.name.lower()


class _File(NamedTuple):
    """The file: its path in findings, its text, its fields, and the other lines, which people read, with their numbers.

    Without a text, there is no such file, or it cannot be read.
    """

    path: str
    text: str | None
    fields: tuple[_Field, ...]
    comments: tuple[tuple[int, str], ...]

    def hit(self, field: _Field, /, **params: Any) -> Hit:
        """Return a hit at the value of a field."""
        return hit_at(self.path, field.line, field.column, **params)


@site_rule(suppressible=False)
def security_field_invalid(context: Context) -> Iterator[Hit]:
    """A line other than a contact is not a field of RFC 9116, or has a value that the field cannot have."""
    file = _read(context)
    for line, comment in file.comments:
        if match := _MARKUP.search(comment):
            yield hit_at(file.path, line, match.start() + 1, field=shown(comment), suggestions=())
    seen: set[str] = set()
    for field in (each for each in file.fields if each.kind != _CONTACT):
        is_repeated = field.kind in seen and field.kind in _ONCE
        if field.kind not in map(str.lower, _KNOWN) or not _is_valid(field) or is_repeated:
            suggestions = similar_names(field.name, _KNOWN)
            yield file.hit(field, field=shown(field.name or field.value), suggestions=suggestions)
        seen.add(field.kind)


@site_rule(suppressible=False)
def security_contact_missing(context: Context) -> Iterator[Hit]:
    """The file gives no address for reports of security problems, or something that is not an address."""
    file = _read(context)
    contacts = [field for field in file.fields if field.kind == _CONTACT]
    yield from (file.hit(field) for field in contacts if not _is_valid(field))
    if not contacts and file.text is not None:
        yield hit_at(file.path)


@site_rule(suppressible=False)
def security_contact_unlisted(context: Context) -> Iterator[Hit]:
    """A contact for security problems is not in the configuration."""
    file = _read(context)
    listed = set(map(_comparable, (context.settings.contact_url, *context.settings.contacts)))
    for field in file.fields:
        is_listed = _comparable(field.value) in listed and address_kind(field.value) is not AddressKind.UNSAFE
        if field.kind == _CONTACT and _is_valid(field) and not is_listed:
            yield file.hit(field, contact=shown(field.value))


@site_rule(suppressible=False)
def security_url_foreign(context: Context) -> Iterator[Hit]:
    """A URL in the file, also in a comment, is neither at a site of the operator nor at a listed address."""
    file = _read(context)
    fields = (each for each in file.fields if each.kind not in (_CONTACT, _EXPIRES, _LANGUAGES) and _is_valid(each))
    urls = [(field.line, field.column, field.value) for field in fields]
    for line, comment in file.comments:
        urls += [(line, match.start() + 1, match[0]) for match in ADDRESS.finditer(comment)]
    for line, column, url in urls:
        if not is_of_operator(url, context.settings):
            places = ", ".join(map(shown, own_places(context.settings)))
            yield hit_at(file.path, line, column, url=shown(url), places=places)


@site_rule(suppressible=False)
def security_expiry_wrong(context: Context) -> Iterator[Hit]:
    """The file has expired, does not expire within a year, or does not say when."""
    file = _read(context)
    latest = context.today + datetime.timedelta(days=_MAX_DAYS)
    dates = [(field, _date(field.value)) for field in file.fields if field.kind == _EXPIRES]
    if not dates and file.text is not None:
        yield hit_at(file.path, latest=latest)
    for field, date in dates:
        if date is not None and not context.today <= date <= latest:
            yield file.hit(field, latest=latest)


def _read(context: Context) -> _File:
    """Read the file; if it cannot be read, that is a finding of its own."""
    path = context.settings.docs / _FILE
    name = context.settings.relative_path(path)
    found = files.read_edited(path, name, files.MAX_SECURITY_TXT_BYTES) if _FILE in context.attachments else None
    text = found if isinstance(found, str) else None
    lines = list(enumerate((text or "").split("\n"), start=1))
    fields = tuple(_fields(lines))
    numbers = {field.line for field in fields}
    return _File(name, text, fields, tuple(each for each in lines if each[0] not in numbers))


def _fields(lines: list[tuple[int, str]]) -> Iterator[_Field]:
    """Yield the lines besides comments, empty lines and the frame of a signature."""
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


def _is_valid(field: _Field) -> bool:
    if field.kind == _EXPIRES:
        return _date(field.value) is not None
    if field.kind == _LANGUAGES:
        return all(is_language(tag.strip()) for tag in field.value.split(","))
    return (
        field.value.isascii()
        and field.value.startswith(_SCHEMES.get(field.kind, ()))
        and ada_url.check_url(field.value)
    )


def _date(value: str) -> datetime.date | None:
    """Return the day of a time; None if the text is not a time."""
    if not _TIME.fullmatch(value):
        return None
    try:
        return datetime.datetime.fromisoformat(value.upper()).astimezone(datetime.UTC).date()
    except (ValueError, OverflowError):
        return None


def _comparable(contact: str) -> str:
    """Return a contact in a form that can be compared, whether it is written as an address or not."""
    scheme, _, rest = contact.partition(":")
    if scheme.lower() in ("mailto", "tel"):
        contact = unquote(rest.partition("?")[0])
    return contact if contact.startswith("https:") else normalized(contact)
