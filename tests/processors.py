"""The processors of this process, for tests of work that a copy of it does."""

from __future__ import annotations

import os
import threading

import pytest


def set_processors(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let this process have so many processors, and no threads: tests before may have left some."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _process: set(range(number)))
    monkeypatch.setattr(threading, "active_count", lambda: 1)
