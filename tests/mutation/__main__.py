"""Mutate the fixture site and generated sites, and print a table of what was noticed.

`python -m tests.mutation [--write FILE] [--missed]`
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.mutation.measure import Noticed, fixture_site, generated_sites, measured, total
from tests.mutation.mutations import MUTATIONS
from tests.tables import write

SITES = 10
MARK = "mutation"


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    arguments.add_argument("--write", type=Path, metavar="FILE", help="put the table between the marks in this file")
    arguments.add_argument("--missed", action="store_true", help="list the mutations that parity alone did not notice")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sites = [fixture_site(Path(folder, "fixture")), *generated_sites(Path(folder, "generated"), SITES)]
        rows: dict[str, Noticed] = {}
        for kind in MUTATIONS:
            print(kind, file=sys.stderr, flush=True)
            rows[kind] = total([measured(site, kind) for site in sites])
    table = _table(rows)
    print(table)
    if options.missed:
        for kind, row in rows.items():
            print(*(f"{kind}: {place}" for place in row.missed), sep="\n", file=sys.stderr)
    if options.write:
        write(table, options.write, MARK)


def _table(rows: dict[str, Noticed]) -> str:
    lines = ["| mutation | made | noticed by parity alone | noticed by approvals |", "| --- | --: | --: | --: |"]
    for kind, row in rows.items():
        lines.append(
            f"| {kind} | {row.made} | {_share(row.by_parity, row.made)} | {_share(row.by_approvals, row.made)} |"
        )
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.1f} %)"


if __name__ == "__main__":
    main()
