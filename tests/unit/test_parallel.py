"""Work in a copy of the process."""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
from collections.abc import Callable

import pytest
from policysite.parallel import Task

from tests.processors import set_processors

log = logging.getLogger(__name__)


@pytest.fixture(params=["copied", "in one process"])
def is_copied(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Let this process have two processors or one."""
    set_processors(monkeypatch, 2 if request.param == "copied" else 1)
    return request.param == "copied"


def test_the_result_comes_back(is_copied: bool) -> None:
    changed: list[int] = []

    def work() -> int:
        changed.append(os.getpid())
        return len(changed)

    assert Task(work).result() == 1
    assert changed == ([] if is_copied else [os.getpid()])


@pytest.mark.usefixtures("is_copied")
def test_what_is_logged_comes_back(caplog: pytest.LogCaptureFixture) -> None:
    task = Task(lambda: log.warning("%s is slow", "reading"))
    assert caplog.messages == []
    task.result()
    assert caplog.messages == ["reading is slow"]


@pytest.mark.usefixtures("is_copied")
def test_work_that_fails_does_so_where_the_result_is_needed() -> None:
    task = Task(lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        task.result()


@pytest.mark.parametrize("fail", [lambda: os._exit(0), threading.Lock], ids=["it ends", "no copy of it can be sent"])
def test_work_whose_result_cannot_be_had_is_done_again(fail: Callable[[], object]) -> None:
    here = os.getpid()
    assert Task(lambda: "done" if os.getpid() == here else fail()).result() == "done"


def test_work_can_be_stopped(is_copied: bool) -> None:
    here = os.getpid()
    task = Task(lambda: None if os.getpid() == here else threading.Event().wait())
    assert len(multiprocessing.active_children()) == is_copied
    task.stop()
    assert multiprocessing.active_children() == []


def test_a_process_with_threads_is_not_copied() -> None:
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        assert Task(os.getpid).result() == os.getpid()
    finally:
        ended.set()
        thread.join()
