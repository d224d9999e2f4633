"""Splits a text into sentences."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from policysite.languages.lexicon import lexicon_of
from policysite.languages.signs import COLONS, SENTENCE_ENDS

_CACHED_TEXTS = 50_000
# In Chinese and Japanese, no space follows.
_FULL = "。！？．"
_SIGNS = "".join(sign for sign in SENTENCE_ENDS if sign not in _FULL)
_END = re.compile(
    rf"(?<![{_SIGNS}])(?P<sign>[{_SIGNS}]++)(?P<closing>[\"'»”“’)\]]*+)(?P<gap>\s++)[\"'«„“‘(\[]*(?:[—–-]\s*)?(?P<next>\w)"
    rf"|(?P<full>(?<![{_FULL}])[{_FULL}]++[」』）”’]*+)(?=[^」』）”’])|\s\|\s"
)
_OPENING = tuple("\"'«„“‘")
_CLOSING = tuple("\"'»”“’")
_WORD_BEFORE = re.compile(r"[^\W_](?:[\w.’'-]*\w)?\Z")
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?)*[^\W\d_]")
_INITIAL = re.compile(r"(?<![\w-])[^\W\d_]\.\Z")
_MAX_ABBREVIATION_CHARACTERS = 20
# How many characters before an abbreviation are searched for a name.
_NAME_CHARACTERS = 40


@functools.lru_cache(maxsize=_CACHED_TEXTS)
def sentences(text: str, language: str) -> tuple[tuple[int, str], ...]:
    """Return the sentences of a block's text, each with the position of its first character, from 0.

    Each cell of a row is a sentence. A period does not end a sentence after an abbreviation or an initial, or before a
    lower-case letter or a digit. Many scripts, such as Arabic, do not distinguish upper and lower case.
    """
    return tuple(_sentences(text, language))


def ends_with_abbreviation(text: str, language: str) -> bool:
    """True if the period at the end of a text is that of an abbreviation."""
    before = _WORD_BEFORE.search(text[-_MAX_ABBREVIATION_CHARACTERS:-1]) if text.endswith(".") else None
    lexicon = lexicon_of(language)
    return before is not None and before[0].lower() in (
        *lexicon["abbreviations"],
        *lexicon["abbreviations_before_names"],
        *lexicon["day_periods"],
    )


def begins_sentence(text: str, offset: int) -> bool:
    """True if a word at an offset is the first one of a sentence, after a colon, or of a cell in a row."""
    before = text[:offset].rstrip(" \t\n\u00a0«“„\"'(")
    return not before or (before[-1] in f"{SENTENCE_ENDS}{COLONS}|" and not _INITIAL.search(before))


def _sentences(text: str, language: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in _END.finditer(text):
        if match["sign"] is None or _ends(text, match, start, language):
            end = match.end("gap") if match["sign"] else match.end()
            yield from _trimmed(text, start, end if match["sign"] or match["full"] else match.start())
            start = end
    yield from _trimmed(text, start, len(text))


def _ends(text: str, match: re.Match[str], start: int, language: str) -> bool:
    if not match["next"].isalpha() or match["next"].islower():
        return match["next"].isdigit() and match["sign"][-1] not in ".…"
    if match["sign"] != ".":
        # In some languages a quoted question, such as the title of a clause, ends the sentence around it.
        quoted = match["closing"][:1] in _CLOSING and text[start : start + 1] not in _OPENING
        return not quoted or bool(lexicon_of(language)["ends_in_quotes"])
    before = _WORD_BEFORE.search(text[max(match.start() - _MAX_ABBREVIATION_CHARACTERS, 0) : match.start()])
    if before is None:
        return True
    word = before[0]
    if word.isdigit():
        return text[: match.start() - len(word)].strip() != ""
    lexicon = lexicon_of(language)
    if word.lower() in lexicon["abbreviations_before_names"]:
        ahead = text[max(match.start() - _NAME_CHARACTERS, start) : match.start()]
        return _follows_name(ahead.removesuffix(word)) or " ".join(ahead.lower().split()).endswith(
            tuple(lexicon["sentence_ends"])
        )
    if word.lower() in lexicon["day_periods"]:
        return not text.startswith(("(", *lexicon["time_zones"]), match.end("gap"))
    initial = word.isupper() and _INITIALS.fullmatch(word) is not None
    return not initial and word.lower() not in lexicon["abbreviations"] and f"{word.lower()}." not in lexicon["titles"]


def _follows_name(ahead: str) -> bool:
    """True if the words before an abbreviation, up to the space, end with a number or a name, as in "2027 г."."""
    *others, last = ahead.split() or [""]
    return ahead[-1:].isspace() and last[-1:].isalnum() and (last[0].isdigit() or (last.istitle() and bool(others)))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    sentence = text[start:end]
    if sentence.strip():
        yield start + len(sentence) - len(sentence.lstrip()), sentence.strip()
