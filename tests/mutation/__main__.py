"""Mutate the fixture site and generated sites, and print a table of what was noticed.

`scripts/bench mutation [--write FILE] [--missed]`
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.mutation.measure import Noticed, fixture_site, generated_sites, measured, total
from tests.mutation.mutations import MUTATIONS
from tests.tables import Measurement

SITES = 10


def main() -> None:
    measurement = Measurement("mutation", __doc__)
    measurement.add_argument(
        "--missed", action="store_true", help="list the mutations that parity alone did not notice"
    )
    options = measurement.options()
    with tempfile.TemporaryDirectory() as folder:
        sites = [fixture_site(Path(folder, "fixture")), *generated_sites(Path(folder, "generated"), SITES)]
        rows: dict[str, Noticed] = {}
        for kind in MUTATIONS:
            print(kind, file=sys.stderr, flush=True)
            rows[kind] = total([measured(site, kind) for site in sites])
    table = _table(rows)
    measurement.publish(table, options.write)
    if options.missed:
        for kind, row in rows.items():
            print(*(f"{kind}: {place}" for place in row.missed), sep="\n", file=sys.stderr)


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
