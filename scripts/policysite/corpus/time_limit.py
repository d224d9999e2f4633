"""A limit on the processor time that a page may take: a page can be written to keep any parser busy for hours."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
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
