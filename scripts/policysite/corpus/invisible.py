"""Characters that nobody sees, and spaces that are not the ordinary one: where they stand, and what is read instead.

Pages are checked, digested and published without them: what nobody sees can neither change a page nor hide anything in
it. Where a script or an emoji needs such a character it stays.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

# Texts are compared without these, even where a script needs them: soft hyphens, joiners,
# bidirectional controls, tags. Digests depend on them: see `policysite.corpus.digest`.
IGNORED = re.compile(
    "[\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\U000e0000-\\U000e007f]"
)
# Spaces of other widths, and those at which a line does not break.
_NARROW_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f"
SPACE = re.compile(f"[{_NARROW_SPACES}\u3000]")
# Overrides, embeddings and isolates, which change the order in which text is shown (UAX #9).
DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Text that is written in characters without a shape: tags, except in the flags of England, Scotland and Wales, which
# are the only ones of this kind (RGI_Emoji_Tag_Sequence of UTS #51), and variation selectors.
_TAGS, _SELECTORS = "\U000e0000-\U000e007f", "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_FLAGS = "|".join("".join(chr(0xE0000 + ord(each)) for each in region) for region in ("gbeng", "gbsct", "gbwls"))
_IN_FLAG = f"(?<=\U0001f3f4)(?:{_FLAGS})\U000e007f(?![{_TAGS}])"
HIDDEN_TEXT = re.compile(f"(?<![{_TAGS}])(?!{_IN_FLAG})[{_TAGS}]+|[{_SELECTORS}]{{2,}}")
# Signs and letters without a shape, which fill a place with nothing: in a text they are a trick.
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0\U0001d159"
FILLER = re.compile(f"[{_FILLERS}]")
# Letters of scripts that are written from right to left.
RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# What a right-to-left script needs: marks and isolates.
_RIGHT_TO_LEFT_NEEDS = frozenset("\u061c\u200e\u200f\u2066\u2067\u2068\u2069")
# Signs, symbols and letters up to U+31FF, without spaces and invisible characters: nothing may be kept because of a
# character that is itself removed.
_SYMBOLS = "\u203c-\u205e\u2070-\u27ff\u2801-\u2fff\u3001-\u3163\u3165-\u31ff"
# Variants of a character: of ideographs, symbols, and the signs that keys and emoji are made of.
_WITH_VARIANTS = f"[#*0-9\u00a9\u00ae{_SYMBOLS}\u3200-\u9fff\uf900-\ufaff\U0001f000-\U0003ffff]"
_VARIANTS = f"(?<!{_WITH_VARIANTS})[{_SELECTORS}]"
# Joiners and separators of letters, after scripts such as Arabic, Devanagari and Thai, and between emoji.
_JOINERS = "\u200b-\u200d"
_USELESS_JOINERS = (
    "(?<![\u0600-\u061b\u061d-\u109f\u1780-\u17b3\u17b6-\u180d\u180f-\u18af\u1900-\u1cff\ua800-\uabff\ufb50-\ufdcf"
    f"\ufdf0-\ufdff\ufe70-\ufefc{_SYMBOLS}\u3200-\u32ff\U00010a00-\U00011fff\U0001f000-\U0001fbff])"
    f"(?<!{_WITH_VARIANTS}\ufe0f)[{_JOINERS}]"
)
# Beside Chinese and Japanese characters, the two that fill a place excluded, the wide space is the ordinary one.
_WIDE = "[\u2e80-\u2fff\u3001-\u3163\u3165-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff9f\uffa1-\uffef]"
_SPACES = rf"[{_NARROW_SPACES}]|(?<!{_WIDE})\u3000(?!{_WIDE})"
# Ends of lines and pages, and characters that fill a place with nothing.
_BLANK = re.compile(f"[\x0b\x0c\x85\u2028\u2029{_FILLERS}]")
_WORD_HYPHEN = "\x1e"  # how Word writes a hyphen at which no line breaks
# Control characters, soft hyphens, marks of direction, of fonts, of annotations (one stands for an image that was not
# pasted), of shorthand and of music, and what Unicode assigns to no character.
_OTHER = (
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u17b4\u17b5\u180e\u200e\u200f\u2060-\u2065\u206a-\u206f"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U0010fffe\U0010ffff]"
)
_INVISIBLE = re.compile(
    f"{HIDDEN_TEXT.pattern}"
    f"|(?:({DIRECTION.pattern}|{_SPACES}|{_BLANK.pattern}|{_USELESS_JOINERS}|{_VARIANTS}|{_OTHER})\\1*)"
)
# Characters that everybody sees; the categories of others that have a shape: letters, numbers, punctuation, symbols.
_PLAIN = re.compile("[0-9A-Za-z]")
_WITH_SHAPE = "LNPS"
# Most texts have none of these characters, which is quick to see.
_CANDIDATE = re.compile(
    "|".join([f"[{_TAGS}{_SELECTORS}{_JOINERS}]", *(each.pattern for each in (DIRECTION, SPACE, _BLANK)), _OTHER])
)


class Invisible(NamedTuple):
    """One such character, repeated or not, or a hidden text.

    Attributes:
        start: its first character in the line, from 0.
        written: the characters.
        read: what is read instead: nothing, a space, or a hyphen.
    """

    start: int
    written: str
    read: str


def invisible(line: str) -> Iterator[Invisible]:
    """Yield what nobody sees in a line."""
    if _CANDIDATE.search(line) is None:
        return
    first, last = len(line) - len(line.lstrip()), len(line.rstrip())
    right_to_left: bool | None = None
    for match in _INVISIBLE.finditer(line):
        character = match[0][0]
        if character in _RIGHT_TO_LEFT_NEEDS:
            if right_to_left is None:
                right_to_left = RIGHT_TO_LEFT.search(line) is not None
            if right_to_left:
                continue
        # At the ends of a line spaces have a meaning in Markdown.
        blank = first < match.start() < last and (SPACE.match(character) or _BLANK.match(character))
        read = "-" if character == _WORD_HYPHEN else " " if blank else ""
        yield Invisible(match.start(), match[0], read)


def code_point(character: str) -> str:
    """Return the code point of a character as Unicode writes it, such as `U+00A0`."""
    return f"U+{ord(character):04X}"


def visible(text: str) -> str:
    """Return a text as it is read."""
    if _CANDIDATE.search(text) is None:
        return text
    return "\n".join(map(_visible_line, text.split("\n")))


def is_blank(text: str) -> bool:
    """True if readers see nothing of a text."""
    if _PLAIN.search(text):
        return False
    return not any(unicodedata.category(character)[0] in _WITH_SHAPE for character in visible(text))


def _visible_line(line: str) -> str:
    parts, done = [], 0
    for start, written, read in invisible(line):
        parts += [line[done:start], read]
        done = start + len(written)
    return "".join(parts) + line[done:]


class WrittenLine:
    """Maps offsets in the visible text of a line to offsets in the line as it is written."""

    def __init__(self, line: str) -> None:
        # The offsets in the visible text from which characters are shifted to the right, and by how much.
        self._starts, self._shifts = [], [0]
        for start, written, read in invisible(line):
            self._starts.append(start - self._shifts[-1] + len(read))
            self._shifts.append(self._shifts[-1] + len(written) - len(read))

    def offset(self, offset: int) -> int:
        """Return the offset in the line as it is written, given that in its visible text."""
        return offset + self._shifts[bisect_right(self._starts, offset)]


_written_line = functools.lru_cache(maxsize=64)(WrittenLine)


def written_offset(line: str, offset: int) -> int:
    """Return the offset in a line as it is written, given that in its visible text."""
    return _written_line(line).offset(offset)
