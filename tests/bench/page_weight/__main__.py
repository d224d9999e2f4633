"""Weigh every page of the fixture site, beside the same text in other generators, and print a table.

`scripts/bench page-weight [--write FILE]`. Needs npm and Chromium. Exit codes: 0 if Lighthouse gives every page
100 in everything, 1 if it does not, 2 if the file has no place for the table.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench.page_weight import lighthouse, table
from tests.bench.page_weight.lighthouse import BEST, Report
from tests.bench.page_weight.measure import Weight, weigh
from tests.bench.page_weight.systems import SYSTEMS
from tests.browser.chromium import chromium
from tests.project import PageName
from tests.tables import Measurement


def main() -> int:
    measurement = Measurement("page-weight", __doc__)
    measurement.add_argument(
        "--work",
        type=Path,
        metavar="FOLDER",
        help="install and build here and keep it; by default in a temporary folder",
    )
    options = measurement.options()
    with tempfile.TemporaryDirectory() as temporary:
        weights, reports = measured((options.work or Path(temporary)).resolve())
    markdown = table.markdown(weights, reports)
    measurement.publish(markdown, options.write)
    short = [report for report in reports.values() if any(score < BEST for score in report.scores.values())]
    if short:
        _print_progress(f"Lighthouse gives {len(short)} pages less than {BEST}.")
    return 1 if short else 0


def measured(work: Path) -> tuple[dict[str, dict[PageName, Weight]], dict[PageName, Report]]:
    """Return the weight of the pages in each system, built below `work`, and the reports of Lighthouse on ours."""
    weights = {}
    for system in SYSTEMS:
        _print_progress(f"{system.name}: building")
        site = system.build(work / system.folder)
        with chromium() as browser:
            weights[system.name] = weigh(site, browser)
    _print_progress("Lighthouse")
    reports = lighthouse.reports(work / "lighthouse")
    for (language, name), report in reports.items():
        for failure in report.failures:
            _print_progress(f"  {language}/{name}: {failure}")
    return weights, reports


def _print_progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
