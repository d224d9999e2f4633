"""The files that a build publishes: where, and what the build manifest must know of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

from policysite.build_manifest import THEME, PublishedFile, source_name
from policysite.config import brand, own_look
from policysite.corpus.destinations import PARTIALS, STYLE_SHEET

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from policysite.corpus import Settings
    from policysite.site.content import Content

# Stands for the text of a page until it is replaced.
TEXT = "…"


@dataclass
class Published:
    """The files that a build publishes, except the search index, by their paths below the folder of the site."""

    files: dict[str, PublishedFile] = field(default_factory=dict)

    def place(self, files: Files, content: Content, site_dir: str) -> None:
        """Publish each page where all links to it lead, and record what every file is."""
        for file in files.documentation_pages():  # without those that are excluded
            self._place_page(file, content, site_dir)
        for file in files:
            if not file.is_documentation_page() and file.src_dir:  # generated files have none
                source = source_name(Path(file.src_dir, file.src_uri), content.settings)
                self.files[file.dest_uri] = PublishedFile(source)

    def _place_page(self, file: File, content: Content, site_dir: str) -> None:
        # static-i18n makes a home page of any page whose name ends in README.
        settings, page = content.settings, language_and_name(file)
        file.dest_uri = settings.urls.file(*page)
        file.abs_dest_path = str(Path(site_dir, file.dest_uri))
        file.url = settings.urls.path(*page) or "./"
        view = content.view(*page)
        # (static-i18n needs a home page in the menu; ours leaves out those that are not translated.)
        if not view.is_indexed and not view.page.is_untranslated:
            file.inclusion = InclusionLevel.NOT_IN_NAV
        source = settings.config if view.compared else view.page.path
        self.files[file.dest_uri] = PublishedFile(source, (view.written_in, view.name), view.is_indexed)

    def add_file(self, path: str, text: str, source: str, files: Files, config: MkDocsConfig) -> None:
        """Add a file that is made from another one, which is named as in `PublishedFile.source`."""
        files.append(File.generated(config, path, content=text))
        self.files[path] = PublishedFile(source)


def shared_files(files: Files, content: Content, config: MkDocsConfig) -> list[File]:
    """Return the files of no language.

    The images of the site's own look are added. What is not published is excluded, and what is included in other files
    removed.
    """
    _add_own_images(files, content.settings, config)
    for file in list(files):
        if file.src_dir == config.docs_dir and content.settings.excluded(PurePosixPath(file.src_uri)):
            file.inclusion = InclusionLevel.EXCLUDED
        if file.src_uri.startswith(f"{PARTIALS}/") or file.src_uri in (STYLE_SHEET, brand.PATH):
            files.remove(file)
    languages = content.corpus.languages
    return [file for file in files if file.src_uri.split("/")[0] not in languages and not file.is_documentation_page()]


def _add_own_images(files: Files, settings: Settings, config: MkDocsConfig) -> None:
    """Add the images of the site's own look, one of which may replace the icon of the theme."""
    for below, path in own_look.own_files(settings):
        name = below.as_posix()
        known = files.get_file_from_path(name)
        if own_look.is_image(below) and (known is None or known.src_dir == str(THEME)):
            if known is not None:
                files.remove(known)
            files.append(File(name, str(path).removesuffix(name), config.site_dir, config.use_directory_urls))


def complete(files: Files, shared: Iterable[File], pages: Iterable[str], config: MkDocsConfig) -> None:
    """Add to the files of a language those of no language, and pages that have no file of their own."""
    for path in pages:
        files.append(File.generated(config, path, content=TEXT))
    for file in shared:
        if file.src_uri not in files.src_uris:
            files.append(file)


def convert_first(files: Files, pages: Collection[tuple[str, str]]) -> None:
    """Move pages, by language and name, before all other files: MkDocs converts pages in the order of its files."""
    first = {file.src_uri for file in files.documentation_pages() if language_and_name(file) in pages}
    for file in sorted(files, key=lambda file: file.src_uri not in first):
        files.remove(file)
        files.append(file)


def language_and_name(file: File) -> tuple[str, str]:
    """Return the language and the name of a page."""
    language, _, name = file.src_uri.removesuffix(".md").partition("/")
    return language, name
