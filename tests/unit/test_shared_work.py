"""Two processes share the work on many pages: with the same results, and within the same limits."""

from __future__ import annotations

import functools
import os
import select
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import tostring

import pytest
from policysite import corpus
from policysite.corpus import time_limit
from policysite.corpus.parsed import Tree
from policysite.corpus.shared_work import shared
from policysite.corpus.time_limit import SiteTimeoutError, StepLimit, TimeLimitError, page_limit
from policysite.lint.runner import check
from policysite.parallel import Task, processor_seconds
from policysite.rulebook.catalogue import RULES
from policysite.rulebook.examples import Example

from tests.example_site import TODAY, settings, write
from tests.processor_time import Clock
from tests.processors import set_processors
from tests.project import put

MANY = 40


@pytest.fixture(params=["two processors", "one processor"])
def processors(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Let this process have two processors or one."""
    number = ("one processor", "two processors").index(request.param) + 1
    set_processors(monkeypatch, number)
    return number


@pytest.mark.parametrize("number", [0, 2, MANY, MANY + 1, 100_000])
def test_the_results_are_in_order(number: int, processors: int) -> None:
    found = [*shared(lambda item: (-item, os.getpid()), range(number))]
    assert [(item, result) for item, (result, _) in found] == [(item, -item) for item in range(number)]
    others = {process for _, (_, process) in found} - {os.getpid()}
    assert len(others) <= (1 if MANY <= number <= MANY + 1 and processors == 2 else 0)


def test_a_copy_does_its_share(monkeypatch: pytest.MonkeyPatch) -> None:
    set_processors(monkeypatch, 2)
    begun = {0: os.pipe(), MANY - 1: os.pipe()}  # by this process, and by the copy

    def work(item: int) -> int:
        if item in begun:
            os.write(begun[item][1], b".")
            other, _ = begun[MANY - 1 - item]
            assert select.select([other], [], [], 60)[0], "there is no copy"
        return os.getpid()

    processes = [process for _, process in shared(work, range(MANY))]
    assert processes[0] == os.getpid() != processes[-1]


@pytest.mark.usefixtures("processors")
def test_the_share_of_a_copy_that_ends_is_done_here() -> None:
    here = os.getpid()

    def work(item: int) -> int:
        if os.getpid() != here and item < MANY - 3:
            os._exit(1)
        return item

    assert [*shared(work, range(MANY))] == [(item, item) for item in range(MANY)]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def test_the_time_of_the_longer_share_counts(clock: Clock, processors: int) -> None:
    here = os.getpid()

    def work(item: int) -> None:
        clock.seconds += 1.0 if os.getpid() == here else 5.0 if item == MANY - 1 else 0.0

    begun_here, begun = clock.seconds, processor_seconds()
    assert len([*shared(work, range(MANY))]) == MANY
    taken_here, taken = clock.seconds - begun_here, processor_seconds() - begun
    assert taken == pytest.approx(max(taken_here, 5.0) if processors == 2 and taken_here < MANY else MANY)


@pytest.mark.usefixtures("processors")
@pytest.mark.parametrize("slow", [0, MANY - 1])
def test_the_work_ends_when_one_of_them_takes_too_long(tmp_path: Path, clock: Clock, slow: int) -> None:
    def work(item: int) -> None:
        with page_limit(f"{item}.md", 200.0):
            clock.seconds += 150.0 if item == slow else 0.0

    write({}, Example(), tmp_path)
    limit = StepLimit(replace(settings(tmp_path), time_limit_seconds=100))
    with pytest.raises(SiteTimeoutError) as caught, limit.enforced():
        [*shared(work, range(MANY))]
    assert [(each.path, each.rule) for each in caught.value.findings] == [(f"{slow}.md", "site-timeout")]


def test_work_that_is_stopped_in_a_copy_is_not_done_again(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_processors(monkeypatch, 2)
    here = os.getpid()

    def work() -> None:
        if os.getpid() != here:
            clock.seconds += 150.0
            raise TimeLimitError
        limit.check()

    write({}, Example(), tmp_path)
    limit = StepLimit(replace(settings(tmp_path), time_limit_seconds=100))
    with pytest.raises(SiteTimeoutError), limit.enforced():
        Task(work).result()


@pytest.mark.usefixtures("processors")
def test_the_page_that_took_the_longest_is_named(tmp_path: Path, clock: Clock) -> None:
    def work(item: int, slow: int) -> None:
        with page_limit(f"{item}.md", 200.0):
            clock.seconds += 50.0 if item == slow else 0.1

    write({}, Example(), tmp_path)
    limit = StepLimit(replace(settings(tmp_path), time_limit_seconds=100))
    with pytest.raises(SiteTimeoutError) as caught, limit.enforced():
        for slow in (MANY, 0):  # (This process takes the first item.)
            [*shared(functools.partial(work, slow=slow), range(MANY))]
        clock.seconds += 100.0
    assert [each.path for each in caught.value.findings] == ["0.md"]


@pytest.mark.usefixtures("processors")
def test_limits_hold_in_the_copy() -> None:
    def work(item: int) -> bool:
        try:
            with time_limit.time_limit(0.01):
                for _ in range(10**8 if item == MANY - 1 else 1):
                    pass
        except TimeLimitError:
            return False
        return True

    with time_limit.time_limit(60.0):
        found = [is_quick for _, is_quick in shared(work, range(MANY))]
    assert found == [True] * (MANY - 1) + [False]


def test_a_large_site_is_the_same_with_one_processor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write({}, Example(), tmp_path)
    for language, number in ((language, number) for language in ("en", "ru") for number in range(MANY // 2)):
        faults = "" if number % 5 else "- one\n-two\n\n<b>bold</b>\n"
        text = f"# Page {number} {{ #page-{number} }}\n\nSee [this](mailto:{number}@evil.example).\n\n{faults}"
        put(tmp_path / f"docs/{language}/page-{number}.md", text)
    results = []
    for processors in (1, 2):
        set_processors(monkeypatch, processors)
        trees: dict[str, Tree] = {}
        pages, findings = corpus.read(settings(tmp_path), trees=trees)
        roots = {name: tostring(tree.root) for name, tree in trees.items()}
        results.append((pages, findings, roots, check(settings(tmp_path), TODAY, RULES)))
    assert results[0] == results[1]
    assert len(results[0][2]) > MANY
