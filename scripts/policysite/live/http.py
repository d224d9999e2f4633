"""Requests addresses of a published site."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import responses
from multiprocessing import TimeoutError as NoResultError
from multiprocessing.pool import ThreadPool
from typing import TypeAlias

import requests
import urllib3
from requests.adapters import HTTPAdapter

_MAX_REQUESTS_AT_ONCE = 8
_TIMEOUT_SECONDS = 10
# The time for the answers that are awaited together, and for each of them.
_SECONDS_IN_ALL, _SECONDS_FOR_EACH = 60.0, 1.0
_MAX_REDIRECTS = 5
# Longer pauses are as good as this one.
_MAX_SECONDS_DIGITS = 6
_CHUNK_BYTES = 65_536
# GitHub refuses larger files.
_MAX_BYTES = 100_000_000
# Only the beginning of a file is searched for links.
_MAX_KEPT_BYTES = 5_000_000


@dataclass(frozen=True)
class HttpAnswer:
    """The answer to a request, after redirects.

    Attributes:
        status: the status; None if no server answered.
        reason: the status in words, or why there is no answer, or none to the end.
        sha256: the SHA-256 of the content, without the compression of the transfer; empty if it did not come to an end.
        content: the content; only the beginning of a large one.
        retry_after: the seconds after which the server asks to be requested again; 0 if it does not say.
    """

    status: int | None
    reason: str = ""
    sha256: str = ""
    content: bytes = b""
    retry_after: int = 0


# Returns the answers for addresses, in their order.
Fetch: TypeAlias = Callable[[Iterable[str]], Iterator[HttpAnswer]]


@contextmanager
def connected(seconds_in_all: float = _SECONDS_IN_ALL, seconds_for_each: float = _SECONDS_FOR_EACH) -> Iterator[Fetch]:
    """Yield a function that requests addresses, several at once.

    The answers to the addresses of one call have this time in all, and further time for each of them: a server may send
    a byte now and then for ever.
    """
    with requests.Session() as session:
        session.max_redirects = _MAX_REDIRECTS
        session.auth = _without_password
        for scheme in ("https://", "http://"):
            session.mount(scheme, HTTPAdapter(pool_maxsize=_MAX_REQUESTS_AT_ONCE))

        def fetch(urls: Iterable[str]) -> Iterator[HttpAnswer]:
            requested = list(urls)
            # (A thread of this kind that has no answer yet does not keep the program from ending.)
            pool = ThreadPool(_MAX_REQUESTS_AT_ONCE)
            answers = pool.imap(partial(_answer, session), requested)
            pool.close()
            end = time.monotonic() + seconds_in_all + len(requested) * seconds_for_each
            for _ in requested:
                try:
                    yield answers.next(max(end - time.monotonic(), 0))
                except NoResultError:
                    yield HttpAnswer(None, "Timeout")

        yield fetch


def _without_password(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Return a request as it is; otherwise the user's `.netrc` would be read."""
    return request


def _answer(session: requests.Session, url: str) -> HttpAnswer:
    try:
        with session.get(url, stream=True, timeout=_TIMEOUT_SECONDS) as response:
            return _read(response)
    except (requests.RequestException, urllib3.exceptions.HTTPError, ValueError) as error:
        return HttpAnswer(None, type(error).__name__)


def _read(response: requests.Response) -> HttpAnswer:
    status = response.status_code
    after = response.headers.get("Retry-After", "")
    retry_after = int(after[:_MAX_SECONDS_DIGITS]) if after.isascii() and after.isdecimal() else 0
    digest = hashlib.sha256()
    kept = bytearray()
    size = 0
    try:
        # (Some servers call the compression of a .gz file that of its transfer.)
        for chunk in response.raw.stream(_CHUNK_BYTES, decode_content=not response.url.endswith(".gz")):
            digest.update(chunk)
            size += len(chunk)
            kept += chunk[: max(_MAX_KEPT_BYTES - len(kept), 0)]
            if size > _MAX_BYTES:
                return HttpAnswer(status, f"> {_MAX_BYTES} B")
    except urllib3.exceptions.HTTPError as error:
        return HttpAnswer(status, type(error).__name__, retry_after=retry_after)
    reason = f"{status} {responses.get(status, '')}".strip()
    return HttpAnswer(status, reason, digest.hexdigest(), bytes(kept), retry_after)
