"""By which words a language denies, as its lexicon lists them."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from policysite.messages import messages_in

# Messages between a negation and one that it calls for, at most.
_REACH = 8


@dataclass(frozen=True)
class Negations:
    """What the lexicon says of the negations of a language, ready to be found: see there."""

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
        """How a negation goes with others: `carrying`, `strengthening` or `continuing`; empty where it stands alone."""
        return next((kind for kind, form in self.kinds.items() if form.fullmatch(word)), "")


@functools.cache
def negations(language: str) -> Negations:
    """The negations of a language."""
    lexicon: Mapping[str, Any] = messages_in(language).lexicon["denials"]
    kinds = {kind: lexicon[kind] for kind in ("carrying", "strengthening", "continuing")}
    every = [*lexicon["plain"], *(word for listed in kinds.values() for word in listed)]
    affirmed = lexicon["affirmed"]
    joint = rf"(?:\s*,)?\s+(?:{_either(lexicon['joining'])})\s+|\s*,\s+"
    word = r"[^\W\d_]+"
    return Negations(
        any=_form(
            [
                *every,
                *lexicon["bounds"],
                *lexicon["loosely"],
                *lexicon["exceeding"],
                *(phrase for listed in affirmed.values() for phrase in listed),
            ]
        ),
        words=_form(every),
        kinds={kind: _form(listed) for kind, listed in kinds.items()},
        idioms=_form(lexicon["idioms"]),
        bounds=_form(lexicon["bounds"]),
        plain=_form(lexicon["plainly"]),
        affirmed={kind: _form(listed) for kind, listed in affirmed.items()},
        exceeding=_form(lexicon["exceeding"]),
        broken=_broken(lexicon),
        always=_form(lexicon["always"]),
        loosely=_form(lexicon["loosely"]),
        list=re.compile(rf"\s+{word}(?:\s*,\s+{word})*(?:\s*,)?\s+(?:{_either(lexicon['joining'])})\s+{word}"),
        joining=_form(lexicon["joining"]),
        joints=re.compile(joint),
        between=re.compile(rf"[^,;:]*[^,;:\s](?:{joint})"),
    )


def _form(phrases: list[str]) -> re.Pattern[str]:
    """Any of some phrases, in any case of letters; `*` stands for any letters, `#` for a number."""
    return re.compile(rf"(?<![\w-])(?:{_either(phrases)})(?![\w-])" if phrases else r"(?!)", re.IGNORECASE)


def _broken(lexicon: Mapping[str, Any]) -> re.Pattern[str]:
    """A word that would need a strengthening negation right before it, or before its preposition, and has none."""
    if not lexicon["strengthened"]:
        return re.compile(r"(?!)")
    carrying, strengthened = (_either(lexicon[key]) for key in ("carrying", "strengthened"))
    strengthening = _either(lexicon["strengthening"])
    gap = rf"(?:\s+(?!(?:{strengthening})\s)[\w-]+)"
    return re.compile(rf"(?<![\w-])(?:{carrying}){gap}{{1,{_REACH}}}?\s+(?:{strengthened})(?![\w-])", re.IGNORECASE)


def _either(phrases: list[str]) -> str:
    written = [
        re.escape(phrase).replace(r"\*", r"\w*").replace(r"\#", "[0-9][\\w-]*")
        for phrase in sorted(phrases, key=len, reverse=True)
    ]
    return "|".join(phrase.replace(r"\ ", r"\s+").replace("'", "['’]") for phrase in written)
