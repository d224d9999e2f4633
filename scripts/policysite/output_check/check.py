"""The check of a built site: its files, and what is in each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

from rcssmin import cssmin
from rjsmin import jsmin

from policysite import build_manifest, files
from policysite.build_manifest import NAME, PublishedFile
from policysite.config.own_look import unexpected_files
from policysite.corpus import Settings, destinations
from policysite.corpus.part_names import Words
from policysite.corpus.shared_work import shared
from policysite.corpus.time_limit import SHARE_IN_BUILD, StepLimit
from policysite.errors import ToolError
from policysite.findings import Finding, unique
from policysite.output_check import data, documents, images, pagefind, rules, styles, svg
from policysite.output_check.addresses import Addresses
from policysite.output_check.page_texts import headings
from policysite.output_check.pages import PageCheck, text_of
from policysite.output_check.positions import Positions
from policysite.output_check.published_files import PublishedKind, kind_of
from policysite.output_check.rules import Problem

_Key = tuple[str, PublishedKind, str, bool, str]
# The files that were found to be good by their SHA-256: `policy check` looks twice at each, before and after it is put
# in its place. What is good depends on the path and on the settings, too.
_GOOD: set[_Key] = set()
# An entry of the folder of the site: its name below it, its path, and what it is.
_Entry = tuple[str, Path, files.FileKind]
_REQUIRED_FILES = (destinations.NOT_FOUND, destinations.SITEMAP, f"{destinations.SITEMAP}.gz")


class OutputRefusedError(ToolError):
    """A built site must not be published; `findings` has the reasons."""


class SiteCheck:
    """The check of a site that is being built, or was, in a folder."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self._folder = folder
        self._settings = settings
        self._addresses = Addresses(settings)
        self._pages = PageCheck(settings, self._headings)

    def check_pages(self, pages: Mapping[str, bool]) -> Iterator[None]:
        """Check pages before the site is complete, one for each step: the good ones need not be checked again.

        The paths are below the folder of the site. True stands for the pages that search engines may find.
        """
        for name, is_indexed in pages.items():
            file = self._folder / name
            # (The 404 page is compared with all others.)
            if (
                name == destinations.NOT_FOUND
                or not file.is_file()
                or file.stat().st_size > PublishedKind.PAGE.max_bytes
            ):
                continue
            content = file.read_bytes()
            try:
                is_good = next(self._pages.problems(name, content.decode(), is_indexed=is_indexed), None) is None
            except (UnicodeDecodeError, RecursionError):
                is_good = False
            if is_good:
                sha256 = build_manifest.sha256(content)
                _GOOD.add((name, PublishedKind.PAGE, sha256, is_indexed, self._addresses.signature))
            yield

    def refuse(self, in_sources: Mapping[str, Sequence[Problem]]) -> None:
        """Refuse the site if there is anything in it that must not be published.

        Args:
            in_sources: what is wrong with pages as `PageCheck.problems_of_markdown` yields it, by their sources.

        Raises:
            OutputRefusedError: there is.
        """
        findings = self.findings(in_sources)
        if findings:
            raise OutputRefusedError("output_refused", findings)

    def findings(self, in_sources: Mapping[str, Sequence[Problem]] = MappingProxyType({})) -> list[Finding]:
        """Return what must not be published, sorted; for `in_sources` see `refuse`.

        Raises:
            ToolError: the site has no build manifest.
            SiteTimeoutError: it takes too long.
        """
        with StepLimit(self._settings, share=SHARE_IN_BUILD).enforced():
            check = _FilesCheck(self._folder, self._settings, self._addresses, self._pages, in_sources)
            found = unique(check.findings())
        # (What is wrong with an addition is found on every page, and reported once.)
        different = {
            (each.path, each.line, each.column, each.rule, each.params.get("what")): each for each in reversed(found)
        }
        return sorted(different.values())

    def _headings(self) -> Iterator[list[Words]]:
        """Yield the headings of each page, which are read once more only for a link of the 404 page that needs them."""
        for path in files.regular(self._folder):
            if path.suffix == ".html" and path.stat().st_size <= PublishedKind.PAGE.max_bytes:
                yield headings(text_of(path.read_bytes().decode(errors="replace")))


class _FilesCheck:
    def __init__(
        self,
        folder: Path,
        settings: Settings,
        addresses: Addresses,
        pages: PageCheck,
        in_sources: Mapping[str, Sequence[Problem]],
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._addresses = addresses
        self._pages = pages
        self._in_sources = in_sources
        self._manifest = build_manifest.read(folder)
        self._positions = Positions(settings, folder, self._manifest)

    def findings(self) -> Iterator[Finding]:
        entries = sorted(
            (path.relative_to(self._folder).as_posix(), path, kind) for path, kind in files.walk(self._folder)
        )
        found = {name for name, _, _ in entries}
        if (self._folder / destinations.SEARCH_INDEX).is_dir():
            pagefind.programs(self._settings.languages)  # only the process that has started Pagefind can wait for it
        # (Files that are like each other are side by side, and what is known of one helps with the next.)
        for _, found_in_entry in shared(self._in_entry, entries, _GOOD):
            yield from found_in_entry
        for name, published in self._manifest.files.items():
            for problem in self._in_sources.get(published.source, ()):
                yield self._positions.finding(name, problem)
        for name in {*self._manifest.files, *_REQUIRED_FILES, *self._settings.publish} - found:
            yield self._positions.finding(name, Problem(rules.FILE_CHANGED, name))
        yield from unexpected_files(self._settings)
        if destinations.SITEMAP in found and not self._has_all_pages(self._folder / destinations.SITEMAP):
            yield self._positions.finding(destinations.SITEMAP, Problem(rules.FILE_CHANGED, destinations.SITEMAP))

    def _in_entry(self, entry: _Entry) -> list[Finding]:
        name, path, kind = entry
        if kind is not files.FileKind.FILE:
            return [self._positions.finding(name, Problem(rules.FILE_UNLISTED, name))]
        problems = self._problems(name, path) if name != NAME else ()
        return [self._positions.finding(name, problem) for problem in problems]

    def _has_all_pages(self, sitemap: Path) -> bool:
        """True if the sitemap has all pages that search engines may find, and no others."""
        pages = {self._settings.urls.site_url + path for path in self._pages_to_find}
        return data.locations(sitemap.read_bytes()) == pages

    @cached_property
    def _pages_to_find(self) -> frozenset[str]:
        """The URLs of the pages that search engines may find, below that of the site."""
        indexed = (name for name, file in self._manifest.files.items() if file.indexed)
        return frozenset(map(self._settings.urls.path_of_file, indexed))

    def _problems(self, name: str, path: Path) -> Iterator[Problem]:
        published = self._manifest.files.get(name)
        kind = kind_of(name, published, self._settings) if published else None
        if published is None or kind is None:
            yield Problem(rules.FILE_UNLISTED, name)
            return
        if path.stat().st_size > kind.max_bytes:
            yield Problem(files.FILE_TOO_LARGE, str(kind.max_bytes // 1000))
            return
        content = path.read_bytes()
        sha256 = build_manifest.sha256(content)
        if sha256 != published.sha256:
            yield Problem(rules.FILE_CHANGED, name)
        key = (name, kind, sha256, published.indexed, self._addresses.signature)
        if key in _GOOD:
            return
        try:
            problems = list(self._in_file(name, kind, content, published))
        except (RecursionError, ValueError):  # it is nested too deeply, or has numbers with thousands of digits
            problems = [Problem(rules.MARKUP_UNCLEAR, name)]
        if not problems:
            _GOOD.add(key)
        yield from problems

    def _in_file(self, name: str, kind: PublishedKind, content: bytes, published: PublishedFile) -> Iterator[Problem]:
        match kind:
            case PublishedKind.PAGE | PublishedKind.STYLE | PublishedKind.SCRIPT:
                try:
                    text = content.decode()
                except UnicodeDecodeError:
                    yield Problem(rules.MARKUP_UNCLEAR, "UTF-8")
                    return
                if kind is PublishedKind.PAGE:
                    yield from self._pages.problems(name, text, is_indexed=published.indexed)
                elif kind is PublishedKind.STYLE:
                    yield from _style_sheet_problems(name, text)
                elif text != _of_theme(name):
                    yield Problem(rules.SCRIPT, name)
            case PublishedKind.IMAGE:
                yield from images.image_problems(name, content)
            case PublishedKind.SVG:
                yield from svg.svg_problems(content)
                texts = svg.svg_texts(content)
                lines = {each: line for line, text in texts for each in self._addresses.unlisted_contacts(text)}
                yield from (replace(contact, line=line) for contact, line in lines.items())
            case PublishedKind.PDF:
                yield from documents.pdf_problems(published.source, content, self._addresses)
            case PublishedKind.DATA | PublishedKind.WEB_MANIFEST:
                yield from data.data_problems(kind, content, self._addresses)
            case PublishedKind.FEED:
                yield from data.feed_problems(content, self._addresses, self._pages)
            case PublishedKind.SITEMAP:
                yield from data.sitemap_problems(content, self._addresses)
            case PublishedKind.COMPRESSED:
                sitemap = self._folder / destinations.SITEMAP
                yield from data.compressed_problems(content, sitemap.read_bytes() if sitemap.is_file() else b"")
            case PublishedKind.TEXT:
                yield from data.text_problems(name, content, self._settings, self._addresses, self._pages_to_find)
            case PublishedKind.SCHEMA:
                if content != (build_manifest.THEME / name).read_bytes():
                    yield Problem(rules.FILE_CHANGED, name)
            case PublishedKind.SEARCH:
                below = name.removeprefix(f"{destinations.SEARCH_INDEX}/")
                if pagefind.is_program(below) and content != pagefind.programs(self._settings.languages).get(below):
                    yield Problem(rules.SCRIPT, name)


def _style_sheet_problems(name: str, text: str) -> Iterator[Problem]:
    """Yield what is wrong with a style sheet: only that of all pages may have more than the theme's."""
    theme = _of_theme(name)
    if not text.startswith(theme) or (name != destinations.STYLE_SHEET and text != theme):
        yield Problem(rules.FILE_CHANGED, name)
        return
    for what, begin in styles.problems_of_brand(text.removeprefix(theme)):
        yield Problem(rules.STYLE, what, (what, begin))


@cache
def _of_theme(name: str) -> str:
    """Return a style sheet or a script of the theme as it is published."""
    minified = cssmin if name.endswith(".css") else jsmin
    return str(minified((build_manifest.THEME / name).read_text(encoding="utf-8")))


def unchanged_files(settings: Settings) -> list[str]:
    """Return the files of a built site that are published as they are, relative to the folder of `mkdocs.yml`."""
    below = f"{settings.relative_path(settings.docs)}/"
    published = build_manifest.read(settings.site).files
    return sorted(file.source for name, file in published.items() if file.source == f"{below}{name}")


def proofs(settings: Settings) -> list[str]:
    """Return the proofs for search engines that are published, relative to the folder of `mkdocs.yml`."""
    return [
        settings.relative_path(settings.docs / name) for name in settings.publish if destinations.PROOF.fullmatch(name)
    ]
