"""Numbers and dates, which must be the same in every language however each writes them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from policysite.corpus import Block, Page
from policysite.lint.context import Context
from policysite.lint.rule import ClausePair, Hit, pair_rule
from policysite.lint.rules.parity.invariants import Invariant, Invariants, differences
from policysite.lint.text.contact_details import written_addresses, written_mails, written_telephones
from policysite.lint.text.dates import Date, dates
from policysite.messages import messages_in

# Texts whose figures are kept in memory: two rules ask for those of every block.
_KEPT = 50_000
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
    yield from differences(pair, numbers, in_words)


@pair_rule()
def dates_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A translation has other dates than its original."""
    yield from differences(pair, days)


def numbers(block: Block, page: Page) -> Invariants:
    """The numbers in a block, apart from those in dates and in addresses."""
    return _figures(block.text, page.language)[0] if _DIGIT.search(block.text) else ()


def in_words(block: Block, page: Page) -> Invariants:
    """What says a number without a figure: Roman numerals, and such words as "twice"."""
    return tuple(
        Invariant(number, match[0], match.start())
        for match in _spoken(page.language).finditer(block.text)
        for number in _meant(match, page.language)
    )


def days(block: Block, page: Page) -> Invariants:
    """The dates in a block."""
    return _figures(block.text, page.language)[1] if _DIGIT.search(block.text) else ()


@functools.lru_cache(maxsize=_KEPT)
def _figures(text: str, language: str) -> tuple[Invariants, Invariants]:
    addresses = (*written_mails(text), *written_addresses(text), *written_telephones(text))
    rest = _blanked(text, [match.span() for match in addresses])
    read = dates(rest, language)
    rest = _blanked(rest, [(date.start, date.end) for date in read])
    return tuple(sorted(_numbers(rest, language), key=lambda each: each.start)), _days(read, text)


def _days(read: tuple[Date, ...], text: str) -> Invariants:
    return tuple(Invariant(date.key, text[date.start : date.end].strip(" ,"), date.start) for date in read)


def _numbers(text: str, language: str) -> Iterator[Invariant]:
    for match in _TIME.finditer(text):
        yield Invariant(_time(match), match[0], match.start())
    text = _TIME.sub(lambda match: " " * len(match[0]), text)
    form, decimal = _form(language)
    for match in form.finditer(text):
        written = match[0]
        if match["grouped"]:
            whole, point, part = written.partition(decimal)
            yield Invariant(re.sub("[^0-9]", "", whole) + ("." + part if point else ""), written, match.start())
        else:
            yield Invariant(written.replace(decimal, ".") if match["decimal"] else written, written, match.start())


@functools.cache
def _form(language: str) -> tuple[re.Pattern[str], str]:
    """What a number looks like in a language, and what stands before its decimals."""
    from babel import Locale

    symbols = Locale.parse(language, sep="-").number_symbols["latn"]
    decimal, group = symbols["decimal"], symbols["group"]
    # Between the thousands any language may have a space.
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
            # (Not where letters stand on both sides, as in B2B.)
            r"|(?!(?<=[^\W\d_])[0-9]+[^\W\d_])[0-9]+"
        ),
        decimal,
    )


@functools.cache
def _spoken(language: str) -> re.Pattern[str]:
    """Roman numerals, and the words that say a number in a language, the longest first."""
    phrases = sorted(messages_in(language).lexicon["figures"], key=len, reverse=True)
    said = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:(?P<roman>(?=[IVX]{{2}}|[VX])X{{0,3}}(?:IX|IV|V?I{{0,3}}))|(?i:{said}))(?!\w)")


def _meant(match: re.Match[str], language: str) -> list[str]:
    if not match["roman"]:
        numbers: list[str] = messages_in(language).lexicon["figures"][" ".join(match[0].lower().split())]
        return numbers
    values = [_ROMAN[letter] for letter in match["roman"]]
    # A lesser letter before a greater one is taken away from it.
    return [str(sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True)))]


def _time(match: re.Match[str]) -> str:
    hour = int(match["hour"])
    half = (match["half"] or match["half_day"] or "").lower()
    if half:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return f"{hour}:{match['minute'] or match['minutes'] or '00'}"


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    signs = list(text)
    for start, end in spans:
        signs[start:end] = " " * (end - start)
    return "".join(signs)
