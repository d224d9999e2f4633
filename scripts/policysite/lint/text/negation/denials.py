"""How often a sentence denies something, as far as its words tell.

Languages deny differently: one doubles a negation that another says once ("никогда не раскрываются", "is never
disclosed"), one repeats before each word what another says for all of them ("не продаём и не передаём", "do not sell
or transfer"), one bounds by a negation what another bounds without ("не позднее", "within"). So a sentence has several
counts that are natural for it, and two sentences agree where one count is natural for both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

# More natural counts than this no sentence has.
_MOST_COUNTS = 64


@dataclass(frozen=True)
class Denials:
    """The denials of a sentence.

    Attributes:
        written: the words, in order, each with its first character in the sentence, from 0.
        counts: how many there may be said to be; the first time as they are counted.
        joined: how many there are if those of a series, "not A, not B and not C", are taken as one; None without one.
        joins: whether a conjunction stands behind a denial, so that it may reach over several words.
        listed: whether one denial stands for a list whose length is plain, as in "not A, B or C".
        bounds: how many of the words bound an amount, as in "no more than"; they are not among the counts.
        affirmed: how often the sentence says without a negation what may be said with one, by kind.
        plainly: whether it says "at least" or the like, which no language leaves out.
        exceeding: whether it names an amount as exceeded, which is the opposite of a bound.
        broken: whether a word stands in it that its language has behind a negation only with another one.
        always: whether it denies for all time.
        loosely: whether it has words by which another language may say that.
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

    def agree(self, other: Denials) -> bool:
        """Whether two sentences may deny the same."""
        whole = not self.broken and not other.broken
        # What one bounds by a phrase another may bound by a mere negation: "не дольше", "no longer".
        unlike = self.bounds - other.bounds
        often = self._as_often(other, unlike) or (self._as_often(other) and self._bounded_alike(other))
        return whole and often and not self._leaves_out(other) and self._always_alike(other)

    def _as_often(self, other: Denials, besides: int = 0) -> bool:
        ours, theirs = (each.counts | each._joined(against) for each, against in ((self, other), (other, self)))
        more, fewer = other._surplus(self), self._surplus(other)
        return any(-fewer <= count + besides - their <= more for count in ours for their in theirs)

    def _joined(self, other: Denials) -> frozenset[int]:
        """The count of a series as one, if the other sentence joins words too but does not list them."""
        plain = other.joins and not other.listed
        return frozenset({self.joined}) if self.joined is not None and plain else frozenset()

    def _surplus(self, other: Denials) -> int:
        """How many denials of the other sentence this one may say without a negation."""
        kinds = self.affirmed.keys() - {"bounds"}
        more = {kind: max(self.affirmed[kind] - other.affirmed.get(kind, 0), 0) for kind in kinds}
        # "Only with" is "not without".
        return sum(more.values()) + more.get("only", 0)

    def _bounded_alike(self, other: Denials) -> bool:
        """Whether a sentence with fewer phrases that bound by a negation says as often without one what they say."""
        more = self.bounds - other.bounds
        return abs(more) <= (other if more > 0 else self).affirmed.get("bounds", 0)

    def _leaves_out(self, other: Denials) -> bool:
        """Whether one of two sentences lacks a bound of the other, or exceeds what the other bounds."""
        return any(
            (each.plainly and not against._bounding()) or (each.exceeding < against.exceeding and each._bounding())
            for each, against in ((self, other), (other, self))
        )

    def _bounding(self) -> bool:
        return self.bounds > 0 or self.affirmed.get("bounds", 0) > 0

    def _always_alike(self, other: Denials) -> bool:
        return self.always == other.always or (other if self.always else self).loosely


def together(parts: list[Denials]) -> Denials:
    """The denials of several sentences as those of one."""
    whole = Denials()
    for part in parts:
        joined = None
        if whole.joined is not None or part.joined is not None:
            joined = sum(min(each.counts) if each.joined is None else each.joined for each in (whole, part))
        kinds = whole.affirmed.keys() | part.affirmed.keys()
        whole = Denials(
            written=whole.written + part.written,
            counts=few({a + b for a in whole.counts for b in part.counts}),
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


def few(counts: set[int]) -> frozenset[int]:
    """The lowest of some counts, as many as can matter."""
    return frozenset(sorted(counts)[:_MOST_COUNTS])
