"""The fixture site as this generator builds it."""

from __future__ import annotations

from pathlib import Path

from tests.project import TOOLSHARE, Project

HOST = "https://policy.example/"


def build(folder: Path, site_url: str = HOST) -> Path:
    """Build the site for a URL."""
    site = folder / "site"
    Project(TOOLSHARE).build_with_mkdocs(site, SITE_URL=site_url)
    return site
