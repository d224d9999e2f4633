"""Commands that are timed beside each other, in turn, so that what else the machine does meets all of them."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.project import environment

RUNS = 5


@dataclass(frozen=True)
class Contender:
    """A check that is timed.

    Attributes:
        name: what the table calls it.
        commands: what is run, one after the other.
        folder: where.
        codes: the exit codes that mean that it did its work.
        before: what is done before each run, untimed.
    """

    name: str
    commands: Sequence[Sequence[str | Path]]
    folder: Path
    codes: tuple[int, ...] = (0, 1)
    before: Callable[[], object] = lambda: None


def times(contenders: Sequence[Contender], runs: int = RUNS) -> dict[str, float]:
    """The shortest time of each, in seconds: what it takes when the machine does nothing else."""
    taken: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    for run in range(runs):
        for contender in contenders:
            if contender.before is Contender.before:
                _run(contender)  # so that what it remembers is of this state
            contender.before()
            begin = time.perf_counter()
            _run(contender)
            taken[contender.name].append(time.perf_counter() - begin)
            print(f"{run + 1}/{runs} {contender.name}: {taken[contender.name][-1]:.2f} s", file=sys.stderr, flush=True)
    return {name: min(each) for name, each in taken.items()}


def _run(contender: Contender) -> None:
    for command in contender.commands:
        result = subprocess.run(
            command, cwd=contender.folder, env=environment(NO_MKDOCS_2_WARNING="1"), capture_output=True, check=False
        )
        if result.returncode not in contender.codes:
            raise RuntimeError(f"{contender.name} failed:\n{result.stdout.decode()}{result.stderr.decode()}")
