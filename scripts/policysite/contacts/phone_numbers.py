"""Phone numbers that are written out in a text: international ones, and national ones of any country.

A long number is one of these unless its form, or a word, says that it is another: no lexicon knows all words with which
people are asked to call.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from policysite.contacts.number_words import (
    is_registered,
    names_register,
    number_sign,
    phone_word,
    register_name,
    short_number_word,
)
from policysite.contacts.other_numbers import (
    NumberInText,
    has_other_form,
    hours_before,
    is_other_in_text,
    is_other_number,
)
from policysite.languages.scripts import ATTACHED

# Before a number: no sign of a longer one, and no letter, unless it is of a script without spaces beside numbers.
NUMBER_BEGINS = rf"(?:(?<![\w+])|(?<=[{ATTACHED}])(?<!\d))"
# Behind one: more of it, and not an ending after a hyphen.
NUMBER_GOES_ON = rf"\d|-(?![{ATTACHED}])"
# As in ITU-T E.123: `+`, the country code, and with it nine to fifteen digits. In many countries 00 is dialed for `+`.
BETWEEN_DIGITS = "\\s().\u2010-\u2015\u2212/\u00b7\u2022\uff0d-"
_UNUSUAL_BETWEEN = ",;=~_*\u2026\u2192\\[\\]{}\u00ab\u00bb\u201c\u201d\"'"  # only for what is a number without them
PLUS = "+\uff0b\ufe62\u207a"
_INTERNATIONAL = re.compile(
    rf"{NUMBER_BEGINS}(?:[{PLUS}]\s?\d(?:[{BETWEEN_DIGITS}]{{0,3}}\d){{8,14}}"
    rf"|[{PLUS}]\s?[1-9]\d{{0,2}}(?P<sign>[:_|])\d{{3}}(?:(?P=sign)\d{{2,4}}){{2,3}}"
    rf"|[{PLUS}][\s(\[]{{0,2}}\d(?:[{_UNUSUAL_BETWEEN}{BETWEEN_DIGITS}]{{0,3}}\d){{8,14}}"
    rf"|(?<!\d[\s.,/:-])00[\s.-]?(?!0)\d(?:[{BETWEEN_DIGITS}]{{0,3}}\d){{8,14}})(?!{NUMBER_GOES_ON})"
)
# The fewest digits of a phone number, also with nothing between them, and of one as it is dialed within a city.
MIN_DIGITS, MIN_UNGROUPED_DIGITS, MIN_LOCAL_DIGITS = 9, 10, 7
# More digits than these with nothing between them are those of a company or a person, unless a word for a phone names
# them.
_UNGROUPED = re.compile(r"\d{9,11}|0[1-9]\d{10}")
# What belongs to a number before its first digit, and what decides after its last one if it is whole.
CHARACTERS_AROUND_DIGITS = 3
# Each number that is a contact has four digits with little between them, or letters behind three: such places are found
# fast.
_RUN = re.compile(r"\d(?:\D{0,5}\d){3,}+|\d\D{0,5}\d\D{0,5}\d(?=\)?[\s.-]{1,2}[A-Z])")
# Each phone number has as many digits.
_DIGITS = re.compile(r"\d(?:\D{0,4}\d){6,}+")
_BETWEEN = "(?:[ \u00a0]?(?:[()\u2010\u2011\uff0d-]{1,2}[ \u00a0]?|[.\u2012-\u2014/_\u00b7])|[ \u00a0]{0,2})"
_NATIONAL = re.compile(rf"\(?\d(?:{_BETWEEN}\d){{6,}}+")
_IN_TWO_LINES = re.compile(rf"(?<!\d)\(?\d(?:{_BETWEEN}\d){{1,11}}+\n\(?\d(?:{_BETWEEN}\d){{1,11}}+(?!\d)")
_GROUP, _SIGN, _HYPHENS = re.compile(r"\d+"), re.compile(r"[^\d()\s]"), re.compile("[\u2010-\u2014\uff0d]")
# A number may be a part of a longer one or of a name, such as `a456-426614174000`, `CHE-123.456.789` or `1234567/0100`.
_BEFORE_PART = re.compile(rf"(?:[^\W{ATTACHED}]\(?|\d[^\w\s]|\w\d[-._]|(?<!\w)[A-Z]{{1,4}}[-_.]|[/_+=&%])\Z")
_BEHIND_PART = re.compile(rf"[^\W{ATTACHED}]|[/_:+-]\s?\d|,\d|[-_/][^\W\d]")
# How many digits national numbers have, those to another country (after `011` or `8 10`), and numbers within a city.
_NATIONAL_DIGITS, _ABROAD, _ABROAD_DIGITS, _IN_CITY = range(8, 14), ("011", "810"), range(11, 18), [3, 2, 2]
# The groups of such a number: short ones; or the code of a city and the rest, perhaps with an extension.
_MAX_DIGITS_OF_GROUP, _BEHIND_CODE, _EXTENSION = 5, range(4, 9), range(1, 4)
# The code may be in brackets. Only before it, and in few countries, a digit is dialed; other signs are used after that.
_WITH_CODE, _DIALED_BEFORE = re.compile(r"(?:\d{1,3}\s?)?\(?\d+\)?[^()]*"), tuple("08")
_SIGNS, _SIGNS_AFTER_DIALED = ("", "-", "."), ("/", "_", "\u00b7")
# The code of a city, which a slash may divide from the rest; no year is behind it, as in the number of a law.
_CODE_BEFORE_SLASH = re.compile(r"\A(\d\d|\d{3}|0\d{3})/(?!(?:19|20)\d\d\b)")
_OF_CARD = {4}  # digits in each group
# The groups of numbers of companies and people in several countries, and the sign between these.
_IN_REGISTERS = (
    ([4, 3, 3], "."),
    ([4, 2, 6], "-"),
    ([2, 2, 6], "-"),
    ([3, 2, 5], "-"),
    ([3, 3, 3, 2], "-"),
    ([3, 2, 4], "-"),
    ([2, 3, 5], "/"),
    ([3, 3, 5], "/"),
)
_RANGE = re.compile("(?P<from>\\d{1,5}) ?[\u2010-\u2014-] ?(?P<to>\\d{1,5})")
_CHARACTERS_BEFORE, _CHARACTERS_BEHIND = 60, 12
# A short number that is not a year, and what is behind it. (The pattern begins with a digit: those are found fast.)
_SHORT = re.compile(r"\d(?<![\w.,/+-]\d)(?<!\d \d)(?!(?:(?<=1)9|(?<=2)0)\d\d\b)\d{3,5}(?!\d)")
_BEHIND_SHORT = re.compile(r"[.;,:!?)»”\"']*(?:\s*\Z|[.;,!?)](?!\d)|\n)")
_CONTEXT_CHARACTERS = 60
# A digit that is dialed only within a country, before the groups of a number.
_WITH_TRUNK = re.compile(r"\(?0\d*\D|[18]\D")
# How many digits a number has, in brackets before it: `(10 digits, for example …`.
_COUNT_OF_DIGITS = re.compile(r"[(\uff08](\d{1,2})[^\d\n]{1,40}\Z")
# After a word for a phone: the code of a country, and a place or the like in brackets.
_PLACE = rf"(?:\s{{0,2}}(?:[{PLUS}]\d{{1,3}}\s?)?\([^\W\d][^()\n]{{1,30}}\))?"


def runs_of_digits(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield what has the form of a pattern in a text: at least four digits, with at most five characters between two.

    What is behind the last digit is not seen.
    """
    for begin, end in digit_runs(text):
        yield from pattern.finditer(text, begin, end)


@functools.lru_cache(maxsize=1)  # the searches for numbers follow each other
def digit_runs(text: str) -> tuple[tuple[int, int], ...]:
    """Return where a text has digits of which a contact may consist: with at most five characters between two."""
    return tuple(map(re.Match.span, _RUN.finditer(text)))


def phone_numbers_in(text: str) -> list[re.Match[str]]:
    """Return the phone numbers in a text."""
    found = []
    for run in runs_of_digits(text, _DIGITS):
        start, end = max(run.start() - CHARACTERS_AROUND_DIGITS, 0), run.end() + CHARACTERS_AROUND_DIGITS
        known = [
            number
            for number in _INTERNATIONAL.finditer(text, start, end)
            if number[0][0] != "0" or not is_registered(text, number)
        ]
        for pattern in (_NATIONAL, _IN_TWO_LINES):
            taken = {place for number in known for place in range(*number.span())}
            for written in pattern.finditer(text, start, end):
                number = without_hours(text, written, pattern)
                if number and taken.isdisjoint(range(*number.span())) and _is_phone_number(text, number):
                    known.append(number)
        found += sorted(known, key=re.Match.start)
    return found


def without_hours(text: str, number: re.Match[str] | None, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """Return a number without the hours that it seems to begin with; none if what is left is a postcode or the like.

    Args:
        text: the text.
        number: the number in it.
        pattern: the pattern of such numbers.
    """
    if number is None:
        return None
    hours = hours_before(text, number.start())
    if hours is None:
        return number
    behind = pattern.match(text, hours.end())
    is_code = _GROUP.fullmatch(text, hours.end(), number.end()) and len(digits(number[0])) < MIN_UNGROUPED_DIGITS
    return behind or (None if is_code else number)


def _is_phone_number(text: str, number: re.Match[str]) -> bool:
    return _has_form(number[0]) and not _is_other(text, number)


def _has_form(number: str) -> bool:
    """True if a number is in groups as that of a phone is."""
    number = _CODE_BEFORE_SLASH.sub(r"(\1)", number)
    lengths = [len(group) for group in _GROUP.findall(number)]
    signs = {*_SIGN.findall(_HYPHENS.sub("-", number))} or {""}
    sign = min(signs)
    is_dialed = digits(number).startswith(_DIALED_BEFORE)
    if len(signs) > 1 or sign not in (*_SIGNS, *(_SIGNS_AFTER_DIALED if is_dialed else ())):
        return False
    if digits(number).startswith(_ABROAD) and sum(lengths) in _ABROAD_DIGITS:
        return True
    is_long = sum(lengths) in _NATIONAL_DIGITS or lengths == _IN_CITY
    if not is_long or not _WITH_CODE.fullmatch(number) or (sign == "." and re.search(r"\s", number)):
        return False
    is_of_card = len(lengths) > 2 and {*lengths} == _OF_CARD and not is_dialed
    if is_of_card or (lengths, sign) in _IN_REGISTERS or _is_range(number):
        return False
    first, *others = lengths[1:] if lengths[0] == 1 and len(lengths) > 2 else lengths
    if not others:
        return _UNGROUPED.fullmatch(digits(number)) is not None
    has_code = others[0] in _BEHIND_CODE and (len(others) == 1 or (len(others) == 2 and others[1] in _EXTENSION))
    in_groups = len(others) > 1 and all(1 < each <= _MAX_DIGITS_OF_GROUP for each in others)
    return first <= _MAX_DIGITS_OF_GROUP and ((has_code and sign != ".") or in_groups)


def _is_range(number: str) -> bool:
    """True if two numbers have a dash between them, or a hyphen and the second is greater."""
    both = _RANGE.fullmatch(number)
    return both is not None and ("-" not in number or int(both["from"]) < int(both["to"]))


def _is_other(text: str, number: re.Match[str]) -> bool:
    """True if the form of a number, or what is around it in a text, says that it is not that of a phone."""
    written, start, end = number[0], *number.span()
    before, behind = text[max(start - _CHARACTERS_BEFORE, 0) : start], text[end : end + _CHARACTERS_BEHIND]
    return bool(
        _BEFORE_PART.search(before)
        or _BEHIND_PART.match(behind)
        or is_other_number(written)
        or has_other_form(written)
        or (_is_of_register(text, number, before, behind) and not _is_dialed(written, before, behind))
        or _is_explained(before, written)
        or is_other_in_text(NumberInText(written, before, behind, is_announced=True))
    )


def _is_of_register(text: str, number: re.Match[str], before: str, behind: str) -> bool:
    return bool(is_registered(text, number) or names_register(before) or register_name().match(behind.lstrip()))


def _is_dialed(number: str, before: str, behind: str) -> bool:
    """True if a number begins as it is dialed within a country, and a word for a phone is beside it."""
    nearest = _GROUP.split(before)[-1]
    words = phone_word().search(nearest), phone_word().match(behind.lstrip())
    return _WITH_TRUNK.match(number) is not None and any(words)


def _is_explained(before: str, number: str) -> bool:
    """True if a number is an example, and brackets before it begin with how many digits it has."""
    count = _COUNT_OF_DIGITS.search(before)
    is_counted = count is not None and int(count[1]) == len(digits(number))
    return is_counted and not _WITH_TRUNK.match(number) and not phone_word().search(before)


def short_numbers_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the short numbers after words such as `text STOP to`, at the end of a part of a sentence."""
    for number in runs_of_digits(text, _SHORT):
        before = max(number.start() - _CONTEXT_CHARACTERS, 0), number.start()
        if _BEHIND_SHORT.match(text, number.end()) and short_number_word().search(text, *before):
            yield number


def digits(phone_number: str) -> str:
    """Return a phone number with only its digits and `+`."""
    return re.sub("[^0-9+]", "", phone_number)


def number_at_begin(text: str) -> re.Match[str] | None:
    """Return the number with which a text begins, perhaps after a place in brackets or a word for “number”."""
    return _number_at_begin().match(text)


@functools.cache
def _number_at_begin() -> re.Pattern[str]:
    return re.compile(rf"\W{{0,4}}{_PLACE}\W{{0,4}}{number_sign()}(?:\d[\W_]{{0,4}})++", re.IGNORECASE)
