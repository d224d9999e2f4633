"""What the tests share: copies of the real project, and the real site, built once for each worker."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import hypothesis
import pytest

from tests.project import ROOT, Project, Site

# How long an example takes says something of the machine, not of the code. In CI the same examples are tried each time.
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy of the pages, the templates and mkdocs.yml, to change and to build."""
    return _copy(tmp_path / "project")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real site, built from the checkout."""
    folder = tmp_path_factory.mktemp("site")
    return Project(ROOT).build("--site-dir", str(folder), site_dir=folder)


@pytest.fixture(scope="session")
def source_text() -> str:
    """The text that the Russian pages were made from."""
    return (ROOT / "tests/fixtures/policy-source-ru.txt").read_text(encoding="utf-8")


def _copy(folder: Path) -> Project:
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, folder / name, symlinks=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return Project(folder)
