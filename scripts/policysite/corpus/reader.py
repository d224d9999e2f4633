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
        if path.is_symlink():
            findings.append(Finding(place, 1, 1, "symlink"))
        elif path.suffix == ".md" and not settings.excluded(_below(path, settings.docs)):
            page, faults = _page(path, place, settings)
            findings.extend(faults)
            if page is not None:
                pages.append(page)
    corpus = _corpus(pages, settings.languages)
    folders = {
        language: (settings.docs / language).relative_to(settings.root).as_posix() for language in settings.languages
    }
    findings.extend(wellformed.faults(corpus, folders))
    return corpus, findings


def _files(folder: Path) -> Iterator[Path]:
    """Everything below a folder that is not a folder itself, symbolic links unfollowed."""
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(parent, name)
            if path.is_symlink() or not path.is_dir():
                yield path


def _below(path: Path, folder: Path) -> PurePosixPath:
    return PurePosixPath(path.relative_to(folder))


def _page(path: Path, place: str, settings: Settings) -> tuple[Page | None, list[Finding]]:
    language, *rest = _below(path, settings.docs).parts
    if language not in settings.languages or not rest:
        folders = ", ".join(settings.languages)
        return None, [Finding(place, 1, 1, "page-outside-languages", {"folders": folders})]
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.reason if isinstance(error, UnicodeDecodeError) else str(error.strerror)
        return None, [Finding(place, 1, 1, "unreadable", {"reason": reason})]
    block, body, first_line = front_matter.split(text)
    facts, findings = front_matter.read(block, place)
    found = outline(body, settings.extensions, settings.extension_configs)
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
