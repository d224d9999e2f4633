"""Negations: one that is lost turns a promise into its opposite."""

from __future__ import annotations

from collections.abc import Iterator

from policysite.corpus import Block
from policysite.findings import Severity
from policysite.lint.context import Context
from policysite.lint.rule import ClausePair, Hit, hit, pair_rule
from policysite.lint.rules.parity.counterparts import complete, counterparts
from policysite.lint.rules.parity.invariants import NOTHING
from policysite.lint.text.negation.denials import Denials, together
from policysite.lint.text.negation.reading import denials
from policysite.lint.text.sentences import sentences

_Placed = tuple[Block, int, Denials]


@pair_rule(Severity.WARNING)
def negations_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A sentence of a translation denies more or less than that of its original."""
    if not complete(pair):
        return
    for matched in counterparts(pair):
        here, there = (
            list(_denials(blocks, page.language))
            for blocks, page in ((matched.blocks, pair.translation), (matched.its, pair.original))
        )
        if not here or not there:
            continue
        # Where one sentence has become two, only the whole can be compared.
        whole = len(here) != len(there)
        if whole:
            here, there = [_whole(here)], [_whole(there)]
        for (block, start, ours), (its, _, theirs) in zip(here, there, strict=True):
            if not ours.agree(theirs):
                at = start + (ours.written[0][1] if ours.written and not whole else 0)
                other = f"{pair.original.path}:{pair.original.position(its)[0]}"
                yield hit(pair.translation, block, at, here=_shown(ours), there=_shown(theirs), other=other)


def _denials(blocks: tuple[Block, ...], language: str) -> Iterator[_Placed]:
    for block in blocks:
        for start, sentence in sentences(block.prose, language):
            yield block, start, denials(sentence, language)


def _whole(parts: list[_Placed]) -> _Placed:
    block, start, _ = parts[0]
    return block, start, together([denied for _, _, denied in parts])


def _shown(denied: Denials) -> str:
    return ", ".join(" ".join(word.lower().split()) for word, _ in denied.written) or NOTHING
