"""Time the checks of 400 generated pages and of the real site: `scripts/bench lint-speed [--write FILE]`.

Needs npm.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from policysite.config import loader

from tests import generated_site
from tests.bench.npm import install
from tests.bench.timing import TimedCommands, times
from tests.project import ROOT, environment
from tests.releases import release_all
from tests.tables import Measurement

PAGES = 200  # in each of two languages
_BIN = Path(sys.executable).parent


def main() -> None:
    measurement = Measurement("lint-speed", __doc__)
    options = measurement.options()
    with tempfile.TemporaryDirectory() as folder:
        table = _table(times(_timed_commands(Path(folder))))
    measurement.publish(table, options.write)


def _timed_commands(work: Path) -> list[TimedCommands]:
    generated, real, tools = work / "generated", work / "real", work / "tools"
    generated_site.write(generated, PAGES)
    real.mkdir()
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, real / name)
    shutil.copy(ROOT / "mkdocs.yml", real)
    install("lint", tools)
    policy = _BIN / "policy"
    subprocess.run(
        [policy, "approve", "--all"], cwd=generated, env=environment(), stdout=subprocess.DEVNULL, check=True
    )

    release_all(loader.load(generated / "mkdocs.yml"))
    binaries = tools / "node_modules/.bin"
    for language in generated_site.LANGUAGES:
        shutil.copytree(generated / "docs" / language, tools / "docs" / language)
    markdownlint = [binaries / "markdownlint-cli2", "docs/**/*.md"]
    cspell = [binaries / "cspell", "--no-progress", "--quiet", "docs/**/*.md"]
    lint = [policy, "lint"]
    return [
        TimedCommands("rumdl alone", [[_BIN / "rumdl", "check", "--quiet", "--no-cache", "docs"]], generated),
        TimedCommands("`policy lint`", [lint], generated, (0,)),
        TimedCommands("markdownlint-cli2 and cspell", [markdownlint, cspell], tools),
        TimedCommands("the real site: `policy lint`", [lint], real, (0,)),
        TimedCommands("`policy --help`", [[policy, "--help"]], real, (0,)),
    ]


def _table(taken: dict[str, float]) -> str:
    base = taken["rumdl alone"]
    lines = ["| check | seconds | × rumdl |", "| --- | --: | --: |"]
    lines += [f"| {name} | {each:.2f} | {each / base:.1f} |" for name, each in taken.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
