"""The names of links that readers take for pages and parts of a site."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Collection

from policysite.corpus.invisible import IGNORED
from policysite.languages.labels import names_of_languages, names_of_originals, names_of_parts
from policysite.languages.lexicon import lexicon_of

# A name as its words.
Words = tuple[str, ...]

# A number, as in `Policy 1.0`.
_NUMBER = re.compile(r"v?\d+")


def words_of(text: str) -> Words:
    """Return the words of a text in lower case, without accents."""
    letters = unicodedata.normalize("NFKD", IGNORED.sub("", text)).casefold()
    return tuple(re.findall(r"\w+", "".join(each for each in letters if unicodedata.category(each) != "Mn")))


def is_own_name(words: Words, titles: Collection[Words], languages: tuple[str, ...]) -> bool:
    """True if words name a page or a part of a site, such as `The policy (PDF)`, `Version 1.0` or `In English`."""
    stop_words = _stop_words(languages)
    name = _without_stop_words(words, stop_words)
    if not name:
        return not stop_words.isdisjoint(words)
    # (Signs and ends of lines between the letters of a word make no difference either.)
    named = {*_parts(languages), *(_without_stop_words(title, stop_words) for title in titles)}
    return "".join(name) in {"".join(each) for each in named}


def names_language(words: Words, languages: tuple[str, ...]) -> bool:
    """True if words are the name of one of these languages, such as `English` or `English version`."""
    return _without_stop_words(words, _stop_words(languages)) in _languages(languages)


def names_other_text(words: Words, languages: tuple[str, ...]) -> bool:
    """True if words name the text of a page in another language, such as `English` or `Read the original`."""
    return names_language(words, languages) or words in _originals(languages)


def _without_stop_words(words: Words, stop_words: frozenset[str]) -> Words:
    return tuple(word for word in words if word not in stop_words and not _NUMBER.fullmatch(word))


@functools.cache
def _stop_words(languages: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for each in languages for word in lexicon_of(each)["part_stop_words"])


@functools.cache
def _languages(languages: tuple[str, ...]) -> frozenset[Words]:
    return frozenset(map(words_of, names_of_languages(languages)))


@functools.cache
def _originals(languages: tuple[str, ...]) -> frozenset[Words]:
    return frozenset({*map(words_of, names_of_originals(languages)), *((each.lower(),) for each in languages)})


@functools.cache
def _parts(languages: tuple[str, ...]) -> frozenset[Words]:
    stop_words = _stop_words(languages)
    names = {*map(words_of, names_of_parts(languages)), *_originals(languages)}
    return frozenset(_without_stop_words(name, stop_words) for name in names) - {()}
