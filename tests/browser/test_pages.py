"""Every page in both languages, light and dark, narrow and wide, with and without JavaScript."""

from __future__ import annotations

import gzip
from importlib import resources

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visit import visit
from tests.project import LANGUAGES, NAMES, PAGES
from tests.project import address as path_of

WIDTHS = (320, 768, 1280)
AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# WCAG 2.2 A and AA, and what axe calls best practices.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NOT_FOUND = "no/such/page/"

every_page = pytest.mark.parametrize(("language", "name"), PAGES)
every_width = pytest.mark.parametrize("width", WIDTHS)
light_and_dark = pytest.mark.parametrize("scheme", ["light", "dark"])
with_and_without_script = pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])


@with_and_without_script
@light_and_dark
@every_width
@every_page
def test_a_page_is_accessible_asks_nobody_else_and_complains_of_nothing(
    browser: Browser, address: str, language: str, name: str, width: int, scheme: str, scripts: bool
) -> None:
    url = address + path_of(language, name)
    screen = {"width": width, "height": 800}
    with visit(browser, url, viewport=screen, color_scheme=scheme, scripts=scripts) as visited:
        visited.disable_scripts(False)
        page = visited.page
        background = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
        red, green, blue = (int(part) for part in background[4:-1].split(","))
        assert (red + green + blue < 384) == (scheme == "dark")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []
        assert page.context.cookies() == []
        if scripts:
            assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        assert visited.complaints == []
        assert [url for url in visited.requests() if not url.startswith(address)] == []


def violations(page: Page) -> list[str]:
    """What axe finds, rule and elements."""
    page.evaluate(AXE)
    result = page.evaluate("tags => axe.run({runOnly: tags})", TAGS)
    return [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in result["violations"]]


@light_and_dark
@every_width
def test_the_404_page_is_accessible_at_any_depth(browser: Browser, address: str, width: int, scheme: str) -> None:
    screen = {"width": width, "height": 800}
    with visit(browser, address + NOT_FOUND, viewport=screen, color_scheme=scheme) as visited:
        assert visited.page.locator("h1").inner_text() == "Страница не найдена"
        assert violations(visited.page) == []
        assert visited.page.evaluate("document.documentElement.scrollWidth") <= width
        assert [url for url in visited.requests() if not url.startswith(address)] == []
        visited.page.locator("section[lang=en] a").click()
        assert visited.page.url == address + "en/"


@pytest.mark.parametrize("path", [*(path_of(language, name) for language, name in PAGES), NOT_FOUND])
def test_everything_arrives_in_the_first_round_trip(browser: Browser, address: str, path: str) -> None:
    with visit(browser, address + path) as visited:
        visited.page.wait_for_timeout(200)
        # The browser asks for the icon too, but does not say so here.
        icon = visited.page.locator("link[rel=icon]").evaluate("link => link.href")
        bodies = {response.url: response.body() for response in visited.responses}
        bodies[icon] = visited.page.request.get(icon).body()
        assert len(bodies) <= 4
        # Ten TCP segments of 1,460 bytes: what a server may send before it waits for the first answer.
        assert sum(len(gzip.compress(body, 6)) for body in bodies.values()) <= 14_600


@with_and_without_script
@pytest.mark.parametrize("name", NAMES)
def test_the_language_switch_goes_to_the_same_page_and_back(
    browser: Browser, address: str, name: str, scripts: bool
) -> None:
    url = address + path_of("ru", name)
    with visit(browser, url, scripts=scripts) as visited:
        visited.page.locator(".languages a[lang=en]").click()
        assert visited.page.url == address + path_of("en", name)
        assert visited.page.locator("html").get_attribute("lang") == "en"
        visited.page.locator(".languages a[lang=ru]").click()
        assert visited.page.url == url
        assert visited.complaints == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_leads_to_the_clause_it_rests_on(browser: Browser, address: str, language: str) -> None:
    with visit(browser, address + path_of(language, "faq")) as visited:
        visited.page.locator(".based-on a").first.click()
        assert visited.page.url == address + path_of(language, "privacy") + "#use"
        assert visited.page.locator(":target").get_attribute("id") == "use"
        assert visited.page.locator(":target").is_visible()


@with_and_without_script
def test_the_original_of_a_clause_is_one_click_away(browser: Browser, address: str, scripts: bool) -> None:
    with visit(browser, address + "en/privacy/", scripts=scripts) as visited:
        clause = visited.page.locator(".clause", has=visited.page.locator("#retention"))
        clause.locator(".clause__original").click()
        assert visited.page.url == address + "privacy/#retention"
