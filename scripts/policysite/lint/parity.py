"""What the two languages of a clause must have in common, whatever the words: counts, figures, addresses, negations."""

from __future__ import annotations

from collections.abc import Iterator

from policysite.corpus import Clause
from policysite.lint.context import Context
from policysite.lint.rule import ClausePair, Hit, hit, pair_rule


@pair_rule()
def paragraphs_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A translation has more or fewer paragraphs than its original."""
    yield from _count_differs(pair, "paragraph")


@pair_rule()
def items_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A translation has more or fewer list items than its original."""
    yield from _count_differs(pair, "item")


@pair_rule()
def rows_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A translation has more or fewer table rows than its original."""
    yield from _count_differs(pair, "row")


def _count_differs(pair: ClausePair, kind: str) -> Iterator[Hit]:
    here, there = (_count(clause, kind) for clause in (pair.clause, pair.its))
    if here != there:
        other = f"{pair.original.path}:{pair.its.line}"
        yield hit(pair.translation, pair.clause.heading, here=here, there=there, other=other)


def _count(clause: Clause, kind: str) -> int:
    return sum(block.kind == kind for block in clause.blocks)
