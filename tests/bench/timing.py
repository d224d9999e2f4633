"""Times commands in turn, so that other work of the machine slows all of them."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.project import environment

RUNS = 5


@dataclass(frozen=True)
class TimedCommands:
    """Commands that are timed.

    Attributes:
        name: the name in the table.
        commands: the commands, run one after the other.
        folder: the folder in which they run.
        codes: the exit codes that mean success.
    """

    name: str
    commands: Sequence[Sequence[str | Path]]
    folder: Path
    codes: tuple[int, ...] = (0, 1)


def times(all_commands: Sequence[TimedCommands], runs: int = RUNS) -> dict[str, float]:
    """Return the shortest time of each in seconds, after a run that is not timed: an estimate for an idle machine."""
    taken: dict[str, list[float]] = {timed.name: [] for timed in all_commands}
    for timed in all_commands:
        _run(timed)
    for run in range(runs):
        for timed in all_commands:
            begin = time.perf_counter()
            _run(timed)
            taken[timed.name].append(time.perf_counter() - begin)
            print(f"{run + 1}/{runs} {timed.name}: {taken[timed.name][-1]:.2f} s", file=sys.stderr, flush=True)
    return {name: min(each) for name, each in taken.items()}


def _run(timed: TimedCommands) -> None:
    for command in timed.commands:
        # With compiled modules, as users have them.
        variables = environment(NO_MKDOCS_2_WARNING="1", PYTHONDONTWRITEBYTECODE="")
        result = subprocess.run(command, cwd=timed.folder, env=variables, capture_output=True, check=False)
        if result.returncode not in timed.codes:
            raise RuntimeError(f"{timed.name} failed:\n{result.stdout.decode()}{result.stderr.decode()}")
