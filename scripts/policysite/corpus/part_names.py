"""The names of links that readers take for pages and parts of a site."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection
from itertools import chain

from babel.core import get_global
from babel.languages import get_official_languages

from policysite.corpus.hosts import look
from policysite.corpus.invisible import IGNORED
from policysite.languages.alphabets import folded
from policysite.languages.labels import names_of_languages, names_of_originals, names_of_parts
from policysite.languages.lexicon import in_all_languages, lexicon_of

# A name as its words.
Words = tuple[str, ...]

# A number, as in `Policy 1.0`.
_NUMBER = re.compile(r"v?\d+")
_WORD = re.compile(r"[^\W_]+")
# Two of these letters are the flag of a country.
_FLAG_LETTERS = "\U0001f1e6-\U0001f1ff"
_FLAG = re.compile(f"[{_FLAG_LETTERS}]{{2}}")


def words_of(text: str) -> Words:
    """Return the words of a text in lower case, without accents; instead of a flag, the language of its country."""
    read = _FLAG.sub(lambda flag: f" {_language_of(flag[0])} ", IGNORED.sub("", text))
    return tuple(_WORD.findall(folded(read)))


def _language_of(flag: str) -> str:
    country = "".join(chr(ord(letter) - ord(_FLAG_LETTERS[0]) + ord("A")) for letter in flag)
    return next(iter(get_official_languages(country, de_facto=True)), "")


def is_own_name(
    words: Words, titles: Collection[Words], languages: tuple[str, ...], site_names: Collection[str] = ()
) -> bool:
    """True if words name a page or a part of a site, such as `The policy (PDF)`, `Version 1.0` or `In English`.

    `titles` are those of the pages, and what else readers know as the name of a part. The words in the names of the
    site make no difference beside others.
    """
    stop_words = _stop_words(languages)
    name = _without_stop_words(words, stop_words)
    if not name:
        return not stop_words.isdisjoint(words)
    named = {*_parts(languages), *(_without_stop_words(title, stop_words) for title in titles)}
    seen = {_as_seen(name), _as_seen(tuple(word for word in name if word not in site_names) or name)}
    return not seen.isdisjoint(map(_as_seen, named))


@functools.lru_cache(maxsize=1000)
def _as_seen(words: Words) -> str:
    """Return words as one, without endings; signs between letters make no difference, nor do look-alike digits."""
    return look("".join(_ending().sub(lambda ending: "y" if ending[0] == "ies" else "", word) for word in words))


@functools.cache
def _ending() -> re.Pattern[str]:
    """Match the ending of a name in any language."""
    return re.compile(rf"(?:{'|'.join(in_all_languages('part_name_endings'))})\Z")


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
    known = (word for each in languages for word in lexicon_of(each)["part_stop_words"])
    return frozenset(chain.from_iterable(map(words_of, known)))


@functools.cache
def _languages(languages: tuple[str, ...]) -> frozenset[Words]:
    return frozenset(map(words_of, names_of_languages(languages)))


@functools.cache
def _originals(languages: tuple[str, ...]) -> frozenset[Words]:
    codes = {*languages, *(each for each, code in get_global("language_aliases").items() if code in languages)}
    return frozenset({*map(words_of, names_of_originals(languages)), *((each.lower(),) for each in codes)})


@functools.cache
def _parts(languages: tuple[str, ...]) -> frozenset[Words]:
    stop_words = _stop_words(languages)
    names = {*map(words_of, names_of_parts(languages)), *_originals(languages)}
    return frozenset(_without_stop_words(name, stop_words) for name in names) - {()}
