"""Fixtures of all tests: the fixture site, built once, and copies of it to change."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest

from tests.project import TOOLSHARE, Project, Site, copied, made_once

# The time of an example depends on the machine, not on the code. In CI the same examples are tried each time.
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy of the fixture site, to change and to build."""
    return copied(TOOLSHARE, tmp_path / "project")


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this test run share; see `made_once`."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def site(shared_folder: Path) -> Site:
    """The fixture site as built. Only to be read."""
    folder = made_once(shared_folder / "toolshare", lambda folder: Project(TOOLSHARE).build(site_dir=folder))
    return Site(folder)
