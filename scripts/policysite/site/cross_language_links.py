"""Links to pages in other languages, which MkDocs cannot resolve: static-i18n builds each language on its own."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from policysite.site.view import PageView

_PAGE = ".md"


def resolve(root: Element, view: PageView) -> None:
    """Replace the links of a page to pages in other languages with absolute URLs, in place."""
    folder = posixpath.dirname(f"{view.page.language}/{view.page.name}")
    for link in root.iter("a"):
        path, mark, fragment = link.get("href", "").partition("#")
        if not path.endswith(_PAGE):
            continue
        target = posixpath.normpath(posixpath.join(folder, unquote(path))).removesuffix(_PAGE)
        language, _, name = target.partition("/")
        document = view.corpus.documents.get(name)
        if document is not None and language in document.pages and language != view.page.language:
            link.set("href", view.urls.absolute(language, name) + mark + fragment)
