"""From the files of all languages to the corpus: the only reader of Markdown."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from policysite.corpus import allowances, front_matter, wellformed
from policysite.corpus.model import Allowance, Clause, Corpus, Document, Page
from policysite.corpus.parser import Parser, RawHtml, Section
from policysite.corpus.patience import TooSlowError, patience
from policysite.corpus.settings import Settings
from policysite.findings import Finding

BASED_ON = "data-based-on"
_PICTURES = {".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}
_TEXTS = {"", ".json", ".txt"}
# Bytes and seconds that a page may take: many times what the longest policy needs.
_LARGEST = 1_000_000
_LONGEST = 5.0

_Read = tuple[Page | None, list[Finding]]


def read(settings: Settings) -> tuple[Corpus, list[Finding]]:
    """Reads every page of every language.

    Returns:
        The corpus, and what keeps it from being published. Where there are findings the corpus may be incomplete:
        pages that could not be read are not in it.
    """
    findings: list[Finding] = []
    pages: list[Page] = []
    parser = Parser(settings.extensions, settings.extension_configs)
    for path in sorted(_files(settings.docs)):
        place = path.relative_to(settings.root).as_posix()
        below = PurePosixPath(path.relative_to(settings.docs))
        if path.is_symlink():
            findings.append(Finding(place, 1, 1, "symlink"))
        elif settings.excluded(below):
            continue
        elif path.suffix == ".md":
            page, faults = _page(path, place, below, settings, parser)
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


def _page(path: Path, place: str, below: PurePosixPath, settings: Settings, parser: Parser) -> _Read:
    language, *rest = below.parts
    if language not in settings.languages or not rest:
        folders = ", ".join(settings.languages)
        return None, [Finding(place, 1, 1, "page-outside-languages", {"folders": folders})]
    try:
        if path.stat().st_size > _LARGEST:
            return None, [Finding(place, 1, 1, "page-too-large", {"limit": str(_LARGEST // 1000)})]
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None, [Finding(place, 1, 1, "unreadable")]
    block, body, first_line = front_matter.split(text)
    facts, findings = front_matter.read(block, place)
    try:
        with patience(_LONGEST):
            parsed = parser.parse(body, first_line)
    except RecursionError:
        return None, [*findings, Finding(place, first_line, 1, "nested-too-deeply")]
    except TooSlowError:
        return None, [*findings, Finding(place, first_line, 1, "too-tangled")]
    allowances, faults = _comments(parsed.raw_html, place)
    page = Page(
        path=place,
        language=language,
        name=PurePosixPath(*rest).with_suffix("").as_posix(),
        front_matter=facts,
        clauses=tuple(map(_clause, parsed.sections)),
        source=tuple(text.split("\n")),
        allowances=tuple(allowances),
    )
    if not parsed.begins_with_heading:
        faults.append(Finding(place, first_line, 1, "heading-first-missing"))
    return page, findings + faults


def _comments(raw_html: Iterable[RawHtml], place: str) -> tuple[list[Allowance], list[Finding]]:
    """What the HTML in a page lets stand, and findings of all other HTML."""
    allowed: list[Allowance] = []
    findings: list[Finding] = []
    for raw in raw_html:
        if not allowances.is_allowance(raw.html):
            findings.append(Finding(place, raw.line, raw.column, "raw-html", {"html": raw.begins}))
            continue
        try:
            allowed.append(allowances.read(raw.html, raw.line, raw.column))
        except allowances.MalformedError:
            findings.append(Finding(place, raw.line, raw.column, "allowance-malformed"))
    return allowed, findings


def _clause(section: Section) -> Clause:
    heading = section.heading
    based_on = section.attributes.get(BASED_ON)
    return Clause(
        id=section.attributes.get("id", ""),
        level=section.level,
        title=re.sub(r"\s+", " ", heading.text),
        line=heading.line,
        nested=section.nested,
        based_on=None if based_on is None else tuple(based_on.split()),
        heading=heading,
        blocks=section.blocks,
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
