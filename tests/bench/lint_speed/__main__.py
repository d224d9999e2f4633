"""Times the checks of 400 generated pages, and of the real ones: `python -m tests.bench.lint_speed [--write FILE]`.

Needs npm. All are run in turn, so that what else the machine does meets all of them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests import generated_site
from tests.bench.npm import install
from tests.project import ROOT, environment
from tests.tables import write

PAGES = 200  # in each of two languages
RUNS = 5
MARK = "lint speed"
_BIN = Path(sys.executable).parent


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


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m tests.bench.lint_speed", description=__doc__)
    arguments.add_argument("--write", type=Path, metavar="FILE", help="put the table between the marks in this file")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        table = _table(_times(_contenders(Path(folder))))
    print(table)
    if options.write:
        write(table, options.write, MARK)


def _contenders(work: Path) -> list[Contender]:
    generated, real, tools, memory = work / "generated", work / "real", work / "tools", work / "memory"
    generated_site.write(generated, PAGES)
    real.mkdir()
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, real / name)
    shutil.copy(ROOT / "mkdocs.yml", real)
    install("lint", tools)
    os.environ["XDG_CACHE_HOME"] = str(memory)
    policy = _BIN / "policy"
    subprocess.run(
        [policy, "approve", "--all"], cwd=generated, env=environment(), stdout=subprocess.DEVNULL, check=True
    )

    def forget() -> None:
        shutil.rmtree(memory, ignore_errors=True)

    binaries = tools / "node_modules/.bin"
    for language in generated_site.LANGUAGES:
        shutil.copytree(generated / "docs" / language, tools / "docs" / language)
    form = [binaries / "markdownlint-cli2", "docs/**/*.md"]
    spelling = [binaries / "cspell", "--no-progress", "--quiet", "docs/**/*.md"]
    lint = [policy, "lint"]
    return [
        Contender("rumdl alone", [[_BIN / "rumdl", "check", "--quiet", "--no-cache", "docs"]], generated),
        Contender("`policy lint`, nothing changed", [lint], generated, (0,)),
        Contender("`policy lint`, the first time", [lint], generated, (0,), before=forget),
        Contender("markdownlint-cli2 and cspell", [form, spelling], tools),
        Contender("the real site: `policy lint`, nothing changed", [lint], real, (0,)),
        Contender("the real site: `policy lint`, the first time", [lint], real, (0,), before=forget),
        Contender("`policy --help`", [[policy, "--help"]], real, (0,)),
    ]


def _times(contenders: Sequence[Contender]) -> dict[str, float]:
    """The shortest time of each, in seconds: what it takes when the machine does nothing else."""
    times: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    for run in range(RUNS):
        for contender in contenders:
            if contender.before is Contender.before:
                _run(contender)  # so that what it remembers is of this state
            contender.before()
            begin = time.perf_counter()
            _run(contender)
            times[contender.name].append(time.perf_counter() - begin)
            print(f"{run + 1}/{RUNS} {contender.name}: {times[contender.name][-1]:.2f} s", file=sys.stderr, flush=True)
    return {name: min(taken) for name, taken in times.items()}


def _run(contender: Contender) -> None:
    for command in contender.commands:
        result = subprocess.run(
            command, cwd=contender.folder, env=environment(NO_MKDOCS_2_WARNING="1"), capture_output=True, check=False
        )
        if result.returncode not in contender.codes:
            raise RuntimeError(f"{contender.name} failed:\n{result.stdout.decode()}{result.stderr.decode()}")


def _table(times: dict[str, float]) -> str:
    base = times["rumdl alone"]
    lines = ["| check | seconds | × rumdl |", "| --- | --: | --: |"]
    lines += [f"| {name} | {taken:.2f} | {taken / base:.1f} |" for name, taken in times.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
