"""Removes a page from a site: its files in every language, and what the configuration says about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from policysite import approvals, corpus, files
from policysite.config.loader import load
from policysite.corpus import HOME, Corpus, Page, Settings
from policysite.corpus.relative_links import target
from policysite.corpus.suggestions import similar_names
from policysite.errors import ToolError
from policysite.history import versions
from policysite.scaffold import menu


@dataclass(frozen=True)
class RemainingLink:
    """A link to a removed page, in a file relative to the folder of `mkdocs.yml`."""

    path: str
    line: int
    text: str


@dataclass(frozen=True)
class RemovedPage:
    """A page that was removed: its files, and the links to it that remain.

    `changed` are the files besides the configuration that no longer name it.
    """

    deleted: tuple[Path, ...]
    changed: tuple[Path, ...]
    links: tuple[RemainingLink, ...]


def remove_page(config_file: Path, name: str) -> RemovedPage:
    """Remove a page in every language, from the menu, from the options that name it, and from the approvals.

    A `ToolError` says that there is no such page, or the site cannot be without it.
    """
    settings = load(config_file)
    documents, _ = corpus.read(settings)
    states, _ = versions.read(settings)
    candidates = (settings.page_path(language, name) for language in (*settings.languages, *settings.unbuilt))
    paths = [path for path in candidates if path.is_file()]
    if not paths:
        raise ToolError("page_unknown", page=name, suggestions=similar_names(name, tuple(sorted(documents.documents))))
    if name == HOME:
        raise ToolError("page_is_home", page=name)
    if states.get(name) or any(page.name == name for page in documents.frozen_pages()):
        raise ToolError("page_released", page=name)
    if link := next(_links(name, documents.frozen_pages(), documents), None):
        raise ToolError("page_linked_from_version", page=name, file=link.path)
    menu.remove(config_file, name)
    for path in paths:
        path.unlink()
    changed = _remove_approvals(settings, name)
    others = (page for page in documents.pages() if page.name != name)
    return RemovedPage(tuple(paths), changed, tuple(_links(name, others, documents)))


def _remove_approvals(settings: Settings, name: str) -> tuple[Path, ...]:
    """Remove the approvals of the clauses of a page, and of those that are based on them; return the changed file."""
    path = settings.editorial(approvals.NAME)
    text = files.read_if_exists(path, settings.relative_path(path))
    lines = text.splitlines(keepends=True) if isinstance(text, str) else []
    kept = "".join(line for line in lines if not _approves(line, name))
    if not lines or kept == text:
        return ()
    # (An empty line is between two approvals.)
    return (files.write_text(path, re.sub("\n{3,}", "\n\n", kept).rstrip("\n") + "\n"),)


def _approves(line: str, name: str) -> bool:
    """True if a line of the file approves a clause of a page, in any language."""
    approval = approvals.approval_in(line)
    sides = approval.key.split(" ") if approval is not None else []
    return any(side.partition("#")[0].partition("/")[2] == name for side in sides)


def _links(name: str, pages: Iterable[Page], documents: Corpus) -> Iterator[RemainingLink]:
    """Yield the links on pages that lead to a page."""
    for page in pages:
        for block in page.blocks():
            for link in block.links:
                found = target(link.address, page, documents)
                if found is not None and found.page is not None and found.page.name == name:
                    yield RemainingLink(page.path, page.position(block, link.start)[0], link.text)
