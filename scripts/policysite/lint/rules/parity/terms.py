"""Defined terms: if one language of a clause uses one, the other must use its counterpart."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator

from policysite.corpus import Block, Clause, Page
from policysite.lint.context import Context
from policysite.lint.rule import ClausePair, Hit, hit, pair_rule
from policysite.lint.rules.parity.alignment import opposite
from policysite.lint.text.morphology import lemmas
from policysite.lint.text.phrases import Token, tokens

# The block and the character in it at which a term stands, by the number of its glossary entry.
_Places = dict[int, tuple[Block, int]]


@pair_rule()
def term_differs(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A clause uses a defined term in one language and lacks its counterpart in the other."""
    here = _places(pair.translated_clause, pair.translation, context)
    there = _places(pair.original_clause, pair.original, context)
    for number in sorted(here.keys() ^ there.keys()):
        entry = context.editorial.glossary[number]
        if pair.translation.language not in entry.terms or pair.original.language not in entry.terms:
            continue
        if f"{pair.translation.name}#{pair.translated_clause.id}" in entry.exceptions:
            continue
        translated, original = entry.terms[pair.translation.language].term, entry.terms[pair.original.language].term
        if number in here:
            block, start = here[number]
            place = f"{pair.translation.path}:{pair.translation.position(block, start)[0]}"
            other = f"{pair.original.path}:{opposite(block, pair).line}"
            yield hit(pair.translation, block, start, term=translated, place=place, counterpart=original, other=other)
        else:
            block, start = there[number]
            place = f"{pair.original.path}:{pair.original.position(block, start)[0]}"
            block = opposite(block, pair)
            other = f"{pair.translation.path}:{block.line}"
            yield hit(pair.translation, block, term=original, place=place, counterpart=translated, other=other)


def _places(clause: Clause, page: Page, context: Context) -> _Places:
    """Return the first place of each term of the glossary in a clause."""
    glossary = context.editorial.glossary
    terms = tuple(entry.terms[page.language].term if page.language in entry.terms else "" for entry in glossary)
    places: _Places = {}
    if any(terms):
        matcher = _terms(terms, page.language)
        for block in clause.all_blocks():
            for number, start in matcher.places(block.prose):
                places.setdefault(number, (block, start))
    return places


class _Terms:
    """Finds the terms of one language by the lemmas of their words."""

    def __init__(self, terms: tuple[str, ...], language: str) -> None:
        self._language = language
        self._forms = [[lemmas(token.word, language) for token in tokens(term)] for term in terms]
        self._beginning: dict[str, list[int]] = {}

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the number of each term in a text, and its first character there."""
        words = tokens(text)
        for place, token in enumerate(words):
            for number in self._beginning_with(token.word):
                here = words[place : place + len(self._forms[number])]
                if self._matches(self._forms[number], here, text):
                    yield number, token.start

    def _beginning_with(self, word: str) -> list[int]:
        """Return the terms that may begin with a word; cached, as words are repeated."""
        if word not in self._beginning:
            forms = lemmas(word, self._language)
            self._beginning[word] = [number for number, each in enumerate(self._forms) if each and each[0] & forms]
        return self._beginning[word]

    def _matches(self, forms: list[frozenset[str]], here: tuple[Token, ...], text: str) -> bool:
        return (
            len(here) == len(forms)
            and all(form & lemmas(token.word, self._language) for form, token in zip(forms, here, strict=True))
            and all(not text[token.end : follows.start].strip() for token, follows in itertools.pairwise(here))
        )


@functools.lru_cache(maxsize=64)
def _terms(terms: tuple[str, ...], language: str) -> _Terms:
    return _Terms(terms, language)
