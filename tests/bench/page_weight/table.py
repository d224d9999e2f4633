"""The table of all that was measured, in Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.bench.page_weight.lighthouse import CATEGORIES, Report
from tests.bench.page_weight.measure import COLUMNS, Weight
from tests.project import PAGES, PageName

BEGIN = "<!-- page weight: written by scripts/bench -->"
END = "<!-- end of page weight -->"


def markdown(weights: Mapping[str, Mapping[PageName, Weight]], reports: Mapping[PageName, Report]) -> str:
    """A row for each page in each system; the first of these is ours, which has the scores of Lighthouse."""
    ours = next(iter(weights))
    heads = ["page", "system", *COLUMNS, "all", "requests", *CATEGORIES.values()]
    lines = [_row(heads), _row(["---", "---", *["--:"] * (len(heads) - 2)])]
    for page in PAGES:
        for system, of_pages in weights.items():
            weight = of_pages[page]
            sizes = [f"{size:,}" for size in (*weight.bytes_of.values(), weight.total)]
            scores = [str(reports[page].scores[name]) if system == ours else "—" for name in CATEGORIES.values()]
            lines.append(_row(["/".join(page), system, *sizes, str(weight.requests), *scores]))
    return "\n".join(lines)


class NoPlaceError(Exception):
    """A file cannot take the table in."""


def write(table: str, path: Path) -> None:
    """Puts a table between the marks in a file.

    Raises:
        NoPlaceError: the file cannot be read, or it lacks the marks.
    """
    before, after = _around(path)
    path.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{after}", encoding="utf-8")


def check(path: Path) -> None:
    """Makes sure that a file can take the table in, before much work is done for it.

    Raises:
        NoPlaceError: the file cannot be read, or it lacks the marks.
    """
    _around(path)


def _around(path: Path) -> tuple[str, str]:
    """What stands before the first mark, and behind the second."""
    try:
        before, begin, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    except (OSError, UnicodeDecodeError) as error:
        raise NoPlaceError(f"{path} cannot be read: {error}") from error
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise NoPlaceError(f"{path} lacks the lines {BEGIN} and, below it, {END}")
    return before, after


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
