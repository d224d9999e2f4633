"""A real Chromium: the system's, or the one that CHROMIUM names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright


@contextmanager
def chromium() -> Iterator[Browser]:
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert executable, "There is no Chromium: scripts/test installs it, or name one in CHROMIUM."
    # As root, as in containers, Chromium starts without its sandbox only; the pages are our own.
    arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    # Nothing but the pages is to go through the network.
    arguments += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=executable, args=arguments) as browser,
    ):
        yield browser
