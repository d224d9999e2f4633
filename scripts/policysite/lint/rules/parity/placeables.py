"""Compares placeables clause by clause: items that must be the same in every language."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from policysite.corpus import Block, Page, subjects
from policysite.findings import NOTHING
from policysite.lint.rule import ClausePair, Hit
from policysite.lint.rules.parity.alignment import Alignment, align, lacking_kinds, opposite
from policysite.lint.text.placeable import Placeable, Placeables

# How many items of a list a message shows.
_MAX_SHOWN_ITEMS = 12
_ONLY = ("only_here", "only_there")


_T = TypeVar("_T")
# Finds the placeables of one kind in a block of a page.
Finder = Callable[[Block, Page], Placeables]
# Returns the value of a placeable without what may differ between two languages.
Loosen = Callable[..., str]
# True if the first may be a part of the second, written in another way.
IsPart = Callable[[Placeable, Placeable], bool]
# True if a page may have a placeable in a form that is not known.
MayBeHidden = Callable[[Placeable, Page], bool]
_InBlocks = list[tuple[Block, Placeable]]
# Takes the placeables of a text and its language, and returns a function: given a placeable, it returns the values of
# the parts that the text has instead; none if the text does not divide it.
Dividing = Callable[[_InBlocks, str], Callable[[Placeable], tuple[str, ...]]]


@dataclass(frozen=True)
class Comparison:
    """A way to compare placeables of a translated clause with those of its original.

    Attributes:
        find: finds the placeables that are compared.
        find_equivalents: finds texts that may match a placeable of the other language, but do not require one:
            "once" for 1.
        may_be_hidden: says which placeables another page may have in a form that is not known. They differ only if each
            language has one that the other lacks.
        loosen: with each of these in turn, placeables that are left over are compared again.
        dividing: returns a function that divides a placeable into those that the other language has instead.
        in_others: finds placeables of another kind, and is true for the parts of one: if it differs itself, its parts
            are not compared.
    """

    find: Finder
    find_equivalents: Finder | None = None
    may_be_hidden: MayBeHidden | None = None
    loosen: Sequence[Loosen] = ()
    dividing: Dividing | None = None
    in_others: tuple[Finder, IsPart] | None = None

    def differences(self, pair: ClausePair) -> Iterator[Hit]:
        """Yield a hit at the first difference, and at one that has the contrary: its text may belong in that place."""
        first: Hit | None = None
        for aligned in align(pair):
            here, there = _in_both(aligned, self.find, pair)
            surplus, missing = self._left_over(here, there, aligned, pair)
            if not surplus and not missing:
                continue
            block, start = (surplus[0][0], surplus[0][1].start) if surplus else (opposite(missing[0][0], pair), 0)
            found = pair.hit(
                block,
                start,
                missing[0][0] if missing else opposite(block, pair),
                here=_listed(here),
                there=_listed(there),
                only_here=_listed(surplus),
                only_there=_listed(missing),
                rests_on=missing_blocks(pair, *([block for block, _ in each] for each in (surplus, missing))),
            )
            if first is None:
                first = found
                yield found
            elif [found.params[each] for each in _ONLY] == [first.params[each] for each in reversed(_ONLY)]:
                yield found
                return

    def _left_over(
        self, here: _InBlocks, there: _InBlocks, aligned: Alignment, pair: ClausePair
    ) -> tuple[_InBlocks, _InBlocks]:
        """Return the placeables that only the translation has, and those that only the original has."""
        languages = pair.original.language, pair.translation.language
        surplus, missing = _difference(here, there), _difference(there, here)
        if not surplus and not missing:
            return [], []
        if self.find_equivalents is not None:
            equivalent_here, equivalent_there = _in_both(aligned, self.find_equivalents, pair)
            surplus, missing = _difference(surplus, equivalent_there), _difference(missing, equivalent_here)
        if self.in_others is not None:
            find_other, is_part = self.in_others
            whole_here, whole_there = _in_both(aligned, find_other, pair)
            surplus = _without_parts(surplus, _difference(whole_there, whole_here), is_part)
            missing = _without_parts(missing, _difference(whole_here, whole_there), is_part)
        if self.may_be_hidden is not None and not (surplus and missing):
            surplus = [each for each in surplus if not self.may_be_hidden(each[1], pair.original)]
            missing = [each for each in missing if not self.may_be_hidden(each[1], pair.translation)]
        for loosened in self.loosen:
            if surplus and missing:
                key = functools.partial(loosened, languages=languages)
                surplus, missing = _difference(surplus, missing, key), _difference(missing, surplus, key)
        if self.dividing is not None and surplus and missing:
            original, translation = languages
            surplus, missing = _without_divided(surplus, missing, self.dividing(there, original))
            missing, surplus = _without_divided(missing, surplus, self.dividing(here, translation))
        return surplus, missing


def missing_blocks(pair: ClausePair, here: Sequence[Block], there: Sequence[Block]) -> list[str]:
    """Return as subjects the blocks of a clause if those that one language lacks may be why the others differ.

    Given are the blocks of the translation and of the original whose texts the other language seems to lack.
    """
    original, translation = pair.original_clause, pair.translated_clause
    lacking = (lacking_kinds(original, translation), here), (lacking_kinds(translation, original), there)
    is_explained = all(block.kind in kinds for kinds, blocks in lacking for block in blocks)
    return [subjects.blocks(pair.subject)] if is_explained else []


def reorderings(pair: ClausePair, finders: Sequence[Finder]) -> Iterator[Hit]:
    """Yield for each kind a hit at the first placeable that is in a different order than in the original."""
    alignments = align(pair)
    for find in finders:
        for aligned in alignments:
            here, there = _in_both(aligned, find, pair)
            swapped = next((both for both in zip(here, there, strict=False) if both[0][1].key != both[1][1].key), None)
            if swapped and sorted(found.key for _, found in here) == sorted(found.key for _, found in there):
                (block, placeable), (original, _) = swapped
                yield pair.hit(block, placeable.start, original, here=_listed(here), there=_listed(there))
                break


def _in_both(aligned: Alignment, find: Finder, pair: ClausePair) -> tuple[_InBlocks, _InBlocks]:
    """Return the placeables of the translation, and those of the original."""
    return (
        [(block, each) for block in aligned.translation for each in find(block, pair.translation)],
        [(block, each) for block in aligned.original for each in find(block, pair.original)],
    )


def _difference(placeables: _InBlocks, others: _InBlocks, key: Callable[[str], str] = str) -> _InBlocks:
    """Return the placeables of one language that the other lacks; `key` returns what is compared of a value."""
    return left_over(placeables, (key(other.key) for _, other in others), lambda each: key(each[1].key))


def left_over(items: Iterable[_T], known: Iterable[Hashable], key: Callable[[_T], Hashable]) -> list[_T]:
    """Return the items that remain if each known key removes one of them; of several with the same key, the last."""
    left = Counter(known)
    remaining = []
    for item in items:
        left[key(item)] -= 1
        if left[key(item)] < 0:
            remaining.append(item)
    return remaining


def _without_divided(
    placeables: _InBlocks, others: _InBlocks, divide: Callable[[Placeable], tuple[str, ...]]
) -> tuple[_InBlocks, _InBlocks]:
    """Return both without the placeables that are divided among the others, and without their parts."""
    left = []
    known, used = Counter(other.key for _, other in others), Counter[str]()
    for block, placeable in placeables:
        parts = Counter(divide(placeable))
        if parts and all(known[key] - used[key] >= count for key, count in parts.items()):
            used += parts
        else:
            left.append((block, placeable))
    return left, left_over(others, used.elements(), lambda other: other[1].key)


def _without_parts(placeables: _InBlocks, others: _InBlocks, is_part: IsPart) -> _InBlocks:
    return [
        (block, placeable)
        for block, placeable in placeables
        if not any(is_part(placeable, other) for _, other in others)
    ]


def _listed(placeables: _InBlocks) -> str:
    """Return placeables as a message shows them."""
    written = [" ".join(placeable.written.split()) for _, placeable in placeables]
    more = ["…"] if len(written) > _MAX_SHOWN_ITEMS else []
    return ", ".join(written[:_MAX_SHOWN_ITEMS] + more) or NOTHING
