"""Work on many pages that two processes share, within one time budget."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from policysite import parallel
from policysite.corpus.time_limit import TimeBudget, TimeBudgetError

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def results_within(
    work: Callable[[_Item], _Result], items: Sequence[_Item], time_budget: TimeBudget, known: set[Any] | None = None
) -> Iterator[tuple[_Item, _Result]]:
    """Yield the items, in order, with the results of the work on each: see `parallel.results`.

    Args:
        work: what to do with an item, within limits of the time budget.
        items: all items.
        time_budget: the time that all may take.
        known: what the work finds out, for the next time.

    Raises:
        TimeBudgetError: the time budget is used up.
    """

    def within_budget(item: _Item) -> _Result | TimeBudgetError:
        try:
            return work(item)
        except TimeBudgetError as error:
            return error

    left_before = time_budget.left_seconds()
    found = set() if known is None else known

    def include(of_copy: tuple[TimeBudget, set[Any]]) -> None:
        time_budget.include(of_copy[0], left_before)
        found.update(of_copy[1])

    for item, result in parallel.results(within_budget, items, lambda: (time_budget, found), include):
        if isinstance(result, TimeBudgetError):
            raise result
        yield item, result
