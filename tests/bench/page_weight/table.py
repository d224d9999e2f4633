"""The table of the measurements, in Markdown."""

from __future__ import annotations

from collections.abc import Mapping

from tests.bench.page_weight.lighthouse import CATEGORIES, Report
from tests.bench.page_weight.measure import COLUMNS, Weight
from tests.project import PAGES, PageName


def markdown(weights: Mapping[str, Mapping[PageName, Weight]], reports: Mapping[PageName, Report]) -> str:
    """Return a table with a row for each page in each system; the first system is ours, which has scores."""
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


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
