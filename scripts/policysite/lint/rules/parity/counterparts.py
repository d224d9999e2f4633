"""Pair the blocks of a clause in the original and in a translation by their kinds and positions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from policysite.corpus import Block
from policysite.lint.rule import ClausePair


@dataclass(frozen=True)
class Counterparts:
    """Blocks of a translation, and those of the original that must say the same.

    Attributes:
        its: those of the original, in order.
        blocks: those of the translation.
    """

    its: tuple[Block, ...]
    blocks: tuple[Block, ...]


def counterparts(pair: ClausePair) -> tuple[Counterparts, ...]:
    """The headings; then the blocks one by one where both clauses are built alike, all in one where they are not."""
    headings = Counterparts((pair.its.heading,), (pair.clause.heading,))
    its, blocks = pair.its.blocks, pair.clause.blocks
    if [_form(block) for block in its] == [_form(block) for block in blocks]:
        return (headings, *(Counterparts((it,), (block,)) for it, block in zip(its, blocks, strict=True)))
    return headings, Counterparts(its, blocks)


def complete(pair: ClausePair) -> bool:
    """Whether both clauses have as many blocks of each kind; who lacks a block lacks also what stands in it."""
    its, blocks = (Counter(block.kind for block in clause.blocks) for clause in (pair.its, pair.clause))
    return its == blocks


def _form(block: Block) -> tuple[str, tuple[str, ...]]:
    return block.kind, block.inside
