"""The built site: a folder of files, the URL at which it is published, and its build manifest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from policysite import build_manifest, files
from policysite.build_manifest import BuildManifest
from policysite.corpus import Settings
from policysite.corpus.destinations import ANYWHERE, NOT_FOUND
from policysite.corpus.urls import INDEX, PageUrls
from policysite.errors import ToolError

HTML = ".html"

# How many sources an error lists.
_MAX_NAMED_SOURCES = 10

_NOT_A_FILE = {
    files.FileKind.SYMLINK: "a symbolic link",
    files.FileKind.UNREADABLE: "a folder that cannot be opened",
    files.FileKind.SPECIAL: "not an ordinary file",
}


class UnreadableError(ToolError):
    """A file of the built site cannot be read, so its links are not known."""

    def __init__(self, file: str, reason: object) -> None:
        super().__init__("links_unchecked", reason=f"{file}: {reason}")


@dataclass(frozen=True)
class BuiltSite:
    """A built site.

    Its files, except the manifest, are given by their paths below its folder, with `/` on every system.
    """

    folder: Path
    urls: PageUrls
    files: frozenset[str] = field(repr=False)
    manifest: BuildManifest = field(repr=False)

    @property
    def url(self) -> str:
        """The absolute URL at which it is published, ending in `/`."""
        return self.urls.site_url

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """The HTML files, sorted."""
        return tuple(sorted(file for file in self.files if file.endswith(HTML)))

    def url_of(self, file: str) -> str:
        """Return the absolute URL of a file: that of the folder for an index page, a nested one for the 404 page."""
        if file == NOT_FOUND:
            return self.url + ANYWHERE
        return self.url + self.urls.path_of_file(file)

    def own_file(self, file: str) -> str:
        """Return the file of the page in a file: that of the original if there is no translation, else itself."""
        page = self.manifest.page_in(file)
        return self.urls.file(*page) if page else file

    def content(self, file: str) -> bytes:
        """Return the content of a file; an `UnreadableError` says that it cannot be read."""
        try:
            return (self.folder / file).read_bytes()
        except OSError as error:
            raise UnreadableError(file, error.strerror) from error

    def text(self, file: str) -> str:
        """Return the content of a file as text; an `UnreadableError` says that it cannot be read, or is not UTF-8."""
        try:
            return self.content(file).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UnreadableError(file, "not UTF-8") from error


def file_sent(path: str, exists: Callable[[str], bool]) -> str:
    """Return the file that GitHub Pages sends for a decoded path below the root of the site; empty if it sends none.

    `faq/`, `faq/index.html` and `faq` lead to the same file.
    """
    is_folder = not path or path.endswith("/")
    files_in_order = (f"{path}{INDEX}",) if is_folder else (path, f"{path}{HTML}", f"{path}/{INDEX}")
    return next(filter(exists, files_in_order), "")


def built_site(folder: Path, settings: Settings) -> BuiltSite:
    """Return the site in a folder.

    Raises:
        ToolError: there is none, it has no build manifest, it was built for another URL, or from other sources.
        UnreadableError: a part of it cannot be read, or is a symbolic link.
    """
    if not (folder / INDEX).is_file():
        raise ToolError("no_site", folder=folder)
    manifest = build_manifest.read(folder)
    if manifest.url != settings.url:
        raise ToolError("site_has_other_url", folder=folder, built=manifest.url, url=settings.url)
    outdated = manifest.outdated(settings)
    if outdated:
        more = ["…"] if len(outdated) > _MAX_NAMED_SOURCES else []
        raise ToolError("site_outdated", folder=folder, sources=", ".join([*outdated[:_MAX_NAMED_SOURCES], *more]))
    found: set[str] = set()
    for path, kind in files.walk(folder):
        name = path.relative_to(folder).as_posix()
        if kind is not files.FileKind.FILE:
            raise UnreadableError(name, _NOT_A_FILE[kind])
        found.add(name)
    return BuiltSite(folder, settings.urls, frozenset(found - {build_manifest.NAME}), manifest)
