"""Numbers that look like those of phones: dates, hours, laws, programs, places on a map, amounts, postcodes, cards."""

from __future__ import annotations

import re

# Dates, years and hours, perhaps several.
_DATE = r"[0-3]?\d[./-][0-3]?\d[./-](?:19|20)?\d\d|(?:19|20)\d\d[./-]\d\d[./-]\d\d(?:-\d)?"
_BETWEEN_DATES = r"\s?[\u2010-\u2015\u301c~,-]\s?"
_YEAR = rf"(?:19|20)\d\d(?=\W*\Z|{_BETWEEN_DATES})"
_HOUR = r"(?:2[0-4]|[01]?\d)"
_HOURS = rf"{_HOUR}(?:[.:]\d\d)?{_BETWEEN_DATES}{_HOUR}(?:[.:]\d\d)?"
_SHIFT = r"(?:[01]\d|2[0-4])(?:00|15|30|45)[\u2013-](?:[01]\d|2[0-4])(?:00|15|30|45)"
_MONTH = r"[01]?\d[./](?:19|20)\d\d|(?:19|20)\d\d/\d\d|[0-3]?\d\.[01]?\d\."
_TIME = rf"(?:{_DATE}|{_MONTH}|{_SHIFT}|{_HOURS}|\d\d?:\d\d|{_YEAR})"
_TIMES = rf"{_TIME}(?:(?:{_BETWEEN_DATES}|\s?[/;]\s?|\s){_TIME})*+"
# Numbers of laws, such as 2016/679, and of programs, such as 2.24.10.85; places on a map, sums, and the likes of 24/7.
_LAW = r"(?:19|20)\d\d/\d{2,4}|\d{2,4}/(?:19|20)\d\d"
_VERSION = r"(?=\S*(?<!\d)\d(?!\d))\d{1,3}(?:\.\d{1,5}){2,3}(?:\s\(\d+)?"
_COORDINATE = r"\d{1,3}\.\d{4,}(?:[,;]?\s-?\d{1,3}\.\d{4,})?"
_SUM = r"\d{1,3}(?:[\s.]\d{3})+"
_SUMS = rf"{_SUM}(?:\s?[\u2013/-]\s?{_SUM})+"
_OTHER_NUMBER = re.compile(
    rf"\W*(?:{_TIMES}|{_LAW}|{_VERSION}|{_COORDINATE}|{_SUMS}|\d\d?(?:{_BETWEEN_DATES}|/)\d\d?)\W*"
)
# Hours or a year before a number, with what divides them.
_HOURS_BEFORE = re.compile(rf"\(?(?:{_HOUR}(?:{_BETWEEN_DATES}|/){_HOUR}|(?:199|20\d)\d)\)?[\s|·,:\uff1a]{{1,4}}")
# An amount in groups of three digits, and a round one.
_AMOUNT = re.compile(r"(\d{1,3})(?:[\s.]\d{3})+")
_ROUND = re.compile(r"\d{1,3}(?:[\s.]\d00)?(?:[\s.]000)+|[1-9]\d?0{6,}")
_CURRENCY, _WORD_BEHIND = re.compile(r"\s?[$\u00a2-\u00a5\u20a0-\u20c0%]"), re.compile(r"\s?([^\W\d_])")
# Postcodes of seven digits and more, and the sign before those of Japan.
_POSTCODE, _BEFORE_POSTCODE = re.compile(r"\d{5}-\d{4}|\d{4}-\d{3}|\d{5}-\d{3}|\d{3}-\d{4}"), re.compile(r"\u3012\s?\Z")
# Numbers of standards, with their year.
_STANDARD = re.compile(r"[\d.-]+-(?:19|20)\d\d")
# The number of an account or a card is in more groups of four digits than that of a phone.
_IN_FOURS, _FOUR_BEFORE, _FOUR_BEHIND = (
    re.compile(each) for each in (r"\d{4}(?:\s\d{4})*", r"\d{4}\s\Z", r"\s\d{4}(?!\d)")
)


def is_other_number(number: str) -> bool:
    """True if digits with signs between them are dates, hours, places on a map, or the number of a law or a program."""
    return _OTHER_NUMBER.fullmatch(number) is not None


def hours_before(text: str, start: int) -> re.Match[str] | None:
    """Return the hours, or the year, that a text has at a place, with what divides them from a number behind them."""
    return _HOURS_BEFORE.match(text, start)


def is_amount(number: str, behind: str, *, is_announced: bool, is_directly_behind: bool) -> bool:
    """True if a number counts something.

    Args:
        number: the number.
        behind: the text behind it.
        is_announced: True if a colon or the like is before the number.
        is_directly_behind: True if there is no word between a word for a phone and the number.
    """
    if _CURRENCY.match(behind):
        return True
    groups, is_round, word = _AMOUNT.fullmatch(number), _ROUND.fullmatch(number), _WORD_BEHIND.match(behind)
    if is_announced:
        return bool(is_round and word)
    return bool(is_round or (groups and word and (len(groups[1]) < 3 or is_directly_behind)))


def has_form_of_amount(number: str) -> bool:
    """True if a number is written as thousands or millions are."""
    return _AMOUNT.fullmatch(number) is not None


def is_postcode(number: str, before: str, behind: str) -> bool:
    """True if a number, given the texts around it, is the code of a place, the name of which follows."""
    word = _WORD_BEHIND.match(behind)
    is_code = _POSTCODE.fullmatch(number) and word and not word[1].islower()
    return bool(is_code or _BEFORE_POSTCODE.search(before))


def may_be_other(number: str) -> bool:
    """True if a number has the form of the code of a place, or of the number of a standard."""
    return bool(_POSTCODE.fullmatch(number) or _STANDARD.fullmatch(number))


def is_of_account(number: str, before: str, behind: str) -> bool:
    """True if a number, given the texts around it, is a part of that of an account or a card."""
    return bool(_IN_FOURS.fullmatch(number) and (_FOUR_BEFORE.search(before) or _FOUR_BEHIND.match(behind)))
