"""A visit to a page: what the browser shows, requests and reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, Response, Route

WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")


@dataclass
class Visit:
    """One page in a browser context of its own.

    Attributes:
        page: the page.
        scripts: whether the page was opened with its scripts.
        responses: all responses so far, in order.
        errors: errors and warnings of the console (violations of the Content-Security-Policy are among them), errors
            of scripts, failed requests.
    """

    page: Page
    scripts: bool
    responses: list[Response] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    _session: CDPSession | None = None

    def enable_scripts(self, enabled: bool = True) -> None:
        """Let scripts run, or not. A page that has been loaded without them stays as it is, and tests can run theirs.

        (In a context without JavaScript nothing asynchronous can be evaluated, such as axe.)
        """
        # (One session for both: one session cannot enable what another has disabled.)
        self._session = self._session or self.page.context.new_cdp_session(self.page)
        self._session.send("Emulation.setScriptExecutionDisabled", {"value": not enabled})

    def requests(self) -> list[str]:
        return [response.url for response in self.responses]

    def reload(self, width: int) -> None:
        """Load the page again in a window of another width: some scripts look at it once."""
        self.page.set_viewport_size({"width": width, "height": 800})
        if not self.scripts:
            self.enable_scripts(False)
        self.page.reload(wait_until="load")


@contextmanager
def visit(
    browser: Browser,
    url: str,
    *,
    scripts: bool = True,
    routes: Mapping[str, Callable[[Route], object]] = MappingProxyType({}),
    **options: Any,
) -> Iterator[Visit]:
    """Open a page.

    Args:
        browser: the browser.
        url: the URL of the page.
        scripts: whether the page may run its scripts.
        routes: what answers in place of the server, by pattern of URL. They are there before the page is: a busy
            browser lets requests through that it makes right after a route is added.
        options: those of a browser context.
    """
    context = browser.new_context(**options)
    context.set_default_timeout(60_000)
    visited = Visit(context.new_page(), scripts)
    page = visited.page

    def report(text: str) -> None:
        visited.errors.append(text)

    page.on("response", lambda response: visited.responses.append(response))
    # (Going on to another page aborts requests that are under way, such as that of the icon.)
    page.on(
        "requestfailed",
        lambda request: report(f"failed: {request.url}") if request.failure != "net::ERR_ABORTED" else None,
    )
    page.on(
        "response", lambda response: report(f"{response.status}: {response.url}") if response.status > 399 else None
    )
    page.on("console", lambda message: report(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: report(str(error)))
    try:
        for pattern, answer in routes.items():
            page.route(pattern, answer)
        if not scripts:
            visited.enable_scripts(False)
        page.goto(url, wait_until="load")
        yield visited
    finally:
        context.close()
