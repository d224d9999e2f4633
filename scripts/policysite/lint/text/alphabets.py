"""Which alphabet a letter belongs to, and which letters of other alphabets look the same."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable

# Letters that cannot be told apart in most typefaces: those of confusables.txt of Unicode (UTS #39) that take one
# letter for one, of the Latin, Cyrillic and Greek alphabets.
_ALIKE = (
    *("aа", "cсϲ", "eе", "hһ", "iіι", "jјϳ", "kкκ", "lӏ", "oоο", "pрρ", "qԛ", "sѕ", "vν", "wԝ", "xхχ", "yуγ"),
    *(
        "AАΑ",
        "BВΒ",
        "CСϹ",
        "EЕΕ",
        "HНΗ",
        "IІΙ",
        "JЈ",
        "KКΚ",
        "MМΜ",
        "NΝ",
        "OОΟ",
        "PРΡ",
        "SЅ",
        "TТΤ",
        "XХΧ",
        "YУΥ",
        "ZΖ",
    ),
)
_TWINS = {letter: frozenset(alike) - {letter} for alike in _ALIKE for letter in alike}
# Alphabets that one language writes its words with side by side.
_TOGETHER = dict.fromkeys(("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO"), "CJK")


@functools.cache
def alphabet(letter: str) -> str:
    """The alphabet of a letter, as Unicode names it; empty for what belongs to none, such as the sign for a degree."""
    name = unicodedata.name(letter, "")
    if not letter.isalpha() or not ("LETTER" in name or "IDEOGRAPH" in name):
        return ""
    if name.startswith(("FULLWIDTH", "HALFWIDTH", "MATHEMATICAL", "MODIFIER")):
        return alphabet(plain) if len(plain := unicodedata.normalize("NFKC", letter)) == 1 and plain != letter else ""
    script = name.split()[0]
    return _TOGETHER.get(script, script)


def alphabets(letters: Iterable[str]) -> set[str]:
    """The alphabets of these letters."""
    return {alphabet(letter) for letter in letters} - {""}


def twins(letter: str) -> frozenset[str]:
    """The letters of other alphabets that look like this one."""
    return _TWINS.get(letter, frozenset())


def looks(word: str, other: str) -> bool:
    """Whether every letter of a word could be taken for one of another alphabet."""
    letters = [letter for letter in word if letter.isalpha()]
    return bool(letters) and all(other in alphabets(twins(letter)) for letter in letters)
