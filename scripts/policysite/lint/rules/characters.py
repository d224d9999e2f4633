"""Deceptive characters: invisible ones, letters of another alphabet, and what is not written in the language."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from policysite.corpus import Page
from policysite.corpus.invisible import DIRECTION, FILLER, HIDDEN_TEXT, RIGHT_TO_LEFT, SPACE, code_point
from policysite.corpus.url_safety import shown
from policysite.findings import Severity
from policysite.languages.alphabets import (
    alphabet,
    alphabet_of,
    alphabets,
    confusables,
    has_confusables,
    is_confusable,
)
from policysite.languages.lexicon import lexicon_of
from policysite.languages.signs import COLONS, SENTENCE_ENDS
from policysite.lint.context import Context
from policysite.lint.editorial import WORDLIST
from policysite.lint.invisible_characters import Found, invisible_characters
from policysite.lint.page_text import TextRun, text_runs
from policysite.lint.rule import Hit, hit_at, page_rule
from policysite.lint.text.repertoire import repertoire

# With one of these, or with letters that are written from right to left, text is shown in another order.
_REORDERING = re.compile(f"[\\u202b\\u202e\\u2067]|{RIGHT_TO_LEFT.pattern}")
# Invisible characters that other rules are about.
_REPORTED_ELSEWHERE = re.compile("|".join(each.pattern for each in (SPACE, HIDDEN_TEXT, FILLER)))
# The first of the tags, each of which stands for a character of ASCII.
_TAGS = 0xE0000
_WORD = re.compile(r"[^\W\d_]+")
# Words that may begin with a look-alike letter of the page's alphabet, as in “e-mail”.
_HYPHENATED = re.compile(r"(?<![\w-])([^\W\d_])-[A-Za-z]{2,}")
# After a word, the first character that is not a space or an opening mark.
_FOLLOWING = re.compile("[ \t\n\u00a0«“(]*([^ \t\n\u00a0«“(])")
# Signs of the fonts that Word uses, which `word-symbol` is about.
_WORD_SYMBOL = re.compile("[\ue000-\uf8ff]")
_RUN = re.compile(r"\S+")
# Letters that look like digits: O, l and the Cyrillic letter that looks like 3.
_LIKE_ZERO = "OoОоΟο"
_LIKE_DIGIT = f"{_LIKE_ZERO}lIІӀӏΙЗзӠӡ"
_NUMBER = re.compile(rf"(?<!\w)[0-9{_LIKE_DIGIT}]+(?:[.,][0-9{_LIKE_DIGIT}]+)*(?!\w)")
# Names such as O365: no number begins so.
_NAME = re.compile(rf"[{_LIKE_ZERO}][0-9]+")
# In how many characters beside a word the next word begins.
_MAX_NEIGHBOUR_CHARACTERS = 40
# Greek letters that begin the names of units, such as μm.
_UNIT = re.compile("[μΩ][A-Za-z]{1,3}|[kMGT]Ω")


@page_rule(Severity.WARNING)
def invisible_character(page: Page, context: Context) -> Iterator[Hit]:
    """A character is invisible and changes nothing that readers see; it is not published."""
    for found in invisible_characters(page):
        if not (_REPORTED_ELSEWHERE.match(found.character) or _reorders(found)):
            yield _hit_at_character(page, found)


@page_rule(suppressible=False)
def bidi_character(page: Page, context: Context) -> Iterator[Hit]:
    """An invisible character changes the direction of the text after it, which then reads in another order."""
    for found in invisible_characters(page):
        if _reorders(found):
            yield _hit_at_character(page, found)


def _reorders(found: Found) -> bool:
    return DIRECTION.match(found.character) is not None and _is_reordered(found.around)


@functools.lru_cache(maxsize=64)
def _is_reordered(line: str) -> bool:
    return _REORDERING.search(line) is not None


@page_rule(suppressible=False)
def hidden_text(page: Page, context: Context) -> Iterator[Hit]:
    """A text is written in characters that have no shape; programs can read it, people cannot."""
    for found in invisible_characters(page):
        if HIDDEN_TEXT.match(found.character):
            ascii_text = "".join(chr(ord(character) % _TAGS % 0x80) for character in found.character)
            text = ascii_text if found.character[0] >= chr(_TAGS) and ascii_text.isprintable() else "…"
            yield hit_at(page.path, found.line, found.column, edit=found.edit, text=text, count=len(found.character))


@page_rule(reads=(WORDLIST,), suppressible=False)
def character_unusual(page: Page, context: Context) -> Iterator[Hit]:
    """A character is not one that texts in the language of the page are written with."""
    for found in invisible_characters(page):
        if FILLER.match(found.character):
            code = code_point(found.character[0])
            yield hit_at(page.path, found.line, found.column, edit=found.edit, code_point=code, word=code)
    usual = repertoire(page.language, context.corpus.languages)
    for run in text_runs(page):
        unusual = [number for number in usual.unusual(run.text) if not _WORD_SYMBOL.match(run.text[number])]
        for word in _RUN.finditer(run.text) if unusual else ():
            inside = [number for number in unusual if word.start() <= number < word.end()]
            known = [match.span() for match in _WORD.finditer(run.text, *word.span()) if _is_listed(match[0], context)]
            for number in inside:
                if not any(start <= number < end for start, end in known) and not FILLER.match(run.text[number]):
                    yield run.hit(number, code_point=code_point(run.text[number]), word=shown(word[0]))
                    break


def _is_listed(word: str, context: Context) -> bool:
    """True if the legal team uses a word of another script, such as a name."""
    return word.lower() in context.editorial.wordlist and unicodedata.normalize("NFKC", word) == word


@page_rule(reads=(WORDLIST,), suppressible=False)
def number_with_letter(page: Page, context: Context) -> Iterator[Hit]:
    """A number is written with a letter that looks like a digit."""
    for run in text_runs(page):
        for match in _NUMBER.finditer(run.prose):
            parts = re.split("[.,]", match[0])
            letters = [each for each in parts if not each.isdigit()]
            is_mixed = any(re.search("[0-9]", part) for part in letters) and not _NAME.fullmatch(match[0])
            has_zeros = len(letters) < len(parts) and any(not part.strip(_LIKE_ZERO) for part in letters)
            if (is_mixed or has_zeros) and match[0].lower() not in context.editorial.wordlist:
                letter = next(sign for sign in match[0] if sign in _LIKE_DIGIT)
                yield run.hit(match.start(), word=match[0], letter=letter, number=code_point(letter))


@page_rule(reads=(WORDLIST,), always_on=True)
def alphabets_mixed(page: Page, context: Context) -> Iterator[Hit]:
    """A word mixes letters of two alphabets, or all of it only looks like a word of the page's alphabet."""
    own = lexicon_of(page.language)["one_letter_words"]
    for run in text_runs(page):
        for match in _WORD.finditer(run.prose):
            word = match[0]
            foreign = None if word.isascii() else _foreign_letter(word, alphabet_of(page.language))
            if foreign is None and not word.isascii() and _is_disguised(run.prose, match, alphabet_of(page.language)):
                foreign = 0
            if foreign is not None and word.lower() not in context.editorial.wordlist:
                yield _hit_in_word(run, match.start() + foreign, word)
        for match in _confusable_words(tuple(own)).finditer(run.prose):
            if _is_used_as_word(run.prose, match.start(), alphabet_of(page.language)):
                yield _hit_in_word(run, match.start(), match[0])
        for match in _HYPHENATED.finditer(run.prose):
            if alphabet(match[1]) not in ("", "LATIN") and "LATIN" in alphabets(confusables(match[1])):
                yield _hit_in_word(run, match.start(), match[0])


def _is_disguised(text: str, word: re.Match[str], own: str) -> bool:
    """True if a word of a Latin text only looks like a Latin one, and no word beside it is of its alphabet."""
    if own != "LATIN" or len(word[0]) == 1 or not is_confusable(word[0], own):
        return False
    before = _WORD.findall(text, max(word.start() - _MAX_NEIGHBOUR_CHARACTERS, 0), word.start())[-1:]
    after = _WORD.findall(text, word.end(), word.end() + _MAX_NEIGHBOUR_CHARACTERS)[:1]
    return not alphabets(word[0]) & alphabets("".join(before + after))


def _hit_in_word(run: TextRun, offset: int, word: str) -> Hit:
    letter = run.prose[offset]
    return run.hit(offset, word=shown(word), letter=letter, number=code_point(letter))


@functools.lru_cache(maxsize=65536)
def _foreign_letter(word: str, own: str) -> int | None:
    """Return the first letter of a word that is of another alphabet than most; None if all are of one.

    Letters of alphabets without look-alike letters divide the word: in Japanese or Hebrew, a Latin name can stand
    inside a word.

    Args:
        word: the word.
        own: the alphabet of the page, which is preferred if a word has equally many letters of two alphabets.
    """
    if _UNIT.fullmatch(word):
        return None
    names = [alphabet(letter) for letter in word]
    for confusable, part in itertools.groupby(enumerate(names), key=lambda numbered: has_confusables(numbered[1])):
        numbered = list(part)
        counted = Counter(name for _, name in numbered)
        if confusable and len(counted) > 1:
            usual = max(counted, key=lambda name: (counted[name], name == own))
            return next(number for number, name in numbered if name != usual)
    return None


@functools.cache
def _confusable_words(own: tuple[str, ...]) -> re.Pattern[str]:
    """Match single letters of other alphabets that look like the one-letter words of a language."""
    letters = sorted({twin for word in own for letter in (word, word.upper()) for twin in confusables(letter)})
    return re.compile(rf"(?<!\S)[{''.join(letters)}](?=\s)" if letters else "(?!)")


def _is_used_as_word(text: str, offset: int, own: str) -> bool:
    """True if a letter of another alphabet is used as a word of the page's language, and not as a name."""
    before, after = text[max(offset - 40, 0) : offset].rstrip(), _FOLLOWING.match(text, offset + 1)
    follows = after[1] if after else ""
    begins = not before or before[-1] in f"{SENTENCE_ENDS}{COLONS};"
    in_own_text = begins or not before[-1].isalpha() or alphabet(before[-1]) == own
    if text[offset].isupper():
        return begins and follows.islower() and alphabet(follows) == own
    return in_own_text and (
        alphabet(follows) == own or (follows.isdigit() and before != "" and alphabet(before[-1]) == own)
    )


def _hit_at_character(page: Page, found: Found) -> Hit:
    return hit_at(page.path, found.line, found.column, edit=found.edit, code_point=code_point(found.character[0]))
