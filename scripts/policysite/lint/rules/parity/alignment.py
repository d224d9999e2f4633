"""Align the blocks of a translated clause with those of its original by kind and position."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from policysite.corpus import Block
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
    original, translation = (
        Counter(block.kind for block in clause.blocks) for clause in (pair.original_clause, pair.translated_clause)
    )
    return original == translation


def opposite(block: Block, pair: ClausePair) -> Block:
    """Return the block that a block is aligned with in the other language.

    It is the heading of the other clause if the blocks are not aligned one by one.
    """
    for aligned in align(pair):
        for own, others in (
            (aligned.original, aligned.translation),
            (aligned.translation, aligned.original),
        ):
            if len(own) == len(others):
                for candidate, other in zip(own, others, strict=True):
                    if candidate is block:
                        return other
    in_original = any(each is block for each in pair.original_clause.all_blocks())
    return (pair.translated_clause if in_original else pair.original_clause).heading


def _kind(block: Block) -> tuple[str, tuple[str, ...]]:
    return block.kind, block.inside
