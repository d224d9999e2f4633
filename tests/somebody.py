"""What is done as somebody who is not root, whoever runs the tests."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65_534
# What root keeps when it becomes somebody else: to read, for Python may lie where only root may, but not to write.
_READING = "-all,+dac_read_search"


def as_somebody(command: Sequence[str | Path], **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a command as somebody who is not root: as root, by giving up its rights; else as whoever runs the tests."""
    prefix: list[str] = []
    if os.geteuid() == 0:
        kept = [f"--{kind}={_READING}" for kind in ("inh-caps", "ambient-caps", "bounding-set")]
        prefix = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *kept]
    return subprocess.run(
        [*prefix, *command],
        env={**os.environ, **environment},
        cwd="/",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@contextmanager
def locked_out(folder: Path) -> Iterator[None]:
    """As somebody whom the modes of files concern: nothing is locked for root."""
    if os.geteuid() != 0:
        yield
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
