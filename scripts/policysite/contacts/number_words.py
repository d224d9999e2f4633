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
# A noun, which is longer than such words as “on”, and the sign behind it, up to a number.
_SIGNED = re.compile(rf"([^\W\d_]{{4,}})\s?(?:{_NUMBER_SIGNS})[^\S\n]{{0,3}}\Z")
# Words between the name of a register and a number: where it is.
_WORD, _MAX_WORDS_OF_PLACE = re.compile(r"[^\W\d_]+"), 2
# Numbers of companies in registers: without groups, or in groups of three digits; and the end of a clause before one.
_PLAIN, _CLAUSE_END, _COLON_AT_END = (
    re.compile(each) for each in (r"\d+|\d{3} \d{3} \d{3}", r"[\d.,:;!?()\n]", r"\s?[:\u2013\u2014]\s?\Z")
)
_CHARACTERS_OF_CLAUSE = 120
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
        is_place = len(place) <= _MAX_WORDS_OF_PLACE and not any(map(str.islower, place))
        if not behind[:1].isalpha() and is_place and not re.search(r"\d", behind):
            return True
    return False


def is_registered(text: str, number: re.Match[str]) -> bool:
    """True if a number in a text is that of a company, a contract or the like."""
    clause = text[max(number.start() - _CHARACTERS_OF_CLAUSE, 0) : number.start()]
    before = clause[-_CHARACTERS_OF_WORD:]
    return bool(
        _register_word().search(before)
        or (number[0].isdecimal() and _is_signed(before))
        or (_PLAIN.fullmatch(number[0]) and _is_entered(clause))
    )


def _is_entered(before: str) -> bool:
    """True if a text before a number says in one clause that it is that of a company in a register.

    It has the name of a register and whose the number is; or that name, or a word such as “entered”, and “number”.

    Args:
        before: the text before the number, as “in the trade register of Paris under number ”.
    """
    sign = _numbered().search(before)
    clause = _CLAUSE_END.split(before[: sign.start()] if sign else _COLON_AT_END.sub("", before))[-1]
    has_name = any(sign or name[0].isupper() for name in _named_register().finditer(clause))
    is_entered = has_name or (sign and _entered_word().search(clause))
    return bool(is_entered) and not any(word().search(clause) for word in (phone_word, contact_word, messenger_name))


def _is_signed(before: str) -> bool:
    """True if a text ends in a noun and a sign for “number”, as “Claim № ” does, and the noun names no phone."""
    signed = _SIGNED.search(before)
    words = (phone_word, contact_word, messenger_name, _number_name)
    return signed is not None and not any(
        name.end() == signed.end(1) for word in words for name in word().finditer(before)
    )


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

    The number may be in the next cell, line or block.
    """
    named = rf"{register_name().pattern}[\s|.:\uff1a]{{0,8}}"
    return re.compile(rf"(?:{named}(?:[A-Z]{{1,2}}[\s/]?)?|(?<!\w)[A-Z]{{1,2}}-)\Z")


@functools.cache
def register_name() -> re.Pattern[str]:
    """Match the name of a register, or a word before a number of a contract or the like."""
    known = in_all_languages("register_words")
    numbered = {word for word in known if word.endswith("#")}
    names, kinds = _in_any_case(known - numbered), _in_any_case(word.rstrip(" #") for word in numbered)
    number_name = f"(?i:{'|'.join(_number_names())})"
    number = rf"[\s.:-]{{0,2}}(?:{_NUMBER_SIGNS}|{number_name})"
    # (“Number of the order” is as good as “order number”.)
    with_number = rf"{kinds}{number}\.?(?:\s[^\W\d]{{2,6}})?|{number_name}\s(?:[^\W\d_]{{1,3}}[\s'\u2019])?{kinds}"
    return re.compile(rf"(?:(?<!\w)(?:{names}(?:{number})?|{with_number})|{_ACCOUNT})")


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
def _numbered() -> re.Pattern[str]:
    """Match a sign or a word for “number”, and perhaps a short word behind it, at the end of a text."""
    return re.compile(
        rf"(?:{_NUMBER_SIGNS}|{_number_name().pattern})\.?(?:\s[^\W\d_]{{1,6}})?[\s:]{{0,3}}\Z", re.IGNORECASE
    )


@functools.cache
def _entered_word() -> re.Pattern[str]:
    """Match a word that says that a company is in a register."""
    return _any_of("entered_words")


@functools.cache
def _named_register() -> re.Pattern[str]:
    """Match the name of a register."""
    known = in_all_languages("register_words")
    return re.compile(rf"(?<!\w){_in_any_case(word for word in known if not word.endswith('#'))}(?!\w)")


@functools.cache
def _number_name() -> re.Pattern[str]:
    """Match a word for “number”."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(_number_names())})(?!\w)", re.IGNORECASE)


@functools.cache
def _number_names() -> tuple[str, ...]:
    """Return the patterns of the words for “number”."""
    known = in_all_languages("number_names")
    return tuple(re.escape(name).replace(r"\*", r"\w{0,4}") for name in sorted(known))
