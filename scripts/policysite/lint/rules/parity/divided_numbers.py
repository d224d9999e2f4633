"""Numbers of articles with their paragraphs, written as one number or divided: `6.1`, `6(1)`, `Artikel 6 Absatz 1`."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from policysite.corpus import Block
from policysite.languages import locale_of
from policysite.languages.durations import unit_after
from policysite.languages.lexicon import lexicon_of
from policysite.languages.scripts import HANGUL, IDEOGRAPHS_AND_KANA
from policysite.lint.text.placeable import Placeable

_BRACKET = re.compile(r"\s?\(")
# A word, such as “Absatz” or “stk.”; other short ones are “of”, “in” or “x”.
_SIGN = rf"[{IDEOGRAPHS_AND_KANA}{HANGUL}]"
_LETTER = r"[^\s\d.,:;()\[\]/–—-]"
_WORD = re.compile(rf"[\s.,º)]*((?:{_SIGN}\s?)+|{_LETTER}{{3,}}|{_LETTER}{{1,2}}(?=\.))[\s.º(]*")


def dividing(others: Sequence[tuple[Block, Placeable]], language: str) -> Callable[[Placeable], tuple[str, ...]]:
    """Return a function that returns the parts of a number if a text with these numbers divides it; none otherwise."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, ((_, one), (_, other)) in enumerate(pairwise(others)):
        places[one.key, other.key].append(place)

    @functools.cache
    def parts_of(key: str) -> tuple[str, ...]:
        parts = tuple(key.split("."))
        # (Many languages name the paragraph first.)
        for order in (parts, parts[::-1]) if len(parts) > 1 else ():
            for place in places[order[0], order[1]]:
                run = others[place : place + len(parts)]
                is_same = tuple(each.key for _, each in run) == order
                if is_same and all(_are_joined(*both, language) for both in pairwise(run)):
                    return parts
        return ()

    return lambda number: parts_of(number.key)


def _are_joined(number: tuple[Block, Placeable], following: tuple[Block, Placeable], language: str) -> bool:
    (block, first), (other, second) = number, following
    if block is not other:
        return False
    text, end = block.unmarked, first.start + len(first.written)
    if _BRACKET.fullmatch(text, end, second.start):
        return True
    word = _WORD.fullmatch(text, end, second.start)
    is_listing = word is None or word[1].strip().casefold() in _listing_words(language)
    return not is_listing and unit_after(text, end, language) is None


@functools.cache
def _listing_words(language: str) -> frozenset[str]:
    """Return what a language has between two things, such as “and” and “to”, in lower case."""
    patterns = locale_of(language).list_patterns
    between = [patterns[kind]["2"][len("{0}") : -len("{1}")] for kind in ("standard", "or") if kind in patterns]
    return frozenset(each.strip().casefold() for each in (*between, *lexicon_of(language)["between_days"]))
