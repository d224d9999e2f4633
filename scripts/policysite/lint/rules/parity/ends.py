"""The ends of texts: a lost question mark or a comma at the end can change how a text is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from policysite.corpus import Block, subjects
from policysite.findings import NOTHING
from policysite.languages.lexicon import lexicon_of
from policysite.languages.signs import CLOSING, COLONS, COMMAS, QUESTION_MARKS, STOPS
from policysite.lint.context import Context
from policysite.lint.rule import ClausePair, ClausePairs, Hit, hint_rule
from policysite.lint.rules.parity.alignment import align
from policysite.lint.text.sentences import ends_with_abbreviation

# Signs at the end of a text, by their kind, in any script.
_QUESTION, _STOP, _COMMA = "?", ".", ","
_KINDS = {_QUESTION: QUESTION_MARKS, _STOP: STOPS + COLONS, _COMMA: COMMAS}
# Fewer items show no custom of a list.
_MIN_ITEMS = 3


class _Ends(NamedTuple):
    """A block and its translation, and the kinds of signs at their ends; empty without a sign."""

    original: Block
    translation: Block
    there: str
    here: str


@hint_rule()
def end_punctuation_differs(pairs: ClausePairs, context: Context) -> Iterator[Hit]:
    """A heading, a paragraph or an item ends with another kind of sign than its original, or with none.

    Languages end lead-ins and the items of a list in different ways, and some have no questions as headings: an item is
    compared with the other items, and a question with the other questions of the page.
    """
    compared = [(pair, list(_ends(pair))) for pair in pairs]
    headings = [each for _, found in compared for each in found if each.original.kind == "heading"]
    asked = [each for each in headings if each.there == _QUESTION]
    asks = len(asked) < 2 or any(each.here == _QUESTION for each in asked)
    for pair, found in compared:
        items = [each for each in found if each.original.kind == "item"]
        # (Where it is not known how both languages use periods, nothing is said about a custom.)
        are_known = all(lexicon_of(page.language)["abbreviations"] for page in (pair.original, pair.translation))
        custom = _custom(items) if are_known else None
        for each in found:
            if _differs(each, custom) and (asks or each not in asked):
                yield _hit(pair, each)


def _ends(pair: ClausePair) -> Iterator[_Ends]:
    """Yield the ends of the texts of a clause that are aligned one by one."""
    # (Some languages end their sentences without a sign.)
    is_without_stops = any(lexicon_of(page.language)["without_stops"] for page in (pair.original, pair.translation))
    for aligned in align(pair):
        if len(aligned.original) == len(aligned.translation) == 1:
            (original,), (translated,) = aligned.original, aligned.translation
            if original.kind in ("heading", "paragraph", "item"):
                there, here = _end(original, pair.original.language), _end(translated, pair.translation.language)
                if {there, here} != {"", _STOP} or not is_without_stops:
                    yield _Ends(original, translated, there, here)


def _end(block: Block, language: str) -> str:
    """Return the kind of sign at the end of a block; the period of an abbreviation does not count."""
    if ends_with_abbreviation(block.text.rstrip(CLOSING), language):
        return ""
    return next((kind for kind, signs in _KINDS.items() if _last(block) and _last(block) in signs), "")


def _last(block: Block) -> str:
    return block.text.rstrip(CLOSING)[-1:]


def _custom(items: list[_Ends]) -> tuple[bool, bool] | None:
    """Return whether the items of a clause end with signs in the original and in the translation, if nearly all do."""
    if len(items) < _MIN_ITEMS:
        return None
    ((custom, times),) = Counter((bool(each.there), bool(each.here)) for each in items).most_common(1)
    return custom if times >= len(items) - 1 else None


def _differs(ends: _Ends, custom: tuple[bool, bool] | None) -> bool:
    if ends.here == ends.there or ends.original.text.rstrip().endswith(tuple(COLONS)):
        return False
    if _last(ends.original) == _last(ends.translation):  # the period of an abbreviation ends the sentence as well
        return False
    if ends.original.kind != "item" or _QUESTION in (ends.here, ends.there):
        return True
    return custom is not None and bool(ends.here) != bool(ends.there) and custom[0] == custom[1]


def _hit(pair: ClausePair, ends: _Ends) -> Hit:
    here, there = ends.translation, ends.original
    rests_on = [subjects.end(pair.original.path, there.line), subjects.end(pair.translation.path, here.line)]
    here_mark, there_mark = _last(here) if ends.here else NOTHING, _last(there) if ends.there else NOTHING
    last = max(len(here.text.rstrip()) - 1, 0)
    return pair.hit(here, last, there, rests_on=rests_on, here_mark=here_mark, there_mark=there_mark)
