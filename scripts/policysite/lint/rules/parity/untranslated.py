"""Passages of a translation that are still in the language of the original."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator

from policysite.corpus import Block
from policysite.lint.context import Context
from policysite.lint.editorial import WORDLIST
from policysite.lint.rule import ClausePair, Hit, hit, pair_rule
from policysite.lint.rules.parity.alignment import align
from policysite.lint.text.alphabets import alphabet
from policysite.lint.text.sentences import sentences

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_QUOTED = re.compile("«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\\([^()]*\\)")
# Fewer words that are the same in both languages may be a name.
_MIN_REPEATED_WORDS = 3
# Shorter words may be abbreviations.
_MIN_WORD_CHARACTERS = 3
_MAX_WORDS_SHOWN = 8
_ADDRESS = re.compile(r"://|@|\w\.\w")
_RUN = re.compile(r"\S+")


@pair_rule(reads=(WORDLIST,))
def untranslated(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A passage of a translation is still in the language of its original."""
    for aligned in align(pair):
        for number, block in enumerate(aligned.translation):
            one_by_one = len(aligned.original) == len(aligned.translation)
            original = aligned.original[number] if one_by_one else None
            start = _start_in_block(block, original, pair, context)
            if start is not None:
                text = shortened(block.text[start:])
                yield hit(pair.translation, block, start, text=text, language=pair.original.language)


def _start_in_block(block: Block, original: Block | None, pair: ClausePair, context: Context) -> int | None:
    """Return the character of a block at which the language of the original begins; None if all is translated."""
    language, original_language = pair.translation.language, pair.original.language
    prose = _own_prose(block, language)
    script, original_script = _script(language), _script(original_language)
    if script is not None and original_script is not None and script != original_script:
        prose = _without_names(prose, context.editorial.wordlist)
        return next(
            (
                start
                for start, sentence in sentences(prose, language)
                if _is_mostly_in(original_script, script, sentence)
            ),
            None,
        )
    same = original is not None and _repeats(prose, _own_prose(original, original_language), _MIN_REPEATED_WORDS)
    return 0 if same else None


def untranslated_start(
    text: str, language: str, original: str, original_language: str, *, names: Collection[str]
) -> int | None:
    """Return the character of a title or description at which the language of the original begins.

    Args:
        text: the title or description of the translation.
        language: the language of the translation.
        original: the title or description of the original.
        original_language: the language of the original.
        names: words that are the same in every language, in lower case.

    Returns:
        The character, from 0, or None if all is translated.
    """
    prose = _without_addresses(text)
    script, original_script = _script(language), _script(original_language)
    if script is None or original_script is None or script == original_script:
        return 0 if _repeats(prose, _without_addresses(original), _MIN_REPEATED_WORDS + 1) else None
    prose = _without_names(prose, names)
    for start, sentence in sentences(prose, language):
        if _is_mostly_in(original_script, script, sentence):
            return start
    # A text as short as a title may consist of capitalized words.
    words = _WORD.findall(prose)
    same = " ".join(text.split()) == " ".join(original.split())
    return 0 if same and words and all(alphabet(word[0]) == original_script for word in words) else None


def _repeats(prose: str, original: str, min_words: int) -> bool:
    """True if two texts consist of the same words, and enough of them are not names."""
    words = _WORD.findall(prose)
    same = [word.lower() for word in words] == [word.lower() for word in _WORD.findall(original)]
    return same and len(words) >= min_words and sum(word[0].islower() for word in words) >= _MIN_REPEATED_WORDS - 1


def _own_prose(block: Block, language: str) -> str:
    """Return the prose of a block with addresses, and text that is marked as another language, replaced by spaces."""
    prose = block.prose
    for span in block.spans:
        marked = span.attributes.get("lang")
        # A list item that links to another site may have the title of that site.
        if not marked and span.tag == "a" and block.kind == "item":
            marked = span.attributes.get("hreflang")
        if prose and marked and marked != language:
            prose = prose[: span.start] + " " * (span.end - span.start) + prose[span.end :]
    return _without_addresses(prose)


def _without_addresses(prose: str) -> str:
    return _RUN.sub(lambda run: " " * len(run[0]) if _ADDRESS.search(run[0]) else run[0], prose)


def _without_names(prose: str, names: Collection[str]) -> str:
    return _WORD.sub(lambda word: " " * len(word[0]) if word[0].lower() in names else word[0], prose)


def _is_mostly_in(other: str, script: str, sentence: str) -> bool:
    """True if more of a sentence is in another script than in its own; names and abbreviations are not counted."""
    unquoted = _QUOTED.sub("", sentence)
    words = _WORD.findall(unquoted) or _WORD.findall(sentence)
    foreign = [word for word in words if alphabet(word[0]) == other]
    if not any(word[0].islower() and len(word) >= _MIN_WORD_CHARACTERS for word in foreign):
        return False
    own = [word for word in words if alphabet(word[0]) == script and not word[0].isupper()]
    return sum(map(len, foreign)) > sum(map(len, own))


@functools.cache
def _script(language: str) -> str | None:
    """Return the script of a language, as the Unicode names of its letters begin; None if its name is not known."""
    from babel import Locale
    from babel.core import get_global

    likely = get_global("likely_subtags").get(language, "").split("_")
    code = next((part for part in likely if len(part) == len("Latn")), None)
    name = Locale("en").scripts.get(code) if code else None
    return name.upper() if name else None


def shortened(text: str) -> str:
    """Return the first words of a text, for a message."""
    words = text.split()
    return " ".join(words[:_MAX_WORDS_SHOWN]) + (" …" if len(words) > _MAX_WORDS_SHOWN else "")
