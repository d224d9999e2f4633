"""Programs that measure: each prints a table, and with `--write FILE` puts it between two marks in a Markdown file."""

from __future__ import annotations

import argparse
from pathlib import Path


class Measurement(argparse.ArgumentParser):
    """The arguments of a measurement, and where its table goes."""

    def __init__(self, name: str, description: str | None) -> None:
        """Add the argument that all measurements have.

        Args:
            name: the name of the measurement for `scripts/bench`; with spaces, it is the mark of its table.
            description: what it measures.
        """
        super().__init__(prog=f"scripts/bench {name}", description=description)
        self._mark = name.replace("-", " ")
        self.add_argument("--write", type=Path, metavar="FILE", help="put the table between the marks in this file")

    def options(self) -> argparse.Namespace:
        """Return the arguments, and make sure before a long measurement that the table can be written."""
        options = self.parse_args()
        if options.write:
            self._around_table(options.write)
        return options

    def publish(self, table: str, path: Path | None) -> None:
        """Print the table, and write it into a file, if there is one."""
        print(table)
        if path:
            before, after = self._around_table(path)
            path.write_text(f"{before}\n\n{table}\n\n{after}", encoding="utf-8")

    def _around_table(self, path: Path) -> tuple[str, str]:
        """Return a file up to the first mark, and from the second on; end the program if it has none."""
        begin, end = f"<!-- {self._mark} -->", f"<!-- end of {self._mark} -->"
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            self.error(f"{path} cannot be read: {error}")
        before, opened, rest = text.partition(begin)
        _, closed, after = rest.partition(end)
        if not opened or not closed:
            self.error(f"{path} lacks the lines {begin} and, below it, {end}")
        return before + begin, end + after
