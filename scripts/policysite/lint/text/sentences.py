"""Where one sentence ends and the next begins."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from policysite.messages import messages_in

# Texts whose sentences are kept in memory.
_KEPT = 50_000
_END = re.compile(
    r"(?<![.!?…])(?P<sign>[.!?…]++)(?P<closing>[\"'»”“’)\]]*+)(?P<gap>\s++)[\"'«„“‘(\[]*(?:[—–-]\s*)?(?P<next>\w)|\s\|\s"
)
_OPENING = tuple("\"'«„“‘")
_CLOSING = tuple("\"'»”“’")
_WORD_BEFORE = re.compile(r"[^\W_](?:[\w.’'-]*\w)?\Z")
_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?)*[^\W\d_]")
# Characters that an abbreviation may have, and those of a name before it.
_LONGEST, _NAME = 20, 40


@functools.lru_cache(maxsize=_KEPT)
def sentences(text: str, language: str) -> tuple[tuple[int, str], ...]:
    """The sentences of a block's text, each with the place of its first character; the cells of a row come apart.

    A full stop ends no sentence behind an abbreviation or an initial, or where the text goes on with a small letter
    or a figure.
    """
    return tuple(_sentences(text, language))


def _sentences(text: str, language: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in _END.finditer(text):
        if match["sign"] is None or _ends(text, match, start, language):
            end = match.end("gap") if match["sign"] else match.end()
            yield from _trimmed(text, start, end if match["sign"] else match.start())
            start = end
    yield from _trimmed(text, start, len(text))


def _ends(text: str, match: re.Match[str], start: int, language: str) -> bool:
    if not match["next"].isupper():
        return match["next"].isdigit() and match["sign"][-1] in "!?"
    if match["sign"] != ".":
        # A question that is quoted, such as the title of a clause, ends the sentence around it in some languages.
        quoted = match["closing"][:1] in _CLOSING and text[start : start + 1] not in _OPENING
        return not quoted or bool(messages_in(language).lexicon["ends_in_quotes"])
    before = _WORD_BEFORE.search(text[max(match.start() - _LONGEST, 0) : match.start()])
    if before is None:
        return True
    word = before[0]
    if word.isdigit():
        return text[: match.start() - len(word)].strip() != ""
    lexicon = messages_in(language).lexicon
    if word.lower() in lexicon["before_names"]:
        ahead = text[max(match.start() - _NAME, start) : match.start()]
        return _follows_name(ahead.removesuffix(word)) or ahead.lower().endswith(tuple(lexicon["may_end"]))
    if word.lower() in lexicon["half_days"]:
        return not text.startswith(("(", *lexicon["zones"]), match.end("gap"))
    initial = word.isupper() and _INITIALS.fullmatch(word) is not None
    return not initial and word.lower() not in lexicon["abbreviations"]


def _follows_name(ahead: str) -> bool:
    """Whether the words before an abbreviation, down to the space, end with a figure or a name, as in "2027 г."."""
    *others, last = ahead.split() or [""]
    return ahead[-1:].isspace() and last[-1:].isalnum() and (last[0].isdigit() or (last.istitle() and bool(others)))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    sentence = text[start:end]
    if sentence.strip():
        yield start + len(sentence) - len(sentence.lstrip()), sentence.strip()
