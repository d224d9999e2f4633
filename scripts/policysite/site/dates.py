"""The day on which each page last changed, according to git."""

from __future__ import annotations

import datetime
import subprocess
from pathlib import Path


def last_changes(root: Path) -> dict[str, datetime.date]:
    """Return the day of the last commit that changed each file below a folder, by the file's path relative to it.

    Empty if the folder is not in a git checkout, or if the checkout is shallow and would give wrong dates.
    """
    if _git(root, "rev-parse", "--is-shallow-repository") != "false\n":
        return {}
    log = _git(root, "log", "--format=%x01%cs", "--name-only", "--relative", "-z", "--", ".")
    changes: dict[str, datetime.date] = {}
    for commit in (log or "").split("\x01")[1:]:
        day, *paths = (part.strip("\n") for part in commit.split("\0"))
        for path in filter(None, paths):
            changes.setdefault(path, datetime.date.fromisoformat(day))
    return changes


def _git(root: Path, *arguments: str) -> str | None:
    """Return the output of git, or None if there is no git or no checkout."""
    try:
        return subprocess.run(  # noqa: S603  (the arguments are written above)
            ["git", "-C", str(root), *arguments],  # noqa: S607  (git is found where the system has it)
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout
    except (FileNotFoundError, subprocess.CalledProcessError):
        return None


def commit_time(root: Path) -> str | None:
    """Return the time of the last commit in seconds since 1970; None outside a git checkout."""
    time = _git(root, "log", "-1", "--format=%ct")
    return time.strip() if time else None
