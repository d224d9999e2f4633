"""Finds the clauses that are the same in two languages: by their ids, their places, and their likeness."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from policysite.corpus.model import Clause, Page

_NUMBER = re.compile(r"\d+")
# The least likeness of a pair; clauses that have only their place in common reach it.
_MIN_LIKENESS = 0.5
# Nobody adds more clauses in one place, and comparing each with each takes time.
_MAX_COMPARED_CLAUSES = 50


def same_places(page: Page, other: Page) -> Iterator[tuple[list[Clause], list[Clause]]]:
    """Yield the clauses of a page that another one does not have, each time with those there in the same place."""
    there = _unmatched(other, page)
    for before, clauses in _unmatched(page, other).items():
        yield clauses, there.get(before, [])


def _unmatched(page: Page, other: Page) -> dict[str, list[Clause]]:
    """Return the clauses that the other page does not have, by the last clause above them that it has."""
    found: dict[str, list[Clause]] = {}
    before = ""
    for clause in page.clauses:
        if clause.id and other.has_clause(clause.id):
            before = clause.id
        else:
            found.setdefault(before, []).append(clause)
    return found


def counterparts(page: Page, other: Page) -> Iterator[tuple[Clause, Clause]]:
    """Yield the clauses of a page with the same id, or else with the same place and likeness, on another page."""
    for clause in page.clauses:
        if clause.id and other.has_clause(clause.id):
            yield clause, other.clause(clause.id)
    for clauses, others in same_places(page, other):
        if len(clauses) == len(others):
            yield from zip(clauses, others, strict=True)
        elif max(len(clauses), len(others)) <= _MAX_COMPARED_CLAUSES:
            numbers = zip(clauses, paired(others, clauses), strict=True)
            yield from ((clause, others[number]) for clause, number in numbers if number is not None)


def paired(original: Sequence[Clause], translation: Sequence[Clause]) -> list[int | None]:
    """Return for each clause of a translation the number, from 0, of its original; None if it has none.

    The pairs are in the same order in both, and as alike as they can be.
    """
    # The greatest likeness of the first clauses of both (Needleman and Wunsch).
    best = [[0.0] * (len(translation) + 1) for _ in range(len(original) + 1)]
    alike = [[_likeness(clause, translated) for translated in translation] for clause in original]
    for i in range(1, len(original) + 1):
        for j in range(1, len(translation) + 1):
            best[i][j] = max(best[i - 1][j], best[i][j - 1], best[i - 1][j - 1] + alike[i - 1][j - 1])
    found: list[int | None] = [None] * len(translation)
    i, j = len(original), len(translation)
    while i and j:
        if best[i][j] == best[i - 1][j - 1] + alike[i - 1][j - 1] and alike[i - 1][j - 1] >= _MIN_LIKENESS:
            i, j = i - 1, j - 1
            found[j] = i
        elif best[i][j] == best[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return found


def _likeness(original: Clause, translated: Clause) -> float:
    """Return how alike two clauses are; negative if they are hardly the same."""
    if original.id and original.id == translated.id:
        return 10.0
    if (original.level == 1) != (translated.level == 1):
        return -1.0
    level = 1.0 if original.level == translated.level else -1.0
    features = (
        _ratio(len(original.blocks), len(translated.blocks)),
        _ratio(len(original.text), len(translated.text)),
        _shared([each.kind for each in original.blocks], [each.kind for each in translated.blocks]),
        _shared(_addresses(original), _addresses(translated)),
        _shared(_NUMBER.findall(original.title + original.text), _NUMBER.findall(translated.title + translated.text)),
        fuzz.ratio(original.title, translated.title) / 100,
    )
    return level + sum(features) / 2 - 1


def _addresses(clause: Clause) -> list[str]:
    return [link.address for block in clause.all_blocks() for link in block.links]


def _ratio(one: int, other: int) -> float:
    return (min(one, other) + 1) / (max(one, other) + 1)


def _shared(some: Sequence[str], others: Sequence[str]) -> float:
    """Return the share of what two lists have in common; half if both are empty, which says little."""
    both = set(some) | set(others)
    return len(set(some) & set(others)) / len(both) if both else 0.5
