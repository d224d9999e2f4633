"""Commands and code that run without the rights of root, even if the tests run as root."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65_534
# The right that stays: to read, because Python may be installed where only root may read; but not to write.
_READING = "-all,+dac_read_search"


def run_unprivileged(command: Sequence[str | Path], **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a user who is not root: as `nobody` if the tests run as root, else as the same user."""
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
def unprivileged(folder: Path) -> Iterator[None]:
    """Run as a user to whom the modes of files apply, which they do not to root."""
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
