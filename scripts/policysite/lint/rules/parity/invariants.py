"""What must stand in the same order in every language, such as figures: laid side by side, clause by clause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from policysite.corpus import Block, Page
from policysite.lint.rule import ClausePair, Hit, hit
from policysite.lint.rules.parity.counterparts import counterparts

# What a message says in the place of a list that is empty.
NOTHING = "—"
# More of a list than this tells nobody more.
_MOST_SHOWN = 12


class Invariant(NamedTuple):
    """Something in a block's text that must stand in the other languages too.

    Attributes:
        key: what it says, however it is written.
        written: as it is written.
        start: its first character in the block's text, from 0.
    """

    key: str
    written: str
    start: int


Invariants = tuple[Invariant, ...]
Reading = Callable[[Block, Page], Invariants]


def differences(pair: ClausePair, read: Reading, otherwise: Reading | None = None) -> Iterator[Hit]:
    """The first place where a translation has others than its original: both lists, and what only one has.

    Args:
        pair: the clause in both languages.
        read: what is compared.
        otherwise: what may stand for it in the other language and calls for nothing itself, such as "once" for 1.
    """
    for matched in counterparts(pair):
        here, there = _read(matched.blocks, read, pair.translation), _read(matched.its, read, pair.original)
        if not here and not there:
            continue
        alone, missing = _besides(here, there), _besides(there, here)
        if otherwise is not None:
            alone = alone and _besides(alone, _read(matched.its, otherwise, pair.original))
            missing = missing and _besides(missing, _read(matched.blocks, otherwise, pair.translation))
        if alone or missing:
            if alone:
                block, start = alone[0][0], alone[0][1].start
            else:
                block, start = _opposite(missing[0][0], matched.its, matched.blocks) or pair.clause.heading, 0
            its = missing[0][0] if missing else _opposite(block, matched.blocks, matched.its) or pair.its.heading
            yield hit(
                pair.translation,
                block,
                start,
                here=_shown(here),
                there=_shown(there),
                alone=_shown(alone),
                missing=_shown(missing),
                other=f"{pair.original.path}:{its.line}",
            )
            return


def reorderings(pair: ClausePair, reads: Sequence[Reading]) -> Iterator[Hit]:
    """The first place where a translation has those of its original in another order, for each kind of them."""
    matches = counterparts(pair)
    for read in reads:
        for matched in matches:
            here = _read(matched.blocks, read, pair.translation)
            there = _read(matched.its, read, pair.original) if len(here) > 1 else []
            swapped = next((both for both in zip(here, there, strict=False) if both[0][1].key != both[1][1].key), None)
            if swapped and sorted(invariant.key for _, invariant in here) == sorted(
                invariant.key for _, invariant in there
            ):
                (block, invariant), (its, _) = swapped
                where = f"{pair.original.path}:{its.line}"
                yield hit(pair.translation, block, invariant.start, here=_shown(here), there=_shown(there), other=where)
                break


_Placed = list[tuple[Block, Invariant]]


def _read(blocks: tuple[Block, ...], read: Reading, page: Page) -> _Placed:
    return [(block, invariant) for block in blocks for invariant in read(block, page)]


def _besides(invariants: _Placed, others: _Placed) -> _Placed:
    """Those that the others lack; of several that say the same, the last."""
    left = Counter(invariant.key for _, invariant in others)
    besides = []
    for block, invariant in invariants:
        left[invariant.key] -= 1
        if left[invariant.key] < 0:
            besides.append((block, invariant))
    return besides


def _opposite(block: Block, blocks: tuple[Block, ...], others: tuple[Block, ...]) -> Block | None:
    """The one of the others that stands where a block stands among its own; None where there are no others."""
    number = next(number for number, each in enumerate(blocks) if each is block)
    return others[min(number, len(others) - 1)] if others else None


def _shown(invariants: _Placed) -> str:
    """Invariants as a message names them."""
    written = [" ".join(invariant.written.split()) for _, invariant in invariants]
    more = ["…"] if len(written) > _MOST_SHOWN else []
    return ", ".join(written[:_MOST_SHOWN] + more) or NOTHING
