"""Finds the clauses that are the same in two languages, by their order and their likeness."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from policysite.corpus import Clause

_NUMBER = re.compile(r"\d+")
# What a pair must be worth at least, so that two clauses that only have the same place stay a pair.
_MIN_LIKENESS = 0.5


def paired(original: Sequence[Clause], translation: Sequence[Clause]) -> list[int | None]:
    """Return for each clause of a translation the number, from 0, of its original; None if it has none.

    The pairs are in the same order in both, and as alike as they can be.
    """
    # The greatest likeness of the first clauses of both (Needleman and Wunsch).
    best = [[0.0] * (len(translation) + 1) for _ in range(len(original) + 1)]
    alike = [[_likeness(theirs, ours) for ours in translation] for theirs in original]
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


def _likeness(theirs: Clause, ours: Clause) -> float:
    """Return how alike two clauses are; negative if they are hardly the same."""
    if theirs.id and theirs.id == ours.id:
        return 10.0
    if (theirs.level == 1) != (ours.level == 1):
        return -1.0
    level = 1.0 if theirs.level == ours.level else -1.0
    features = (
        _ratio(len(theirs.blocks), len(ours.blocks)),
        _ratio(len(theirs.text), len(ours.text)),
        _shared([each.kind for each in theirs.blocks], [each.kind for each in ours.blocks]),
        _shared(_addresses(theirs), _addresses(ours)),
        _shared(_NUMBER.findall(theirs.title + theirs.text), _NUMBER.findall(ours.title + ours.text)),
        fuzz.ratio(theirs.title, ours.title) / 100,
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
