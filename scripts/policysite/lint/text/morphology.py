"""The words of a language and their lemmas (basic forms).

The dictionaries are large: they are loaded when the first word is looked up.
"""

from __future__ import annotations

import functools
import gzip
import unicodedata
from bisect import bisect_left
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policysite.languages.lexicon import lexicon_of

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

# More different words than the longest policy has.
_CACHED_WORDS = 100_000
# No dictionary has longer words, and guessing their forms takes long.
_MAX_WORD_CHARACTERS = 60
# Shorter prefixes, such as «до», can also be the beginning of a misspelled word.
_MIN_PREFIX_LETTERS = 3
# Letters that a word must keep without its ending.
_MIN_STEM_CHARACTERS = 3


class WordList:
    """A word list of pyspellchecker: the words of a language with their frequencies; empty if it has none.

    It is read without pyspellchecker's class, which takes longer than the rest of a check. The file is a JSON
    object with a line for each word, such as `"data": 123,`; its lines are searched as they are.
    """

    def __init__(self, language: str) -> None:
        package = find_spec("spellchecker")
        if package is None or not package.submodule_search_locations:
            raise ModuleNotFoundError("pyspellchecker is not installed; install policysite again")
        file = Path(package.submodule_search_locations[0], "resources", f"{language}.json.gz")
        text = gzip.decompress(file.read_bytes()).decode("utf-8") if file.exists() else ""
        self._lines = sorted(text.splitlines())

    def frequency(self, word: str) -> int:
        """Return how often the language uses a word in lower case; 0 for a word that it does not have."""
        start = f'"{word}": '
        index = bisect_left(self._lines, start)
        line = self._lines[index] if index < len(self._lines) else ""
        return int(line.removeprefix(start).rstrip(",")) if line.startswith(start) else 0


@functools.lru_cache(maxsize=_CACHED_WORDS)
def lemmas(word: str, language: str) -> frozenset[str]:
    """Return the lemmas that a word may be a form of, in lower case: several if the word is ambiguous."""
    word = word.lower()
    if len(word) > _MAX_WORD_CHARACTERS:
        return frozenset({word})
    lexicon = lexicon_of(language)
    if lexicon["dictionary"] == "pymorphy3":
        return frozenset(parse.normal_form for parse in parses(word, language)) or frozenset({word})
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
    if lexicon_of(language)["dictionary"] == "pymorphy3":
        return bool(analyzer(language).word_is_known(word))
    return word_list(language).frequency(word.replace("’", "'")) > 0


@functools.lru_cache(maxsize=_CACHED_WORDS)
def is_prefixed(word: str, language: str) -> bool:
    """True if a word is a known one after a common prefix, such as «видео»; but «не» before a verb is a mistake."""
    if lexicon_of(language)["dictionary"] != "pymorphy3" or len(word) > _MAX_WORD_CHARACTERS:
        return False
    from pymorphy3.units import DictionaryAnalyzer, KnownPrefixAnalyzer

    for parse in parses(word, language):
        (first, *_), *others = parse.methods_stack
        if isinstance(first, DictionaryAnalyzer) and [type(each[0]) for each in others] == [KnownPrefixAnalyzer]:
            prefix = others[0][1]
            is_verb = bool({"VERB", "INFN"} & parse.tag.grammemes)
            if len(prefix) >= _MIN_PREFIX_LETTERS or (prefix == "не" and not is_verb):
                return True
    return False


def frequency(word: str, language: str) -> int:
    """Return the frequency of a word; 0 for one that is rare, or of a language whose frequencies are unknown."""
    return word_list(language).frequency(word)


@functools.lru_cache(maxsize=_CACHED_WORDS)
def is_predicate(word: str, language: str) -> bool:
    """True if a word is most likely a verb; False if the dictionary does not know."""
    if lexicon_of(language)["dictionary"] != "pymorphy3" or len(word) > _MAX_WORD_CHARACTERS:
        return False
    return any(parse.tag.POS in ("VERB", "PRTS", "PRED") for parse in parses(word.lower(), language)[:1])


@functools.lru_cache(maxsize=_CACHED_WORDS)
def is_function_word(word: str, language: str) -> bool:
    """True if a word cannot be a noun, a verb or an abbreviation; True if the dictionary does not know."""
    if lexicon_of(language)["dictionary"] != "pymorphy3":
        return True
    tags = [parse.tag for parse in parses(word, language)]
    return not any(tag.POS in ("NOUN", "VERB", "GRND") or "Abbr" in tag for tag in tags)


def parses(word: str, language: str) -> list[Any]:
    """Return the parses of a word by pymorphy3, the likeliest first; none if it has a character without a name.

    (The analyzer looks for the alphabet in the names, and fails where Unicode gives none.)
    """
    return analyzer(language).parse(word) if all(unicodedata.name(character, "") for character in word) else []


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
