"""A folder served on loopback as GitHub Pages serves it, and an account of what was sent."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

GZIP_LEVEL = 6
# What GitHub Pages compresses; pictures and fonts it sends as they are.
COMPRESSED = ("text/", "application/javascript", "application/json", "application/manifest+json", "image/svg+xml")


@dataclass(frozen=True)
class Sent:
    """An answer.

    Attributes:
        status: the status of the answer.
        kind: its media type, without parameters.
        size: bytes of the body as sent, compressed where it was.
    """

    status: int
    kind: str
    size: int


@dataclass
class Served:
    """A folder that is being served.

    Attributes:
        address: where it is, ending in `/`.
        sent: what was sent so far.
    """

    address: str
    sent: list[Sent] = field(default_factory=list)


class _Pages(SimpleHTTPRequestHandler):
    """Serves files below a path, compressed where GitHub Pages would, and the 404 page for what is not there."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012  (the base class declares it so)
        **SimpleHTTPRequestHandler.extensions_map,
        ".ico": "image/vnd.microsoft.icon",
        ".js": "application/javascript",
        ".mjs": "application/javascript",
        ".svg": "image/svg+xml",
        ".webmanifest": "application/manifest+json",
        ".woff2": "font/woff2",
    }

    def __init__(self, *arguments: object, base: str, sent: list[Sent], **options: object) -> None:
        self._base = base
        self._sent = sent
        super().__init__(*arguments, **options)  # type: ignore[arg-type]

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        url = urlsplit(self.path).path
        path = Path(self.translate_path(f"/{url.removeprefix(self._base)}"))
        if path.is_dir() and not url.endswith("/"):
            self._redirect(f"{url}/")
            return
        if path.is_dir():
            path /= "index.html"
        if url.startswith(self._base) and path.is_file():
            self._answer(HTTPStatus.OK, path)
        else:
            self._answer(HTTPStatus.NOT_FOUND, Path(self.translate_path("/404.html")))

    def _redirect(self, url: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", url)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _answer(self, status: HTTPStatus, path: Path) -> None:
        body = path.read_bytes() if path.is_file() else b""
        kind = self.guess_type(path).partition(";")[0]
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Cache-Control", "max-age=600")
        if kind.startswith(COMPRESSED):
            body = gzip.compress(body, GZIP_LEVEL, mtime=0)
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self._sent.append(Sent(status, kind, len(body)))
        self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Says nothing of connections that the browser has closed."""


@contextmanager
def served(folder: Path, base: str = "/") -> Iterator[Served]:
    """A folder, which may still be empty, served below a path, which ends in `/`, while the context lasts."""
    sent: list[Sent] = []
    with _Server(("127.0.0.1", 0), partial(_Pages, base=base, sent=sent, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Served(f"http://127.0.0.1:{server.server_port}{base}", sent)
        server.shutdown()
