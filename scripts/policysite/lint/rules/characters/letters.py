"""Letters of another alphabet, letters in place of digits, and letters that stand apart."""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from policysite.contacts.in_text import offsets_in_urls
from policysite.corpus import Page, subjects
from policysite.corpus.invisible import code_point
from policysite.corpus.numbering.markers import Marker, marker_of
from policysite.corpus.url_safety import shown
from policysite.findings.rule import Aspect
from policysite.languages.alphabets import (
    AS_DIGITS,
    CONFUSABLE,
    LIKE_DIGITS,
    LIKE_ZERO,
    alphabet,
    alphabet_of,
    alphabets,
    as_latin,
    confusables,
    is_confusable,
)
from policysite.languages.durations import unit_after
from policysite.languages.lexicon import in_all_languages, lexicon_of
from policysite.languages.signs import COLONS, SENTENCE_ENDS
from policysite.lint.advised_edits import with_advised_edit
from policysite.lint.context import Context
from policysite.lint.editorial import WORDLIST
from policysite.lint.page_text import TextRun, lines_outside_code, text_runs, with_neighbors
from policysite.lint.rule import Hit, broken_aspects, hit_at, page_rule
from policysite.lint.text.morphology import is_function_word, known

_WORD = re.compile(r"[^\W\d_]+")
# Words that may begin with a look-alike letter of the page's alphabet, as in “e-mail”.
_HYPHENATED = re.compile(r"(?<![\w-])([^\W\d_])-[A-Za-z]{2,}")
# After a word, the first character that is not a space or an opening mark.
_FOLLOWING = re.compile("[ \t\n\u00a0«“(]*([^ \t\n\u00a0«“(])")
_NUMBER = re.compile(rf"(?<!\w)[0-9{LIKE_DIGITS}]+(?:[.,][0-9{LIKE_DIGITS}]+)*(?!\w)")
# Names such as O365: no number begins so.
_NAME = re.compile(rf"[{LIKE_ZERO}][0-9]+")
# How far beside a word its neighbors are looked for.
_CONTEXT_CHARACTERS = 40
# Latin words of capitals that have no more letters are often names, such as MAX and EC.
_MAX_NAME_LETTERS = 3
# Single letters with the same sign between them, which are read as a word.
_SPACED = re.compile(
    r"(?<![\w’'&/.-])[^\W\d_]([ \u00a0]{1,3}|[ \u00a0]?[_·\u2010-\u2013-][ \u00a0]?)"
    r"[^\W\d_](?:\1[^\W\d_])*(?![\w’'&/-])"
)
_MIN_SPACED_LETTERS = 2
_ROMAN_ONES = re.compile("[IІΙ]+")
_ROMAN = re.compile("[ivx]+", re.IGNORECASE)
# Greek letters that begin the names of units, such as μm.
_UNIT = re.compile("[μΩ][A-Za-z]{1,3}|[kMGT]Ω")


@page_rule(reads=(WORDLIST,), suppressible=False, advises=True, of_any_text=True, aspect=Aspect.NUMBERS)
def number_with_letter(page: Page, context: Context) -> Iterator[Hit]:
    """A number is written with a letter that looks like a digit."""
    for run in text_runs(page):
        for match in _NUMBER.finditer(run.prose):
            parts = re.split("[.,]", match[0])
            letters = [each for each in parts if not each.isdigit()]
            is_mixed = any(re.search("[0-9]", part) for part in letters) and not _NAME.fullmatch(match[0])
            has_zeros = len(letters) < len(parts) and any(not part.strip(LIKE_ZERO) for part in letters)
            is_counting = len(letters) == len(parts) and _is_counting(run.prose, match, page.language)
            if (is_mixed or has_zeros or is_counting) and match[0].lower() not in context.editorial.wordlist:
                letter = next(sign for sign in match[0] if sign in LIKE_DIGITS)
                code, damaged = code_point(letter), len(match[0])
                found = run.hit(match.start(), damaged=damaged, word=match[0], letter=letter, number=code)
                yield with_advised_edit(found, page, match[0], match[0].translate(AS_DIGITS))


def _is_counting(text: str, letters: re.Match[str], language: str) -> bool:
    """True if letters that look like digits stand before a unit of time, as in `lO days`, and are no word."""
    lexicon = lexicon_of(language)
    is_word = letters[0].lower() in lexicon["one_letter_words"] or _ROMAN_ONES.fullmatch(letters[0])
    return bool(lexicon["dictionary"]) and not is_word and unit_after(text, letters.end(), language) is not None


@page_rule(reads=(WORDLIST,), needs=("dictionary",), suppressible=False, of_any_text=True)
def letters_spaced(page: Page, context: Context) -> Iterator[Hit]:
    """The letters of a word stand apart, so that it is read, but not found and not compared."""
    one_letter_words = lexicon_of(page.language)["one_letter_words"]
    for run in text_runs(page):
        for match in _SPACED.finditer(run.prose):
            word = match[0].replace(match[1], "").lower()
            in_order = all(ord(after) - ord(before) == 1 for before, after in itertools.pairwise(word))
            is_pair = len(word) == _MIN_SPACED_LETTERS  # two one-letter words, or a range such as N–O
            is_phrase = is_pair and not (set(word).isdisjoint(one_letter_words) and match[0].islower())
            is_name = is_phrase or match[0] in in_all_languages("register_words")  # D-U-N-S
            if not in_order and not is_name and known(word, page.language) and word not in context.editorial.wordlist:
                yield run.hit(match.start(), word=match[0], joined=match[0].replace(match[1], ""))


@page_rule(reads=(WORDLIST,), always_on=True, advises=True, of_any_text=True)
def alphabets_mixed(page: Page, context: Context) -> Iterator[Hit]:
    """A word mixes letters of two alphabets, or all of it only looks like a word of the page's alphabet."""
    own = alphabet_of(page.language)
    for run in text_runs(page):
        for match in _words_that_may_mix(run, own):
            word = match[0]
            foreign = None if word.isascii() else _foreign_letter(word, own)
            if foreign is None and _is_disguised(run.text, match, page.language):
                foreign = 0
            if foreign is not None and word.lower() not in context.editorial.wordlist:
                yield _hit_in_word(page, run, match, foreign)
        for match in _confusable_words(page.language).finditer(run.prose):
            if _is_used_as_word(run.prose, match.start(), own):
                yield _hit_in_word(page, run, match)
        for match in _HYPHENATED.finditer(run.prose):
            if alphabet(match[1]) not in ("", "LATIN") and "LATIN" in alphabets(confusables(match[1])):
                yield _hit_in_word(page, run, match)
    yield from (
        each for each in _disguised_markers(page) if each.params["word"].lower() not in context.editorial.wordlist
    )


def _disguised_markers(page: Page) -> Iterator[Hit]:
    """Yield hits at the items whose letter only looks like that of their list, such as a Latin `a)` before `б)`."""
    markers = ((number, marker_of(line.lstrip(" \t>"))) for number, line in lines_outside_code(page))
    marked = [(number, marker) for number, marker in markers if marker]
    for before, (number, marker), after in with_neighbors(marked):
        beside = [each[1] if each and each[1].style == marker.style else None for each in (before, after)]
        if not _is_between(marker, *beside):
            letter = marker.written.strip("().")
            possible = sorted(confusables(letter))
            right = (each for each in possible if _is_between(replace(marker, value=each.lower()), *beside))
            if advised := next(right, ""):
                yield _hit_in_marker(page, number, marker.written, letter, advised)


def _is_between(marker: Marker, before: Marker | None, after: Marker | None) -> bool:
    """True if a marker continues the one before it, or the one after it continues it."""
    return bool((before and before.precedes(marker)) or (after and marker.precedes(after)))


def _hit_in_marker(page: Page, number: int, written: str, letter: str, right: str) -> Hit:
    """Return a hit at the letter of an item, with the advice to write the right one, which its list needs."""
    column = page.source[number - 1].index(written) + written.index(letter) + 1
    breaks = {subjects.marker(page.path, number), *broken_aspects(page, number, Aspect.STRUCTURE)}
    found = hit_at(page.path, number, column, breaks=breaks, word=written, letter=letter, number=code_point(letter))
    return with_advised_edit(found, page, letter, right)


def _words_that_may_mix(run: TextRun, own: str) -> Iterator[re.Match[str]]:
    """Yield the words of a run: of its code, which is written in Latin letters, those with other letters."""
    if own == "LATIN" and run.text.isascii():
        return
    in_urls = offsets_in_urls(run.text) if run.prose != run.text else set()
    for match in _WORD.finditer(run.text):
        if run.prose.startswith(match[0], match.start()):
            if own != "LATIN" or not match[0].isascii():
                yield match
        elif not match[0].isascii() and match.start() not in in_urls:
            yield match


def _is_disguised(text: str, word: re.Match[str], language: str) -> bool:
    """True if a word only looks like one of the page's alphabet, and no words of its own alphabet are around it."""
    own, letters = alphabet_of(language), word[0]
    if len(letters) == 1 or own in ("", alphabet(letters[0])) or not is_confusable(letters, own):
        return False
    is_read = _reads_as_own(letters, language)
    if own != "LATIN" and not is_read:
        return False
    before = _WORD.findall(text, max(word.start() - _CONTEXT_CHARACTERS, 0), word.start())[-1:]
    after = _WORD.findall(text, word.end(), word.end() + _CONTEXT_CHARACTERS)[:1]
    beside = before + after
    akin = [each for each in beside if alphabets(letters) & alphabets(each) and not _reads_as_own(each, language)]
    # (A capitalized word after one that begins the sentence may be a name.)
    is_alone = len(beside) == 1 and letters.istitle() and akin != [] and akin[0].istitle()
    return (len(akin) < len(beside) or is_alone or not beside) if is_read else not akin


@functools.lru_cache(maxsize=65536)
def _reads_as_own(word: str, language: str) -> bool:
    """True if readers take a word in letters of another alphabet for a word of the language."""
    lexicon = lexicon_of(language)
    twins = [[twin for twin in confusables(each) if twin.lower() in lexicon["alphabet"]] for each in word]
    if not lexicon["dictionary"] or len(word) == 1 or not all(twins):
        return False
    read = "".join(each[0] for each in twins).lower()
    numbers = (number for number, _ in lexicon["number_words"])
    is_short = len(word) <= _MAX_NAME_LETTERS
    return known(read, language) and (not is_short or read in numbers or is_function_word(read, language))


def _hit_in_word(page: Page, run: TextRun, word: re.Match[str], foreign: int = 0) -> Hit:
    """Return a hit at a letter of a word, with the advice to write this and all that follow in the right alphabet."""
    is_roman = alphabets(word[0]) > {"LATIN"} and _ROMAN.fullmatch(as_latin(word[0]))
    if is_roman:
        foreign = next(number for number, each in enumerate(word[0]) if not each.isascii())
    offset, written = word.start() + foreign, word[0][foreign:]
    found = run.hit(offset, word=shown(word[0]), letter=written[0], number=code_point(written[0]))
    if is_roman:  # perhaps of an item
        marker = {subjects.marker(page.path, found.line), *broken_aspects(page, found.line, Aspect.STRUCTURE)}
        found = replace(found, breaks=found.breaks | marker)
    others = alphabets(word[0]) - {alphabet(written[0])}
    usual = others.pop() if len(others) == 1 else alphabet_of(page.language)
    return with_advised_edit(found, page, written, _in_alphabet(written, usual))


def _in_alphabet(letters: str, usual: str) -> str:
    """Return letters as they look in an alphabet; empty if one of them looks like none of its letters."""
    found = [
        [each] if alphabet(each) in ("", usual) else [twin for twin in confusables(each) if alphabet(twin) == usual]
        for each in letters
    ]
    return "".join(each[0] for each in found) if all(found) else ""


@functools.lru_cache(maxsize=65536)
def _foreign_letter(word: str, own: str) -> int | None:
    """Return the first letter of a word that is of another alphabet than most; None if all are of one.

    Letters of alphabets without look-alike letters divide the word: in Japanese or Hebrew, a Latin name can stand
    inside a word. Of two alphabets with equally many letters, that of the page is the usual one.
    """
    if _UNIT.fullmatch(word):
        return None
    names = [alphabet(letter) for letter in word]
    for is_confusable_part, part in itertools.groupby(enumerate(names), key=lambda each: each[1] in CONFUSABLE):
        numbered = list(part)
        counted = Counter(name for _, name in numbered)
        if is_confusable_part and len(counted) > 1:
            usual = max(counted, key=lambda name: (counted[name], name == own))
            return next(number for number, name in numbered if name != usual)
    return None


@functools.cache
def _confusable_words(language: str) -> re.Pattern[str]:
    """Match single letters of other alphabets that look like the one-letter words of a language."""
    own = lexicon_of(language)["one_letter_words"]
    letters = sorted({twin for word in own for letter in (word, word.upper()) for twin in confusables(letter)})
    return re.compile(rf"(?<!\S)[{''.join(letters)}](?=\s)" if letters else "(?!)")


def _is_used_as_word(text: str, offset: int, own: str) -> bool:
    """True if a letter of another alphabet is used as a word of the page's language, and not as a name."""
    before = text[max(offset - _CONTEXT_CHARACTERS, 0) : offset].rstrip()
    after = _FOLLOWING.match(text, offset + 1)
    follows = after[1] if after else ""
    begins = not before or before[-1] in f"{SENTENCE_ENDS}{COLONS};"
    in_own_text = begins or not before[-1].isalpha() or alphabet(before[-1]) == own
    if text[offset].isupper():
        return begins and follows.islower() and alphabet(follows) == own
    return in_own_text and (
        alphabet(follows) == own or (follows.isdigit() and before != "" and alphabet(before[-1]) == own)
    )
