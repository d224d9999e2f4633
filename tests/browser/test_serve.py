"""The site in a browser while it is edited: it shows each change and each error, and needs no reload by hand."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_search import RESULTS, search
from tests.browser.visit import visit
from tests.free_port import free_port
from tests.project import environment
from tests.small_site import SmallSite


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SmallSite, str]]:
    """A site and the address at which it is served, which ends in `/`."""
    site = SmallSite(tmp_path_factory.mktemp("serve") / "project", versioned=False)
    command = [Path(sys.executable).with_name("policy"), "-f", site.config, "serve"]
    with subprocess.Popen(
        [*command, "--dev-addr", f"127.0.0.1:{free_port()}"],
        env=environment(PYTHONUNBUFFERED="1"),
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            found = re.search(r"http://\S+/", line)
            assert found, line
            yield site, found[0]
        finally:
            process.kill()


def test_a_change_shows_at_once_and_is_found_by_the_search(browser: Browser, served: tuple[SmallSite, str]) -> None:
    site, address = served
    with visit(browser, f"{address}privacy/") as visited:
        page = visited.page
        search(page, "zebra")
        expect(page.locator(RESULTS)).to_have_count(0)
        site.replace("docs/en/privacy.md", "every request", "every zebra")
        expect(page.locator("article")).to_contain_text("every zebra")
        assert search(page, "zebra") == ["Requests"]
        assert not [error for error in visited.errors if re.search("Content.Security.Policy|Refused", error)]


def test_errors_show_in_the_browser_until_they_are_fixed(browser: Browser, served: tuple[SmallSite, str]) -> None:
    site, address = served
    with visit(browser, address) as visited:
        page = visited.page
        expect(page.locator("article")).to_contain_text("We answer requests")
        site.replace("docs/en/index.md", "We answer requests", "We <b>answer</b> requests")
        expect(page.locator("h1")).to_have_text("The site cannot be built")
        page.set_viewport_size({"width": 390, "height": 800})
        heading = page.locator("h1").bounding_box()
        assert heading is not None
        assert heading["x"] > 0
        expect(page.locator("li code")).to_contain_text(["docs/en/index.md:8:4 "])
        site.replace("docs/en/index.md", "We <b>answer</b> requests", "We read requests")
        expect(page.locator("article")).to_contain_text("We read requests")
