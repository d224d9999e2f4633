"""The alphabets of letters, and letters of different alphabets that look the same."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable

from policysite.languages import locale_of, script_of

# Latin, Cyrillic and Greek letters that look the same in most typefaces: the pairs of single letters in Unicode's
# confusables.txt (UTS #39).
_GROUPS = (
    *("aа", "cсϲ", "eе", "hһ", "iіι", "jјϳ", "kкκ", "lӏ", "oоο", "pрρ", "qԛ", "sѕ", "vν", "wԝ", "xхχ"),
    *("yуγ", "AАΑ", "BВΒ", "CСϹ", "EЕΕ", "HНΗ", "IІΙ", "JЈ", "KКΚ", "MМΜ", "NΝ", "OОΟ", "PРΡ", "SЅ"),
    *("TТΤ", "XХΧ", "YУΥ", "ZΖ"),
)
_CONFUSABLES = {letter: frozenset(group) - {letter} for group in _GROUPS for letter in group}
# Letters that look like digits: O, l and the Cyrillic letter that looks like 3.
LIKE_ZERO, _LIKE_ONE, _LIKE_THREE = "OoОоΟο", "lIІӀӏΙ", "ЗзӠӡ"
LIKE_DIGITS = LIKE_ZERO + _LIKE_ONE + _LIKE_THREE
AS_DIGITS = str.maketrans(LIKE_DIGITS, "0" * len(LIKE_ZERO) + "1" * len(_LIKE_ONE) + "3" * len(_LIKE_THREE))
# The name of a letter with a stroke, or without its dot.
_STROKE = re.compile("LATIN SMALL LETTER (?:DOTLESS )?([A-Z])(?: WITH .*)?")
# Alphabets that one language mixes within a word.
_MIXED = dict.fromkeys(("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO"), "CJK")
# The codes of the scripts that consist of them (ISO 15924).
_CJK_SCRIPTS = frozenset({"Jpan", "Hans", "Hant", "Hani", "Kore", "Hang", "Hrkt", "Bopo"})


@functools.cache
def alphabet(letter: str) -> str:
    """Return the alphabet of a letter, as Unicode names it; empty for other characters and for none."""
    name = unicodedata.name(letter, "") if letter else ""
    if not letter.isalpha() or not ("LETTER" in name or "IDEOGRAPH" in name or "SYLLABLE" in name):
        return ""
    if name.startswith(("FULLWIDTH", "HALFWIDTH", "MATHEMATICAL", "MODIFIER")):
        return alphabet(plain) if len(plain := unicodedata.normalize("NFKC", letter)) == 1 and plain != letter else ""
    script = name.split()[0]
    return _MIXED.get(script, script)


def alphabets(letters: Iterable[str]) -> set[str]:
    """Return the alphabets of these letters."""
    return {alphabet(letter) for letter in letters} - {""}


@functools.cache
def alphabet_of(language: str) -> str:
    """Return the alphabet of a language, as `alphabet` names it; empty if it is not known."""
    script = script_of(language)
    if script in _CJK_SCRIPTS:
        return "CJK"
    return str(locale_of("en").scripts.get(script, "")).upper()


def confusables(letter: str) -> frozenset[str]:
    """Return the letters of other alphabets that look like this one."""
    return _CONFUSABLES.get(letter, frozenset())


def as_latin(word: str) -> str:
    """Return a word with the Latin letters that some of its letters look like."""
    return "".join(each if each.isascii() else next(filter(str.isascii, confusables(each)), each) for each in word)


def folded(text: str) -> str:
    """Return a text in lower case, without the accents and the strokes of its letters."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(_without_stroke(each) for each in letters if unicodedata.category(each) != "Mn")


@functools.cache
def _without_stroke(letter: str) -> str:
    bare = _STROKE.fullmatch(unicodedata.name(letter, "")) if not letter.isascii() else None
    return bare[1].lower() if bare else letter


def foreign_letters(word: str) -> str:
    """Return the letters of a word that only look like Latin ones, each with its code point."""
    found = dict.fromkeys(letter for letter in word if letter != as_latin(letter))
    return ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in found)


def is_confusable(word: str, other: str) -> bool:
    """True if every letter of a word looks like one of another alphabet."""
    letters = [letter for letter in word if letter.isalpha()]
    return bool(letters) and all(other in alphabets(confusables(letter)) for letter in letters)


# The alphabets with letters that look like those of another.
CONFUSABLE = alphabets(_CONFUSABLES)
