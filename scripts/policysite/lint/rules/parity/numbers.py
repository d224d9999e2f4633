"""Numbers and dates, which must be the same in every language however each writes them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from policysite.corpus import Block, Page
from policysite.lint.context import Context
from policysite.lint.rule import ClausePair, Hit, pair_rule
from policysite.lint.rules.parity.placeables import Placeable, Placeables, differences
from policysite.lint.text.contact_details import emails_in, phone_numbers_in, urls_in
from policysite.lint.text.dates import Date, dates_in
from policysite.messages import messages_in

# Both rules need the numbers and dates of every text.
_CACHED_TEXTS = 50_000
_DIGIT = re.compile("[0-9]")
_TIME = re.compile(
    r"(?<![0-9:.,])(?P<hour>[01]?[0-9]|2[0-4])"
    r"(?:[:.](?P<minute>[0-5][0-9])(?![0-9:])(?:\s?(?P<half>[ap])\.?\s?m\b\.?)|:(?P<minutes>[0-5][0-9])(?![0-9:])"
    r"|\s?(?P<half_day>[ap])\.?\s?m\b\.?)",
    re.IGNORECASE,
)
_NOON = 12
_ROMAN = {"I": 1, "V": 5, "X": 10}


@pair_rule()
def numbers_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A translation has other numbers than its original."""
    yield from differences(pair, numbers, numbers_without_digits)


@pair_rule()
def dates_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A translation has other dates than its original."""
    yield from differences(pair, dates)


def numbers(block: Block, page: Page) -> Placeables:
    """Return the numbers in a block, except those in dates and addresses."""
    return _numbers_and_dates(block.unmarked, page.language)[0] if _DIGIT.search(block.unmarked) else ()


def numbers_without_digits(block: Block, page: Page) -> Placeables:
    """Return the numbers in a block that are written without digits: Roman numerals, and words such as "twice"."""
    return tuple(
        Placeable(number, match[0], match.start())
        for match in _number_words(page.language).finditer(block.unmarked)
        for number in _values(match, page.language)
    )


def dates(block: Block, page: Page) -> Placeables:
    """Return the dates in a block."""
    return _numbers_and_dates(block.unmarked, page.language)[1] if _DIGIT.search(block.unmarked) else ()


@functools.lru_cache(maxsize=_CACHED_TEXTS)
def _numbers_and_dates(text: str, language: str) -> tuple[Placeables, Placeables]:
    addresses = (*emails_in(text), *urls_in(text), *phone_numbers_in(text))
    rest = _blanked(text, [match.span() for match in addresses])
    found = dates_in(rest, language)
    rest = _blanked(rest, [(date.start, date.end) for date in found])
    return tuple(sorted(_numbers(rest, language), key=lambda each: each.start)), _dates(found, text)


def _dates(found: tuple[Date, ...], text: str) -> Placeables:
    return tuple(Placeable(date.key, text[date.start : date.end].strip(" ,"), date.start) for date in found)


def _numbers(text: str, language: str) -> Iterator[Placeable]:
    for match in _TIME.finditer(text):
        yield Placeable(_time(match), match[0], match.start())
    text = _TIME.sub(lambda match: " " * len(match[0]), text)
    pattern, decimal = _number_format(language)
    for match in pattern.finditer(text):
        written = match[0]
        if match["grouped"]:
            whole, point, part = written.partition(decimal)
            yield Placeable(re.sub("[^0-9]", "", whole) + ("." + part if point else ""), written, match.start())
        else:
            yield Placeable(written.replace(decimal, ".") if match["decimal"] else written, written, match.start())


@functools.cache
def _number_format(language: str) -> tuple[re.Pattern[str], str]:
    """Return a pattern for the numbers of a language, and its decimal separator."""
    from babel import Locale

    symbols = Locale.parse(language, sep="-").number_symbols["latn"]
    decimal, group = symbols["decimal"], symbols["group"]
    # Any language may separate thousands by a space.
    three = "[0-9]{3}"
    groups = rf"(?:(?:\s{three})+|(?:{re.escape(group)}{three})+)"
    point = re.escape(decimal)
    return (
        re.compile(
            rf"(?P<grouped>(?<![0-9])[1-9][0-9]{{0,2}}{groups}(?:{point}[0-9]+)?(?![0-9]))"
            # The number of a section, or a version.
            r"|(?P<sections>[0-9]+(?:\.[0-9]+){2,})"
            rf"|(?P<decimal>(?<![0-9]{point})[0-9]+{point}[0-9]+(?!{point}?[0-9]))"
            r"|(?P<version>[0-9]+\.[0-9]+)"
            # Not between letters, as in B2B.
            r"|(?!(?<=[^\W\d_])[0-9]+[^\W\d_])[0-9]+"
        ),
        decimal,
    )


@functools.cache
def _number_words(language: str) -> re.Pattern[str]:
    """Match Roman numerals and the words of a language for numbers, the longest first."""
    phrases = sorted(messages_in(language).lexicon["number_phrases"], key=len, reverse=True)
    words = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:(?P<roman>(?=[IVX]{{2}}|[VX])X{{0,3}}(?:IX|IV|V?I{{0,3}}))|(?i:{words}))(?!\w)")


def _values(match: re.Match[str], language: str) -> list[str]:
    """Return the numbers that a match of `_number_words` can stand for."""
    if not match["roman"]:
        values: list[str] = messages_in(language).lexicon["number_phrases"][" ".join(match[0].lower().split())]
        return values
    digits = [_ROMAN[letter] for letter in match["roman"]]
    # A smaller digit before a greater one is subtracted.
    return [str(sum(-digit if digit < after else digit for digit, after in zip(digits, [*digits[1:], 0], strict=True)))]


def _time(match: re.Match[str]) -> str:
    hour = int(match["hour"])
    half = (match["half"] or match["half_day"] or "").lower()
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return f"{hour}:{match['minute'] or match['minutes'] or '00'}"


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)
