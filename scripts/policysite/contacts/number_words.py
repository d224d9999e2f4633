"""Words that say of a number what it is: that of a phone, of a company in a register, or of a contract and the like."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from policysite.contacts.reading import any_of
from policysite.languages.lexicon import in_all_languages
from policysite.languages.scripts import ATTACHED

# Signs for “number”, and how the number of an account begins (IBAN).
_NUMBER_SIGNS, _ACCOUNT = r"[№#]|[Nn][°º]|\b[Nn]\.[°ºo]", r"(?<!\w)[A-Z]{2}\d\d\s[A-Z]{4}"
# Words between the name of a register and a number: where it is.
_WORD, _MAX_WORDS_OF_PLACE = re.compile(r"[^\W\d_]+"), 2
# How long a word before a number is, with what is between them.
_CHARACTERS_OF_WORD = 40
# The tables of a site have the same heads.
_CACHED_HEADS = 1_000


@functools.lru_cache(maxsize=_CACHED_HEADS)
def names_numbers(text: str) -> bool:
    """True if a text, such as the head of a column, says of the numbers below it whether they are those of phones."""
    end = text[-_CHARACTERS_OF_WORD:]
    return any(words().search(end) for words in (phone_word, contact_word, messenger_name, register_name))


def names_register(text: str) -> bool:
    """True if a text before a number says that it is that of a company or the like, perhaps with a place."""
    for name in register_name().finditer(text):
        behind = text[name.end() :]
        place = _WORD.findall(behind)
        if not behind[:1].isalpha() and len(place) <= _MAX_WORDS_OF_PLACE and not any(map(str.islower, place)):
            return True
    return False


def is_registered(text: str, start: int) -> bool:
    """True if the number that starts here is that of a company, a contract or the like."""
    return _register_word().search(text[max(start - _CHARACTERS_OF_WORD, 0) : start]) is not None


@functools.cache
def phone_word() -> re.Pattern[str]:
    """Match a word for a phone."""
    return _any_of("phone_words")


@functools.cache
def contact_word() -> re.Pattern[str]:
    """Match a word with other meanings, too, which names a phone number directly behind it."""
    return _any_of("contact_words")


@functools.cache
def messenger_name() -> re.Pattern[str]:
    """Match the name of a messenger whose members have a phone number."""
    return _any_of("dialed_messengers")


def _any_of(entry: str) -> re.Pattern[str]:
    """Return the pattern of the words that all lexicons have in an entry; * stands for any letters."""
    words = any_of(in_all_languages(entry)).replace(r"\*", r"\w*")
    # (Chinese and Japanese words have no spaces between them.)
    begins, ends = rf"(?:(?<![^\W_])|(?<=[{ATTACHED}]))", rf"(?:(?<=[\W{ATTACHED}])|(?![^\W_]))"
    return re.compile(rf"{begins}(?i:{words}){ends}")  # (large sets of letters take long to compile in any case)


@functools.cache
def short_number_word() -> re.Pattern[str]:
    """Match the words before a short number, up to the number; * stands for up to three words."""
    known = in_all_languages("short_number_words")
    words = "|".join(
        re.escape(each).replace(r"\*", r"\S+(?:\s\S+){0,2}").replace(r"\ ", r"\s") for each in sorted(known)
    )
    return re.compile(rf"(?<![^\W_])(?:{words})[\s:«“\"]{{1,3}}\Z", re.IGNORECASE)


def number_sign() -> str:
    """Return the pattern of a sign or a word for “number”, which may be missing."""
    return rf"(?:(?:{_NUMBER_SIGNS}|{'|'.join(_number_names())})\.?\s?)?"


@functools.cache
def _register_word() -> re.Pattern[str]:
    """Match the name of a register, or a word before a number of a contract or the like, up to the number.

    The number may be in the next cell, line or block. The sign for “number” at the end of a line is that of a link.
    """
    named = rf"{register_name().pattern}[\s|.:\uff1a]{{0,8}}"
    signed = rf"(?:{_NUMBER_SIGNS})(?:[^\S\n]|[.:\uff1a]){{0,3}}"
    return re.compile(rf"(?:(?:{named}|{signed})(?:[A-Z]{{1,2}}[\s/]?)?|(?<!\w)[A-Z]{{1,2}}-)\Z")


@functools.cache
def register_name() -> re.Pattern[str]:
    """Match the name of a register, or a word before a number of a contract or the like."""
    known = in_all_languages("register_words")
    numbered = {word for word in known if word.endswith("#")}
    names, kinds = _in_any_case(known - numbered), _in_any_case(word.rstrip(" #") for word in numbered)
    number = rf"[\s.:-]{{0,2}}(?:{_NUMBER_SIGNS}|(?i:{'|'.join(_number_names())}))"
    return re.compile(rf"(?:(?<!\w)(?:{names}(?:{number})?|{kinds}{number}(?:\s[^\W\d]{{2,6}})?)|{_ACCOUNT})")


def _in_any_case(words: Iterable[str]) -> str:
    """Return a pattern of words, of which those in capitals are written so; * stands for the rest of a word."""
    patterns = [
        (each, re.escape(each).replace(r"\*", r"\w*")) for each in sorted(words, key=lambda word: (-len(word), word))
    ]
    upper = [pattern for word, pattern in patterns if word.isupper()]
    others = [pattern for word, pattern in patterns if not word.isupper()]
    either = "|".join((*upper, f"(?i:{'|'.join(others)})"))
    return f"(?:{either})"


@functools.cache
def _number_names() -> tuple[str, ...]:
    """Return the patterns of the words for “number”."""
    known = in_all_languages("number_names")
    return tuple(re.escape(name).replace(r"\*", r"\w{0,4}") for name in sorted(known))
