"""Work that a copy of this process does, or shares with it."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from logging.handlers import QueueHandler
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Generic, TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_State = TypeVar("_State")
# Copying the process takes longer than the work on fewer items; a pipe holds one byte for each of some 65,000.
_MIN_SHARED_ITEMS, _MAX_SHARED_ITEMS = 20, 60_000
# What a copy adds to its processor time: that of its original before. An original adds the time that it has waited.
_more_seconds = 0.0


def processor_seconds() -> float:
    """Return the processor time of the work so far; while this process waits for a copy of it, that of the copy.

    On a machine that does nothing else, so much time has passed, without that of other programs.
    """
    return _more_seconds + time.process_time()


def add_processor_seconds(seconds: float) -> None:
    """Count the processor time of another program that this process has waited for."""
    global _more_seconds
    _more_seconds += seconds


class Task(Generic[_Result]):
    """Work that a copy of this process does; without one, or if it fails, this process does it when it is needed.

    The copy has all the data of this process. What it changes in them stays its own: only the result comes back, and
    what was logged. It ends when this process does.
    """

    def __init__(self, work: Callable[[], _Result]) -> None:
        self._work = work
        self._copy = _Copy(work) if _can_be_copied() else None

    def result(self, meanwhile: Iterable[object] = ()) -> _Result:
        """Return what the work returns, when it is done. It can be asked for once.

        Meanwhile, other work is done in steps, as many as there is time for.
        """
        if self._copy is not None:
            try:
                for _ in meanwhile:
                    if self._copy.is_done():
                        break
                return self._copy.result()
            except EOFError:  # if it was the work that failed, it does so again
                pass
        return self._work()

    def stop(self) -> None:
        """Stop the copy."""
        if self._copy is not None:
            self._copy.stop()


def results(
    work: Callable[[_Item], _Result],
    items: Sequence[_Item],
    state: Callable[[], _State],
    include: Callable[[_State], None],
) -> Iterator[tuple[_Item, _Result]]:
    """Yield the items, in order, with the results of the work on each, of which a copy of this process does its share.

    The copy takes items from the end, until all are taken. If there are few, or none can be made, all is done here.
    `state` returns what else the copy knows when it has done its share, and `include` gets this at the end.
    """
    done = 0
    if _MIN_SHARED_ITEMS <= len(items) <= _MAX_SHARED_ITEMS and _can_be_copied():
        # (One byte for each item: a process takes an item by reading one, and no two can read the same byte.)
        to_take, to_fill = os.pipe()
        os.write(to_fill, bytes(len(items)))
        os.close(to_fill)

        def share() -> tuple[list[_Result], _State]:
            return [work(item) for item in reversed(items) if os.read(to_take, 1)], state()

        copy = _Copy(share)
        try:
            for item in items:
                if not os.read(to_take, 1):
                    break
                yield item, work(item)
                done += 1
            of_share, of_copy = copy.result()
        except EOFError:
            pass
        else:
            include(of_copy)
            yield from zip(items[done:], reversed(of_share), strict=True)
            return
        finally:
            copy.stop()
            os.close(to_take)
    for item in items[done:]:
        yield item, work(item)


def _can_be_copied() -> bool:
    """True if a copy of this process would run beside it."""
    # (A copy of a process with threads may wait forever for one of them; on macOS, parts of the system do.)
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


class _Copy(Generic[_Result]):
    def __init__(self, work: Callable[[], _Result]) -> None:
        context = multiprocessing.get_context("fork")
        self._receiver, sender = context.Pipe(duplex=False)
        self._process = context.Process(target=_send_result, args=(work, sender, processor_seconds()), daemon=True)
        self._process.start()
        sender.close()

    def is_done(self) -> bool:
        """True if the copy has a result, or has ended without one."""
        return self._receiver.poll()

    def result(self) -> _Result:
        """Return the result, and log what the copy has logged.

        Raises:
            EOFError: the copy has ended without one.
        """
        result: _Result
        try:
            add_processor_seconds(max(self._receiver.recv() - processor_seconds(), 0.0))
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


def _send_result(work: Callable[[], object], sender: Connection, begun_seconds: float) -> None:
    """Send the processor time, then the result of the work and what was logged, if the work does not fail."""
    add_processor_seconds(begun_seconds - processor_seconds())
    records: SimpleQueue[logging.LogRecord] = SimpleQueue()
    for name in logging.root.manager.loggerDict:
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
    logging.root.handlers = [QueueHandler(records)]
    with suppress(BaseException):  # also that of a time limit, and of a signal
        try:
            result = work()
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)  # no limit holds after the work
            sender.send(processor_seconds())
        sender.send((result, [records.get() for _ in range(records.qsize())]))
