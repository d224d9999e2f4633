"""The bytes and requests of the first view of a page."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from playwright.sync_api import Browser

from tests.hosting import Sent, served
from tests.project import PAGES, PageName, page_path

KINDS = {"text/html": "HTML", "text/css": "CSS", "application/javascript": "JS"}
COLUMNS = ("HTML", "CSS", "JS", "fonts", "other")


@dataclass(frozen=True)
class Weight:
    """The bytes and requests of one first view.

    Attributes:
        bytes_of: bytes as sent, by the names in `COLUMNS`.
        requests: the number of requests.
    """

    bytes_of: dict[str, int]
    requests: int

    @property
    def total(self) -> int:
        return sum(self.bytes_of.values())


def weigh(site: Path, browser: Browser) -> dict[PageName, Weight]:
    """Return the weight of every page of a built site, viewed with an empty cache until the network is quiet."""
    weights = {}
    for language, name in PAGES:
        # Each page from a port of its own: the browser keeps icons, but not for another host.
        with served(site) as server, browser.new_page() as page:
            answer = page.goto(server.url + page_path(language, name), wait_until="networkidle")
            if answer is None or not answer.ok:
                raise RuntimeError(f"{site} has no page {page_path(language, name) or '/'}")
            weights[language, name] = _weight(server.sent)
    return weights


def _weight(sent: list[Sent]) -> Weight:
    sizes = dict.fromkeys(COLUMNS, 0)
    for answer in sent:
        sizes[_column(answer)] += answer.size
    return Weight(sizes, len(sent))


def _column(answer: Sent) -> str:
    if answer.status != HTTPStatus.OK:  # the 404 page is not the page's HTML
        return "other"
    return "fonts" if answer.kind.startswith("font/") else KINDS.get(answer.kind, "other")
