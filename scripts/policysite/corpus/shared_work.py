"""Work on many pages that two processes share, within one allowance."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from policysite import parallel
from policysite.corpus.time_limit import Allowance, AllowanceError

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def results_within(
    work: Callable[[_Item], _Result], items: Sequence[_Item], allowance: Allowance, known: set[Any] | None = None
) -> Iterator[tuple[_Item, _Result]]:
    """Yield the items, in order, with the results of the work on each: see `parallel.results`.

    Args:
        work: what to do with an item, within limits of the allowance.
        items: all items.
        allowance: the time that all may take.
        known: what the work finds out, for the next time.

    Raises:
        AllowanceError: the allowance is used up.
    """

    def within_allowance(item: _Item) -> _Result | AllowanceError:
        try:
            return work(item)
        except AllowanceError as error:
            return error

    left_before = allowance.left_seconds()
    found = set() if known is None else known

    def include(of_copy: tuple[Allowance, set[Any]]) -> None:
        allowance.include(of_copy[0], left_before)
        found.update(of_copy[1])

    for item, result in parallel.results(within_allowance, items, lambda: (allowance, found), include):
        if isinstance(result, AllowanceError):
            raise result
        yield item, result
