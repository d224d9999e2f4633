"""Phone numbers of any form, which a word before them names."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from policysite.contacts.number_words import (
    contact_word,
    ends_in_number_name,
    messenger_name,
    names_register,
    number_sign,
    phone_word,
    register_name,
    short_number_word,
)
from policysite.contacts.other_numbers import (
    has_form_of_amount,
    hours_before,
    is_amount,
    is_of_account,
    is_other_number,
    is_postcode,
    may_be_other,
)
from policysite.contacts.phone_numbers import (
    BETWEEN_DIGITS,
    CHARACTERS_AROUND_DIGITS,
    MIN_DIGITS,
    MIN_UNGROUPED_DIGITS,
    NUMBER_BEGINS,
    NUMBER_GOES_ON,
    PLUS,
    digits,
)
from policysite.languages.scripts import ATTACHED

_NUMBER = re.compile(
    rf"{NUMBER_BEGINS}[{PLUS}(]?\d(?:[{BETWEEN_DIGITS}]{{0,3}}\d){{6,14}}(?!{NUMBER_GOES_ON}|[.,/:]\d)"
)
# Each of them has as many digits: finding the places where one may be is fast.
_DIGITS = re.compile(r"\d(?:\D{0,3}\d){6,}+")
_GROUP, _WORD, _LETTER = re.compile(r"\d+"), re.compile(r"[^\W\d_]+"), re.compile(r"[^\W\d_]")
# How far before a number the word for a phone may be that names it, and how much of the text behind it counts.
_CHARACTERS_BEFORE, _CHARACTERS_BEHIND = 120, 12
_CACHED_NUMBERS = 2_000
# The end of a sentence, perhaps with the first letter of the next one. Short words may be cut, and end in a dot.
_SENTENCE_END = re.compile(
    r"(?:(?<=\w{4})\.|[!?\u061f])\s+([^\W\d_])|(?<=\w)[.!?\u061f]\s*\n\s*\n|[\u3002\uff01\uff1f\u0964]"
)
_MAX_CUT_CHARACTERS = 4
# What is directly before a number if there are words between; a sign says that something follows.
_BEFORE_NUMBER = re.compile(rf"[\s()\uff08\uff09\uff1a:\u3002\uff01{ATTACHED}]\Z")
_SIGNS_BEFORE_NUMBERS = (":", "\uff1a", "=", "\u2013", "\u2014", "\u2192")
# In a list of numbers, as many words such as “or” and “evenings” may be between two.
_MAX_WORDS_IN_LIST, _MAX_CHARACTERS_WITHOUT_CASE = 2, 2
# A phrase such as “call our team on”; at its beginning, the code of a country, and something in brackets.
_IN_BRACKETS = re.compile(rf"\A\s?(?:[{PLUS}]\d{{1,3}}\s?)?[(\uff08][^()\uff08\uff09]*[)\uff09]")
_MAX_WORDS_IN_PHRASE, _DIVIDES = 5, re.compile(r"[,;:()\uff08\uff09\uff0c\u3001]")


def numbers_after_words(text: str, *, is_joined: bool = False) -> Iterator[re.Match[str]]:
    """Yield the numbers that a word for a phone names, before them in the same sentence.

    Words with other meanings, too, do not count in a text that two others are joined to.
    """
    for run in _DIGITS.finditer(text):
        begin, end = max(run.start() - CHARACTERS_AROUND_DIGITS, 0), run.end() + CHARACTERS_AROUND_DIGITS
        for written in _NUMBER.finditer(text, begin, end):
            number = _without_hours(text, _without_bracket(text, written))
            if number and not is_other_number(number[0]):
                start = written.start()
                before = text[max(start - _CHARACTERS_BEFORE, 0) : start]
                behind = text[number.end() : number.end() + _CHARACTERS_BEHIND]
                if _is_named(before, number[0], behind, after_hours=start < number.start(), is_joined=is_joined):
                    yield number


def _without_bracket(text: str, number: re.Match[str]) -> re.Match[str] | None:
    """Return a number without a bracket that is not closed in it, and what is in this; none if too little is left."""
    bracket = number[0].rfind("(")
    if bracket < 1 or ")" in number[0][bracket:]:
        return number
    return _NUMBER.match(text, number.start(), number.start() + bracket)


def _without_hours(text: str, number: re.Match[str] | None) -> re.Match[str] | None:
    """Return a number without the hours that it seems to begin with; none if what is left is a postcode or the like."""
    if number is None:
        return None
    hours = hours_before(text, number.start())
    behind = _NUMBER.match(text, hours.end()) if hours else None
    is_long = hours is None or len(digits(number[0])) >= MIN_UNGROUPED_DIGITS
    return behind or (number if is_long else None)


@functools.lru_cache(maxsize=_CACHED_NUMBERS)  # versions of a policy have the same ones
def _is_named(before: str, number: str, behind: str, *, after_hours: bool, is_joined: bool) -> bool:
    """True if a word before a number says that it is that of a phone.

    Args:
        before: the text before the number, or before the hours that precede it.
        number: the number.
        behind: the text behind it.
        after_hours: True if hours are between.
        is_joined: as in `numbers_after_words`.
    """
    if short_number_word().search(before):
        return True
    if register_name().match(behind.lstrip()):
        return False
    words = [(messenger_name(), True), (phone_word(), False), *([] if is_joined else [(contact_word(), True)])]
    for pattern, has_other_meanings in words:
        for word in list(pattern.finditer(before))[-1:]:
            between = before[word.end() :].removeprefix("." if len(word[0]) <= _MAX_CUT_CHARACTERS else "")
            between = _announced_sign().sub(" ", between)
            is_announced = after_hours or between.rstrip()[-1:] in _SIGNS_BEFORE_NUMBERS
            if _names(
                word[0], between, number, behind, is_announced=is_announced, has_other_meanings=has_other_meanings
            ):
                return True
    return False


@functools.cache
def _announced_sign() -> re.Pattern[str]:
    """Match a sign or a word for “number” behind a colon, at the end of what is before a number."""
    return re.compile(rf"(?<=[:\uff1a])\s?{number_sign()}\Z", re.IGNORECASE)


def _names(word: str, between: str, number: str, behind: str, *, is_announced: bool, has_other_meanings: bool) -> bool:
    """True if a word for a phone names a number.

    Args:
        word: the word.
        between: what is between it and the number, or the hours before this.
        number: the number.
        behind: what is behind it.
        is_announced: True if a sign before the number, or hours, say that it follows.
        has_other_meanings: True if the word has.
    """
    if (
        _has_sentence_end(word + between)
        or names_register(word + between)
        or is_postcode(number, between, behind)
        or is_of_account(number, between, behind)
        or is_amount(number, between, behind, is_announced=is_announced)
    ):
        return False
    return not _LETTER.search(between) or _names_over_words(
        between, number, is_announced=is_announced, has_other_meanings=has_other_meanings
    )


def _names_over_words(between: str, number: str, *, is_announced: bool, has_other_meanings: bool) -> bool:
    """True if a word for a phone names a number with these words between them; for the arguments see `_names`."""
    groups = _GROUP.findall(number)
    numbers = [each for each in _DIGITS.finditer(between) if not is_other_number(each[0])]
    words = _WORD.findall(between[numbers[-1].end() if numbers else 0 :])
    is_short = len(words) <= _MAX_WORDS_IN_LIST and all(map(_goes_on, words))
    is_long = len(groups) > 1 or (not has_other_meanings and (is_short or len(groups[0]) >= MIN_DIGITS))
    if "\n" in number or not is_long or may_be_other(number):
        return False
    if has_other_meanings:
        return is_short and is_announced and not numbers and not has_form_of_amount(number)
    if numbers:
        return is_short and len(groups) > 1 and not ends_in_number_name(between)
    is_phrase = (
        len(words) <= _MAX_WORDS_IN_PHRASE
        and not (len(words) > 1 and words[-1].isupper())
        and _DIVIDES.search(_IN_BRACKETS.sub("", between)) is None
        and _BEFORE_NUMBER.search(between) is not None
    )
    begins_block = between.endswith("\n\n")
    is_label = between.lstrip().startswith(_SIGNS_BEFORE_NUMBERS) and "." not in between and len(groups) > 1
    return is_announced or is_phrase or begins_block or is_label


def _goes_on(word: str) -> bool:
    """True if a list of numbers may go on after a word: no name begins with it."""
    return word.islower() or (not word[0].isupper() and len(word) <= _MAX_CHARACTERS_WITHOUT_CASE)


def _has_sentence_end(text: str) -> bool:
    """True if a sentence ends in a text, and another one with words begins."""
    ends = _SENTENCE_END.finditer(text)
    return any(end[1].isupper() if end[1] else _LETTER.search(text, end.end()) for end in ends)
