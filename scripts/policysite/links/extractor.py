"""From the files of the built site to every address in them, each file read and parsed once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import TypeAlias

from policysite.links import data, markup, styles
from policysite.links.built_site import HTML, BuiltSite, UnreadableError
from policysite.links.model import Content, Kind, Reference

_TEXTS = ("robots.txt", "security.txt")
_MANIFESTS = (".webmanifest", "manifest.json")

Contents: TypeAlias = Mapping[str, Content]


def contents(site: BuiltSite) -> Contents:
    """What each file of a site holds that concerns addresses, by its path.

    Raises:
        UnreadableError: a file cannot be read, so that what it links to is not known.
    """
    return {file: _content(site, file) for file in sorted(site.files)}


def _content(site: BuiltSite, file: str) -> Content:
    address = site.address(file)
    try:
        if file.endswith((*HTML, ".svg")):
            return markup.content(file, site.text(file), address)
        if file.endswith(".css"):
            return Content(tuple(_of_style(file, site.text(file), address)))
        if file.endswith(_MANIFESTS):
            return Content(tuple(_stated(file, each, address) for each in data.manifest(site.text(file))))
        if file.endswith(".xml"):
            return _of_feed(file, site.text(file), address)
        if PurePosixPath(file).name in _TEXTS:
            found = data.lines(site.text(file))
            return Content(tuple(_stated(file, each, address, line, column) for each, line, column in found))
    except data.NoDataError as error:
        raise UnreadableError(f"{file}: {error}") from error
    except RecursionError as error:
        raise UnreadableError(f"{file}: nested too deeply") from error
    return Content()


def _of_style(file: str, css: str, address: str) -> list[Reference]:
    return [
        Reference(file, Kind.RESOURCE, each, address, line=line, column=column)
        for each, line, column in styles.addresses(css)
        # (A fragment alone names an element of the page that uses the style sheet: CSS Values 4, “fragment URLs”.)
        if not each.startswith("#")
    ]


def _of_feed(file: str, text: str, address: str) -> Content:
    references = [
        Reference(
            file,
            Kind.LANGUAGE if "hreflang" in attributes else Kind.STATEMENT,
            each,
            address,
            tag=tag,
            attribute=attribute,
            attributes=attributes,
        )
        for tag, attribute, attributes, each in data.feed(text)
    ]
    for entry in data.entries(text):
        references += markup.content(file, entry, address).references
    return Content(tuple(references))


def _stated(file: str, address: str, base: str, line: int = 0, column: int = 0) -> Reference:
    return Reference(file, Kind.STATEMENT, address, base, line=line, column=column)
