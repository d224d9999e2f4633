"""The pages with a keyboard alone, and with a finger."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.visit import visit
from tests.project import PAGES
from tests.project import address as path_of

every_page = pytest.mark.parametrize(("language", "name"), PAGES)
every_width = pytest.mark.parametrize("width", [320, 768, 1280])
with_and_without_script = pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])


@every_page
def test_the_way_to_the_text_comes_first(browser: Browser, address: str, language: str, name: str) -> None:
    with visit(browser, address + path_of(language, name)) as visited:
        page = visited.page
        page.keyboard.press("Tab")
        assert page.locator(":focus").get_attribute("href") == "#_content"
        page.wait_for_timeout(300)
        assert page.locator(":focus").evaluate("link => getComputedStyle(link).opacity") == "1"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.locator(":focus").evaluate("link => Boolean(link.closest('article'))")


@every_page
@every_width
@with_and_without_script
def test_every_control_is_reached_in_order_and_seen(
    browser: Browser, address: str, language: str, name: str, width: int, scripts: bool
) -> None:
    # Without smooth scrolling, so that what has the focus is where it will be.
    options = {"viewport": {"width": width, "height": 800}, "reduced_motion": "reduce"}
    with visit(browser, address + path_of(language, name), scripts=scripts, **options) as visited:
        visited.disable_scripts(False)  # those of the page have run by now, or never will
        page = visited.page
        expected = page.evaluate(
            """() => [...document.querySelectorAll("a[href], button, summary, input")]
                .filter((e) => e.checkVisibility() && !e.closest("details:not([open]) > :not(summary)")).length"""
        )
        seen = set()
        for _ in range(expected):
            page.keyboard.press("Tab")
            element = page.locator(":focus")
            style = element.evaluate("e => { const s = getComputedStyle(e); return [s.outlineStyle, s.outlineWidth] }")
            assert style[0] != "none" and style[1] != "0px", element.evaluate("e => e.outerHTML")
            seen.add(element.evaluate("e => [...document.querySelectorAll('*')].indexOf(e)"))
            assert element.evaluate(
                """e => {
                    const { top, bottom } = e.getBoundingClientRect();
                    const covered = e.closest("header, .md-skip") ? 0 : document.querySelector("header").offsetHeight;
                    return bottom > covered && top < innerHeight;
                }"""
            ), element.evaluate("e => e.outerHTML")
        assert len(seen) == expected


@every_page
@every_width
@with_and_without_script
def test_a_finger_finds_every_control(
    browser: Browser, address: str, language: str, name: str, width: int, scripts: bool
) -> None:
    screen = {"width": width, "height": 800}
    with visit(browser, address + path_of(language, name), scripts=scripts, viewport=screen) as visited:
        visited.disable_scripts(False)
        # WCAG 2.2, 2.5.8: 24 px in both directions, links in running text apart.
        small = visited.page.evaluate(
            """() => [...document.querySelectorAll("a, button, summary")]
                .filter((e) => e.checkVisibility() && !e.matches(".md-skip, p a, li a") || e.matches("nav a"))
                .filter((e) => e.checkVisibility() && e.getClientRects().length)
                .map((e) => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
                .filter(([, r]) => r.width < 24 || r.height < 24)
                .map(([html, r]) => `${r.width}x${r.height} ${html}`)"""
        )
        assert small == []
