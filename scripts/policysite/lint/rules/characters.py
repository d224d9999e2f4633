"""Characters that are not what they seem: those that nobody sees, and letters of another alphabet."""

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
from policysite.lint.passages import Passage, front_matter_of, passages
from policysite.lint.rule import Hit, hit_at, page_rule
from policysite.lint.text.alphabets import alphabet, alphabets, twins
from policysite.lint.text.url_safety import shown

# Those that let text be shown in another order than it is written (UAX #9): embeddings, overrides and isolates.
_DIRECTIONS = re.compile("([\\u202a-\\u202e\\u2066-\\u2069])\\1*")
# Those that digests leave out; control characters; fillers, separators and variations that show nothing.
_HIDDEN = re.compile(
    f"(?![\\u202a-\\u202e\\u2066-\\u2069])({INVISIBLE.pattern}|[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u034f\\u115f\\u1160"
    "\\u17b4\\u17b5\\u2028\\u2029\\u3164\\ufe00-\\ufe0d\\uffa0\\U000e0100-\\U000e01ef])\\1*"
)
_ENTITY = re.compile(r"&(?:#\d{1,8}|#[xX][\da-fA-F]{1,6}|[A-Za-z]{2,31}\d{0,2});?")
_DEFINITION = re.compile(r"\s*\*?\[[^\]]*\]:")
_WORD = re.compile(r"[^\W\d_]+")
# What people write with a letter of their own before it, as in “e-mail”.
_HYPHENATED = re.compile(r"(?<![\w-])([^\W\d_])-[A-Za-z]{2,}")
_SIGN = re.compile(r"[<&{\\]")
# Characters beside an invisible one among which its visible neighbour is looked for.
_NEAR = 8
# Greek letters that begin the names of units, such as μm.
_UNIT = re.compile("[μΩ][A-Za-z]{1,3}|[kMGT]Ω")


@page_rule()
def invisible_character(page: Page, context: Context) -> Iterator[Hit]:
    """A character shows nothing: a zero-width space, a soft hyphen, a control character."""
    yield from _hidden(page, _HIDDEN)


@page_rule()
def bidi_character(page: Page, context: Context) -> Iterator[Hit]:
    """A character that nobody sees turns the direction of what follows, so that it reads in another order."""
    yield from _hidden(page, _DIRECTIONS)


@page_rule()
def alphabets_mixed(page: Page, context: Context) -> Iterator[Hit]:
    """A word holds letters of two alphabets, or a short word is a letter of the other one."""
    own = context.lexicon(page.language)["alone"]
    for passage in passages(page):
        for match in _WORD.finditer(passage.prose):
            word = match[0]
            odd = None if word.isascii() else _odd(word, alphabet(own[0]))
            if odd is not None and word.lower() not in context.editorial.wordlist:
                yield _of_word(passage, match.start() + odd, word)
        for match in _twins_of(tuple(own)).finditer(passage.prose):
            if _stands_for_a_word(passage.prose, match.start(), alphabet(own[0])):
                yield _of_word(passage, match.start(), match[0])
        for match in _HYPHENATED.finditer(passage.prose):
            if alphabet(match[1]) not in ("", "LATIN") and "LATIN" in alphabets(twins(match[1])):
                yield _of_word(passage, match.start(), match[0])


def _of_word(passage: Passage, offset: int, word: str) -> Hit:
    letter = passage.prose[offset]
    return passage.hit(offset, word=shown(word), letter=letter, number=_number(letter))


@functools.lru_cache(maxsize=65536)
def _odd(word: str, own: str) -> int | None:
    """The first letter of a word that is not of the alphabet of the rest; None where they are all of one.

    Args:
        word: the word.
        own: the alphabet that the page is written in, which decides where as many letters are of one as of the other.
    """
    counted = Counter(filter(None, map(alphabet, word)))
    if len(counted) < 2 or _UNIT.fullmatch(word):
        return None
    usual = max(counted, key=lambda name: (counted[name], name == own))
    return next(number for number, letter in enumerate(word) if alphabet(letter) not in ("", usual))


@functools.cache
def _twins_of(own: tuple[str, ...]) -> re.Pattern[str]:
    """What finds letters of other alphabets that stand alone and look like words of one letter."""
    alike = sorted({twin for word in own for letter in (word, word.upper()) for twin in twins(letter)})
    return re.compile(rf"(?<!\S)[{''.join(alike)}](?=\s)" if alike else "(?!)")


def _stands_for_a_word(text: str, offset: int, own: str) -> bool:
    """Whether a letter of another alphabet is meant for a word of the page's own, and names nothing."""
    before, after = text[max(offset - 40, 0) : offset].rstrip(), text[offset + 1 : offset + 40]
    follows = after.lstrip(" \t\n\u00a0«“(")[:1]
    begins = not before or before[-1] in ".!?…:;"
    beside = begins or not before[-1].isalpha() or alphabet(before[-1]) == own
    if text[offset].isupper():
        return begins and follows.islower() and alphabet(follows) == own
    return beside and (alphabet(follows) == own or (follows.isdigit() and before != "" and alphabet(before[-1]) == own))


def _hidden(page: Page, pattern: re.Pattern[str]) -> Iterator[Hit]:
    blocks: _Blocks | None = None
    for number, line in enumerate(page.source, start=1):
        for match in pattern.finditer(line) if not line.isascii() or not line.isprintable() else ():
            blocks = blocks or _Blocks(page)
            edit = Edit(match[0], "") if blocks.may_lose(number, match.start(), match.end()) else None
            yield _of_sign(page, number, match.start() + 1, match[1], edit)
        for match in _ENTITY.finditer(line) if "&" in line else ():
            sign = html.unescape(match[0])
            if len(sign) == 1 and pattern.fullmatch(sign):
                blocks = blocks or _Blocks(page)
                if not blocks.shows(number, match[0]):
                    yield _of_sign(page, number, match.start() + 1, sign)
    yield from _of_front_matter(page, pattern)


def _of_front_matter(page: Page, pattern: re.Pattern[str]) -> Iterator[Hit]:
    """What front matter holds and does not show in its own lines either, for YAML has a way to write it."""
    lines = front_matter_of(page)
    written = set("".join(lines))
    for key in ("title", "description"):
        for match in pattern.finditer(getattr(page.front_matter, key)):
            if match[1] not in written:
                number = next((number for number, line in enumerate(lines, 2) if line.startswith(key)), 1)
                yield _of_sign(page, number, 1, match[1])


def _of_sign(page: Page, line: int, column: int, sign: str, edit: Edit | None = None) -> Hit:
    name = unicodedata.name(sign, "CONTROL CHARACTER")
    return hit_at(page.path, line, column, edit=edit, name=name, number=_number(sign))


def _number(sign: str) -> str:
    return f"U+{ord(sign):04X}"


class _Blocks:
    """Which of a page's lines belong to which of its blocks, and what can be taken out of them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._blocks = sorted(page.blocks(), key=lambda block: block.line)
        self._lines = [block.line for block in self._blocks]
        self._plain: dict[int, bool] = {}
        self._signs: dict[int, int] = {}
        self._shown: dict[tuple[int, str], bool] = {}
        # Where the page defines short forms or addresses by name, any text can become such a name.
        self._defines = any(map(_DEFINITION.match, page.source))

    def may_lose(self, number: int, start: int, end: int) -> bool:
        """Whether the characters at a place can be taken out and nothing changes but that they are gone.

        They must be of those that digests leave out, stand in what is read as text, between letters or at their side,
        and complete no other markup.
        """
        line = self._page.source[number - 1]
        block = self._at(number)
        if block is None or self._defines or not INVISIBLE.match(line, start) or not self._is_plain(block):
            return False
        if self._markup(number) < start:
            return False
        before = INVISIBLE.sub("", line[max(start - _NEAR, 0) : start])[-1:]
        after = INVISIBLE.sub("", line[end : end + _NEAR])[:1]
        if not (before.isalpha() or after.isalpha()) or not after or (not before and start > 0):
            return False
        joined = f"{before}{after}"
        return (
            (before.isalpha() or before in ("", *" «“(—"))
            and (after.isalpha() or after in " ,»”…?—")
            and unicodedata.normalize("NFC", joined) == joined
        )

    def shows(self, number: int, written: str) -> bool:
        """Whether what is written in a line is shown to the reader as it is written, as in code."""
        block = self._at(number)
        if block is None:
            return False
        key = (block.line, written)
        if key not in self._shown:
            self._shown[key] = written in block.text
        return self._shown[key]

    def _markup(self, number: int) -> int:
        """Where the first sign in a line stands that can begin something which is not read as text."""
        if number not in self._signs:
            sign = _SIGN.search(self._page.source[number - 1])
            self._signs[number] = sign.start() if sign else len(self._page.source[number - 1])
        return self._signs[number]

    def _at(self, number: int) -> Block | None:
        index = bisect_right(self._lines, number) - 1
        return self._blocks[index] if index >= 0 and number <= self._blocks[index].last_line else None

    def _is_plain(self, block: Block) -> bool:
        """Whether all that is invisible in the lines of a block stands in its text, and none in code."""
        if block.line not in self._plain:
            lines = "\n".join(self._page.source[block.line - 1 : block.last_line])
            code = (block.text[span.start : span.end] for span in block.spans if span.tag == "code")
            self._plain[block.line] = (
                block.kind != "code"
                and len(INVISIBLE.findall(lines)) == len(INVISIBLE.findall(block.text))
                and not any(map(INVISIBLE.search, code))
            )
        return self._plain[block.line]
