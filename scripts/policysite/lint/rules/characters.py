"""Deceptive characters: invisible ones, and letters of another alphabet."""

from __future__ import annotations

import functools
import html
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from policysite.corpus import Block, Page
from policysite.corpus.digest import INVISIBLE
from policysite.findings import Edit
from policysite.lint.context import Context
from policysite.lint.editorial import WORDLIST
from policysite.lint.page_text import TextRun, front_matter_lines, text_runs
from policysite.lint.rule import Hit, hit_at, page_rule
from policysite.lint.text.alphabets import alphabet, alphabets, confusables
from policysite.lint.text.url_safety import shown

# Embeddings, overrides and isolates, which change the order in which text is shown (UAX #9).
_DIRECTIONS = re.compile("([\\u202a-\\u202e\\u2066-\\u2069])\\1*")
# Characters that digests ignore; control characters; fillers, separators and variation selectors.
_HIDDEN = re.compile(
    f"(?![\\u202a-\\u202e\\u2066-\\u2069])({INVISIBLE.pattern}|[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u034f\\u115f\\u1160"
    "\\u17b4\\u17b5\\u2028\\u2029\\u3164\\ufe00-\\ufe0d\\uffa0\\U000e0100-\\U000e01ef])\\1*"
)
_ENTITY = re.compile(r"&(?:#\d{1,8}|#[xX][\da-fA-F]{1,6}|[A-Za-z]{2,31}\d{0,2});?")
_DEFINITION = re.compile(r"\s*\*?\[[^\]]*\]:")
_WORD = re.compile(r"[^\W\d_]+")
# Words that may begin with a look-alike letter of the page's alphabet, as in “e-mail”.
_HYPHENATED = re.compile(r"(?<![\w-])([^\W\d_])-[A-Za-z]{2,}")
_MARKUP = re.compile(r"[<&{\\]")
# How many characters beside an invisible one are searched for its visible neighbor.
_CONTEXT_CHARACTERS = 8
# Greek letters that begin the names of units, such as μm.
_UNIT = re.compile("[μΩ][A-Za-z]{1,3}|[kMGT]Ω")


@page_rule(suppressible=False)
def invisible_character(page: Page, context: Context) -> Iterator[Hit]:
    """A character is invisible: a zero-width space, a soft hyphen, a control character."""
    yield from _hidden(page, _HIDDEN)


@page_rule(suppressible=False)
def bidi_character(page: Page, context: Context) -> Iterator[Hit]:
    """An invisible character changes the direction of the text after it, which then reads in another order."""
    yield from _hidden(page, _DIRECTIONS)


@page_rule(reads=(WORDLIST,))
def alphabets_mixed(page: Page, context: Context) -> Iterator[Hit]:
    """A word mixes letters of two alphabets, or a word of one letter is a letter of another alphabet."""
    own = context.lexicon(page.language)["one_letter_words"]
    for run in text_runs(page):
        for match in _WORD.finditer(run.prose):
            word = match[0]
            foreign = None if word.isascii() else _foreign_letter(word, alphabet(own[0]))
            if foreign is not None and word.lower() not in context.editorial.wordlist:
                yield _hit_in_word(run, match.start() + foreign, word)
        for match in _confusable_words(tuple(own)).finditer(run.prose):
            if _is_used_as_word(run.prose, match.start(), alphabet(own[0])):
                yield _hit_in_word(run, match.start(), match[0])
        for match in _HYPHENATED.finditer(run.prose):
            if alphabet(match[1]) not in ("", "LATIN") and "LATIN" in alphabets(confusables(match[1])):
                yield _hit_in_word(run, match.start(), match[0])


def _hit_in_word(run: TextRun, offset: int, word: str) -> Hit:
    letter = run.prose[offset]
    return run.hit(offset, word=shown(word), letter=letter, number=_number(letter))


@functools.lru_cache(maxsize=65536)
def _foreign_letter(word: str, own: str) -> int | None:
    """Return the first letter of a word that is of another alphabet than most; None if all are of one.

    Args:
        word: the word.
        own: the alphabet of the page, which is preferred if a word has equally many letters of two alphabets.
    """
    counted = Counter(filter(None, map(alphabet, word)))
    if len(counted) < 2 or _UNIT.fullmatch(word):
        return None
    usual = max(counted, key=lambda name: (counted[name], name == own))
    return next(number for number, letter in enumerate(word) if alphabet(letter) not in ("", usual))


@functools.cache
def _confusable_words(own: tuple[str, ...]) -> re.Pattern[str]:
    """Match single letters of other alphabets that look like the one-letter words of a language."""
    letters = sorted({twin for word in own for letter in (word, word.upper()) for twin in confusables(letter)})
    return re.compile(rf"(?<!\S)[{''.join(letters)}](?=\s)" if letters else "(?!)")


def _is_used_as_word(text: str, offset: int, own: str) -> bool:
    """True if a letter of another alphabet is used as a word of the page's language, and not as a name."""
    before, after = text[max(offset - 40, 0) : offset].rstrip(), text[offset + 1 : offset + 40]
    follows = after.lstrip(" \t\n\u00a0«“(")[:1]
    begins = not before or before[-1] in ".!?…:;"
    in_own_text = begins or not before[-1].isalpha() or alphabet(before[-1]) == own
    if text[offset].isupper():
        return begins and follows.islower() and alphabet(follows) == own
    return in_own_text and (
        alphabet(follows) == own or (follows.isdigit() and before != "" and alphabet(before[-1]) == own)
    )


def _hidden(page: Page, pattern: re.Pattern[str]) -> Iterator[Hit]:
    """Yield the characters of a kind in the source of a page, written as they are or as character references."""
    blocks: _Blocks | None = None
    for number, line in enumerate(page.source, start=1):
        for match in pattern.finditer(line) if not line.isascii() or not line.isprintable() else ():
            blocks = blocks or _Blocks(page)
            edit = Edit(match[0], "") if blocks.is_removable(number, match.start(), match.end()) else None
            yield _hit_at_character(page, number, match.start() + 1, match[1], edit)
        for match in _ENTITY.finditer(line) if "&" in line else ():
            character = html.unescape(match[0])
            if len(character) == 1 and pattern.fullmatch(character):
                blocks = blocks or _Blocks(page)
                if not blocks.shows(number, match[0]):
                    yield _hit_at_character(page, number, match.start() + 1, character)
    yield from _hidden_in_front_matter(page, pattern)


def _hidden_in_front_matter(page: Page, pattern: re.Pattern[str]) -> Iterator[Hit]:
    """Yield invisible characters in the values of front matter that are written as YAML escapes."""
    lines = front_matter_lines(page)
    written = set("".join(lines))
    for key in ("title", "description"):
        for match in pattern.finditer(getattr(page.front_matter, key)):
            if match[1] not in written:
                number = next((number for number, line in enumerate(lines, 2) if line.startswith(key)), 1)
                yield _hit_at_character(page, number, 1, match[1])


def _hit_at_character(page: Page, line: int, column: int, character: str, edit: Edit | None = None) -> Hit:
    name = unicodedata.name(character, "CONTROL CHARACTER")
    return hit_at(page.path, line, column, edit=edit, name=name, number=_number(character))


def _number(character: str) -> str:
    return f"U+{ord(character):04X}"


class _Blocks:
    """The blocks of a page by line; decides which characters can be removed from them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._blocks = sorted(page.blocks(), key=lambda block: block.line)
        self._lines = [block.line for block in self._blocks]
        self._plain: dict[int, bool] = {}
        self._markup_starts: dict[int, int] = {}
        self._shown: dict[tuple[int, str], bool] = {}
        # If the page defines abbreviations or link references, any text can become their label.
        self._defines = any(map(_DEFINITION.match, page.source))

    def is_removable(self, number: int, start: int, end: int) -> bool:
        """True if the characters at a position can be removed without another change.

        They must be ignored by digests, be part of the text, stand next to a letter, and complete no markup.
        """
        line = self._page.source[number - 1]
        block = self._at(number)
        if block is None or self._defines or not INVISIBLE.match(line, start) or not self._is_plain(block):
            return False
        if self._markup_start(number) < start:
            return False
        before = INVISIBLE.sub("", line[max(start - _CONTEXT_CHARACTERS, 0) : start])[-1:]
        after = INVISIBLE.sub("", line[end : end + _CONTEXT_CHARACTERS])[:1]
        if not (before.isalpha() or after.isalpha()) or not after or (not before and start > 0):
            return False
        joined = f"{before}{after}"
        return (
            (before.isalpha() or before in ("", *" «“(—"))
            and (after.isalpha() or after in " ,»”…?—")
            and unicodedata.normalize("NFC", joined) == joined
        )

    def shows(self, number: int, written: str) -> bool:
        """True if the source text in a line is shown as it is written, as in code."""
        block = self._at(number)
        if block is None:
            return False
        key = (block.line, written)
        if key not in self._shown:
            self._shown[key] = written in block.text
        return self._shown[key]

    def _markup_start(self, number: int) -> int:
        """Return the first character of a line that can begin markup."""
        if number not in self._markup_starts:
            match = _MARKUP.search(self._page.source[number - 1])
            self._markup_starts[number] = match.start() if match else len(self._page.source[number - 1])
        return self._markup_starts[number]

    def _at(self, number: int) -> Block | None:
        index = bisect_right(self._lines, number) - 1
        return self._blocks[index] if index >= 0 and number <= self._blocks[index].last_line else None

    def _is_plain(self, block: Block) -> bool:
        """True if all invisible characters in the lines of a block are in its text, and none in code."""
        if block.line not in self._plain:
            lines = "\n".join(self._page.source[block.line - 1 : block.last_line])
            code = (block.text[span.start : span.end] for span in block.spans if span.tag == "code")
            self._plain[block.line] = (
                block.kind != "code"
                and len(INVISIBLE.findall(lines)) == len(INVISIBLE.findall(block.text))
                and not any(map(INVISIBLE.search, code))
            )
        return self._plain[block.line]
