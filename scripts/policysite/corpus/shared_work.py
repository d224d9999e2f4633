"""Work on many pages that two processes share, within one allowance."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from policysite import parallel
from policysite.corpus.time_limit import Allowance, AllowanceError

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def shared(
    work: Callable[[_Item], _Result], items: Sequence[_Item], allowance: Allowance
) -> Iterator[tuple[_Item, _Result]]:
    """Yield the items, in order, with the results of the work on each: see `parallel.shared`.

    Args:
        work: what to do with an item, within limits of the allowance.
        items: all items.
        allowance: the time that all may take. When it is used up, nothing more is yielded, and its next use fails.
    """

    def within_allowance(item: _Item) -> list[_Result]:
        try:
            return [work(item)]
        except AllowanceError:
            return []

    left_seconds = allowance.left_seconds()

    def include(of_copy: Allowance) -> None:
        allowance.include(of_copy, left_seconds)

    for item, results in parallel.shared(within_allowance, items, lambda: allowance, include):
        yield from ((item, result) for result in results)
