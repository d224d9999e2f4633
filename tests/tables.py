"""Tables of what was measured, put into the documents that show them."""

from __future__ import annotations

from pathlib import Path


class NoPlaceError(ValueError):
    """A file cannot take a table in."""


def write(table: str, path: Path, name: str) -> None:
    """Puts a table between the marks of this name in a file.

    Raises:
        NoPlaceError: the file cannot be read, or it lacks one of them.
    """
    before, after = _around(path, name)
    path.write_text(f"{before}\n\n{table}\n\n{after}", encoding="utf-8")


def check(path: Path, name: str) -> None:
    """Makes sure, before the long work that a table takes, that a file can take it in.

    Raises:
        NoPlaceError: the file cannot be read, or it lacks a mark of this name.
    """
    _around(path, name)


def _around(path: Path, name: str) -> tuple[str, str]:
    """A file up to the first mark, and from the second on."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NoPlaceError(f"{path} cannot be read: {error}") from error
    before, opened, rest = text.partition(begin)
    _, closed, after = rest.partition(end)
    if not opened or not closed:
        raise NoPlaceError(f"{path} lacks the lines {begin} and, below it, {end}")
    return before + begin, end + after
