"""The built site served on loopback, as GitHub Pages serves it."""

from __future__ import annotations

import mimetypes
import os
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, unquote_to_bytes

from policysite.links.built_site import INDEX, NOT_FOUND

# Not those of the machine, on which it would depend what is read as a page.
_KINDS = mimetypes.MimeTypes()
_OTHER_KINDS = {
    ".ico": "image/vnd.microsoft.icon",
    ".js": "application/javascript",
    ".mjs": "application/javascript",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
# Seconds after which the end of the context is noticed.
_POLL = 0.01


def file_at(folder: Path, path: str) -> Path | None:
    """The file that is sent for a path.

    Args:
        folder: the folder of the site.
        path: decoded, below the site's root: `faq/`, `faq/index.html` and `faq` lead to the same file where there is
            one.
    """
    if (found := _entry(folder, path.removesuffix("/"))) is None:
        beside = None if path.endswith("/") else _entry(folder, f"{path}.html")
        return beside if beside and beside.is_file() else None
    if found.is_dir():
        found = _entry(found, INDEX)
        return found if found and found.is_file() else None
    return found if found.is_file() and not path.endswith("/") else None


def _entry(folder: Path, path: str) -> Path | None:
    """What lies at a path: spelled as there, on a disk as well that does not care for case, and inside the folder."""
    found = folder
    try:
        for name in path.split("/") if path else []:
            if name not in os.listdir(found):  # noqa: PTH208  (names are compared, not paths)
                return None
            found /= name
        return found if found.resolve().is_relative_to(folder.resolve()) else None
    except (FileNotFoundError, NotADirectoryError, RuntimeError):  # RuntimeError: a link that leads to itself
        return None


class Pages(BaseHTTPRequestHandler):
    """Sends files below a path, and the 404 page for what is not there."""

    protocol_version = "HTTP/1.1"
    # An answer goes out in one piece, and at once.
    wbufsize = -1
    disable_nagle_algorithm = True

    def __init__(self, *arguments: object, folder: Path, base: str) -> None:
        self._folder = folder
        self._base = unquote(base)
        super().__init__(*arguments)  # type: ignore[arg-type]  # the server says what they are

    def log_message(self, *_: object) -> None:
        """Says nothing of what was asked."""

    def end_headers(self) -> None:
        """Tells linkchecker that it need not go slowly here."""
        self.send_header("LinkChecker", "welcome")
        super().end_headers()

    def do_HEAD(self) -> None:
        """Answers without a body."""
        self.do_GET()

    def do_GET(self) -> None:
        """Answers with a file, with a redirect to a folder's slash, or that there is nothing."""
        raw, mark, query = self.path.partition("#")[0].partition("?")
        path = self._below_base(raw)
        try:
            found = None if path is None else _entry(self._folder, path)
            if found and found.is_dir() and not raw.endswith("/"):
                self._redirect(f"{raw}/{mark}{query}")
            elif path is not None and (file := file_at(self._folder, path)):
                self.answer(HTTPStatus.OK, self._kind(file), file.read_bytes())
            else:
                page = self._folder / NOT_FOUND
                self.answer(HTTPStatus.NOT_FOUND, self._kind(page), page.read_bytes() if page.is_file() else b"")
        except OSError as error:
            self.answer(HTTPStatus.INTERNAL_SERVER_ERROR, "text/plain", str(error.strerror).encode())

    def answer(self, status: HTTPStatus, kind: str, body: bytes, **headers: str) -> None:
        """Sends a file.

        Args:
            status: the status.
            kind: the media type, without parameters.
            body: what is in the file.
            headers: further headers, with `_` for `-`.
        """
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _redirect(self, address: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _below_base(self, raw: str) -> str | None:
        """A path as it was asked, decoded; `None` where it does not lead below the base, or is not UTF-8."""
        # The base class reads each byte as a character.
        try:
            parts = [unquote_to_bytes(part.encode("latin-1")).decode() for part in raw.split("/")]
        except UnicodeError:
            return None
        path = "/".join(parts)
        # A slash that was encoded is no separator.
        if any("/" in part for part in parts) or not path.startswith(self._base):
            return None
        return path.removeprefix(self._base)

    def _kind(self, path: Path) -> str:
        suffix = PurePosixPath(path.name).suffix.lower()
        return _OTHER_KINDS.get(suffix) or _KINDS.guess_type(f"a{suffix}")[0] or "application/octet-stream"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def server_bind(self) -> None:
        # The base class asks what the machine is called, for which some wait long.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]  # of IPv4

    def handle_error(self, *_: object) -> None:
        """Says nothing of connections that were closed."""


@contextmanager
def served(folder: Path, base: str = "/", pages: Callable[..., Pages] = Pages) -> Iterator[str]:
    """Serves a folder while the context lasts, and gives the address of its root, which ends in `/`.

    Args:
        folder: the folder, which may still be empty.
        base: the path below which it is served, as addresses have it; begins and ends with `/`.
        pages: what answers.

    Raises:
        OSError: nothing can be served on this machine.
    """
    with _Server(("127.0.0.1", 0), partial(pages, folder=folder, base=base)) as server:
        threading.Thread(target=server.serve_forever, args=(_POLL,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base}"
        finally:
            server.shutdown()
