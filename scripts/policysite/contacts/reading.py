"""Texts as people read them: with the ordinary form of each letter, digit and sign of a contact."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable

from policysite.languages.alphabets import AS_DIGITS, LIKE_DIGITS, LIKE_ZERO

# Signs that are read as another one, although not by Unicode: slashes, a plus, and an A in a circle for `@`.
_SIGNS = {"\u2044": "/", "\u2215": "/", "\u29f8": "/", "\u2795": "+", "\u24b6": "@", "\u24d0": "@", "\U0001f150": "@"}
# The signs after a digit for a key and after a sign for an emoji are read as spaces; a square or an emoji within a word
# as `@`: readers may be told to replace it.
_SIGNS |= {"\u20e3": " ", "\ufe0f": " "}
_FIRST_EMOJI = "\u25a0"
_EMOJI = re.compile("[\u25a0-\u27bf\U0001f000-\U0001faff](?<=\\w.)(?=\ufe0f?\\w)")
# Letters that have no other form, of many alphabets, are not looked at one by one.
_OTHER_CHARACTERS = re.compile(
    "[^\x00-\x7f\u00c0-\u017e\u0400-\u04ff\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3]"
)
# Groups of digits among which there are letters that look like them: `999 OOO-OO-OO`, `98765 O3210`.
_LIKE_NUMBER = re.compile(rf"\d(?<!\w\d)[\d{LIKE_DIGITS}]*+(?:\)?[\s.-]{{1,2}}\(?[\d{LIKE_DIGITS}]{{2,}}+)++(?!\w)")
_MIN_LIKE_DIGITS, _WORD = 8, re.compile(r"\w+")
# The other signs in contacts; a wide comma, for example, ends one.
_SIGNS_OF_CONTACTS = " @./+-_"


def as_read(text: str) -> str:
    """Return a text in which each letter, digit or sign of a contact has its ordinary form."""
    others = set(_OTHER_CHARACTERS.findall(text))
    if max(others, default="") >= _FIRST_EMOJI:
        text = _EMOJI.sub("@", text)
    for character in others:
        if (plain := _plain(character)) != character:
            text = text.replace(character, plain)
    return _LIKE_NUMBER.sub(_with_digits, text)


def _with_digits(number: re.Match[str]) -> str:
    groups = _WORD.findall(number[0])
    # (A month may be a Roman number: 28 III 2026.)
    has_other_word = any(each.isalpha() and each.strip(LIKE_ZERO) for each in groups)
    is_long = sum(map(len, groups)) >= _MIN_LIKE_DIGITS
    return number[0].translate(AS_DIGITS) if is_long and not has_other_word else number[0]


@functools.cache
def _plain(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    plain = unicodedata.normalize("NFKC", _SIGNS.get(character, character))
    return plain if len(plain) == 1 and (plain.isalnum() or plain in _SIGNS_OF_CONTACTS) else character


def lower_case(text: str) -> str:
    """Return a text in lower case, as long as it was."""
    return text.replace("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}", "I").lower()


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of words that finds the longest one; `*` as a first letter is last.

    Words are grouped by their first letter, which rules out most of them.
    """
    rests: dict[str, list[str]] = {}
    for word in sorted({*words}, key=lambda word: (-len(word), word)):
        rests.setdefault(word[0].lower(), []).append(word[1:])
    by_letter = (
        f"{re.escape(letter)}(?:{'|'.join(map(re.escape, rests[letter]))})" for letter in sorted(rests, reverse=True)
    )
    return f"(?:{'|'.join(by_letter)})"
