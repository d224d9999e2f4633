"""Finds words and phrases in a text, in any of their forms."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from policysite.lint.text.morphology import lemmas

_CACHED_TEXTS = 50_000
# Some programs write й as и followed by a combining accent.
_TOKEN = re.compile(r"\w[\w\u0300-\u036f]*+(?:[-’']\w[\w\u0300-\u036f]*+)*|%")


class WordToken(NamedTuple):
    """A word, a number or a percent sign in a text, with its start and end, from 0."""

    start: int
    end: int
    word: str


class Occurrence(NamedTuple):
    """A phrase in a text, with its start and end, from 0."""

    start: int
    end: int
    phrase: str


@functools.lru_cache(maxsize=_CACHED_TEXTS)
def tokens(text: str) -> tuple[WordToken, ...]:
    """Return the words of a text in order; a hyphenated word is one."""
    return tuple(
        WordToken(match.start(), match.end(), unicodedata.normalize("NFC", match[0])) for match in _TOKEN.finditer(text)
    )


class Phrases:
    """Finds phrases in texts of one language, by the lemmas of their words."""

    def __init__(self, phrases: tuple[str, ...], language: str) -> None:
        self._language = language
        self._by_first: dict[str, list[tuple[str, list[frozenset[str]]]]] = {}
        for phrase in phrases:
            forms = [lemmas(token.word, language) for token in tokens(phrase)]
            for lemma in forms[0] if forms else ():
                self._by_first.setdefault(lemma, []).append((phrase, forms))

    def occurrences(self, text: str) -> Iterator[Occurrence]:
        """Yield the phrases in a text, in order; of those that begin with the same word, the longest."""
        for _, found in itertools.groupby(self.all_occurrences(text), key=lambda occurrence: occurrence.start):
            yield max(found, key=lambda occurrence: (occurrence.end, occurrence.phrase))

    def all_occurrences(self, text: str) -> Iterator[Occurrence]:
        """Yield the phrases in a text, in order, including those inside others."""
        if not self._by_first:
            return
        words = tokens(text)
        for number, token in enumerate(words):
            for lemma in lemmas(token.word, self._language):
                for phrase, forms in self._by_first.get(lemma, ()):
                    if self._matches(forms, words[number : number + len(forms)], text):
                        yield Occurrence(token.start, words[number + len(forms) - 1].end, phrase)

    def _matches(self, forms: list[frozenset[str]], here: tuple[WordToken, ...], text: str) -> bool:
        """True if these words of a text have the given lemmas, with only white space between them."""
        return (
            len(here) == len(forms)
            and all(form & lemmas(token.word, self._language) for form, token in zip(forms, here, strict=True))
            and all(not text[token.end : follows.start].strip() for token, follows in itertools.pairwise(here))
        )


@functools.lru_cache(maxsize=_CACHED_TEXTS)
def phrases(phrases: tuple[str, ...], language: str) -> Phrases:
    """Return a finder of these phrases."""
    return Phrases(phrases, language)
