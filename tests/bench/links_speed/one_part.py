"""A part of `policy links --internal` as a command, to be timed alone.

Usage: `python -m … static_findings|crawl SITE`. It ends with 1 if anything is found, for the sites that are
timed have no errors.
"""

from __future__ import annotations

import sys
from pathlib import Path

from policysite.corpus.settings import MAX_TIME_LIMIT_SECONDS
from policysite.links.checker import LinkChecker
from policysite.links.crawl import crawl

from tests.bench.links_speed.generated import settings


def main() -> None:
    part, site = sys.argv[1], Path(sys.argv[2])
    checker = LinkChecker(settings(site), site)
    found = (
        crawl(site, "/", checker.site.pages, MAX_TIME_LIMIT_SECONDS) if part == "crawl" else checker.static_findings()
    )
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
