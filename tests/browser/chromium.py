"""A real Chromium: the system's, or the one that CHROMIUM names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

# Only what does not work reaches it, however busy the machine is.
TIMEOUT_MILLISECONDS = 300_000


def executable() -> str:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert found, "There is no Chromium: scripts/test installs it, or name one in CHROMIUM."
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """Launch a browser that uses the network for nothing but pages, and simulates no graphics card."""
    arguments = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-gpu"]
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(
            executable_path=executable(), args=arguments, timeout=TIMEOUT_MILLISECONDS
        ) as browser,
    ):
        yield browser
