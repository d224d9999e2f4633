"""Links that MkDocs cannot resolve: to other languages, which static-i18n builds on their own, and in frozen copies."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from policysite.site.view import PageView

_PAGE = ".md"


def resolve(root: Element, view: PageView) -> None:
    """Replace the links of a page to pages in other languages with absolute URLs, in place."""
    if view.page.frozen_as is not None:
        _rebase(root, view, view.page.frozen_as[0])
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


def _rebase(root: Element, view: PageView, document: str) -> None:
    """Make the links of a frozen copy lead where those of its document led; those that lead nowhere now become text."""
    own = f"{view.page.language}/{document}"
    here = posixpath.dirname(f"{view.page.language}/{view.page.name}")
    for element in root.iter():
        name = {"a": "href", "img": "src"}.get(element.tag, "")
        path, mark, fragment = element.get(name, "").partition("#")
        if not path or ":" in path or path.startswith("/") or "\x02" in path:
            continue
        target = posixpath.normpath(posixpath.join(posixpath.dirname(own), unquote(path)))
        language, _, target_name = target.removesuffix(_PAGE).partition("/")
        if target == own + _PAGE:
            element.set(name, f"#{fragment or view.page.clauses[0].id}")
        elif not target.endswith(_PAGE):
            element.set(name, posixpath.relpath(target, here) + mark + fragment)
        elif page := view.corpus.page(language, target_name):
            kept = mark + fragment if page.has_clause(unquote(fragment)) else ""
            element.set(name, posixpath.relpath(target, here) + kept)
        else:
            element.tag = "span"
            element.attrib.clear()
