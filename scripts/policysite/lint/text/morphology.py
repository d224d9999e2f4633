"""Messages and their forms: which words a language has, and to which basic forms a word of a text may belong.

The dictionaries are large: they are read when the first word is looked up, and what was looked up is kept.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from policysite.messages import messages_in

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from spellchecker import SpellChecker

# Messages of one language whose forms are kept in memory: more than the longest policy has.
_KEPT = 100_000
# No dictionary has longer words, and guessing at their forms takes long.
_LONGEST = 60
# Letters that a word keeps when it loses an ending.
_SHORTEST_STEM = 3


@functools.lru_cache(maxsize=_KEPT)
def lemmas(word: str, language: str) -> frozenset[str]:
    """The basic forms that a word may be a form of, in lower case: several where it can be read in several ways.

    Args:
        word: one word, in any case of letters.
        language: the code of its language; one in which the tool has words.
    """
    word = word.lower()
    if len(word) > _LONGEST:
        return frozenset({word})
    lexicon = messages_in(language).lexicon
    if lexicon["dictionary"] == "pymorphy3":
        return frozenset(parse.normal_form for parse in analyser(language).parse(word))
    stems = {
        word.removesuffix(ending) + instead
        for ending, instead in lexicon["endings"]
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM
    }
    return frozenset({word, *stems})


@functools.lru_cache(maxsize=_KEPT)
def known(word: str, language: str) -> bool:
    """Whether the dictionary of a language has a word, in any of its forms; capitals and ё for е do not matter."""
    word = word.lower()
    if messages_in(language).lexicon["dictionary"] == "pymorphy3":
        return bool(analyser(language).word_is_known(word))
    return word.replace("’", "'") in spellings(language)


def frequency(word: str, language: str) -> int:
    """How often a language uses a word, in the numbers of its dictionary; 0 where that does not count."""
    counts = messages_in(language).lexicon["dictionary"] == "pyspellchecker"
    return int(spellings(language)[word]) if counts else 0


@functools.lru_cache(maxsize=_KEPT)
def is_predicate(word: str, language: str) -> bool:
    """True if a word is most likely a verb; False where the dictionary does not know."""
    if messages_in(language).lexicon["dictionary"] != "pymorphy3" or len(word) > _LONGEST:
        return False
    return analyser(language).parse(word.lower())[0].tag.POS in ("VERB", "PRTS", "PRED")


@functools.cache
def analyser(language: str) -> MorphAnalyzer:
    """What tells the forms of the words of a language."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang=_code(language))


@functools.cache
def spellings(language: str) -> SpellChecker:
    """What tells the words of a language and those that are spelled alike; `word in it` is whether it has a word."""
    import spellchecker

    return spellchecker.SpellChecker(language=_code(language), distance=1)


def _code(language: str) -> str:
    """A language without the country where it is available_locales."""
    return language.partition("-")[0]
