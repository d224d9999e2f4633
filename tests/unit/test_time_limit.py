"""Work that takes too long is stopped, within another limit too."""

from __future__ import annotations

import contextlib
import signal

import pytest
from policysite.corpus import time_limit
from policysite.corpus.time_limit import TimeBudget, TimeBudgetError, TimeLimitError


def work() -> None:
    """Take much more time than these limits, but end."""
    for _ in range(10**8):
        pass


def test_a_limit_holds_after_another_one_within_it() -> None:
    with pytest.raises(TimeLimitError), time_limit.time_limit(0.01):
        with time_limit.time_limit(60.0):
            pass
        work()


def test_a_limit_holds_within_another_one_that_is_longer() -> None:
    with time_limit.time_limit(60.0), pytest.raises(TimeLimitError), time_limit.time_limit(0.01):
        work()


def test_a_limit_that_has_passed_does_not_stop_its_own_end() -> None:
    with time_limit.time_limit(0.0), contextlib.ExitStack() as stack:
        stack.callback(signal.raise_signal, signal.SIGPROF)
    with pytest.raises(TimeLimitError), time_limit.time_limit(0.0):
        signal.raise_signal(signal.SIGPROF)


def test_work_ends_when_the_time_budget_is_used_up() -> None:
    with pytest.raises(TimeBudgetError) as caught, TimeBudget(0.01).limit("a.md"):
        work()
    assert [(each.path, each.rule) for each in caught.value.findings] == [("a.md", "site-timeout")]


def test_a_page_that_takes_too_long_leaves_time_for_the_others() -> None:
    time_budget = TimeBudget(60.0)
    with pytest.raises(TimeLimitError), time_budget.limit("a.md", 0.01):
        work()
    with time_budget.limit("b.md", 1.0):
        pass


def test_pages_that_take_too_long_alone_are_found_although_all_do() -> None:
    time_budget = TimeBudget(0.0)
    time_budget.record_timeout("a.md", 7)
    with pytest.raises(TimeBudgetError) as caught:
        time_budget.check("mkdocs.yml")
    found = [(each.path, each.line, each.rule) for each in caught.value.findings]
    assert found == [("a.md", 7, "page-timeout"), ("mkdocs.yml", 1, "site-timeout")]


def test_time_in_a_pause_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(time_limit.time, "process_time", lambda: now)
    time_budget = TimeBudget(10.0)
    with time_budget.limit("mkdocs.yml"):
        now = 4.0
        with time_limit.uncounted():
            now = 60.0
        time_budget.check("mkdocs.yml")
        now = 65.0
    now = 90.0
    with pytest.raises(TimeBudgetError), time_budget.limit("mkdocs.yml"):
        now = 92.0


@pytest.mark.parametrize("is_running", [True, False])
def test_time_outside_of_limits_counts_once_the_time_budget_is_started(
    monkeypatch: pytest.MonkeyPatch, is_running: bool
) -> None:
    now = 0.0
    monkeypatch.setattr(time_limit.time, "process_time", lambda: now)
    time_budget = TimeBudget(10.0)
    if is_running:
        time_budget.start()
    now = 11.0
    if is_running:
        with pytest.raises(TimeBudgetError):
            time_budget.check("a.md")
    else:
        time_budget.check("a.md")


def test_a_time_budget_for_more_counts_the_time_of_those_within_it(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(time_limit.time, "process_time", lambda: now)
    with pytest.raises(TimeBudgetError) as caught, TimeBudget(10.0).limit("mkdocs.yml"):
        for name in ("a.md", "b.md", "c.md"):
            with TimeBudget(60.0).limit(name, 60.0):
                now += 6.0 if name == "b.md" else 3.0
    assert [(each.path, each.rule) for each in caught.value.findings] == [("b.md", "site-timeout")]


def test_what_is_read_gives_time_to_all_time_budgets(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(time_limit.time, "process_time", lambda: now)
    with TimeBudget(1.0).limit("mkdocs.yml"):
        TimeBudget(1.0).extend("a" * int(10 * time_limit.BYTES_PER_SECOND))
        now = 9.0


def test_work_that_is_stopped_by_an_outer_time_budget_is_not_blamed_on_its_page() -> None:
    with (
        pytest.raises(TimeBudgetError),
        TimeBudget(0.01).limit("mkdocs.yml"),
        pytest.raises(TimeBudgetError),
        TimeBudget(60.0).limit("a.md", 60.0),
    ):
        work()
