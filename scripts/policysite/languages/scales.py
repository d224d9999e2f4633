"""Words after a number that multiply it, in any language: `20 Millionen`, `20 млн`, `2000万`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from policysite.languages import locale_of
from policysite.languages.lexicon import lexicon_of
from policysite.languages.scripts import HANGUL, IDEOGRAPHS_AND_KANA, UNSPACED

# A zero for each digit, then the words.
_PATTERN = re.compile(r"(0+)(?:\s?(\D+))?")
_NO_LETTERS = re.compile("['.\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}]")
_SPACE = r"[\s\N{HYPHEN}\N{NON-BREAKING HYPHEN}-]?"
# One such sign is a word, and several may follow each other: 2千万.
_SIGN = re.compile(f"[{IDEOGRAPHS_AND_KANA}{HANGUL}]")
_UNSPACED = re.compile(f"[{UNSPACED}]")
# “K” and “M” stand for other things, too. Short words have no endings, and begin others where no spaces are written.
_MIN_LETTERS, _MIN_LETTERS_UNSPACED, _MIN_LETTERS_WITH_ENDING = 3, 4, 5
_MAX_ENDING_LETTERS = 4
# Policies name no trillions, and in Korean their sign is that of articles: 제6조.
_MAX_ZEROS = 9


class Scale(NamedTuple):
    """A multiplier after a number in a text: how many zeros it stands for, and the character after it."""

    zeros: int
    end: int


def scale_after(text: str, end: int, language: str) -> Scale:
    """Return what multiplies the number that ends at `end`: no zeros if there is nothing, or if it is not known."""
    pattern, zeros_of = _pattern(language)
    zeros = 0
    while found := pattern.match(text, end):
        zeros, end = zeros + zeros_of[found.lastindex], found.end()
        if not _SIGN.match(text[end - 1]):
            break
    return Scale(zeros, end)


def are_known(language: str) -> bool:
    """True if such words are known in a language; not if it writes them before the number: `milioni 20`."""
    return bool(_forms(language))


@functools.cache
def _pattern(language: str) -> tuple[re.Pattern[str], Mapping[int | None, int]]:
    """Return what matches any form, and the zeros of each group: the longest first, those with another ending last."""
    forms = sorted(_forms(language).items(), key=lambda each: -len(each[0]))
    whole = [
        (re.escape(form) + ("" if _UNSPACED.match(form) or _SIGN.match(form) else r"(?!\w)"), zeros)
        for form, zeros in forms
    ]
    inflected = [
        (rf"{re.escape(form[:-1])}\w{{0,{_MAX_ENDING_LETTERS}}}(?!\w)", zeros)
        for form, zeros in forms
        if len(form) >= _MIN_LETTERS_WITH_ENDING and not _UNSPACED.match(form)
    ]
    groups = "|".join(f"({each})" for each, _ in (*whole, *inflected)) or "(?!)"
    zeros_of = dict[int | None, int](enumerate((zeros for _, zeros in (*whole, *inflected)), start=1))
    return re.compile(f"{_SPACE}(?:{groups})", re.IGNORECASE), zeros_of


@functools.cache
def _forms(language: str) -> Mapping[str, int]:
    """Return the zeros that each form of a word stands for: those of CLDR, and those of the language's own data."""
    found: dict[str, int] = {}
    for number, pattern in _compact_patterns(language):
        if (match := _PATTERN.fullmatch(_NO_LETTERS.sub("", pattern))) and match[2]:
            found[match[2]] = len(number) - len(match[1])
    own: Mapping[str, int] = lexicon_of(language)["number_scales"]
    return {**{form: zeros for form, zeros in found.items() if zeros <= _MAX_ZEROS and _is_clear(form)}, **own}


def _is_clear(form: str) -> bool:
    if _SIGN.match(form):
        return True
    return len(form) >= (_MIN_LETTERS_UNSPACED if _UNSPACED.match(form) else _MIN_LETTERS)


def _compact_patterns(language: str) -> Iterator[tuple[str, str]]:
    """Yield a power of ten, and how CLDR writes numbers of its size: `1000000` and `0 millions`."""
    for of_length in locale_of(language).compact_decimal_formats.values():
        for patterns in of_length.values():
            for number, pattern in patterns.items():
                yield number, pattern.pattern.partition(";")[0]
