"""Weighs every page and prints a table: `python -m tests.bench.page_weight [--write FILE]`. Needs npm and Chromium."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench.page_weight import lighthouse, table
from tests.bench.page_weight.measure import weigh
from tests.bench.page_weight.systems import SYSTEMS
from tests.browser.chromium import chromium


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m tests.bench.page_weight", description=__doc__)
    arguments.add_argument("--write", type=Path, metavar="FILE", help="put the table between the marks in this file")
    arguments.add_argument(
        "--work",
        type=Path,
        metavar="FOLDER",
        help="install and build here and keep it; by default in a temporary folder",
    )
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        markdown = measured((options.work or Path(temporary)).resolve())
    print(markdown)
    if options.write:
        table.write(markdown, options.write)


def measured(work: Path) -> str:
    """The table of everything, each system in a folder of its own below `work`."""
    weights = {}
    for system in SYSTEMS:
        _say(f"{system.name}: building")
        site = system.build(work / system.folder)
        with chromium() as browser:
            weights[system.name] = weigh(site, browser)
    _say("Lighthouse")
    reports = lighthouse.reports(work / "lighthouse")
    for (language, name), report in reports.items():
        for failure in report.failures:
            _say(f"  {language}/{name}: {failure}")
    return table.markdown(weights, reports)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
