"""A real Chromium: the system's, or the one that CHROMIUM names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

# The first two are those that Playwright enables. The last one saves a fifth of the time of each visit: the next page
# of a site is shown in the frame of the one before.
_FEATURES = ("CDPScreenshotNewSurface", "SkipListAccountsWithoutGaiaCookies", "RenderDocument:level/crashed-frame")
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
    arguments.append(f"--enable-features={','.join(_FEATURES)}")
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(
            executable_path=executable(), args=arguments, timeout=TIMEOUT_MILLISECONDS
        ) as browser,
    ):
        yield browser
