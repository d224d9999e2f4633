"""Work that takes too long is stopped, within another limit too."""

from __future__ import annotations

import contextlib
import signal
from dataclasses import replace
from pathlib import Path

import pytest
from policysite.corpus import time_limit
from policysite.corpus.time_limit import SiteTimeoutError, StepLimit, TimeLimitError, page_limit
from policysite.rulebook.examples import Example

from tests.example_site import settings, write
from tests.processor_time import Clock


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


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def step(tmp_path: Path, seconds: int = 10, share: float = 1.0) -> StepLimit:
    return StepLimit(replace(settings(tmp_path), time_limit_seconds=seconds), share=share)


@pytest.fixture(autouse=True)
def a_site(tmp_path: Path) -> None:
    write({}, Example(), tmp_path)


def test_work_is_stopped_when_its_step_takes_too_long(tmp_path: Path) -> None:
    with pytest.raises(SiteTimeoutError) as caught, step(tmp_path, 0).enforced():
        work()
    assert [(each.path, each.rule) for each in caught.value.findings] == [("mkdocs.yml", "site-timeout")]


def test_a_step_that_cannot_be_stopped_takes_too_long_at_its_end(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(SiteTimeoutError), step(tmp_path).enforced():
        clock.seconds = 11.0


def test_a_page_that_takes_too_long_leaves_time_for_the_others(tmp_path: Path) -> None:
    with step(tmp_path, 60).enforced():
        with pytest.raises(TimeLimitError), page_limit("a.md", 0.01):
            work()
        with page_limit("b.md", 1.0):
            pass


def test_work_that_its_step_stops_is_not_blamed_on_its_page(tmp_path: Path) -> None:
    with (
        pytest.raises(SiteTimeoutError),
        step(tmp_path, 0).enforced(),
        pytest.raises(SiteTimeoutError),
        page_limit("a.md", 60.0),
    ):
        work()


@pytest.mark.parametrize("is_within", [True, False])
def test_only_the_time_within_a_step_counts(tmp_path: Path, clock: Clock, is_within: bool) -> None:
    limit = step(tmp_path)
    with limit.enforced():
        clock.seconds = 6.0
    with limit.enforced() if is_within else contextlib.nullcontext():
        clock.seconds = 9.0
    with contextlib.nullcontext() if not is_within else pytest.raises(SiteTimeoutError), limit.enforced():
        clock.seconds = 12.0


def test_the_page_that_takes_the_longest_is_named_with_the_option_that_permits_more(
    tmp_path: Path, clock: Clock
) -> None:
    with pytest.raises(SiteTimeoutError) as caught, step(tmp_path, 20, share=0.5).enforced():
        for name in ("a.md", "b.md", "c.md"):
            with page_limit(name, 60.0):
                clock.seconds += 6.0 if name == "b.md" else 3.0
    (finding,) = caught.value.findings
    assert (finding.path, finding.params["seconds"], finding.params["suggested"]) == ("b.md", "10", "40")


def test_no_more_is_suggested_than_the_option_permits(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(SiteTimeoutError) as caught, step(tmp_path, 200).enforced():
        clock.seconds = 300.0
    assert caught.value.findings[0].params["suggested"] == "300"
