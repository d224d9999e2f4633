"""The digests of scheme 1, to carry over the approvals that were recorded with them: see `policysite.carry_over`.

They did not distinguish: hyphens, dashes and minus signs; a `|` in a cell from the boundary between two cells; line
breaks and indentation in code; the numbers of items; the place of a link; most attributes.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from policysite.corpus.digest import DIGEST_CHARACTERS
from policysite.corpus.invisible import IGNORED
from policysite.corpus.urls import TRACKING_IN_DIGESTS, without_tracking

if TYPE_CHECKING:
    from policysite.corpus.model import Block, Span

_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("«»“”„‟〝〞＂", '"') | dict.fromkeys("‹›‘’‚‛＇", "'") | dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
)
_LOOK_ONLY = ("em", "strong", "code", "span")


def former_digest(blocks: Iterable[Block]) -> str:
    """Return the digest of a clause in scheme 1, given its heading and the blocks under it."""
    parts = json.dumps([list(_parts(block)) for block in blocks])
    return hashlib.sha256(parts.encode()).hexdigest()[:DIGEST_CHARACTERS]


def _normalized(text: str) -> str:
    composed = unicodedata.normalize("NFC", text).translate(_TYPOGRAPHY)
    visible = IGNORED.sub("", composed)
    return re.sub(r"-{2,}", "-", re.sub(r"\s+", " ", visible)).strip()


def _parts(block: Block) -> Iterator[str]:
    yield block.kind
    yield "/".join(block.inside)
    yield _normalized(block.text)
    for span in block.spans:
        if span.tag not in _LOOK_ONLY:
            yield from _span_parts(span, block.text)


def _span_parts(span: Span, text: str) -> Iterator[str]:
    yield span.tag
    yield _normalized(text[span.start : span.end])
    for name in ("href", "src"):
        if name in span.attributes:
            yield without_tracking(span.attributes[name], TRACKING_IN_DIGESTS)
    for name in ("alt", "title"):
        if name in span.attributes:
            yield _normalized(span.attributes[name])
