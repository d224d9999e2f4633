"""Extracts the links from the files of the built site, reading and parsing each file once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import TypeAlias

from policysite.links import data, markup, styles
from policysite.links.built_site import HTML, BuiltSite, UnreadableError
from policysite.links.model import Content, Kind, Reference

_TEXTS = ("robots.txt", "security.txt")
_WEB_APP_MANIFEST = "manifest.json"

Contents: TypeAlias = Mapping[str, Content]


def contents(site: BuiltSite) -> Contents:
    """Return the links and ids of each file of a site, by its path.

    Raises:
        UnreadableError: a file cannot be read, so that its links are not known.
    """
    return {file: _content(site, file) for file in sorted(site.files)}


def _content(site: BuiltSite, file: str) -> Content:
    name = PurePosixPath(file).name
    try:
        if file.endswith((*HTML, ".svg")):
            return markup.content(file, site.text(file), site.url_of(file))
        if file.endswith(".css"):
            # A fragment alone names an element of the page that uses the style sheet (CSS Values 4, “fragment URLs”).
            found = (each for each in styles.addresses(site.text(file)) if not each.startswith("#"))
            return _references(site, file, Kind.RESOURCE, found)
        if file.endswith(".webmanifest") or name == _WEB_APP_MANIFEST:
            return _references(site, file, Kind.METADATA, data.manifest(site.text(file)))
        if file.endswith(".xml"):
            return _feed(site, file)
        if name in _TEXTS:
            return _references(site, file, Kind.METADATA, data.lines(site.text(file)))
    except data.InvalidDataError as error:
        raise UnreadableError(file, error) from error
    except RecursionError as error:
        raise UnreadableError(file, "nested too deeply") from error
    return Content()


def _references(site: BuiltSite, file: str, kind: Kind, addresses: Iterable[str]) -> Content:
    base = site.url_of(file)
    return Content(tuple(Reference(file, kind, each, base) for each in addresses))


def _feed(site: BuiltSite, file: str) -> Content:
    text, base = site.text(file), site.url_of(file)
    references = [
        Reference(file, Kind.METADATA if hreflang is None else Kind.LANGUAGE, each, base, hreflang=hreflang)
        for each, hreflang in data.feed(text)
    ]
    for entry in data.entries(text):
        references += markup.content(file, entry, base).references
    return Content(tuple(references))
