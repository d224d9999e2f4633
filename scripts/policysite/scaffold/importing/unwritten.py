"""Answers and pages that are still to be written, and not needed after an import has replaced their clauses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from policysite.corpus import HOME, Clause, Corpus, Document, Page, Settings
from policysite.corpus.headings import heading_line
from policysite.corpus.placeholders import PLACEHOLDER
from policysite.corpus.relative_links import target
from policysite.scaffold import pages
from policysite.scaffold.importing import ImportNote


@dataclass(frozen=True)
class UnwrittenChanges:
    """The changes of the pages of a site that are not imported.

    They are the names of the documents of which nothing is left, the texts of the other pages that change, and what a
    person should know about each page.
    """

    removed: tuple[str, ...]
    texts: Mapping[Path, str]
    notes: tuple[tuple[Path, ImportNote], ...]


def is_unwritten(clauses: Iterable[Clause]) -> bool:
    """True if everything below the headings is still to be written."""
    blocks = [block for clause in clauses for block in clause.blocks]
    return bool(blocks) and all(PLACEHOLDER.search(block.text) for block in blocks)


def without_replaced(
    settings: Settings,
    known: Corpus,
    clauses: Mapping[str, Collection[str]],
    titles: Mapping[tuple[str, str], str],
) -> UnwrittenChanges:
    """Return the pages without unwritten answers that are based on clauses that an import replaces.

    What a person has written in one language stays in all of them.
    """
    replaced = {
        name: _replaced(document, known, clauses) for name, document in known.documents.items() if name not in clauses
    }
    removed = tuple(name for name in replaced if _is_nothing_without(known.documents[name], replaced[name]))
    texts: dict[Path, str] = {}
    notes: list[tuple[Path, ImportNote]] = []
    for name, references in replaced.items():
        for page in known.documents[name].pages.values():
            path = settings.root / page.path
            if name in removed:
                notes.append((path, ImportNote(1, "import_page_removed")))
                continue
            lines: list[str | None] = list(page.source)
            notes += [(path, note) for note in _remove_answers(page, references, lines)]
            _correct_links(page, known, removed, titles, lines)
            if name == HOME and references and not _is_summary(known.documents[name], references):
                _write_home(page, settings, lines)
            if lines != list(page.source):
                texts[path] = "\n".join(line for line in lines if line is not None).rstrip("\n") + "\n"
    return UnwrittenChanges(removed, texts, tuple(notes))


def _replaced(document: Document, known: Corpus, clauses: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    """Return the references of answers to be written that name replaced clauses, by the ids of the answers."""
    answers = [clause for page in document.pages.values() for clause in page.clauses if clause.based_on]
    written = {clause.id for clause in answers if not is_unwritten([clause])}
    found: dict[str, list[str]] = {}
    for clause in answers:
        lost = [each for each in clause.based_on or () if _is_replaced(each, known, clauses)]
        if lost and clause.id not in written:
            found[clause.id] = lost
    return found


def _is_replaced(reference: str, known: Corpus, clauses: Mapping[str, Collection[str]]) -> bool:
    """True if a reference named a clause of an imported document, and does so no longer."""
    clause_id = reference.rpartition("#")[2]
    return any(clause_id not in clauses.get(each.name, {clause_id}) for each in known.policies_with(reference))


def _is_removed(clause: Clause, replaced: Mapping[str, list[str]]) -> bool:
    """True if an answer is based on nothing but replaced clauses."""
    return clause.id in replaced and set(clause.based_on or ()) <= set(replaced[clause.id])


def _is_nothing_without(document: Document, replaced: Mapping[str, list[str]]) -> bool:
    """True if only a title and an introduction to be written would be left of a document."""
    left = [[each for each in page.clauses if not _is_removed(each, replaced)] for page in document.pages.values()]
    return bool(replaced) and all(len(each) == 1 and is_unwritten(each) for each in left)


def _is_summary(document: Document, replaced: Mapping[str, list[str]]) -> bool:
    """True if a document will still have answers, or an introduction that a person has written."""
    pages_of = document.pages.values()
    return not all(
        is_unwritten(page.clauses[:1]) and all(_is_removed(each, replaced) for each in page.clauses if each.based_on)
        for page in pages_of
    )


def _remove_answers(page: Page, replaced: Mapping[str, list[str]], lines: list[str | None]) -> list[ImportNote]:
    """Remove answers and references from the lines of a page, and return notes about it."""
    removed: dict[str, None] = {}
    references: dict[str, None] = {}
    ends = [*(clause.line - 1 for clause in page.clauses[1:]), len(lines)]
    for clause, end in zip(page.clauses, ends, strict=True):
        if _is_removed(clause, replaced):
            lines[clause.line - 1 : end] = [None] * (end - clause.line + 1)
            removed[clause.id] = None
        elif clause.id in replaced:
            kept = [each for each in clause.based_on or () if each not in replaced[clause.id]]
            lines[clause.line - 1] = heading_line(page, clause, based_on=kept)
            references |= dict.fromkeys(replaced[clause.id])
    found = {"import_answers_removed": removed, "import_references": references}
    return [ImportNote(1, message, {"ids": ", ".join(ids)}) for message, ids in found.items() if ids]


def _correct_links(
    page: Page,
    known: Corpus,
    removed: Collection[str],
    titles: Mapping[tuple[str, str], str],
    lines: list[str | None],
) -> None:
    """Correct lists of links: without removed pages, and with the titles of imported ones."""
    for block in page.blocks():
        link = block.links[0] if block.links else None
        if block.kind != "item" or link is None or link.text != block.text:
            continue
        found = target(link.address, page, known)
        other = found.page if found else None
        if other is not None and other.name in removed:
            lines[block.line - 1 : block.last_line] = [None] * (block.last_line - block.line + 1)
        elif other is not None and link.text == other.clauses[0].title:
            title = titles.get((other.language, other.name), link.text)
            old, new = f"[{pages.as_markdown(link.text)}]", f"[{pages.as_markdown(title)}]"
            lines[block.line - 1] = page.source[block.line - 1].replace(old, new)


def _write_home(page: Page, settings: Settings, lines: list[str | None]) -> None:
    """Write the introduction and the description of a home page that summarizes nothing."""
    words = pages.PageWords(page.language, next(iter(settings.names), ""))
    first = page.clauses[0].blocks[0]
    lines[first.line - 1 : first.last_line] = [None] * (first.last_line - first.line + 1)
    lines[first.line - 1] = pages.as_markdown(words.written("home", "text"))
    if page.front_matter.description == words.written(HOME, "description"):
        number = page.front_matter.positions["description"][0] - 1
        lines[number] = f"description: {pages.as_yaml(words.written('home', 'description'))}"
