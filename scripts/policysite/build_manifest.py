"""The build manifest: which file of the built site was made from which source, and the SHA-256 of both.

The build writes it into the site as its last file; the checks of the built site read it. Nothing else has to know where
a source is published, or guess whether a site is older than its sources.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path, PurePosixPath

from policysite.approvals import NAME as APPROVALS
from policysite.corpus import Settings, files
from policysite.corpus.settings import EDITORIAL

NAME = "build-manifest.json"
# What a manifest of another format is not read for.
_FORMAT = 1
# How sources that belong to the package, not to the project, are named.
_PACKAGE = "policysite:"


class UnreadableManifestError(Exception):
    """A built site has no build manifest, or one that cannot be read."""


@dataclass(frozen=True)
class PublishedFile:
    """A file of the built site.

    Attributes:
        sha256: of its content, in hexadecimal digits.
        source: the file that it was made from, relative to the folder of `mkdocs.yml`; one of the package is named
            `policysite:theme/…`; empty for a file that is made from many, such as the sitemap.
        page: the language and the name of the page that it is; None for other files.
    """

    sha256: str
    source: str = ""
    page: tuple[str, str] | None = None


@dataclass(frozen=True)
class BuildManifest:
    """What a site was made from.

    Attributes:
        url: the address that it was built for.
        files: every file of the site but the manifest, by its path below the site's folder.
        inputs: the SHA-256 of every file that the build reads, by its path as in `PublishedFile.source`.
    """

    url: str
    files: Mapping[str, PublishedFile]
    inputs: Mapping[str, str]

    def outdated(self, settings: Settings) -> list[str]:
        """The inputs that have changed, appeared or gone since the build, sorted."""
        now = inputs(settings)
        changed = {path for path in now.keys() | self.inputs.keys() if now.get(path) != self.inputs.get(path)}
        return sorted(changed | ({settings.config} if self.url != settings.url else set()))


def read(folder: Path) -> BuildManifest:
    """The manifest of the site in a folder.

    Raises:
        UnreadableManifestError: there is none, or it cannot be read.
    """
    try:
        given = json.loads((folder / NAME).read_bytes())
        if given["format"] != _FORMAT:
            raise UnreadableManifestError(f"{NAME}: format {given['format']}")
        published = {
            path: PublishedFile(each["sha256"], each["source"], tuple(each["page"]) if each["page"] else None)
            for path, each in given["files"].items()
        }
        return BuildManifest(given["url"], published, dict(given["inputs"]))
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise UnreadableManifestError(f"{NAME}: {error}") from error


def write(folder: Path, settings: Settings, sources: Mapping[str, str], pages: Mapping[str, tuple[str, str]]) -> None:
    """Writes the manifest of the site in a folder, when all its other files are written.

    Args:
        folder: the built site.
        settings: the settings that it was built with.
        sources: the source of each published file that has one, by the file's path below the folder.
        pages: language and name of each page, by the same paths.
    """
    published = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path != folder / NAME
    }
    manifest = {
        "format": _FORMAT,
        "url": settings.url,
        "files": {
            name: {"sha256": sha256(path.read_bytes()), "source": sources.get(name, ""), "page": pages.get(name)}
            for name, path in published.items()
        },
        "inputs": inputs(settings),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / NAME).write_text(f"{text}\n", encoding="utf-8")


def inputs(settings: Settings) -> dict[str, str]:
    """The SHA-256 of every file that a build reads, by its path as in `PublishedFile.source`."""
    read = {settings.relative_path(path): sha256(path.read_bytes()) for path in _of_project(settings)}
    return read | {_PACKAGE + name: sha256(path.read_bytes()) for name, path in theme_files().items()}


def _of_project(settings: Settings) -> Iterator[Path]:
    yield settings.root / settings.config
    yield from settings.inherited
    for folder in filter(None, (settings.docs, settings.templates)):
        for path, kind in files.walk(folder):
            below = PurePosixPath(path.relative_to(folder).as_posix())
            kept_beside = folder == settings.docs and below.parts[0] == EDITORIAL and below.name != APPROVALS
            if kind is files.Kind.FILE and not kept_beside:
                yield path


def theme_files() -> dict[str, Path]:
    """The files of the package's theme, by their paths below the package."""
    package = Path(str(resources.files("policysite")))
    return {
        path.relative_to(package).as_posix(): path for path in sorted((package / "theme").rglob("*")) if path.is_file()
    }


def package_source(path: Path) -> str:
    """How a file of the package is named as a source."""
    return _PACKAGE + path.relative_to(Path(str(resources.files("policysite")))).as_posix()


def sha256(content: bytes) -> str:
    """The SHA-256 of a content, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
