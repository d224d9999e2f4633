"""The day on which each page last changed, according to git."""

from __future__ import annotations

import datetime
import os
import shlex
from pathlib import Path

from policysite.findings import Finding, Severity
from policysite.findings.rule import Rule, Scope
from policysite.git import GitError, checkout_of, git, git_text, is_shallow

CHECKOUT_SHALLOW = Rule("checkout-shallow", "build", Scope.BUILD, Severity.WARNING, suppressible=False)
HISTORY_UNREADABLE = Rule("history-unreadable", "build", Scope.BUILD, Severity.WARNING, suppressible=False)


def last_changes(root: Path, config: str) -> tuple[dict[str, datetime.date], tuple[Finding, ...]]:
    """Return the day of the last commit that changed each file below a folder, and a finding if git does not know it.

    Days are those of UTC, so that a commit after midnight does not lie in the future for a server. There are none if
    the folder is not in a git checkout, or if nothing is committed yet.
    """
    checkout = checkout_of(root)
    if checkout is None:
        return {}, ()
    try:
        if is_shallow(root):  # which would give wrong days
            return {}, (CHECKOUT_SHALLOW.at(config),)
        if not git(root, "rev-list", "--all", "--max-count=1"):
            return {}, ()
        log = os.fsdecode(git(root, "log", "--format=%x01%ct", "--name-only", "--relative", "-z", "--", "."))
    except GitError as error:
        return {}, (HISTORY_UNREADABLE.at(config, folder=shlex.quote(str(checkout)), reason=error),)
    changes: dict[str, datetime.date] = {}
    for commit in log.split("\x01")[1:]:
        seconds, *paths = (part.strip("\n") for part in commit.split("\0"))
        day = datetime.datetime.fromtimestamp(int(seconds), datetime.UTC).date()
        for path in filter(None, paths):
            changes.setdefault(path, day)
    return changes, ()


def commit_time(root: Path) -> str | None:
    """Return the time of the last commit in seconds since 1970; None outside a git checkout."""
    try:
        return git_text(root, "log", "-1", "--format=%ct") or None
    except GitError:
        return None
