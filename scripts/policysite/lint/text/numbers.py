"""The numbers and dates in a text, however its language writes them."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from policysite.contacts.email_addresses import emails_in
from policysite.contacts.in_text import urls_in
from policysite.contacts.phone_numbers import phone_numbers_in
from policysite.corpus import Block, Page
from policysite.corpus.blanks import blanked
from policysite.corpus.numbering.markers import roman
from policysite.languages import locale_of, scales
from policysite.languages.dates import dates_in
from policysite.languages.lexicon import lexicon_of
from policysite.languages.times import times_in
from policysite.lint.text.morphology import lemmas
from policysite.lint.text.phrases import tokens
from policysite.lint.text.placeable import Placeable, Placeables

# Several rules need the numbers and dates of every text.
_CACHED_TEXTS = 50_000
_DIGIT = re.compile("[\\d¼-¾⅐-⅞]")
# Separators beside the digits of other scripts.
_DECIMAL_SEPARATORS = "\N{ARABIC DECIMAL SEPARATOR}\N{FULLWIDTH FULL STOP}"
_GROUP_SEPARATORS = "\N{ARABIC THOUSANDS SEPARATOR}"
_DECIMAL = re.compile(r"(?![0-9])\d")
# A letter of a language that puts spaces between words.
_LETTER = "[^\\W\\d_\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]"
# The number of an item: a list that is written correctly does not have it in its text.
_MARKER = re.compile(rf"^[^\S\n]*[0-9]{{1,2}}[.)](?=\s*{_LETTER}|\s*[\u3040-\u9fff])", re.MULTILINE)
_HUNDRED = 100
# By these letters most words are seen to be no numbers, so that their forms need not be looked up.
_FIRST_LETTERS = 2
# A fraction such as 1/2, and not a number such as 24/7.
_FRACTION = re.compile(r"[¼-¾⅐-⅞]|(?<![0-9./])(?:1[/⁄][2-9]|2[/⁄][35]|3[/⁄][458]|4[/⁄]5|5[/⁄][68]|7[/⁄]8)(?![0-9/])")


def numbers(block: Block, page: Page) -> Placeables:
    """Return the numbers in a block, except those in dates and addresses."""
    return _in_block(block, page)[0]


def numbers_without_scale(block: Block, page: Page) -> Placeables:
    """Return the numbers in a block as their digits say, without words such as “million” that multiply them."""
    return _in_block(block, page, is_scaled=False)[0]


def numbers_without_digits(block: Block, page: Page) -> Placeables:
    """Return the numbers in a block that are written without digits: Roman numerals, and words such as "twice"."""
    phrases = (
        Placeable(number, match[0], match.start())
        for match in _number_phrases(page.language).finditer(block.unmarked)
        for number in _values(match, page.language)
    )
    words = (
        Placeable(number, token.word, token.start)
        for token in tokens(block.unmarked)
        for part in token.word.split("-")
        for number in _in_words(part, page.language)
    )
    return (*phrases, *words)


@functools.lru_cache(maxsize=_CACHED_TEXTS)
def said_in_words(text: str, language: str) -> frozenset[int]:
    """Return the whole numbers that a text can stand for; none if any of its words is no number."""
    # Each as the part of it that is multiplied already, and the rest.
    totals = {(0, 0)} if text else set[tuple[int, int]]()
    for token in tokens(text.replace("-", " ")):
        if zeros := scales.scale_after(text, token.start, language).zeros:
            totals = {(done + max(rest, 1) * 10**zeros, 0) for done, rest in totals}
        else:
            values = [int(each) for each in _in_words(token.word, language, in_part=False) if each.isdigit()]
            both = ((done, _joined(rest, value)) for done, rest in totals for value in values)
            totals = {(done, rest) for done, rest in both if rest is not None}
    return frozenset(done + rest for done, rest in totals)


def _joined(above: int, value: int) -> int | None:
    """Return the number that two number words stand for, one after the other; None if they are no number together."""
    if value == _HUNDRED and 0 < above < 10:
        return above * _HUNDRED
    is_one_less = (value < 10 and above % 10 == 0 and above % 100 != 10) or (value < 100 and above % 100 == 0)
    return above + value if not above or is_one_less else None


def dates(block: Block, page: Page) -> Placeables:
    """Return the dates in a block."""
    return _in_block(block, page)[1]


def _in_block(block: Block, page: Page, *, is_scaled: bool = True) -> tuple[Placeables, Placeables]:
    """Return the numbers and the dates in a block."""
    text = block.unmarked
    return _numbers_and_dates(text, page.language, is_scaled) if _DIGIT.search(text) else ((), ())


@functools.lru_cache(maxsize=_CACHED_TEXTS)
def _numbers_and_dates(text: str, language: str, is_scaled: bool) -> tuple[Placeables, Placeables]:
    addresses = (*emails_in(text), *urls_in(text), *phone_numbers_in(text))
    rest = _in_ascii(blanked(text, (match.span() for match in addresses)), language)
    found = dates_in(rest, language)
    rest = blanked(rest, ((date.start, date.end) for date in found))
    rest = blanked(rest, (match.span() for match in _MARKER.finditer(rest)))
    return (
        tuple(sorted(_numbers(rest, language, is_scaled), key=lambda each: each.start)),
        tuple(Placeable(date.key, text[date.start : date.end].strip(" ,."), date.start) for date in found),
    )


def _numbers(text: str, language: str, is_scaled: bool) -> Iterator[Placeable]:
    times = times_in(text, language)
    for time in times:
        yield Placeable(time.key, text[time.start : time.end], time.start)
    text = blanked(text, ((time.start, time.end) for time in times))
    fractions = list(_FRACTION.finditer(text))
    for match in fractions:
        yield Placeable(unicodedata.normalize("NFKC", match[0]).replace("⁄", "/"), match[0], match.start())
    text = blanked(text, (match.span() for match in fractions))
    pattern, decimal = _number_format(language)
    for match in pattern.finditer(text):
        written = match[0]
        if match["grouped"]:
            whole, point, part = written.partition(decimal)
            key = re.sub("[^0-9]", "", whole) + ("." + part if point else "")
        else:
            key = written.replace(decimal, ".") if match["decimal"] else written
        scale = scales.scale_after(text, match.end(), language) if is_scaled and not match["sections"] else None
        if scale is not None and scale.zeros:
            key, written = format((Decimal(key) * 10**scale.zeros).normalize(), "f"), text[match.start() : scale.end]
        yield Placeable(key, written, match.start())


def _in_ascii(text: str, language: str) -> str:
    """Return a text with the decimal digits of all scripts as ASCII digits, and with the separators beside these."""
    if text.isascii():
        return text
    symbols = locale_of(language).number_symbols["latn"]
    separators = dict.fromkeys(map(ord, _DECIMAL_SEPARATORS), symbols["decimal"])
    separators |= dict.fromkeys(map(ord, _GROUP_SEPARATORS), symbols["group"])
    return _DECIMAL.sub(lambda match: str(unicodedata.decimal(match[0])), text.translate(separators))


@functools.cache
def _number_format(language: str) -> tuple[re.Pattern[str], str]:
    """Return a pattern for the numbers of a language, and its decimal separator."""
    symbols = locale_of(language).number_symbols["latn"]
    decimal, group = symbols["decimal"], symbols["group"]
    # Any language may separate thousands by a space.
    three = "[0-9]{3}"
    # People type a straight apostrophe where CLDR has a typographic one.
    separator = "['’]" if group == "’" else re.escape(group)
    groups = rf"(?:(?:\s{three})+|(?:{separator}{three})+)"
    point = re.escape(decimal)
    return (
        re.compile(
            rf"(?P<grouped>(?<![0-9])[1-9][0-9]{{0,2}}{groups}(?:{point}[0-9]+)?(?![0-9]))"
            # The number of a section, or a version.
            r"|(?P<sections>[0-9]+(?:\.[0-9]+){2,})"
            rf"|(?P<decimal>(?<![0-9]{point})[0-9]+{point}[0-9]+(?!{point}?[0-9]))"
            r"|(?P<version>[0-9]+\.[0-9]+)"
            # Not between letters, as in B2B.
            rf"|(?<![0-9])(?!(?<={_LETTER})[0-9]+{_LETTER})[0-9]+"
        ),
        decimal,
    )


@functools.cache
def _number_phrases(language: str) -> re.Pattern[str]:
    """Match Roman numerals and the phrases of a language for numbers, the longest first."""
    phrases = sorted(lexicon_of(language)["number_phrases"], key=len, reverse=True)
    words = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    roman = "(?=[IVXLC]{2}|[VX])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
    return re.compile(rf"(?<!\w)(?:(?P<roman>{roman})|(?i:{words or '(?!)'}))(?!\w)")


def _values(match: re.Match[str], language: str) -> list[str]:
    """Return the numbers that a match of `_number_phrases` can stand for."""
    if not match["roman"]:
        values: list[str] = lexicon_of(language)["number_phrases"][" ".join(match[0].lower().split())]
        return values
    return [str(roman(match["roman"].lower()))]


@functools.lru_cache(maxsize=_CACHED_TEXTS)
def _in_words(word: str, language: str, *, in_part: bool = True) -> frozenset[str]:
    """Return the numbers that a word can stand for: 2 for «двум», and by a part of the word for «двухфакторный»."""
    if word[:_FIRST_LETTERS].lower() not in _beginnings(language):
        return frozenset()
    words, forms = lexicon_of(language)["number_words"], lemmas(word, language)
    return frozenset(
        number
        for written, number in words
        if written in forms or (in_part and written.endswith("*") and word.lower().startswith(written[:-1]))
    )


@functools.cache
def _beginnings(language: str) -> frozenset[str]:
    return frozenset(word[:_FIRST_LETTERS] for word, _ in lexicon_of(language)["number_words"])
