"""The site while it is edited: `mkdocs serve` shows a change, and what is wrong, without being started again."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.test_search import search
from tests.browser.visit import visit
from tests.project import Project, environment


@contextmanager
def serving(project: Project, log: Path) -> Iterator[str]:
    """Where the project is served, ending in `/`."""
    port = free_port()
    command = [sys.executable, "-u", "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    with (
        log.open("w") as output,
        subprocess.Popen(
            command,
            cwd=project.folder,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        ) as process,
    ):
        try:
            assert process.stdout is not None
            for line in process.stdout:
                output.write(line)
                if "Serving on" in line:
                    break
            else:
                raise AssertionError(log.read_text())
            yield f"http://127.0.0.1:{port}/botblocker-privacy/"
        finally:
            process.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_a_change_shows_at_once(browser: Browser, project: Project, tmp_path: Path) -> None:
    with serving(project, tmp_path / "log") as address, visit(browser, address + "en/faq/") as visited:
        page = visited.page
        expect(page.locator("article")).to_contain_text("Never.")
        project.replace("docs/en/faq.md", "Never.", "Not at all.")
        expect(page.locator("article")).to_contain_text("Not at all.", timeout=20_000)
        assert not [text for text in visited.complaints if re.search("Content.Security.Policy|Refused", text)]


def test_search_finds_what_was_just_written(browser: Browser, project: Project, tmp_path: Path) -> None:
    with serving(project, tmp_path / "log") as address, visit(browser, address + "en/faq/") as visited:
        page = visited.page
        search(page, "zebra")
        assert page.locator(".search__results a").count() == 0
        project.replace("docs/en/faq.md", "Never.", "Never, said the zebra.")
        expect(page.locator("article")).to_contain_text("zebra", timeout=20_000)
        assert search(page, "zebra") == ["Do you pass data on to anyone else?"]
        assert not [text for text in visited.complaints if re.search("Content.Security.Policy|Refused", text)]


def test_a_fault_does_not_end_the_server(browser: Browser, project: Project, tmp_path: Path) -> None:
    with serving(project, tmp_path / "log") as address, visit(browser, address + "en/faq/") as visited:
        project.replace("docs/en/faq.md", "Never.", "<b>Never.</b>")
        visited.page.wait_for_timeout(3000)
        project.replace("docs/en/faq.md", "<b>Never.</b>", "Not at all.")
        expect(visited.page.locator("article")).to_contain_text("Not at all.", timeout=20_000)
