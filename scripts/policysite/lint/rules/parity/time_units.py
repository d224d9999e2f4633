"""Units of time: 30 months instead of 30 days, although the numbers agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from policysite.corpus import Block, Page
from policysite.findings import Severity
from policysite.languages.durations import are_known, unit_after
from policysite.lint.context import Context
from policysite.lint.rule import ClausePair, Hit, hit, pair_rule
from policysite.lint.rules.parity.alignment import align
from policysite.lint.rules.parity.numbers import numbers


class _Duration(NamedTuple):
    """A number with a unit of time in a block.

    Attributes:
        block: the block.
        start: its first character in the text of the block, from 0.
        written: as it is written.
        unit: the unit, such as `day`.
    """

    block: Block
    start: int
    written: str
    unit: str


@pair_rule(Severity.WARNING, gap="gap_time_units", has_gap=lambda language: not are_known(language))
def time_units_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A period has the number of its original, but another unit."""
    for aligned in align(pair):
        here = _durations(aligned.translation, pair.translation)
        there = _durations(aligned.original, pair.original) if here else {}
        for number, durations in here.items():
            originals = there.get(number, [])
            own, its = _other_unit(durations, originals), _other_unit(originals, durations)
            # (Where a unit is not recognized, the others cannot be compared.)
            if own and its and len(durations) == len(originals):
                other = f"{pair.original.path}:{pair.original.position(its.block)[0]}"
                yield hit(pair.translation, own.block, own.start, here=own.written, there=its.written, other=other)


def _durations(blocks: Sequence[Block], page: Page) -> Mapping[str, list[_Duration]]:
    """Return the durations in blocks, by their numbers."""
    found: dict[str, list[_Duration]] = defaultdict(list)
    for block in blocks:
        for number in numbers(block, page):
            unit = unit_after(block.unmarked, number.start + len(number.written), page.language)
            if unit is not None:
                written = " ".join(block.unmarked[number.start : unit.end].split())
                found[number.key].append(_Duration(block, number.start, written, unit.name))
    return found


def _other_unit(durations: Sequence[_Duration], others: Sequence[_Duration]) -> _Duration | None:
    """Return the first period whose unit the other language has less often."""
    surplus = Counter(each.unit for each in durations) - Counter(each.unit for each in others)
    return next((each for each in durations if each.unit in surplus), None)
