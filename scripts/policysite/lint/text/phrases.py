"""Messages and phrases in a text, in whatever form they stand there."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from policysite.lint.text.morphology import lemmas

# Texts whose words, and lists of phrases whose forms, are kept in memory.
_KEPT = 50_000
# (Some programs write й as и with a sign of its own behind it.)
_TOKEN = re.compile(r"\w[\w\u0300-\u036f]*+(?:[-’']\w[\w\u0300-\u036f]*+)*|%")


class Token(NamedTuple):
    """A word, a number or a percent sign in a text, and where it begins and ends, from 0."""

    start: int
    end: int
    word: str


class Occurrence(NamedTuple):
    """A phrase in a text, and where it begins and ends, from 0."""

    start: int
    end: int
    phrase: str


@functools.lru_cache(maxsize=_KEPT)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text, hyphenated ones as one, in order."""
    return tuple(
        Token(match.start(), match.end(), unicodedata.normalize("NFC", match[0])) for match in _TOKEN.finditer(text)
    )


class Phrases:
    """A list of phrases that can be found in texts of one language, by the basic forms of their words."""

    def __init__(self, phrases: tuple[str, ...], language: str) -> None:
        self._language = language
        self._by_first: dict[str, list[tuple[str, list[frozenset[str]]]]] = {}
        for phrase in phrases:
            forms = [lemmas(token.word, language) for token in tokens(phrase)]
            for lemma in forms[0] if forms else ():
                self._by_first.setdefault(lemma, []).append((phrase, forms))

    def occurrences(self, text: str) -> Iterator[Occurrence]:
        """Where the phrases stand in a text, in order; of those that begin at one word, the longest."""
        if not self._by_first:
            return
        read = tokens(text)
        for number, token in enumerate(read):
            found = [
                (len(forms), phrase)
                for lemma in lemmas(token.word, self._language)
                for phrase, forms in self._by_first.get(lemma, ())
                if self._stands(forms, read[number : number + len(forms)], text)
            ]
            if found:
                length, phrase = max(found)
                yield Occurrence(token.start, read[number + length - 1].end, phrase)

    def _stands(self, forms: list[frozenset[str]], here: tuple[Token, ...], text: str) -> bool:
        """Whether words stand here one behind the other, nothing but white space between them."""
        return (
            len(here) == len(forms)
            and all(form & lemmas(token.word, self._language) for form, token in zip(forms, here, strict=True))
            and all(not text[token.end : follows.start].strip() for token, follows in itertools.pairwise(here))
        )


@functools.lru_cache(maxsize=_KEPT)
def phrases(phrases: tuple[str, ...], language: str) -> Phrases:
    """The phrases of a list, ready to be found."""
    return Phrases(phrases, language)
