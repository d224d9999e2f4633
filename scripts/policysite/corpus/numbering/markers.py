"""The markers of numbered clauses: decimal numbers; numbers, letters and Roman numerals with brackets or periods."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from policysite.languages.lexicon import LANGUAGES, lexicon_of

# The sequences besides alphabets, each of which is named by its letters.
NUMBERS, ROMAN = "1", "i"
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN_STEPS = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))

_NUMBER = "[1-9][0-9]{0,2}"
# A marker, perhaps in bold type or italics, that text follows in the same line.
MARKER = re.compile(
    r"(?P<emphasis>\*{1,2}|_{1,2}|)(?P<written>"
    rf"(?P<decimal>{_NUMBER}(?:\.{_NUMBER}){{1,7}})(?P<end>[.)]?)"
    rf"|(?:(?P<section>§)|№|[Nn][or]\.|[Nn]\.?[°º])[^\S\n]?(?P<signed>{_NUMBER})(?P<period>\.?)"
    rf"|(?P<open>\(?)(?P<value>{_NUMBER}|[ivxlc]{{2,8}}|[IVXLC]{{2,8}}|[^\W\d_])(?P<close>[.)])"
    r")(?:(?P<closed>(?P=emphasis))[^\S\n]+|[^\S\n]+)(?=\S)"
)
# A letter at the start of a text, after quotation marks, brackets or markup. “1.5 %” and “2.5 million” are quantities.
_LETTER = re.compile(r"[^\w%‰°$¢-¥֏؋৳฿₠-⃏]*([^\W\d_])")
# What follows the month of a date: the year, or the last day of a period, as in “1.5. – 3.5.” and “1.5. bis 3.5.”.
_AFTER_MONTH = re.compile(r"(?:19|20)\d\d(?!\w)|(?:[–—-]|[^\W\d_]{1,4}\s)\s*\d{1,2}\.\s?\d{1,2}\.")
_MAX_DAY, _MAX_MONTH, _MAX_DATE_CHARACTERS = 31, 12, 20


@dataclass(frozen=True)
class Marker:
    """The marker at the start of a line.

    Attributes:
        written: the marker as written, without emphasis.
        emphasis: the asterisks or underscores before it.
        emphasis_ends: True if they end with it, False if they go on.
        length: the characters of the line up to the text after it.
        style: what the markers of one list have in common: sign, brackets, case.
        value: what differs: the number or the letter, in lower case.
        numbers: of a decimal number, its parts; one part for `1.`, which Markdown knows too.
        is_ambiguous: True for a decimal number that may be a quantity, a date or the like: `1.5 GB`, `1.5. 2026`.
    """

    written: str
    emphasis: str
    emphasis_ends: bool
    length: int
    style: str
    value: str
    numbers: tuple[int, ...] = ()
    is_ambiguous: bool = False

    @cached_property
    def readings(self) -> Mapping[str, int]:
        """The positions that it can have, from 1, by sequence: `i` is a letter and a Roman numeral."""
        if self.value.isdecimal():
            return {NUMBERS: int(self.value)}
        letters = {letters: letters.index(self.value) + 1 for letters in _alphabets() if self.value in letters}
        return {**letters, **({ROMAN: number} if (number := roman(self.value)) else {})}

    def precedes(self, after: Marker) -> bool:
        """True if another marker can be the next one of the same list."""
        if self.numbers:
            return follows(self.numbers, after.numbers)
        return any(
            sequence in after.readings and is_next(sequence, position, after.readings[sequence])
            for sequence, position in self.readings.items()
        )


def markers_within(line: str) -> Iterator[Marker]:
    """Yield the markers in a line that do not begin it."""
    for space in re.finditer(r"\s(?=\S)", line):
        if marker := marker_of(line, space.end()):
            yield marker


def marker_of(line: str, start: int = 0) -> Marker | None:
    """Return the marker at the start of a line without indentation, or at another place, if text follows it."""
    match = MARKER.match(line, start)
    if match is None or (match["open"] and match["close"] == "."):
        return None
    common = match["written"], match["emphasis"], bool(match["closed"]), match.end() - start
    if match["decimal"]:
        letter = _LETTER.match(line, match.end())
        if not match["end"] and letter is None:
            return None
        numbers = tuple(map(int, match["decimal"].split(".")))
        is_ambiguous = not match["end"] or _is_day(numbers, line[match.end() : match.end() + _MAX_DATE_CHARACTERS])
        return Marker(*common, "1.1", match["decimal"], numbers, is_ambiguous)
    if match["signed"]:
        return Marker(*common, f"{match['section'] or '№'}1{match['period']}", match["signed"])
    value = match["value"]
    case = "1" if value.isdecimal() else "A" if value.isupper() else "a"
    style = f"{match['open']}{case}{match['close']}"
    return Marker(*common, style, value.lower(), (int(value),) if style == "1." else ())


def _is_day(numbers: tuple[int, ...], text: str) -> bool:
    """True if a decimal number with a period is the day and the month of a date, by the text after it."""
    day, month, *more = numbers
    if more or day > _MAX_DAY or month > _MAX_MONTH:
        return False
    readable = "".join(filter(str.isprintable, text))  # without the mark of the line
    return _AFTER_MONTH.match(readable) is not None


def with_value(marker: Marker, value: str) -> str:
    """Return a marker as it is written with another value, in its case."""
    new = value.upper() if marker.style.strip("(").startswith("A") else value
    return re.sub(re.escape(marker.value), new, marker.written, count=1, flags=re.IGNORECASE)


def written_marker(written: str) -> Marker | None:
    """Return a marker, given as it is written."""
    return marker_of(f"{written} A")


def is_next(sequence: str, before: int, after: int) -> bool:
    """True if a position follows another; between them may be letters that lists leave out, such as `ё`."""
    if sequence in (NUMBERS, ROMAN):
        return after == before + 1
    return after > before and _alphabets()[sequence].issuperset(sequence[before : after - 1])


def follows(before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    """True if a decimal number follows another: 1.2 is followed by 1.2.1, 1.3, 2 or 2.1."""
    kept = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    if kept == len(before):
        return after[kept:] == (1,)
    return kept < len(after) and after[kept] == before[kept] + 1 and set(after[kept + 1 :]) <= {1}


def next_values(before: Marker) -> Iterator[str]:
    """Yield the letters and numbers that may follow a marker; of decimal numbers none, as several may."""
    for sequence, position in before.readings.items():
        if sequence == NUMBERS:
            yield str(position + 1)
        elif sequence == ROMAN:
            yield _numeral(position + 1)
        else:
            yield from (each for each in sequence[position:] if each not in _alphabets()[sequence])


@functools.cache
def _alphabets() -> Mapping[str, frozenset[str]]:
    """Return the alphabets of all languages, each with the letters that lists may leave out."""
    lexicons = [lexicon_of(language) for language in LANGUAGES]
    return {each["alphabet"]: frozenset(each["letters_not_in_lists"]) for each in lexicons if each["alphabet"]}


def roman(numeral: str) -> int:
    """Return the value of a Roman numeral in lower case; 0 if it is none."""
    if not _ROMAN_DIGITS.keys() >= {*numeral}:
        return 0
    digits = [_ROMAN_DIGITS[letter] for letter in numeral]
    # A smaller digit before a greater one is subtracted.
    value = sum(-digit if digit < after else digit for digit, after in zip(digits, [*digits[1:], 0], strict=True))
    return value if _numeral(value) == numeral else 0


def _numeral(value: int) -> str:
    """Return a Roman numeral in lower case."""
    written = ""
    for step, letters in _ROMAN_STEPS:
        written += letters * (value // step)
        value %= step
    return written
