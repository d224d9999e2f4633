"""Spelling: words that are not in the dictionary, and е written for ё if only the word with ё exists."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from policysite.corpus import Page, subjects
from policysite.corpus.blanks import blanked
from policysite.corpus.invisible import IGNORED
from policysite.findings import Severity
from policysite.languages.lexicon import lexicon_of
from policysite.lint.advised_edits import with_advised_edit
from policysite.lint.context import Context
from policysite.lint.editorial import WORDLIST
from policysite.lint.page_text import attribute_runs, prose_runs
from policysite.lint.rule import Hit, hit, page_rule
from policysite.lint.text.morphology import frequency, is_prefixed, known, lemmas, parses
from policysite.lint.text.sentences import begins_sentence

_CACHED_WORDS = 100_000
# Some programs write й as и followed by a combining accent.
_ACCENTS = r"[\u0300-\u036f]*+"
_INSIDE = r"[\w\u0300-\u036f\u00ad\u200b-\u200d\u2060’']"
_PART = rf"[^\W\d_]{_ACCENTS}(?:{_INSIDE}*\w{_ACCENTS})?"
_WORD = re.compile(rf"(?<!\w){_PART}(?:[-‐‑]{_PART})*(?!\w)")
_HYPHEN = re.compile("[-‐‑]")
_STRESS = re.compile("[\u0300\u0301]")
# Addresses, file names and identifiers are not words. All lengths are limited, as a page may be one long word.
_NO_WORDS = re.compile(
    r"[^\s@]{1,64}@[^\s@]{1,253}|\b(?:https?:|www\.)\S+|[@#]\w+|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[a-z]{2,63}\b|\w{0,64}_\w*"
)
# Item numbers such as iv.
_ROMAN = re.compile(r"[ivxlc]{1,5}")
_QUOTED = re.compile('[«“„"][^«»“”„"]*[»”“"]')
_MAX_ACRONYM_LETTERS = 6
_MAX_ABBREVIATION_LETTERS = 4
# Shorter parts of hyphenated words are not looked up.
_MAX_PREFIX_LETTERS = 2
_MAX_SUGGESTIONS = 3
# Forms of one word begin alike.
_MIN_SAME_LETTERS = 3
_MAX_LETTERS_FOR_SUGGESTIONS = 40
# Of shorter words, too many are similar; a word is far more frequent than another one from this ratio on.
_MIN_LETTERS_OF_CLEAR_WORD, _FAR_MORE = 5, 20
# Limits for one page: with more misspelled words, it is in another language.
_MAX_WORDS_WITH_SUGGESTIONS, _MAX_WORDS = 100, 1000


class _Word(NamedTuple):
    """A word or a part of a hyphenated one, with its first character in the text, from 0."""

    offset: int
    written: str


class _Unknown(NamedTuple):
    """A word that is not in the dictionary, as it was looked up, and its language."""

    spelled: str
    language: str


@page_rule(Severity.WARNING, needs=("dictionary",), reads=(WORDLIST,), advises=True)
def spelling(page: Page, context: Context) -> Iterator[Hit]:
    """A word is neither in the dictionary nor in the word list of the legal team."""
    languages = tuple(sorted(context.corpus.languages, key=lambda language: language != page.language))
    own = context.known_words
    count = itertools.count()
    names = functools.cache(lambda: _words_of_translations(page, context))
    runs = itertools.chain(prose_runs(page), attribute_runs(page))
    found = ((run, *each) for run in runs for each in _unknown(run.prose, languages, own))
    for run, word, unknown in itertools.islice(found, _MAX_WORDS):
        if word.written not in names():
            similar = _similar(unknown, own) if next(count) < _MAX_WORDS_WITH_SUGGESTIONS else ()
            used = {each: _uses(each, unknown.language, context) for each in similar}
            listed = sorted(similar, key=used.__getitem__, reverse=True)
            suggestions = f" ({', '.join(listed[:_MAX_SUGGESTIONS])})" if listed else ""
            found_word = run.hit(word.offset, word=unicodedata.normalize("NFC", word.written), suggestions=suggestions)
            # (A term that is missing there may be misspelled: `term-differs` says how it is written.)
            terms = {subjects.term_word(page.path, found_word.line, each) for each in similar}
            is_new = context.has_new_text(page, found_word.line)
            # (Within a sentence a word with a capital letter is a name, which may be as it should be.)
            is_clear = is_new and (word.written.islower() or begins_sentence(run.prose, word.offset))
            right = _as_written(_clear(listed, used, unknown.language), word.written) if is_clear else ""
            yield with_advised_edit(replace(found_word, rests_on=frozenset(terms)), page, word.written, right)


def _clear(words: Sequence[str], used: Mapping[str, int], language: str) -> str:
    """Return the word that is clearly the right one of several, the likeliest first; empty if none is.

    It is the only one, the only one that the pages use, or by far the most frequent one.
    """
    first, *others = words or [""]
    if len(first) < _MIN_LETTERS_OF_CLEAR_WORD:
        return ""
    most = max((frequency(each, language) for each in others), default=0)
    is_only_used = used[first] > 0 and not any(used[each] for each in others)
    return first if not others or is_only_used or frequency(first, language) > _FAR_MORE * max(most, 1) else ""


def _as_written(word: str, written: str) -> str:
    """Return a word with the capital letters of another one; empty if that has others than the first letter."""
    if written.islower():
        return word
    return word.capitalize() if written.istitle() else ""


def _words_of_translations(page: Page, context: Context) -> frozenset[str]:
    """Return the words of the same page in other languages; a word that is the same in two languages is a name."""
    others = (other for other in context.corpus.documents[page.name].pages.values() if other is not page)
    texts = (text for other in others for text in (other.front_matter.title, *(b.prose for b in other.blocks())))
    found = (word for text in texts for word in _words(text))
    return frozenset(part for word in found for part in (word.written, *_HYPHEN.split(word.written)))


def _unknown(text: str, languages: tuple[str, ...], own: frozenset[str]) -> Iterator[tuple[_Word, _Unknown]]:
    """Yield the words of a text that are not in a dictionary."""
    quoted = [(match.start(), match.end()) for match in _QUOTED.finditer(text)]
    for word in _words(text):
        for part in _parts(word, languages, own):
            unknown = _look_up(part.written, languages, own)
            if unknown is None or _is_name(part, text, unknown, own):
                continue
            end = part.offset + len(part.written)
            abbreviated = len(part.written) <= _MAX_ABBREVIATION_LETTERS and text[end : end + 1] == "."
            if not abbreviated and not (part.written[0].isupper() and _is_inside(part.offset, quoted)):
                yield part, unknown


def _is_name(word: _Word, text: str, unknown: _Unknown, own: frozenset[str]) -> bool:
    """True for a name: a word with a capital inside a sentence or inside itself that resembles no known word."""
    capitalized = word.written[0].isupper() and not begins_sentence(text, word.offset)
    mixed = not word.written[1:].islower() and not word.written.isupper()
    return (capitalized or mixed) and not _similar(unknown, own)


def _is_inside(offset: int, ranges: Sequence[tuple[int, int]]) -> bool:
    number = bisect_right(ranges, (offset, 0)) - 1
    return number >= 0 and ranges[number][0] < offset < ranges[number][1]


def _words(text: str) -> Iterator[_Word]:
    """Yield the words of a text; a hyphenated word is one."""
    prose = blanked(text, (match.span() for match in _NO_WORDS.finditer(text)))
    for match in _WORD.finditer(prose):
        yield _Word(match.start(), match[0])


def _parts(word: _Word, languages: tuple[str, ...], own: frozenset[str]) -> Iterator[_Word]:
    """Yield a word or, if it is hyphenated and unknown as a whole, its parts."""
    parts = _HYPHEN.split(word.written)
    if len(parts) == 1 or _look_up(word.written, languages, own) is None:
        yield from [word] if len(parts) == 1 else []
        return
    offset = word.offset
    for part in parts:
        if len(part) > _MAX_PREFIX_LETTERS and not _is_short_form(part, languages, own):
            yield _Word(offset, part)
        offset += len(part) + 1


def _is_short_form(part: str, languages: tuple[str, ...], own: frozenset[str]) -> bool:
    """True if the part of a hyphenated word is a short word with an ending, as in “add-ons”."""
    return any(
        part.lower().endswith(ending) and _look_up(part[: -len(ending)] + instead, languages, own) is None
        for language in languages
        for ending, instead in lexicon_of(language)["endings"]
    )


@functools.lru_cache(maxsize=_CACHED_WORDS)
def _look_up(written: str, languages: tuple[str, ...], own: frozenset[str]) -> _Unknown | None:
    """Return a word if it is not in a dictionary; None if it is, or if no dictionary has its letters.

    The language of the text is the first; `own` are the words that the legal team has added.
    """
    word = _STRESS.sub("", unicodedata.normalize("NFC", IGNORED.sub("", written))).replace("’", "'")
    capitals = word.removesuffix("'s").removesuffix("s")
    if any(character.isdigit() for character in word) or _ROMAN.fullmatch(word) or len(word) == 1:
        return None
    if (capitals.isupper() and len(capitals) <= _MAX_ACRONYM_LETTERS) or word.lower() in own:
        return None
    for language in languages:
        spelled = _spelled(word.lower(), language)
        if spelled is not None:
            return None if _is_known(spelled, language, own) else _Unknown(spelled, language)
    return None


def _spelled(word: str, language: str) -> str | None:
    """Return a word in the letters of a language, without accents of other languages; None if that is impossible."""
    alphabet = {*lexicon_of(language)["alphabet"], "'", "-"}
    if alphabet.issuperset(word):
        return word
    plain = "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    return plain if alphabet.issuperset(plain) else None


def _is_known(word: str, language: str, own: frozenset[str]) -> bool:
    """True if a word is in the dictionary of a language or in the word list of the legal team."""
    extra = _extra_words(language, own)
    endings = (ending for ending, _ in lexicon_of(language)["endings"] if "'" in ending)
    forms = {word, *map(word.removesuffix, endings)}
    return (
        any(known(form, language) or form in extra for form in forms)
        or not extra.isdisjoint(lemmas(word, language))
        or is_prefixed(word, language)
    )


@functools.cache
def _extra_words(language: str, own: frozenset[str]) -> frozenset[str]:
    return own | {word.lower() for word in lexicon_of(language)["words"]}


@functools.lru_cache(maxsize=_CACHED_WORDS)
def _similar(unknown: _Unknown, own: frozenset[str]) -> tuple[str, ...]:
    """Return the known words at edit distance 1 from a word: the most frequent first, then the easiest to mistype."""
    word, language = unknown
    if len(word) > _MAX_LETTERS_FOR_SUGGESTIONS:
        return ()
    letters = lexicon_of(language)["alphabet"]
    cuts = [(word[:offset], word[offset:]) for offset in range(len(word) + 1)]
    # From the mistakes that are made most to the rarest: letters in the wrong order, a double letter that is single or
    # the reverse, a missing letter, one too many, another one.
    edits = dict.fromkeys(
        (
            *(before + after[1] + after[0] + after[2:] for before, after in cuts if len(after) > 1),
            *(before + after[0] + after for before, after in cuts if after),
            *(before + after[1:] for before, after in cuts if len(after) > 1 and after[0] == after[1]),
            *(before + letter + after for before, after in cuts for letter in letters),
            *(before + after[1:] for before, after in cuts if after),
            *(before + letter + after[1:] for before, after in cuts if after for letter in letters),
        )
    )
    extra = _extra_words(language, own)
    found = [edit for edit in edits if len(edit) > 1 and (edit in extra or known(edit, language))]
    return tuple(sorted(found, key=lambda edit: -frequency(edit, language)))


def _uses(word: str, language: str, context: Context) -> int:
    """Return how often the pages in a language use a word, in any of its forms."""
    used = context.words[language]
    forms = (each for each in used if each[:_MIN_SAME_LETTERS] == word[:_MIN_SAME_LETTERS])
    return sum(used[each] for each in forms if lemmas(each, language) & lemmas(word, language))


@page_rule(Severity.WARNING, needs=("interchangeable_letters",))
def yo_missing(page: Page, context: Context) -> Iterator[Hit]:
    """A letter is written for another, such as е for ё, although the word exists only with the other letter.

    A text may do without that letter; then it does so nearly everywhere.
    """
    used = 0
    missing: list[Hit] = []
    letters = frozenset(lexicon_of(page.language)["interchangeable_letters"].values())
    for block in page.blocks():
        for offset, written in _words(block.prose):
            word = unicodedata.normalize("NFC", written.lower())
            used += not letters.isdisjoint(word)
            restored = _restored(word, page.language)
            # A capitalized word may be a name, which is spelled as its bearer spells it.
            if restored and (written.islower() or begins_sentence(block.prose, offset)):
                shown = restored.capitalize() if written[0].isupper() else restored
                missing.append(hit(page, block, offset, word=written, right=shown))
    if used >= len(missing):
        yield from missing


@functools.lru_cache(maxsize=_CACHED_WORDS)
def _restored(word: str, language: str) -> str:
    """Return the right spelling of a word with interchangeable letters; empty if it is right as it is written."""
    lexicon = lexicon_of(language)
    letters, exceptions = lexicon["interchangeable_letters"], lexicon["interchangeable_exceptions"]
    may_be_wrong = any(letter in word for letter in letters) and word not in exceptions and known(word, language)
    readings = [parse.word for parse in parses(word, language)] if may_be_wrong else []
    return "" if not readings or word in readings else str(readings[0])
