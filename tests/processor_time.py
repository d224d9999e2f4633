"""The processor time, as tests let it pass."""

from __future__ import annotations

import itertools

import pytest
from policysite.corpus import time_limit


def end_every_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a minute pass whenever it is asked how much time has passed."""
    monkeypatch.setattr(time_limit, "processor_seconds", itertools.count(step=60.0).__next__)


class Clock:
    """The processor time that has been taken, in place of that of this process and of its copies."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seconds = 0.0
        monkeypatch.setattr("policysite.parallel.time.process_time", lambda: self.seconds)
