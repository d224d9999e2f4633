"""Patterns of the negations that the lexicon of a language lists."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from policysite.languages.lexicon import lexicon_of

# Words between a negation and another that it requires.
_MAX_GAP_WORDS = 8


# How a negation combines with others; those of no such kind are independent.
_KINDS = ("reinforced", "reinforcing", "continuing")


@dataclass(frozen=True)
class NegationPatterns:
    """The patterns of a language.

    Attributes:
        of: a pattern for each list of the lexicon, where the lists are described.
        equivalents: a pattern for each kind of phrase that another language may write with a negation.
        words: all negations.
        unreinforced: a word that needs a reinforcing negation, without one.
        list: the words of a list after a negation.
        separators: what separates the words of a list.
        between: what may stand between two negations of a series.
    """

    of: Mapping[str, re.Pattern[str]]
    equivalents: Mapping[str, re.Pattern[str]]
    words: re.Pattern[str]
    unreinforced: re.Pattern[str]
    list: re.Pattern[str]
    separators: re.Pattern[str]
    between: re.Pattern[str]

    def kind(self, word: str) -> str:
        """Return how a negation combines with others; empty for an independent one."""
        return next((kind for kind in _KINDS if self.of[kind].fullmatch(word)), "")


@functools.cache
def patterns(language: str) -> NegationPatterns:
    """Return the patterns of a language, which match nothing if its negations are not known."""
    lexicon: Mapping[str, Any] = defaultdict(list, lexicon_of(language)["negation"])
    lists = {name: _pattern(listed) for name, listed in lexicon.items() if isinstance(listed, list)}
    conjunction = f"(?:{_any_of(lexicon['conjunctions'])})"
    separator = rf"(?:\s*,)?\s+{conjunction}\s+|\s*,\s+"
    word = r"[^\W\d_]+"
    return NegationPatterns(
        of=defaultdict(lambda: _pattern([]), lists),
        equivalents={kind: _pattern(listed) for kind, listed in dict(lexicon["equivalents"]).items()},
        words=_pattern([word for kind in ("independent", *_KINDS) for word in lexicon[kind]]),
        unreinforced=_unreinforced(lexicon),
        list=re.compile(rf"\s+{word}(?:\s*,\s+{word})*(?:\s*,)?\s+{conjunction}\s+{word}"),
        separators=re.compile(separator),
        between=re.compile(rf"[^,;:]*[^,;:\s](?:{separator})"),
    )


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    """Match any of the phrases in upper or lower case; `*` stands for any letters, `#` for a number."""
    return re.compile(rf"(?<![\w-])(?:{_any_of(phrases)})(?![\w-])" if phrases else r"(?!)", re.IGNORECASE)


def _unreinforced(lexicon: Mapping[str, Any]) -> re.Pattern[str]:
    """Match a word that needs a reinforcing negation right before it or its preposition, and has none."""
    if not lexicon["needing_reinforcement"]:
        return re.compile(r"(?!)")
    reinforced, needing = (_any_of(lexicon[key]) for key in ("reinforced", "needing_reinforcement"))
    reinforcing = _any_of(lexicon["reinforcing"])
    gap = rf"(?:\s+(?!(?:{reinforcing})\s)[\w-]+)"
    return re.compile(
        rf"(?<![\w-])(?:{reinforced}){gap}{{1,{_MAX_GAP_WORDS}}}?\s+(?:{needing})(?![\w-])", re.IGNORECASE
    )


def _any_of(phrases: list[str]) -> str:
    written = [
        re.escape(phrase).replace(r"\*", r"\w*").replace(r"\#", "[0-9][\\w-]*")
        for phrase in sorted(phrases, key=len, reverse=True)
    ]
    return "|".join(phrase.replace(r"\ ", r"\s+").replace("'", "['’]") for phrase in written)
