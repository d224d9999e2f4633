"""Align the blocks of a translated clause with those of its original by kind and position."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from policysite.corpus import Block, Clause
from policysite.lint.rule import ClausePair


@dataclass(frozen=True)
class Alignment:
    """Blocks of an original, and the blocks of the translation that must say the same, in order."""

    original: tuple[Block, ...]
    translation: tuple[Block, ...]


def align(pair: ClausePair) -> tuple[Alignment, ...]:
    """Return the aligned blocks of a clause: its headings, then its other blocks.

    They are aligned one by one if both clauses have the same kinds of blocks in the same order; else all blocks of one
    clause are aligned with all of the other.
    """
    headings = Alignment((pair.original_clause.heading,), (pair.translated_clause.heading,))
    original, translation = pair.original_clause.blocks, pair.translated_clause.blocks
    if [_kind(block) for block in original] == [_kind(block) for block in translation]:
        one_by_one = zip(original, translation, strict=True)
        return (headings, *(Alignment((block,), (translated,)) for block, translated in one_by_one))
    return headings, Alignment(original, translation)


def same_kinds(pair: ClausePair) -> bool:
    """True if both clauses have as many blocks of each kind.

    If a block is missing, its content is missing too, and only the block should be reported.
    """
    original, translation = pair.original_clause, pair.translated_clause
    return not lacking_kinds(original, translation) and not lacking_kinds(translation, original)


def lacking_kinds(clause: Clause, other: Clause) -> set[str]:
    """Return the kinds of blocks of which a clause has fewer than the other one."""
    counted, expected = (Counter(block.kind for block in each.blocks) for each in (clause, other))
    return set(expected - counted)


def opposite(block: Block, pair: ClausePair) -> Block:
    """Return the block at the place of a block in the other language, or its last one; the heading if it has none."""
    sides = (pair.original_clause, pair.translated_clause)
    for clause, other in (sides, sides[::-1]):
        for number, each in enumerate(clause.blocks):
            if each is block:
                return other.blocks[min(number, len(other.blocks) - 1)] if other.blocks else other.heading
    return (sides[1] if block is sides[0].heading else sides[0]).heading


def _kind(block: Block) -> tuple[str, tuple[str, ...]]:
    return block.kind, block.inside
