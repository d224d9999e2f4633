"""linkchecker's report: rows of CSV, and a last line that says that it is whole."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ada_url import URL

COLUMNS = ["urlname", "parentname", "result", "warningstring", "infostring", "valid", "url", "line", "column"]
_UNPLACED = len(COLUMNS) - 2  # without line and column
_END = "# Stopped checking at "
_RETRY_AFTER = "Retry-After: "
_REDIRECTED = re.compile(r"Redirected to `(.*)' status: ", re.DOTALL)
# What a carriage return is while the rows are taken apart: linkchecker writes it without quotation marks, which the
# reader would take for the end of the row. No text has this character.
_RETURN = "\ufdd0"
_SHOWN = 200


class LinkcheckerError(Exception):
    """linkchecker could not do its job, or did not do all of it; what is known of the reason is its text."""


@dataclass(frozen=True)
class Answer:
    """What linkchecker says of an address.

    Attributes:
        asked: the address as it was given, or as it stands in the page that it was found on.
        url: the whole address that answered: normalised, and after all redirects; "" where it cannot be read as one.
        found_on: the whole address of the page that it was found on; "" where it was given.
        line: where it stands in that page, from 1; 0 where that is not known.
        column: likewise.
        valid: whether it answered, and not with an error.
        result: how it answered, in English, such as `404 Not Found` or `ConnectTimeout: …`.
        warnings: what else there is to say, such as ``Redirected to `https://…' status: 301 Moved Permanently.``
        retry_after: the header of that name of its answer; "" without one, and for every address of a crawl.
    """

    asked: str
    url: str
    found_on: str
    line: int
    column: int
    valid: bool
    result: str
    warnings: tuple[str, ...]
    retry_after: str


class StalledError(LinkcheckerError):
    """linkchecker had said nothing for too long and was ended.

    Attributes:
        answers: what it had said until then.
    """

    def __init__(self, reason: str, answers: tuple[Answer, ...]) -> None:
        super().__init__(reason)
        self.answers = answers


def read(lines: Iterable[str]) -> Iterator[Answer]:
    r"""The answers of a report, each as soon as its lines are there.

    Args:
        lines: the lines of the report, ended by `\n` and by nothing else.

    Raises:
        LinkcheckerError: this is no report of linkchecker, or not all of one.
    """
    # Rows hold whole addresses, `data:` with a picture in it as well, and the names of all anchors of a page.
    csv.field_size_limit(sys.maxsize)
    rows = csv.reader((line.replace("\r", _RETURN) for line in lines), delimiter=";", strict=True)
    try:
        first = next(rows, None)
        if first is None:
            raise LinkcheckerError("linkchecker gave no report")
        if first != COLUMNS:
            raise _garbled(first)
        for row in rows:
            if len(row) == 1 and row[0].startswith(_END):
                break
            yield _answer([field.replace(_RETURN, "\r") for field in row])
        else:
            raise LinkcheckerError("linkchecker did not write its report to the end")
        for row in rows:
            raise _garbled(row)
    except (csv.Error, UnicodeError) as error:
        raise LinkcheckerError(f"the report of linkchecker cannot be read: {error}") from error


def _answer(row: list[str]) -> Answer:
    place = row[_UNPLACED:] or ["0", "0"]
    try:
        asked, found_on, result, warnings, notes, valid, url = row[:_UNPLACED]
        line, column = (max(int(number), 0) for number in place)
        sound = {"True": True, "False": False}[valid]
    except (ValueError, KeyError) as error:
        raise _garbled(row) from error
    said = _since_itself(asked, tuple(warnings.splitlines()))
    return Answer(asked, url, found_on, line, column, sound, result, said, _retry_after(notes))


def _since_itself(asked: str, warnings: tuple[str, ...]) -> tuple[str, ...]:
    """The warnings since a row of redirects came back to the address itself.

    linkchecker takes the answer of an address for that of each that it was redirected to. If one of those is asked as
    well, it is told of that one, too, that it redirects to itself, and what happened before.
    """
    own = _normal(asked)
    for number in range(len(warnings), 0, -1):
        redirected = _REDIRECTED.match(warnings[number - 1])
        if redirected and _normal(redirected[1]) == own:
            return warnings[number:]
    return warnings


def _normal(address: str) -> str:
    try:
        return str(URL(address).href)
    except ValueError:
        return address


def _retry_after(notes: str) -> str:
    noted = [note.removeprefix(_RETRY_AFTER) for note in notes.splitlines() if note.startswith(_RETRY_AFTER)]
    return noted[-1] if noted else ""


def _garbled(row: list[str]) -> LinkcheckerError:
    return LinkcheckerError(f"linkchecker wrote what is no part of a report: {';'.join(row)[:_SHOWN]}")
