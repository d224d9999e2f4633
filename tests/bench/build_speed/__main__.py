"""Measures builds of generated sites: `scripts/bench build-speed [--write FILE]`.

The same pages are built by this generator and by Material with static-i18n alone, in turn. Time and memory are those of
the whole process; memory is the peak of the largest process, Pagefind included.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests import generated_site
from tests.bench import stock
from tests.project import environment
from tests.tables import Measurement

SIZES = (50, 200, 400)  # pages in each of two languages
RUNS = 3
OURS, STOCK = "mkdocs.yml", stock.CONFIG


@dataclass(frozen=True)
class Cost:
    """The cost of a build: seconds and MiB."""

    seconds: float
    mebibytes: float


def main() -> None:
    measurement = Measurement("build-speed", __doc__)
    options = measurement.options()
    with tempfile.TemporaryDirectory() as folder:
        table = _table({size: _costs(Path(folder) / str(size), size) for size in SIZES})
    measurement.publish(table, options.write)


def _costs(folder: Path, size: int) -> dict[str, Cost]:
    """The least cost of either build: what it takes when the machine does nothing else."""
    generated_site.write(folder, size)
    policy = Path(sys.executable).parent / "policy"
    subprocess.run([policy, "approve", "--all"], cwd=folder, env=environment(), stdout=subprocess.DEVNULL, check=True)
    configuration = yaml.safe_load((folder / OURS).read_text(encoding="utf-8"))
    # The same pages: without those that show each translation beside its original.
    (policy_plugin,) = (plugin["policy"] for plugin in configuration["plugins"] if "policy" in plugin)
    policy_plugin["side_by_side"] = []
    (folder / OURS).write_text(yaml.safe_dump(configuration, allow_unicode=True, sort_keys=False), encoding="utf-8")
    stock.write_configuration(folder)
    costs: dict[str, list[Cost]] = {OURS: [], STOCK: []}
    for _ in range(RUNS):
        for name, measured in costs.items():
            measured.append(_cost(folder, name))
            print(f"{size} {name}: {measured[-1]}", file=sys.stderr, flush=True)
    return {
        name: Cost(min(each.seconds for each in measured), min(each.mebibytes for each in measured))
        for name, measured in costs.items()
    }


def _cost(folder: Path, configuration: str) -> Cost:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", configuration]
    begin = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, env=environment(), stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        errors = process.stderr.read().decode()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"mkdocs build --config-file {configuration} failed:\n{errors}")
    return Cost(time.perf_counter() - begin, usage.ru_maxrss / 1024)


def _table(costs: dict[int, dict[str, Cost]]) -> str:
    lines = ["| pages | ours | Material and static-i18n | × time | × memory |", "| --- | --: | --: | --: | --: |"]
    for size, cost in costs.items():
        ours, stock = cost[OURS], cost[STOCK]
        ratios = f"{ours.seconds / stock.seconds:.2f} | {ours.mebibytes / stock.mebibytes:.2f}"
        lines.append(f"| 2 × {size} | {_written(ours)} | {_written(stock)} | {ratios} |")
    growth = [_growth({2 * size: cost[name].seconds for size, cost in costs.items()}) for name in (OURS, STOCK)]
    lines.append("| time grows with the number of pages n as | {} | {} | | |".format(*growth))
    return "\n".join(lines)


def _written(cost: Cost) -> str:
    return f"{cost.seconds:.1f} s, {cost.mebibytes:.0f} MiB"


def _growth(seconds: dict[int, float]) -> str:
    """The power of n that fits the times best, by least squares of the logarithms."""
    points = [(math.log(pages), math.log(each)) for pages, each in seconds.items()]
    mean_x, mean_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)
    return f"n^{slope:.2f}"


if __name__ == "__main__":
    main()
