"""The number of negations in a sentence, as far as its words show it.

Languages negate differently: one doubles a negation that another writes once ("никогда не раскрываются", "is never
disclosed"), one repeats before each word what another writes once for all of them ("не продаём и не передаём", "do not
sell or transfer"), one limits an amount by a negation and another without ("не позднее", "within"). So a sentence has
several possible counts, and two sentences agree if they share one.
"""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import dataclass, field, fields
from typing import Any

_MAX_COUNTS = 64


@dataclass(frozen=True)
class Negations:
    """The negations of a sentence.

    Attributes:
        written: the words, in order, each with its first character in the sentence, from 0.
        counts: the possible numbers of negations.
        series_count: their number if a series, "not A, not B and not C", counts as one; None without a series.
        has_conjunction: True if a conjunction follows a negation, which may then apply to several words.
        listed: True if one negation applies to a list of known length, as in "not A, B or C".
        bounds: the number of phrases that limit an amount, as in "no more than"; they are not in the counts.
        equivalents: by kind, the number of phrases that another language may write with a negation.
        has_explicit_bound: True if it has a phrase such as "at least", which every language expresses.
        exceeds_bound: True if an amount is exceeded, which is the opposite of a limit.
        is_incomplete: True if it has a word that requires a reinforcing negation in its language, without one.
        always: True if it has a permanent negation, such as "never".
        has_always_equivalent: True if it has words by which another language may express a permanent negation.
    """

    written: tuple[tuple[str, int], ...] = ()
    counts: frozenset[int] = frozenset({0})
    series_count: int | None = None
    has_conjunction: bool = False
    listed: bool = False
    bounds: int = 0
    equivalents: Counter[str] = field(default_factory=Counter)
    has_explicit_bound: bool = False
    exceeds_bound: bool = False
    is_incomplete: bool = False
    always: bool = False
    has_always_equivalent: bool = False

    def agree(self, other: Negations) -> bool:
        """True if two sentences may have the same meaning."""
        whole = not self.is_incomplete and not other.is_incomplete
        # One language may limit by a phrase, another by a negation: "не дольше", "no longer".
        more_bounds = self.bounds - other.bounds
        same_count = self._counts_match(other, more_bounds) or (self._counts_match(other) and self._bounds_match(other))
        return whole and same_count and not self._leaves_out(other) and self._always_matches(other)

    def _counts_match(self, other: Negations, extra: int = 0) -> bool:
        own, others = (each.counts | each._series_as_one(against) for each, against in ((self, other), (other, self)))
        more, fewer = other._surplus(self), self._surplus(other)
        return any(-fewer <= count + extra - other_count <= more for count in own for other_count in others)

    def _series_as_one(self, other: Negations) -> frozenset[int]:
        """Return the count with a series as one, if the other sentence joins words too but does not list them."""
        plain = other.has_conjunction and not other.listed
        return frozenset({self.series_count}) if self.series_count is not None and plain else frozenset()

    def _surplus(self, other: Negations) -> int:
        """Return how many negations of the other sentence this one may express without a negation."""
        kinds = self.equivalents.keys() - {"bounds"}
        more = {kind: max(self.equivalents[kind] - other.equivalents[kind], 0) for kind in kinds}
        # "Only with" is "not without".
        return sum(more.values()) + more.get("only", 0)

    def _bounds_match(self, other: Negations) -> bool:
        """True if the sentence with fewer negated limits has as many limits without a negation."""
        more = self.bounds - other.bounds
        return abs(more) <= (other if more > 0 else self).equivalents["bounds"]

    def _leaves_out(self, other: Negations) -> bool:
        """True if one of two sentences lacks a limit of the other, or exceeds what the other limits."""
        return any(
            (each.has_explicit_bound and not against._has_bound())
            or (each.exceeds_bound < against.exceeds_bound and each._has_bound())
            for each, against in ((self, other), (other, self))
        )

    def _has_bound(self) -> bool:
        return self.bounds > 0 or self.equivalents["bounds"] > 0

    def _always_matches(self, other: Negations) -> bool:
        return self.always == other.always or (other if self.always else self).has_always_equivalent


# What is true of several sentences if it is true of one.
_FLAGS = [each.name for each in fields(Negations) if each.type == "bool"]


def merged(parts: list[Negations]) -> Negations:
    """Return the negations of several sentences as those of one."""
    return functools.reduce(_joined, parts, Negations())


def _joined(one: Negations, other: Negations) -> Negations:
    flags: dict[str, Any] = {name: getattr(one, name) or getattr(other, name) for name in _FLAGS}
    has_series = one.series_count is not None or other.series_count is not None
    series_counts = (min(each.counts) if each.series_count is None else each.series_count for each in (one, other))
    return Negations(
        written=one.written + other.written,
        counts=limited({a + b for a in one.counts for b in other.counts}),
        series_count=sum(series_counts) if has_series else None,
        bounds=one.bounds + other.bounds,
        equivalents=one.equivalents + other.equivalents,
        **flags,
    )


def limited(counts: set[int]) -> frozenset[int]:
    """Return the lowest counts, at most `_MAX_COUNTS`."""
    return frozenset(sorted(counts)[:_MAX_COUNTS])
