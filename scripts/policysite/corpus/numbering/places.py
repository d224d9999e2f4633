"""The place of a numbered clause among those above it: the next of a list, the first of a list inside it, or none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, MutableSequence, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from policysite.corpus.numbering.decimals import numbers_in_sequence
from policysite.corpus.numbering.markers import NUMBERS, ROMAN, Marker, follows, is_next, marker_of, markers_within
from policysite.languages.signs import COLONS, COMMAS, SENTENCE_ENDS

# The indentation of a block that belongs to an item, or is code.
INDENT_OF_BLOCKS = 4

_HEADING = re.compile("#{1,6}")
# The end of a sentence or of a part of one, perhaps before a quotation mark, a bracket or the end of bold type.
_PAUSE = re.compile(rf"[{SENTENCE_ENDS}{COLONS}{COMMAS}][\s»”“\"')*_]*$")
# The styles of markers that parts of a document have.
_PART = re.compile(r"\(?A|[§№]")
_COLON = re.compile(r":[\s*_]*$")


@dataclass
class OpenList:
    """A list that may be continued, with the style and the sequence of its markers.

    Attributes:
        position: the position of its last marker in the sequence, from 1.
        ordinal: the same, not counting the letters that the list leaves out.
        numbers: of decimal numbers, the last one.
        indent: the indentation of its items in the block that is being parsed; None if it began in an earlier one.
    """

    element: Element
    style: str
    sequence: str
    position: int = 0
    ordinal: int = 0
    numbers: tuple[int, ...] = ()
    indent: int | None = None


@dataclass(frozen=True)
class ItemPlace:
    """The place of an item.

    Attributes:
        depth: how many of the open lists stay open.
        new: True if it begins a list in the last item of the last of these, False if it continues that list.
        position: its position in the sequence, from 1.
        ordinal: the same, not counting the letters that the list leaves out.
    """

    depth: int
    new: bool
    sequence: str = NUMBERS
    position: int = 0
    ordinal: int = 0


@dataclass(frozen=True)
class MarkedLine:
    """A line that begins with a marker.

    Attributes:
        before: the text before it.
        lines: the lines of its block.
        number: its number among these, from 0.
        blocks: the blocks that follow.
        inside: the indentation of these blocks if they belong to the same item of a list around it.
    """

    marker: Marker
    before: str
    lines: Sequence[str]
    number: int
    blocks: MutableSequence[str]
    inside: int = 0

    @property
    def indent(self) -> int:
        """Its indentation."""
        return indentation(self.lines[self.number])

    @property
    def text(self) -> str:
        """The text after the marker."""
        text = self.lines[self.number].lstrip(" ")[self.marker.length :]
        return text if self.marker.emphasis_ends else self.marker.emphasis + text

    @property
    def led_in(self) -> bool:
        """True if a colon leads in to it, and to no enumeration in running text: “(a) your email, (b) your name”."""
        runs_on = any(marker.style == self.marker.style for marker in markers_within(self.text))
        return is_lead_in(self.before) and not runs_on

    @property
    def begins(self) -> bool:
        """True if it is not part of a sentence that began above it."""
        return self.number == 0 or is_pause(self.before)

    def below(self) -> Iterator[str]:
        """Yield the lines below it in its block, without indentation."""
        return (self.lines[number].lstrip(" ") for number in range(self.number + 1, len(self.lines)))

    def beside(self) -> Iterator[str]:
        """Yield the lines below it that are not indented further, without indentation."""
        for number in range(self.number + 1, len(self.lines)):
            if indentation(self.lines[number]) < self.indent + INDENT_OF_BLOCKS:
                yield self.lines[number].lstrip(" ")
        for block in self.blocks:
            if indentation(block) < self.inside:
                break
            yield from _lines(block, self.inside)

    def is_first(self, sequence: str) -> bool:
        """True if it is the first of a sequence, and the second one begins a line below it, before the next heading."""
        if self.marker.readings.get(sequence) != 1:
            return False
        for line in self.beside():
            if _HEADING.match(line):
                break
            marker = marker_of(line)
            position = marker.readings.get(sequence, 0) if marker and marker.style == self.marker.style else 0
            if position == 1:  # of another list
                break
            if position and is_next(sequence, 1, position):
                return True
        return False


class ItemPlaces:
    """Finds the places of lines, one after the other."""

    def __init__(self) -> None:
        # The ambiguous decimal numbers of the page that are those of clauses.
        self._in_sequence: frozenset[tuple[int, ...]] = frozenset()
        # The blocks in which a decimal number was searched, how many were left where it was found, and the number.
        self._searched: tuple[Sequence[str], int, tuple[int, ...]] = ((), 0, ())

    def read(self, lines: list[str]) -> list[str]:
        """Read the decimal numbers of a page before it is parsed, and return its lines."""
        self._in_sequence = numbers_in_sequence(lines)
        return lines

    def place(self, line: MarkedLine, lists: Sequence[OpenList]) -> ItemPlace | None:
        """Return the place of a line among the open lists, the outermost first; None if it is no item."""
        if line.marker.numbers:
            return self._decimal(line, lists)
        readings = line.marker.readings
        same = [
            (depth, each)
            for depth, each in enumerate(lists, start=1)
            if each.style == line.marker.style and each.sequence in readings
        ]
        # After (h), (i) is a letter, unless (ii) follows.
        if ROMAN in readings and line.is_first(ROMAN):
            return _beginning(line, lists, ROMAN)
        for depth, each in reversed(same):
            position = readings[each.sequence]
            if is_next(each.sequence, each.position, position):
                return ItemPlace(depth, False, each.sequence, position, each.ordinal + 1)
        for sequence, position in readings.items():
            if position == 1 and (line.led_in or line.is_first(sequence)):
                return _beginning(line, lists, sequence)
        for depth, each in reversed(same):
            skipped = readings[each.sequence] - each.position
            if skipped >= 0 and line.begins:
                return ItemPlace(depth, False, each.sequence, readings[each.sequence], each.ordinal + skipped)
        return None

    def _decimal(self, line: MarkedLine, lists: Sequence[OpenList]) -> ItemPlace | None:
        numbers = line.marker.numbers
        decimals = [(depth, each) for depth, each in enumerate(lists, start=1) if each.numbers]
        # Decimal numbers stand inside parts with capital letters, Roman numerals or signs, not inside items like “a)”.
        parts = [depth for depth, each in enumerate(lists, start=1) if _PART.match(each.style)]
        expected = follows(decimals[-1][1].numbers, numbers) if decimals else bool(parts) and numbers[-1] == 1
        if len(numbers) == 1:
            # Only beside decimal numbers of several parts: else it is a list of Markdown's own.
            is_item = expected if decimals else self._number_below(line)[:1] >= numbers
        else:
            is_item = expected or (line.begins and self._is_clause(line.marker))
        if not is_item:
            return None
        for depth, each in reversed(decimals):
            if len(each.numbers) <= len(numbers):
                return ItemPlace(depth, len(each.numbers) < len(numbers))
        return ItemPlace(0 if decimals else max(parts, default=0), True)

    def _is_clause(self, marker: Marker) -> bool:
        """True if a decimal number is that of a clause."""
        return not marker.is_ambiguous or marker.numbers in self._in_sequence

    def _number_below(self, line: MarkedLine) -> tuple[int, ...]:
        """Return the first decimal number of several parts below a line, up to the next heading; empty without one."""
        in_block = self._number(line.below())
        if in_block is not None:
            return in_block
        blocks, left, numbers = self._searched
        if blocks is not line.blocks or len(blocks) < left:
            found = ((number, self._number(_lines(block, line.inside))) for number, block in enumerate(line.blocks))
            at, numbers = next(((at, each) for at, each in found if each is not None), (len(line.blocks), ()))
            self._searched = (line.blocks, len(line.blocks) - at, numbers)
        return numbers

    def _number(self, lines: Iterable[str]) -> tuple[int, ...] | None:
        """Return the first such number in lines; an empty one at a heading; None without either."""
        for line in lines:
            if _HEADING.match(line):
                return ()
            marker = marker_of(line)
            if marker is not None and len(marker.numbers) > 1 and self._is_clause(marker):
                return marker.numbers
        return None


def is_pause(text: str) -> bool:
    """True if a text ends with punctuation."""
    return _PAUSE.search(text) is not None


def is_lead_in(text: str) -> bool:
    """True if a text ends with a colon."""
    return _COLON.search(text) is not None


def indentation(line: str) -> int:
    """Return the number of spaces that a line begins with."""
    return len(line) - len(line.lstrip(" "))


def _beginning(line: MarkedLine, lists: Sequence[OpenList], sequence: str) -> ItemPlace:
    """Return the place of the first item of a list: inside the last item, or beside an open list of the same kind."""
    for depth, each in enumerate(lists):
        if (each.style, each.sequence) == (line.marker.style, sequence) and line.indent <= (each.indent or 0):
            return ItemPlace(depth, True, sequence, 1, 1)
    return ItemPlace(len(lists), True, sequence, 1, 1)


def _lines(block: str, inside: int) -> Iterable[str]:
    """Return the lines of a block without indentation; none if the block belongs to an item in it, or is code."""
    return () if indentation(block) >= inside + INDENT_OF_BLOCKS else (line.lstrip(" ") for line in block.split("\n"))
