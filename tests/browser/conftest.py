"""What the browser tests share, once for each worker."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.chromium import chromium
from tests.hosting import served
from tests.project import PATH, Site


@pytest.fixture(scope="session")
def address(site: Site) -> Iterator[str]:
    """Where the site is served, ending in `/`."""
    with served(site.folder, PATH) as server:
        yield server.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser
