"""The progress that a command shows on a terminal."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


def shown_on_a_terminal(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str]) -> str:
    """Run a command whose standard error is a terminal, and return what it has written there."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        shown = _all_of(ours)
        process.wait()
    return shown


def _all_of(descriptor: int) -> str:
    """Read from a terminal until the last process has closed it."""
    parts = []
    with contextlib.suppress(OSError):  # which is what Linux raises then
        while part := os.read(descriptor, 4096):
            parts.append(part)
    os.close(descriptor)
    return b"".join(parts).decode()
