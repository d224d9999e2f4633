"""Work on many pages, of which two processes do one half each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TypeVar

from policysite.corpus.time_limit import Allowance, AllowanceError
from policysite.parallel import Task, is_possible

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
# With fewer, copying the process takes longer than it saves.
_MIN_ITEMS = 20


def results(work: Callable[[_Item], _Result], items: Sequence[_Item], allowance: Allowance) -> Iterator[_Result]:
    """Yield the results of the work on each item, in order; those that a copy of this process has got come last.

    Args:
        work: what to do with an item; what it changes in the copy stays there.
        items: all items.
        allowance: the time that all may take.

    Raises:
        AllowanceError: this half has taken longer; if the other has, the next use of the allowance raises it.
    """
    if len(items) < _MIN_ITEMS or not is_possible():
        yield from map(work, items)
        return

    def second_half() -> tuple[list[_Result], Allowance]:
        found: list[_Result] = []
        with suppress(AllowanceError):  # the allowance keeps it
            found.extend(map(work, items[middle:]))
        return found, allowance

    middle = len(items) // 2
    left_seconds = allowance.left_seconds()
    rest = Task(second_half)
    try:
        yield from map(work, items[:middle])
        found, of_copy = rest.result()
    finally:
        rest.stop()
    allowance.include(of_copy, left_seconds)
    yield from found
