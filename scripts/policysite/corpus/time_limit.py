"""Limits on the processor time that a page, or all of them, may take: one can be written to take hours."""

from __future__ import annotations

import math
import os
import signal
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import FrameType

from policysite.errors import ToolError
from policysite.findings import Finding
from policysite.findings.rule import Rule, Scope

PAGE_TIMEOUT = Rule("page-timeout", "pages", Scope.PAGE, suppressible=False)
SITE_TIMEOUT = Rule("site-timeout", "pages", Scope.SITE, suppressible=False)
# The rules that say that not everything has been checked.
TIMEOUTS = frozenset({PAGE_TIMEOUT.name, SITE_TIMEOUT.name})
# The time that the pages of a site may take together: these seconds, and more for each page that is read and for its
# bytes. Policies need a third.
SITE_SECONDS = 5.0
SECONDS_OF_PAGE = 0.04
BYTES_PER_SECOND = 120_000
# How often it is asked whether a limit has passed. An exception that is raised inside a destructor is lost, so that it
# is raised again.
_INTERVAL_SECONDS = 0.05
# For each active limit, the innermost last, a function that is true if it has passed.
_limits: list[Callable[[], bool]] = []


class _Clock:
    """The processor time of this process; in a copy of a process, with the time that the original had taken before."""

    def __init__(self) -> None:
        self._before = 0.0
        self._at_copy = 0.0

    def seconds(self) -> float:
        """Return the time."""
        return self._before + time.process_time()

    def before_fork(self) -> None:
        """Keep the time for a copy that is made."""
        self._at_copy = self.seconds()

    def after_fork(self) -> None:
        """Go on in the copy, with the limits, too."""
        self._before = self._at_copy
        if _limits:
            signal.setitimer(signal.ITIMER_PROF, _INTERVAL_SECONDS, _INTERVAL_SECONDS)


_clock = _Clock()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_clock.before_fork, after_in_child=_clock.after_fork)


class TimeLimitError(BaseException):
    """The time limit has passed.

    Not an `Exception`, because extensions of Markdown parsers catch every `Exception` and go on.
    """


class TimeBudgetError(ToolError):
    """The pages of a site have used up their time budget.

    Attributes:
        findings: the finding that says so, and those about pages that have taken too long alone.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        super().__init__("too_long", findings)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Stop the work in this context after these seconds, if the system supports it: on Unix, in the main thread.

    Only the processor time of this process counts, that of the system for it included (copying long texts is such), so
    that a page does not fail because the machine is busy.

    Raises:
        TimeLimitError: the limit has passed.
    """
    end = _clock.seconds() + seconds
    with _limited(lambda: _clock.seconds() >= end):
        yield


@contextmanager
def _limited(has_passed: Callable[[], bool]) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    outer = len(_limits)
    before = None if outer else signal.signal(signal.SIGPROF, _stop)
    _limits.append(has_passed)
    if not outer:
        signal.setitimer(signal.ITIMER_PROF, _INTERVAL_SECONDS, _INTERVAL_SECONDS)
    try:
        yield
    finally:
        del _limits[outer:]
        if not outer:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)


def _stop(_signal: int, frame: FrameType | None) -> None:
    # (What ends a limit must not be stopped, or the limit would stay.)
    is_ending = frame is not None and frame.f_code.co_filename in _ENDING
    if not is_ending and any(has_passed() for has_passed in _limits):
        raise TimeLimitError


# The files with the code that ends a limit.
_ENDING = {_stop.__code__.co_filename, contextmanager.__code__.co_filename}


class TimeBudget:
    """The processor time that the pages, or the documents, of a site may take together in a run.

    A limit for each page alone would let many slow pages take minutes. Time counts within `limit`, and always after
    `start`. Work within the `limit` of another time budget counts for that one, too.
    """

    def __init__(self, seconds: float | None = None) -> None:
        self._left_seconds = SITE_SECONDS if seconds is None else seconds
        self._since: float | None = None
        self._seconds_by_page: defaultdict[str, float] = defaultdict(float)
        self._timeouts: list[Finding] = []

    def __getstate__(self) -> dict[str, object]:
        """Return the state for another process, whose clock is not that of this one."""
        return self.__dict__ | {"_left_seconds": self.left_seconds(), "_since": None}

    def left_seconds(self) -> float:
        """Return the time that is left."""
        return self._left_seconds - self._counting_seconds()

    def start(self) -> None:
        """Count all time from now on."""
        self._since = _clock.seconds()

    def extend(self, text: str) -> None:
        """Add the time that one more page may take, which was read and has this text."""
        for each in {self, *_running}:
            each._left_seconds += SECONDS_OF_PAGE + len(text.encode(errors="replace")) / BYTES_PER_SECOND

    @contextmanager
    def limit(self, path: str, seconds: float = math.inf) -> Iterator[None]:
        """Stop the work in this context as `time_limit` does, and sooner if the time budget is used up.

        Args:
            path: the page; or `mkdocs.yml` for what depends on all of them, which has no limit of its own.
            seconds: the limit for the page.

        Raises:
            TimeLimitError: the limit for the page has passed.
            TimeBudgetError: the time budget is used up; where that cannot stop the work, at its end.
        """
        self.check(path)
        before = _clock.seconds()
        is_outermost = self._since is None
        if is_outermost:
            self._since = before
            _running.append(self)
        counting = dict.fromkeys((self, *_running))
        try:
            try:
                with _limited(self._is_used_up), time_limit(seconds):
                    yield
            finally:
                for each in counting if seconds < math.inf else ():
                    each._seconds_by_page[path] += _clock.seconds() - before
        except TimeLimitError:
            for each in counting:
                each.check(path)
            raise
        finally:
            if is_outermost:
                _running.remove(self)
                self._left_seconds -= self._counting_seconds()
                self._since = None
        self.check(path)

    def include(self, other: TimeBudget, left_before: float) -> None:
        """Count what a copy of this process has used.

        Args:
            other: the time budget as the copy had it at its end.
            left_before: the seconds that were left when the process was copied.
        """
        for each in {self, *_running}:
            each._left_seconds += other.left_seconds() - left_before
            for page, seconds in other._seconds_by_page.items():
                each._seconds_by_page[page] = max(each._seconds_by_page[page], seconds)
        self._timeouts += [each for each in other._timeouts if each not in self._timeouts]

    def check(self, path: str) -> None:
        """Raise an error if the time budget is used up.

        Raises:
            TimeBudgetError: it is used up; the finding is in the page that has taken the longest, else in this file.
        """
        if self._is_used_up():
            longest = max(self._seconds_by_page, key=self._seconds_by_page.__getitem__, default="")
            finding = SITE_TIMEOUT.at(longest or path, longest=longest)
            raise TimeBudgetError([*self._timeouts, finding])

    def record_timeout(self, path: str, line: int = 1) -> Finding:
        """Return the finding that a page has taken longer than its limit, and keep it for `TimeBudgetError`."""
        self._timeouts.append(PAGE_TIMEOUT.at(path, line))
        return self._timeouts[-1]

    def _is_used_up(self) -> bool:
        return self.left_seconds() <= 0

    def _counting_seconds(self) -> float:
        return 0.0 if self._since is None else _clock.seconds() - self._since


# The time budgets with an active limit.
_running: list[TimeBudget] = []


@contextmanager
def uncounted() -> Iterator[None]:
    """Do not count the time in this context for any time budget: the work in it has a limit of its own."""
    running, begun = {each: each._since for each in _running}, _clock.seconds()
    _running.clear()
    for each in running:
        each._since = None
    try:
        yield
    finally:
        for each, since in running.items():
            each._since = None if since is None else since + _clock.seconds() - begun
        _running.extend(running)
