"""Every page in both languages, light and dark, narrow and wide, with and without JavaScript."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.accessibility import violations, violations_of_color
from tests.browser.visit import PAIRWISE, Visit, visit
from tests.project import LANGUAGES, NAMES, ORIGINAL, TRANSLATION, page_path

NOT_FOUND = "no/such/page/"

with_and_without_script = pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])


@pytest.mark.parametrize(("path", "scripts", "width"), [*PAIRWISE, (NOT_FOUND, True, 320)])
def test_a_page_is_accessible_private_and_free_of_errors(
    browser: Browser, base_url: str, path: str, scripts: bool, width: int
) -> None:
    viewport = {"width": width, "height": 800}
    # Without motion: links would pass from one color to the next.
    options = {"scripts": scripts, "viewport": viewport, "reduced_motion": "reduce"}
    with visit(browser, base_url + path, **options) as visited:
        page = visited.page
        visited.enable_scripts()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []
        assert not is_dark(visited)
        page.emulate_media(color_scheme="dark")
        assert is_dark(visited)
        assert violations_of_color(page) == []
        assert page.context.cookies() == []
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        assert [url for url in visited.requests() if not url.startswith(base_url)] == []
        assert [error for error in visited.errors if NOT_FOUND not in error and "404" not in error] == []


def is_dark(visited: Visit) -> bool:
    background = visited.page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    return sum(int(part) for part in background[4:-1].split(",")) < 384


def test_the_404_page_leads_to_every_language(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + NOT_FOUND) as visited:
        assert visited.page.locator("h1").inner_text() == "Page not found"
        visited.page.locator(f"section[lang={TRANSLATION}] li:first-child a").click()
        expect(visited.page).to_have_url(base_url + page_path(TRANSLATION, "index"))


# (A translation has all that an original has, and notes of its own.)
@pytest.mark.parametrize(
    "path",
    [*(page_path(TRANSLATION, name) for name in (*NAMES, "terms/2.1", "terms/with-original")), NOT_FOUND],
)
def test_everything_arrives_in_the_first_round_trip(browser: Browser, base_url: str, path: str) -> None:
    with visit(browser, base_url + path) as visited:
        visited.page.wait_for_load_state("networkidle")
        # (The browser requests the icon too, but does not report it here.)
        icon = visited.page.locator("link[rel=icon]").evaluate("link => link.href")
        images = visited.page.locator("article img").evaluate_all("images => images.map((image) => image.src)")
        bodies = {response.url: response.body() for response in visited.responses}
        bodies[icon] = visited.page.request.get(icon).body()
        assert len(bodies.keys() - set(images)) <= 4
        # Ten TCP segments of 1,460 bytes: what a server may send before it waits for the first acknowledgement.
        assert sum(len(gzip.compress(body, 6)) for body in bodies.values()) <= 14_600


@with_and_without_script
def test_the_language_switch_goes_to_the_same_page_and_back(browser: Browser, base_url: str, scripts: bool) -> None:
    with visit(browser, base_url, scripts=scripts) as visited:
        for name in NAMES:
            visited.page.goto(base_url + page_path(ORIGINAL, name))
            for language in (TRANSLATION, ORIGINAL):
                visited.page.locator(f".languages a[lang={language}]").click()
                expect(visited.page).to_have_url(base_url + page_path(language, name))
                expect(visited.page.locator("html")).to_have_attribute("lang", language)
        assert visited.errors == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_leads_to_the_clause_it_is_based_on(browser: Browser, base_url: str, language: str) -> None:
    with visit(browser, base_url + page_path(language, "questions")) as visited:
        visited.page.locator(".based-on a").first.click()
        expect(visited.page).to_have_url(base_url + page_path(language, "terms") + "#use")
        expect(visited.page.locator("#use:target")).to_be_in_viewport()


@with_and_without_script
def test_the_original_of_a_clause_is_one_click_away(browser: Browser, base_url: str, scripts: bool) -> None:
    with visit(browser, base_url + page_path(TRANSLATION, "terms"), scripts=scripts) as visited:
        clause = visited.page.locator(".clause", has=visited.page.locator("#storage"))
        clause.locator(".clause__original").click()
        expect(visited.page).to_have_url(base_url + page_path(ORIGINAL, "terms") + "#storage")
