"""Messages that no dictionary has, and letters that are written in the place of others."""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policysite.corpus import Page
from policysite.corpus.digest import INVISIBLE
from policysite.findings import Severity
from policysite.lint.context import Context
from policysite.lint.rule import Hit, hit, hit_in_front_matter, page_rule
from policysite.lint.text.morphology import analyser, frequency, known, lemmas
from policysite.messages import messages_in

# Messages that are kept in memory with what was found out about them.
_KEPT = 100_000
# Some programs write й as и with a sign of its own behind it.
_ACCENTS = r"[\u0300-\u036f]*+"
_INSIDE = r"[\w\u0300-\u036f\u00ad\u200b-\u200d\u2060’']"
_PART = rf"[^\W\d_]{_ACCENTS}(?:{_INSIDE}*\w{_ACCENTS})?"
_WORD = re.compile(rf"(?<!\w){_PART}(?:[-‐‑]{_PART})*(?!\w)")
_HYPHEN = re.compile("[-‐‑]")
_STRESS = re.compile("[\u0300\u0301]")
# What looks like words and is none: addresses, names of files, marks with an underscore.
# (All lengths are bounded, for a page may be one long word.)
_NO_WORDS = re.compile(
    r"[^\s@]{1,64}@[^\s@]{1,253}|\b(?:https?:|www\.)\S+|[@#]\w+|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.[a-z]{2,63}\b|\w{0,64}_\w*"
)
# Figures such as iv, as items are numbered with them.
_ROMAN = re.compile(r"[ivxlc]{1,5}")
_QUOTED = re.compile('[«“„"][^«»“”„"]*[»”“"]')
# Letters of an abbreviation in capitals, of one with a full stop, and of a part before a hyphen that is no word.
_CAPITALS, _STOPPED, _PREFIX = 6, 4, 2
_SUGGESTIONS = 3
# Letters of a word for which similar ones are looked for.
_LONGEST = 40
# Misspelled words of a page for which similar ones are looked for, and that are told at all: where there are more, the
# page is in another language.
_SUGGESTED, _TOLD = 100, 1000


class _Word(NamedTuple):
    """A word or a part of a hyphenated one, and where it begins in the text, from 0."""

    offset: int
    written: str


class _Unknown(NamedTuple):
    """A word that no dictionary has, as it is looked up, and the language that it is in."""

    spelled: str
    language: str


@page_rule(Severity.WARNING)
def spelling(page: Page, context: Context) -> Iterator[Hit]:
    """No dictionary has a word, nor has the list of the legal team."""
    languages = tuple(sorted(context.corpus.languages, key=lambda language: language != page.language))
    own = context.editorial.wordlist
    told = itertools.count()

    def params(word: _Word, unknown: _Unknown) -> dict[str, str]:
        similar = _similar(unknown, own) if next(told) < _SUGGESTED else ()
        listed = ", ".join(similar)
        return {
            "word": unicodedata.normalize("NFC", word.written),
            "similar": listed or "—",
            "suggested": f" ({listed})" if listed else "",
        }

    for key in ("title", "description"):
        for word, unknown in _unknown(getattr(page.front_matter, key), languages, own):
            yield hit_in_front_matter(page, key, word.written, **params(word, unknown))
    found = ((block, *each) for block in page.blocks() for each in _unknown(block.prose, languages, own))
    for block, word, unknown in itertools.islice(found, _TOLD):
        yield hit(page, block, word.offset, edit=None, **params(word, unknown))


def _unknown(text: str, languages: tuple[str, ...], own: frozenset[str]) -> Iterator[tuple[_Word, _Unknown]]:
    """The words of a text that are in no dictionary."""
    quoted = [(match.start(), match.end()) for match in _QUOTED.finditer(text)]
    for word in _words(text):
        for part in _parts(word, languages, own):
            unknown = _looked_up(part.written, languages, own)
            if unknown is None:
                continue
            end = part.offset + len(part.written)
            abbreviated = len(part.written) <= _STOPPED and text[end : end + 1] == "."
            if not abbreviated and not (part.written[0].isupper() and _within(part.offset, quoted)):
                yield part, unknown


def _within(place: int, ranges: Sequence[tuple[int, int]]) -> bool:
    number = bisect_right(ranges, (place, 0)) - 1
    return number >= 0 and ranges[number][0] < place < ranges[number][1]


def _words(text: str) -> Iterator[_Word]:
    """The words of a text, hyphenated ones as one."""
    prose = _NO_WORDS.sub(lambda match: " " * len(match[0]), text)
    for match in _WORD.finditer(prose):
        yield _Word(match.start(), match[0])


def _parts(word: _Word, languages: tuple[str, ...], own: frozenset[str]) -> Iterator[_Word]:
    """A word, or where it is hyphenated and unknown as a whole, its parts."""
    parts = _HYPHEN.split(word.written)
    if len(parts) == 1 or _looked_up(word.written, languages, own) is None:
        yield from [word] if len(parts) == 1 else []
        return
    offset = word.offset
    for part in parts:
        if len(part) > _PREFIX:
            yield _Word(offset, part)
        offset += len(part) + 1


@functools.lru_cache(maxsize=_KEPT)
def _looked_up(written: str, languages: tuple[str, ...], own: frozenset[str]) -> _Unknown | None:
    """What is wrong with a word; None where nothing is, or where no dictionary can tell.

    Args:
        written: the word.
        languages: those of the site, that of the text first.
        own: the words that the legal team has added.
    """
    word = _STRESS.sub("", unicodedata.normalize("NFC", INVISIBLE.sub("", written))).replace("’", "'")
    capitals = word.removesuffix("'s").removesuffix("s")
    if any(character.isdigit() for character in word) or _ROMAN.fullmatch(word) or len(word) == 1:
        return None
    if capitals.isupper() and len(capitals) <= _CAPITALS:
        return None
    for language in languages:
        spelled = _spelled(word.lower(), language)
        if spelled is not None:
            return None if _has(spelled, language, own) else _Unknown(spelled, language)
    return None


def _spelled(word: str, language: str) -> str | None:
    """A word in the letters of a language, without foreign accents; None where it is no word of that language."""
    alphabet = {*messages_in(language).lexicon["alphabet"], "'", "-"}
    if alphabet.issuperset(word):
        return word
    plain = "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    return plain if alphabet.issuperset(plain) else None


def _has(word: str, language: str, own: frozenset[str]) -> bool:
    """Whether a language or the legal team has a word."""
    more = _more(language, own)
    forms = {
        word,
        *(word.removesuffix(ending) for ending, _ in messages_in(language).lexicon["endings"] if "'" in ending),
    }
    return any(known(form, language) or form in more for form in forms) or not more.isdisjoint(lemmas(word, language))


@functools.cache
def _more(language: str, own: frozenset[str]) -> frozenset[str]:
    return own | {word.lower() for word in messages_in(language).lexicon["words"]}


@functools.lru_cache(maxsize=_KEPT)
def _similar(unknown: _Unknown, own: frozenset[str]) -> tuple[str, ...]:
    """The words that are one slip of the pen away from a word, the most frequent first."""
    word, language = unknown
    if len(word) > _LONGEST:
        return ()
    letters = messages_in(language).lexicon["alphabet"]
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    slips = {
        *(before + after[1] + after[0] + after[2:] for before, after in cuts if len(after) > 1),
        *(before + after[1:] for before, after in cuts if after),
        *(before + letter + after[1:] for before, after in cuts if after for letter in letters),
        *(before + letter + after for before, after in cuts for letter in letters),
    }
    more = _more(language, own)
    found = [slip for slip in slips if len(slip) > 1 and (slip in more or known(slip, language))]
    return tuple(sorted(found, key=lambda slip: (-frequency(slip, language), slip))[:_SUGGESTIONS])


@page_rule(Severity.WARNING)
def yo_missing(page: Page, context: Context) -> Iterator[Hit]:
    """A letter stands in the place of another with which alone the word can be read."""
    loose = context.lexicon(page.language)["loose_letters"]
    if not loose:
        return
    for block in page.blocks():
        for offset, written in _words(block.prose):
            right = _restored(unicodedata.normalize("NFC", written.lower()), page.language)
            # What begins with a capital may be a name, and is then spelled as its bearer spells it.
            if right and (written.islower() or _begins_sentence(block.prose, offset)):
                shown = right.capitalize() if written[0].isupper() else right
                yield hit(page, block, offset, word=written, right=shown)


@functools.lru_cache(maxsize=_KEPT)
def _restored(word: str, language: str) -> str:
    """A word with the letters that all its readings have and it has not; empty where it may be read as it stands."""
    lexicon = messages_in(language).lexicon
    if not any(letter in word for letter in lexicon["loose_letters"]) or word in lexicon["loose_words"]:
        return ""
    if not known(word, language):
        return ""
    readings = [parse.word for parse in analyser(language).parse(word)]
    return "" if not readings or word in readings else str(readings[0])


def _begins_sentence(text: str, offset: int) -> bool:
    before = text[:offset].rstrip(" \t\n«“„\"'(")
    return not before or before[-1] in ".!?…:|"
