"""A visit to a page: what the browser shows, requests and reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from playwright.sync_api import Browser, CDPSession, ConsoleMessage, Error, Page, Request, Response, Route

from tests.browser.chromium import TIMEOUT_MILLISECONDS
from tests.project import NAMES, ORIGINAL, TRANSLATION, page_path

WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")
# Without scripts the languages differ in nothing but the text.
_VARIANTS = ((ORIGINAL, True), (TRANSLATION, True), (ORIGINAL, False))
# Cases as (path, scripts, width): each page in each width, each page in each variant, and each variant in each width.
PAIRWISE = [
    (page_path(language, name), scripts, WIDTHS[(number + shift) % len(WIDTHS)])
    for number, name in enumerate(NAMES)
    for shift, (language, scripts) in enumerate(_VARIANTS)
]


@dataclass
class Visit:
    """One page in a window.

    Attributes:
        page: the page.
        scripts: True if the page was opened with its scripts.
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

    def leave(self) -> None:
        """Leave nothing behind in the window: no stored data, no other pages, no setting, no pointer on the text."""
        self.page.mouse.move(0, 0)
        for page in self.page.context.pages:
            if page is not self.page:
                page.close()
        self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
        self.page.context.clear_cookies()
        self.page.goto("about:blank")
        if self._session:
            self._session.detach()

    def requests(self) -> list[str]:
        return [response.url for response in self.responses]

    def reload(self, width: int) -> None:
        """Load the page again in a window of another width: some scripts look at it once."""
        self.page.set_viewport_size({"width": width, "height": 800})
        if not self.scripts:
            self.enable_scripts(False)
        self.page.reload(wait_until="load")


# Settings of the system that the page is shown on, each as it is if a visit does not choose it.
_MEDIA = {
    "media": "null",
    "color_scheme": "light",
    "reduced_motion": "no-preference",
    "forced_colors": "none",
    "contrast": "no-preference",
}
_SCREEN = {"width": 1280, "height": 720}
# Opening a window takes longer than most visits, so each browser keeps one for the next visit.
_idle: dict[Browser, Page] = {}


@contextmanager
def visit(
    browser: Browser,
    url: str,
    *,
    scripts: bool = True,
    viewport: Mapping[str, int] = MappingProxyType(_SCREEN),
    **media: Any,
) -> Iterator[Visit]:
    """Open a page in the window of the visit before, which left nothing in it.

    Args:
        browser: the browser.
        url: the URL of the page.
        scripts: True if the page may run its scripts.
        viewport: the size of the window.
        media: settings of the system, as in `Page.emulate_media`.
    """
    page = _idle.pop(browser, None) or _new_page(browser)
    with _closed_on_error(page), _listening(page, scripts) as visited:
        if page.viewport_size != viewport:
            page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})
        page.emulate_media(**{**_MEDIA, **media})
        if not scripts:
            visited.enable_scripts(False)
        page.goto(url, wait_until="load")
        yield visited
        visited.leave()
    _idle[browser] = page


@contextmanager
def visit_with(
    browser: Browser,
    url: str,
    *,
    routes: Mapping[str, Callable[[Route], object]] = MappingProxyType({}),
    script: str = "",
    **options: Any,
) -> Iterator[Visit]:
    """Open a page in a browser context of its own.

    Args:
        browser: the browser.
        url: the URL of the page.
        routes: what answers in place of the server, by pattern of URL. They are there before the page is: a busy
            browser lets requests through that it makes right after a route is added.
        script: runs before those of any page.
        options: those of the context.
    """
    page = _new_page(browser, **options)
    with _listening(page, scripts=True) as visited:
        try:
            for pattern, answer in routes.items():
                page.route(pattern, answer)
            page.add_init_script(script)
            page.goto(url, wait_until="load")
            yield visited
        finally:
            page.context.close()


def _new_page(browser: Browser, **options: Any) -> Page:
    context = browser.new_context(**options)
    context.set_default_timeout(TIMEOUT_MILLISECONDS)
    return context.new_page()


@contextmanager
def _closed_on_error(page: Page) -> Iterator[None]:
    try:
        yield
    except BaseException:
        page.context.close()
        raise


@contextmanager
def _listening(page: Page, scripts: bool) -> Iterator[Visit]:
    """Note what a page requests and reports."""
    visited = Visit(page, scripts)

    def on_response(response: Response) -> None:
        visited.responses.append(response)
        if response.status > 399:
            visited.errors.append(f"{response.status}: {response.url}")

    def on_failure(request: Request) -> None:
        # (Going on to another page aborts requests that are under way, such as that of the icon.)
        if request.failure != "net::ERR_ABORTED":
            visited.errors.append(f"failed: {request.url}")

    def on_message(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            visited.errors.append(message.text)

    def on_error(error: Error) -> None:
        visited.errors.append(str(error))

    listeners = {
        "response": on_response,
        "requestfailed": on_failure,
        "console": on_message,
        "pageerror": on_error,
    }
    for event, listener in listeners.items():
        page.on(event, listener)  # type: ignore[call-overload]  # the type of each event is that of its listener
    try:
        yield visited
    finally:
        for event, listener in listeners.items():
            page.remove_listener(event, listener)
