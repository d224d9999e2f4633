"""Units of time: 30 months instead of 30 days, although the numbers agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from policysite.corpus import Block, Page
from policysite.findings import Severity
from policysite.languages.durations import WORKING_DAY, are_known, knows_working_days
from policysite.lint.context import Context
from policysite.lint.rule import ClausePair, Hit, hit, pair_rule
from policysite.lint.rules.parity.alignment import align
from policysite.lint.rules.parity.placeables import left_over
from policysite.lint.rules.parity.quantities import Quantity, quantities


@pair_rule(Severity.WARNING, gap="gap_time_units", has_gap=lambda language: not are_known(language))
def time_units_differ(pair: ClausePair, context: Context) -> Iterator[Hit]:
    """A period has the number of its original, but another unit."""
    all_days = not all(knows_working_days(page.language) for page in (pair.translation, pair.original))
    for aligned in align(pair):
        here = _periods(aligned.translation, pair.translation, all_days=all_days)
        there = _periods(aligned.original, pair.original, all_days=all_days) if here else {}
        for number, periods in here.items():
            originals = there.get(number, [])
            surplus, missing = _other_units(periods, originals), _other_units(originals, periods)
            # (Where a unit is not recognized, the others cannot be compared.)
            if surplus and missing and len(periods) == len(originals):
                own, its = surplus[0], missing[0]
                other = pair.in_original(its.block, its.start)
                yield hit(pair.translation, own.block, own.start, here=own.written, there=its.written, other=other)


def _periods(blocks: Sequence[Block], page: Page, *, all_days: bool) -> Mapping[str, list[Quantity]]:
    """Return the periods in blocks, by their numbers; working days count as days if all days are to be alike."""
    found: dict[str, list[Quantity]] = defaultdict(list)
    for each in quantities(blocks, page):
        if each.unit:
            is_alike = all_days and each.unit == WORKING_DAY
            found[each.value].append(each._replace(unit="day") if is_alike else each)
    return found


def _other_units(periods: Sequence[Quantity], others: Sequence[Quantity]) -> list[Quantity]:
    """Return the periods whose units the other language has less often."""
    return left_over(periods, (each.unit for each in others), lambda period: period.unit)
