"""A folder served on loopback as GitHub Pages serves it, and a list of the responses."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any

from policysite.links import loopback
from policysite.links.loopback import SiteRequestHandler

GZIP_LEVEL = 6
# The media types that GitHub Pages compresses; not those of images and fonts.
COMPRESSED = ("text/", "application/javascript", "application/json", "application/manifest+json", "image/svg+xml")


@dataclass(frozen=True)
class Sent:
    """A response.

    Attributes:
        status: its HTTP status.
        kind: its media type, without parameters.
        size: bytes of the body as sent, after compression.
    """

    status: int
    kind: str
    size: int


@dataclass
class Served:
    """A folder that is being served.

    Attributes:
        url: its URL, ending in `/`.
        sent: the responses so far.
    """

    url: str
    sent: list[Sent] = field(default_factory=list)


class _Pages(SiteRequestHandler):
    """Compresses what GitHub Pages compresses, and lists the responses."""

    def __init__(self, *arguments: object, sent: list[Sent], **options: Any) -> None:
        self._sent = sent
        super().__init__(*arguments, **options)

    def answer(self, status: HTTPStatus, kind: str, body: bytes, **headers: str) -> None:
        headers |= {"Cache_Control": "max-age=600"}
        if kind.startswith(COMPRESSED):
            body = gzip.compress(body, GZIP_LEVEL, mtime=0)
            headers |= {"Content_Encoding": "gzip", "Vary": "Accept-Encoding"}
        self._sent.append(Sent(status, kind, len(body)))
        super().answer(status, kind, body, **headers)


@contextmanager
def served(folder: Path, base: str = "/") -> Iterator[Served]:
    """Serve a folder, which may still be empty, below a path, which ends in `/`."""
    sent: list[Sent] = []
    with loopback.served(folder, base, partial(_Pages, sent=sent)) as url:
        yield Served(url, sent)
