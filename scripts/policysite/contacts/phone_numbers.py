"""Phone numbers that are written out in a text: international ones, and national ones of any country."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import pairwise

from policysite.contacts.number_words import is_registered, number_sign, short_number_word
from policysite.contacts.other_numbers import is_other_number
from policysite.languages.lexicon import in_all_languages
from policysite.languages.scripts import ATTACHED

# Before a number: no sign of a longer one, and no letter, unless it is of a script without spaces beside numbers.
NUMBER_BEGINS = rf"(?:(?<![\w+])|(?<=[{ATTACHED}])(?<!\d))"
# Behind one: more of it, and not an ending after a hyphen.
NUMBER_GOES_ON = rf"\d|-(?![{ATTACHED}])"
# As in ITU-T E.123: `+`, the country code, and with it nine to fifteen digits. In many countries 00 is dialed for `+`.
BETWEEN_DIGITS = "\\s().\u2010-\u2015\u2212/\u00b7\u2022\uff0d-"
_UNUSUAL_BETWEEN = ",;=~_*\u2026\u2192\\[\\]{}\u00ab\u00bb\u201c\u201d\"'"  # only for what is a number without them
PLUS = "+\uff0b\ufe62\u207a"
_INTERNATIONAL = (
    rf"(?:[{PLUS}]\s?\d(?:[{BETWEEN_DIGITS}]{{0,3}}\d){{8,14}}"
    rf"|[{PLUS}]\s?[1-9]\d{{0,2}}(?P<sign>[:_|])\d{{3}}(?:(?P=sign)\d{{2,4}}){{2,3}}"
    rf"|[{PLUS}][\s(\[]{{0,2}}\d(?:[{_UNUSUAL_BETWEEN}{BETWEEN_DIGITS}]{{0,3}}\d){{8,14}}"
    rf"|(?<!\d[\s.,/:-])00[\s.-]?(?!0)\d(?:[{BETWEEN_DIGITS}]{{0,3}}\d){{8,14}})(?!{NUMBER_GOES_ON})"
)
# National numbers that begin with 0, in the groups in which people write them: not those of banks and documents.
_SPACE = "[ \u00a0\u2010\u2011\uff0d-]"
_WITH_ZERO = (
    r"(?<!\d[-.,/ ])(?<!\u2116)(?<!\u2116\s)(?:"
    rf"[0\uff10][1-9\uff11-\uff19]{_SPACE}\d{{4}}{_SPACE}\d{{4}}"
    rf"|\(?0[1-9]\d(?:\)?{_SPACE}(?:\d{{6,8}}|\d{{3,4}}{_SPACE}\d{{4}})"
    rf"|\d{{1,2}}\)?{_SPACE}(?:\d{{5,8}}|\d{{3}}{_SPACE}\d{{3,4}})))(?!{NUMBER_GOES_ON}|[.,/]\d)"
)
_DASHES = "\u2010-\u2015\u2212\u00b7\u2022"
# Groups of digits that begin as a number within a country or one to another country does, but not numbers in registers
# and of accounts: `ИНН 0274062111`, `NL91 ABNA 0417 1643 00`, `№ 0123456789`.
_GROUPS = re.compile(
    rf"{NUMBER_BEGINS}(?<!\d[-.,/ ])(?:(?:\(0\)\s?|\(?0)[1-9]\d{{0,10}}|8(?:10)?)"
    rf"(?:\)?(?:\s?[/._{_DASHES}-]\s?|\s|(?<=\)))\d{{2,8}}){{0,6}}(?!{NUMBER_GOES_ON}|[.,/]\d)"
)
# The fewest digits of a phone number, also with nothing between them, and the most of one within a country.
MIN_DIGITS, MIN_UNGROUPED_DIGITS, _MAX_DIGITS = 9, 10, 12
_MIN_ABROAD_DIGITS, _MAX_ABROAD_DIGITS = 11, 17
_ABROAD = ("011", "810")
_FIRST_SIGNS = ("", "/", ".", "-")
# How many digits the groups of such numbers have.
_CARD_DIGITS, _SUM_DIGITS, _DATE_DIGITS = 4, 3, [2, 2, 4]
# Numbers of companies in Belgium and Japan, of taxpayers in Germany, and of operators of personal data in Russia.
_IN_REGISTERS = (
    ([4, 3, 3], "."),
    ([4, 2, 6], "-"),
    ([2, 3, 5], "/"),
    ([3, 3, 5], "/"),
    ([2, 7], "-"),
    ([2, 2, 6], "-"),
)
# Each phone number has as many digits, with little between them: finding the places where one may be is fast.
_DIGITS = re.compile(r"\d(?:\D{0,4}\d){7,}+")
# What belongs to a number before its first digit, and what decides after its last one if it is whole.
CHARACTERS_AROUND_DIGITS = 3
_GROUP = re.compile(r"\d+")
# A short number that is not a year. (The pattern begins with a digit, because those are found fast.)
_SHORT = re.compile(
    r"\d(?<![\w.,/+-]\d)(?<!\d \d)(?!(?:(?<=1)9|(?<=2)0)\d\d\b)\d{3,5}(?=[.;,:!?)»”\"']*(?:\s*\Z|[.;,!?)](?!\d)|\n))"
)
_CONTEXT_CHARACTERS = 60
# After a word for a phone: the code of a country, and a place or the like in brackets.
_PLACE = rf"(?:\s{{0,2}}(?:[{PLUS}]\d{{1,3}}\s?)?\([^\W\d][^()\n]{{1,30}}\))?"


def phone_numbers_in(text: str) -> list[re.Match[str]]:
    """Return the phone numbers in a text."""
    found = []
    for match in _DIGITS.finditer(text):
        start, end = max(match.start() - CHARACTERS_AROUND_DIGITS, 0), match.end() + CHARACTERS_AROUND_DIGITS
        known = [
            number
            for number in _phone_number().finditer(text, start, end)
            if number[0][0] != "0" or not is_registered(text, number.start())
        ]
        spans = [number.span() for number in known]
        others = (number for number in _in_groups(text, start, end) if not _overlaps(number.span(), spans))
        found += sorted([*known, *others], key=re.Match.start)
    return found


def _overlaps(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _in_groups(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the longest phone number at the beginning of each run of groups of digits."""
    for run in _GROUPS.finditer(text, start, end):
        groups = list(_GROUP.finditer(run[0]))
        ends = [run.start() + group.end() for group in groups]
        between = [run[0][one.end() : other.start()].strip(" \u00a0()") for one, other in pairwise(groups)]
        lengths = [len(group[0]) for group in groups]
        counts = range(len(groups), 0, -1)
        count = next((each for each in counts if _is_phone_number(run[0], lengths[:each], between[: each - 1])), 0)
        is_card = len(groups) > 3 and {*lengths} == {_CARD_DIGITS}
        if count and not is_card and not is_registered(text, run.start(), is_alone=len(groups) == 1):
            yield _GROUPS.fullmatch(text, run.start(), ends[count - 1]) or run


def _is_phone_number(written: str, lengths: list[int], between: list[str]) -> bool:
    """True if groups of digits are a phone number, and not a date, an amount or the number of a company.

    Args:
        written: the digits, with what is between them.
        lengths: the number of digits in each group.
        between: the signs between the groups, without spaces.
    """
    if is_other_number(written):
        return False
    count, first = sum(lengths), re.sub(r"\D", "", written)[:3]
    if first in _ABROAD:
        return _MIN_ABROAD_DIGITS <= count <= _MAX_ABROAD_DIGITS
    if first[0] != "0" or not (MIN_DIGITS if between else MIN_UNGROUPED_DIGITS) <= count <= _MAX_DIGITS:
        return False
    is_of_company = any(lengths == groups and {*between} == {sign} for groups, sign in _IN_REGISTERS)
    is_other = lengths[:3] == _DATE_DIGITS or {*lengths} == {_SUM_DIGITS} or is_of_company
    # (In ranges of dates, the signs differ.)
    signs = {*between} if between and between[0] not in _FIRST_SIGNS else {*between[1:]}
    return not is_other and (len(signs) < 2 or signs <= {"", "-"})


def short_numbers_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the short numbers after words such as `text STOP to`, at the end of a part of a sentence."""
    for number in _SHORT.finditer(text):
        if short_number_word().search(text, max(number.start() - _CONTEXT_CHARACTERS, 0), number.start()):
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


@functools.cache
def _phone_number() -> re.Pattern[str]:
    """Match international phone numbers, and national ones of the shapes in the lexicons, where 0 is any digit.

    The shapes of all languages count, as a page may give a number of another country.
    """
    shapes = sorted(in_all_languages("phone_formats"))
    national = (_WITH_ZERO, *(f"{_pattern(shape)}(?!{NUMBER_GOES_ON}|[.,/]\\d)" for shape in shapes))
    return re.compile(rf"{NUMBER_BEGINS}(?:{'|'.join((_INTERNATIONAL, *national))})")


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
