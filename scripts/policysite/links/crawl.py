"""Crawls the built site: linkchecker visits it from every page, served on loopback."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from policysite.corpus.urls import INDEX
from policysite.links.linkchecker.report import COULD_NOT_READ, LinkcheckerAnswer, LinkcheckerError
from policysite.links.linkchecker.run import run
from policysite.links.loopback import file_at, served

_FOUND = "200 OK"
# Warnings of linkchecker about URLs that it reports as valid although it has not read their content.
_UNREAD = (f"{COULD_NOT_READ}: ", "The URL with content type ")


@dataclass(frozen=True, order=True)
class BrokenLink:
    """A link in the site that linkchecker could not open.

    linkchecker opens each URL once: if it is written in several files, this is the first that it found.

    Attributes:
        page: the file with the link, below the site's folder; may be a style sheet.
        target: the requested path, decoded: below the site's root, or beginning with `/` if it is outside.
        address: the address as written there.
    """

    page: str
    target: str
    address: str


def crawl(folder: Path, base: str, pages: Collection[str], seconds: float) -> list[BrokenLink]:
    """Return the links into the site that linkchecker could not open, sorted.

    Args:
        folder: the folder of the built site.
        base: the path below which it is published, as in URLs, with `/` at both ends.
        pages: the built pages, below the folder. Each is visited, even if no link leads to it. linkchecker does
            not follow the links of pages that ask robots not to.
        seconds: the processor time that linkchecker may take.

    Raises:
        OutOfTimeError: linkchecker took longer.
        LinkcheckerError: linkchecker did not visit all of the site, or could not open one of the pages.
    """
    try:
        with served(folder, base) as root:
            # The shortest first, so that linkchecker begins with the home page.
            pages_by_url = {
                root + _path(page): page for page in sorted(pages, key=lambda page: (page.count("/"), page))
            }
            host = root.removesuffix(base)
            answers = list(run(pages_by_url, "internal", within=f"{host}/", processor_seconds=seconds))
    except OSError as error:
        raise LinkcheckerError(f"the site cannot be served on this machine: {error}") from error
    for answer in answers:
        _require_read(answer, pages_by_url)
    broken = {
        BrokenLink(
            _page(folder, root, answer.found_on),
            _target(answer.url.removeprefix(host), base),
            answer.address,
        )
        for answer in answers
        if not answer.valid and answer.url.startswith(f"{host}/")
    }
    return sorted(broken)


def _path(page: str) -> str:
    """Return the path at which a page is published, below the root."""
    return quote(page.removesuffix(INDEX) if PurePosixPath(page).name == INDEX else page)


def _require_read(answer: LinkcheckerAnswer, pages_by_url: dict[str, str]) -> None:
    """Raise an error if a page was not opened, or a file not read."""
    page = "" if answer.found_on else pages_by_url.get(answer.address)
    if page and answer.result != _FOUND:
        raise LinkcheckerError(f"linkchecker could not open {page}: {answer.result}")
    for warning in answer.warnings:
        if warning.startswith(_UNREAD):
            raise LinkcheckerError(f"linkchecker could not read {page or answer.url}: {warning}")


def _page(folder: Path, root: str, url: str) -> str:
    """Return the file that was sent for a URL."""
    path = unquote(urlsplit(url).path.removeprefix(urlsplit(root).path))
    file = file_at(folder, path)
    if not file:
        raise LinkcheckerError(f"linkchecker read something that is not a file of the site: {url}")
    return file


def _target(path: str, base: str) -> str:
    path = unquote(path.partition("#")[0].partition("?")[0])
    return path.removeprefix(unquote(base))
