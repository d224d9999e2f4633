"""The table of all that was measured, in Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.bench.page_weight.lighthouse import CATEGORIES, Report
from tests.bench.page_weight.measure import COLUMNS, Weight
from tests.project import PAGES

BEGIN = "<!-- page weight: written by scripts/bench -->"
END = "<!-- end of page weight -->"

Page = tuple[str, str]


def markdown(weights: Mapping[str, Mapping[Page, Weight]], reports: Mapping[Page, Report]) -> str:
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


def write(table: str, path: Path) -> None:
    """Puts a table between the marks in a file."""
    text = path.read_text(encoding="utf-8")
    if BEGIN not in text or END not in text:
        raise ValueError(f"{path} lacks one of the lines {BEGIN} and {END}")
    before, rest = text.split(BEGIN, 1)
    path.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{rest.split(END, 1)[1]}", encoding="utf-8")


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
