"""The characters that texts of a language are written with, from what CLDR itself writes in the language."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from policysite.corpus.invisible import visible
from policysite.languages import locale_of
from policysite.languages.alphabets import alphabet, alphabet_of

_LATIN, _CYRILLIC, _GREEK, _CJK = "LATIN", "CYRILLIC", "GREEK", "CJK"
# The letters of living languages, without those of phonetics, of manuscripts and small capitals.
_EVERYDAY = {
    _LATIN: re.compile("[A-Za-z\u00aa\u00ba\u00c0-\u017e]"),
    _CYRILLIC: re.compile("[\u0400-\u045f\u0490-\u04bf\u04c1-\u04ce\u04d0-\u04ff]"),
    _GREEK: re.compile("[\u0386-\u03ce\u1f00-\u1fff]"),
}
# Signs of typography, whatever the language. A leader of one dot is not among them: it looks like a full stop.
_TYPOGRAPHY = re.compile("[\u00a1-\u00bf\u02bb\u02bc\u2010-\u2023\u2025-\u2027\u2030-\u205e\u2100-\u214f\u2150-\u215e]")
# Digits in chemical formulas, such as CO₂, and what is before them.
_SUBSCRIPT, _FORMULA = re.compile("[\u2080-\u2089]"), re.compile("[A-Za-z)\u2080-\u2089]")
_LETTER_SIGNS = frozenset("№™℠℗℃℉ªº")
# Characters that are only written between or beside Chinese, Japanese and Korean ones.
_CJK_FORMS = re.compile("[\u2160-\u217f\u2460-\u249b\u2e80-\u33ff\ufe30-\ufe4f\uff00-\uffef]")
# Accents that go with letters for which there is no character with the accent: grave, acute, circumflex, tilde, macron.
_ACCENTS = "\u0300\u0301\u0302\u0303\u0304"
_MAX_MARKS = 2
# In a row of flags, at most this many letters are read back to find the pairs; an even number.
_MAX_FLAG_LETTERS = 100
# Letters without the dot of the ordinary ones.
_DOTTED = {"ı": "i", "ȷ": "j"}
# The combining class of strokes through a letter.
_OVERLAY = 1
_KEYCAP = re.compile("[#*0-9]\ufe0f?\\Z")
# Two of these make a flag.
_FLAG_LETTERS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
_FLAG_LETTER = re.compile(f"[{_FLAG_LETTERS}]")
# New ones are added every year, so that this version of Unicode may not know them.
_EMOJI = re.compile("[\U0001f000-\U0001faff]")
# Marks of forms: bold, circled, joined, wide letters that stand for ordinary ones.
_FORM = re.compile("<(?:font|circle|square|wide|narrow|small|compat|super|sub|vertical)>")


@functools.cache
def _written_in(language: str) -> frozenset[str]:
    """Return the characters in the names of languages, countries, months and the like as they are in a language."""
    locale = locale_of(language)
    names = [locale.languages, locale.territories, locale.scripts, locale.currencies]
    names += [of_width for of_use in (*locale.months.values(), *locale.days.values()) for of_width in of_use.values()]
    return frozenset(character for each in names for name in each.values() for character in name + name.upper())


@functools.cache
def _scripts(languages: Collection[str]) -> frozenset[str]:
    letters = (character for language in languages for character in _written_in(language) if character.isalpha())
    return frozenset({*map(_script, letters), *map(alphabet_of, languages)}) - {""}


def _script(character: str) -> str:
    """Return the script of a character, as Unicode names it."""
    name = unicodedata.name(character, "").removeprefix("EXTENDED ")
    return alphabet(character) or re.split("[ -]", name, maxsplit=1)[0]


class Repertoire:
    """The characters of the pages in a language of a site, which may have words and names in its other languages."""

    def __init__(self, language: str, site: Iterable[str]) -> None:
        self._language = language
        self._own = _scripts(frozenset({language}))
        self._known = _scripts(frozenset({language, *site})) | {_LATIN}
        self._is_cjk = _CJK in self._own
        self._is_alphabetic = bool({_LATIN, _CYRILLIC, _GREEK} & {alphabet_of(language)})
        self._usual: set[str] = set()

    def unusual(self, text: str) -> Iterator[int]:
        """Yield the offsets of the characters of a text that are not written in the language."""
        if text.isascii():
            return
        others = {character for character in set(text) - self._usual if not character.isascii()}
        usual = {character for character in others if self._is_usual(character)}
        self._usual |= usual
        others -= usual
        if others:
            yield from (offset for offset, sign in enumerate(text) if sign in others and not self._fits(text, offset))

    def without_foreign_accent(self, letter: str) -> str:
        """Return a letter as it is, or without an accent that the language does not have: of `ı`, that is a dot."""
        if letter <= "\u00ff" or letter in _written_in(self._language):
            return letter
        return _DOTTED.get(letter) or unicodedata.normalize("NFD", letter)[0] if len(letter) == 1 else letter

    def _fits(self, text: str, offset: int) -> bool:
        """True if a character that is not usual everywhere is so where it stands."""
        character = text[offset]
        if unicodedata.category(character)[0] == "M":
            return self._is_usual_mark(text, offset)
        if _FLAG_LETTER.match(character):
            before = text[max(offset - _MAX_FLAG_LETTERS, 0) : offset]
            earlier = len(before) - len(before.rstrip(_FLAG_LETTERS))
            return earlier % 2 == 1 or _FLAG_LETTER.match(text, offset + 1) is not None
        if _SUBSCRIPT.match(character):
            return _FORMULA.match(text[max(offset - 1, 0) : offset]) is not None
        beside = text[max(offset - 1, 0) : offset + 2].replace(character, "", 1)
        return alphabet(character) == _GREEK and not any(alphabet(letter) == _GREEK for letter in beside)  # as in μm

    def _is_usual(self, character: str) -> bool:
        """True if a character is usual in any place."""
        category = unicodedata.category(character)
        if _EMOJI.match(character):
            return not {"LATIN", "REGIONAL"} & set(unicodedata.name(character, "").split())
        if category in ("Cn", "Co") or category[0] == "M":
            return False
        if category[0] in "CZ" and not (category == "Cf" and visible(f".{character}.") == f".{character}."):
            return True  # `corpus.invisible` decides about those that nobody sees
        if character in _written_in(self._language) or character in _LETTER_SIGNS:
            return True
        if self._is_cjk and _CJK_FORMS.match(character):
            return True
        if "\u00a0" <= character <= "\u00ff" or (category == "No" and _TYPOGRAPHY.match(character)):
            return True
        if _FORM.match(unicodedata.decomposition(character)):
            return category[0] == "P" and _TYPOGRAPHY.match(character) is not None
        return self._is_of_script(character, category)

    def _is_of_script(self, character: str, category: str) -> bool:
        script = _script(character)
        if category[0] == "L":
            everyday = _EVERYDAY.get(script)
            base = unicodedata.normalize("NFD", character)[0]
            is_everyday = everyday is None or everyday.match(character) or base.isascii()
            return (script in self._known and bool(is_everyday)) or character in "\u02bb\u02bc"
        if category[0] in "CN":
            return script in self._own
        if category[0] == "P":
            return _TYPOGRAPHY.match(character) is not None or script in self._own or not self._is_alphabetic
        if category == "Sk":
            return script in self._own
        return not {"LATIN", "BRAILLE", "LIGATURE", "REPLACEMENT"} & set(unicodedata.name(character, "").split())

    def _is_usual_mark(self, text: str, offset: int) -> bool:
        mark = text[offset]
        first = offset
        while offset - first < _MAX_MARKS and first and unicodedata.category(text[first - 1])[0] == "M":
            first -= 1
        script = _script(mark)
        if script == "VARIATION":
            return True
        if mark in _written_in(self._language):
            return unicodedata.combining(mark) != _OVERLAY
        if unicodedata.category(mark) == "Me":
            return mark == "\u20e3" and _KEYCAP.search(text, max(offset - 2, 0), offset) is not None
        if script != "COMBINING":
            return script in self._known
        before = text[max(first - 1, 0) : offset]
        composes = len(unicodedata.normalize("NFC", before + mark)) == len(unicodedata.normalize("NFC", before))
        return before[:1].isalpha() and offset - first < _MAX_MARKS and (composes or mark in _ACCENTS)


@functools.cache
def repertoire(language: str, site: tuple[str, ...]) -> Repertoire:
    """Return the repertoire of a language in a site of these languages."""
    return Repertoire(language, site)
