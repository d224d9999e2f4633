"""Time the check of links in generated sites and in this one: `scripts/bench links-speed [--write FILE]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench.links_speed import generated
from tests.bench.timing import TimedCommands, times
from tests.project import ROOT, Project
from tests.tables import Measurement

SIZES = (250, 500, 1000)
_BIN = Path(sys.executable).parent
_LYCHEE = ("--offline", "--include-fragments", "--no-progress", "--index-files", "index.html")
_PART = (sys.executable, "-m", "tests.bench.links_speed.one_part")
_REAL = "real"


def main() -> None:
    measurement = Measurement("links-speed", __doc__)
    options = measurement.options()
    with tempfile.TemporaryDirectory() as folder:
        table = _table(_times(Path(folder)))
    measurement.publish(table, options.write)


def _times(work: Path) -> dict[str, float]:
    fast, slow = [], []
    for size in SIZES:
        site = work / str(size) / "site"
        generated.write(site, size)
        lychee = [_BIN / "lychee", *_LYCHEE, "--root-dir", site, site]
        fast.append(TimedCommands(f"lychee {size}", [lychee], ROOT, (0,)))
        fast.append(TimedCommands(f"static_findings {size}", [[*_PART, "static_findings", site]], ROOT, (0,)))
        slow.append(TimedCommands(f"crawl {size}", [[*_PART, "crawl", site]], ROOT, (0,)))
    real = work / _REAL
    Project(ROOT).build_with_mkdocs(real)
    command = [_BIN / "policy", "links", "--internal", "--site", real]
    fast.append(TimedCommands(_REAL, [command], ROOT, (0,)))
    # The crawl takes long enough that one run is enough.
    return times(fast) | times(slow, runs=1)


def _table(taken: dict[str, float]) -> str:
    lines = [
        "| pages of 50 links | lychee | our check | × lychee | linkchecker's crawl |",
        "| --- | --: | --: | --: | --: |",
    ]
    for size in SIZES:
        lychee, ours, crawl = (taken[f"{name} {size}"] for name in ("lychee", "static_findings", "crawl"))
        lines.append(f"| {size:,} | {lychee:.2f} s | {ours:.2f} s | {ours / lychee:.2f} | {crawl:.1f} s |")
    lines.append(f"| the real site, all of `policy links --internal` | | {taken[_REAL]:.2f} s | | |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
