"""Files and their text, whatever lies there: nothing is opened that is no ordinary file, or is too large.

What is written is written whole or not at all.
"""

from __future__ import annotations

import contextlib
import enum
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from policysite.findings import Finding

# Bytes that a file may have unless it is said otherwise: many times what the longest policy needs.
LARGEST = 1_000_000


class Kind(enum.Enum):
    """What lies in a folder."""

    FILE = enum.auto()
    SYMLINK = enum.auto()
    UNREADABLE = enum.auto()  # a folder that cannot be looked into
    SPECIAL = enum.auto()  # a pipe, a socket, a device


def walk(folder: Path) -> Iterator[tuple[Path, Kind]]:
    """Everything below a folder, however deep, but the folders themselves; symbolic links are not followed."""
    if folder.is_symlink():
        yield folder, Kind.SYMLINK
        return
    folders = [folder]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                found = [(Path(entry.path), _kind(entry)) for entry in entries]
        except OSError:
            yield folder, Kind.UNREADABLE
            continue
        for path, kind in found:
            if kind is None:
                folders.append(path)
            else:
                yield path, kind


def _kind(entry: os.DirEntry[str]) -> Kind | None:
    """What an entry of a folder is; None for a folder."""
    if entry.is_symlink():
        return Kind.SYMLINK
    if entry.is_dir(follow_symlinks=False):
        return None
    return Kind.FILE if entry.is_file(follow_symlinks=False) else Kind.SPECIAL


def read(path: Path, place: str, largest: int = LARGEST) -> str | Finding:
    r"""The text of a file with `\n` at the end of each line, or why there is none.

    Args:
        path: the file.
        place: what a finding calls it: its path relative to the folder of `mkdocs.yml`.
        largest: the bytes that it may have.
    """
    try:
        if not path.is_file():  # whoever opens a pipe waits for ever
            return Finding(place, 1, 1, "unreadable")
        with path.open("rb") as file:
            content = file.read(largest + 1)
        if len(content) > largest:
            return Finding(place, 1, 1, "file-too-large", {"limit": str(largest // 1000)})
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except (OSError, UnicodeDecodeError):
        return Finding(place, 1, 1, "unreadable")


def read_if_there(path: Path, place: str, largest: int = LARGEST) -> str | Finding:
    """As `read`, but a file that does not exist is an empty one."""
    try:
        path.lstat()
    except FileNotFoundError:
        return ""
    except OSError:
        return Finding(place, 1, 1, "unreadable")  # nobody knows whether it is there
    return read(path, place, largest)


def write(path: Path, content: bytes) -> None:
    """Puts a file in its place at once, so that nobody ever sees half of it; one that was there keeps its permissions.

    Raises:
        OSError: it cannot be written; what was there is there still.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with temporary.open("xb") as file:
            file.write(content)
        with contextlib.suppress(FileNotFoundError):
            temporary.chmod(path.stat().st_mode & 0o7777)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
