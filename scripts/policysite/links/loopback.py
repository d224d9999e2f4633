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

from policysite.corpus.destinations import NOT_FOUND
from policysite.corpus.urls import INDEX
from policysite.links.built_site import file_sent

# Without the types that the system adds, so that the same files are pages everywhere.
_MEDIA_TYPES = mimetypes.MimeTypes()
_OTHER_MEDIA_TYPES = {
    ".ico": "image/vnd.microsoft.icon",
    ".js": "application/javascript",
    ".mjs": "application/javascript",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}
# The time that leaving the context takes at most.
_POLL_SECONDS = 0.01


def file_at(folder: Path, path: str) -> str:
    """Return the file below a folder that is sent for a path; empty if there is none."""
    return file_sent(path, partial(_is_file, folder))


def _is_file(folder: Path, path: str) -> bool:
    """True if there is a file at a path inside a folder, with exactly that name, case included."""
    found = folder
    for name in path.split("/"):
        if not found.is_dir() or name not in os.listdir(found):  # noqa: PTH208  (names are compared, not paths)
            return False
        found /= name
    return found.is_file() and found.resolve().is_relative_to(folder.resolve())


class SiteRequestHandler(BaseHTTPRequestHandler):
    """Sends the files below a path, and the 404 page for any other path."""

    protocol_version = "HTTP/1.1"
    # Send an answer in one piece, at once.
    wbufsize = -1
    disable_nagle_algorithm = True

    def __init__(self, *arguments: object, folder: Path, base: str) -> None:
        self._folder = folder
        self._base = unquote(base)
        super().__init__(*arguments)  # type: ignore[arg-type]  # passed through from the server

    def log_message(self, *_: object) -> None:
        """Log nothing."""

    def end_headers(self) -> None:
        """Add the header that allows linkchecker to send requests without pauses."""
        self.send_header("LinkChecker", "welcome")
        super().end_headers()

    def do_HEAD(self) -> None:
        """Answer without a body."""
        self.do_GET()

    def do_GET(self) -> None:
        """Answer with a file, a redirect to the folder with its slash, or the 404 page."""
        raw, mark, query = self.path.partition("#")[0].partition("?")
        path = self._below_base(raw)
        try:
            file = "" if path is None else file_at(self._folder, path)
            if path and file == f"{path}/{INDEX}":
                moved_to = f"{raw}/{mark}{query}"
                self.answer(HTTPStatus.MOVED_PERMANENTLY, self._media_type(file), b"", Location=moved_to)
            elif file:
                self.answer(HTTPStatus.OK, self._media_type(file), (self._folder / file).read_bytes())
            else:
                page = self._folder / NOT_FOUND
                body = page.read_bytes() if page.is_file() else b""
                self.answer(HTTPStatus.NOT_FOUND, self._media_type(NOT_FOUND), body)
        except OSError as error:
            self.answer(HTTPStatus.INTERNAL_SERVER_ERROR, "text/plain", str(error.strerror).encode())

    def answer(self, status: HTTPStatus, media_type: str, body: bytes, **headers: str) -> None:
        """Send an answer; the media type has no parameters, and the names of headers have `_` for `-`."""
        self.send_response(status)
        self.send_header(
            "Content-Type", f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
        )
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _below_base(self, raw: str) -> str | None:
        """Return the requested path below the base, decoded; None if it is not below it, or not UTF-8."""
        # The base class has read each byte as a character.
        try:
            parts = [unquote_to_bytes(part.encode("latin-1")).decode() for part in raw.split("/")]
        except UnicodeError:
            return None
        path = "/".join(parts)
        # An encoded slash is not a separator.
        if any("/" in part for part in parts) or not path.startswith(self._base):
            return None
        return path.removeprefix(self._base)

    def _media_type(self, file: str) -> str:
        suffix = PurePosixPath(file).suffix.lower()
        return _OTHER_MEDIA_TYPES.get(suffix) or _MEDIA_TYPES.guess_type(f"a{suffix}")[0] or "application/octet-stream"


class _LoopbackServer(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def server_bind(self) -> None:
        # The base class looks up the name of the machine, which can take long.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]  # it is an IPv4 address

    def handle_error(self, *_: object) -> None:
        """Ignore connections that were closed."""


@contextmanager
def served(
    folder: Path, base: str = "/", handler: Callable[..., SiteRequestHandler] = SiteRequestHandler
) -> Iterator[str]:
    """Serve a folder while the context lasts, and yield the URL of its root, which ends in `/`.

    The folder may still be empty. The path below which it is served begins and ends with `/`, as in URLs. An `OSError`
    says that this machine does not allow serving.
    """
    with _LoopbackServer(("127.0.0.1", 0), partial(handler, folder=folder, base=base)) as server:
        threading.Thread(target=server.serve_forever, args=(_POLL_SECONDS,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base}"
        finally:
            server.shutdown()
