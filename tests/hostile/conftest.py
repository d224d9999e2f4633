"""The honest site, written once."""

from __future__ import annotations

import pytest

from tests.hostile.attack import honest_site
from tests.project import Project


@pytest.fixture(scope="session")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The site that the attacks change; copied, never changed itself."""
    return honest_site(tmp_path_factory.mktemp("honest") / "site")
