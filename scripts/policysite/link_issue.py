"""Prints the texts of the issue about dead links, in the language of the run: `scripts/report-links` calls it.

Arguments: the URL of the run, the URL of the folder with the guides, and those of `policy links`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from policysite.arguments import messages_for

# Each is a line. The script reads them in this order.
_TEXTS = ("link_issue_title", "link_issue_label", "link_issue_start", "link_issue_cut", "link_issue_closed")
_GUIDES = Path("docs/editorial")


def main(run: str, guides: str, *arguments: str) -> None:
    """Print the texts."""
    messages = messages_for(arguments)
    guide = f"guide.{messages.language}.md"
    if (_GUIDES / guide).is_file():
        guides = f"{guides}/{guide}"
    for name in _TEXTS:
        print(messages.text(name, run=run, guide=guides))


if __name__ == "__main__":
    main(*sys.argv[1:])
