"""Digests of clauses: typography and wrapping do not change them; every change of what people read does.

A digest is computed from the parsed clause, not from its Markdown, so another Markdown notation of the same text does
not change it either: `*` or `-` as list marker, an inline link or a reference, a character or its entity.

One sign in many forms, which `--fix`, the site, or a keyboard sets one way or another:

- white space: any amount of any kind, line breaks included;
- quotation marks: all double ones, and all single ones with the apostrophe; an ellipsis and three full stops;
- hyphens: `-`, the non-breaking one and other forms; dashes: `–`, `—` and other forms, and `--` or `---`;
- a hyphen for a dash, where it can be nothing else: with white space on both sides (`names - no`), and without between
  two digits (`10-14`). Between two spaced numbers (`5 - 10`) it may be a minus sign, and stays a hyphen;
- invisible characters, and the composed and decomposed forms of a letter (NFC).

Everything else differs: a dash from a hyphen (`data—no names`, `data-no names`), a minus sign (U+2212) from both, a
sign with spaces from one without, `²` from `2`, `½` from `1/2`. Code is compared as it is written; a block of code also
by its lines and its indentation. Emphasis changes nothing, but every attribute on the page does, such as one that hides
or restyles. Left out are the id and the `data-based-on` of a heading: each approval names the clauses that it is about.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance.Indel import normalized_similarity

from policysite.corpus.invisible import IGNORED
from policysite.corpus.urls import TRACKING_IN_DIGESTS, without_tracking

if TYPE_CHECKING:
    from policysite.corpus.model import Block, Span

# Approvals record the scheme of their digests. A change of any digest needs another number, and the former scheme in
# `former_digest.py`.
SCHEME = 2
# Hexadecimal digits: 128 bits, too many for anyone to find two texts with the same digest.
DIGEST_CHARACTERS = 32
# The digests of two texts are never as similar as this, so a similar one was mistyped.
_MIN_SIMILARITY_OF_DAMAGED = 0.8

_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("«»“”„‟〝〞＂", '"')
    | dict.fromkeys("‹›‘’‚‛＇", "'")
    | dict.fromkeys("‐‑﹣－", "-")
    | dict.fromkeys("‒–—―﹘", "—")
    | {"…": "..."}
)
_TYPED_DASH = re.compile("(?<!-)-{2,3}(?!-)")
# A hyphen that is used as a dash, in a text with single spaces.
_HYPHEN_AS_DASH = re.compile(r"(?<=[^\s\d] )-(?= \S)|(?<=\d )-(?= [^\s\d])|(?<=\d)-(?=\d)")
# Elements that only change the look, if they have no attributes. Others, such as deleted text, change the meaning.
_LOOK_ONLY = ("em", "strong", "span")
_HEADING_ATTRIBUTES = ("id", "data-based-on")
_URLS, _TEXTS = ("href", "src"), ("alt", "title")
# The versions of a policy have most of their texts in common.
_CACHED_TEXTS = 1024
# Letters and digits, white space and invisible characters, hyphens with invisible characters among them, or another
# character.
_PIECE = re.compile(rf"[^\W_]+|(?:\s|{IGNORED.pattern})+|[-‐‑﹣－](?:{IGNORED.pattern}*[-‐‑﹣－])*|.", re.DOTALL)


def is_damaged(written: str, digest: str) -> bool:
    """True if what is written is not a digest, but is one with some characters changed, lost or added."""
    return 1 > normalized_similarity(written, digest) >= _MIN_SIMILARITY_OF_DAMAGED


def digest(blocks: Iterable[Block]) -> str:
    """Return the digest of a clause, given its heading and the blocks under it, in hexadecimal digits."""
    parts = json.dumps([_parts(block) for block in blocks])
    return hashlib.sha256(parts.encode()).hexdigest()[:DIGEST_CHARACTERS]


def combined(digests: Iterable[tuple[str, str]]) -> str:
    """Return the digest of a page, given the id and the digest of each of its clauses."""
    return hashlib.sha256(json.dumps(list(digests)).encode()).hexdigest()[:DIGEST_CHARACTERS]


@functools.lru_cache(maxsize=_CACHED_TEXTS)
def normalized(text: str) -> str:
    """Return a text with one form of each letter, of white space, of quotation marks and of dashes."""
    return _HYPHEN_AS_DASH.sub("—", " ".join(_signs(text).split()))


def aligned(text: str) -> tuple[str, tuple[str, ...]]:
    """Return `normalized(text)`, and for each of its characters the part of the text (in NFC) that it stands for.

    Where several characters stand for one part, as for an ellipsis, the first of them has it.
    """
    signs: list[str] = []
    parts: list[str] = []
    for piece in _PIECE.findall(unicodedata.normalize("NFC", text)):
        if piece[0].isalnum():  # nearly all of a text
            signs += piece
            parts += piece
            continue
        sign = " " if any(map(str.isspace, piece)) else _signs(piece)
        signs += sign
        parts += [piece, *[""] * (len(sign) - 1)] if sign else []
    start, end = signs[:1] == [" "], len(signs) - (signs[-1:] == [" "])
    return _HYPHEN_AS_DASH.sub("—", "".join(signs[start:end])), tuple(parts[start:end])


def _signs(text: str) -> str:
    """Return a text with one form of each sign, except of hyphens, which depend on their neighbors."""
    composed = unicodedata.normalize("NFC", text).translate(_TYPOGRAPHY)
    return _TYPED_DASH.sub("—", IGNORED.sub("", composed))


def _parts(block: Block) -> list[object]:
    number = "" if block.number is None else str(block.number)
    spans = [[*each] for each in meaningful_spans(block)]
    return [block.kind, block.inside, number, block_attributes(block), _text(block), spans]


def block_attributes(block: Block) -> list[tuple[str, str, str]]:
    """Return (element, name, value) of each attribute of a block that its digest contains."""
    return [
        (tag, name, _value(name, value))
        for tag, name, value in (*block.attributes, *block.generated)
        if not (block.kind == "heading" and name in _HEADING_ATTRIBUTES)
    ]


def _text(block: Block) -> object:
    if block.kind == "code":
        return unicodedata.normalize("NFC", block.text)
    if block.kind == "row":
        return [[cell.tag, read_attributes(cell.attributes), normalized(_part(block, cell))] for cell in block.cells]
    return normalized(block.text)


class MeaningfulSpan(NamedTuple):
    """An inline element that changes the meaning of its text, with its attributes that reach the reader.

    Start and end are the numbers of characters before it and before its end, without white space. Of a piece of code it
    has the text as it is written.
    """

    tag: str
    start: int
    end: int
    attributes: Mapping[str, str]
    code: str


def meaningful_spans(block: Block) -> list[MeaningfulSpan]:
    """Return the inline elements of a block that change the meaning, in the order in which they begin."""
    spans = [span for span in block.spans if span.tag not in _LOOK_ONLY or span.attributes]
    cuts = sorted({0, *(span.start for span in spans), *(span.end for span in spans)})
    counts = (len("".join(_signs(block.text[start:end]).split())) for start, end in itertools.pairwise(cuts))
    places = dict(zip(cuts, itertools.accumulate(counts, initial=0), strict=True))
    return [
        MeaningfulSpan(
            span.tag,
            places[span.start],
            places[span.end],
            read_attributes(span.attributes),
            " ".join(unicodedata.normalize("NFC", _part(block, span)).split()) if span.tag == "code" else "",
        )
        for span in spans
    ]


def _part(block: Block, span: Span) -> str:
    return block.text[span.start : span.end]


def read_attributes(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return attributes in one form and order."""
    return {name: _value(name, value) for name, value in sorted(attributes.items())}


def _value(name: str, value: str) -> str:
    """Return the value of an attribute: a URL without tracking, a text that is read without typography."""
    if name in _URLS:
        return without_tracking(value, TRACKING_IN_DIGESTS)
    return normalized(value) if name in _TEXTS else value
