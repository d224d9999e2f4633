"""Every page in a real browser: in both languages, light and dark, narrow and wide, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

from tests.project import LANGUAGES, NAMES, PAGES
from tests.project import address as path_of

WIDTHS = (320, 768, 1280)


@contextmanager
def opened(browser: Browser, url: str, **options: object) -> Iterator[tuple[Page, list[str], list[str]]]:
    """A page, the addresses that it asked for, and what it complained of."""
    context = browser.new_context(**options)  # type: ignore[arg-type]
    page = context.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("requestfailed", lambda request: complaints.append(f"failed: {request.url}"))
    page.on("response", lambda r: complaints.append(f"{r.status}: {r.url}") if r.status >= 400 else None)
    page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(url, wait_until="load")
    yield page, requests, complaints
    context.close()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("language", "name"), PAGES)
def test_a_page_asks_nobody_else_complains_of_nothing_and_fits(
    browser: Browser, address: str, language: str, name: str, width: int, scheme: str, javascript: bool
) -> None:
    options = {
        "viewport": {"width": width, "height": 800},
        "color_scheme": scheme,
        "java_script_enabled": javascript,
    }
    with opened(browser, address + path_of(language, name), **options) as (page, requests, complaints):
        assert complaints == []
        assert [url for url in requests if not url.startswith(address)] == []
        assert page.context.cookies() == []
        background = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
        red, green, blue = (int(part) for part in background[4:-1].split(","))
        assert (red + green + blue < 384) == (scheme == "dark")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if javascript:
            assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("name", NAMES)
def test_the_language_switch_goes_to_the_same_page_and_back(
    browser: Browser, address: str, name: str, javascript: bool
) -> None:
    url = address + path_of("ru", name)
    with opened(browser, url, java_script_enabled=javascript) as (page, _, _):
        page.locator(".languages a[lang=en]").click()
        assert page.url == address + path_of("en", name)
        assert page.locator("html").get_attribute("lang") == "en"
        page.locator(".languages a[lang=ru]").click()
        assert page.url == url


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_leads_to_the_clause_it_rests_on(browser: Browser, address: str, language: str) -> None:
    with opened(browser, address + path_of(language, "faq")) as (page, _, _):
        page.locator(".based-on a").first.click()
        assert page.url == address + path_of(language, "privacy") + "#use"
        assert page.locator(":target").get_attribute("id") == "use"
        assert page.locator(":target").is_visible()


def test_the_original_of_a_clause_is_one_click_away(browser: Browser, address: str) -> None:
    with opened(browser, address + "en/privacy/") as (page, _, _):
        page.locator(".clause", has=page.locator("#retention")).locator(".clause__original").click()
        assert page.url == address + "privacy/#retention"


def test_an_address_that_is_not_there_shows_the_404_page_at_any_depth(browser: Browser, address: str) -> None:
    with opened(browser, address + "en/no/such/page/") as (page, requests, _):
        assert page.locator("h1").inner_text() == "Страница не найдена"
        assert page.locator("body").evaluate("body => getComputedStyle(body).margin") == "0px"
        page.locator("section[lang=en] a").click()
        assert page.url == address + "en/"
        assert [url for url in requests if not url.startswith(address)] == []
