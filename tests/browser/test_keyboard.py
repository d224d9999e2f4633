"""The pages with the keyboard alone, and with a finger."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visit import PAIRWISE, visit
from tests.project import NAMES, ORIGINAL, page_path

# What can be reached with the Tab key; the arrow keys choose another tab.
CONTROLS = """[...document.querySelectorAll("a[href], button, summary, input:enabled:not([type=radio]:not(:checked))")]
    .filter((e) => e.checkVisibility() && !e.closest("details:not([open]) > :not(summary)"))"""
FOCUSED = """() => {
    const e = document.activeElement;
    // A card that is a link as a whole has its outline around the card.
    const outlines = [null, "::after"].map((part) => getComputedStyle(e, part));
    const { top, bottom } = e.getBoundingClientRect();
    const covered = e.closest("header, .md-skip") ? 0 : document.querySelector("header").offsetHeight;
    return {
        position: [...document.querySelectorAll("*")].indexOf(e),
        html: e.outerHTML.slice(0, 90),
        outlined: outlines.some((style) => style.outlineStyle !== "none" && style.outlineWidth !== "0px"),
        seen: bottom > covered && top < innerHeight,
    };
}"""


@pytest.mark.parametrize("name", NAMES)
def test_the_skip_link_comes_first(browser: Browser, base_url: str, name: str) -> None:
    with visit(browser, base_url + page_path(ORIGINAL, name)) as visited:
        page = visited.page
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_attribute("href", "#_content")
        expect(page.locator(":focus")).to_have_css("opacity", "1")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.locator(":focus").evaluate("link => Boolean(link.closest('article'))")


@pytest.mark.parametrize(("path", "scripts", "width"), PAIRWISE)
def test_every_control_is_reached_and_seen(
    browser: Browser, base_url: str, path: str, scripts: bool, width: int
) -> None:
    viewport = {"width": width, "height": 800}
    # Without smooth scrolling, so that what has the focus is where it will be.
    options = {"scripts": scripts, "viewport": viewport, "reduced_motion": "reduce"}
    with visit(browser, base_url + path, **options) as visited:
        page = visited.page
        visited.enable_scripts()
        controls = page.evaluate(f"() => {CONTROLS}.length")
        reached = []
        for _ in range(controls):
            page.keyboard.press("Tab")
            reached.append(page.evaluate(FOCUSED))
        assert [each["html"] for each in reached if not (each["outlined"] and each["seen"])] == []
        assert len({each["position"] for each in reached}) == controls


@pytest.mark.parametrize(("path", "scripts", "width"), PAIRWISE)
def test_every_control_is_large_enough_for_a_finger(
    browser: Browser, base_url: str, path: str, scripts: bool, width: int
) -> None:
    viewport = {"width": width, "height": 800}
    with visit(browser, base_url + path, scripts=scripts, viewport=viewport) as visited:
        visited.enable_scripts()
        # WCAG 2.2, 2.5.8: 24 px in both directions; links in running text are excepted.
        small = visited.page.evaluate(
            """() => [...document.querySelectorAll("a, button, summary")]
                .filter((e) => e.checkVisibility() && !e.matches(".md-skip, p a, li a, td a") || e.matches("nav a"))
                .filter((e) => e.checkVisibility() && e.getClientRects().length)
                .map((e) => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
                .filter(([, r]) => r.width < 24 || r.height < 24)
                .map(([html, r]) => `${r.width}x${r.height} ${html}`)"""
        )
        assert small == []
