"""Time commands side by side, in turn, so that other work of the machine slows all of them."""

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
class Contender:
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


def times(contenders: Sequence[Contender], runs: int = RUNS) -> dict[str, float]:
    """Return the shortest time of each in seconds, after a run that is not timed: an estimate for an idle machine."""
    taken: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    for contender in contenders:
        _run(contender)
    for run in range(runs):
        for contender in contenders:
            begin = time.perf_counter()
            _run(contender)
            taken[contender.name].append(time.perf_counter() - begin)
            print(f"{run + 1}/{runs} {contender.name}: {taken[contender.name][-1]:.2f} s", file=sys.stderr, flush=True)
    return {name: min(each) for name, each in taken.items()}


def _run(contender: Contender) -> None:
    for command in contender.commands:
        # With compiled modules, as users have them.
        variables = environment(NO_MKDOCS_2_WARNING="1", PYTHONDONTWRITEBYTECODE="")
        result = subprocess.run(command, cwd=contender.folder, env=variables, capture_output=True, check=False)
        if result.returncode not in contender.codes:
            raise RuntimeError(f"{contender.name} failed:\n{result.stdout.decode()}{result.stderr.decode()}")
