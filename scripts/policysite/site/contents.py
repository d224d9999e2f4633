"""The table of contents of a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policysite.corpus import Clause


@dataclass(frozen=True)
class ContentsItem:
    """A clause in the contents, and those below it."""

    clause: Clause
    items: tuple[ContentsItem, ...]


def contents(clauses: Sequence[Clause], options: Mapping[str, Any]) -> tuple[ContentsItem, ...]:
    """Return the contents of a page: its clauses but the first, which has its title; none if that leaves only one.

    Of the options of the extension `toc`, `toc_depth` is the last level, or the first and the last one.
    """
    first, _, last = str(options.get("toc_depth", "1-6")).rpartition("-")
    levels = range(int(first or 1), int(last) + 1)
    listed = [clause for clause in clauses[1:] if clause.level in levels]
    return tuple(_items(listed)) if len(listed) > 1 else ()


def _items(clauses: Sequence[Clause]) -> Iterator[ContentsItem]:
    start = 0
    while start < len(clauses):
        inner = range(start + 1, len(clauses))
        end = next((each for each in inner if clauses[each].level <= clauses[start].level), len(clauses))
        yield ContentsItem(clauses[start], tuple(_items(clauses[start + 1 : end])))
        start = end
