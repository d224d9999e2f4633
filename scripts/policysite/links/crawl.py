"""The crawl: linkchecker visits the built site as it is served, from every page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from policysite.links.built_site import INDEX
from policysite.links.linkchecker.report import Answer, LinkcheckerError
from policysite.links.linkchecker.run import run
from policysite.links.loopback import file_at, served

_FOUND = "200 OK"
# linkchecker takes the quotation marks around the address in a `refresh` for a part of it.
_QUOTATION_MARKS = ("'", '"')
# Warnings with which linkchecker gives an address out for good although it has not read what is there.
_UNREAD = ("could not get content: ", "The URL with content type ")


@dataclass(frozen=True)
class Miss:
    """An address on a page of the site that linkchecker could not open.

    linkchecker asks every address once: of those that stand in several places, this is the first that it came upon.

    Attributes:
        page: the file that it stands in, below the site's folder; a style sheet, too.
        target: the path that was asked, decoded: below the site's root, or with `/` before it where it leads out.
        asked: the address as it stands there.
        line: where it stands in that file, from 1; 0 where that is not known.
        column: likewise.
        result: how it answered, in English, such as `404 Not Found`.
    """

    page: str
    target: str
    asked: str
    line: int
    column: int
    result: str


def crawl(folder: Path, base: str, pages: Iterable[str]) -> list[Miss]:
    """The addresses of the site's own that linkchecker could not open, in their order in the files.

    Args:
        folder: the folder of the built site.
        base: the path below which it is published, as addresses have it, with `/` at both ends.
        pages: the built pages, below the folder. Each is visited, whether or not anything leads to it. On pages that
            ask robots not to follow their links, linkchecker does not.

    Raises:
        LinkcheckerError: linkchecker did not visit the site to the end, or could not open one of the pages.
    """
    try:
        with served(folder, base) as root:
            # The shortest first: linkchecker reads the site from its home page on.
            given = {root + _address(page): page for page in sorted(pages, key=lambda page: (page.count("/"), page))}
            host = root.removesuffix(base)
            answers = run(given, "internal", within=f"{host}/")
    except OSError as error:
        raise LinkcheckerError(f"the site cannot be served on this machine: {error}") from error
    for answer in answers:
        _demand_read(answer, given)
    misses = {
        Miss(
            _page(folder, root, answer.found_on),
            _target(answer.url.removeprefix(host), base),
            answer.asked,
            answer.line,
            answer.column,
            answer.result,
        )
        for answer in answers
        if not answer.valid and answer.url.startswith(f"{host}/") and not answer.asked.startswith(_QUOTATION_MARKS)
    }
    return sorted(misses, key=lambda miss: (miss.page, miss.line, miss.column, miss.asked))


def _address(page: str) -> str:
    """Where a page is published, below the root."""
    folder, _, name = page.rpartition("/")
    return quote(f"{folder}/" if folder and name == INDEX else "" if page == INDEX else page)


def _demand_read(answer: Answer, given: dict[str, str]) -> None:
    page = "" if answer.found_on else given.get(answer.asked)
    if page and answer.result != _FOUND:
        raise LinkcheckerError(f"linkchecker could not open {page}: {answer.result}")
    for warning in answer.warnings:
        if warning.startswith(_UNREAD):
            raise LinkcheckerError(f"linkchecker could not read {page or answer.url}: {warning}")


def _page(folder: Path, root: str, address: str) -> str:
    """The file that was sent for an address."""
    path = unquote(urlsplit(address).path.removeprefix(urlsplit(root).path))
    file = file_at(folder, path)
    if file is None:
        raise LinkcheckerError(f"linkchecker read what is no file of the site: {address}")
    return file.relative_to(folder).as_posix()


def _target(path: str, base: str) -> str:
    path = unquote(path.partition("#")[0].partition("?")[0])
    return path.removeprefix(unquote(base))
