"""Patterns of the negations that the lexicon of a language lists."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from policysite.messages import messages_in

# Words between a negation and another that it requires.
_MAX_GAP_WORDS = 8


@dataclass(frozen=True)
class Patterns:
    """A pattern for each kind of negation in the lexicon, where the kinds are described."""

    any: re.Pattern[str]
    words: re.Pattern[str]
    kinds: Mapping[str, re.Pattern[str]]
    idioms: re.Pattern[str]
    bounds: re.Pattern[str]
    plain: re.Pattern[str]
    affirmed: Mapping[str, re.Pattern[str]]
    exceeding: re.Pattern[str]
    broken: re.Pattern[str]
    always: re.Pattern[str]
    loosely: re.Pattern[str]
    list: re.Pattern[str]
    joining: re.Pattern[str]
    joints: re.Pattern[str]
    between: re.Pattern[str]

    def kind(self, word: str) -> str:
        """Return how a negation combines with others: `carrying`, `strengthening`, `continuing`, or empty for alone."""
        return next((kind for kind, pattern in self.kinds.items() if pattern.fullmatch(word)), "")


@functools.cache
def patterns(language: str) -> Patterns:
    """Return the patterns of a language."""
    lexicon: Mapping[str, Any] = messages_in(language).lexicon["negation"]
    kinds = {kind: lexicon[kind] for kind in ("carrying", "strengthening", "continuing")}
    every = [*lexicon["plain"], *(word for listed in kinds.values() for word in listed)]
    affirmed = lexicon["affirmed"]
    joint = rf"(?:\s*,)?\s+(?:{_any_of(lexicon['joining'])})\s+|\s*,\s+"
    word = r"[^\W\d_]+"
    return Patterns(
        any=_pattern(
            [
                *every,
                *lexicon["bounds"],
                *lexicon["loosely"],
                *lexicon["exceeding"],
                *(phrase for listed in affirmed.values() for phrase in listed),
            ]
        ),
        words=_pattern(every),
        kinds={kind: _pattern(listed) for kind, listed in kinds.items()},
        idioms=_pattern(lexicon["idioms"]),
        bounds=_pattern(lexicon["bounds"]),
        plain=_pattern(lexicon["plainly"]),
        affirmed={kind: _pattern(listed) for kind, listed in affirmed.items()},
        exceeding=_pattern(lexicon["exceeding"]),
        broken=_broken(lexicon),
        always=_pattern(lexicon["always"]),
        loosely=_pattern(lexicon["loosely"]),
        list=re.compile(rf"\s+{word}(?:\s*,\s+{word})*(?:\s*,)?\s+(?:{_any_of(lexicon['joining'])})\s+{word}"),
        joining=_pattern(lexicon["joining"]),
        joints=re.compile(joint),
        between=re.compile(rf"[^,;:]*[^,;:\s](?:{joint})"),
    )


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    """Match any of the phrases in upper or lower case; `*` stands for any letters, `#` for a number."""
    return re.compile(rf"(?<![\w-])(?:{_any_of(phrases)})(?![\w-])" if phrases else r"(?!)", re.IGNORECASE)


def _broken(lexicon: Mapping[str, Any]) -> re.Pattern[str]:
    """Match a word that needs a strengthening negation right before it or its preposition, and has none."""
    if not lexicon["strengthened"]:
        return re.compile(r"(?!)")
    carrying, strengthened = (_any_of(lexicon[key]) for key in ("carrying", "strengthened"))
    strengthening = _any_of(lexicon["strengthening"])
    gap = rf"(?:\s+(?!(?:{strengthening})\s)[\w-]+)"
    return re.compile(
        rf"(?<![\w-])(?:{carrying}){gap}{{1,{_MAX_GAP_WORDS}}}?\s+(?:{strengthened})(?![\w-])", re.IGNORECASE
    )


def _any_of(phrases: list[str]) -> str:
    written = [
        re.escape(phrase).replace(r"\*", r"\w*").replace(r"\#", "[0-9][\\w-]*")
        for phrase in sorted(phrases, key=len, reverse=True)
    ]
    return "|".join(phrase.replace(r"\ ", r"\s+").replace("'", "['’]") for phrase in written)
