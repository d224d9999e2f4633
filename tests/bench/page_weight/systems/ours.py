"""The site as it is published."""

from __future__ import annotations

from pathlib import Path

from tests.project import ROOT, Project

HOST = "https://policy.example/"


def build(folder: Path, site_url: str = HOST) -> Path:
    """Builds the checkout for an address."""
    site = folder / "site"
    Project(ROOT).build("--quiet", "--site-dir", str(site), SITE_URL=site_url)
    return site
