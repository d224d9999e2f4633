"""From the files of all languages to the corpus: the only reader of Markdown."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from policysite.corpus import front_matter, wellformed
from policysite.corpus.model import Clause, Corpus, Document, Page
from policysite.corpus.outline import Heading, outline
from policysite.corpus.settings import Settings
from policysite.findings import Finding

BASED_ON = "data-based-on"
_PICTURES = {".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}
_TEXTS = {"", ".json", ".txt"}


def read(settings: Settings) -> tuple[Corpus, list[Finding]]:
    """Reads every page of every language.

    Returns:
        The corpus, and what keeps it from being published. Where there are findings the corpus may be incomplete:
        pages that could not be read are not in it.
    """
    findings: list[Finding] = []
    pages: list[Page] = []
    for path in sorted(_files(settings.docs)):
        place = path.relative_to(settings.root).as_posix()
        below = PurePosixPath(path.relative_to(settings.docs))
        if path.is_symlink():
            findings.append(Finding(place, 1, 1, "symlink"))
        elif settings.excluded(below):
            continue
        elif path.suffix == ".md":
            page, faults = _page(path, place, below, settings)
            findings.extend(faults)
            if page is not None:
                pages.append(page)
        elif not _may_be_published(below):
            findings.append(Finding(place, 1, 1, "file-unexpected"))
    corpus = _corpus(pages, settings.languages)
    folders = {
        language: (settings.docs / language).relative_to(settings.root).as_posix() for language in settings.languages
    }
    findings.extend(wellformed.faults(corpus, folders))
    return corpus, findings


def _files(folder: Path) -> Iterator[Path]:
    """Everything below a folder that is not a folder itself, symbolic links unfollowed."""
    if folder.is_symlink():
        yield folder
        return
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(parent, name)
            if path.is_symlink() or not path.is_dir():
                yield path


def _may_be_published(path: PurePosixPath) -> bool:
    """Whether a file that is no page may lie among the pages: a picture, or a text that machines look for."""
    if path.parts[0] == "assets":
        return path.suffix in _PICTURES
    return path.parts[0] == ".well-known" and path.suffix in _TEXTS


def _page(path: Path, place: str, below: PurePosixPath, settings: Settings) -> tuple[Page | None, list[Finding]]:
    language, *rest = below.parts
    if language not in settings.languages or not rest:
        folders = ", ".join(settings.languages)
        return None, [Finding(place, 1, 1, "page-outside-languages", {"folders": folders})]
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None, [Finding(place, 1, 1, "unreadable")]
    block, body, first_line = front_matter.split(text)
    facts, findings = front_matter.read(block, place)
    try:
        found = outline(body, settings.extensions, settings.extension_configs)
    except RecursionError:
        return None, [Finding(place, first_line, 1, "nested-too-deeply")]
    offset = first_line - 1
    page = Page(
        path=place,
        language=language,
        name=PurePosixPath(*rest).with_suffix("").as_posix(),
        front_matter=facts,
        clauses=tuple(_clause(heading, offset) for heading in found.headings),
    )
    if not found.begins_with_heading:
        findings.append(Finding(place, first_line, 1, "heading-first-missing"))
    findings.extend(
        Finding(place, raw.line + offset, raw.column, "raw-html", {"html": raw.html}) for raw in found.raw_html
    )
    return page, findings


def _clause(heading: Heading, offset: int) -> Clause:
    based_on = heading.attributes.get(BASED_ON)
    return Clause(
        id=heading.id,
        level=heading.level,
        title=heading.title,
        line=heading.line + offset,
        nested=heading.nested,
        based_on=None if based_on is None else tuple(based_on.split()),
    )


def _corpus(pages: list[Page], languages: tuple[str, ...]) -> Corpus:
    names = sorted({page.name for page in pages})
    by_place = {(page.name, page.language): page for page in pages}
    return Corpus(
        languages,
        {
            name: Document(
                name,
                {language: by_place[name, language] for language in languages if (name, language) in by_place},
            )
            for name in names
        },
    )
