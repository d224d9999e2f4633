"""Take a screenshot of every kind of page of this site: `python -m tests.content.contact_sheet FOLDER`.

Each is taken in every language, in light and in dark, at three widths; `index.html` in the folder shows them all.

The pages are those of two copies of the site: in one, the policies have another version; in the other, clauses of them
have changed, and nobody has approved that.
"""

from __future__ import annotations

import datetime
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser
from policysite import build_manifest, corpus
from policysite.config import loader
from policysite.corpus import Document
from policysite.history import versions
from policysite.history.release_advice import next_version
from policysite.history.versions import ReleasedState, heading_id
from policysite.languages.labels import labels_of

from tests.browser.chromium import chromium
from tests.browser.visit import SCHEMES
from tests.hosting import served
from tests.project import ROOT, Project, Site, copied

WIDTHS_PX = (360, 768, 1280)
HEIGHT_PX = 800
# After the version before it, the new version takes effect; then the site is built.
DAYS_IN_EFFECT, DAYS_BUILT = 60, 90


@dataclass(frozen=True)
class Shown:
    """A page to take screenshots of.

    Attributes:
        kind: the kind of page.
        language: its language.
        path: its file below the site's root.
        query: what is searched for on it; empty for the page alone.
    """

    kind: str
    language: str
    path: str
    query: str = ""


def main(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as temporary, chromium() as browser:
        with_versions = _with_versions(copied(ROOT, Path(temporary, "versions")))
        unapproved = _with_unapproved_clauses(copied(ROOT, Path(temporary, "unapproved")))
        for site, pages in (with_versions, unapproved):
            with served(site.folder, urlsplit(build_manifest.read(site.folder).url).path) as server:
                for page in pages:
                    _take(browser, server.url, page, folder)
    names = [path.name for path in sorted(folder.glob("*.png"))]
    (folder / "index.html").write_text(_sheet(names), encoding="utf-8")


def _with_versions(project: Project) -> tuple[Site, list[Shown]]:
    """Release another version of the policies; return the site with a page of each kind."""
    settings = loader.load(project.config)
    released, _ = versions.read(settings)
    latest = {name: max(states, key=lambda state: state.order) for name, states in released.items()}
    for document in _change(project):
        _add_version(project, document, latest[document.name], settings.history)
    project.policy("approve", "--all")
    for name in latest:
        project.policy("release", name)
    day = max(state.effective_date for state in latest.values()) + datetime.timedelta(days=DAYS_BUILT)
    built = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    site = project.build_with_mkdocs(project.folder / "site", SOURCE_DATE_EPOCH=str(int(built.timestamp())))
    pages = list(_of_each_kind(site))
    for name, state in latest.items():
        for page in [page for page in pages if page.kind == name]:
            path = f"redline-{name}-{page.language}.html"
            project.policy("diff", f"{name}@{state.name}", "--lang", page.language, "-o", str(site.folder / path))
            pages.append(Shown(f"{name}-redline", page.language, path))
            pages.append(Shown("search", page.language, page.path, _word(project, page.language, name)))
    return site, pages


def _with_unapproved_clauses(project: Project) -> tuple[Site, list[Shown]]:
    """Change the policies; return the site with the pages that have notes on it."""
    _change(project)
    site = project.build()
    noted = [page for page in _of_each_kind(site) if 'class="unapproved"' in site.text(page.path)]
    return site, [Shown(f"{page.kind}-unapproved", page.language, page.path) for page in noted]


def _change(project: Project) -> list[Document]:
    """Move the text of a block of each policy into another clause, in every language; return the policies."""
    settings = loader.load(project.config)
    pages, _ = corpus.read(settings)
    changed = [document for document in pages.documents.values() if document.versioned]
    for document in changed:
        for page in document.pages.values():
            old, new, *_ = (clause.blocks[-1] for clause in page.clauses if len(clause.blocks) > 1)
            lines = list(page.source)
            lines[new.last_line - 1] += f" {old.text}"
            del lines[old.line - 1 : old.last_line]
            project.write(page.path, "\n".join(lines) + "\n")
    return changed


def _add_version(project: Project, document: Document, latest: ReleasedState, history: str) -> None:
    """Give a policy another version, with an entry in the history."""
    version, day = next_version([latest]), latest.effective_date + datetime.timedelta(days=DAYS_IN_EFFECT)
    for language, page in document.pages.items():
        text = re.sub(r"(?m)^version:.*$", f'version: "{version}"', project.read(page.path), count=1)
        project.write(page.path, re.sub(r"(?m)^effective_date:.*$", f"effective_date: {day}", text, count=1))
        labels = labels_of(language)
        titles = [clause.title for clause in page.clauses if len(clause.blocks) > 1][:2]
        clauses = ", ".join(labels["history_clause"].format(title=title) for title in titles)
        heading = labels["numbered_version"].format(version=version)
        entry = f"## {heading} {{ #{heading_id(document.name, version)} }}\n\n"
        entry += labels["history_changed"].format(clauses=clauses)
        path = page.path.replace(f"{document.name}.md", f"{history}.md")
        project.write(path, re.sub(r"(?m)^(?=## )", f"{entry}\n\n", project.read(path), count=1))


def _word(project: Project, language: str, name: str) -> str:
    """Return a word to search for: the longest one of a policy's first clause."""
    pages, _ = corpus.read(loader.load(project.config))
    page = pages.documents[name].pages[language]
    return max(re.findall(r"\w+", page.clauses[0].text), key=len)


def _of_each_kind(site: Site) -> Iterator[Shown]:
    """Yield the first page of each kind in each language: each document, and what is generated beside it."""
    found: dict[tuple[str, str], Shown] = {}
    for path, file in build_manifest.read(site.folder).files.items():
        if file.page:
            language, name = file.page
            kind = re.sub(r"/[0-9][0-9.-]*(?=/|$)", "-version", name).replace("/", "-")
            found.setdefault((kind, language), Shown(kind, language, path))
    yield from found.values()
    yield Shown("404", next(iter(found))[1], "404.html")


def _take(browser: Browser, url: str, shown: Shown, folder: Path) -> None:
    """Take the screenshots of a page."""
    for scheme in SCHEMES:
        for width in WIDTHS_PX:
            page = browser.new_page(viewport={"width": width, "height": HEIGHT_PX}, color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(url + shown.path)
            if shown.query:
                page.locator(".search-button").click()
                page.locator(".search input").fill(shown.query)
                page.locator(".search__results li").first.wait_for()
            name = f"{shown.kind}-{shown.language}-{scheme}-{width}.png"
            page.screenshot(path=folder / name, full_page=not shown.query)
            page.close()


def _sheet(names: list[str]) -> str:
    """Return the page that shows the screenshots, six in a row."""
    screenshots = [f'<a href="{escape(name)}"><img src="{escape(name)}" alt="{escape(name)}"></a>' for name in names]
    style = "a { float: left; margin: 8px } img { height: 480px; border: 1px solid }"
    return f'<!doctype html><meta charset="utf-8"><title>Pages</title><style>{style}</style>{"".join(screenshots)}\n'


if __name__ == "__main__":
    main(Path(sys.argv[1]))
