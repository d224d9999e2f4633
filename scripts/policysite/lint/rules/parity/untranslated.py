"""What a translation still says in the language of the original."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Collection, Iterator

from policysite.corpus import Block
from policysite.lint.context import Context
from policysite.lint.rule import ClausePair, Hit, hit, pair_rule
from policysite.lint.rules.parity.counterparts import counterparts
from policysite.lint.text.sentences import sentences

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_QUOTED = re.compile("«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\\([^()]*\\)")
# Fewer words of both languages alike may be a name.
_FEWEST_WORDS = 3
# Shorter words may be the short form of a name.
_SHORTEST = 3
_ADDRESS = re.compile(r"://|@|\w\.\w")
_RUN = re.compile(r"\S+")


@pair_rule()
def untranslated(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A passage of a translation is still in the language of its original."""
    for matched in counterparts(pair):
        for number, block in enumerate(matched.blocks):
            its = matched.its[number] if len(matched.its) == len(matched.blocks) else None
            start = _untranslated(block, its, pair)
            if start is not None:
                text = shortened(block.text[start:])
                yield hit(pair.translation, block, start, text=text, language=pair.original.language)


def _untranslated(block: Block, its: Block | None, pair: ClausePair) -> int | None:
    """Where in a block the language of the original begins, or None where the block is translated."""
    prose, language, original = (
        _own(block, pair.translation.language),
        pair.translation.language,
        pair.original.language,
    )
    script, foreign = _script(language), _script(original)
    if script is not None and foreign is not None and script != foreign:
        for start, sentence in sentences(prose, language):
            if _is_written_in(foreign, script, sentence):
                return start
        return None
    return 0 if its is not None and _repeats(prose, _own(its, original), _FEWEST_WORDS) else None


def left_in_original(text: str, language: str, its: str, original: str, names: Collection[str]) -> int | None:
    """Where in the title or the description of a translation the language of the original begins.

    Args:
        text: as it is in the translation.
        language: that of the translation.
        its: as it is in the original.
        original: the language of the original.
        names: words that are the same in every language, in lower case.

    Returns:
        The character, from 0, or None where it is translated.
    """
    prose = _without_addresses(text)
    script, foreign = _script(language), _script(original)
    if script is None or foreign is None or script == foreign:
        return 0 if _repeats(prose, _without_addresses(its), _FEWEST_WORDS + 1) else None
    prose = _WORD.sub(lambda word: " " * len(word[0]) if word[0].lower() in names else word[0], prose)
    for start, sentence in sentences(prose, language):
        if _is_written_in(foreign, script, sentence):
            return start
    # What is as short as a title may hold nothing but words with a capital letter.
    words = _WORD.findall(prose)
    same = " ".join(text.split()) == " ".join(its.split())
    return 0 if same and words and all(_of_script(word) == foreign for word in words) else None


def _repeats(prose: str, its: str, fewest: int) -> bool:
    """Whether two texts have the same words, and enough of them that are no names."""
    words = _WORD.findall(prose)
    same = [word.lower() for word in words] == [word.lower() for word in _WORD.findall(its)]
    return same and len(words) >= fewest and sum(word[0].islower() for word in words) >= _FEWEST_WORDS - 1


def _own(block: Block, language: str) -> str:
    """The prose of a block but for what it says to be in another language: marked so, or the title of another site."""
    prose = block.prose
    for span in block.spans:
        available_locales = span.attributes.get("lang") or (
            span.attributes.get("hreflang") if _is_title(block, span.tag) else None
        )
        if prose and available_locales and available_locales != language:
            prose = prose[: span.start] + " " * (span.end - span.start) + prose[span.end :]
    return _without_addresses(prose)


def _without_addresses(prose: str) -> str:
    return _RUN.sub(lambda run: " " * len(run[0]) if _ADDRESS.search(run[0]) else run[0], prose)


def _is_title(block: Block, tag: str) -> bool:
    return tag == "a" and block.kind == "item"


def _is_written_in(foreign: str, script: str, sentence: str) -> bool:
    """Whether more of a sentence is in a foreign script than in its own; names and short forms are not counted."""
    unquoted = _QUOTED.sub("", sentence)
    read = _WORD.findall(unquoted) or _WORD.findall(sentence)
    theirs = [word for word in read if _of_script(word) == foreign]
    if not any(word[0].islower() and len(word) >= _SHORTEST for word in theirs):
        return False
    ours = [word for word in read if _of_script(word) == script and not word[0].isupper()]
    return sum(map(len, theirs)) > sum(map(len, ours))


@functools.lru_cache(maxsize=50_000)
def _of_script(word: str) -> str:
    return unicodedata.name(word[0], "").split()[0] if unicodedata.name(word[0], "") else ""


@functools.cache
def _script(language: str) -> str | None:
    """The script of a language, as the names of its letters begin; None where they do not tell."""
    from babel import Locale
    from babel.core import get_global

    likely = get_global("likely_subtags").get(language, "").split("_")
    code = next((part for part in likely if len(part) == len("Latn")), None)
    name = Locale("en").scripts.get(code) if code else None
    return name.upper() if name else None


def shortened(text: str) -> str:
    """The first words of a passage, for a message."""
    words = text.split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")
