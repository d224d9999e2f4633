"""The table of the pages of a site in all its languages, for its guides and its README."""

from __future__ import annotations

import os
from pathlib import Path

from policysite.config import sources
from policysite.corpus import Corpus, Page, Settings
from policysite.corpus.placeholders import PLACEHOLDER
from policysite.languages import nearest, own_name
from policysite.scaffold import pages, templates


def page_table(settings: Settings, documents: Corpus, language: str, path: Path) -> str:
    """Return the table, with links to the files of the pages.

    `language` is that of its headings, one of those that have the table; `path` is the file that contains it.
    """
    known = pages.languages_with("page_table.md")
    of_titles = next((each for each in settings.languages if nearest(each, known) == language), documents.original)
    languages = [{"code": each, "name": own_name(each)} for each in settings.languages]
    rows = [
        {
            "title": _title(documents.page(of_titles, name)) or name,
            "files": [_file(settings, documents.page(each, name), path) for each in settings.languages],
        }
        for name in _names(settings, documents)
    ]
    template = templates.FOLDER / "texts" / language / "page_table.md"
    return templates.rendered(template, {"languages": languages, "pages": rows})


def _names(settings: Settings, documents: Corpus) -> list[str]:
    """Return the names of the documents, in the order of the menu."""
    configuration = sources.read(settings.root / settings.config).values()
    menus = [menu for source in configuration for menu in sources.menus(source)]
    listed = [entry.value.removesuffix(".md") for _, entry in sources.menu_entries(*menus)]
    return [name for name in dict.fromkeys([*listed, *sorted(documents.documents)]) if name in documents.documents]


def _title(page: Page | None) -> str:
    """Return the title of a page; empty if it is still to be written."""
    title = page.front_matter.title if page is not None else ""
    return "" if PLACEHOLDER.fullmatch(title) else title


def _file(settings: Settings, page: Page | None, path: Path) -> dict[str, str] | None:
    """Return the path of a page, and the link to it; None if there is no such page yet."""
    if page is None:
        return None
    return {"path": page.path, "link": Path(os.path.relpath(settings.root / page.path, path.parent)).as_posix()}
