"""Brackets and quotation marks that have no counterpart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from policysite.languages.lexicon import lexicon_of
from policysite.typography.quotes import marks

# Brackets: those that open, and those that close them.
_BRACKETS = ("(（", ")）"), ("[［", "]］"), ("{｛", "}｝"), ("「", "」"), ("『", "』"), ("《", "》"), ("【", "】")
_BRACKET = re.compile(f"[{re.escape(''.join(opening + closing for opening, closing in _BRACKETS))}]")
# The middle of a broken link: its brackets may be those of code.
_MARKUP = re.compile(r"\]\(|\]\[")
_MARKUP_BRACKETS = "[]()"
# Before a bracket that closes nothing: the number or the letter of an item, or the eyes of an emoticon.
_ITEM_OR_EMOTICON = re.compile(r"(?<![^\s\"'«„“(])(?:[^\W_]{1,3}|\d+(?:\.\d+)+)$|[:;=]-?$")
_MAX_ITEM_CHARACTERS = 12
# Any quotation marks, where those of a language are not known.
_QUOTES = "“”‘’"

# A mark: the number of its text, from 0, and its character in it, from 0.
_Mark = tuple[int, int]


def unpaired(texts: Sequence[str], language: str) -> list[_Mark]:
    """Return the brackets and quotation marks without a counterpart in texts that follow each other, in order.

    A bracket may be closed in a later text, as after a list; a quotation mark may not. Marks that are not those of the
    language are left out, because their pairs are not certain.
    """
    return sorted([*_brackets(texts), *_quotation_marks(texts, language)])


def _brackets(texts: Sequence[str]) -> Iterator[_Mark]:
    opened: list[tuple[str, _Mark]] = []  # each with the brackets that can close it
    waiting: Counter[str] = Counter()  # how many of them are closed by each sign
    for number, text in enumerate(texts):
        left_out = _MARKUP_BRACKETS if _MARKUP.search(text) else ""
        for match in _BRACKET.finditer(text):
            sign, place = match[0], (number, match.start())
            if sign in left_out:
                continue
            if closing := next((closing for opening, closing in _BRACKETS if sign in opening), ""):
                opened.append((closing, place))
                waiting.update(closing)
                continue
            if waiting[sign]:
                while sign not in opened[-1][0]:
                    unclosed, inside = opened.pop()
                    waiting.subtract(unclosed)
                    yield inside
                waiting.subtract(opened.pop()[0])
            elif not _ITEM_OR_EMOTICON.search(text[max(match.start() - _MAX_ITEM_CHARACTERS, 0) : match.start()]):
                yield place
    yield from (place for _, place in opened)


def _quotation_marks(texts: Sequence[str], language: str) -> Iterator[_Mark]:
    right = lexicon_of(language)["quotes"]
    for number, text in enumerate(texts):
        for mark in marks(text, right or _QUOTES):
            if mark.wanted is None and (mark.written in right or not right):
                yield number, mark.offset
