"""Reads linkchecker's report: rows of CSV, and a last line that shows that it is complete."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ada_url import URL

from policysite.errors import ToolError
from policysite.links.linkchecker import RETRY_AFTER

COLUMNS = ["urlname", "parentname", "result", "warningstring", "infostring", "valid", "url"]
_END = "# Stopped checking at "
COULD_NOT_READ = "could not get content"
REDIRECTED = re.compile(r"Redirected to `(?P<url>.*)' status: (?P<status>\d{3})\b.*", re.DOTALL)
# Stands for a carriage return while the rows are split: linkchecker writes it without quotation marks, so that it would
# end the row. No text has this character.
_RETURN = "\ufdd0"
_MAX_SHOWN_CHARACTERS = 200


class LinkcheckerError(ToolError):
    """linkchecker failed, or did not check everything."""

    def __init__(self, reason: str) -> None:
        super().__init__("links_unchecked", reason=reason)
        self.reason = reason


@dataclass(frozen=True)
class LinkcheckerAnswer:
    """linkchecker's answer for one URL.

    Attributes:
        address: the URL as it was given, or the address as written in the page on which it was found.
        url: the absolute URL that answered, normalized, after all redirects; empty if it is not a URL.
        found_on: the URL of the page on which it was found; empty if it was given.
        valid: True if it answered without an error.
        result: the answer, in English, such as `404 Not Found` or `ConnectTimeout: …`.
        warnings: such as ``Redirected to `https://…' status: 301 Moved Permanently.``
        retry_after: the header `Retry-After`; empty without one, and in a crawl.
    """

    address: str
    url: str
    found_on: str
    valid: bool
    result: str
    warnings: tuple[str, ...]
    retry_after: str


class OutOfTimeError(LinkcheckerError):
    """linkchecker took more processor time than it may."""

    def __init__(self) -> None:
        super().__init__("linkchecker takes too long")


class StalledError(LinkcheckerError):
    """linkchecker wrote nothing for too long and was ended."""


def read(lines: Iterable[str]) -> Iterator[LinkcheckerAnswer]:
    r"""Yield the answers in a report, each as soon as its lines, which end in `\n`, are there.

    A `LinkcheckerError` says that this is not a report of linkchecker, or an incomplete one.
    """
    # A row can contain an image, as a `data:` URL, or the names of all anchors of a page.
    csv.field_size_limit(sys.maxsize)
    rows = csv.reader((line.replace("\r", _RETURN) for line in lines), delimiter=";", strict=True)
    try:
        first = next(rows, None)
        if first is None:
            raise LinkcheckerError("linkchecker gave no report")
        if first != COLUMNS:
            raise _invalid(first)
        for row in rows:
            if len(row) == 1 and row[0].startswith(_END):
                break
            yield _answer([field.replace(_RETURN, "\r") for field in row])
        else:
            raise LinkcheckerError("linkchecker did not write its report to the end")
        for row in rows:
            raise _invalid(row)
    except (csv.Error, UnicodeError) as error:
        raise LinkcheckerError(f"the report of linkchecker cannot be read: {error}") from error


def _answer(row: list[str]) -> LinkcheckerAnswer:
    try:
        address, found_on, result, warnings, notes, valid, url = row
        is_valid = {"True": True, "False": False}[valid]
    except (ValueError, KeyError) as error:
        raise _invalid(row) from error
    own_warnings = _without_redirects_to_itself(address, tuple(warnings.splitlines()))
    return LinkcheckerAnswer(address, url, found_on, is_valid, result, own_warnings, _retry_after(notes))


def _without_redirects_to_itself(address: str, warnings: tuple[str, ...]) -> tuple[str, ...]:
    """Return the warnings after the last redirect to the address itself.

    linkchecker reuses the answer of a URL for every URL that it was redirected to. If one of those was given too, its
    answer says that it redirects to itself, and has the warnings from before that.
    """
    own = normalized(address)
    for number in range(len(warnings), 0, -1):
        redirected = REDIRECTED.match(warnings[number - 1])
        if redirected and normalized(redirected["url"]) == own:
            return warnings[number:]
    return warnings


def normalized(address: str) -> str:
    """Return a URL in the form that browsers use; other text is returned unchanged."""
    try:
        return str(URL(address).href)
    except ValueError:
        return address


def _retry_after(notes: str) -> str:
    noted = [note.removeprefix(RETRY_AFTER) for note in notes.splitlines() if note.startswith(RETRY_AFTER)]
    return noted[-1] if noted else ""


def _invalid(row: list[str]) -> LinkcheckerError:
    return LinkcheckerError(
        f"linkchecker wrote something that is not part of a report: {';'.join(row)[:_MAX_SHOWN_CHARACTERS]}"
    )
