"""From the files of all languages to the corpus: the only reader of Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

from policysite.corpus import files, front_matter, suppression_comments, validation
from policysite.corpus.files import Kind
from policysite.corpus.model import Clause, Corpus, Document, Page, SuppressionComment
from policysite.corpus.parser import Parser, RawHtml, Section
from policysite.corpus.settings import Settings
from policysite.corpus.time_limit import PAGE_TIMEOUT, TimeLimitError, time_limit
from policysite.findings import Finding

BASED_ON = "data-based-on"
_PICTURES = {".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}
_TEXTS = {"", ".json", ".txt"}
# Seconds that a page may take: many times what the longest policy needs.
_LONGEST = 5.0
# No number: Python itself refuses to read one of so many digits, in the parser as in any rule.
_DIGITS = re.compile(r"\d{1000}")
# Characters of what stands in a page that a finding repeats.
_SHOWN = 100

_Read = tuple[Page | None, list[Finding]]


def read(
    settings: Settings, on_progress: Callable[[int, int], None] = lambda _done, _of: None
) -> tuple[Corpus, list[Finding]]:
    """Reads every page of every language.

    Args:
        settings: what `mkdocs.yml` says.
        on_progress: is told after each page how many are read, and of how many.

    Returns:
        The corpus, and what keeps it from being published. Where there are findings the corpus may be incomplete:
        pages that could not be read are not in it.
    """
    findings: list[Finding] = []
    pages: list[Page] = []
    unread: set[tuple[str, str]] = set()
    parser = Parser(settings.extensions, settings.extension_configs)
    everything = sorted(files.walk(settings.docs), key=lambda found: found[0])
    count = sum(path.suffix == ".md" for path, _ in everything)
    for path, kind in everything:
        place = settings.relative_path(path)
        below = PurePosixPath(path.relative_to(settings.docs))
        if kind is Kind.SYMLINK:
            findings.append(Finding(place, 1, 1, "symlink"))
        elif kind is Kind.UNREADABLE:
            findings.append(Finding(place, 1, 1, "unreadable"))
        elif settings.excluded(below):
            continue
        elif kind is Kind.SPECIAL or not _may_lie_there(below):
            findings.append(Finding(place, 1, 1, "file-unexpected"))
        elif path.suffix == ".md":
            language, *rest = below.parts
            if language not in settings.languages or not rest:
                outside = {"folders": ", ".join(settings.languages)}
                findings.append(Finding(place, 1, 1, "page-outside-languages", outside))
                continue
            name = PurePosixPath(*rest).with_suffix("").as_posix()
            page, faults = _page(path, place, language, name, parser)
            findings.extend(faults)
            if page is not None:
                pages.append(page)
            else:
                unread.add((language, name))
            on_progress(len(pages) + len(unread), count)
    corpus = _corpus(pages, settings.languages, frozenset(unread))
    folders = {
        language: (settings.docs / language).relative_to(settings.root).as_posix() for language in settings.languages
    }
    findings.extend(validation.faults(corpus, folders))
    return corpus, findings


def _may_lie_there(path: PurePosixPath) -> bool:
    """Whether a file may lie among the pages: a page, a picture, or a text that machines look for."""
    if not str(path).isprintable() or " " in str(path):
        return False  # nobody could write down its address
    if path.suffix == ".md":
        return True
    if path.parts[0] == "assets":
        return path.suffix in _PICTURES
    return path.parts[0] == ".well-known" and path.suffix in _TEXTS


def _page(path: Path, place: str, language: str, name: str, parser: Parser) -> _Read:
    text = files.read(path, place)
    if isinstance(text, Finding):
        return None, [text]
    digits = _DIGITS.search(text)
    if digits is not None:
        return None, [Finding(place, text.count("\n", 0, digits.start()) + 1, 1, PAGE_TIMEOUT)]
    block, body, first_line = front_matter.split(text)
    findings: list[Finding] = []
    try:
        with time_limit(_LONGEST):
            params, findings = front_matter.read(block, place)
            parsed = parser.parse(body, first_line)
    except RecursionError:
        return None, [*findings, Finding(place, first_line, 1, "nesting-too-deep")]
    except TimeLimitError:
        return None, [*findings, Finding(place, first_line, 1, PAGE_TIMEOUT)]
    suppression_comments, faults = _comments(parsed.raw_html, place)
    page = Page(
        path=place,
        language=language,
        name=name,
        front_matter=params,
        clauses=tuple(map(_clause, parsed.sections)),
        source=tuple(text.split("\n")),
        suppression_comments=tuple(suppression_comments),
    )
    if not parsed.begins_with_heading:
        faults.append(Finding(place, first_line, 1, "h1-missing"))
    return page, findings + faults


def _comments(raw_html: Iterable[RawHtml], place: str) -> tuple[list[SuppressionComment], list[Finding]]:
    """What the HTML in a page lets stand, and findings of all other HTML."""
    allowed: list[SuppressionComment] = []
    findings: list[Finding] = []
    for raw in raw_html:
        if not suppression_comments.is_suppression(raw.html):
            findings.append(Finding(place, raw.line, raw.column, "raw-html", {"html": raw.begins[:_SHOWN]}))
            continue
        try:
            allowed.append(suppression_comments.read(raw.html, raw.line, raw.column))
        except suppression_comments.MalformedError:
            findings.append(Finding(place, raw.line, raw.column, "suppression-malformed"))
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


def _corpus(pages: list[Page], languages: tuple[str, ...], unread: frozenset[tuple[str, str]]) -> Corpus:
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
        unread,
    )
