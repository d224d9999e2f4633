"""Tables of measurements in Markdown files, between two marks."""

from __future__ import annotations

from pathlib import Path


class MissingMarkError(ValueError):
    """A file has no marks for a table."""


def write(table: str, path: Path, name: str) -> None:
    """Put a table between the marks of this name in a file.

    Raises:
        MissingMarkError: the file cannot be read, or a mark is missing.
    """
    before, after = _around(path, name)
    path.write_text(f"{before}\n\n{table}\n\n{after}", encoding="utf-8")


def check(path: Path, name: str) -> None:
    """Make sure that a file has the marks of a table, before a long measurement.

    Raises:
        MissingMarkError: the file cannot be read, or a mark is missing.
    """
    _around(path, name)


def _around(path: Path, name: str) -> tuple[str, str]:
    """Return a file up to the first mark, and from the second on."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MissingMarkError(f"{path} cannot be read: {error}") from error
    before, opened, rest = text.partition(begin)
    _, closed, after = rest.partition(end)
    if not opened or not closed:
        raise MissingMarkError(f"{path} lacks the lines {begin} and, below it, {end}")
    return before + begin, end + after
