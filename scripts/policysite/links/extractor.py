"""Extracts the links from the files of the built site, reading and parsing each file once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import TypeAlias

from policysite.corpus.destinations import DOCUMENT_DATA
from policysite.links import data, markup
from policysite.links.built_site import HTML, BuiltSite, UnreadableError
from policysite.links.model import FileLinks, LinkKind, Reference

_TEXTS = ("robots.txt", "security.txt")

SiteLinks: TypeAlias = Mapping[str, FileLinks]


def site_links(site: BuiltSite) -> SiteLinks:
    """Return the links and ids of each file of a site, by its path.

    An `UnreadableError` says that a file cannot be read, so that its links are not known.
    """
    return {file: _file_links(site, file) for file in sorted(site.files)}


def _file_links(site: BuiltSite, file: str) -> FileLinks:
    name = PurePosixPath(file).name
    try:
        if file.endswith((HTML, ".svg")):
            return markup.file_links(file, site.text(file))
        if file.endswith(".webmanifest") or name == DOCUMENT_DATA:
            return _metadata(file, data.json_addresses(site.text(file)))
        if file.endswith(".xml"):
            return _feed(file, site.text(file))
        if name in _TEXTS:
            return _metadata(file, data.text_file_addresses(site.text(file)))
    except data.InvalidDataError as error:
        raise UnreadableError(file, error) from error
    return FileLinks()


def _metadata(file: str, addresses: Iterable[str]) -> FileLinks:
    return FileLinks(tuple(Reference(file, LinkKind.METADATA, each) for each in addresses))


def _feed(file: str, text: str) -> FileLinks:
    references: list[Reference] = []
    for element in data.elements(text):
        hreflang = element.get("hreflang")
        if "href" in element.attrib:
            kind = LinkKind.METADATA if hreflang is None else LinkKind.LANGUAGE
            references.append(Reference(file, kind, element.attrib["href"], hreflang=hreflang))
        elif element.tag.rpartition("}")[2] == "loc":
            references.append(Reference(file, LinkKind.METADATA, (element.text or "").strip()))
        elif element.get("type") == "html":
            references += markup.file_links(file, element.text or "").references
    return FileLinks(tuple(references))
