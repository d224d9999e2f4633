"""Work that a copy of this process does, while this one goes on."""

from __future__ import annotations

import logging
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable
from logging.handlers import QueueHandler
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Generic, TypeVar

_Result = TypeVar("_Result")


class Task(Generic[_Result]):
    """Work that is done in a copy of this process, or, where it cannot be copied or that fails, when it is needed.

    The copy has all the data of this process. What it changes in them stays its own: only the result comes back, and
    what was logged. It ends when this process does.

    Args:
        work: what to do.
    """

    def __init__(self, work: Callable[[], _Result]) -> None:
        self._work = work
        self._copy = _Copy(work) if is_possible() else None

    def result(self) -> _Result:
        """Return what the work returns, when it is done. It can be asked for once."""
        if self._copy is not None:
            try:
                return self._copy.result()
            except EOFError:  # if it was the work that failed, it does so again
                pass
        return self._work()

    def stop(self) -> None:
        """Stop the copy."""
        if self._copy is not None:
            self._copy.stop()


def is_possible() -> bool:
    """True if a copy of this process would run beside it."""
    # (A copy of a process with threads may wait for ever for one of them; on macOS, parts of the system do.)
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


class _Copy(Generic[_Result]):
    def __init__(self, work: Callable[[], _Result]) -> None:
        context = multiprocessing.get_context("fork")
        self._receiver, sender = context.Pipe(duplex=False)
        self._process = context.Process(target=_send_result, args=(work, sender), daemon=True)
        self._process.start()
        sender.close()

    def result(self) -> _Result:
        """Return the result, and log what the copy has logged.

        Raises:
            EOFError: the copy has ended without one.
        """
        result: _Result
        try:
            result, records = self._receiver.recv()
        finally:
            self.stop()
        for record in records:
            logging.getLogger(record.name).handle(record)
        return result

    def stop(self) -> None:
        self._process.kill()
        self._process.join()
        self._receiver.close()


def _send_result(work: Callable[[], object], sender: Connection) -> None:
    """Send the result of the work and what was logged; nothing if the work fails."""
    records: SimpleQueue[logging.LogRecord] = SimpleQueue()
    for name in logging.root.manager.loggerDict:
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
    logging.root.handlers = [QueueHandler(records)]
    try:
        result = work()
        sender.send((result, [records.get() for _ in range(records.qsize())]))
    except BaseException:  # also that of a time limit, and of a signal
        sender.close()
