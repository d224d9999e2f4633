"""The built site: a folder of files, and the address at which it is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from policysite.corpus import files

# What a server shows for a folder, and what for an address where nothing is.
INDEX, NOT_FOUND = "index.html", "404.html"
# A server shows the 404 page for any address: what is written there must not be relative to its own.
_ANYWHERE = "folder/page/"
HTML = (".html", ".htm")


# What may lie in a folder and is no file.
_NO_FILE = {
    files.Kind.SYMLINK: "a symbolic link",
    files.Kind.UNREADABLE: "a folder that cannot be looked into",
    files.Kind.SPECIAL: "no ordinary file",
}


class NoSiteError(Exception):
    """There is no built site in a folder."""


class StaleError(Exception):
    """A site was built before its pages were last changed; the text is the path of a page that it does not show."""


class UnreadableError(Exception):
    """A file of the built site cannot be read, so that what it links to is not known; the text says which, and why."""


@dataclass(frozen=True)
class BuiltSite:
    """A built site.

    Attributes:
        folder: where it lies.
        url: the whole address at which it is published, ending in `/`.
        files: its files by their paths below the folder, with `/` on every system.
    """

    folder: Path
    url: str
    files: frozenset[str] = field(repr=False)

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """The files that are pages, sorted."""
        return tuple(sorted(file for file in self.files if file.endswith(HTML)))

    @cached_property
    def folders(self) -> Mapping[str, str]:
        """The folders that a server shows a page for, without their last `/`, and that page."""
        return {
            str(PurePosixPath(file).parent): file
            for file in self.pages
            if PurePosixPath(file).name == INDEX and file != INDEX
        }

    def address(self, file: str) -> str:
        """The whole address of a file; of the page of a folder, that of the folder; of the 404 page, any deep one."""
        if file == NOT_FOUND:
            return self.url + _ANYWHERE
        path = file.removesuffix(INDEX) if PurePosixPath(file).name == INDEX else file
        return self.url + quote(path)

    def content(self, file: str) -> bytes:
        """What a file holds.

        Raises:
            UnreadableError: it cannot be read.
        """
        try:
            return (self.folder / file).read_bytes()
        except OSError as error:
            raise UnreadableError(f"{file}: {error.strerror}") from error

    def text(self, file: str) -> str:
        """What a file holds, as text.

        Raises:
            UnreadableError: it cannot be read, or is no text in UTF-8.
        """
        try:
            return self.content(file).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UnreadableError(f"{file}: not UTF-8") from error


def built(folder: Path, url: str) -> BuiltSite:
    """The site that lies in a folder.

    Args:
        folder: the folder.
        url: the address of the site, as `mkdocs.yml` has it.

    Raises:
        NoSiteError: no site lies there.
        UnreadableError: a part of it cannot be looked into, or is a link to elsewhere.
    """
    if not (folder / INDEX).is_file():
        raise NoSiteError(str(folder))
    found: set[str] = set()
    for path, kind in files.walk(folder):
        name = path.relative_to(folder).as_posix()
        if kind is not files.Kind.FILE:
            raise UnreadableError(f"{name}: {_NO_FILE[kind]}")
        found.add(name)
    return BuiltSite(folder, url if url.endswith("/") else f"{url}/", frozenset(found))
