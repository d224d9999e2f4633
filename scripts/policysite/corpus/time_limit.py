"""Limits on the processor time that a page, or a step of the work, may take: a page can be written to take hours."""

from __future__ import annotations

import math
import os
import signal
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from policysite.corpus.settings import MAX_TIME_LIMIT_SECONDS, Settings
from policysite.errors import ToolError
from policysite.findings import Finding
from policysite.findings.rule import Rule, Scope
from policysite.parallel import processor_seconds

PAGE_TIMEOUT = Rule("page-timeout", "pages", Scope.PAGE, suppressible=False)
SITE_TIMEOUT = Rule("site-timeout", "pages", Scope.SITE, suppressible=False)
# The rules that say that not everything has been checked.
TIMEOUTS = frozenset({PAGE_TIMEOUT.name, SITE_TIMEOUT.name})
# The share of the limit that reading in a build may take, and the check of what is published: rendering takes as long.
SHARE_IN_BUILD = 0.5
# How often it is asked whether a limit has passed. An exception that is raised inside a destructor is lost, so that it
# is raised again.
_INTERVAL_SECONDS = 0.05
# The times at which the active limits pass, the innermost last.
_ends: list[float] = []


class TimeLimitError(BaseException):
    """The time limit has passed.

    Not an `Exception`, because extensions of Markdown parsers catch every `Exception` and go on.
    """


class SiteTimeoutError(ToolError):
    """A step takes too long; `findings` says so."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("too_long", findings)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Stop the work in this context with a `TimeLimitError` after these seconds, on Unix and in the main thread.

    Only processor time counts, that of the system for this process included (copying long texts is such), so that a
    page does not fail because the machine is busy.
    """
    with _stopped_at(processor_seconds() + seconds):
        yield


@contextmanager
def _stopped_at(end: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    outer = len(_ends)
    before = None if outer else signal.signal(signal.SIGPROF, _stop)
    _ends.append(end)
    if not outer:
        _ask_regularly()
    try:
        yield
    finally:
        del _ends[outer:]
        if not outer:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)


def left_seconds() -> float:
    """Return the processor time until the first of the active limits passes; infinity without one."""
    return min(_ends, default=math.inf) - processor_seconds()


def _ask_regularly() -> None:
    signal.setitimer(signal.ITIMER_PROF, _INTERVAL_SECONDS, _INTERVAL_SECONDS)


def _go_on_in_copy() -> None:
    """Keep the limits in a copy of this process, which has no timer."""
    if _ends:
        _ask_regularly()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_go_on_in_copy)


def _stop(_signal: int, frame: FrameType | None) -> None:
    # (What ends a limit must not be stopped, or the limit would stay.)
    is_ending = frame is not None and frame.f_code.co_filename in _ENDING
    if not is_ending and left_seconds() <= 0:
        raise TimeLimitError


# The files with the code that ends a limit.
_ENDING = {_stop.__code__.co_filename, contextmanager.__code__.co_filename}

# The steps with an active limit, the innermost last.
active_steps: list[StepLimit] = []


class StepLimit:
    """The limit for a step of the work on a site: the lint, a check in a build, a review.

    A limit for each page alone would let many slow pages take minutes. Time counts within `enforced`, or after `start`.
    The step may take a share of the limit in the settings, and `more_seconds` besides.

    Attributes:
        seconds_by_page: the time that each page or document has taken.
    """

    def __init__(self, settings: Settings, *, share: float = 1.0, more_seconds: float = 0.0) -> None:
        self._settings = settings
        self._seconds = self._left_seconds = settings.time_limit_seconds * share + more_seconds
        self._end = 0.0
        self.seconds_by_page: defaultdict[str, float] = defaultdict(float)

    def start(self) -> None:
        """Count the time from now on: `check` raises an error when the limit has passed."""
        self._end = processor_seconds() + self._left_seconds

    @contextmanager
    def enforced(self) -> Iterator[None]:
        """Stop the work in this context with a `SiteTimeoutError`; where nothing can stop it, raise that at its end."""
        self.start()
        self.check()
        active_steps.append(self)
        try:
            with _stopped_at(self._end):
                yield
        except TimeLimitError:
            self.check()
            raise
        finally:
            active_steps.remove(self)
            self._left_seconds = self._end - processor_seconds()
        self.check()

    def check(self) -> None:
        """Raise a `SiteTimeoutError` if the limit has passed."""
        if processor_seconds() >= self._end:
            raise self.error()

    def error(self) -> SiteTimeoutError:
        """Return the error that the limit has passed, with the finding in what has taken the longest."""
        longest = max(self.seconds_by_page, key=self.seconds_by_page.__getitem__, default="")
        finding = SITE_TIMEOUT.at(
            longest or self._settings.config,
            longest=longest,
            seconds=f"{self._seconds:.0f}",
            suggested=min(2 * self._settings.time_limit_seconds, MAX_TIME_LIMIT_SECONDS),
            max=MAX_TIME_LIMIT_SECONDS,
            file=self._settings.config,
        )
        return SiteTimeoutError(finding)


@contextmanager
def page_limit(path: str, seconds: float = math.inf) -> Iterator[None]:
    """Stop the work on a page or a document in this context as `time_limit` does, or at the limit for the step."""
    _check_steps()
    begun = processor_seconds()
    try:
        with time_limit(seconds):
            yield
    finally:
        taken = processor_seconds() - begun
        for step in active_steps:
            step.seconds_by_page[path] += taken
        _check_steps()


def _check_steps() -> None:
    for step in active_steps:
        step.check()
