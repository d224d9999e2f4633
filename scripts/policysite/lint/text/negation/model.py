"""The number of negations in a sentence, as far as its words show it.

Languages negate differently: one doubles a negation that another writes once ("никогда не раскрываются", "is never
disclosed"), one repeats before each word what another writes once for all of them ("не продаём и не передаём", "do not
sell or transfer"), one limits an amount by a negation and another without ("не позднее", "within"). So a sentence has
several possible counts, and two sentences agree if they share one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_MAX_COUNTS = 64


@dataclass(frozen=True)
class Negations:
    """The negations of a sentence.

    Attributes:
        written: the words, in order, each with its first character in the sentence, from 0.
        counts: the possible numbers of negations.
        joined: their number if a series, "not A, not B and not C", counts as one; None without a series.
        joins: True if a conjunction follows a negation, which may then apply to several words.
        listed: True if one negation applies to a list of known length, as in "not A, B or C".
        bounds: the number of phrases that limit an amount, as in "no more than"; they are not in the counts.
        affirmed: by kind, the number of phrases that another language may write with a negation.
        plainly: True if it has "at least" or the like, which no language leaves out.
        exceeding: True if an amount is exceeded, which is the opposite of a limit.
        broken: True if it has a word that its language uses after a negation only with another one.
        always: True if it negates for all time.
        loosely: True if it has words that another language may use for that.
    """

    written: tuple[tuple[str, int], ...] = ()
    counts: frozenset[int] = frozenset({0})
    joined: int | None = None
    joins: bool = False
    listed: bool = False
    bounds: int = 0
    affirmed: Mapping[str, int] = field(default_factory=dict)
    plainly: bool = False
    exceeding: bool = False
    broken: bool = False
    always: bool = False
    loosely: bool = False

    def agree(self, other: Negations) -> bool:
        """True if two sentences may have the same meaning."""
        whole = not self.broken and not other.broken
        # One language may limit by a phrase, another by a negation: "не дольше", "no longer".
        more_bounds = self.bounds - other.bounds
        same_count = self._counts_match(other, more_bounds) or (self._counts_match(other) and self._bounds_match(other))
        return whole and same_count and not self._leaves_out(other) and self._always_matches(other)

    def _counts_match(self, other: Negations, extra: int = 0) -> bool:
        own, others = (each.counts | each._joined(against) for each, against in ((self, other), (other, self)))
        more, fewer = other._surplus(self), self._surplus(other)
        return any(-fewer <= count + extra - other_count <= more for count in own for other_count in others)

    def _joined(self, other: Negations) -> frozenset[int]:
        """Return the count with a series as one, if the other sentence joins words too but does not list them."""
        plain = other.joins and not other.listed
        return frozenset({self.joined}) if self.joined is not None and plain else frozenset()

    def _surplus(self, other: Negations) -> int:
        """Return how many negations of the other sentence this one may express without a negation."""
        kinds = self.affirmed.keys() - {"bounds"}
        more = {kind: max(self.affirmed[kind] - other.affirmed.get(kind, 0), 0) for kind in kinds}
        # "Only with" is "not without".
        return sum(more.values()) + more.get("only", 0)

    def _bounds_match(self, other: Negations) -> bool:
        """True if the sentence with fewer negated limits has as many limits without a negation."""
        more = self.bounds - other.bounds
        return abs(more) <= (other if more > 0 else self).affirmed.get("bounds", 0)

    def _leaves_out(self, other: Negations) -> bool:
        """True if one of two sentences lacks a limit of the other, or exceeds what the other limits."""
        return any(
            (each.plainly and not against._has_bound()) or (each.exceeding < against.exceeding and each._has_bound())
            for each, against in ((self, other), (other, self))
        )

    def _has_bound(self) -> bool:
        return self.bounds > 0 or self.affirmed.get("bounds", 0) > 0

    def _always_matches(self, other: Negations) -> bool:
        return self.always == other.always or (other if self.always else self).loosely


def merged(parts: list[Negations]) -> Negations:
    """Return the negations of several sentences as those of one."""
    whole = Negations()
    for part in parts:
        joined = None
        if whole.joined is not None or part.joined is not None:
            joined = sum(min(each.counts) if each.joined is None else each.joined for each in (whole, part))
        kinds = whole.affirmed.keys() | part.affirmed.keys()
        whole = Negations(
            written=whole.written + part.written,
            counts=limited({a + b for a in whole.counts for b in part.counts}),
            joined=joined,
            joins=whole.joins or part.joins,
            listed=whole.listed or part.listed,
            bounds=whole.bounds + part.bounds,
            affirmed={kind: whole.affirmed.get(kind, 0) + part.affirmed.get(kind, 0) for kind in kinds},
            plainly=whole.plainly or part.plainly,
            exceeding=whole.exceeding or part.exceeding,
            broken=whole.broken or part.broken,
            always=whole.always or part.always,
            loosely=whole.loosely or part.loosely,
        )
    return whole


def limited(counts: set[int]) -> frozenset[int]:
    """Return the lowest counts, as many as can matter."""
    return frozenset(sorted(counts)[:_MAX_COUNTS])
