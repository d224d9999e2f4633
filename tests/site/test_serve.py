"""`policy serve`: the site while it is edited, and the errors while it cannot be built."""

from __future__ import annotations

import queue
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn, TypeVar
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from policysite.errors import ToolError
from policysite.findings import Finding
from policysite.messages import messages_in
from policysite.output import Terminal
from policysite.site.serve import serve

from tests.free_port import free_port
from tests.project import environment
from tests.small_site import SmallSite

POLICY = Path(sys.executable).with_name("policy")

# Only a server that does not work reaches it.
TIMEOUT_SECONDS = 300


Event = TypeVar("Event")


class Served:
    """A served site; the server reports to it."""

    def __init__(self) -> None:
        self.url = self.changes = ""
        self._events: queue.Queue[list[Finding] | ToolError] = queue.Queue()
        self._ready = threading.Event()
        self._stop = False

    def serving(self, url: str) -> None:
        self.url = url
        self._ready.set()

    def built(self, warnings: list[Finding], changes: str) -> None:
        self.changes = changes
        self._end_of_build(warnings)

    def failed(self, error: ToolError) -> None:
        self._end_of_build(error)

    def _end_of_build(self, event: list[Finding] | ToolError) -> None:
        if self._stop:
            raise KeyboardInterrupt
        self._events.put(event)

    def warnings(self) -> list[Finding]:
        """Wait for a build that succeeds and return its warnings."""
        return self._next(list)

    def error(self) -> ToolError:
        """Wait for a build that fails and return its error."""
        return self._next(ToolError)

    def _next(self, kind: type[Event]) -> Event:
        others = []
        try:
            while not isinstance(event := self._events.get(timeout=TIMEOUT_SECONDS), kind):
                others.append(event)  # a second build of the change before
        except queue.Empty as error:
            raise AssertionError(others) from error
        return event

    def read(self, path: str = "privacy/") -> tuple[int, str]:
        """The status and the text of a page."""
        assert self._ready.wait(TIMEOUT_SECONDS)
        try:
            with urlopen(self.url + path, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310  (a server of this test)
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()

    def stop(self) -> None:
        """Have the next build interrupt the server."""
        self._stop = True


@pytest.fixture(autouse=True)
def fast_polling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policysite.site.serve.POLLING_SECONDS", 0.05)


@contextmanager
def served(site: SmallSite, host: str = "127.0.0.1") -> Iterator[Served]:
    """Serve a site while the context lasts."""
    listener = Served()
    arguments = (site.config, f"{host}:{free_port()}", messages_in("en"), listener)
    server = threading.Thread(target=serve, args=arguments)
    server.start()
    try:
        yield listener
    finally:
        listener.stop()
        away = site.config.rename(site.folder / "away.yml")  # a build that fails at once
        server.join()
        away.rename(site.config)


def test_a_change_is_built_and_served(small: SmallSite) -> None:
    small.replace("mkdocs.yml", "/legal/", "/leg%61l/")
    with served(small) as server:
        assert server.warnings() == []
        assert "every request" in server.read()[1]
        assert server.url.endswith("/legal/")
        status, page = server.read("nowhere/")
        assert status == 404
        assert "Policy" in page
        small.replace("docs/en/privacy.md", "every request", "all requests")
        assert server.warnings() == []
        status, page = server.read()
        assert status == 200
        assert "all requests" in page
        assert "/livereload/" in page


def test_the_changes_since_the_last_version_are_served_and_not_published(tmp_path: Path) -> None:
    small = SmallSite(tmp_path)
    with served(small) as server:
        server.warnings()
        assert "The text of no page has changed." in server.read("redline/")[1]
        assert server.changes == ""
        small.replace("docs/en/privacy.md", "for a year", "for two years")
        server.warnings()
        text = server.read("redline/")[1]
        assert "Changes since “Policy”, version 1.0" in text
        assert "two years</ins>" in text
        assert server.changes == f"{server.url}redline/"
    assert small.policy("build") == 0
    assert not [path for path in small.published() if path.startswith("redline/")]


def test_the_terminal_says_where_changes_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal(messages_in("en"))
    terminal.built([], "http://127.0.0.1/redline/")
    terminal.serving("http://127.0.0.1/")
    terminal.built([], "")
    assert capsys.readouterr().out.splitlines() == [
        "Serving at http://127.0.0.1/ (Ctrl+C stops)",
        "Changes since the latest versions: http://127.0.0.1/redline/",
        "The pages were built again.",
    ]


def test_no_page_names_an_address_that_browsers_cannot_open(small: SmallSite) -> None:
    with served(small, "0.0.0.0") as server:  # noqa: S104  (for phones in the same network)
        assert server.warnings() == []
        for path in ("", "privacy/", "nowhere/", "sitemap.xml"):
            assert "0.0.0.0" not in server.read(path)[1]  # noqa: S104
        assert server.url.startswith("http://127.0.0.1:")


def test_errors_are_shown_until_they_are_fixed(small: SmallSite) -> None:
    with served(small) as server:
        server.warnings()
        for path, old, new, place in (
            ("docs/ru/privacy.md", " { #requests }", "", "docs/ru/privacy.md:8:1"),
            ("mkdocs.yml", "site_name: Policy", "hooks: [x.py]\nsite_name: Policy", "mkdocs.yml:1:1"),
            ("mkdocs.yml", "site_name: Policy", "site_name: [Policy", "mkdocs.yml:"),
        ):
            before = small.read(path)
            small.replace(path, old, new)
            assert server.error().findings
            for page in ("privacy/", "", "nowhere/"):
                shown = server.read(page)[1]
                assert f"<code>{place}" in shown
                assert '<meta http-equiv="refresh"' in shown
            small.write(path, before)
            assert server.warnings() == []
            assert "every request" in server.read()[1]


def test_a_site_that_cannot_be_built_at_first_is_served_when_it_is_fixed(small: SmallSite) -> None:
    small.replace("docs/en/privacy.md", "every request", "<b>every</b> request")
    with served(small) as server:
        assert server.error().findings
        assert "<code>docs/en/privacy.md:10:9" in server.read()[1]
        small.replace("docs/en/privacy.md", "<b>every</b> request", "every request")
        assert server.warnings() == []
        assert "every request" in server.read()[1]


@pytest.mark.parametrize("path", ["docs", "mkdocs.yml"])
def test_what_was_deleted_is_watched_when_it_is_back(small: SmallSite, path: str) -> None:
    with served(small) as server:
        server.warnings()
        (small.folder / path).rename(small.folder / "kept")
        server.error()
        (small.folder / "kept").rename(small.folder / path)
        assert server.warnings() == []
        small.replace("docs/en/privacy.md", "every request", "all requests")
        assert server.warnings() == []
        assert "all requests" in server.read()[1]


def test_an_error_is_shown_as_text(small: SmallSite) -> None:
    small.write("overrides/notice.html", "<script>alert(1)</script>")
    with served(small) as server:
        assert server.error().message == "pages_refused"
        shown = server.read()[1]
        assert "overrides/notice.html:1" in shown
        assert "&lt;script&gt;" in shown
        assert "<script>" not in shown


def test_an_error_of_the_tool_does_not_end_the_server(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> NoReturn:
        raise ZeroDivisionError("of the tool")

    with served(small) as server:
        server.warnings()
        with monkeypatch.context() as patch:
            patch.setattr("mkdocs.commands.build.build", broken)
            small.append("docs/en/privacy.md", "\nMore.\n")
            assert server.error().params["reason"] == "ZeroDivisionError: of the tool"
            assert "ZeroDivisionError: of the tool" in server.read()[1]
        small.append("docs/en/privacy.md", "\nAnd more.\n")
        assert server.warnings() == []


def test_warnings_are_reported_and_those_about_the_checkout_once(small: SmallSite) -> None:
    small.replace("docs/en/privacy.md", "every", "[every](nowhere.md)")
    small.write(".git", "gitdir: nowhere")
    with served(small) as server:
        checkout, warning = server.warnings()
        assert (checkout.path, checkout.rule) == ("mkdocs.yml", "history-unreadable")
        assert (warning.path, warning.rule) == ("docs/en/privacy.md", "link-target-missing")
        assert "every" in server.read()[1]
        small.append("docs/en/index.md", "\nMore.\n")
        assert server.warnings() == [warning]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_server_that_is_ended_leaves_nothing_behind(small: SmallSite, tmp_path: Path, number: signal.Signals) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with subprocess.Popen(
        [POLICY, "-f", small.config, "serve", "--dev-addr", f"127.0.0.1:{free_port()}"],
        env=environment(TMPDIR=str(temporary)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        # A shell that runs a command in the background lets it ignore Ctrl+C.
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),
    ) as process:
        assert process.stdout is not None
        assert "http://" in process.stdout.readline()
        process.send_signal(number)
        _, errors = process.communicate(timeout=TIMEOUT_SECONDS)
    assert (process.returncode, errors) == (0, "")
    assert list(temporary.iterdir()) == []


def test_a_port_in_use_is_one_line(small: SmallSite) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        output, errors = small.run("serve", "--dev-addr", f"127.0.0.1:{port}", "--lang", "en", code=2)
    assert output == ""
    assert errors.startswith(f"policy: http://127.0.0.1:{port}/legal/: the port is in use")
    assert errors.count("\n") == 1


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("0.0.0.0:99999", "cannot serve at http://127.0.0.1:99999/legal/: "),
        ("[::]:99999", "cannot serve at http://[::1]:99999/legal/: "),
        ("::1:99999", "cannot serve at http://[::1]:99999/legal/: "),
        ("localhost:99999", "cannot serve at http://localhost:99999/legal/: "),
        ("192.0.2.1", "cannot serve at http://192.0.2.1:8000/legal/: "),
        ("8082", "8082 is not an address to serve at; write ADDRESS:PORT, such as 127.0.0.1:8082\n"),
        (":8082", ":8082 is not an address to serve at; write ADDRESS:PORT, such as 127.0.0.1:8000\n"),
        ("policy.example:80", "policy.example:80 is not an address to serve at; write ADDRESS:PORT, such as "),
    ],
)
def test_an_address_that_cannot_be_used_is_one_line(small: SmallSite, address: str, error: str) -> None:
    output, errors = small.run("serve", "--dev-addr", address, "--lang", "en", code=2)
    assert output == ""
    assert errors.startswith(f"policy: {error}")
    assert errors.count("\n") == 1
