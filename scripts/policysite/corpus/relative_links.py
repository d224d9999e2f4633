"""The targets of the links on a page; the links of a frozen copy lead where those of its document do."""

from __future__ import annotations

import posixpath
import re
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin

from policysite.corpus.model import Corpus, Page
from policysite.corpus.url_safety import AddressKind, address_kind
from policysite.corpus.urls import PAGE_SUFFIX, PageUrls, normalized


class RelativeTarget(NamedTuple):
    """The target of a relative link.

    Attributes:
        path: the file, below the folder of the pages.
        page: the page; None for a file that is not a page.
        fragment: the id on the page, as written; of a link in a frozen copy, empty if the page has no such id now.
    """

    path: str
    page: Page | None
    fragment: str


def is_relative(address: str) -> bool:
    """True for an address that is relative to its page."""
    return address_kind(address) is AddressKind.RELATIVE


def file_named(address: str, page: Page) -> PurePosixPath | None:
    """Return the file that a relative address on a page names, below the folder of the pages; None for any other."""
    path = unquote(re.split("[?#]", address, maxsplit=1)[0])
    if not path or not is_relative(address):
        return None
    return PurePosixPath(posixpath.normpath(posixpath.join(page.language, posixpath.dirname(page.document), path)))


def target(address: str, page: Page, corpus: Corpus) -> RelativeTarget | None:
    """Return what a relative address on a page leads to; None for another one, or for a page that does not exist."""
    if not is_relative(address):
        return None
    _, _, fragment = address.partition("#")
    own = f"{page.language}/{page.document}{PAGE_SUFFIX}"
    file = str(file_named(address, page) or own)
    if not file.endswith(PAGE_SUFFIX):
        return RelativeTarget(file, None, fragment)
    language, _, name = file.removesuffix(PAGE_SUFFIX).partition("/")
    found = page if file == own else corpus.page(language, name)
    if found is None:
        return None
    is_kept = page.frozen_as is None or found.has_element(unquote(fragment))
    return RelativeTarget(file, found, fragment if is_kept else "")


def absolute_url(address: str, page: Page, corpus: Corpus, urls: PageUrls) -> str | None:
    """Return the absolute URL that an address on a page leads to; None if it is a page that does not exist."""
    url = address
    if is_relative(address):
        found = target(address, page, corpus)
        if found is None:
            return None
        if found.page:
            path = urls.path(found.page.language, found.page.name)
        elif posixpath.splitext(found.path)[1]:
            language, _, below = found.path.partition("/")
            path = quote(urls.folder(language) + below if language in corpus.languages else found.path)
        else:  # no file: MkDocs leaves such an address as it is, relative to the URL of the page
            path = urljoin(urls.absolute(page.language, page.document), address)
            found = found._replace(fragment="")
        url = f"{path}#{found.fragment}" if found.fragment else path
    try:
        return normalized(urljoin(urls.site_url, url))
    except ValueError:
        return address
