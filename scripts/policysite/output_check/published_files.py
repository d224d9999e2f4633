"""The files that a site may have: their names, their kinds and the largest sizes."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from functools import cache
from pathlib import PurePosixPath

from policysite import files
from policysite.build_manifest import PublishedFile
from policysite.corpus import Settings, destinations
from policysite.corpus.urls import PageUrls
from policysite.files import IMAGE_TYPES, PDF


class PublishedKind(enum.Enum):
    """The kinds of published files, each with the number of bytes that it may have."""

    PAGE = enum.auto()
    IMAGE = enum.auto()
    SVG = enum.auto()
    PDF = enum.auto()
    STYLE = enum.auto()
    SCRIPT = enum.auto()
    SEARCH = enum.auto()
    SCHEMA = enum.auto()
    DATA = enum.auto()  # the text of a document as JSON
    WEB_MANIFEST = enum.auto()
    FEED = enum.auto()
    SITEMAP = enum.auto()
    COMPRESSED = enum.auto()
    TEXT = enum.auto()

    @property
    def max_bytes(self) -> int:
        """The number of bytes above which such a file is refused: several times what a site needs."""
        return _MAX_MEGABYTES.get(self, 1) * files.MEGABYTE_BYTES


_MAX_MEGABYTES = {
    PublishedKind.PAGE: 10,
    PublishedKind.IMAGE: files.MAX_IMAGE_MEGABYTES,
    PublishedKind.PDF: files.MAX_PDF_MEGABYTES,
    PublishedKind.SEARCH: 20,
    PublishedKind.DATA: 10,
    PublishedKind.FEED: 50,
    PublishedKind.SITEMAP: 50,
    PublishedKind.COMPRESSED: 10,
}
_SEARCH = re.compile(
    r"pagefind/(?:pagefind(?:-worker)?\.js|pagefind-entry\.json|pagefind\.[\w-]+\.pf_meta|wasm\.[\w-]+\.pagefind"
    r"|(?:index/[\w-]+\.pf_index|fragment/[\w-]+\.pf_fragment))",
    re.ASCII,
)
# The scripts and the style sheets of the theme.
_SCRIPTS = (destinations.MODULE, f"{destinations.ASSETS}/search.js")
_STYLES = (destinations.STYLE_SHEET, f"{destinations.ASSETS}/search.css")


def kind_of(path: str, published: PublishedFile, settings: Settings) -> PublishedKind | None:
    """Return the kind of a published file by its path below the folder of the site; None if it must not be there."""
    name = PurePosixPath(path)
    if path in (destinations.SECURITY_TXT, *settings.publish):
        return PublishedKind.TEXT
    if path == destinations.NOT_FOUND:
        return PublishedKind.PAGE
    if published.page is not None:
        language, page = published.page
        # (A translation may show the original.)
        shown_in = settings.languages if settings.has_partial_translations else (language,)
        is_page = language in settings.languages and path in [settings.urls.file(each, page) for each in shown_in]
        is_proof = destinations.PROOF.fullmatch(path) is not None
        return PublishedKind.PAGE if is_page and _is_named_well(path) and not is_proof else None
    if path in _SCRIPTS:
        return PublishedKind.SCRIPT
    if path in _STYLES:
        return PublishedKind.STYLE
    if _SEARCH.fullmatch(path):
        return None if published.source else PublishedKind.SEARCH
    if name.parts[0] == destinations.ASSETS and (name.suffix in IMAGE_TYPES or name.suffix == PDF):
        return _kind_of_asset(name) if _is_named_well(path) else None
    return _of_site(settings.urls, settings.languages).get(path) or _kind_of_data(path)


def _kind_of_asset(name: PurePosixPath) -> PublishedKind:
    return {".svg": PublishedKind.SVG, PDF: PublishedKind.PDF}.get(name.suffix, PublishedKind.IMAGE)


@cache
def _of_site(urls: PageUrls, languages: tuple[str, ...]) -> Mapping[str, PublishedKind]:
    """Return the files that each site has once, or once in each language, with their kinds."""
    folders = [*map(urls.folder, languages)]
    return {
        destinations.SITEMAP: PublishedKind.SITEMAP,
        f"{destinations.SITEMAP}.gz": PublishedKind.COMPRESSED,
        destinations.DATA_SCHEMA: PublishedKind.SCHEMA,
        **{folder + destinations.WEB_MANIFEST: PublishedKind.WEB_MANIFEST for folder in folders},
        **{folder + destinations.FEED: PublishedKind.FEED for folder in folders},
    }


def _kind_of_data(path: str) -> PublishedKind | None:
    """Return the kind of a file that stands beside a page."""
    is_data = PurePosixPath(path).name == destinations.DOCUMENT_DATA
    return PublishedKind.DATA if is_data and _is_named_well(path) else None


def _is_named_well(path: str) -> bool:
    """True if a path can be part of a URL, and no part of it is hidden or has the ending of another type inside."""
    is_hidden = any(part.startswith((".", "-")) for part in path.split("/"))
    return destinations.is_suitable(path) and not is_hidden
