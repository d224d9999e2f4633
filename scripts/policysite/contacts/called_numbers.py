"""Phone numbers of forms that any number may have, so that only a word for a phone directly before them says so.

They have six digits, the form of a computer’s address or the like, unusual signs between the digits, or letters in
place of digits.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from policysite.contacts.number_words import names_register, number_sign, phone_word
from policysite.contacts.other_numbers import NumberInText, is_amount, is_dotted, is_other_number
from policysite.contacts.phone_numbers import BETWEEN_DIGITS, NUMBER_BEGINS, PLUS, digit_runs, runs_of_digits

# (A cross is in the size of a screen.)
_NUMBER = re.compile(
    rf"{NUMBER_BEGINS}(?<!\d[^\w\s])\d(?:(?:[^\w\n{PLUS}\u00d7]|_){{0,5}}\d){{5,14}}(?![^\w\s]?\d|-|\w)"
)
# Each of them has as many digits.
_DIGITS, _FEWEST_DIGITS, _CHARACTERS_AROUND = re.compile(r"\d(?:\D{0,5}\d){5,}+"), 6, 3
# The fewest digits of a phone number that has the form of an address, a version or a place on a map.
_FEWEST_DOTTED_DIGITS = 8
_USUAL, _SIGNS = re.compile(rf"\d(?:[{BETWEEN_DIGITS}]{{0,3}}\d)+"), re.compile(r"\D+")
# What stands in pairs around groups of digits; and a list, a year, the scale of a map, or a range.
_IN_PAIRS = re.compile(r"[()\[\]{}<>\u00ab\u00bb\u201c-\u201f\"]")
_LIST = re.compile(
    r"\d[,;:|&](?:\s|(?:19|20)\d\d\b)|\s[,;:|&]|\b(?:19|20)\d\d[:/\u2010-\u2015-]|\A1:|[\u3001\uff0c\uff1b]|\A24\s?/\s?7\b|\A\d{3}[\u2012-\u2015]\d{3}\Z"
)
# An amount with signs of its own, or a round one; and three groups of digits that are no date.
_AMOUNT = re.compile(r"\d{1,3}(?:[,'\u2019]\d{3})+|\d+,\d\d|\d{1,3}[\s.]?000")
_NO_DATE = re.compile(r"(?:\d\d.(?:3[2-9]|[4-9]\d)|(?:3[2-9]|[4-9]\d).\d\d|(?:1[3-9]|2\d|3\d).(?:1[3-9]|2\d|3\d)).\d\d")
# A number with letters, as in `1-800-ACME`; one that is called free of charge in America needs no word.
_WITH_LETTERS = re.compile(
    rf"{NUMBER_BEGINS}(?:1[\s.-]?)?\(?(?:[2-9]\d\d|0[3589]\d\d|1[38]00)\)?[\s.-]{{1,2}}"
    r"(?:[A-Z\d]{2,12}[\s.-]){0,3}[A-Z\d]{2,12}(?!\w)"
)
_LETTERS_BEHIND, _CHARACTERS_OF_LETTERS = re.compile(r"\d\)?[\s.-]{1,2}[A-Z\d]{0,12}[\s.-]?[A-Z]{2}"), 18
_FREE = re.compile(r"1[\s.-]8(?:00|33|44|55|66|77|88)[\s.-]")
_LETTER, _FEWEST_LETTERS, _FEWEST_KEYS = re.compile("[A-Z]"), 4, 7
_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
# Before a number: nothing, or a word such as “on”; or a phrase such as “for data requests”, up to a sign.
_DIRECTLY_BEFORE = re.compile(r"[^\w\n.!?]*(?:[^\W\d_A-Z]{1,6}\s)?[^\w\n.!?]{0,3}")
_ANNOUNCING = re.compile(r"[\s(\uff08]{0,2}(?:[^\W\d_]{1,40}[\s)\uff09]{0,2}){1,5}[:\uff1a=\u2013\u2014\u2192]\s?")
_CHARACTERS_BEFORE, _CHARACTERS_BEHIND, _MAX_CUT_CHARACTERS = 80, 12, 4


def called_numbers_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the numbers in a text that a word for a phone is directly before, and the American ones with letters."""
    for run in runs_of_digits(text, _DIGITS):
        begin, end = max(run.start() - _CHARACTERS_AROUND, 0), run.end() + _CHARACTERS_AROUND
        for number in _NUMBER.finditer(text, begin, end):
            if _has_form(number[0]) and _is_called(text, number):
                yield number
    ends = (_LETTERS_BEHIND.search(text, begin, end + _CHARACTERS_OF_LETTERS) for begin, end in digit_runs(text))
    for number in _WITH_LETTERS.finditer(text) if any(ends) else ():
        if is_with_letters(number[0]) and (_FREE.match(number[0]) or _is_called(text, number)):
            yield number


def is_with_letters(number: str) -> bool:
    """True for a phone number with letters in place of digits."""
    letters = _LETTER.findall(number)
    keys = sum(map(str.isalnum, number))
    return len(letters) >= _FEWEST_LETTERS and keys >= _FEWEST_KEYS and _WITH_LETTERS.fullmatch(number) is not None


def as_dialed(number: str) -> str:
    """Return a phone number with the digits that its letters stand for (ITU-T E.161)."""
    return number.translate(_KEYS)


def _has_form(number: str) -> bool:
    """True if digits have no usual form of a number that is known otherwise, and are no list, amount, date or hours."""
    plain = _IN_PAIRS.sub("", number)
    signs = {each.strip() for each in _SIGNS.findall(plain)} - {""}
    count = sum(map(str.isdecimal, number))
    is_short = count == _FEWEST_DIGITS
    is_other = _LIST.search(plain) or _AMOUNT.fullmatch(plain)
    is_date = is_other_number(number) and not _NO_DATE.fullmatch(number)
    is_unusual = (is_short or not _USUAL.fullmatch(number)) and len(signs) < 2 and not is_other and not is_date
    return is_unusual or (is_dotted(number) and count >= _FEWEST_DOTTED_DIGITS)


def _is_called(text: str, number: re.Match[str]) -> bool:
    """True if a word for a phone, or a phrase such as “call us on”, is directly before a number."""
    before = text[max(number.start() - _CHARACTERS_BEFORE, 0) : number.start()]
    behind = text[number.end() : number.end() + _CHARACTERS_BEHIND]
    for word in [*phone_word().finditer(before)][-1:]:
        between = before[word.end() :].removeprefix("." if len(word[0]) <= _MAX_CUT_CHARACTERS else "")
        between = _sign_before().sub("", between)
        is_announced = _ANNOUNCING.fullmatch(between) is not None
        is_counted = is_amount(NumberInText(number[0], between, behind, is_announced=is_announced))
        is_direct = is_announced or _DIRECTLY_BEFORE.fullmatch(between) is not None
        return is_direct and not is_counted and not names_register(between)
    return False


@functools.cache
def _sign_before() -> re.Pattern[str]:
    """Match a sign or a word for “number” at the end of what is before one."""
    return re.compile(rf"(?<=[\s:\uff1a]){number_sign()}\Z", re.IGNORECASE)
