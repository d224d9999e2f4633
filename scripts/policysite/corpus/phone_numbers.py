"""Phone numbers that are written out in a text: international ones, and national ones of any country."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from policysite.languages.lexicon import LANGUAGES, lexicon_of

# As in ITU-T E.123: `+`, the country code, and with it nine to fifteen digits. In many countries 00 is dialed for `+`.
_BETWEEN_DIGITS = "\\s().\u2010-\u2015\u2212/\u00b7\u2022\uff0d-"
PLUS = "+\uff0b\ufe62\u207a"
_INTERNATIONAL = (
    rf"(?:[{PLUS}]\s?\d(?:[{_BETWEEN_DIGITS}]{{0,3}}\d){{8,14}}"
    rf"|[{PLUS}]\s?[1-9]\d{{0,2}}(?P<sign>[:_|])\d{{3}}(?:(?P=sign)\d{{2,4}}){{2,3}}"
    rf"|(?<!\d[\s.,/:-])00\s?(?!0)\d(?:[{_BETWEEN_DIGITS}]{{0,3}}\d){{8,14}})(?![\d-])"
)
# National numbers that begin with 0, in the groups in which people write them: not those of banks and documents.
_SPACE = "[ \u00a0\u2010\u2011\uff0d-]"
_WITH_ZERO = (
    r"(?<!\d[-.,/ ])(?<!\u2116)(?<!\u2116\s)(?:"
    rf"[0\uff10][1-9\uff11-\uff19]{_SPACE}\d{{4}}{_SPACE}\d{{4}}"
    rf"|\(?0[1-9]\d(?:\)?{_SPACE}(?:\d{{6,8}}|\d{{3,4}}{_SPACE}\d{{4}})"
    rf"|\d{{1,2}}\)?{_SPACE}(?:\d{{5,8}}|\d{{3}}{_SPACE}\d{{3,4}})))(?![\d-]|[.,/]\d)"
)
# Each phone number has as many digits, with little between them: finding the places where one may be is fast.
_DIGITS = re.compile(r"\d(?:\D{0,4}\d){7,}+")
# What belongs to a number before its first digit, and what decides after its last one if it is whole.
_CHARACTERS_AROUND_DIGITS = 2
# A number after a word for one, however it is written.
_ANY_NUMBER = re.compile(rf"[{PLUS}(]?\d(?:[{_BETWEEN_DIGITS}]{{0,3}}\d){{6,14}}(?![\d-]|[.,/:]\d)")
_LOCAL_DIGITS = re.compile(r"\d(?:\D{0,3}\d){6,}+")
# The longest word for a phone, with what is between it and a number.
_MAX_PHONE_WORD_CHARACTERS = 24


def phone_numbers_in(text: str) -> list[re.Match[str]]:
    """Return the phone numbers in a text."""
    spans = (match.span() for match in _DIGITS.finditer(text))
    return [
        number
        for start, end in spans
        for number in _phone_number().finditer(
            text, max(start - _CHARACTERS_AROUND_DIGITS, 0), end + _CHARACTERS_AROUND_DIGITS
        )
    ]


def numbers_after_words(text: str) -> Iterator[re.Match[str]]:
    """Yield the numbers after a word for a phone."""
    for digits in _LOCAL_DIGITS.finditer(text):
        for word in _phone_word().finditer(text, max(digits.start() - _MAX_PHONE_WORD_CHARACTERS, 0), digits.end()):
            if number := _ANY_NUMBER.match(text, word.end()):
                yield number


def digits(phone_number: str) -> str:
    """Return a phone number with only its digits and `+`."""
    return re.sub("[^0-9+]", "", phone_number)


@functools.cache
def _phone_word() -> re.Pattern[str]:
    """Match a word for a phone, or the name of a messenger whose members have a number, up to the number.

    Without a sign between them, groups of three digits are any number.
    """
    known = {word for language in LANGUAGES for word in lexicon_of(language)["phone_words"]}
    words = "|".join(map(re.escape, sorted(known)))
    number = r"(?!\d{1,3}(?:\s\d{3})+(?![\s-]?\d))"
    # (In a table, the number may be in the next cell.)
    space = r"[\s|]"
    between = rf"(?:\.?\s{{0,3}}[:\uff1a]{space}{{0,4}}|\.{space}{{0,4}}|{space}{{1,4}}{number})"
    return re.compile(rf"(?<![^\W_])(?:{words}){between}(?=[\d{PLUS}(])", re.IGNORECASE)


@functools.cache
def _phone_number() -> re.Pattern[str]:
    """Match international phone numbers, and national ones of the shapes in the lexicons, where 0 is any digit.

    The shapes of all languages count, as a page may give a number of another country.
    """
    shapes = [shape for language in LANGUAGES for shape in lexicon_of(language)["phone_formats"]]
    national = (_WITH_ZERO, *(f"{_pattern(shape)}(?![\\d-]|[.,/]\\d)" for shape in shapes))
    return re.compile(rf"(?<![\w+])(?:{'|'.join((_INTERNATIONAL, *national))})")


def _pattern(shape: str) -> str:
    parts = (_character(sign, shape[:number][-1:], shape[number + 1 :][:1]) for number, sign in enumerate(shape))
    return rf"(?<!\d[-.,/])(?:{''.join(parts)})"


def _character(character: str, before: str, after: str) -> str:
    if character == "0":
        return r"\d"
    if character in " -":
        between = "[\\s.\u2010-\u2015\u2212/\u00b7\u2022\uff0d-]"
        return f"{between}?" if before == ")" or after == "(" else between
    wide = chr(ord(character) + ord("\uff10") - ord("0")) if character.isdecimal() else ""
    return f"[{character}{wide}]" if wide else re.escape(character)
