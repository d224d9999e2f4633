"""Modal verbs: "may" for "shall" turns an obligation into a permission."""

from __future__ import annotations

from collections.abc import Iterator

from policysite.languages.lexicon import lexicon_of
from policysite.lint.context import Context
from policysite.lint.rule import ClausePairs, Hit, hint_rule, hit
from policysite.lint.rules.parity.alignment import align
from policysite.lint.text.negation.reader import negations_in
from policysite.lint.text.phrases import Occurrence, phrases
from policysite.lint.text.sentences import sentences

_PERMISSION, _OBLIGATION = "permission", "obligation"


@hint_rule(needs=("modality", "negation"))
def modality_differs(pairs: ClausePairs, context: Context) -> Iterator[Hit]:
    """A sentence permits what its original obliges to, or the other way round."""
    for pair in pairs:
        for aligned in align(pair):
            if len(aligned.original) != 1 or len(aligned.translation) != 1:
                continue
            (original,), (translated,) = aligned.original, aligned.translation
            there = sentences(original.prose, pair.original.language)
            here = sentences(translated.prose, pair.translation.language)
            for (_, its), (start, own) in zip(there, here, strict=True) if len(there) == len(here) else ():
                its_modals = _modals(its, pair.original.language)
                own_modals = _modals(own, pair.translation.language)
                if len(its_modals) == len(own_modals) == 1 and its_modals.keys() != own_modals.keys():
                    (theirs,), (ours,) = its_modals.values(), own_modals.values()
                    other = f"{pair.original.path}:{pair.original.position(original)[0]}"
                    here_modal, there_modal = own[ours.start : ours.end], its[theirs.start : theirs.end]
                    yield hit(
                        pair.translation,
                        translated,
                        start + ours.start,
                        here=here_modal,
                        there=there_modal,
                        other=other,
                    )


def _modals(sentence: str, language: str) -> dict[str, Occurrence]:
    """Return the first phrase of each kind in a sentence; none if it is negated, which can reverse the kind."""
    if negations_in(sentence, language).written:
        return {}
    modality = lexicon_of(language)["modality"]
    found = {kind: _first(sentence, tuple(modality[kind]), language) for kind in (_PERMISSION, _OBLIGATION)}
    return {kind: occurrence for kind, occurrence in found.items() if occurrence is not None}


def _first(sentence: str, modals: tuple[str, ...], language: str) -> Occurrence | None:
    # (A capitalized word inside a sentence is a name, such as that of a month.)
    found = phrases(modals, language).occurrences(sentence)
    return next((each for each in found if each.start == 0 or sentence[each.start].islower()), None)
