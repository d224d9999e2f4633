"""Documents: a PDF shows its pages, and leads only to where pages may lead."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from policysite.build_manifest import sha256
from policysite.corpus.time_limit import page_limit
from policysite.files import PDF
from policysite.output_check import rules
from policysite.output_check.addresses import Addresses
from policysite.output_check.elements import Address
from policysite.output_check.image_ends import PAGE, is_more_than
from policysite.output_check.json_data import values_in
from policysite.output_check.rules import Problem

if TYPE_CHECKING:
    from pypdf import PdfReader

_ENDS = re.compile(rb"startxref\s+\d+\s+%%EOF\s*\Z")
_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s+\d{1,5}\s+obj(?![A-Za-z])\s*")
# What is wrong with documents that have been read, by their SHA-256 and the settings that decide: `policy check` looks
# at each before, during and after the build.
_KNOWN: dict[tuple[str, str], tuple[Problem, ...]] = {}
# Keys, and kinds of actions and annotations, that run code, contain or open another file, send what a reader writes,
# fill the screen, enlarge pages, show different parts to different readers, or keep programs from reading the document.
_ACTIVE = frozenset(
    """
    /JS /JavaScript /Launch /AA /EmbeddedFiles /EF /AF /FileAttachment /RichMedia /XFA /SubmitForm /ImportData /GoToR
    /GoToE /GoTo3DView /Hide /Rendition /Movie /SetOCGState /Sound /Thread /OCProperties /Encrypt /FullScreen
    /Collection /Alternates /OnInstantiate /3DD /Requirements /OC /OCG /OCMD /HideToolbar /HideMenubar /HideWindowUI
    /UserUnit
    """.split()  # noqa: SIM905  (a list would be three times as long)
)
# The keys of actions, the key of an action's kind, and the kinds that only open a place or an address.
_ACTIONS, _KIND, _KINDS = ("/A", "/Next", "/PA"), "/S", ("/GoTo", "/URI")
# The subtype of an annotation, and the subtypes that are permitted; the key of its styled text.
_SUBTYPE, _PERMITTED_ANNOTATIONS, _STYLED = "/Subtype", ("/Link", "/Widget"), "/RC"
# The flags of form fields for a password and for a file.
_FIELD_FLAGS, _PASSWORD_OR_FILE_FLAGS = "/Ff", 1 << 13 | 1 << 20
_OPENED, _LINK = "/OpenAction", "/URI"
# The ways of opening a page: as large as the window, or at a magnification; and the magnifications at which it can be
# read.
_WHOLE, _MAGNIFIED = ("/Fit", "/FitH", "/FitV", "/FitB", "/FitBH", "/FitBV"), "/XYZ"
_MIN_MAGNIFICATION, _MAX_MAGNIFICATION = 0.25, 4
# What begins a part of a drawing that has a text instead of it, for screen readers and for copies.
_BEGINS_PART = b"BDC"
# A key with two meanings: in an annotation, which is known by its rectangle, its flags; else a file or its address.
_FLAGS_OR_FILE, _PLACE = "/F", "/Rect"
# The flags of an annotation that hide it: hidden, no view, toggle no view.
_HIDDEN = 1 << 1 | 1 << 5 | 1 << 8
# A text that is a date.
_DATE = "D:"
# (An address of another kind is that of a file beside the document.)
_WITH_SCHEME = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)


def pdf_problems(name: str, content: bytes, addresses: Addresses) -> Sequence[Problem]:
    """Return what is wrong with a PDF, which findings call by this name.

    Raises:
        SiteTimeoutError: it takes too long.
    """
    key = sha256(content), addresses.signature
    if key not in _KNOWN:
        with page_limit(name):
            found = _problems(content, addresses)
        _KNOWN[key] = tuple(sorted(found, key=lambda problem: (problem.rule.name, problem.what)))
    return _KNOWN[key]


def _problems(content: bytes, addresses: Addresses) -> set[Problem]:
    from pypdf import PdfReader  # few sites have documents

    if content.startswith(b"%PDF-") and _ENDS.search(content) and not is_more_than(PAGE, content):
        with suppress(Exception):
            reader = PdfReader(io.BytesIO(content), strict=True)
            objects = [*_objects(reader)]
            problems = {*_problems_of_objects(objects, addresses)}
            texts = () if problems else _texts(reader, objects)
            return problems | {*addresses.unlisted_contacts("\n\n".join(texts))}
    return {Problem(rules.FILE_INVALID, PDF)}


def _problems_of_objects(objects: Iterable[object], addresses: Addresses) -> Iterator[Problem]:
    """Yield what is wrong with the objects of a PDF."""
    for value in objects:
        if isinstance(value, dict):
            yield from _problems_of_object({key: _resolved(each) for key, each in value.items()}, addresses)
        elif isinstance(value, str) and value in _ACTIVE:  # the kind of an action
            yield Problem(rules.SCRIPT, str(value))
        # A text of an annotation, a form, a bookmark or the window.
        elif isinstance(value, str) and not value.startswith(_DATE):
            yield from addresses.unlisted_contacts(str(value))


def _objects(reader: PdfReader) -> Iterator[object]:
    """Yield the objects of a PDF, and those in them."""
    numbers = {number for section in reader.xref.values() for number in section} | reader.xref_objStm.keys()
    return values_in([reader.trailer, *map(reader.get_object, numbers), *_written(reader)])


def _texts(reader: PdfReader, objects: Iterable[object]) -> Iterator[str]:
    """Yield the texts that a PDF draws: on its pages, and in what is drawn on them, as annotations and patterns.

    Each is followed by the texts that are heard and copied instead of its parts.
    """
    from pypdf.generic import StreamObject, create_string_object

    heard: list[str] = []

    def hear(operator: bytes, operands: list[object], *_: object) -> None:
        if operator == _BEGINS_PART:
            values = [value for each in operands if isinstance(each, dict) for value in each.values()]
            heard.extend(str(create_string_object(each)) for each in values if isinstance(each, bytes))

    for page in reader.pages:
        yield page.extract_text(visitor_operand_before=hear)
    streams = (each for each in objects if isinstance(each, StreamObject))
    for each in streams:
        if _resolved(each.get(_SUBTYPE)) == "/Form" or "/PatternType" in each:
            stream: Any = each  # it takes any stream
            yield reader.pages[0].extract_xform_text(stream, visitor_operand_before=hear)
    yield from heard


def _problems_of_object(entries: dict[str, object], addresses: Addresses) -> Iterator[Problem]:
    """Yield what is wrong with an object of a PDF, whose values are resolved."""
    active = entries.keys() & _ACTIVE
    if not _opens_a_page(entries.get(_OPENED)):
        active.add(_OPENED)
    if isinstance(entries.get(_FLAGS_OR_FILE), str | dict):
        active.add(_FLAGS_OR_FILE)
    if isinstance(entries.get(_STYLED), dict):
        active.add(_STYLED)
    if _PLACE in entries:
        active |= _flag(_FLAGS_OR_FILE, entries, _HIDDEN)
        if (kind := entries.get(_SUBTYPE)) not in _PERMITTED_ANNOTATIONS:
            active.add(str(kind))
    active |= _flag(_FIELD_FLAGS, entries, _PASSWORD_OR_FILE_FLAGS)
    active.update(kind for key in _ACTIONS for kind in _kinds_of_actions(entries.get(key)) if kind not in _KINDS)
    yield from (Problem(rules.SCRIPT, name) for name in active)
    link = entries.get(_LINK)
    if link is not None and not isinstance(link, dict):
        written = link.decode("latin-1") if isinstance(link, bytes) else str(link)
        broken = addresses.broken_rule(written, Address.LINK) if _WITH_SCHEME.match(written) else rules.ADDRESS
        if broken:
            yield Problem(broken, written)


def _flag(key: str, entries: dict[str, object], refused: int) -> set[str]:
    """Return a key with its flags if one of these is set; else nothing."""
    flags = entries.get(key)
    return {f"{key} {flags}"} if isinstance(flags, int) and flags & refused else set()


def _kinds_of_actions(value: object) -> Iterator[str]:
    """Yield the kinds of an action, or of several; other things have the same keys."""
    for each in map(_resolved, value if isinstance(value, list) else [value]):
        if isinstance(each, dict) and _KIND in each:
            yield str(_resolved(each[_KIND]))


def _written(reader: PdfReader) -> Iterator[object]:
    """Yield the objects in a PDF, also those that its table does not list: some programs search the whole file.

    Raises:
        ValueError: the table does not list objects in a stream.
    """
    from pypdf.generic import StreamObject, read_object

    reader.stream.seek(0)
    listed: dict[int, set[int]] = {}
    for number, (stream, _) in reader.xref_objStm.items():
        listed.setdefault(stream, set()).add(number)
    for match in _OBJECT.finditer(reader.stream.read()):
        reader.stream.seek(match.end())
        found = read_object(reader.stream, reader)
        yield found
        if isinstance(found, StreamObject) and found.get("/Type") == "/ObjStm":
            numbers = found.get_data()[: int(str(_resolved(found["/First"])))].split()[::2]
            if not listed.get(int(match[1]), set()).issuperset(map(int, numbers)):
                raise ValueError(match[0])


def _opens_a_page(action: object) -> bool:
    """True if a PDF, when it is opened, only shows a page of it, so that it can be read."""
    if isinstance(action, dict) and _resolved(action.get(_KIND)) == "/GoTo" and "/Next" not in action:
        action = _resolved(action.get("/D"))
    if not isinstance(action, list):
        return action is None
    _, way, *place = map(_resolved, action)
    magnification = next((each for each in place[2:] if isinstance(each, int | float)), 0)
    is_readable = not magnification or _MIN_MAGNIFICATION <= magnification <= _MAX_MAGNIFICATION
    return way in _WHOLE or (way == _MAGNIFIED and is_readable)


def _resolved(value: object) -> object:
    """Return a value of a PDF, or the object that it refers to."""
    return value.get_object() if hasattr(value, "get_object") else value
