"""Defined terms: where one language uses one, the other must use its counterpart."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator

from policysite.corpus import Block, Clause, Page
from policysite.lint.context import Context
from policysite.lint.rule import ClausePair, Hit, hit, pair_rule
from policysite.lint.rules.parity.counterparts import counterparts
from policysite.lint.text.morphology import lemmas
from policysite.lint.text.phrases import Token, tokens

_Places = dict[int, tuple[Block, int]]


@pair_rule()
def term_differs(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A clause uses a defined term in one language and lacks its counterpart in the other."""
    here, there = _places(pair.clause, pair.translation, context), _places(pair.its, pair.original, context)
    for number in sorted(here.keys() ^ there.keys()):
        entry = context.editorial.glossary[number]
        if pair.translation.language not in entry.terms or pair.original.language not in entry.terms:
            continue
        if f"{pair.translation.name}#{pair.clause.id}" in entry.besides:
            continue
        own, its = entry.terms[pair.translation.language].term, entry.terms[pair.original.language].term
        if number in here:
            block, start = here[number]
            where = f"{pair.translation.path}:{pair.translation.position(block, start)[0]}"
            other = f"{pair.original.path}:{_opposite(block, pair, from_original=False).line}"
            yield hit(pair.translation, block, start, term=own, place=where, counterpart=its, other=other)
        else:
            block, start = there[number]
            where = f"{pair.original.path}:{pair.original.position(block, start)[0]}"
            opposite = _opposite(block, pair, from_original=True)
            other = f"{pair.translation.path}:{opposite.line}"
            yield hit(pair.translation, opposite, 0, term=its, place=where, counterpart=own, other=other)


def _places(clause: Clause, page: Page, context: Context) -> _Places:
    """Where each term of the glossary stands first in a clause, by the number of its entry."""
    glossary = context.editorial.glossary
    terms = tuple(entry.terms[page.language].term if page.language in entry.terms else "" for entry in glossary)
    places: _Places = {}
    if any(terms):
        known = _terms(terms, page.language)
        for block in clause.all_blocks():
            for number, start in known.places(block.prose):
                places.setdefault(number, (block, start))
    return places


class _Terms:
    """The terms of one language, ready to be found by the basic forms of their words."""

    def __init__(self, terms: tuple[str, ...], language: str) -> None:
        self._language = language
        self._forms = [[lemmas(token.word, language) for token in tokens(term)] for term in terms]
        self._beginning: dict[str, list[int]] = {}

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """The number of each term that stands in a text, and its first character there."""
        read = tokens(text)
        for place, token in enumerate(read):
            for number in self._beginning_with(token.word):
                here = read[place : place + len(self._forms[number])]
                if self._stands(self._forms[number], here, text):
                    yield number, token.start

    def _beginning_with(self, word: str) -> list[int]:
        """The terms that may begin with a word; remembered, for words come back."""
        if word not in self._beginning:
            forms = lemmas(word, self._language)
            self._beginning[word] = [number for number, each in enumerate(self._forms) if each and each[0] & forms]
        return self._beginning[word]

    def _stands(self, forms: list[frozenset[str]], here: tuple[Token, ...], text: str) -> bool:
        return (
            len(here) == len(forms)
            and all(form & lemmas(token.word, self._language) for form, token in zip(forms, here, strict=True))
            and all(not text[token.end : follows.start].strip() for token, follows in itertools.pairwise(here))
        )


@functools.lru_cache(maxsize=64)
def _terms(terms: tuple[str, ...], language: str) -> _Terms:
    return _Terms(terms, language)


def _opposite(block: Block, pair: ClausePair, *, from_original: bool) -> Block:
    """The block of the other language that is to say the same; its heading where the clauses are built differently."""
    for matched in counterparts(pair):
        own, others = (matched.its, matched.blocks) if from_original else (matched.blocks, matched.its)
        if len(own) == len(others) and any(each is block for each in own):
            return others[next(number for number, each in enumerate(own) if each is block)]
    return (pair.clause if from_original else pair.its).heading
