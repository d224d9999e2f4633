"""Characters that nobody sees, that change the order of a text, or that its language is not written with."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from policysite.corpus import Page
from policysite.corpus.character_references import unescape
from policysite.corpus.invisible import DIRECTION, FILLER, HIDDEN_TEXT, RIGHT_TO_LEFT, SPACE, code_point
from policysite.corpus.url_safety import shown
from policysite.findings import Edit, Severity
from policysite.findings.rule import Aspect
from policysite.languages import is_right_to_left
from policysite.languages.lexicon import lexicon_of
from policysite.lint import other_texts
from policysite.lint.advised_edits import with_advised_edit
from policysite.lint.context import Context
from policysite.lint.editorial import WORDLIST
from policysite.lint.invisible_characters import InvisibleCharacter, forbidden_references, invisible_characters
from policysite.lint.page_text import TextRun, text_runs
from policysite.lint.rule import Hit, hit_at, page_rule
from policysite.lint.text.morphology import known
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
# Such a hyphen shows where a long word may be divided.
_SOFT_HYPHEN, _LETTERS_OF_LONG_WORD = "\u00ad", 8
_HYPHENATED_WORD = re.compile(rf"[^\W\d_](?:{_SOFT_HYPHEN}?[^\W\d_])*")
# The first of the tags, each of which stands for a character of ASCII.
_TAGS = 0xE0000
_WORD = re.compile(r"[^\W\d_]+")
# A word with its accents.
_ACCENTED_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")
_ACCENTED_LETTER = re.compile(r"[^\W\d_][\u0300-\u036f]*")
# Signs of the fonts that Word uses, which `word-symbol` is about.
_WORD_SYMBOL = re.compile("[\ue000-\uf8ff]")
_RUN = re.compile(r"\S+")


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
    needless = _needless_soft_hyphens(page) if other_texts.is_other_text(page) else []
    if len(needless) > _MAX_PUBLISHED:
        run, offset = needless[0]
        yield run.hit(offset, **_read_by_programs(_SOFT_HYPHEN * len(needless)))


def _needless_soft_hyphens(page: Page) -> list[tuple[TextRun, int]]:
    """Return where soft hyphens divide short words, and those that are mostly written otherwise."""
    runs = [run for run in text_runs(page) if _SOFT_HYPHEN in run.text]
    words = [(run, word) for run in runs for word in _HYPHENATED_WORD.finditer(run.text)]
    written = defaultdict[str, Counter[str]](Counter)
    for _, word in words:
        written[_without_soft_hyphens(word[0])][word[0].lower()] += 1
    needless = []
    for run, word in words:
        plain = _without_soft_hyphens(word[0])
        is_usual = len(plain) >= _LETTERS_OF_LONG_WORD and word[0].lower() == written[plain].most_common(1)[0][0]
        if _SOFT_HYPHEN in word[0] and not is_usual:
            needless.append((run, word.start() + word[0].index(_SOFT_HYPHEN)))
    return needless


def _without_soft_hyphens(word: str) -> str:
    return word.replace(_SOFT_HYPHEN, "").lower()


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
    for line, column, written in forbidden_references(page):
        yield hit_at(page.path, line, column, code_point=written, word=written, example="")
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


def _hit_at_character(page: Page, found: InvisibleCharacter) -> Hit:
    return hit_at(page.path, found.line, found.column, edit=found.edit, code_point=code_point(found.character[0]))
