"""The released states of a document in order, and when each version is in effect."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from policysite.history.versions import ReleasedState, version_order

# Labels of versions: one that is in effect without an end, and one that is replaced before it takes effect.
IN_EFFECT, NEVER_IN_EFFECT = "in_effect", "never_in_effect"
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """The days on which a version is in effect; the last one is None as long as no later version is released."""

    first: datetime.date
    last: datetime.date | None = None


@dataclass(frozen=True)
class Effect:
    """The period of a version, as it is seen on a day, with the label that says it, and the versions named with it.

    Attributes:
        next: the version that takes effect instead of it, or the one to come after it, if one of them is to be named.
        before: what is in effect from this day until then.
    """

    label: str
    period: Period
    next: ReleasedState | None = None
    before: tuple[tuple[ReleasedState, Period], ...] = ()


class Timeline:
    """The released states of a document, in order."""

    def __init__(self, states: tuple[ReleasedState, ...] = ()) -> None:
        self.states = tuple(sorted(states, key=lambda state: state.order))
        self._numbers = {state.name: number for number, state in enumerate(self.states)}
        self._orders = [state.order[0] for state in self.states]
        # The first day on which each state or a later one is in effect.
        self._first_days = [*accumulate((state.begins for state in reversed(self.states)), min)][::-1]

    @property
    def latest(self) -> ReleasedState | None:
        """The last state."""
        return self.states[-1] if self.states else None

    def state(self, name: str) -> ReleasedState | None:
        """Return the state with a name, such as `1.0-1`."""
        return self.states[self._numbers[name]] if name in self._numbers else None

    def ends(self, state: ReleasedState) -> datetime.date | None:
        """Return the day from which a later state is in effect instead of this one; None if there is no later one.

        It can be the day on which the state begins, or an earlier one: then it is never in effect.
        """
        following = self._first_days[self._numbers[state.name] + 1 :]
        return following[0] if following else None

    def leading_to(self, state: ReleasedState) -> tuple[ReleasedState, ...]:
        """Return the states up to this one, without those of other versions that were withdrawn.

        A version is withdrawn if a later one, released before its day, takes effect on that day or sooner.
        """
        earlier = self.states[: self._numbers[state.name] + 1]
        return tuple(each for each in earlier if each.version == state.version or each.version not in self._withdrawn)

    def before(self, state: ReleasedState) -> ReleasedState | None:
        """Return the state that another one follows: of its version, or of the one in effect until then."""
        *earlier, _ = self.leading_to(state)
        return earlier[-1] if earlier else None

    @cached_property
    def _withdrawn(self) -> frozenset[str]:
        """The versions that were withdrawn: see `leading_to`."""
        return frozenset(
            state.version
            for state in self.states
            for later in self.states[bisect_right(self._orders, state.order[0]) :]
            if later.effective_date <= state.effective_date and later.released < state.effective_date
        )

    def of_version(self, version: str) -> tuple[ReleasedState, ...]:
        """Return the states of a version: as it was released, then its corrections."""
        return tuple(state for state in self.states if state.version == version)

    def version_before(self, version: str) -> ReleasedState | None:
        """Return the last state of the version that was in effect before another one."""
        first, *_ = self.of_version(version)
        return self.before(first)

    def replacement(self, version: str, effective_date: datetime.date) -> ReleasedState | None:
        """Return the later version that takes effect instead of a version, on its day or before it."""
        later = self.states[bisect_right(self._orders, version_order(version)) :]
        return next((each for each in reversed(later) if each.effective_date <= effective_date), None)

    def following(self, version: str, effective_date: datetime.date) -> ReleasedState | None:
        """Return the version that is in effect from the day after the last day of a version."""
        last = self.period(version, effective_date).last
        return self.replacement(version, last + _DAY) if last else None

    def period(self, version: str, effective_date: datetime.date) -> Period:
        """Return when a version is in effect, which need not be released."""
        number = bisect_right(self._orders, version_order(version))
        is_last = number == len(self.states)
        return Period(effective_date, None if is_last else self._first_days[number] - _DAY)

    def effect(self, version: str, effective_date: datetime.date, day: datetime.date) -> Effect:
        """Return when a version is in effect, which need not be released, as it is seen on a day."""
        period = self.period(version, effective_date)
        replacement = self.replacement(version, effective_date)
        if replacement:
            return Effect(NEVER_IN_EFFECT, period, replacement)
        if period.first > day:
            before = tuple(self.until(version, effective_date, day))
            labels = ("takes_effect", "takes_effect_after", "takes_effect_after_several")
            return Effect(labels[min(len(before), len(labels) - 1)], period, before=before)
        following = self.following(version, effective_date)
        if following and following.effective_date > day:
            return Effect("in_effect_before", period, following)
        return Effect("in_effect_until" if period.last else IN_EFFECT, period)

    def until(
        self, version: str, effective_date: datetime.date, today: datetime.date
    ) -> list[tuple[ReleasedState, Period]]:
        """Return what is in effect from today until a version takes effect: the last state of each earlier version."""
        before = self.states[: bisect_left(self._orders, version_order(version))]
        earlier = {state.version: state for state in before}
        periods = []
        for state in earlier.values():
            period = self.period(state.version, state.effective_date)
            last = min(effective_date - _DAY, period.last or datetime.date.max)
            if today <= last and period.first <= last:
                periods.append((state, Period(period.first, last)))
        return periods
