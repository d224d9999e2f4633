"""The build manifest: which file of the built site was made from which source, and the SHA-256 of both.

The build writes it into the site as the last file; the checks of the built site read it. Nothing else needs to know
where a source is published, or to guess if a site is older than its sources.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import resources
from pathlib import Path, PurePosixPath
from typing import Any

from policysite import files
from policysite.approvals import NAME as APPROVALS
from policysite.corpus import Settings
from policysite.corpus.destinations import BUILD_MANIFEST, SEARCH_INDEX
from policysite.corpus.settings import LABELS, VERSIONS
from policysite.errors import ToolError
from policysite.suppressions import NAME as EXCEPTIONS

NAME = BUILD_MANIFEST
# The format that this module writes, and the only one that it reads.
_FORMAT = 1
_PACKAGE_FOLDER = Path(str(resources.files("policysite")))
# The templates, style sheets, scripts and icon of every site.
THEME = _PACKAGE_FOLDER / "theme"
# The prefix of sources that belong to the package, not to the project.
_PREFIX = "policysite:"
# The files of the package that the pages are made from.
_PACKAGE_SOURCES = ("theme/**/*", "languages/*/*.toml")


@dataclass(frozen=True)
class PublishedFile:
    """A file of the built site.

    Attributes:
        source: the file that it was made from, relative to the folder of `mkdocs.yml`; a file of the package is named
            `policysite:theme/…`; empty for a file that is made from many, such as those of the search index.
        page: the language and the name of the page that it shows; None for other files.
        indexed: True for a page that search engines may find.
        sha256: the SHA-256 of its content, in hexadecimal digits; empty until all files are written.
    """

    source: str = ""
    page: tuple[str, str] | None = None
    indexed: bool = False
    sha256: str = ""


@dataclass(frozen=True)
class BuildManifest:
    """The files of a built site and what they were made from.

    Attributes:
        url: the URL that the site was built for.
        files: every file that the build has written, except the manifest, by its path below the site's folder.
        inputs: the SHA-256 of every file that the build read, by its path as in `PublishedFile.source`.
    """

    url: str
    files: Mapping[str, PublishedFile]
    inputs: Mapping[str, str]

    @property
    def page_count(self) -> int:
        """The number of pages, without the 404 page."""
        return sum(file.page is not None for file in self.files.values())

    def page_in(self, file: str) -> tuple[str, str] | None:
        """Return the language and the name of the page that a file shows; None for other files."""
        published = self.files.get(file)
        return published.page if published else None

    @cached_property
    def project_inputs(self) -> frozenset[str]:
        """The inputs that belong to the project, not to the package."""
        return frozenset(path for path in self.inputs if not path.startswith(_PREFIX))

    def source_in_project(self, file: str) -> str:
        """Return the file of the project that a file was made from; empty if there is none."""
        published = self.files.get(file)
        return published.source if published and published.source in self.project_inputs else ""

    def outdated(self, settings: Settings) -> list[str]:
        """Return the inputs that have changed, appeared or disappeared since the build, sorted."""
        now = inputs(settings)
        return sorted(path for path in now.keys() | self.inputs.keys() if now.get(path) != self.inputs.get(path))


def read(folder: Path) -> BuildManifest:
    """Return the manifest of the site in a folder; a `ToolError` says that there is none that can be read."""
    try:
        manifest = json.loads((folder / NAME).read_bytes())
        if manifest["format"] != _FORMAT:
            raise ValueError(f"format {manifest['format']}")
        published = {path: _published_file(**entry) for path, entry in manifest["files"].items()}
        return BuildManifest(manifest["url"], published, dict(manifest["inputs"]))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ToolError("no_manifest", folder=folder, reason=f"{NAME}: {error}") from error


def _published_file(
    sha256: str, source: str = "", page: list[str] | None = None, *, indexed: bool = False
) -> PublishedFile:
    if page is None:
        return PublishedFile(source, sha256=sha256)
    language, name = page
    return PublishedFile(source, (language, name), indexed, sha256)


def write(folder: Path, url: str, read: Mapping[str, str], made: Mapping[str, PublishedFile]) -> None:
    """Write the manifest of the site in a folder, when all its other files are written.

    Args:
        folder: the built site.
        url: the URL that it was built for.
        read: its `inputs` before the build read them, so that a file that is saved during the build makes it outdated.
        made: the files that the build has written, by their paths below the folder, without the search index. Any
            other file in the folder is not listed.
    """
    index = (path.relative_to(folder).as_posix() for path in (folder / SEARCH_INDEX).rglob("*"))
    published: dict[str, dict[str, Any]] = {}
    for name in (*made, *index):
        path = folder / name
        if path.is_file():
            file = replace(made.get(name, PublishedFile()), sha256=sha256(path.read_bytes()))
            published[name] = {key: value for key, value in vars(file).items() if value}
    manifest = {"format": _FORMAT, "url": url, "files": published, "inputs": dict(read)}
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / NAME).write_text(f"{text}\n", encoding="utf-8")


def inputs(settings: Settings) -> dict[str, str]:
    """Return the SHA-256 of every file that a build reads, by its path as in `PublishedFile.source`."""
    return {source_name(path, settings): sha256(path.read_bytes()) for path in _sources(settings)}


def _sources(settings: Settings) -> Iterator[Path]:
    for pattern in _PACKAGE_SOURCES:
        yield from filter(Path.is_file, _PACKAGE_FOLDER.glob(pattern))
    yield from settings.configuration
    editorial = set(map(settings.editorial, (APPROVALS, EXCEPTIONS, VERSIONS)))
    for path in files.regular(settings.docs):
        published = not settings.excluded(PurePosixPath(path.relative_to(settings.docs).as_posix()))
        if published or path in editorial or path.parent == settings.editorial(LABELS):
            yield path
    if settings.own_look is not None:
        yield from files.regular(settings.own_look)


def source_name(path: Path, settings: Settings) -> str:
    """Return the name of a file, as in `PublishedFile.source`."""
    if path.is_relative_to(_PACKAGE_FOLDER):
        return _PREFIX + path.relative_to(_PACKAGE_FOLDER).as_posix()
    return settings.relative_path(path)


def sha256(content: bytes) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
