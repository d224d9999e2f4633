"""Removes a page from a site: its files in every language, and what the configuration says about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from policysite import corpus
from policysite.config import load
from policysite.corpus import HOME, Corpus, Page
from policysite.corpus.relative_links import is_relative, target
from policysite.corpus.suggestions import similar_names
from policysite.errors import ToolError
from policysite.history import versions
from policysite.scaffold import menu


@dataclass(frozen=True)
class RemainingLink:
    """A link to a removed page.

    Attributes:
        path: the file that it is in, relative to the folder of `mkdocs.yml`.
        line: its line, from 1.
        text: its text.
    """

    path: str
    line: int
    text: str


def remove_page(config_file: Path, name: str) -> tuple[list[Path], list[RemainingLink]]:
    """Remove a page in every language, from the menu and from the options that name it.

    Returns:
        The files that were removed, and the links to the page that remain in others.

    Raises:
        ToolError: there is no such page, or the site cannot be without it.
    """
    settings = load(config_file)
    documents, _ = corpus.read(settings)
    states, _ = versions.read(settings)
    candidates = (settings.docs / language / f"{name}.md" for language in (*settings.languages, *settings.unbuilt))
    paths = [path for path in candidates if path.is_file()]
    if not paths:
        raise ToolError("page_unknown", page=name, known=similar_names(name, tuple(sorted(documents.documents))))
    if name == HOME:
        raise ToolError("page_is_home", page=name)
    if states.get(name) or any(page.name == name for page in documents.frozen_pages()):
        raise ToolError("page_released", page=name)
    if link := next(_links(name, documents.frozen_pages(), documents), None):
        raise ToolError("page_linked_from_version", page=name, file=link.path)
    menu.remove(config_file, name)
    for path in paths:
        path.unlink()
    others = (page for page in documents.pages() if page.name != name)
    return paths, list(_links(name, others, documents))


def _links(name: str, pages: Iterable[Page], documents: Corpus) -> Iterator[RemainingLink]:
    """Yield the links on pages that lead to a page."""
    for page in pages:
        for block in page.blocks():
            for link in block.links:
                found = target(link.address, page, documents) if is_relative(link.address) else None
                if found is not None and found.page is not None and found.page.name == name:
                    yield RemainingLink(page.path, page.position(block, link.start)[0], link.text)
