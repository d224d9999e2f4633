"""Numbers that look like those of phones: dates, hours, laws, programs, places on a map, amounts, postcodes, cards."""

from __future__ import annotations

import re
from typing import NamedTuple

# Dates, years and hours, perhaps several.
_BETWEEN_DATES = r"\s?[\u2010-\u2015\u301c~,-]\s?"
_DAY = r"[0-3]?\d[./]\s?[0-3]?\d"
_CENTURY = "(?:19|20)"
_YEAR = r"(?:1[34]|19|2[0-6])\d\d"  # also in the calendars of Islam and of Buddhism
_YEARS = "|".join(rf"{century}\d\d{_BETWEEN_DATES}{century}\d\d" for century in (_CENTURY, "1[34]", "25"))
_RANGE_BEGINS = r"(?:[0-3]?\d\.?(?:[/\u2010-\u2015]|-(?!\d\d?-)))?"
# (Between dots, a day that does not exist is no part of a number to dial, either.)
_DAY_FIRST = rf"{_RANGE_BEGINS}[0-3]?\d[./-]\s?[0-3]?\d[./-]\s?(?:{_YEAR}|\d\d)|\d\d?\.\d\d?\.{_YEAR}"
_DATE = rf"{_DAY_FIRST}|{_YEAR}[./-]\s?[01]?\d[./-]\s?[0-3]?\d(?:-\d\d?)?\.?"
_DAYS = rf"{_DAY}\.?{_BETWEEN_DATES}{_DAY}(?:\.|(?:[./]\s?{_YEAR})?)"
_HOUR = r"(?:2[0-4]|[01]?\d)"
_HOURS = rf"{_HOUR}(?:[.:]\d\d)?{_BETWEEN_DATES}{_HOUR}(?:[.:]\d\d)?"
_SHIFT = r"(?:[01]\d|2[0-4])(?:00|15|30|45)[\u2013-](?:[01]\d|2[0-4])(?:00|15|30|45)"
_MONTH = rf"[01]?\d[./]{_YEAR}|(?:19|20)\d\d/\d\d|{_DAY}\."
_OF_YEAR = rf"{_YEARS}|{_YEAR}(?=\W*\Z|{_BETWEEN_DATES}(?!\d{{4}}\b))"
_TIME = rf"(?:{_DATE}|{_DAYS}|{_MONTH}|{_SHIFT}|{_HOURS}|\d\d?:\d\d|{_OF_YEAR})"
_TIMES = rf"{_TIME}(?:(?:{_BETWEEN_DATES}|\s?[/;]\s?|\s)(?:{_TIME}|{_HOUR}\.[0-5]\d))*"
# Numbers of laws, such as 2016/679, and of programs, such as 2.24.10.85; places on a map, sums, and the likes of 24/7.
_LAW = r"(?:19|20)\d\d/\d{2,4}|\d{2,4}/(?:19|20)\d\d"
_BYTE = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_ADDRESS = rf"(?=\S*\d{{3}}){_BYTE}(?:\.{_BYTE}){{3}}"  # of a computer
_VERSION = r"(?!\d\.\d{3}\.\d{3}\.\d{4}\b)(?=\S*(?<!\d)\d(?!\d))\d{1,3}(?:\.\d{1,5}){2,3}(?:\s\(\d+)?"
_DEGREES = r"(?:1[0-7]\d|\d?\d)\.\d{4,}"
_COORDINATE = rf"{_DEGREES}(?:[,;]?\s-?{_DEGREES})?"
_SUM = r"(?:\d\d?(?:[\s.]\d{3})+|\d{3}[\s.]\d{3})"  # but 912 345 678 is a phone number
_SUMS = rf"{_SUM}(?:\s?[\u2013/-]\s?{_SUM})+"
_OTHER_NUMBER = re.compile(
    rf"\W*(?:{_TIMES}|{_LAW}|{_ADDRESS}|{_VERSION}|{_COORDINATE}|{_SUMS}|\d\d?(?:{_BETWEEN_DATES}|/)\d\d?)\W*"
)
_DOTTED = re.compile(rf"{_ADDRESS}|{_VERSION}|{_DEGREES}")
_SUM_ALONE = re.compile(_SUM)
# Hours or a year before a number, with what divides them.
_HOURS_BEFORE = re.compile(
    rf"\(?{_HOUR}(?:{_BETWEEN_DATES}|/){_HOUR}\)?[\s|·,:\uff1a]{{1,4}}|(?:\((?:199|20\d)\d\)|(?:199|20\d)\d\s?[|·,:\uff1a\n])\s{{0,3}}"
)
# An amount in groups of three digits, and a round one.
_AMOUNT = re.compile(r"\d{1,3}(?:[\s.]\d{3})+")
_ROUND = re.compile(r"\d{1,3}(?:[\s.]\d00)?(?:[\s.]000)+|[1-9]\d?0{6,}")
_SHORT_AMOUNT = re.compile(r"[1-9]\d?(?:[\s.]\d{3})+")
_IN_THREES = re.compile(r"\d{3}(?:[\s.]\d{3}){2}")
_CURRENCY, _CURRENCY_BEFORE = (
    re.compile(each) for each in (r"\s?[$\u00a2-\u00a5\u20a0-\u20c0%]", r"[$\u00a2-\u00a5\u20a0-\u20c0]\s?\Z")
)
_WORD_BEHIND = re.compile(r"\s?([^\W\d_])")
# A word such as “on” before a number, which is called then.
_SMALL_WORD_BEFORE = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,5}\s\Z")
# Postcodes of seven digits and more, and the sign before those of Japan.
_POSTCODE, _BEFORE_POSTCODE = re.compile(r"\d{5}-\d{4}|\d{4}-\d{3}|\d{5}-\d{3}|\d{3}-\d{4}"), re.compile(r"\u3012\s?\Z")
# Numbers of standards and of cases, with their year.
_STANDARD = re.compile(r"[\d.-]+-(?:19|20)\d\d|(?:19|20)\d\d[-/]\d+")
# Days and years among digits that no sign of a date divides: `20261128`, `05 06 2026`, `2026-118273`, `6265 (2011)`.
_DAY_IN_DIGITS = rf"{_CENTURY}\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])"
_WITH_DATE = re.compile(
    rf"{_DAY_IN_DIGITS}(?:[0-2]\d[0-5]\d\d*)?|.*\s{_DAY_IN_DIGITS}|{_CENTURY}\d\d(?:(?:-\d+)+| {_CENTURY}\d\d)"
    rf"|(?:[0-3]?\d[\u2010-\u2015-])?[0-3]?\d [01]?\d {_CENTURY}\d\d|.*\({_CENTURY}\d\d(?!\d).*"
)
_EXAMPLE, _SECONDS = "12345678901234567890", re.compile(r"1[5-9]\d{8}")
# The number of an account or a card is in more groups of four digits than that of a phone.
_IN_FOURS, _FOUR_BEFORE, _FOUR_BEHIND = (
    re.compile(each) for each in (r"\d{4}(?:\s\d{4})*", r"\d{4}\s\Z", r"\s\d{4}(?!\d)")
)


def is_other_number(number: str) -> bool:
    """True if digits with signs between them are dates, hours, or the number of a law or the like: one in each line."""
    lines = [line for line in number.split("\n") if line.strip()]
    return all(
        _OTHER_NUMBER.fullmatch(each) or (len(lines) > 1 and _SUM_ALONE.fullmatch(each.strip())) for each in lines
    )


def is_dotted(number: str) -> bool:
    """True if digits with dots between them may be the address of a computer, a version, or a place on a map."""
    return _DOTTED.fullmatch(number) is not None


def hours_before(text: str, start: int) -> re.Match[str] | None:
    """Return the hours, or the year, that a text has at a place, with what divides them from a number behind them."""
    return _HOURS_BEFORE.match(text, start)


class NumberInText(NamedTuple):
    """A number with what is around it in a text.

    Attributes:
        number: the number.
        before: the text before it, perhaps only up to the word that may name it.
        behind: the text behind it.
        is_announced: True if a colon or the like, or hours, before the number say that it follows.
    """

    number: str
    before: str
    behind: str
    is_announced: bool


def is_amount(given: NumberInText) -> bool:
    """True if a number counts something."""
    if _CURRENCY.match(given.behind) or _CURRENCY_BEFORE.search(given.before):
        return True
    is_round, word = _ROUND.fullmatch(given.number), _WORD_BEHIND.match(given.behind)
    if _IN_THREES.fullmatch(given.number) and not is_round:
        return False
    if given.is_announced:
        return bool(is_round and word)
    return bool(is_round or (_AMOUNT.fullmatch(given.number) and word and not _SMALL_WORD_BEFORE.search(given.before)))


def is_other_in_text(given: NumberInText) -> bool:
    """True if a number counts something, has the code of a place, whose name follows, or is a part of an account."""
    word = _WORD_BEHIND.match(given.behind)
    is_code = (_POSTCODE.fullmatch(given.number) or "\n" in given.number) and word and not word[1].islower()
    is_in_fours = _FOUR_BEFORE.search(given.before) or _FOUR_BEHIND.match(given.behind)
    is_of_account = is_in_fours and _IN_FOURS.fullmatch(given.number)
    return bool(is_code or _BEFORE_POSTCODE.search(given.before) or is_of_account) or is_amount(given)


def has_other_form(number: str) -> bool:
    """True if a number has the form of a postcode, of that of a standard, of an amount or of an example, or has a date.

    Digits that follow each other are an example; ten digits may be the time of a computer in seconds.
    """
    digits = re.sub(r"\D", "", number)
    is_example = digits.startswith("12345678") and digits in _EXAMPLE
    return is_example or any(
        form.fullmatch(number) for form in (_POSTCODE, _STANDARD, _SHORT_AMOUNT, _WITH_DATE, _SECONDS)
    )
