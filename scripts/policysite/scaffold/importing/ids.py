"""The ids of the clauses of an imported page: its own, those of its translations, or made from headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown.extensions.toc import slugify
from pymdownx.slugs import slugify as slugify_as

from policysite.corpus import Clause, Page
from policysite.corpus.headings import ID, free_id, slug_of, transliterated
from policysite.corpus.pairing import paired

_MAX_ID_CHARACTERS = 40
_SHORT_WORD_CHARACTERS = 3
_slug_of_github = slugify_as(case="lower")


def own_ids(page: Page, used: frozenset[str] = frozenset(), translations: Sequence[Page] = ()) -> list[str]:
    """Return an id for each clause of a page.

    It is its own if it can stay, that of a translation, or one made from a heading: its own, or one in Latin letters.

    `used` are ids that it cannot have, `translations` the same text in other languages.
    """
    kept = [clause.id for clause in page.clauses]
    taken = {*used, *kept, *block_ids(page)}
    found: list[str] = []
    parents: dict[int, str] = {}
    for number, (clause, same) in enumerate(zip(page.clauses, _same(page, translations), strict=True), start=1):
        if ID.fullmatch(clause.id) and clause.id not in (*found, *used):
            chosen = clause.id
        else:
            name = page.name.rpartition("/")[2] if clause.level == 1 else ""
            short = _shortened(next(filter(None, (slug_of(title, language) for title, language, _ in same)), ""))
            parent = parents.get(clause.level - 1)
            translated = (each for *_, each in same[1:])
            candidates = (*translated, name, short, f"{parent}-{short}" if short and parent else "")
            chosen = free_id(candidates, (), taken, number)
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


def _shortened(slug: str) -> str:
    """Return the id of a heading; a long one is cut after a word that is long enough to mean something."""
    words = slug.split("-")
    while len(words) > 1 and len("-".join(words)) > _MAX_ID_CHARACTERS:
        words.pop()
        while len(words) > 2 and len(words[-1]) <= _SHORT_WORD_CHARACTERS:
            words.pop()
    return "-".join(words)


def slugs(clause: Clause, language: str) -> Iterator[str]:
    """Yield the ids that other programs generate from a heading."""
    yield slugify(clause.title, "-")
    yield slugify(clause.title, "-", unicode=True)
    yield _slug_of_github(clause.title, "-")  # “a--b” for “A & B”
    if language:
        yield transliterated(clause.title, language)


def block_ids(page: Page) -> set[str]:
    """Return the ids of a page besides those of its clauses."""
    return {
        value
        for block in page.blocks()
        if block.kind != "heading"
        for _, name, value in block.attributes
        if name == "id"
    }
