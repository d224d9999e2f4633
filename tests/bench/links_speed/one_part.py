"""A part of `policy links --internal` as a command, to be timed alone.

Usage: `python -m … static_findings|crawl_findings SITE`. It ends with 1 if anything is found, for the sites that are
timed have no errors.
"""

from __future__ import annotations

import sys
from pathlib import Path

from policysite.links.checker import LinkChecker

from tests.bench.links_speed.generated import settings


def main() -> None:
    part, site = sys.argv[1], Path(sys.argv[2])
    sys.exit(1 if getattr(LinkChecker(settings(site), site), part)() else 0)


if __name__ == "__main__":
    main()
