"""The scores that Lighthouse gives every page, on the phone and the network that it emulates by default."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.npm import install
from tests.bench.page_weight.systems import ours
from tests.browser.chromium import executable
from tests.hosting import served
from tests.project import PAGES, PageName, page_path

CATEGORIES = {
    "performance": "performance",
    "accessibility": "accessibility",
    "best-practices": "best practices",
    "seo": "SEO",
}

BEST = 100


@dataclass(frozen=True)
class Report:
    """The scores of one page.

    Attributes:
        scores: 0 to 100, by the names in `CATEGORIES`.
        failures: the audits that lowered a score, each with its explanation.
    """

    scores: dict[str, int]
    failures: list[str]


def reports(folder: Path) -> dict[PageName, Report]:
    """Return the reports on all pages of the site, built for the URL where it is served."""
    install("lighthouse", folder)
    (folder / "site").mkdir(exist_ok=True)
    with served(folder / "site") as server:
        ours.build(folder, server.url)
        return {page: _report(folder, server.url + page_path(*page)) for page in PAGES}


def _report(folder: Path, url: str) -> Report:
    output = folder / "report.json"
    subprocess.run(
        [
            folder / "node_modules" / ".bin" / "lighthouse",
            url,
            "--quiet",
            "--output=json",
            f"--output-path={output}",
            f"--only-categories={','.join(CATEGORIES)}",
            "--chrome-flags=--headless=new --no-sandbox",
        ],
        env={**os.environ, "CHROME_PATH": executable()},
        check=True,
    )
    return _read(json.loads(output.read_text(encoding="utf-8")))


def _read(result: dict[str, Any]) -> Report:
    scores, failures = {}, []
    for category, name in CATEGORIES.items():
        scores[name] = round(100 * (result["categories"][category]["score"] or 0))
        for reference in result["categories"][category]["auditRefs"]:
            audit = result["audits"][reference["id"]]
            if scores[name] < BEST and reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                shown = audit.get("displayValue") or json.dumps(audit.get("details", {}).get("items", []))
                failures.append(f"{name} {scores[name]}: {audit['id']} ({audit['title']}) {shown}")
    return Report(scores, failures)
