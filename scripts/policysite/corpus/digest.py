"""Digests of clauses: typography and line breaks do not change them, any letter, digit or punctuation mark does.

A digest is computed from the parsed clause, not from its Markdown, so another Markdown notation of the same text does
not change it either: `*` or `-` as list marker, an inline link or a reference, a character or its entity.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from policysite.corpus.urls import without_tracking

if TYPE_CHECKING:
    from policysite.corpus.model import Block, Span

# Hexadecimal digits: 128 bits, too many for anyone to find two texts with the same digest.
DIGEST_CHARACTERS = 32

_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("«»“”„‟〝〞＂", '"') | dict.fromkeys("‹›‘’‚‛＇", "'") | dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
)
# Elements that only change the look. Others, such as deleted text, change the meaning.
_LOOK_ONLY = ("em", "strong", "code", "span")
# Characters that show nothing: soft hyphens, joiners, bidirectional controls, tags.
INVISIBLE = re.compile(
    "[\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\U000e0000-\\U000e007f]"
)


def digest(blocks: Iterable[Block]) -> str:
    """Return the digest of a clause, given its heading and the blocks under it, in hexadecimal digits."""
    parts = json.dumps([list(_parts(block)) for block in blocks])
    return hashlib.sha256(parts.encode()).hexdigest()[:DIGEST_CHARACTERS]


def normalized(text: str) -> str:
    """Return a text with one form of each letter, of white space, of quotation marks and of dashes."""
    composed = unicodedata.normalize("NFC", text).translate(_TYPOGRAPHY)
    visible = INVISIBLE.sub("", composed)
    return re.sub(r"-{2,}", "-", re.sub(r"\s+", " ", visible)).strip()


def _parts(block: Block) -> Iterator[str]:
    yield block.kind
    yield "/".join(block.inside)
    yield normalized(block.text)
    for span in block.spans:
        if span.tag not in _LOOK_ONLY:
            yield from _span_parts(span, block.text)


def _span_parts(span: Span, text: str) -> Iterator[str]:
    yield span.tag
    yield normalized(text[span.start : span.end])
    for name in ("href", "src"):
        if name in span.attributes:
            yield without_tracking(span.attributes[name])
    for name in ("alt", "title"):
        if name in span.attributes:
            yield normalized(span.attributes[name])
