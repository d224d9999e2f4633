"""What of the sources is published, and where: pages, pictures, the files of the templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from policysite.corpus import Settings, files
from policysite.corpus.settings import EDITORIAL
from policysite.corpus.urls import PageUrls
from policysite.links.built_site import INDEX, NOT_FOUND

_PAGE = ".md"
# Templates that are published under their own names, one of them packed too; the other HTML there makes pages.
_SITEMAP = "sitemap.xml"
_TEMPLATES = (NOT_FOUND, _SITEMAP)
_PACKED = f"{_SITEMAP}.gz"
_PARTIALS = "partials"


@dataclass(frozen=True)
class Published:
    """What a site is made from, and what becomes of it.

    Attributes:
        pages: language and name of each page, by the file that it is published as.
        sources: the source of each published file, below the folder of `mkdocs.yml`, by that file.
        languages: the codes of the languages, the original first.
    """

    pages: Mapping[str, tuple[str, str]]
    sources: Mapping[str, str]
    languages: tuple[str, ...]

    def language(self, path: str) -> str:
        """The language of what is published at a path: that of its first folder, or else the original."""
        folder = path.partition("/")[0]
        return folder if folder in self.languages else self.languages[0]

    def file(self, source: str) -> str:
        """The file that a source is published as; empty where it is not published."""
        return self._files.get(source, "")

    @cached_property
    def _files(self) -> Mapping[str, str]:
        return {source: file for file, source in reversed(list(self.sources.items()))}


def published(settings: Settings) -> Published:
    """What a site is made from, and what becomes of it."""
    addresses = PageUrls(settings.url, settings.languages[0], settings.directories)
    pages: dict[str, tuple[str, str]] = {}
    sources: dict[str, str] = {}
    # (What lies among the pages goes before what lies among the templates, as with MkDocs.)
    for path, below in _of_templates(settings):
        sources[below.as_posix()] = settings.relative_path(path)
        if below.as_posix() == _SITEMAP:
            sources[_PACKED] = settings.relative_path(path)
    for path, below in _of_docs(settings):
        language, *rest = below.parts
        of_language = language in settings.languages and bool(rest)
        if below.suffix == _PAGE and of_language:
            name = PurePosixPath(*rest).with_suffix("").as_posix()
            address = addresses.path(language, name)
            file = f"{address}{INDEX}" if address.endswith("/") or not address else address
            pages[file] = (language, name)
        else:
            file = addresses.folder(language) + "/".join(rest) if of_language else below.as_posix()
        sources[file] = settings.relative_path(path)
    return Published(pages, sources, settings.languages)


def _of_docs(settings: Settings) -> Iterator[tuple[Path, PurePosixPath]]:
    for path, below in _inside(settings.docs):
        if below.parts[0] != EDITORIAL and not settings.excluded(below):
            yield path, below


def _of_templates(settings: Settings) -> Iterator[tuple[Path, PurePosixPath]]:
    if settings.templates is None:
        return
    for path, below in _inside(settings.templates):
        makes_pages = below.suffix == ".html" or below.parts[0] == _PARTIALS
        hidden = any(part.startswith(".") for part in below.parts)
        if below.as_posix() in _TEMPLATES or not (makes_pages or hidden):
            yield path, below


def _inside(folder: Path) -> Iterator[tuple[Path, PurePosixPath]]:
    for path, kind in files.walk(folder):
        if kind is files.Kind.FILE:
            yield path, PurePosixPath(path.relative_to(folder).as_posix())
