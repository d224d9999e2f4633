"""Numbers and dates, which must be the same in every language however each writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policysite.corpus import Page
from policysite.findings.rule import Aspect
from policysite.languages import scales
from policysite.languages.lexicon import lexicon_of
from policysite.languages.times import as_time
from policysite.lint.context import Context
from policysite.lint.rule import ClausePair, Hit, pair_rule
from policysite.lint.rules.parity.divided_numbers import dividing
from policysite.lint.rules.parity.placeables import Comparison
from policysite.lint.text.numbers import dates, numbers, numbers_without_digits, numbers_without_scale
from policysite.lint.text.placeable import Placeable

# Languages write numbers up to this one in words rather than in digits.
_MAX_IN_WORDS = 12


@pair_rule(aspect=Aspect.NUMBERS, gap="gap_number_words", has_gap=lambda language: not _knows_words(language))
def numbers_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A translation has other numbers than its original."""
    # (Where one of the languages does not say what multiplies a number, the digits are compared.)
    are_scaled = all(scales.are_known(page.language) for page in (pair.original, pair.translation))
    find = numbers if are_scaled else numbers_without_scale
    comparison = Comparison(
        find,
        numbers_without_digits,
        _may_be_word,
        loosen=(lambda key, **_: as_time(key),),
        dividing=dividing,
        in_others=(dates, _is_in_date),
    )
    yield from comparison.differences(pair)


@pair_rule(aspect=Aspect.NUMBERS)
def dates_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A translation has other dates than its original."""
    yield from Comparison(dates).differences(pair)


def _may_be_word(number: Placeable, page: Page) -> bool:
    """True if a page may have a number as a word that is not known."""
    return not _knows_words(page.language) and number.key.isdigit() and int(number.key) <= _MAX_IN_WORDS


def _knows_words(language: str) -> bool:
    """True if the words for numbers are known in a language."""
    return bool(lexicon_of(language)["number_words"])


def _is_in_date(number: Placeable, date: Placeable) -> bool:
    """True if a number may be a part of a date that the other language writes in an unknown way."""
    parts = {int(part) for part in re.findall("[0-9]+", date.key)}
    parts |= {part % 100 for part in parts}
    return {int(part) for part in re.findall("[0-9]+", number.key)} <= parts
