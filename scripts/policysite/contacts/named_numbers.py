"""Phone numbers of any form, which a word before them names."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from policysite.contacts.number_words import (
    contact_word,
    messenger_name,
    names_register,
    number_sign,
    phone_word,
    register_name,
    short_number_word,
)
from policysite.contacts.other_numbers import NumberInText, is_other_in_text, is_other_number
from policysite.contacts.phone_numbers import (
    BETWEEN_DIGITS,
    CHARACTERS_AROUND_DIGITS,
    NUMBER_BEGINS,
    NUMBER_GOES_ON,
    PLUS,
    runs_of_digits,
    without_hours,
)

_NUMBER = re.compile(
    rf"{NUMBER_BEGINS}[{PLUS}(]?\d(?:[{BETWEEN_DIGITS}]{{0,3}}\d){{6,14}}(?!{NUMBER_GOES_ON}|[.,/:]\d)"
)
# Each of them has as many digits.
_DIGITS = re.compile(r"\d(?:\D{0,3}\d){6,}+")
_LETTER = re.compile(r"[^\W\d_]")
# How far before a number the word for a phone may be that names it, and how much of the text behind it counts.
_CHARACTERS_BEFORE, _CHARACTERS_BEHIND = 120, 12
_CACHED_NUMBERS = 2_000
# The end of a sentence, perhaps with the first letter of the next one. Short words may be cut, and end in a dot.
_SENTENCE_END = re.compile(
    r"(?:(?<=\w{4})\.|[!?\u061f])\s+([^\W\d_])|(?<=\w)[.!?\u061f]\s*\n\s*\n|[\u3002\uff01\uff1f\u0964]"
)
_MAX_CUT_CHARACTERS = 4
# Signs that say that something follows; and such words as “on”, which may be between.
_SIGNS_BEFORE_NUMBERS = (":", "\uff1a", "=", "\u2013", "\u2014", "\u2192")
_SMALL_WORDS = re.compile(r"\A(?:\s[^\W\d_]{1,3})?\s\Z")


def numbers_after_words(text: str, *, is_joined: bool = False) -> Iterator[re.Match[str]]:
    """Yield the numbers that a word for a phone names, before them in the same sentence.

    Words with other meanings, too, do not count in a text that two others are joined to.
    """
    for run in runs_of_digits(text, _DIGITS):
        begin, end = max(run.start() - CHARACTERS_AROUND_DIGITS, 0), run.end() + CHARACTERS_AROUND_DIGITS
        for written in _NUMBER.finditer(text, begin, end):
            number = without_hours(text, _without_bracket(text, written), _NUMBER)
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
    for pattern in (messenger_name(), phone_word(), *([] if is_joined else [contact_word()])):
        for word in list(pattern.finditer(before))[-1:]:
            between = before[word.end() :].removeprefix("." if len(word[0]) <= _MAX_CUT_CHARACTERS else "")
            between = _announced_sign().sub(" ", between)
            is_announced = after_hours or between.rstrip()[-1:] in _SIGNS_BEFORE_NUMBERS
            if _names(word[0], NumberInText(number, between, behind, is_announced=is_announced)):
                return True
    return False


@functools.cache
def _announced_sign() -> re.Pattern[str]:
    """Match a sign or a word for “number” behind a colon, at the end of what is before a number."""
    return re.compile(rf"(?<=[:\uff1a])\s?{number_sign()}\Z", re.IGNORECASE)


def _names(word: str, given: NumberInText) -> bool:
    """True if a word for a phone names a number; before that is what is between the word and it, or hours before it."""
    return not (
        _has_sentence_end(word + given.before)
        or names_register(word + given.before)
        or _LETTER.search(_SMALL_WORDS.sub("", given.before))
        or is_other_in_text(given)
    )


def _has_sentence_end(text: str) -> bool:
    """True if a sentence ends in a text, and another one with words begins."""
    ends = _SENTENCE_END.finditer(text)
    return any(end[1].isupper() if end[1] else _LETTER.search(text, end.end()) for end in ends)
