"""A web on loopback, where each path answers in a way of its own and requests are counted."""

from __future__ import annotations

import gzip
import socket
import socketserver
import ssl
import struct
import sys
import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPMethod, HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from policysite.links.linkchecker import run

HOSTS = ("127.0.1.1", "127.0.1.2")
# Its certificate is self-signed.
SECURE_HOST = "127.0.0.18"
CERTIFICATE = Path(__file__).parent / "fixtures/self-signed.pem"

PAGE = '<!doctype html><title>Page</title><h1 id="present">Page</h1><p id="раздел">…</p>'.encode()


# Starts linkchecker without its pauses between two requests to one host.
_LAUNCH = """\
import runpy
from linkcheck.director.aggregator import Aggregate
Aggregate.wait_for_host = lambda *_: None
runpy.run_module("policysite.links.linkchecker.launch", run_name="__main__")
"""


def without_pauses(patch: pytest.MonkeyPatch) -> None:
    """Let linkchecker send its requests without pauses."""
    patch.setattr(run, "LAUNCH", [sys.executable, "-P", "-c", _LAUNCH])


@dataclass(frozen=True)
class Reply:
    """An answer, by default a page."""

    status: int = HTTPStatus.OK
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = PAGE


class Reset:
    """No answer: the connection is broken off (TCP RST)."""


def to(path: str, status: int = HTTPStatus.MOVED_PERMANENTLY) -> Reply:
    """A redirect."""
    return Reply(status, {"Location": path}, b"")


FINE = Reply()
# The answers of each path in turn; the last one is repeated. Other paths are not found.
ANSWERS: dict[str, tuple[Reply | Reset, ...]] = {
    **dict.fromkeys(("/alive", "/with-no-head", "/without-head", "/путь к/файлу", "/идн", "/robots-refused"), (FINE,)),
    "/empty": (Reply(HTTPStatus.NO_CONTENT, body=b""),),
    "/gone": (Reply(HTTPStatus.GONE),),
    "/moved": (to("/home/moved"),),
    "/moved-308": (to("/home/moved-308", HTTPStatus.PERMANENT_REDIRECT),),
    "/moved-twice": (to("/moved-once"),),
    "/moved-once": (to("/home/moved-once"),),
    "/moved-then-elsewhere": (to("/now-elsewhere"),),
    "/now-elsewhere": (to("/home/elsewhere", HTTPStatus.FOUND),),
    "/elsewhere-then-moved": (to("/now-moved", HTTPStatus.TEMPORARY_REDIRECT),),
    "/now-moved": (to("/home/now-moved"),),
    "/elsewhere": (to("/home/elsewhere-302", HTTPStatus.FOUND),),
    "/folder": (to("/folder/"),),
    "/folder/": (FINE,),
    "/moved-away": (to("/missing-away"),),
    "/moved-to-refusal": (to("/unauthorized-home"),),
    "/moved-astray": (to("ftp://a.example/x"),),
    "/loop": (to("/loop/back"),),
    "/loop/back": (to("/loop"),),
    "/unauthorized": (Reply(HTTPStatus.UNAUTHORIZED),),
    "/unauthorized-home": (Reply(HTTPStatus.UNAUTHORIZED),),
    "/limited": (Reply(HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": "7"}), FINE),
    "/limited-for-long": (Reply(HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": "3600"}),),
    "/unavailable": (Reply(HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": "Fri, 31 Dec 2038 23:59:59 GMT"}),),
    "/hiccup": (Reply(HTTPStatus.INTERNAL_SERVER_ERROR), FINE),
    "/broken": (Reply(HTTPStatus.INTERNAL_SERVER_ERROR),),
    "/odd": (Reply(HTTPStatus.IM_A_TEAPOT),),
    "/nowhere": (Reply(HTTPStatus.MOVED_PERMANENTLY),),
    "/reset-once": (Reset(), FINE),
    "/reset": (Reset(),),
    "/gzip": (Reply(headers={"Content-Encoding": "gzip"}, body=gzip.compress(PAGE)),),
    "/spoiled": (Reply(headers={"Content-Encoding": "gzip"}, body=PAGE),),
    "/text": (Reply(headers={"Content-Type": "text/plain"}),),
    "/page": (FINE,),
    "/page-two": (FINE,),
    "/page-moved": (to("/home/page"),),
    "/page-moved-missing": (to("/home/page-without-it"),),
    "/page-missing": (FINE,),
    "/page-of-scripts": (Reply(body=b'<h2 id="user-content-present">Page</h2>'),),
    "/gzip-missing": (Reply(headers={"Content-Encoding": "gzip"}, body=gzip.compress(PAGE)),),
    "/moved-one-host": (to("/home/moved-one-host"),),
    "/moved-after": (to("/home/moved-after"),),
}
# Every path below this is found.
HOME = "/home/"
TO_HEAD = {"/with-no-head": HTTPStatus.METHOD_NOT_ALLOWED, "/without-head": HTTPStatus.NOT_IMPLEMENTED}
TO_ROBOTS = {"/robots-refused": HTTPStatus.FORBIDDEN}


@dataclass
class Web:
    """The web while it is served.

    Attributes:
        ports: the port of each host.
        requests: the number of requests, by host, path as sent, and method.
    """

    ports: dict[str, int] = field(default_factory=dict)
    requests: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def address(self, path: str, host: str = HOSTS[0]) -> str:
        scheme = "https" if host == SECURE_HOST else "http"
        return f"{scheme}://{host}:{self.ports[host]}{path}"

    def requested(self, path: str, method: str = HTTPMethod.GET) -> int:
        """The number of requests for a path, on all hosts."""
        return sum(count for (_, *what), count in self.requests.items() if what == [path, method])

    def count(self, host: str, path: str, method: str) -> int:
        """Count a request, and return the number of those before it."""
        with self._lock:
            before = self.requests[host, path, method]
            self.requests[host, path, method] += 1
            return before


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, *arguments: object, web: Web) -> None:
        self._web = web
        super().__init__(*arguments)  # type: ignore[arg-type]

    def log_message(self, *_: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        # As a proxy it gets the whole URL, and answers for any host.
        url = urlsplit(self.path)
        before = self._web.count(url.hostname or str(self.server.server_address[0]), url.path, self.command)
        path = unquote(url.path)
        if self.command == HTTPMethod.HEAD and path in TO_HEAD:
            self._send(Reply(TO_HEAD[path]))
        elif path in TO_ROBOTS and "Mozilla/5.0 (Windows" not in self.headers["User-Agent"]:
            self._send(Reply(TO_ROBOTS[path]))
        elif path.startswith(HOME):
            self._send(FINE)
        else:
            replies = ANSWERS.get(path, (Reply(HTTPStatus.NOT_FOUND),))
            self._do(replies[min(before, len(replies) - 1)])

    def _do(self, reply: Reply | Reset) -> None:
        if isinstance(reply, Reset):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        else:
            self._send(reply)

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if self.command != HTTPMethod.HEAD:
            self.wfile.write(reply.body)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def server_bind(self) -> None:
        socketserver.TCPServer.server_bind(self)  # HTTPServer would look up the name of the host

    def handle_error(self, *_: object) -> None:
        """Ignore clients that did not wait, or refused the certificate."""


@contextmanager
def fake_web() -> Iterator[Web]:
    """Serve the web while the context lasts."""
    web = Web()
    with ExitStack() as stack:
        for host in (*HOSTS, SECURE_HOST):
            server = stack.enter_context(_Server((host, 0), partial(_Handler, web=web)))
            web.ports[host] = server.server_address[1]
            if host == SECURE_HOST:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(CERTIFICATE)
                # The handshake is done in the thread of the connection.
                server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
            threading.Thread(target=partial(server.serve_forever, poll_interval=0.05), daemon=True).start()
            stack.callback(server.shutdown)
        yield web
