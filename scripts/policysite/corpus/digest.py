"""What a clause says, as one number: typography and line breaks do not change it, any letter, digit or sign does.

A digest is taken of what the parser has made of a clause, not of its Markdown, so that another way to write the same
leaves it alone too: `*` or `-` before items, a link with its address beside or below, a character or its entity.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from policysite.corpus.tracking_parameters import without_tracking

if TYPE_CHECKING:
    from policysite.corpus.model import Block, Span

# Hexadecimal digits: 128 bits, so that nobody can make two texts with one digest.
LENGTH = 32

_SHAPES = str.maketrans(
    dict.fromkeys("«»“”„‟〝〞＂", '"') | dict.fromkeys("‹›‘’‚‛＇", "'") | dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
)
# What only looks: bold and italics. Everything else that markup sets apart, such as what is struck out, says something.
_MERE_LOOKS = ("em", "strong", "code", "span")
# Signs that show nothing: soft hyphens, joiners, directions of writing, tags.
INVISIBLE = re.compile(
    "[\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\U000e0000-\\U000e007f]"
)


def digest(blocks: Iterable[Block]) -> str:
    """The digest of a clause, from its heading and the blocks under it: `LENGTH` hexadecimal digits."""
    parts = json.dumps([list(_parts(block)) for block in blocks])
    return hashlib.sha256(parts.encode()).hexdigest()[:LENGTH]


def normalised(text: str) -> str:
    """A text without what is mere typography: one form of each letter, of white space, of quotes and of dashes."""
    composed = unicodedata.normalize("NFC", text).translate(_SHAPES)
    visible = INVISIBLE.sub("", composed)
    return re.sub(r"-{2,}", "-", re.sub(r"\s+", " ", visible)).strip()


def _parts(block: Block) -> Iterator[str]:
    yield block.kind
    yield "/".join(block.inside)
    yield normalised(block.text)
    for span in block.spans:
        if span.tag not in _MERE_LOOKS:
            yield from _of_span(span, block.text)


def _of_span(span: Span, text: str) -> Iterator[str]:
    yield span.tag
    yield normalised(text[span.start : span.end])
    for name in ("href", "src"):
        if name in span.attributes:
            yield without_tracking(span.attributes[name])
    for name in ("alt", "title"):
        if name in span.attributes:
            yield normalised(span.attributes[name])
