"""Limits on the processor time and the memory that a page may take: one can be written to take hours."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from policysite.findings import Finding
from policysite.findings.rule import Rule, Scope

PAGE_TIMEOUT = Rule("page-timeout", "pages", Scope.PAGE, suppressible=False)
SITE_TIMEOUT = Rule("site-timeout", "pages", Scope.SITE, suppressible=False)
# The rules that say that not everything has been checked.
TIMEOUTS = frozenset({PAGE_TIMEOUT.name, SITE_TIMEOUT.name})
# The time that the pages of a site may take together: these seconds, and more for each that is read. Policies need a
# fifth.
SITE_SECONDS = 8.0
BYTES_PER_SECOND = 100_000
# Too little time to read a page in, or to measure.
_MIN_SECONDS = 0.05
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


class Allowance:
    """The processor time that the pages, or the documents, of a site may take together in a run.

    Each has a limit of its own; with this one, many that take nearly that long do not take minutes.

    Args:
        seconds: the time.
    """

    def __init__(self, seconds: float | None = None) -> None:
        self._left_seconds = SITE_SECONDS if seconds is None else seconds
        self._is_reported = False

    def extend(self, text: str) -> None:
        """Add the time that a page with this text, which could be read, may take in all."""
        self._left_seconds += len(text.encode(errors="replace")) / BYTES_PER_SECOND

    @contextmanager
    def limit(self, seconds: float) -> Iterator[None]:
        """Limit the work in this context, as `time_limit` does, and stop it sooner if the allowance is used up.

        Raises:
            TimeLimitError: the limit has passed, or the allowance was used up before.
        """
        if self._is_used_up():
            raise TimeLimitError
        before = time.process_time()
        try:
            with time_limit(min(seconds, self._left_seconds)):
                yield
        finally:
            self._left_seconds -= time.process_time() - before

    def timeout(self, path: str, line: int = 1) -> list[Finding]:
        """Return the finding that a page takes too long; once the allowance is used up, only the first one."""
        if not self._is_used_up():
            return [PAGE_TIMEOUT.at(path, line)]
        is_first, self._is_reported = not self._is_reported, True
        return [SITE_TIMEOUT.at(path)] if is_first else []

    def _is_used_up(self) -> bool:
        return self._left_seconds < _MIN_SECONDS


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
