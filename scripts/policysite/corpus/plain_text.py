"""The plain text of a clause, for the search index and for structured data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policysite.corpus.model import Block

_CELL_BOUNDARY = " | "


def plain(text: str) -> str:
    """Return a text with white space collapsed and without soft hyphens."""
    return re.sub(r"\s+", " ", text.replace("\N{SOFT HYPHEN}", "")).strip()


def plain_text(blocks: Iterable[Block]) -> str:
    """Return the text of blocks in one line.

    Items of a list that begin with a link are left out, with everything in them: they lead to other texts.
    """
    return plain(" ".join(_texts(blocks)))


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    left_out: int | None = None  # the depth of the item that is being left out
    for block in blocks:
        if left_out is not None and len(block.inside) > left_out:
            continue
        left_out = len(block.inside) if _is_link(block) else None
        if left_out is None:
            yield block.text.replace(_CELL_BOUNDARY, " ") if block.kind == "row" else block.text


def _is_link(block: Block) -> bool:
    """True for an item of a list that begins with a link."""
    return block.kind == "item" and any(
        span.tag == "a" and not block.text[: span.start].strip() and span.start < span.end for span in block.spans
    )
