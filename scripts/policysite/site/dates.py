"""The day on which each page last changed, according to git."""

from __future__ import annotations

import datetime
import os
import shlex
from pathlib import Path
from typing import Any

from policysite.findings import Finding, Severity
from policysite.findings.rule import Rule, Scope
from policysite.git import GitError, checkout_of, git, is_shallow

CHECKOUT_SHALLOW = Rule("checkout-shallow", "build", Scope.BUILD, Severity.WARNING, suppressible=False)
HISTORY_UNREADABLE = Rule("history-unreadable", "build", Scope.BUILD, Severity.WARNING, suppressible=False)


class UnknownDatesError(Exception):
    """It is not known when the pages of a checkout last changed."""

    def __init__(self, rule: Rule, **params: Any) -> None:
        super().__init__(rule.name, params)
        self._rule = rule
        self._params = params

    def finding(self, path: str) -> Finding:
        """Return the finding about the checkout, in a file that stands for the site."""
        return self._rule.at(path, 1, 1, edit=None, **self._params)


def last_changes(root: Path) -> dict[str, datetime.date]:
    """Return the day of the last commit that changed each file below a folder, by the file's path relative to it.

    Days are those of UTC, so that a commit after midnight does not lie in the future for a server.

    Empty if the folder is not in a git checkout, or if nothing is committed yet.

    Raises:
        UnknownDatesError: the checkout is shallow and would give wrong dates, or git cannot read it.
    """
    checkout = checkout_of(root)
    if checkout is None:
        return {}
    try:
        if is_shallow(root):
            raise UnknownDatesError(CHECKOUT_SHALLOW)
        if not git(root, "rev-list", "--all", "--max-count=1"):
            return {}
        log = os.fsdecode(git(root, "log", "--format=%x01%ct", "--name-only", "--relative", "-z", "--", "."))
    except GitError as error:
        raise UnknownDatesError(HISTORY_UNREADABLE, folder=shlex.quote(str(checkout)), reason=error) from error
    changes: dict[str, datetime.date] = {}
    for commit in log.split("\x01")[1:]:
        seconds, *paths = (part.strip("\n") for part in commit.split("\0"))
        day = datetime.datetime.fromtimestamp(int(seconds), datetime.UTC).date()
        for path in filter(None, paths):
            changes.setdefault(path, day)
    return changes


def commit_time(root: Path) -> str | None:
    """Return the time of the last commit in seconds since 1970; None outside a git checkout."""
    try:
        return git(root, "log", "-1", "--format=%ct").decode().strip() or None
    except GitError:
        return None
