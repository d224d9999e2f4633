"""The site while it is edited: `mkdocs serve` shows changes and errors without being started again."""

from __future__ import annotations

import queue
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_search import RESULTS, search
from tests.browser.visit import visit
from tests.project import BASE_PATH, TOOLSHARE, Project, copied, environment

PAGE = "docs/en/questions.md"
TIME_LIMIT_SECONDS = 120


@dataclass(frozen=True)
class Server:
    """A running `mkdocs serve`.

    Attributes:
        project: the project that it serves.
        url: where, ending in `/`.
        log: the lines of its output that nobody has read yet.
    """

    project: Project
    url: str
    log: queue.Queue[str] = field(default_factory=queue.Queue)

    def wait_for(self, text: str) -> None:
        """Wait for a line of the output."""
        while text not in self.log.get(timeout=TIME_LIMIT_SECONDS):
            pass


@contextmanager
def serving(project: Project) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-u", "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    server = Server(project, f"http://127.0.0.1:{port}{BASE_PATH}")
    with subprocess.Popen(
        command,
        cwd=project.folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as process:
        reader = Thread(target=lambda: [server.log.put(line) for line in process.stdout or ()])
        try:
            reader.start()
            server.wait_for("Serving on")
            yield server
        finally:
            process.kill()
            reader.join()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that the tests of this module share: each changes a sentence of its own."""
    with serving(copied(TOOLSHARE, tmp_path_factory.mktemp("serve") / "project")) as server:
        yield server


def test_a_change_is_shown_and_found_at_once(browser: Browser, server: Server) -> None:
    with visit(browser, server.url + "questions/") as visited:
        page = visited.page
        search(page, "zebra")
        expect(page.locator(RESULTS)).to_have_count(0)
        server.project.replace(PAGE, "Not at all.", "Not to a zebra.")
        expect(page.locator("article")).to_contain_text("Not to a zebra.")
        assert search(page, "zebra") == ["Do you pass my data on?"]
        assert not [error for error in visited.errors if re.search("Content.Security.Policy|Refused", error)]


def test_an_error_does_not_end_the_server(browser: Browser, server: Server) -> None:
    with visit(browser, server.url + "questions/") as visited:
        server.project.replace(PAGE, "Just write", "<b>Just write</b>")
        server.wait_for("error[raw-html]")
        server.project.replace(PAGE, "<b>Just write</b>", "Please write")
        expect(visited.page.locator("article")).to_contain_text("Please write")
