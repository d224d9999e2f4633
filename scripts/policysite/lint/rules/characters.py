"""Deceptive characters: invisible ones, letters of another alphabet, and what is not written in the language."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from policysite.contacts.in_text import offsets_in_urls
from policysite.corpus import Page, subjects
from policysite.corpus.character_references import unescape
from policysite.corpus.invisible import DIRECTION, FILLER, HIDDEN_TEXT, RIGHT_TO_LEFT, SPACE, code_point
from policysite.corpus.numbering import Marker, marker_of
from policysite.corpus.url_safety import shown
from policysite.findings import Edit, Severity
from policysite.findings.rule import Aspect
from policysite.languages import is_right_to_left
from policysite.languages.alphabets import (
    AS_DIGITS,
    CONFUSABLE,
    LIKE_DIGITS,
    LIKE_ZERO,
    alphabet,
    alphabet_of,
    alphabets,
    confusables,
    is_confusable,
)
from policysite.languages.durations import unit_after
from policysite.languages.lexicon import in_all_languages, lexicon_of
from policysite.languages.signs import COLONS, SENTENCE_ENDS
from policysite.lint import other_texts
from policysite.lint.advised_edits import with_advised_edit
from policysite.lint.context import Context
from policysite.lint.editorial import WORDLIST
from policysite.lint.invisible_characters import InvisibleCharacter, forbidden_references, invisible_characters
from policysite.lint.page_text import TextRun, code_by_line, text_runs, with_neighbors
from policysite.lint.rule import Hit, broken_aspect, hit_at, page_rule
from policysite.lint.text.morphology import is_function_word, known
from policysite.lint.text.repertoire import repertoire
from policysite.lint.text.sentences import begins_sentence

# With one of these, or with letters that are written from right to left, text is shown in another order.
_REORDERING = re.compile(f"[\\u202b\\u202e\\u2067]|{RIGHT_TO_LEFT.pattern}")
# Beside one of these, numbers and signs are shown in another order.
_RIGHT_TO_LEFT_MARKS = "\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}"
# These and isolates, as they are or as references, and the isolates' end.
_RIGHT_TO_LEFT_ORDER = re.compile(
    f"[{_RIGHT_TO_LEFT_MARKS}\u2066-\u2069]|&(?:rlm|#(?:8207|1564|829[4-7])|#[xX]0*(?:200[fF]|61[cC]|206[6-9]));"
)
_DIGIT = re.compile(r"\d")
# What decides where a character is shown (Unicode Standard Annex 9): letters from left to right, from right to left and
# Arabic ones, digits, Arabic digits, and the signs within a number or around it. Others are like spaces; `>` stands for
# signs that are mirrored.
_DIRECTIONS = {"L": "L", "R": "R", "AL": "A", "EN": "1", "AN": "2", "ES": "+", "CS": ",", "ET": "%"}
_BETWEEN = "[^LRA12>]*+"
_ARABIC_DIGITS = "2++(?:,2++)*+"
_NUMBER_IN_HEBREW, _NUMBER_IN_ARABIC = f"(?:1++(?:(?:[+,]|%++)1++)*+|{_ARABIC_DIGITS})++", "[12]++(?:,[12]++)*+"


def _reversed(number: str) -> str:
    """Return the pattern of two numbers without a letter between them, or of one beside a mirrored sign."""
    rest = f"{_BETWEEN}(?:>|{number})"
    return f"({number}(?:{rest})++|>{_BETWEEN}{number}(?:{rest})*+)"


# What browsers show from right to left in a text from left to right (the same, W2 to W7, N1 and L4).
_REVERSED = re.compile(
    f"R{_BETWEEN}{_reversed(_NUMBER_IN_HEBREW)}|A{_BETWEEN}{_reversed(_NUMBER_IN_ARABIC)}|{_reversed(_ARABIC_DIGITS)}"
)
# Invisible characters that other rules are about.
_REPORTED_ELSEWHERE = re.compile("|".join(each.pattern for each in (SPACE, HIDDEN_TEXT, FILLER)))
# More of them in a page than languages need can be a text for programs.
_MAX_PUBLISHED = 7
_SOFT_HYPHEN = "\u00ad"
# The first of the tags, each of which stands for a character of ASCII.
_TAGS = 0xE0000
_WORD = re.compile(r"[^\W\d_]+")
# A word with its accents.
_ACCENTED_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")
_ACCENTED_LETTER = re.compile(r"[^\W\d_][\u0300-\u036f]*")
# Words that may begin with a look-alike letter of the page's alphabet, as in “e-mail”.
_HYPHENATED = re.compile(r"(?<![\w-])([^\W\d_])-[A-Za-z]{2,}")
# After a word, the first character that is not a space or an opening mark.
_FOLLOWING = re.compile("[ \t\n\u00a0«“(]*([^ \t\n\u00a0«“(])")
# Signs of the fonts that Word uses, which `word-symbol` is about.
_WORD_SYMBOL = re.compile("[\ue000-\uf8ff]")
_RUN = re.compile(r"\S+")
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
# Greek letters that begin the names of units, such as μm.
_UNIT = re.compile("[μΩ][A-Za-z]{1,3}|[kMGT]Ω")


@page_rule(Severity.WARNING)
def invisible_character(page: Page, context: Context) -> Iterator[Hit]:
    """A character is invisible and changes nothing that readers see; it is not published."""
    for found in invisible_characters(page):
        if not (_REPORTED_ELSEWHERE.match(found.character) or _reorders(page, found)):
            yield _hit_at_character(page, found)


@page_rule(suppressible=False, of_any_text=True)
def bidi_character(page: Page, context: Context) -> Iterator[Hit]:
    """An invisible character changes the direction of the text after it, which then reads in another order."""
    reordering = [found for found in invisible_characters(page) if _reorders(page, found)]
    yield from (_hit_at_character(page, found) for found in reordering)
    known = {(found.line, found.column) for found in reordering}
    if not is_right_to_left(page.language):
        # Beside a right-to-left letter they are published; there they turn numbers round, such as “30 - 5”.
        for number, line in enumerate(page.source, start=1):
            if RIGHT_TO_LEFT.search(line) and _DIGIT.search(line):
                for mark in _RIGHT_TO_LEFT_ORDER.finditer(line):
                    if (number, mark.start() + 1) not in known:
                        code = code_point(unescape(mark[0]))
                        edit = Edit(mark[0], "") if len(mark[0]) == 1 else None
                        yield hit_at(page.path, number, mark.start() + 1, edit=edit, code_point=code)


@page_rule(always_on=True, of_any_text=True, aspect=Aspect.NUMBERS)
def numbers_reordered(page: Page, context: Context) -> Iterator[Hit]:
    """Numbers after a right-to-left letter are shown in reverse order."""
    if is_right_to_left(page.language):
        return
    cells = {block.text: block.cells for block in page.blocks() if block.cells}
    for run in text_runs(page):
        if RIGHT_TO_LEFT.search(run.text):
            directions = "".join(map(_direction, run.text))
            for cell in cells.get(run.text, ())[:-1]:  # each cell is read for itself
                directions = f"{directions[: cell.end]}L{directions[cell.end + 1 :]}"
            for numbers in _REVERSED.finditer(directions):
                start, end = numbers.span(numbers.lastindex or 0)
                yield run.hit(start, numbers=shown(run.text[start:end]))


def _direction(character: str) -> str:
    """Return the sign for a character in `_REVERSED`."""
    is_mirrored = unicodedata.mirrored(character) and unicodedata.category(character) == "Sm"
    return ">" if is_mirrored else _DIRECTIONS.get(unicodedata.bidirectional(character), " ")


def _reorders(page: Page, found: InvisibleCharacter) -> bool:
    is_published = found.is_published or other_texts.is_other_text(page)
    if is_published and found.character[0] in _RIGHT_TO_LEFT_MARKS:
        return True
    return DIRECTION.match(found.character) is not None and _is_reordered(found.around)


@functools.lru_cache(maxsize=64)
def _is_reordered(line: str) -> bool:
    return _REORDERING.search(line) is not None


@page_rule(suppressible=False, of_any_text=True)
def hidden_text(page: Page, context: Context) -> Iterator[Hit]:
    """A text is written in characters that have no shape; programs can read it, people cannot."""
    known = set()
    invisible = list(invisible_characters(page))
    for found in invisible:
        if HIDDEN_TEXT.match(found.character):
            known.add(found.line)
            yield hit_at(page.path, found.line, found.column, edit=found.edit, **_read_by_programs(found.character))
    message = _message_in([found for found in invisible if found.is_published])
    if message and message[0].line not in known:
        known.add(message[0].line)
        characters = "".join(found.character for found in message)
        yield hit_at(page.path, message[0].line, message[0].column, **_read_by_programs(characters))
    for run in text_runs(page):  # as readers get it, without the markup between them
        for match in HIDDEN_TEXT.finditer(run.text):
            hit = run.hit(match.start(), **_read_by_programs(match[0]))
            if hit.line not in known:
                yield hit


def _message_in(published: list[InvisibleCharacter]) -> list[InvisibleCharacter]:
    """Return the invisible characters of a page that can be a text for programs; none if they are too few.

    Languages and typography need one here and there, of the same kind. A message has several beside each other, or some
    of another kind than the most frequent one. A space or a soft hyphen is seen, and tells nothing where it is alone.
    """
    runs: list[list[InvisibleCharacter]] = []
    for found in published:
        if found.goes_on:
            runs[-1].append(found)
        else:
            runs.append([found])
    alone: dict[str, list[InvisibleCharacter]] = defaultdict(list)
    message: list[InvisibleCharacter] = []
    for run in runs:
        characters = "".join(found.character for found in run)
        if len(run) > 1 or (len(characters) > 1 and _may_hide(characters)):
            message += run
        elif _may_hide(characters):
            alone[characters] += run
    of_other_kinds = sorted(alone.values(), key=len)[:-1]
    message += itertools.chain.from_iterable(of_other_kinds)
    return message if sum(len(found.character) for found in message) > _MAX_PUBLISHED else []


def _may_hide(characters: str) -> bool:
    """True for invisible characters that can be a part of a hidden text: spaces and a soft hyphen are seen."""
    return characters != _SOFT_HYPHEN and not _REPORTED_ELSEWHERE.match(characters)


def _read_by_programs(characters: str) -> dict[str, Any]:
    """Return the parameters for a hidden text: the text, if it is one that people could read, and its length."""
    ascii_text = "".join(chr(ord(character) % _TAGS % 0x80) for character in characters)
    text = ascii_text if characters[0] >= chr(_TAGS) and ascii_text.isprintable() else "…"
    return {"text": text, "count": len(characters)}


@page_rule(reads=(WORDLIST,), suppressible=False, advises=True, of_any_text=True)
def character_unusual(page: Page, context: Context) -> Iterator[Hit]:
    """A character is not one that texts in the language of the page are written with."""
    is_other = other_texts.is_other_text(page)
    for found in invisible_characters(page):
        # (From a page, the others are removed.)
        if FILLER.match(found.character) or (is_other and _may_hide(found.character) and not _reorders(page, found)):
            code = code_point(found.character[0])
            yield hit_at(page.path, found.line, found.column, edit=found.edit, code_point=code, word=code, example="")
    for reference in forbidden_references(page):
        written = reference.written
        yield hit_at(page.path, reference.line, reference.column, code_point=written, word=written, example="")
    usual = repertoire(page.language, context.corpus.languages)
    for run in text_runs(page):
        unusual = [number for number in usual.unusual(run.text) if is_other or not _WORD_SYMBOL.match(run.text[number])]
        for word in _RUN.finditer(run.text) if unusual else ():
            inside = unusual[bisect_left(unusual, word.start()) : bisect_left(unusual, word.end())]
            words = _WORD.finditer(run.text, *word.span()) if inside else ()
            listed = {offset for match in words if _is_listed(match[0], context) for offset in range(*match.span())}
            for number in inside:
                if number not in listed and not FILLER.match(run.text[number]):
                    unlike = run.hit(number, code_point=code_point(run.text[number]), word=shown(word[0]))
                    written = run.text[number : word.end()]
                    letters = "".join(map(_without_ligature, written))
                    yield with_advised_edit(unlike, page, written, "" if [*usual.unusual(letters)] else letters)
                    break
        if not unusual and not run.prose.isascii():
            yield from _accented_words(run, page.language, context)


def _without_ligature(character: str) -> str:
    """Return the letters that a character of a font, such as `ﬁ`, stands for; another one as it is."""
    is_ligature = character.isalpha() and unicodedata.decomposition(character).startswith("<compat>")
    return unicodedata.normalize("NFKC", character) if is_ligature else character


def _accented_words(run: TextRun, language: str, context: Context) -> Iterator[Hit]:
    """Yield the words that only become words of the language without an accent that it does not have."""
    for word in _ACCENTED_WORD.finditer(run.prose):
        if word[0].isascii() or _is_listed(word[0], context):
            continue
        is_name = word[0].istitle() and not begins_sentence(run.prose, word.start())
        letter = None if is_name else _foreign_accent(word[0], language)
        if letter is not None:
            code = code_point(unicodedata.normalize("NFC", letter[0])[0])
            yield run.hit(word.start() + letter.start(), code_point=code, word=shown(word[0]), example="")


@functools.lru_cache(maxsize=65536)
def _foreign_accent(word: str, language: str) -> re.Match[str] | None:
    """Return the first letter with a foreign accent in a word that the language has without it; None for others."""
    usual = repertoire(language, ())
    letters = [*_ACCENTED_LETTER.finditer(word)]
    bare = [usual.without_foreign_accent(unicodedata.normalize("NFC", each[0])) for each in letters]
    if not lexicon_of(language)["dictionary"] or not known("".join(bare), language) or known(word, language):
        return None
    return next((each for each, letter in zip(letters, bare, strict=True) if letter != each[0]), None)


def _is_listed(word: str, context: Context) -> bool:
    """True if the legal team uses a word of another script, such as a name."""
    return word.lower() in context.editorial.wordlist and unicodedata.normalize("NFKC", word) == word


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
                found = run.hit(match.start(), word=match[0], letter=letter, number=code_point(letter))
                found = replace(found, damaged=range(found.column, found.column + len(match[0])))
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
    one_letter_words = lexicon_of(page.language)["one_letter_words"]
    own = alphabet_of(page.language)
    for run in text_runs(page):
        for match in _words_that_may_mix(run, own):
            word = match[0]
            foreign = None if word.isascii() else _foreign_letter(word, own)
            if foreign is None and _is_disguised(run.text, match, page.language):
                foreign = 0
            if foreign is not None and word.lower() not in context.editorial.wordlist:
                yield _hit_in_word(page, run, match, foreign)
        for match in _confusable_words(tuple(one_letter_words)).finditer(run.prose):
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
    code = code_by_line(page)
    markers = ((number, marker_of(line.lstrip(" \t>"))) for number, line in enumerate(page.source, start=1))
    marked = [(number, marker) for number, marker in markers if marker and number not in code]
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
    breaks = {subjects.marker(page.path, number), *broken_aspect(Aspect.STRUCTURE, page, number)}
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
    offset, written = word.start() + foreign, word[0][foreign:]
    found = run.hit(offset, word=shown(word[0]), letter=written[0], number=code_point(written[0]))
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
def _confusable_words(own: tuple[str, ...]) -> re.Pattern[str]:
    """Match single letters of other alphabets that look like the one-letter words of a language."""
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


def _hit_at_character(page: Page, found: InvisibleCharacter) -> Hit:
    return hit_at(page.path, found.line, found.column, edit=found.edit, code_point=code_point(found.character[0]))
