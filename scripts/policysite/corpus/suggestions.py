"""Suggestions for broken URLs on a page, and for mistyped names."""

from __future__ import annotations

import functools
import posixpath
import re
from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import PurePosixPath
from urllib.parse import unquote

from policysite import files
from policysite.corpus.hosts import HOST_LABEL
from policysite.corpus.model import Page
from policysite.corpus.settings import Settings
from policysite.corpus.urls import PAGE_SUFFIX, fragment_of
from policysite.findings import NOTHING

_INDEX = "index.md"
# Kinds of files by their suffixes: for the URL of an image only images are suggested.
PAGE, IMAGE, SCRIPT, STYLE = "page", "image", "script", "style"
_SUFFIXES = {
    PAGE: "md html htm",
    IMAGE: "avif bmp gif ico jpeg jpg png svg tif tiff webp",
    "text": "csv doc docx epub odp ods odt pdf ppt pptx rtf txt xls xlsx",
    "recording": "aac flac m4a mov mp3 mp4 oga ogg ogv wav webm",
    "archive": "7z gz rar tar zip",
    "data": "json toml xml yaml yml",
    "font": "otf ttf woff woff2",
    SCRIPT: "js map mjs",
    STYLE: "css",
}
_KIND_OF_SUFFIX = {suffix: kind for kind, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
# `https://` with one of its characters missing.
_BROKEN_SCHEME = re.compile(r"https?(?::/?(?!/)|//?)", re.IGNORECASE)
# Brackets and quotation marks that do not belong to a URL.
_AROUND_URL = "()[]{}<>«»“”„\"'"
_NO_LETTERS = re.compile(r"[\W\d_]+")
# A URL with at least this similarity to the name of a file is treated as a file of the site, not as another site.
_MIN_SIMILARITY = 0.8
# A search takes time, so it is limited.
_MAX_SEARCHES_PER_PAGE = 50
# For a mistyped name: the number of similar names that are suggested, and the characters that are compared.
_MAX_SIMILAR_NAMES = 3
_MAX_COMPARED_CHARACTERS = 60
_MAX_SEARCHED_NAMES = 50


class Suggestions:
    """Suggestions for the URLs on the pages of a site.

    Attachments are given by their paths below the folder of the pages.
    """

    def __init__(self, settings: Settings, pages: Iterable[Page], attachments: Iterable[PurePosixPath]) -> None:
        self._languages = settings.languages
        self._pages = {page.below_docs.as_posix(): page for page in pages}
        self._attachments = [path for path in sorted(attachments) if kind(path) not in (SCRIPT, STYLE)]
        self._names = sorted({path.stem for path in [*map(PurePosixPath, self._pages), *self._attachments]})
        self._found: dict[tuple[str, str, bool], str] = {}
        self._searches: Counter[str] = Counter()

    def for_link(self, page: Page, url: str, *, image: bool) -> str:
        """Return the URL that was probably intended instead of a relative one on a page; empty if none is similar."""
        key = (page.path, url, image)
        if key not in self._found:
            self._searches[page.path] += 1
            found = self._search(page, url, image) if self._searches[page.path] <= _MAX_SEARCHES_PER_PAGE else ""
            self._found[key] = "" if found == url else found
        return self._found[key]

    def _search(self, page: Page, url: str, image: bool) -> str:
        folder = page.below_docs.parent.as_posix()
        path = unquote(re.split("[?#]", url, maxsplit=1)[0])
        fragment = unquote(fragment_of(url))
        below = posixpath.normpath(posixpath.join(folder, path))
        target = self._pages.get(below) if path else page
        if target is not None:
            on, clause_id = self._similar_clause(target, fragment)
            relative = "" if on is page else posixpath.relpath(on.below_docs, folder)
            return f"{relative}#{clause_id}" if clause_id else ""
        external = "" if image else _as_external_url(url)
        first_name = path.partition("/")[0].rpartition(".")[0]
        if external and not get_close_matches(first_name, self._names, 1, _MIN_SIMILARITY):
            return external
        return self._similar_file(page, below, fragment, IMAGE if image else kind(below))

    def _similar_clause(self, target: Page, fragment: str) -> tuple[Page, str]:
        """Return the clause with this id on another page of the language, or with this title, or with a similar id.

        For the id of an item with other signs in it, as in `terms-1.2`, this is the item.
        """
        if target.has_clause(fragment):  # it is written with percent signs
            return target, fragment
        others = [each for each in self._pages.values() if each.language == target.language and each is not target]
        for page in others:
            if page.has_clause(fragment):
                return page, fragment
        number = re.sub(r"[\W_]+", "-", fragment).strip("-")
        ids = _item_ids(target)
        items = [each for each in ids if _compared(each) == _compared(fragment) or each.endswith(f"-{number}")]
        if len(items) == 1 or items_beside(target, fragment):
            return target, items[0] if len(items) == 1 else ""
        for page in (target, *others):
            if clause_id := _clause_titled(page, fragment):
                return page, clause_id
        return target, closest(fragment, _ids(target))

    def _similar_file(self, page: Page, below: str, fragment: str, wanted_kind: str) -> str:
        """Return the page with a similar path in that language, or else the attachment of that kind."""
        language = below.partition("/")[0] if below.partition("/")[0] in self._languages else page.language
        folder = page.below_docs.parent.as_posix()
        pages: dict[str, Page] = {}
        if wanted_kind == PAGE or wanted_kind not in _SUFFIXES:
            of_language = ((path, each) for path, each in self._pages.items() if each.language == language)
            pages = {posixpath.relpath(path, folder): each for path, each in of_language}
        others = [posixpath.relpath(path, folder) for path in self._attachments if kind(path) == wanted_kind]
        wanted = posixpath.relpath(below, folder)
        stem = re.sub(r"\.html?\Z", "", wanted)
        as_source = (f"{stem}{PAGE_SUFFIX}", posixpath.normpath(posixpath.join(stem, _INDEX)))
        found = next((path for path in as_source if path in pages), "")
        if not found and fragment:  # the page may have been renamed
            found = next((path for path, each in pages.items() if each.has_clause(fragment)), "")
        found = found or closest(wanted, [*pages, *others])
        if found not in pages or not fragment:
            return found
        ids = _ids(pages[found])
        clause_id = fragment if fragment in ids else _clause_titled(pages[found], fragment) or closest(fragment, ids)
        return f"{found}#{clause_id}" if clause_id else found


def items_beside(page: Page, item_id: str) -> list[str]:
    """Return the ids of the items beside one that a page does not have: those of its list, or else of its clause."""
    of_clauses = [
        each for each in _ids(page) if re.fullmatch(rf"{re.escape(each)}(?:-\d+)*(?:-[a-z]{{1,4}})?", item_id)
    ]
    ids = [each for each in _item_ids(page) if any(each.startswith(f"{clause}-") for clause in of_clauses)]
    return [each for each in ids if each.rpartition("-")[0] == item_id.rpartition("-")[0]] or ids


def attachments(settings: Settings) -> frozenset[PurePosixPath]:
    """Return the published files that are not pages, by their paths below the folder of the pages."""
    found = (PurePosixPath(path.relative_to(settings.docs)) for path in files.regular(settings.docs))
    return frozenset(path for path in found if path.suffix != PAGE_SUFFIX and not settings.excluded(path))


def kind(path: PurePosixPath | str) -> str:
    """Return the kind of a file by its suffix; an unknown suffix is its own kind, and without one it is a page."""
    suffix = PurePosixPath(path).suffix.removeprefix(".").casefold()
    return _KIND_OF_SUFFIX.get(suffix, suffix or PAGE)


def _as_external_url(url: str) -> str:
    """Return the absolute URL that was probably intended by a relative one that has a host, else nothing."""
    url = url.strip(_AROUND_URL)
    if url.startswith(("https://", "http://")):
        return url
    without_scheme = _BROKEN_SCHEME.sub("", url, count=1) if _BROKEN_SCHEME.match(url) else url
    labels = re.split("[/?#]", without_scheme, maxsplit=1)[0].split(".")
    if len(labels) < 2 or not all(map(HOST_LABEL.fullmatch, labels)) or not labels[-1].isalpha():
        return ""
    if labels[0].casefold() != "www" and (labels[-1].casefold() in _KIND_OF_SUFFIX or len(labels[-1]) < 2):
        return ""
    return f"https://{without_scheme}"


def _clause_titled(page: Page, title: str) -> str:
    """Return the id of the first clause whose title has the same letters, whatever is between them; empty if none."""
    letters = _letters(title)
    return next((each.id for each in page.clauses if letters and each.id and _letters(each.title) == letters), "")


def closest(wanted: str, known: Iterable[str]) -> str:
    """Return the most similar of the known names; empty if none is similar."""
    return next(iter(get_close_matches(wanted, [name for name in known if name != wanted], n=1)), "")


class NameSuggestions:
    """Suggestions for many mistyped names. A search takes time, so only the first names have any."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = tuple(sorted(known))
        self._found: dict[str, str] = {}

    def to(self, name: str) -> str:
        """Return the known names that are similar, the most similar first, for a message."""
        if name not in self._found and len(self._found) < _MAX_SEARCHED_NAMES:
            self._found[name] = similar_names(name, self._known)
        return self._found.get(name, NOTHING)


@functools.lru_cache
def similar_names(name: str, known: tuple[str, ...]) -> str:
    """Return the known names that are similar to a mistyped one, the most similar first, for a message."""
    found = get_close_matches(name[:_MAX_COMPARED_CHARACTERS], known, n=_MAX_SIMILAR_NAMES, cutoff=0)
    return ", ".join(found) or NOTHING


def _letters(title: str) -> str:
    return _NO_LETTERS.sub(" ", title.casefold()).strip()


def _compared(element_id: str) -> str:
    """Return an id in lower case without the signs between its words and numbers."""
    return re.sub(r"[\W_]", "", element_id.casefold())


def _item_ids(page: Page) -> list[str]:
    return [block.id for block in page.blocks() if block.id]


def _ids(page: Page) -> list[str]:
    return [clause.id for clause in page.clauses if clause.id]
