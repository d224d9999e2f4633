"""Completes translations with what only the original has, so that every language has all pages and clauses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from copy import deepcopy
from dataclasses import replace
from itertools import chain
from xml.etree.ElementTree import Element

from policysite.corpus.model import (
    FOOTNOTE,
    FOOTNOTE_BACK_REFERENCE,
    FOOTNOTE_REFERENCE,
    HEADINGS,
    Clause,
    Corpus,
    Document,
    Page,
)
from policysite.corpus.parsed import Tree, renumber_placeholders
from policysite.languages import direction_of

_NUMBER = re.compile("[0-9]+")
# Begins the ids that the footnotes and tabs of the original need in a translation.
ORIGINAL_PREFIX = "_original-"


def completed(corpus: Corpus, trees: MutableMapping[str, Tree] | None = None) -> Corpus:
    """Return a corpus in which every document has all its clauses in every language.

    Clauses that a translation lacks are taken from the original, which `Clause.shown_in` marks. So are those that a
    frozen copy lacks; but a frozen copy that a language lacks is not made. The trees, by `Page.subject`, get what their
    pages lack, marked with its language.
    """
    trees = {} if trees is None else trees
    languages = corpus.languages
    return replace(
        corpus,
        documents={name: _document(each, languages, languages, trees) for name, each in corpus.documents.items()},
        frozen={key: _document(each, languages, tuple(each.pages), trees) for key, each in corpus.frozen.items()},
    )


def _document(
    document: Document, languages: Sequence[str], wanted: Iterable[str], trees: MutableMapping[str, Tree]
) -> Document:
    original = document.pages.get(languages[0])
    if original is None:
        return document
    pages = {language: _page(language, document.pages.get(language), original, trees) for language in wanted}
    return replace(document, pages=pages)


def _page(language: str, page: Page | None, original: Page, trees: MutableMapping[str, Tree]) -> Page:
    if page is original:
        return page
    found = completed_page(page or replace(original, language=language, clauses=()), original)
    if found is page:
        return page
    tree = trees.get(original.subject)
    if tree:
        own = trees.get(page.subject) if page else None
        trees[found.subject] = _with_clauses(own or Tree(Element(tree.root.tag), []), tree, found)
    return found


def completed_page(page: Page, original: Page) -> Page:
    """Return a translation with the clauses that only the original has."""
    clauses = _clauses(page.clauses, original)
    return page if len(clauses) == len(page.clauses) else replace(page, clauses=clauses)


def _clauses(known: Sequence[Clause], original: Page) -> tuple[Clause, ...]:
    """Return the clauses of a translation, each followed by those that only the original has after it."""
    ids = {clause.id for clause in known}
    following: dict[str, list[Clause]] = {}
    before = ""
    for clause in original.clauses:
        if clause.id and clause.id not in ids:
            following.setdefault(before, []).append(replace(clause, shown_in=original.language))
        else:
            before = clause.id
    clauses = following.pop("", [])
    for clause in known:
        clauses += [clause, *following.pop(clause.id, [])]
    return tuple(chain(clauses, *following.values()))


def _with_clauses(own: Tree, original: Tree, page: Page) -> Tree:
    """Return the tree of a page with the clauses that are shown in the original."""
    from_original = deepcopy(original.root)
    own.stash.extend(renumber_placeholders(from_original, original.stash, len(own.stash)))
    prefix_ids(from_original, ORIGINAL_PREFIX)
    notes, original_notes = _take_footnotes(own.root), _take_footnotes(from_original)
    blocks, original_blocks = _by_clause(own.root), _by_clause(from_original)
    own.root[:] = blocks.pop("", [])
    for clause in page.clauses:
        of_clause = (original_blocks if clause.shown_in else blocks).pop(clause.id, [])
        if clause.shown_in:
            for block in of_clause:
                mark(block, clause.shown_in)
        own.root.extend(of_clause)
    original_language = next(clause.shown_in for clause in page.clauses if clause.shown_in)
    _append_footnotes(own.root, notes, original_notes, original_language)
    return own


def mark(element: Element, language: str) -> None:
    """Mark an element with the language of its text."""
    element.set("lang", language)
    element.set("dir", direction_of(language))


def _by_clause(root: Element) -> dict[str, list[Element]]:
    """Return the blocks of each clause by its id; those above the first heading have an empty one."""
    blocks: dict[str, list[Element]] = {}
    clause = ""
    for block in root:
        if block.tag in HEADINGS:
            clause = block.get("id", "")
        blocks.setdefault(clause, []).append(block)
    return blocks


def prefix_ids(root: Element, prefix: str) -> set[str]:
    """Give a prefix to the ids that footnotes and tabs need, and to what refers to them, in place; return these ids."""
    footnotes = (FOOTNOTE_REFERENCE, FOOTNOTE_BACK_REFERENCE)
    needed = {label.get("for", "") for label in root.iter("label")}
    needed |= {link.get("href", "")[1:] for link in root.iter("a") if link.get("class") in footnotes}
    for element in root.iter():
        if element.get("id") in needed:
            element.set("id", prefix + element.get("id", ""))
        for name in ("for", "name"):
            if name in element.attrib:
                element.set(name, prefix + element.get(name, ""))
        if element.get("class") in footnotes:
            element.set("href", f"#{prefix}{element.get('href', '')[1:]}")
    return {prefix + each for each in needed}


def _take_footnotes(root: Element) -> Element | None:
    """Remove the footnotes of a page from its tree, and return them; None if it has none."""
    notes = root[-1] if len(root) and root[-1].get("class") == FOOTNOTE else None
    if notes is not None:
        root.remove(notes)
    return notes


def _append_footnotes(
    root: Element, own: Element | None, from_original: Element | None, original_language: str
) -> None:
    """Append the footnotes that a page refers to, those of the original too, in the order of their first marks."""
    boxes = [box for box in (own, from_original) if box is not None]
    known = {note.get("id", ""): note for box in boxes for note in box.iter("li") if note.get("id")}
    original_ids = {note.get("id", "") for note in from_original.iter("li")} if from_original is not None else set()
    numbers: dict[str, int] = {}
    _number(root, known, numbers)
    if not numbers:
        return
    box = boxes[0]
    listed = next(box.iter("ol"))
    listed[:] = [known[each] for each in numbers]
    for each in original_ids & numbers.keys():
        mark(known[each], original_language)
        _remove_dead_links_back(known[each], root)
    root.append(box)


def _remove_dead_links_back(note: Element, root: Element) -> None:
    """Remove the links of a footnote back to marks in clauses that are not shown."""
    ids = {element.get("id") for element in root.iter()}
    for parent in list(note.iter()):
        for link in list(parent):
            if link.get("class") == FOOTNOTE_BACK_REFERENCE and link.get("href", "")[1:] not in ids:
                parent.remove(link)


def _number(root: Element, known: Mapping[str, Element], numbers: dict[str, int]) -> None:
    """Number the marks of footnotes in a tree, and in the footnotes themselves, in place.

    `known` has the footnotes by their ids; `numbers` gets the number of each.
    """
    waiting: list[Element] = [root]
    for element in waiting:  # it grows meanwhile: footnotes may refer to others
        for link in _references(element):
            note = link.get("href", "")[1:]
            if note not in numbers and note in known:
                numbers[note] = len(numbers) + 1
                waiting.append(known[note])
            link.text = _NUMBER.sub(str(numbers.get(note, "")), link.text or "")


def _references(element: Element) -> Iterator[Element]:
    return (link for link in element.iter("a") if link.get("class") == FOOTNOTE_REFERENCE)
