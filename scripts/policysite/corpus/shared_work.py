"""Work on pages that two processes share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from policysite import parallel
from policysite.corpus.time_limit import SiteTimeoutError, seconds_by_page

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def shared(
    work: Callable[[_Item], _Result], items: Sequence[_Item], known: set[Any] | None = None
) -> Iterator[tuple[_Item, _Result]]:
    """Yield the items, in order, with the results of the work on each: see `parallel.results`.

    What the work finds out is in `known` at the next time.

    Raises:
        SiteTimeoutError: the step takes too long.
    """

    def result_or_timeout(item: _Item) -> _Result | SiteTimeoutError:
        try:
            return work(item)
        except SiteTimeoutError as error:
            return error

    found = set() if known is None else known

    def include(of_copy: tuple[Mapping[str, float], set[Any]]) -> None:
        seconds_by_page.update({path: max(of_copy[0][path], seconds_by_page[path]) for path in of_copy[0]})
        found.update(of_copy[1])

    for item, result in parallel.results(result_or_timeout, items, lambda: (seconds_by_page, found), include):
        if isinstance(result, SiteTimeoutError):
            raise result
        yield item, result
