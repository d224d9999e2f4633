"""Work on pages that two processes share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from policysite import parallel
from policysite.corpus.time_limit import SiteTimeoutError, active_steps

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def shared(
    work: Callable[[_Item], _Result], items: Sequence[_Item], known: set[Any] | None = None
) -> Iterator[tuple[_Item, _Result]]:
    """Yield the items, in order, with the results of the work on each: see `parallel.results`.

    What the work finds out is in `known` at the next time. A `SiteTimeoutError` of the work is raised here.
    """

    def result_or_timeout(item: _Item) -> _Result | SiteTimeoutError:
        try:
            return work(item)
        except SiteTimeoutError as error:
            return error

    found = set() if known is None else known

    def state() -> tuple[list[Mapping[str, float]], set[Any]]:
        return [step.seconds_by_page for step in active_steps], found

    def include(of_copy: tuple[Sequence[Mapping[str, float]], set[Any]]) -> None:
        for step, seconds in zip(active_steps, of_copy[0], strict=True):
            step.seconds_by_page |= {path: max(seconds[path], step.seconds_by_page[path]) for path in seconds}
        found.update(of_copy[1])

    for item, result in parallel.results(result_or_timeout, items, state, include):
        if isinstance(result, SiteTimeoutError):
            raise result
        yield item, result
