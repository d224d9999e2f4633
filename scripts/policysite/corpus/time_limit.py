"""Limits on the processor time and the memory that a page may take: one can be written to take hours."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from policysite.findings.rule import Rule, Scope

PAGE_TIMEOUT = Rule("page-timeout", "pages", Scope.PAGE, suppressible=False)
# The signal is repeated, because an exception that is raised inside a destructor is lost.
_REPEAT_SECONDS = 0.5


class TimeLimitError(BaseException):
    """The time limit has passed.

    Not an `Exception`, because extensions of Markdown parsers catch every `Exception` and go on.
    """


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Stop the work in this context after so many seconds, if the system supports it: on Unix, in the main thread.

    Only the processor time of this process counts, that of the system for it included (copying long texts is such), so
    that a page does not fail because the machine is busy.

    Raises:
        TimeLimitError: the limit has passed.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    active = True

    def stop(_signal: int, _frame: FrameType | None) -> None:
        if active:
            raise TimeLimitError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, _REPEAT_SECONDS)
    try:
        yield
    finally:
        active = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def memory_limit(more_bytes: int) -> Iterator[None]:
    """Let the work in this context end in a `MemoryError` if it needs so much more memory, if the system is Linux."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError):
        yield
        return
    before, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = pages * os.sysconf("SC_PAGE_SIZE") + more_bytes
    limits = [limit for limit in (wanted, before, most) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(limits), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, most))
