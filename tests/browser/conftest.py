"""Fixtures of the browser tests: one browser for each worker, and the sites that it visits, served."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import TIMEOUT_MILLISECONDS, chromium
from tests.hosting import served
from tests.project import BASE_PATH, Site

# A condition that holds at once is not waited for.
expect.set_options(timeout=TIMEOUT_MILLISECONDS)


@pytest.fixture(scope="session")
def base_url(site: Site) -> Iterator[str]:
    """The URL of the served site, ending in `/`."""
    with served(site.folder, BASE_PATH) as server:
        yield server.url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser
