"""Patterns of the negations that the lexicon of a language lists."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from policysite.languages.lexicon import lexicon_of

# Words between a negation and another that it requires.
_MAX_GAP_WORDS = 8


@dataclass(frozen=True)
class NegationPatterns:
    """A pattern for each kind of negation in the lexicon, where the kinds are described."""

    words: re.Pattern[str]
    kinds: Mapping[str, re.Pattern[str]]
    idioms: re.Pattern[str]
    bounds: re.Pattern[str]
    explicit_bounds: re.Pattern[str]
    equivalents: Mapping[str, re.Pattern[str]]
    exceeded_bounds: re.Pattern[str]
    unreinforced: re.Pattern[str]
    always: re.Pattern[str]
    always_equivalents: re.Pattern[str]
    list: re.Pattern[str]
    conjunctions: re.Pattern[str]
    separators: re.Pattern[str]
    between: re.Pattern[str]

    def kind(self, word: str) -> str:
        """Return how a negation combines with others: `reinforced`, `reinforcing`, `continuing`, or empty for alone."""
        return next((kind for kind, pattern in self.kinds.items() if pattern.fullmatch(word)), "")


@functools.cache
def patterns(language: str) -> NegationPatterns:
    """Return the patterns of a language."""
    lexicon: Mapping[str, Any] = lexicon_of(language)["negation"]
    kinds = {kind: lexicon[kind] for kind in ("reinforced", "reinforcing", "continuing")}
    every = [*lexicon["independent"], *(word for listed in kinds.values() for word in listed)]
    separator = rf"(?:\s*,)?\s+(?:{_any_of(lexicon['conjunctions'])})\s+|\s*,\s+"
    word = r"[^\W\d_]+"
    return NegationPatterns(
        words=_pattern(every),
        kinds={kind: _pattern(listed) for kind, listed in kinds.items()},
        idioms=_pattern(lexicon["idioms"]),
        bounds=_pattern(lexicon["bounds"]),
        explicit_bounds=_pattern(lexicon["explicit_bounds"]),
        equivalents={kind: _pattern(listed) for kind, listed in lexicon["equivalents"].items()},
        exceeded_bounds=_pattern(lexicon["exceeded_bounds"]),
        unreinforced=_unreinforced(lexicon),
        always=_pattern(lexicon["always"]),
        always_equivalents=_pattern(lexicon["always_equivalents"]),
        list=re.compile(rf"\s+{word}(?:\s*,\s+{word})*(?:\s*,)?\s+(?:{_any_of(lexicon['conjunctions'])})\s+{word}"),
        conjunctions=_pattern(lexicon["conjunctions"]),
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
