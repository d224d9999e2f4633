"""The longest sequence that two orders have in common, and what must be moved to get from one to the other."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from rapidfuzz.distance import LCSseq


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    """Yield the indices, in the old and in the new sequence, of the longest sequence that both have in common."""
    for code in LCSseq.opcodes(old, new):
        if code.tag == "equal":
            yield from zip(range(code.src_start, code.src_end), range(code.dest_start, code.dest_end), strict=True)


def moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Return the smallest set of names that must be moved to get the new order; both have the same names, each once."""
    return set(old) - {old[number] for number, _ in common(old, new)}
