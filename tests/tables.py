"""Tables of what was measured, put into the documents that show them."""

from __future__ import annotations

from pathlib import Path


def write(table: str, path: Path, name: str) -> None:
    """Puts a table between the marks of this name in a file.

    Raises:
        ValueError: the file lacks one of them.
    """
    text = path.read_text(encoding="utf-8")
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    if begin not in text or end not in text:
        raise ValueError(f"{path} lacks one of the lines {begin} and {end}")
    before, rest = text.split(begin, 1)
    path.write_text(f"{before}{begin}\n\n{table}\n\n{end}{rest.split(end, 1)[1]}", encoding="utf-8")
