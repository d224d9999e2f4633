"""Passages of a translation that are still in the language of the original."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator

from policysite.corpus import Block, subjects
from policysite.corpus.blanks import blanked
from policysite.languages.alphabets import alphabet, alphabet_of
from policysite.lint.context import Context
from policysite.lint.editorial import WORDLIST
from policysite.lint.rule import ClausePair, ClausePairs, Hit, hint_rule, hit, pair_rule
from policysite.lint.rules.parity.alignment import align
from policysite.lint.text.sentences import sentences

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_QUOTED = re.compile("«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\\([^()]*\\)")
# Fewer words that are the same in both languages may be a name.
_MIN_REPEATED_WORDS = 3
# Shorter words may be abbreviations.
_MIN_WORD_CHARACTERS = 3
# Languages in these scripts put no spaces between words.
_CJK_CHARACTERS_OF_A_WORD = 2
_MAX_WORDS_SHOWN = 8
# Addresses, file names and identifiers.
_ADDRESS = re.compile(r"://|@|\w\.\w|\w_\w")
_RUN = re.compile(r"\S+")


@hint_rule(reads=(WORDLIST,))
def untranslated(pairs: ClausePairs, context: Context) -> Iterator[Hit]:
    """A passage of a translation is still in the language of its original."""
    for pair in pairs:
        for aligned in align(pair):
            one_by_one = len(aligned.original) == len(aligned.translation)
            for number, block in enumerate(aligned.translation):
                original = aligned.original[number] if one_by_one else None
                start = _start_in_block(block, original, pair, context)
                if start is not None:
                    text = shortened(block.text[start:])
                    yield hit(pair.translation, block, start, text=text, language=pair.original.language)


@pair_rule()
def original_left(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A paragraph, an item or a row in the language of the original stands beside its translation."""
    page = pair.translation
    for kind in dict.fromkeys(block.kind for block in pair.translated_clause.blocks):
        for block in left_in_original(kind, pair, context):
            numbers = range(block.line, block.last_line + 1)
            around = page.source[block.line - 2], *page.source[block.last_line : block.last_line + 1]
            lines = numbers if any(map(str.strip, around)) else range(block.line, block.last_line + 2)
            yield hit(
                page,
                block,
                text=shortened(block.text),
                breaks=[subjects.blocks(pair.subject)],
                advised=dict.fromkeys(lines),
            )


def left_in_original(kind: str, pair: ClausePair, context: Context) -> list[Block]:
    """Return the blocks of a kind that a translation has besides its own because they were left as in the original."""
    here, there = (
        [block for block in clause.blocks if block.kind == kind]
        for clause in (pair.translated_clause, pair.original_clause)
    )
    surplus = len(here) - len(there)
    if surplus <= 0:
        return []
    same = {block.text: block for block in there}
    left = [each for each in here if _start_in_block(each, same.get(each.text), pair, context) == 0]
    return left if len(left) == surplus else []


def _start_in_block(block: Block, original: Block | None, pair: ClausePair, context: Context) -> int | None:
    """Return the character of a block at which the language of the original begins; None if all is translated."""
    language, original_language = pair.translation.language, pair.original.language
    prose = _own_prose(block, language)
    if _are_in_two_scripts(language, original_language):
        return _foreign_start(_without_names(prose, context.known_words), language, original_language)
    same = original is not None and _repeats(prose, _own_prose(original, original_language), _MIN_REPEATED_WORDS)
    return 0 if same else None


def untranslated_start(
    text: str, language: str, original: str, original_language: str, *, names: Collection[str]
) -> int | None:
    """Return the character of a title or description at which the language of the original begins.

    It is counted from 0; None if all is translated. Names, in lower case, are the same in every language.
    """
    prose = _without_addresses(text)
    if not _are_in_two_scripts(language, original_language):
        return 0 if _repeats(prose, _without_addresses(original), _MIN_REPEATED_WORDS + 1) else None
    prose = _without_names(prose, names)
    start, words = _foreign_start(prose, language, original_language), _WORD.findall(prose)
    # A text as short as a title may consist of capitalized words.
    is_same = bool(words) and text.split() == original.split()
    is_foreign = is_same and all(alphabet(word[0]) == alphabet_of(original_language) for word in words)
    return 0 if start is None and is_foreign else start


def _are_in_two_scripts(language: str, other: str) -> bool:
    """True if two languages are known to be written in different scripts."""
    return len({alphabet_of(language), alphabet_of(other)} - {""}) == 2


def _foreign_start(prose: str, language: str, other: str) -> int | None:
    """Return the character of a text in a language at which a sentence begins that is mostly in another script."""
    script, other_script = alphabet_of(language), alphabet_of(other)
    found = (start for start, each in sentences(prose, language) if _is_mostly_in(other_script, script, each))
    return next(found, None)


def _repeats(prose: str, original: str, min_words: int) -> bool:
    """True if two texts consist of the same words, and enough of them are not names."""
    words = _WORD.findall(prose)
    same = [word.lower() for word in words] == [word.lower() for word in _WORD.findall(original)]
    return same and len(words) >= min_words and sum(word[0].islower() for word in words) >= _MIN_REPEATED_WORDS - 1


def _own_prose(block: Block, language: str) -> str:
    """Return the prose of a block with addresses, and text that is marked as another language, replaced by spaces."""
    foreign = []
    for span in block.spans if block.prose else ():
        marked = span.attributes.get("lang")
        # A list item that links to another site may have the title of that site.
        if not marked and span.tag == "a" and block.kind == "item":
            marked = span.attributes.get("hreflang")
        if marked and marked != language:
            foreign.append((span.start, span.end))
    return _without_addresses(blanked(block.prose, foreign))


def _without_addresses(prose: str) -> str:
    return blanked(prose, (run.span() for run in _RUN.finditer(prose) if _ADDRESS.search(run[0])))


def _without_names(prose: str, names: Collection[str]) -> str:
    return blanked(prose, (word.span() for word in _WORD.finditer(prose) if word[0].lower() in names))


def _is_mostly_in(other: str, script: str, sentence: str) -> bool:
    """True if a sentence has more words in another script than in its own; names and abbreviations are not counted."""
    unquoted = _QUOTED.sub("", sentence)
    words = list(_in_one_script(unquoted if _WORD.search(unquoted) else sentence))
    foreign = sum(each == other and word.islower() and len(word) >= _MIN_WORD_CHARACTERS for word, each in words)
    own = sum(
        max(len(word) // _CJK_CHARACTERS_OF_A_WORD, 1) if script == "CJK" else int(len(word) > 1 and not word.isupper())
        for word, each in words
        if each == script
    )
    return foreign > own


def _in_one_script(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a text, divided where the script changes, each with its script."""
    for match in _WORD.finditer(text):
        for script, letters in itertools.groupby(match[0], key=lambda letter: alphabet(letter) or None):
            if script is not None:
                yield "".join(letters), script


def shortened(text: str) -> str:
    """Return the first words of a text, for a message."""
    words = text.split()
    return " ".join(words[:_MAX_WORDS_SHOWN]) + (" …" if len(words) > _MAX_WORDS_SHOWN else "")
