"""The days on which each version is in effect, and the version that applies until then."""

from __future__ import annotations

import datetime

import pytest
from policysite.history.timeline import Period, Timeline
from policysite.history.versions import ReleasedState


def day(number: int) -> datetime.date:
    return datetime.date(2027, 1, number)


def state(name: str, first: int, released: int = 0) -> ReleasedState:
    version, _, correction = name.partition("-")
    return ReleasedState("privacy", version, day(first), day(released or first), {}, int(correction or 0))


# 1.1 is replaced before it takes effect.
LIFE = Timeline(
    tuple(state(*each) for each in (("1.0", 5), ("1.0-1", 5), ("1.1", 20), ("1.2", 20), ("1.10", 25), ("2.0", 28)))
)


@pytest.mark.parametrize(
    ("version", "first", "last"),
    [("1.0", 5, 19), ("1.2", 20, 24), ("1.10", 25, 27), ("2.0", 28, None), ("2.1", 30, None)],
)
def test_a_version_is_in_effect_until_the_day_before_the_next_one(version: str, first: int, last: int | None) -> None:
    assert LIFE.period(version, day(first)) == Period(day(first), day(last) if last else None)


@pytest.mark.parametrize(
    ("version", "first", "today", "expected"),
    [
        ("1.2", 20, 10, [("1.0-1", 5, 19)]),
        ("1.2", 20, 20, []),
        ("1.0", 5, 1, []),
        ("2.0", 28, 22, [("1.2", 20, 24), ("1.10", 25, 27)]),
        ("2.0", 28, 26, [("1.10", 25, 27)]),
        ("2.1", 30, 29, [("2.0", 28, 29)]),
        ("2.1", 30, 4, [("1.0-1", 5, 19), ("1.2", 20, 24), ("1.10", 25, 27), ("2.0", 28, 29)]),
    ],
)
def test_until_a_version_takes_effect_the_earlier_ones_apply(
    version: str, first: int, today: int, expected: list[tuple[str, int, int]]
) -> None:
    found = LIFE.until(version, day(first), day(today))
    assert [(each.name, period.first.day, period.last.day) for each, period in found if period.last] == expected


@pytest.mark.parametrize(
    ("version", "first", "expected"), [("1.0", 5, None), ("1.1", 20, "1.2"), ("1.2", 25, "1.10"), ("2.1", 1, None)]
)
def test_a_version_is_replaced_by_the_last_one_that_takes_effect_on_its_day(
    version: str, first: int, expected: str | None
) -> None:
    found = LIFE.replacement(version, day(first))
    assert (found.name if found else None) == expected


@pytest.mark.parametrize(
    ("version", "first", "expected"), [("1.0", 5, "1.2"), ("1.2", 20, "1.10"), ("1.10", 25, "2.0"), ("2.0", 28, None)]
)
def test_a_version_is_followed_by_one_that_does_take_effect(version: str, first: int, expected: str | None) -> None:
    found = LIFE.following(version, day(first))
    assert (found.name if found else None) == expected


def test_a_state_ends_when_a_later_one_begins() -> None:
    # (The correction is released after its version, 1.2 before 1.1 is in effect and for the same day, 2.0 afterwards.)
    states = [("1.0", 2, 1), ("1.0-1", 2, 5), ("1.1", 20, 6), ("1.1-1", 20, 7), ("1.2", 20, 8), ("2.0", 25, 28)]
    life = Timeline(tuple(state(*each) for each in states))
    assert [end and end.day for end in map(life.ends, life.states)] == [5, 20, 20, 20, 25, None]


def test_the_version_before_is_taken_with_its_corrections() -> None:
    found = [LIFE.version_before(version) for version in ("1.0", "1.1", "1.2")]
    assert [each.name if each else None for each in found] == [None, "1.0-1", "1.1"]


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([("1.0", 5), ("2.0", 20, 9), ("2.1", 20, 10)], {"2.1": "1.0", "2.0": "1.0"}),
        ([("1.0", 5), ("2.0", 20, 9), ("2.0-1", 20, 9), ("2.1", 20, 10)], {"2.1": "1.0", "2.0-1": "2.0"}),
        ([("1.0", 5), ("2.0", 20, 9), ("2.1", 20, 10), ("2.2", 20, 11)], {"2.2": "1.0", "2.1": "1.0"}),
        ([("1.0", 5), ("2.0", 20, 9), ("2.1", 20, 10), ("3.0", 28, 11)], {"3.0": "2.1"}),
        ([("1.0", 5, 1), ("1.1", 5, 2)], {"1.1": None}),
        # It was in effect until the other one was released.
        ([("1.0", 5), ("1.1", 5), ("2.0", 20, 9), ("2.1", 20, 22)], {"1.1": "1.0", "2.1": "2.0"}),
    ],
)
def test_what_never_took_effect_is_before_nothing(
    states: list[tuple[str, int]], expected: dict[str, str | None]
) -> None:
    timeline = Timeline(tuple(state(*each) for each in states))
    found = {each.name: timeline.before(each) for each in timeline.states if each.name in expected}
    assert {name: each and each.name for name, each in found.items()} == expected


def test_the_states_are_in_the_order_of_their_versions() -> None:
    shuffled = Timeline(tuple(reversed(LIFE.states)))
    assert [each.name for each in shuffled.states] == ["1.0", "1.0-1", "1.1", "1.2", "1.10", "2.0"]
    before = [shuffled.before(each) for each in shuffled.states]
    assert [each.name for each in before if each] == ["1.0", "1.0-1", "1.1", "1.2", "1.10"]
    assert [each.name for each in shuffled.of_version("1.0")] == ["1.0", "1.0-1"]
    assert (shuffled.state("1.0-1"), shuffled.state("9")) == (LIFE.states[1], None)
    assert (shuffled.latest, Timeline().latest) == (LIFE.states[-1], None)
