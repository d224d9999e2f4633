"""An end to work that takes too long: a page can be written so that any parser would be busy with it for hours."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# The rule that says so, which finds something or nothing as the machine is fast or slow.
PAGE_TIMEOUT = "page-timeout"


class TimeLimitError(BaseException):
    """The work was not done in time.

    It is no `Exception`, for extensions of the parser catch any of those and go on.
    """


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Ends what is done in its context after so many seconds, where the system can: on Unix, in the main thread.

    What counts is the time that the process itself works, so that a busy machine makes no page a bad one.

    Raises:
        TimeLimitError: the time is up.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting = True

    def end(_signal: int, _frame: FrameType | None) -> None:
        if waiting:
            raise TimeLimitError

    before = signal.signal(signal.SIGVTALRM, end)
    # Again and again: raised where Python can hand it to nobody, such as in a destructor, it would be lost.
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.5)
    try:
        yield
    finally:
        waiting = False
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
