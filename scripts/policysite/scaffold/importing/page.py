"""A page as the site reads it, made from existing Markdown: its text, without ids that the languages share."""

from __future__ import annotations

import dataclasses
import datetime
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markdown.extensions.toc import slugify
from pymdownx.slugs import slugify as slugify_as

from policysite.corpus import Clause, FrontMatter, Page, Settings, front_matter, rewritten
from policysite.corpus.contact_details import emails_in, urls_in
from policysite.corpus.headings import ID, heading_line, transliterated
from policysite.corpus.invisible import visible
from policysite.corpus.parser import Parser
from policysite.scaffold.importing.html import ANCHOR, PRIVATE, converted
from policysite.scaffold.importing.lists import with_nested_lists
from policysite.scaffold.importing.note import Note
from policysite.scaffold.importing.pairing import paired
from policysite.scaffold.importing.source import outside_code, prepared, split
from policysite.scaffold.pages import as_page

_MAX_DESCRIPTION_CHARACTERS = 200
_MAX_ID_CHARACTERS = 40
_SHORT_WORD_CHARACTERS = 3
_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]*(?=\S)")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]")
_ROW = re.compile(r"[ \t]*\|")
_CELL = re.compile(r"(?<!\\)\|")
_UNDERLINE = re.compile(r"(=+|-+)[ \t]*")
_LINK = re.compile(r"\]\(#([^)\s]+)")
_PAGE_LINK = re.compile(r"(?<=\]\()(?![a-z][a-z0-9+.-]*:|/)([^)\s#]+\.md)(?=[#)\s])", re.IGNORECASE)
# (A dot after a number may be that of an ordinal: “4. Mai”.)
_SENTENCE_END = re.compile(r"(?:(?<!\d)[.!?۔](?=\s)|[.!?۔]$)|[。！？]")
_NOT_IN_METADATA = re.compile('[<>"]')
_slug_of_github = slugify_as(case="lower")


@dataclass(frozen=True)
class Draft:
    """An imported page before its clauses are paired.

    Attributes:
        page: the page as the site would read it.
        notes: what a person should look at.
        aliases: the ids that links in other texts may use, with those that clauses and blocks have instead.
        date: the date of the text, if an attribute says it.
    """

    page: Page
    notes: tuple[Note, ...]
    aliases: Mapping[str, str] = field(default_factory=dict)
    date: datetime.date | None = None


def draft(text: str, path: str, language: str, name: str, settings: Settings) -> Draft | None:
    """Return a page made from existing Markdown; None if the parser cannot read it.

    Args:
        text: the Markdown, perhaps with front matter.
        path: the file that it will be, relative to the folder of `mkdocs.yml`.
        language: its language.
        name: the name of the page.
        settings: the site.
    """
    block, body, first_line = split(PRIVATE.sub("", visible(text)))
    metadata, unusable = front_matter.read(block, path, language=language)
    notes = [
        Note(finding.line, "import_key", {"key": str(finding.params["key"])})
        if "key" in finding.params
        else Note(finding.line, "import_front_matter")
        for finding in unusable
        if block is not None and finding.rule != "front-matter-incomplete"
    ]
    lines, of_lines, date = prepared(body.split("\n"), first_line)
    parser = Parser(settings.extensions, settings.extension_configs)
    body, of_html = converted("\n".join(lines), parser, first_line)
    notes = sorted([*notes, *of_lines, *of_html], key=lambda note: note.line)
    lines, aliases = _with_anchors(body.split("\n"))
    lines = with_nested_lists(lines)
    lines = _with_headings(lines, metadata.title or name.rpartition("/")[2].replace("-", " ").capitalize())
    page = rewritten(Page(path, language, name, FrontMatter("", ""), ()), lines, settings)
    if page is None:
        return None
    page = _with_links(page, settings)
    page = dataclasses.replace(page, front_matter=_metadata(metadata, page))
    return Draft(page, tuple(notes), aliases, date)


def finished(draft: Draft, ids: Sequence[str], others: Sequence[Clause] = (), names: Mapping[str, str] = {}) -> str:
    """Return the text of a page with these ids for its clauses, with links that lead to them.

    Args:
        draft: the page.
        ids: an id for each of its clauses.
        others: the clauses of the other languages, whose headings links may name too.
        names: the names of the pages that files have become, by the names of these files.
    """
    page = draft.page
    lines = list(page.source)
    aliases = dict(draft.aliases)
    known = {*ids, *_block_ids(page)}
    for clause, clause_id in zip(page.clauses, ids, strict=True):
        lines[clause.line - 1] = heading_line(page, clause, clause_id)
        for name in (clause.id, *_slugs(clause, page.language)):
            aliases.setdefault(name, clause_id)
    for clause in others:
        if clause.id in known:
            for name in _slugs(clause, ""):
                aliases.setdefault(name, clause.id)

    def target(match: re.Match[str]) -> str:
        return f"](#{match[1] if match[1] in known else aliases.get(match[1], match[1])}"

    def file(match: re.Match[str]) -> str:
        name = names.get(match[1].rpartition("/")[2])
        return posixpath.relpath(f"{name}.md", posixpath.dirname(page.name) or ".") if name else match[1]

    text = "\n".join(_PAGE_LINK.sub(file, _LINK.sub(target, line)) for line in lines).strip("\n")
    metadata = page.front_matter
    return as_page(metadata.title, metadata.description, [text], metadata.version, metadata.effective_date)


def own_ids(page: Page, used: frozenset[str] = frozenset(), translations: Sequence[Page] = ()) -> list[str]:
    """Return an id for each clause of a page.

    It is its own if it can stay, that of a translation, or one made from a heading: its own, or one in Latin letters.

    Args:
        page: the page.
        used: the ids that it cannot have.
        translations: the same text in other languages.
    """
    kept = [clause.id for clause in page.clauses]
    taken = {*used, *kept, *_block_ids(page)}
    found: list[str] = []
    parents: dict[int, str] = {}
    for number, (clause, same) in enumerate(zip(page.clauses, _same(page, translations), strict=True), start=1):
        if ID.fullmatch(clause.id) and clause.id not in (*found, *used):
            chosen = clause.id
        else:
            slug = next(filter(None, (_slug(title, language) for title, language, _ in same)), "")
            chosen = _new_id(
                page, clause, [each for *_, each in same[1:]], slug, parents.get(clause.level - 1, ""), taken, number
            )
        taken.add(chosen)
        found.append(chosen)
        parents[clause.level] = chosen
    return found


def _same(page: Page, translations: Sequence[Page]) -> list[list[tuple[str, str, str]]]:
    """Return for each clause of a page its title, language and id, and those of its translations."""
    same = [[(clause.title, page.language, clause.id)] for clause in page.clauses]
    for translation in translations:
        for clause, number in zip(translation.clauses, paired(page.clauses, translation.clauses), strict=True):
            if number is not None:
                same[number].append((clause.title, translation.language, clause.id))
    return same


def _slug(title: str, language: str) -> str:
    """Return a heading as an id; empty if too few of its letters are Latin, or can be written so."""
    slug = slugify(title, "-") if title.isascii() else transliterated(title, language)
    slug = slug.replace("_", "-").strip("-")
    return slug if 3 * sum(map(str.isalnum, slug)) >= 2 * sum(map(str.isalnum, title)) else ""


def _new_id(
    page: Page, clause: Clause, ids: Sequence[str], slug: str, parent: str, taken: set[str], number: int
) -> str:
    words = slug.split("-")
    # A long one is cut after a word that is long enough to mean something.
    while len(words) > 1 and len("-".join(words)) > _MAX_ID_CHARACTERS:
        words.pop()
        while len(words) > 2 and len(words[-1]) <= _SHORT_WORD_CHARACTERS:
            words.pop()
    short = re.sub("^[^a-z]+", "", "-".join(words))
    name = page.name.rpartition("/")[2] if clause.level == 1 else ""
    candidates = (*ids, name, short, f"{parent}-{short}" if short and parent else "", f"clause-{number}")
    free = (each for each in candidates if ID.fullmatch(each) and each not in taken)
    return next(
        free, next(each for each in map("clause-{}".format, range(number, number * 2 + 999)) if each not in taken)
    )


def _slugs(clause: Clause, language: str) -> Iterator[str]:
    """Yield the ids that other programs generate from a heading."""
    yield slugify(clause.title, "-")
    yield slugify(clause.title, "-", unicode=True)
    yield _slug_of_github(clause.title, "-")  # “a--b” for “A & B”
    if language:
        yield transliterated(clause.title, language)


def _block_ids(page: Page) -> set[str]:
    return {
        value
        for block in page.blocks()
        if block.kind != "heading"
        for _, name, value in block.attributes
        if name == "id"
    }


def _with_anchors(lines: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Return the lines with the ids of anchors as attributes, and the ids that had to give way to another."""
    result: list[str] = []
    aliases: dict[str, str] = {}
    waiting: list[str] = []  # anchors for the next line that can have one
    due = ""  # the id of the paragraph or item that has begun
    for line in [*lines, ""]:
        found = ANCHOR.findall(line)
        text = ANCHOR.sub("", line) if found else line
        if due and (not text.strip() or _ITEM.match(text) or _HEADING.match(text) or _ROW.match(text)):
            result.append(f"{{: #{due} }}")
            due = ""
        if found and not text.strip():
            waiting += filter(None, found)
            continue
        if _ROW.match(text):
            result.append(_row(line, waiting, aliases))
            waiting = []
            continue
        names = [*waiting, *found] if text.strip() else []
        if names:
            waiting = []
            if _HEADING.match(text) and "{" not in text:
                text = f"{text.rstrip().rstrip('#').rstrip()} {{ #{names[0]} }}"
            elif not _HEADING.match(text):
                due = due or names[0]
            own = re.search(r"\{:?[^{}]*#([^\s{}]+)", text)
            aliases.update((name, own[1] if own else due) for name in names if name != (own[1] if own else due))
        result.append(text)
    return result[:-1] if lines and result and not result[-1] else result, aliases


def _row(line: str, waiting: Sequence[str], aliases: dict[str, str]) -> str:
    """Return a row of a table with the ids of anchors at the ends of their cells."""
    cells = _CELL.split(line)
    for number, cell in enumerate(cells):
        names = [*(waiting if number == 1 else ()), *ANCHOR.findall(cell)]
        if names:
            cells[number] = f" {ANCHOR.sub('', cell).strip()} {{ #{names[0]} }} "
            aliases.update((name, names[0]) for name in names[1:])
    return "|".join(cells)


def _with_headings(lines: list[str], title: str) -> list[str]:
    """Return the lines with headings that begin with `#`, exactly one of them of level 1, at the beginning."""
    result: list[str] = []
    headings: list[int] = []
    for line, is_outside in outside_code(lines):
        if not is_outside:
            result.append(line)
            continue
        above = result[-1] if result else ""
        if not line.strip() and not above.strip():
            continue  # one empty line is enough, and none is needed at the beginning
        is_text = above.strip() and not (_HEADING.match(above) or _ITEM.match(above) or _ROW.match(above))
        is_alone = len(result) < 2 or not result[-2].strip()
        if is_text and is_alone and not above.startswith((" ", "\t", ">")) and _UNDERLINE.fullmatch(line):
            result[-1] = f"{'#' if line[0] == '=' else '##'} {above.strip()}"
            headings.append(len(result) - 1)
            continue
        if _HEADING.match(line):
            headings.append(len(result))
        result.append(line)
    tops = [number for number in headings if _level(result[number]) == 1]
    if len(tops) > 1 or (tops and tops[0] != headings[0]):
        for number in headings:
            if number != tops[0] or number != headings[0]:
                result[number] = f"#{result[number].lstrip()}" if _level(result[number]) < 6 else result[number]
    first = next((number for number, line in enumerate(result) if line.strip()), None)
    if first is not None and first in headings and _level(result[first]) == 1:
        return result
    # What stands above the title, such as a date, is shown below it.
    if headings and _level(result[headings[0]]) == 1:
        top, below = result[headings[0]], result[headings[0] + 1 :]
        return [top, "", *result[: headings[0]], *(below if below and below[0].strip() else below[1:])]
    return [f"# {title}", "", *result]


def _level(line: str) -> int:
    match = _HEADING.match(line)
    return len(match[1]) if match else 0


def _with_links(page: Page, settings: Settings) -> Page:
    """Return a page on which readers can click on the addresses that are written out, as other programs show them."""
    lines = list(page.source)
    places = []
    for block in page.blocks():
        inside = [(span.start, span.end) for span in block.spans if span.tag in ("a", "code")]
        for match in (*emails_in(block.prose), *urls_in(block.prose)):
            is_free = not any(start <= match.start() < end for start, end in inside)
            if block.kind != "heading" and is_free and not match[0].lower().startswith("www."):
                places.append((page.position(block, match.start()), match[0]))
    for (line, column), address in sorted(places, reverse=True):
        text = lines[line - 1]
        if text.startswith(address, column - 1):
            lines[line - 1] = f"{text[: column - 1]}<{address}>{text[column - 1 + len(address) :]}"
    return (rewritten(page, lines, settings) or page) if places else page


def _metadata(known: FrontMatter, page: Page) -> FrontMatter:
    """Return the front matter of a page: what it had, and what its text says."""
    title = known.title or (page.clauses[0].title if page.clauses else page.name)
    texts = [block.text for clause in page.clauses for block in clause.blocks if block.kind == "paragraph"]
    sentences = (text for text in texts if _SENTENCE_END.search(text) and len(text) > len(title))
    chosen = next(sentences, texts[0] if texts else title)
    description = known.description or _first_sentence(" ".join(chosen.split()))
    return dataclasses.replace(
        known, title=_NOT_IN_METADATA.sub("", title), description=_NOT_IN_METADATA.sub("", description)
    )


def _first_sentence(text: str) -> str:
    end = _SENTENCE_END.search(text)
    sentence = text[: end.end()] if end else text
    if len(sentence) <= _MAX_DESCRIPTION_CHARACTERS:
        return sentence
    return sentence[:_MAX_DESCRIPTION_CHARACTERS].rpartition(" ")[0].rstrip(",;:— ") + "…"
