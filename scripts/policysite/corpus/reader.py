"""Reads the files of all languages into the corpus. No other module reads their Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from policysite import files
from policysite.corpus import (
    destinations,
    front_matter,
    html_as_markdown,
    invisible,
    subjects,
    suppression_comments,
    validation,
)
from policysite.corpus.misnamed import rightly_named
from policysite.corpus.model import Corpus, Document, Page, SuppressionComment
from policysite.corpus.parsed import ParsedPage, RawHtml, Tree
from policysite.corpus.parser import Parser
from policysite.corpus.settings import Settings
from policysite.corpus.shared_work import shared
from policysite.corpus.time_limit import PAGE_TIMEOUT, TimeLimitError, page_limit
from policysite.files import FileKind
from policysite.findings import MAX_SHOWN_CHARACTERS, Finding
from policysite.findings.rule import Aspect, Rule, Scope

PAGE_ENDING_WRONG = Rule("page-ending-wrong", "pages", Scope.SITE, suppressible=False)
PAGE_OUTSIDE_LANGUAGES = Rule("page-outside-languages", "pages", Scope.SITE, suppressible=False)
FILE_EXCLUDED = Rule("file-excluded", "pages", Scope.SITE, suppressible=False)
NESTING_TOO_DEEP = Rule("nesting-too-deep", "pages", Scope.PAGE, suppressible=False)
RAW_HTML = Rule("raw-html", "pages", Scope.PAGE, suppressible=False)
FOOTNOTE_UNUSED = Rule("footnote-unused", "footnotes", Scope.PAGE, suppressible=False)
FOOTNOTE_EMPTY = Rule("footnote-empty", "footnotes", Scope.PAGE, suppressible=False)
FOOTNOTE_NAME_UNSUITABLE = Rule("footnote-name-unsuitable", "footnotes", Scope.PAGE, suppressible=False)
FOOTNOTE_REPEATED = Rule("footnote-repeated", "footnotes", Scope.PAGE, suppressible=False)
LINK_IN_LINK = Rule("link-in-link", "urls", Scope.PAGE, suppressible=False)
REFERENCE_REPEATED = Rule("reference-repeated", "urls", Scope.PAGE, suppressible=False)

_WELL_KNOWN = ".well-known"
# The files of the site's own look that people write.
_TEXTS_OF_LOOK = (".html", ".css")
# Files that systems and editors leave, which are not published and which no program obeys.
_LEFT_BY_PROGRAMS = re.compile(r"\.DS_Store|\..*\.sw[a-p]")
# The rules about what is no file, in any folder.
_NOT_READ = {FileKind.SYMLINK: files.SYMLINK, FileKind.UNREADABLE: files.UNREADABLE}
# Words in angle brackets, which are no element of HTML.
_WORDS_IN_TAG = re.compile(r"<[^\W\d_]+(?:\s+[^\W\d_]+)+\s*>")
# The longest policies need a tenth of a second.
TIME_LIMIT_SECONDS = 1.5
# Elements inside one another, two for each list. A text that is deeper has no place on the screen of a phone.
_MAX_NESTING = 12
# MkDocs searches the page for the end of each comment, so many that do not end would take it minutes.
_MAX_UNCLOSED_COMMENTS = 1000
# Each may be a heading or an item, which cost the most, and a site may have many pages. Long policies have 500.
_MAX_LINES = 3000
# Python refuses to convert a number with so many digits, in the parser as in any rule.
_TOO_MANY_DIGITS = re.compile(r"\d{1000}")


def read(
    settings: Settings,
    on_progress: Callable[[int, int], None] = lambda _done, _total: None,
    trees: dict[str, Tree] | None = None,
    known: Corpus | None = None,
) -> tuple[Corpus, list[Finding]]:
    """Read every page of every language.

    Args:
        settings: the settings of the site.
        on_progress: called after each page with the number of pages read so far and of all pages.
        trees: gets the tree of each page, by `Page.subject`, if the pages are to be rendered.
        known: another state of the site: pages that are the same are taken from it, without the findings in them.

    Returns:
        The corpus and the findings that prevent publishing, with the consequences of others. With findings, the corpus
        may be incomplete: pages that could not be read are not in it.
    """
    published, findings = _published(settings)
    findings.extend(destinations.check(settings, published))
    markdown = [below for below in published if below.suffix == ".md"]
    parser = Parser(settings.extensions, settings.extension_configs)
    reader = _PageReader(parser, keeps_trees=trees is not None, known=known)
    folders = {below.parent for below in markdown}
    pages: list[Page] = []

    def read_one(below: PurePosixPath) -> _Read:
        # A document and its frozen copies, which are in its folder, have most of their sections in common.
        reader.parser.shares_sections = below.with_suffix("") in folders or below.parent.parent.name != ""
        page, found, tree = reader.read(settings, below)
        if page is None:
            broken = subjects.page(*destinations.page_name(below))
            found = [replace(each, breaks=each.breaks | {broken}) for each in found]
        return page, found, tree

    for number, (_, (page, found, tree)) in enumerate(shared(read_one, markdown), start=1):
        if page is not None:
            pages.append(page)
        if page is not None and tree is not None and trees is not None:
            trees[page.subject] = tree
        findings.extend(found)
        on_progress(number, len(markdown))
    pages, misnamed = rightly_named(pages, {*map(destinations.page_name, markdown)}, settings)
    findings.extend(misnamed)
    corpus = _corpus(pages, markdown, settings)
    findings.extend(validation.validate(corpus, settings.folders, partial=settings.has_partial_translations))
    return corpus, findings


def rewritten(page: Page, source: Sequence[str], settings: Settings) -> Page | None:
    """Return a page as it would be with another source, given by its lines; None if it could not be read."""
    return rewritten_with_findings(page, source, settings)[0]


def rewritten_with_findings(page: Page, source: Sequence[str], settings: Settings) -> tuple[Page | None, list[Finding]]:
    """Return a page as it would be with another source, and the findings while that is read: see `rewritten`."""
    reader = _PageReader(Parser(settings.extensions, settings.extension_configs))
    new, findings, _ = reader.parsed("\n".join(source), page.path, page.language, page.name)
    return new, findings


# A page, or None if it could not be read; the findings in it; and its tree.
_Read = tuple[Page | None, list[Finding], Tree | None]


@dataclass(frozen=True)
class _PageReader:
    """Reads pages, and keeps their trees if these are needed; `known` is another state of the pages."""

    parser: Parser
    keeps_trees: bool = False
    known: Corpus | None = None

    def read(self, settings: Settings, below: PurePosixPath) -> _Read:
        """Read a page, given its path below the folder of the pages."""
        path = settings.relative_path(settings.docs / below)
        if not path.isprintable():
            return None, [], None  # reported by `name-unsuitable`; no other program could take such a path
        text = files.read_edited(settings.docs / below, path, files.MAX_PAGE_BYTES)
        if not isinstance(text, str):
            return None, text, None
        language, name = destinations.page_name(below)
        known = self.known.page(language, name) if self.known else None
        if known is not None and (known.path, known.source) == (path, tuple(text.split("\n"))):
            return known, [], None
        page, findings, tree = self.parsed(text, path, language, name)
        return page, findings, tree if self.keeps_trees else None

    def parsed(self, text: str, path: str, language: str, name: str) -> _Read:
        """Return a page with this text."""
        if line := _costly_line(text):
            return None, [PAGE_TIMEOUT.at(path, line)], None
        block, body, first_line = front_matter.split(invisible.visible(text))
        findings: list[Finding] = []
        try:
            with page_limit(path, TIME_LIMIT_SECONDS):
                subject = subjects.front_matter(subjects.page(language, name))
                metadata, findings = front_matter.read(block, path, language, subject, body)
                parsed = self.parser.parse(body, first_line)
        except RecursionError:
            return None, [*findings, NESTING_TOO_DEEP.at(path, first_line)], None
        except TimeLimitError:
            return None, [*findings, PAGE_TIMEOUT.at(path, first_line)], None
        blocks = (block for clause in parsed.clauses for block in clause.blocks)
        too_deep = next((block.line for block in blocks if len(block.inside) > _MAX_NESTING), None)
        if too_deep is not None:
            return None, [*findings, NESTING_TOO_DEEP.at(path, too_deep)], None
        comments, html_findings = _comments(parsed, path, subjects.page(language, name), text.split("\n"))
        findings.extend(html_findings)
        findings.extend(_footnotes(parsed, path, subjects.page(language, name)))
        findings.extend(LINK_IN_LINK.at(path, line) for line in parsed.nested_links)
        # (rumdl would report the name in this line as unused: damaged hides that.)
        repeated = (
            REFERENCE_REPEATED.at(path, line, damaged=range(1, 2), label=name) for name, line in parsed.repeated_names
        )
        findings.extend(repeated)
        page = Page(
            path=path,
            language=language,
            name=name,
            front_matter=metadata,
            clauses=parsed.clauses,
            source=tuple(text.split("\n")),
            suppression_comments=tuple(comments),
            first_line=first_line,
            first_level=parsed.first_level,
        )
        return page, findings, parsed.tree


def _costly_line(text: str) -> int:
    """Return a line of a page because of which it is not read: it would take minutes; 0 if there is none."""
    if digits := _TOO_MANY_DIGITS.search(text):
        return text.count("\n", 0, digits.start()) + 1
    unclosed = text.rfind("-->") + 1
    if text.count("<!--", unclosed) > _MAX_UNCLOSED_COMMENTS:
        return text.count("\n", 0, text.index("<!--", unclosed)) + 1
    lines = [number for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    return lines[_MAX_LINES] if len(lines) > _MAX_LINES else 0


def _published(settings: Settings) -> tuple[list[PurePosixPath], list[Finding]]:
    """Return the files that are published, by their paths below the folder of the pages, and a finding for the others.

    Files that `mkdocs.yml` excludes are neither, unless they are hidden: git and other programs obey some of these.
    """
    published: list[PurePosixPath] = []
    excluded: list[PurePosixPath] = []
    findings: list[Finding] = []
    for file, kind in sorted(files.walk(settings.docs), key=lambda entry: entry[0]):
        path = settings.relative_path(file)
        below = PurePosixPath(file.relative_to(settings.docs))
        if kind in _NOT_READ:
            findings.append(_NOT_READ[kind].at(path, breaks=[path]))
        elif _is_hidden(below):
            findings.append(files.FILE_UNEXPECTED.at(path, breaks=[path]))
        elif settings.excluded(below):
            excluded.append(below)
            if not path.isprintable():  # MkDocs takes them for files of the site until it reads the configuration
                findings.extend(destinations.name_findings(settings, settings.docs, below))
        elif kind is not FileKind.SPECIAL and (page := _page_meant(below, settings)):
            breaks = [path, subjects.page(*destinations.page_name(page))]
            expected = settings.relative_path(settings.docs / page)
            findings.append(PAGE_ENDING_WRONG.at(path, breaks=breaks, expected=expected))
        elif kind is FileKind.SPECIAL or not destinations.may_be_published(below, settings):
            findings.append(files.FILE_UNEXPECTED.at(path, breaks=[path]))
        elif file.suffix == ".md" and (below.parts[0] not in settings.languages or len(below.parts) == 1):
            findings.append(PAGE_OUTSIDE_LANGUAGES.at(path, folders=", ".join(settings.languages)))
        else:
            published.append(below)
    findings.extend(_excluded_by_mistake(excluded, published, settings))
    return published, findings


def _excluded_by_mistake(
    excluded: Iterable[PurePosixPath], published: Iterable[PurePosixPath], settings: Settings
) -> Iterator[Finding]:
    """Yield the excluded files that programs look for, and the excluded pages that other languages have."""
    present = {destinations.page_name(below)[1] for below in published if below.suffix == ".md"}
    for below in excluded:
        path = settings.relative_path(settings.docs / below)
        if below.as_posix() in (destinations.SECURITY_TXT, *settings.publish):
            yield FILE_EXCLUDED.at(path)
        elif below.suffix == ".md" and len(below.parts) > 1 and below.parts[0] in settings.folders:
            language, name = destinations.page_name(below)
            is_required = language == settings.languages[0] or not settings.has_partial_translations
            if name in present and is_required:
                yield FILE_EXCLUDED.at(path, breaks=[subjects.page(language, name)])


def look_findings(settings: Settings) -> list[Finding]:
    """Return what is wrong with files of the site's own look: hidden, not regular, with merge conflicts."""
    findings: list[Finding] = []
    for path, kind in files.walk(settings.own_look) if settings.own_look is not None else ():
        name = settings.relative_path(path)
        if kind is not FileKind.FILE or _is_hidden(PurePosixPath(path.relative_to(settings.own_look or path))):
            findings.append(_NOT_READ.get(kind, files.FILE_UNEXPECTED).at(name))
        elif path.suffix in _TEXTS_OF_LOOK:
            found = files.read_edited(path, name)
            findings += (each for each in found if isinstance(each, Finding) and each.rule == files.MERGE_MARKER.name)
    return findings


def _is_hidden(path: PurePosixPath) -> bool:
    """True if a file or one of its folders is hidden, except what is published or what systems and editors leave."""
    below = path.parts[1:] if path.parts[0] == _WELL_KNOWN else path.parts
    return any(part.startswith(".") for part in below) and not _LEFT_BY_PROGRAMS.fullmatch(path.name)


def _page_meant(below: PurePosixPath, settings: Settings) -> PurePosixPath | None:
    """Return the path below `docs` that a page should have whose file has another ending; None for other files."""
    if below.suffix == ".md" or below.parts[0] not in settings.languages or below.as_posix() in settings.publish:
        return None
    file = settings.docs / below
    text = files.read_if_exists(file, settings.relative_path(file), files.MAX_PAGE_BYTES)
    if not isinstance(text, str) or not front_matter.split(text)[0]:
        return None
    # (The last part of the number of a version is no ending.)
    name = below.name if below.suffix[1:].isdigit() else below.stem
    return below.with_name(f"{name.removesuffix('.md')}.md")


def _comments(
    parsed: ParsedPage, path: str, page: str, source: Sequence[str]
) -> tuple[list[SuppressionComment], list[Finding]]:
    """Return the suppressions in the HTML of a page, and a finding for all other HTML."""
    comments: list[SuppressionComment] = []
    findings: list[Finding] = []
    other: dict[int, list[RawHtml]] = {}
    for raw in parsed.raw_html:
        if not suppression_comments.is_suppression(raw.html):
            other.setdefault(raw.line, []).append(raw)
        elif comment := suppression_comments.read(raw.html, raw.line, raw.column):
            comments.append(comment)
        else:
            breaks = [subjects.suppression(word, page) for word in suppression_comments.RULE_NAME.findall(raw.html)]
            findings.append(suppression_comments.SUPPRESSION_MALFORMED.at(path, raw.line, raw.column, breaks=breaks))
    for number, tags in other.items():
        example = html_as_markdown.rewritten(source[number - 1], tags)
        # (With Markdown for it, an element is reported once.)
        for raw in html_as_markdown.openings(tags) if example else tags:
            html = raw.opening[:MAX_SHOWN_CHARACTERS]
            place = path, raw.line, raw.column
            found = RAW_HTML.at(*place, html=html, advised=example)
            findings.append(_lost_words(found, raw, parsed, page) if _WORDS_IN_TAG.fullmatch(raw.opening) else found)
    return comments, findings


def _lost_words(found: Finding, raw: RawHtml, parsed: ParsedPage, page: str) -> Finding:
    """Return a finding about words that are lost as a tag: therefore what is around them seems wrong."""
    of_clause = [subjects.clause(page, each.id) for each in parsed.clauses if each.line <= raw.line][-1:]
    damaged = range(raw.column - 1, raw.column + len(raw.opening))
    return replace(found, breaks=found.breaks.union(of_clause), damaged=damaged)


def _footnotes(parsed: ParsedPage, path: str, page: str) -> Iterator[Finding]:
    """Yield the footnotes that cannot be linked to, or are in no clause, so that nobody compares them."""
    for note in parsed.footnotes:
        if re.search(r"\s", note.label):
            name = "-".join(note.label.split())
            breaks = [subjects.footnote(page, name)]
            yield FOOTNOTE_NAME_UNSUITABLE.at(path, note.line, breaks=breaks, label=note.label, name=name)
        elif not note.is_first:
            yield FOOTNOTE_REPEATED.at(path, note.line, label=note.label)
        elif note.is_empty:
            yield FOOTNOTE_EMPTY.at(path, note.line, label=note.label)
        elif not note.is_used:
            above = [clause.id for clause in parsed.clauses if clause.line < note.line]
            yield FOOTNOTE_UNUSED.at(
                path,
                note.line,
                breaks=[subjects.aspect(subjects.clause(page, each), Aspect.STRUCTURE) for each in above[-1:]],
                rests_on=[subjects.footnote(page, note.label)],
                label=note.label,
            )


def _corpus(pages: Sequence[Page], paths: Iterable[PurePosixPath], settings: Settings) -> Corpus:
    """Return the corpus of pages, and of the paths of all that were to be read."""
    languages = settings.languages
    unread = frozenset(map(destinations.page_name, paths)) - {(page.language, page.name) for page in pages}
    by_name: dict[str, dict[str, Page]] = {}
    for page in pages:
        by_name.setdefault(page.name, {})[page.language] = page
    documents: dict[str, Document] = {}
    frozen: dict[tuple[str, str], Document] = {}
    for name, of_name in sorted(by_name.items()):
        document = Document(name, {language: of_name[language] for language in languages if language in of_name})
        # (A copy in any language is one in all: the page of another language has lost its version.)
        state = next((page.frozen_as for page in of_name.values() if page.frozen_as), None)
        if state is None:
            documents[name] = document
        else:
            frozen[state] = document
    return Corpus(languages, documents, frozen, unread)
