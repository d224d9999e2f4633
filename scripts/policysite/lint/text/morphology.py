"""The words of a language and their lemmas (basic forms).

The dictionaries are large: they are loaded when the first word is looked up.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from policysite.lint.text.word_list import WordList
from policysite.messages import messages_in

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

# More different words than the longest policy has.
_CACHED_WORDS = 100_000
# No dictionary has longer words, and guessing their forms takes long.
_MAX_WORD_CHARACTERS = 60
# Letters that a word must keep without its ending.
_MIN_STEM_CHARACTERS = 3


@functools.lru_cache(maxsize=_CACHED_WORDS)
def lemmas(word: str, language: str) -> frozenset[str]:
    """Return the lemmas that a word may be a form of, in lower case: several if the word is ambiguous.

    Args:
        word: one word, in upper or lower case.
        language: the code of its language; one of `available_locales()`.
    """
    word = word.lower()
    if len(word) > _MAX_WORD_CHARACTERS:
        return frozenset({word})
    lexicon = messages_in(language).lexicon
    if lexicon["dictionary"] == "pymorphy3":
        return frozenset(parse.normal_form for parse in analyzer(language).parse(word))
    stems = {
        word.removesuffix(ending) + instead
        for ending, instead in lexicon["endings"]
        if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM_CHARACTERS
    }
    return frozenset({word, *stems})


@functools.lru_cache(maxsize=_CACHED_WORDS)
def known(word: str, language: str) -> bool:
    """True if the dictionary of a language has a word, in any of its forms; case and ё or е make no difference."""
    word = word.lower()
    if messages_in(language).lexicon["dictionary"] == "pymorphy3":
        return bool(analyzer(language).word_is_known(word))
    return word_list(language).frequency(word.replace("’", "'")) > 0


def frequency(word: str, language: str) -> int:
    """Return the frequency of a word according to the dictionary; 0 if the dictionary has no frequencies."""
    counts = messages_in(language).lexicon["dictionary"] == "pyspellchecker"
    return word_list(language).frequency(word) if counts else 0


@functools.lru_cache(maxsize=_CACHED_WORDS)
def is_predicate(word: str, language: str) -> bool:
    """True if a word is most likely a verb; False if the dictionary does not know."""
    if messages_in(language).lexicon["dictionary"] != "pymorphy3" or len(word) > _MAX_WORD_CHARACTERS:
        return False
    return analyzer(language).parse(word.lower())[0].tag.POS in ("VERB", "PRTS", "PRED")


@functools.cache
def analyzer(language: str) -> MorphAnalyzer:
    """Return the morphological analyzer of a language."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang=_code(language))


@functools.cache
def word_list(language: str) -> WordList:
    """Return the word list of a language."""
    return WordList(_code(language))


def _code(language: str) -> str:
    """Return a language code without its country."""
    return language.partition("-")[0]
