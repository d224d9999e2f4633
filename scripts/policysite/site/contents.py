"""The table of contents of a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markdown.extensions.toc import nest_toc_tokens

from policysite.corpus import Clause


def contents(clauses: Sequence[Clause], options: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the contents of a page: its clauses but the first, which has its title; none if that leaves only one.

    Each has its `clause`, and those below it as `children`. Of the options of the extension `toc`, `toc_depth` is the
    last level, or the first and the last one.
    """
    first, _, last = str(options.get("toc_depth", "1-6")).rpartition("-")
    levels = range(int(first or 1), int(last) + 1)
    listed: list[Any] = [{"level": each.level, "clause": each} for each in clauses[1:] if each.level in levels]
    nested: list[Any] = nest_toc_tokens(listed) if len(listed) > 1 else []
    return nested
