"""A visit to a page: what the browser shows, what it asked for and what it complained of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, Response


@dataclass
class Visit:
    """One page in a browser context of its own.

    Attributes:
        page: the page.
        responses: what it was answered, in order.
        complaints: errors and warnings of the console, violations of the Content-Security-Policy among them, failures.
    """

    page: Page
    responses: list[Response] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    _session: CDPSession | None = None

    def disable_scripts(self, disabled: bool = True) -> None:
        """Keeps the page from running scripts; tests can look into it again once that is over.

        (Of a context without JavaScript nothing asynchronous can be asked, such as what axe finds.)
        """
        # (One session for both: what one has disabled another cannot enable.)
        self._session = self._session or self.page.context.new_cdp_session(self.page)
        self._session.send("Emulation.setScriptExecutionDisabled", {"value": disabled})

    def requests(self) -> list[str]:
        return [response.url for response in self.responses]


@contextmanager
def visit(browser: Browser, url: str, *, scripts: bool = True, **options: Any) -> Iterator[Visit]:
    """Opens a page, with or without its scripts; the other options are those of a browser context."""
    context = browser.new_context(**options)
    visited = Visit(context.new_page())
    page = visited.page

    def complain(text: str) -> None:
        visited.complaints.append(text)

    page.on("response", lambda response: visited.responses.append(response))
    # (Whoever goes on to another page leaves what has not come yet, such as the icon.)
    page.on(
        "requestfailed",
        lambda request: complain(f"failed: {request.url}") if request.failure != "net::ERR_ABORTED" else None,
    )
    page.on(
        "response", lambda response: complain(f"{response.status}: {response.url}") if response.status > 399 else None
    )
    page.on("console", lambda message: complain(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complain(str(error)))
    if not scripts:
        visited.disable_scripts()
    page.goto(url, wait_until="load")
    try:
        yield visited
    finally:
        context.close()
