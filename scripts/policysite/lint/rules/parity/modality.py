"""Modal verbs: "may" for "shall" turns an obligation into a permission, "need not" for "must not" a prohibition."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

from policysite.corpus.blanks import blanked
from policysite.languages.lexicon import lexicon_of
from policysite.lint.context import Context
from policysite.lint.rule import ClausePairs, Hit, hint_rule
from policysite.lint.rules.parity.alignment import align
from policysite.lint.text.negation.reader import negations_in
from policysite.lint.text.phrases import phrases
from policysite.lint.text.sentences import sentences

_PLAIN = ("permission", "obligation")
# Not allowed, not required, and perhaps not so. Some phrases have two of these meanings.
_NEGATED = ("prohibition", "release", "possibility")


class _Modal(NamedTuple):
    """The modal verbs of a sentence: the meanings that they may have, and the first of them with its start, from 0."""

    meanings: frozenset[str]
    start: int
    written: str

    def contradicts(self, other: _Modal) -> bool:
        """True if they have no meaning in common; if only one is negated, `negations-differ` is about that."""
        is_negated = {each.meanings.isdisjoint(_PLAIN) for each in (self, other)}
        return len(is_negated) == 1 and self.meanings.isdisjoint(other.meanings)


@hint_rule(needs=("modality", "negation"))
def modality_differs(pairs: ClausePairs, context: Context) -> Iterator[Hit]:
    """A sentence permits, obliges to, forbids or leaves open what its original does not."""
    for pair in pairs:
        for aligned in align(pair):
            if len(aligned.original) != 1 or len(aligned.translation) != 1:
                continue
            (original,), (translated,) = aligned.original, aligned.translation
            there = sentences(original.prose, pair.original.language)
            here = sentences(translated.prose, pair.translation.language)
            for (_, its), (start, own) in zip(there, here, strict=True) if len(there) == len(here) else ():
                expected, found = _modal(its, pair.original.language), _modal(own, pair.translation.language)
                if expected and found and found.contradicts(expected):
                    offset = start + found.start
                    yield pair.hit(translated, offset, original, here=found.written, there=expected.written)


def _modal(sentence: str, language: str) -> _Modal | None:
    """Return what a sentence says by modal verbs; None if it has none, several, or another negation."""
    negated = _meanings(language, _NEGATED)
    found = list(phrases(tuple(negated), language).occurrences(sentence))
    rest = blanked(sentence, ((each.start, each.end) for each in found))
    if negations_in(rest, language).written:  # it could reverse the meaning
        return None
    plain = _meanings(language, _PLAIN)
    # (A capitalized word inside a sentence is a name, such as that of a month.)
    found += (
        each
        for each in phrases(tuple(plain), language).occurrences(rest)
        if each.start == 0 or sentence[each.start].islower()
    )
    meanings = {(negated | plain)[each.phrase] for each in found}
    if len(meanings) != 1:
        return None
    first = min(found)
    return _Modal(meanings.pop(), first.start, sentence[first.start : first.end])


@functools.cache
def _meanings(language: str, kinds: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """Return the modal verbs of a language, each with its meanings of these kinds."""
    modality = lexicon_of(language)["modality"]
    verbs = dict.fromkeys(verb for kind in kinds for verb in modality[kind])
    return {verb: frozenset(kind for kind in kinds if verb in modality[kind]) for verb in verbs}
