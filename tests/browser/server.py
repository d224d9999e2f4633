"""A built site served on loopback under its sub-path, as GitHub Pages serves it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from tests.project import BASE, Site


class _Pages(SimpleHTTPRequestHandler):
    """Serves a folder, and the 404 page for what is not there."""

    def log_message(self, *_: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, *_: object) -> None:
        body = Path(self.translate_path(urlsplit(BASE).path), "404.html").read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(site: Site, root: Path) -> Iterator[str]:
    """Where the site is served, ending in `/`, while the context lasts; `root` is an empty folder to serve it from."""
    path = urlsplit(BASE).path.strip("/")
    (root / path).symlink_to(site.folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Pages, directory=str(root))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{path}/"
        server.shutdown()
