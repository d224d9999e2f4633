"""Runs git, without the network and without writing."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

# A partial clone would otherwise fetch what it lacks.
_ENVIRONMENT = {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}


class GitError(Exception):
    """Git is not installed, or does not do what was asked; the text says why."""


def git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return what git prints.

    Args:
        folder: where it runs.
        arguments: its command and arguments.
        given: its input.

    Raises:
        GitError: it is not installed, or it fails.
    """
    command = ["git", "-C", str(folder), *arguments]
    try:
        return subprocess.run(  # noqa: S603  (no shell)
            command, input=given, capture_output=True, check=True, env={**os.environ, **_ENVIRONMENT}
        ).stdout
    except FileNotFoundError as error:
        raise GitError(str(error)) from error
    except subprocess.CalledProcessError as error:
        raise GitError(error.stderr.decode("utf-8", "replace").strip()) from error
