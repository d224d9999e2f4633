"""Runs git, without the network and without writing; a `GitError` says why it did not do what was asked.

What git says about commits, named by their full ids, never changes: the last answers are remembered.
"""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from policysite import files

# A partial clone would otherwise fetch what it lacks; and attributes of this computer, and objects that replace others
# here, are not those of others.
_ENVIRONMENT = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
}
_FULL_ID = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")
_REMEMBERED_ANSWERS = 64

# The entries of a bare repository: a commit can contain one, and git would run the programs that its `config` names.
_BARE_REPOSITORY_ENTRIES = ("HEAD", "objects", "refs")
_ONLY_CHECKOUTS = ("-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false")


class GitError(Exception):
    """Git is not installed, or does not do what was asked; the text says why, in one line."""


def git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return what git prints when it runs in a folder, with these arguments and this input."""
    command = ["git", "-C", str(folder), *_ONLY_CHECKOUTS, *arguments]
    try:
        return subprocess.run(  # noqa: S603  (no shell)
            command, input=given, capture_output=True, check=True, env={**os.environ, **_ENVIRONMENT}
        ).stdout
    except FileNotFoundError as error:
        raise GitError(f"git: {error.strerror}") from error
    except subprocess.CalledProcessError as error:
        lines = os.fsdecode(error.stderr).strip().splitlines()
        raise GitError(lines[0].removeprefix("fatal: ") if lines else f"git: {error.returncode}") from error


def git_text(folder: Path, *arguments: str) -> str:
    """Return the text that git prints, without the white space around it: see `git`."""
    return text_of(git(folder, *arguments))


def text_of(answer: bytes) -> str:
    """Return what git has printed as text, without the white space around it."""
    return os.fsdecode(answer).strip()


def git_names(folder: Path, *arguments: str) -> list[str]:
    """Return the names of files that git prints with its option `-z`: see `git`."""
    return _names_in(git(folder, *arguments))


def _names_in(answer: bytes) -> list[str]:
    return [*filter(None, os.fsdecode(answer).split("\0"))]


@dataclass(frozen=True)
class _Question:
    """A question about commits, to which every checkout that has them gives the same answer."""

    folder: Path = field(compare=False)
    arguments: tuple[str, ...]


@lru_cache(maxsize=_REMEMBERED_ANSWERS)
def _answer(question: _Question) -> bytes:
    return git(question.folder, *question.arguments)


def git_once(folder: Path, *arguments: str) -> bytes:
    """Return what git prints; it is asked once.

    The answer depends on nothing but commits that are named by their full ids: not on branches, not on files.
    """
    return _answer(_Question(folder, arguments))


def files_at(folder: Path, commit: str) -> list[str]:
    """Return the paths of the files at a commit, given by its full id, from the root of the checkout."""
    return _names_in(git_once(folder, "ls-tree", "-r", "-z", "--full-tree", "--name-only", commit))


def text_at(folder: Path, commit: str, path: str) -> str | None:
    """Return the text of a file at a commit; None if there was none, or if it was not UTF-8.

    The path begins at the root of the checkout, or with `./` at the folder.
    """
    ask = git_once if _FULL_ID.fullmatch(commit) else git
    try:
        from_root = posixpath.normpath(f"{place_of(folder) if path.startswith('./') else ''}{path}")
        return None if from_root.startswith("../") else files.decoded(ask(folder, "show", f"{commit}:{from_root}"))
    except (GitError, UnicodeDecodeError):
        return None


def checkout_of(folder: Path) -> Path | None:
    """Return the root of the checkout that a folder is in, which git may refuse to read; None if it is in none."""
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)


def embedded_bare_repository(folder: Path) -> Path | None:
    """Return the folder, up to the checkout, that git would take for a bare repository; None if there is none."""
    checkout = checkout_of(folder) or folder
    inside = (
        each for each in (folder, *folder.parents) if each.is_relative_to(checkout) and not (each / ".git").exists()
    )
    return next(
        (each for each in inside if all(os.path.lexists(each / name) for name in _BARE_REPOSITORY_ENTRIES)), None
    )


def top_of(folder: Path) -> Path:
    """Return the root of the checkout that a folder is in, without symbolic links."""
    return _place(folder.resolve(), checkout_of(folder.resolve()))[0]


def place_of(folder: Path) -> str:
    """Return a folder as a path from the root of its checkout; empty, or with `/` at its end."""
    return _place(folder.resolve(), checkout_of(folder.resolve()))[1]


@lru_cache(maxsize=_REMEMBERED_ANSWERS)
def _place(folder: Path, checkout: Path | None) -> tuple[Path, str]:  # noqa: ARG001  (it may be made meanwhile)
    up, _, place = os.fsdecode(git(folder, "rev-parse", "--show-cdup", "--show-prefix")).partition("\n")
    return (folder / up).resolve(), place.rstrip("\n")


def is_shallow(folder: Path) -> bool:
    """True if a checkout has only a part of its history."""
    return git_text(folder, "rev-parse", "--is-shallow-repository") == "true"
