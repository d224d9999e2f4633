"""The files of a site's own look: a style sheet with colors, images, and additions to the pages. None of them is run.

An addition is a text in plain HTML for a place that the theme leaves empty: `notice.html`, or `notice.ru.html` for the
pages of one language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from policysite import files
from policysite.config import brand
from policysite.corpus import Settings
from policysite.corpus.destinations import ASSETS
from policysite.files import IMAGE_TYPES
from policysite.findings import Finding
from policysite.findings.rule import Rule, Scope

# The places: above the header, after the text of a page, at the end of the footer.
PLACES = ("notice", "after-text", "footer-end")
# How many bytes a text may have.
MAX_BYTES = 20_000
_SUFFIX = ".html"

OVERRIDE_UNEXPECTED = Rule("override-unexpected", "look", Scope.SITE, suppressible=False)


class Addition(NamedTuple):
    """An addition to the pages of a language; without a language, to all that have none of their own."""

    path: str
    place: str
    language: str
    text: str


def own_files(settings: Settings) -> Iterator[tuple[PurePosixPath, Path]]:
    """Yield the path of each file below the folder, and its whole path; hidden files are left out."""
    folder = settings.own_look
    for path in sorted(files.regular(folder)) if folder is not None else ():
        below = PurePosixPath(path.relative_to(folder or path))
        if not any(part.startswith(".") for part in below.parts):
            yield below, path


def is_image(below: PurePosixPath) -> bool:
    """True for the path of an image, which is published under this path."""
    return below.parts[0] == ASSETS and below.suffix.lower() in IMAGE_TYPES


def unexpected_files(settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each file that a site cannot have, or whose text cannot be read."""
    for below, path in own_files(settings):
        is_text = below.as_posix() == brand.PATH or _place_and_language(below, settings) is not None
        if not (is_image(below) or (is_text and _is_readable(path))):
            yield OVERRIDE_UNEXPECTED.at(settings.relative_path(path))


def _is_readable(path: Path) -> bool:
    """True for a text that browsers and checks read in the same way."""
    text = files.read(path, path.name, MAX_BYTES)
    return isinstance(text, str) and "\0" not in text


def additions(settings: Settings) -> Iterator[Addition]:
    """Yield the additions that can be read, without those of languages that are not built."""
    for below, path in own_files(settings):
        place, language = _place_and_language(below, settings) or ("", "")
        if place and language not in settings.unbuilt:
            name = settings.relative_path(path)
            text = files.read_edited(path, name, MAX_BYTES)
            if isinstance(text, str):
                yield Addition(name, place, language, text)


def shown_additions(settings: Settings, language: str) -> Mapping[str, str]:
    """Return the texts that the pages of a language show, by their places."""
    shown = (each for each in additions(settings) if each.language in ("", language))
    return {each.place: each.text.strip() for each in sorted(shown, key=lambda each: each.language)}


def _place_and_language(below: PurePosixPath, settings: Settings) -> tuple[str, str] | None:
    """Return the place and the language of an addition by its path, as in `Addition`; None for any other file."""
    for place in PLACES:
        if below.as_posix() == f"{place}{_SUFFIX}":
            return place, ""
        for language in (*settings.languages, *settings.unbuilt):
            if below.as_posix() == f"{place}.{language}{_SUFFIX}":
                return place, language
    return None
