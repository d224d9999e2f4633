"""Which address was probably meant where one on a page leads to nothing."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import PurePosixPath
from urllib.parse import unquote

from policysite.corpus import files
from policysite.corpus.model import Page
from policysite.corpus.settings import EDITORIAL, Settings

_PAGE = ".md"
# What the page that a folder shows is called.
_OF_FOLDER = "index.md"
# Files by their endings: whoever mistypes a picture means a picture.
PAGE, PICTURE, SCRIPT, STYLE = "page", "picture", "script", "style"
_KINDS = {
    PAGE: "md html htm",
    PICTURE: "avif bmp gif ico jpeg jpg png svg tif tiff webp",
    "text": "csv doc docx epub odp ods odt pdf ppt pptx rtf txt xls xlsx",
    "recording": "aac flac m4a mov mp3 mp4 oga ogg ogv wav webm",
    "archive": "7z gz rar tar zip",
    "data": "json toml xml yaml yml",
    "font": "otf ttf woff woff2",
    SCRIPT: "js map mjs",
    STYLE: "css",
}
_BY_ENDING = {ending: kind for kind, endings in _KINDS.items() for ending in endings.split()}
# What browsers look for as text, not as the id of an element (URL Fragment Text Directives).
_DIRECTIVE = ":~:"
# What is left of `https://` where one of its signs is missing.
_CUT_SCHEME = re.compile(r"https?(?::/?(?!/)|//?)", re.IGNORECASE)
_LABEL = re.compile(r"[^\W_](?:[\w-]*[^\W_])?")
_NO_LETTERS = re.compile(r"[\W\d_]+")
# How alike the name of a file and what could be the name of another site are, where the file is meant.
_ALIKE = 0.8
# Looking for a similar address takes time: on one page it is done for so many.
_MOST = 50


class Suggestions:
    """Which addresses were probably meant on the pages of a site.

    Args:
        settings: what `mkdocs.yml` says.
        pages: the pages that may be suggestions.
        attachments: the files beside the pages that may be, by their paths below the folder of the pages.
    """

    def __init__(self, settings: Settings, pages: Iterable[Page], attachments: Iterable[PurePosixPath]) -> None:
        self._languages = settings.languages
        self._docs = settings.relative_path(settings.docs)
        self._pages = {self._below(page).as_posix(): page for page in pages}
        self._attachments = [path for path in sorted(attachments) if kind(path) not in (SCRIPT, STYLE)]
        self._names = sorted({path.stem for path in [*map(PurePosixPath, self._pages), *self._attachments]})
        self._known: dict[tuple[str, str, bool], str] = {}
        self._asked: Counter[str] = Counter()

    def for_link(self, page: Page, address: str, *, image: bool = False) -> str:
        """The address that was probably meant, as it would be written on the page; empty where none is similar.

        Args:
            page: the page.
            address: the relative address that is written there.
            image: whether it is that of a picture, which the page shows.
        """
        asked = (page.path, address, image)
        if asked not in self._known:
            self._asked[page.path] += 1
            found = self._meant(page, address, image) if self._asked[page.path] <= _MOST else ""
            self._known[asked] = "" if unquote(found) == unquote(address) else found
        return self._known[asked]

    def _meant(self, page: Page, address: str, image: bool) -> str:
        here = self._below(page).parent.as_posix()
        path = unquote(re.split("[?#]", address, maxsplit=1)[0])
        fragment = unquote(address.partition("#")[2].partition(_DIRECTIVE)[0])
        below = posixpath.normpath(posixpath.join(here, path))
        target = self._pages.get(below) if path else page
        if target is not None:
            return self._clause(page, target, fragment, here)
        other_site = "" if image else as_external_url(address)
        if other_site and not get_close_matches(path.partition("/")[0].rpartition(".")[0], self._names, 1, _ALIKE):
            return other_site
        return self._file(page, below, fragment, PICTURE if image else kind(below))

    def _clause(self, page: Page, target: Page, fragment: str, here: str) -> str:
        """The clause with this id or title on a page of that language, or else the one there with a similar id."""
        others = [each for each in self._pages.values() if each.language == target.language and each is not target]
        moved = next((each for each in others if each.has_clause(fragment)), None)
        on, clause_id = (moved, fragment) if moved else (target, clause_titled(target, fragment))
        if not clause_id:
            found = ((each, clause_titled(each, fragment)) for each in others)
            on, clause_id = next((each for each in found if each[1]), (target, nearest(fragment, _ids(target))))
        if not clause_id:
            return ""
        return f"#{clause_id}" if on is page else f"{posixpath.relpath(self._below(on), here)}#{clause_id}"

    def _file(self, page: Page, below: str, fragment: str, wanted_kind: str) -> str:
        """The page with a similar path in that language, or else the file of that kind."""
        language = below.partition("/")[0] if below.partition("/")[0] in self._languages else page.language
        here = self._below(page).parent.as_posix()
        pages: Mapping[str, Page] = {}
        if wanted_kind == PAGE or wanted_kind not in _KINDS:
            known = ((path, each) for path, each in self._pages.items() if each.language == language)
            pages = {posixpath.relpath(path, here): each for path, each in known}
        others = [posixpath.relpath(path, here) for path in self._attachments if kind(path) == wanted_kind]
        wanted = posixpath.relpath(below, here)
        stem = re.sub(r"\.html?\Z", "", wanted)
        likely = (f"{stem}{_PAGE}", posixpath.normpath(posixpath.join(stem, _OF_FOLDER)))
        found = next((path for path in likely if path in pages), "") or nearest(wanted, [*pages, *others])
        if found not in pages or not fragment:
            return found
        ids = _ids(pages[found])
        clause_id = fragment if fragment in ids else clause_titled(pages[found], fragment) or nearest(fragment, ids)
        return f"{found}#{clause_id}" if clause_id else found

    def _below(self, page: Page) -> PurePosixPath:
        """The file of a page, by its path below the folder of the pages."""
        return PurePosixPath(page.path).relative_to(self._docs)


def attachments(settings: Settings) -> frozenset[PurePosixPath]:
    """The files that are published beside the pages, by their paths below the folder of the pages."""
    found = (
        PurePosixPath(path.relative_to(settings.docs).as_posix())
        for path, lies in files.walk(settings.docs)
        if lies is files.Kind.FILE
    )
    return frozenset(
        path for path in found if path.suffix != _PAGE and path.parts[0] != EDITORIAL and not settings.excluded(path)
    )


def kind(path: PurePosixPath | str) -> str:
    """What files with this ending are; of an ending that is not known, the ending; without one, pages."""
    ending = PurePosixPath(path).suffix.removeprefix(".").casefold()
    return _BY_ENDING.get(ending, ending or PAGE)


def as_external_url(address: str) -> str:
    """The address of another site that was probably meant by a relative one; empty where none was."""
    written = _CUT_SCHEME.sub("", address, count=1) if _CUT_SCHEME.match(address) else address
    host = re.split("[/?#]", written, maxsplit=1)[0]
    labels = host.split(".")
    if len(labels) < 2 or not all(map(_LABEL.fullmatch, labels)) or not labels[-1].isalpha():
        return ""
    if labels[0].casefold() != "www" and (labels[-1].casefold() in _BY_ENDING or len(labels[-1]) < 2):
        return ""
    return f"https://{written}"


def clause_titled(page: Page, title: str) -> str:
    """The id of the first clause with a title, whatever signs stand between its letters; empty where none has it."""
    letters = _letters(title)
    return next((each.id for each in page.clauses if letters and each.id and _letters(each.title) == letters), "")


def nearest(wanted: str, known: Iterable[str]) -> str:
    """What is most like a name; empty where nothing is."""
    return next(iter(get_close_matches(wanted, [name for name in known if name != wanted], n=1)), "")


def _letters(title: str) -> str:
    return _NO_LETTERS.sub(" ", title.casefold()).strip()


def _ids(page: Page) -> list[str]:
    return [clause.id for clause in page.clauses if clause.id]
