"""Negations: losing one turns a promise into its opposite."""

from __future__ import annotations

from collections.abc import Iterator

from policysite.corpus import Block
from policysite.findings import NOTHING
from policysite.lint.context import Context
from policysite.lint.rule import ClausePair, ClausePairs, Hit, hint_rule
from policysite.lint.rules.parity.alignment import align, same_kinds
from policysite.lint.text.negation.model import Negations, merged
from policysite.lint.text.negation.reader import negations_in
from policysite.lint.text.sentences import sentences

# So many differing sentences are always told; more only up to this share of a page's sentences with a negation.
_ALWAYS_TOLD = 3
_MAX_DIFFERING_SHARE = 0.1
# The block of a sentence, the sentence's first character in it, and its negations.
_Sentence = tuple[Block, int, Negations]


@hint_rule(needs=("negation",))
def negations_differ(pairs: ClausePairs, context: Context) -> Iterator[Hit]:
    """A sentence of a translation has more or fewer negations than that of its original.

    If that is so in many sentences of a page, its translator negates differently, and nothing can be concluded.
    """
    compared = [each for pair in pairs if same_kinds(pair) for each in _compared(pair)]
    different = [found for found in compared if found is not None]
    if len(different) <= max(_ALWAYS_TOLD, _MAX_DIFFERING_SHARE * len(compared)):
        yield from different


def _compared(pair: ClausePair) -> Iterator[Hit | None]:
    """Yield for each sentence with a negation a hit, or None if its counterpart has the same negations."""
    for aligned in align(pair):
        here = list(_sentences(aligned.translation, pair.translation.language))
        there = list(_sentences(aligned.original, pair.original.language))
        if not here or not there:
            continue
        # If one sentence has become two, only all sentences together can be compared.
        as_whole = len(here) != len(there)
        if as_whole:
            here, there = [_merged(here)], [_merged(there)]
        for (block, start, translated), (original_block, _, original) in zip(here, there, strict=True):
            if translated.agree(original):
                if translated.written or original.written:
                    yield None
            else:
                offset = start + (translated.written[0][1] if translated.written and not as_whole else 0)
                yield pair.hit(block, offset, original_block, here=_listed(translated), there=_listed(original))


def _sentences(blocks: tuple[Block, ...], language: str) -> Iterator[_Sentence]:
    for block in blocks:
        for start, sentence in sentences(block.prose, language):
            yield block, start, negations_in(sentence, language)


def _merged(parts: list[_Sentence]) -> _Sentence:
    block, start, _ = parts[0]
    return block, start, merged([negations for _, _, negations in parts])


def _listed(negations: Negations) -> str:
    return ", ".join(" ".join(word.lower().split()) for word, _ in negations.written) or NOTHING
