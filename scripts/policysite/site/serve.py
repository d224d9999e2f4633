"""`policy serve`: serve the site with live reload; while it cannot be built, show the errors instead."""

from __future__ import annotations

import errno
import ipaddress
import logging
import os
import shutil
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from html import escape
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

import mkdocs
from mkdocs.config.base import ValidationError
from mkdocs.config.config_options import IpAddress
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserverVFS

from policysite import approvals
from policysite.config.loader import load_mkdocs, settings_of
from policysite.corpus import Corpus, Settings
from policysite.errors import ToolError
from policysite.findings import Finding
from policysite.history import versions
from policysite.history.changes import changes
from policysite.history.default_branch import DefaultBranch
from policysite.history.former_state import last_release
from policysite.history.redline.page import findings_list
from policysite.history.redline.page import page as redline_page
from policysite.messages import Messages
from policysite.site import folders, mkdocs_log
from policysite.site.build import render

# The folder with the changes since the last versions, below the URL of the served site. No build publishes it.
REDLINE = "redline"
# Seconds after which a browser that shows errors loads the page again.
_RETRY_SECONDS = 2
# Seconds between two checks for changes of the sources.
POLLING_SECONDS = 0.5


class Listener(Protocol):
    """Receives the events of a served site."""

    def serving(self, url: str) -> None:
        """The site is served at a URL."""

    def built(self, warnings: list[Finding], changes: str) -> None:
        """The site was built, perhaps with warnings of MkDocs, and with a page of changes at a URL if there are any."""

    def failed(self, error: ToolError) -> None:
        """The site cannot be built."""


def serve(config_file: Path, dev_addr: str | None, messages: Messages, listener: Listener) -> None:
    """Serve a site until the process is interrupted; build it again whenever a file that it is made from changes.

    A `ToolError` says that the configuration or the address cannot be used, or the address is in use.
    """
    # It logs each request for a file that does not exist as a warning.
    logging.getLogger(f"{mkdocs.__name__}.livereload").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="policy-serve-") as folder:
        server = _Preview(config_file, dev_addr, Path(folder), messages, listener).server
        try:
            server.serve()
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()


class _Server(LiveReloadServer):
    """Builds the site for the first time when the port is bound and the files are watched."""

    def __init__(self, host: str, port: int, *, on_ready: Callable[[str], None], **options: Any) -> None:
        super().__init__(host=host, port=port, **options)
        self.url = f"http://{_reachable(host)}:{port}{self.mount_path}"
        self._on_ready = on_ready
        # The observer of MkDocs stops watching a path that has been deleted, even if it comes back.
        self.observer = PollingObserverVFS(  # type: ignore[assignment]  # only what all observers have is used
            _stat, os.scandir, polling_interval=POLLING_SECONDS
        )

    def server_bind(self) -> None:
        """Bind the port; a `ToolError` says that it cannot be bound."""
        try:
            super().server_bind()
        except (OSError, OverflowError) as error:  # OverflowError: there is no such port
            in_use = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
            reason = error.strerror if isinstance(error, OSError) else error
            raise ToolError("port_in_use" if in_use else "address_unusable", url=self.url, reason=reason) from error

    def serve_forever(self, poll_interval: float = 0.5) -> None:
        """Build the site, then answer the requests that have been waiting for it."""
        self.builder()
        self._on_ready(self.url)
        super().serve_forever(poll_interval)


def _address(written: str, default_port: int) -> tuple[str, int]:
    """Return the host and the port of an address, which may be a host alone; a `ToolError` says that it is neither."""
    for address in (written, f"{written}:{default_port}"):
        with suppress(ValidationError):
            host, port = IpAddress().run_validation(address)
            return host, port
    example = f"127.0.0.1:{written if written.isdecimal() else default_port}"
    raise ToolError("address_invalid", address=written, example=example)


def _reachable(host: str) -> str:
    """Return a host as URLs write it; for an address that stands for all of the machine, one that browsers can open."""
    if host == "localhost":
        return host
    address = ipaddress.ip_address(host)
    if address.is_unspecified:
        return "127.0.0.1" if address.version == 4 else "[::1]"
    return host if address.version == 4 else f"[{host}]"


def _stat(path: str) -> os.stat_result:
    """Return the status of a watched path; that of an empty file if the path does not exist."""
    try:
        return Path(path).stat()
    except (FileNotFoundError, NotADirectoryError):
        return Path(os.devnull).stat()


class _Preview:
    """The served site: the last build, or a page with the errors as the answer to every request.

    The path of the folder stays the same, because requests that wait for the end of a build have resolved it already.
    """

    def __init__(
        self, config_file: Path, dev_addr: str | None, folder: Path, messages: Messages, listener: Listener
    ) -> None:
        self._config_file = config_file
        self._site, self._new, self._old = (folder / name for name in ("site", "new", "old"))
        self._messages = messages
        self._listener = listener
        self._watched: set[str] = set()
        self._reported: list[Finding] = []  # warnings that no change of the pages removes are reported once
        self._lock = threading.Lock()
        self._error_page: bytes | None = None
        config = load_mkdocs(self._config_file)
        host, port = _address(dev_addr, config.dev_addr.port) if dev_addr else config.dev_addr
        self.server: LiveReloadServer = _Server(
            on_ready=listener.serving,
            builder=self.build,
            host=host,
            port=port,
            root=str(self._site),
            mount_path=unquote(urlsplit(config.site_url or "/").path),
        )
        self.server.error_handler = self.error_response
        self._watch(config)

    def build(self) -> None:
        """Build the site and serve it, or serve the errors if it cannot be built; never raises an exception."""
        with self._lock:  # a file may change during the first build, which has a thread of its own
            shutil.rmtree(self._new, ignore_errors=True)
            self._new.mkdir()
            try:
                warnings, changed = self._render()
            except ToolError as error:
                self._fail(error)
            except Exception as error:  # the server would answer no request until the next build
                self._fail(ToolError("build_failed", reason=f"{type(error).__name__}: {error}"))
            else:
                folders.replace(self._site, self._new, self._old)
                self._error_page = None
                self._listener.built(warnings, f"{self.server.url}{REDLINE}/" if changed else "")

    def error_response(self, status: int) -> bytes | None:
        """Return the page that is sent instead of a missing one."""
        if self._error_page is not None:
            return self._error_page
        page = self._site / f"{status}.html"
        return page.read_bytes() if page.is_file() else None

    def _render(self) -> tuple[list[Finding], bool]:
        """Build the site; return its warnings, and whether there are changes since the last versions."""
        with mkdocs_log.collected() as warnings:
            config = load_mkdocs(self._config_file)
            self._watch(config)
            config.site_dir = str(self._new)
            rendered = render(config, serve_url=self.server.url)
        own = [warning for warning in rendered.warnings if warning not in self._reported]
        settings = settings_of(config)
        changed = self._write_redline(rendered.pages, settings)
        self._reported += own
        return [*own, *mkdocs_log.as_findings(warnings, rendered.pages, settings)], changed

    def _write_redline(self, pages: Corpus, settings: Settings) -> bool:
        """Write the changes since the last versions, if no page has their address; return True if there are any."""
        folder = self._new / REDLINE
        states, _ = versions.read(settings)
        known, _ = approvals.read(settings)
        with suppress(ToolError, FileExistsError):  # ToolError: no version is released
            found = changes(last_release(pages, DefaultBranch(settings, states)), pages, known)
            folder.mkdir()
            (folder / "index.html").write_text(redline_page(found, self._messages, live_reload=True), encoding="utf-8")
            return bool(found.documents)
        return False

    def _watch(self, config: MkDocsConfig) -> None:
        inherited = map(str, settings_of(config).inherited)  # fails if the plugin cannot use it
        for path in (config.config_file_path, *inherited, config.docs_dir, config.theme.custom_dir, *config.watch):
            if path and path not in self._watched:
                self._watched.add(path)
                self.server.watch(path)

    def _fail(self, error: ToolError) -> None:
        self._error_page = _error_page(error, self._messages).encode()
        shutil.rmtree(self._site, ignore_errors=True)
        self._listener.failed(error)


def _error_page(error: ToolError, messages: Messages) -> str:
    """Return the page that a browser shows while the site cannot be built."""
    findings = findings_list(sorted(error.findings), messages)
    title = escape(messages.text("serve_failed"))
    return (
        f'<!doctype html><html lang="{messages.language}"><meta charset="utf-8">'
        f'<meta http-equiv="refresh" content="{_RETRY_SECONDS}"><meta name="color-scheme" content="light dark">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title>"
        "<style>body { font: 1rem/1.5 system-ui; margin: 2rem auto; max-width: 50rem; padding: 0 1rem }</style>"
        f"<h1>{title}</h1>{findings}<p>{escape(error.text(messages))}</p></html>\n"
    )
