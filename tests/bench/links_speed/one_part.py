"""A part of `policy links --internal` as a command, to be timed alone: `python -m … first_opinion|second_opinion SITE`.

It ends with 1 where anything is found, for the sites that are timed have no fault.
"""

from __future__ import annotations

import sys
from pathlib import Path

from policysite.corpus import Settings
from policysite.links.checker import Links


def main() -> None:
    part, folder = sys.argv[1], Path(sys.argv[2])
    settings = Settings(
        root=folder.parent,
        config="mkdocs.yml",
        docs=folder.parent / "docs",
        languages=("ru",),
        excluded=lambda _: False,
        extensions=(),
        extension_configs={},
        url="https://policy.example/",
    )
    # (They are sites without search.)
    findings = [each for each in getattr(Links(settings, folder), part)() if each.rule != "search-index-broken"]
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
