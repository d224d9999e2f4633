"""What the scripts add to a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visit import Visit, visit


def test_colors_follow_the_system_until_the_reader_chooses(browser: Browser, address: str) -> None:
    with visit(browser, address + "en/privacy/", color_scheme="light") as visited:
        page = visited.page
        button = page.locator(".theme-button")

        def is_dark() -> bool:
            color: str = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
            return color != "rgb(255, 255, 255)"

        assert button.get_attribute("aria-label") == "Colors: as the system"
        page.emulate_media(color_scheme="dark")
        assert is_dark()
        button.click()
        assert button.get_attribute("aria-label") == "Colors: light"
        assert not is_dark()
        assert page.evaluate("({...localStorage})") == {"theme": "light"}
        page.emulate_media(color_scheme="light")
        button.click()
        assert button.get_attribute("aria-label") == "Colors: dark"
        assert is_dark()
        page.goto(address + "faq/")
        assert is_dark()
        assert button.get_attribute("aria-label") == "Оформление: тёмное"
        button.click()
        assert not is_dark()
        assert page.evaluate("localStorage.length") == 0
        assert visited.complaints == []


def test_a_theme_that_is_none_is_ignored(browser: Browser, address: str) -> None:
    with visit(browser, address + "en/") as visited:
        visited.page.evaluate("localStorage.theme = 'plaid'")
        visited.page.reload()
        assert visited.page.locator(".theme-button").get_attribute("aria-label") == "Colors: as the system"


def test_the_link_to_a_clause_is_copied(browser: Browser, address: str) -> None:
    with visit(browser, address + "en/privacy/", permissions=["clipboard-read", "clipboard-write"]) as visited:
        page = visited.page
        clause = page.locator(".clause", has=page.locator("#retention"))
        clause.get_by_role("button", name="Copy the link to the clause “Data retention and deletion”").click()
        assert page.evaluate("navigator.clipboard.readText()") == address + "en/privacy/#retention"
        assert page.get_by_role("status").inner_text() == "Link copied"
        assert visited.complaints == []


def test_what_is_copied_is_what_was_written(browser: Browser, address: str) -> None:
    with visit(browser, address + "privacy/", permissions=["clipboard-read", "clipboard-write"]) as visited:
        page = visited.page
        assert "\u00ad" in (page.locator("h1").text_content() or "")
        page.keyboard.press("Control+A")
        page.keyboard.press("Control+C")
        text = page.evaluate("navigator.clipboard.readText()")
        assert "Политика конфиденциальности BotBlocker" in text
        assert "хранится в защищённой CRM/тикет-системе с ограниченным доступом" in text
        assert not {"\u00ad", "\u00a0"} & set(text)
        assert visited.complaints == []


def test_the_contents_follow_the_reader(browser: Browser, address: str) -> None:
    with visit(browser, address + "en/privacy/", viewport={"width": 1280, "height": 500}) as visited:
        page = visited.page
        current = page.locator(".contents [aria-current]")
        assert current.count() == 0
        for clause in ("use", "rights", "data"):
            page.evaluate("id => document.getElementById(id).scrollIntoView({behavior: 'instant'})", clause)
            expect(current).to_have_attribute("href", f"#{clause}")
        page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
        expect(current).to_have_count(0)
        page.locator(".contents a[href='#external-links']").click()
        expect(current).to_have_attribute("href", "#external-links")


def test_the_contents_mark_what_is_read_and_not_what_was_cited(browser: Browser, address: str) -> None:
    options = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"}
    with visit(browser, address + "privacy/#retention", **options) as visited:
        page = visited.page
        current = page.locator(".contents [aria-current]")
        expect(current).to_have_attribute("href", "#retention")
        page.mouse.move(400, 400)
        page.mouse.wheel(0, -300)
        expect(current).not_to_have_attribute("href", "#retention")
        expect(page.locator("#retention")).to_be_in_viewport()
        page.mouse.wheel(0, 300)
        expect(current).to_have_attribute("href", "#retention")


def test_the_contents_mark_a_cited_clause_that_cannot_come_up(browser: Browser, address: str) -> None:
    with visit(browser, address + "privacy/#internal-links", viewport={"width": 1280, "height": 1200}) as visited:
        page = visited.page
        expect(page.locator("footer")).to_be_in_viewport(ratio=1)
        assert page.locator("#internal-links").evaluate("heading => heading.getBoundingClientRect().top") > 300
        expect(page.locator(".contents [aria-current]")).to_have_attribute("href", "#internal-links")


def test_the_place_in_the_contents_is_seen_on_a_low_screen(browser: Browser, address: str) -> None:
    with visit(browser, address + "privacy/", viewport={"width": 1000, "height": 300}) as visited:
        page = visited.page
        for clause in ("external-links", "data"):
            page.evaluate("id => document.getElementById(id).scrollIntoView({behavior: 'instant'})", clause)
            link = page.locator(f".contents a[href='#{clause}']")
            expect(link).to_have_attribute("aria-current", "true")
            place = page.evaluate("scrollY")
            box, entry = page.locator(".contents").bounding_box(), link.bounding_box()
            assert box and entry
            assert box["y"] <= entry["y"] and entry["y"] + entry["height"] <= box["y"] + box["height"]
            assert page.evaluate("scrollY") == place


every_width = pytest.mark.parametrize("width", [320, 768, 1280])
OTHER = ".languages a:not([aria-current])"


@contextmanager
def reading(browser: Browser, url: str, width: int, way: str, clause: str) -> Iterator[Visit]:
    """A visit whose reader came to a clause by its address, or has scrolled to it and stayed."""
    # Without smooth scrolling, during which the browser takes no notice of the wheel.
    options = {"viewport": {"width": width, "height": 500}, "reduced_motion": "reduce"}
    with visit(browser, f"{url}#{clause}" if way == "address" else url, **options) as visited:
        page = visited.page
        if way == "scrolling":
            page.evaluate("id => document.getElementById(id).scrollIntoView()", clause)
            expect(page.locator(OTHER)).to_have_attribute("href", re.compile(f"#{clause}$"))
        expect(page.locator(f"#{clause}")).to_be_in_viewport()
        yield visited


def scroll_to_the_top(page: Page) -> None:
    page.mouse.move(150, 250)
    page.mouse.wheel(0, -10_000)
    expect(page.locator("h1")).to_be_in_viewport()


def click(page: Page, selector: str, button: Literal["left", "middle"] = "left") -> None:
    """Clicks what is to be seen, where it is. (The driver's own click may scroll the page first.)"""
    box = page.locator(selector).bounding_box()
    assert box and box["y"] >= 0
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, button=button)


@every_width
@pytest.mark.parametrize("button", ["left", "middle"])
@pytest.mark.parametrize("way", ["address", "scrolling"])
def test_the_language_switch_keeps_the_clause(
    browser: Browser, address: str, width: int, button: Literal["left", "middle"], way: str
) -> None:
    with reading(browser, address + "privacy/", width, way, "retention") as visited:
        page = visited.page
        if width < 960:
            scroll_to_the_top(page)
        if button == "left":
            click(page, OTHER)
            page.wait_for_url(address + "en/privacy/#retention")
        else:
            with page.context.expect_page() as opened:
                click(page, OTHER, button)
            opened.value.wait_for_url(address + "en/privacy/#retention")
        assert visited.complaints == []


@every_width
@pytest.mark.parametrize("way", ["address", "scrolling"])
@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_the_language_switch_keeps_the_clause_on_a_walk_with_the_keyboard(
    browser: Browser, address: str, width: int, way: str, key: str
) -> None:
    with reading(browser, address + "en/privacy/", width, way, "retention") as visited:
        page = visited.page
        for _ in range(80):
            page.keyboard.press(key)
            if page.locator(OTHER).evaluate("link => link === document.activeElement"):
                break
        page.keyboard.press("Enter")
        page.wait_for_url(address + "privacy/#retention")


def test_the_language_switch_goes_with_whoever_reads_on(browser: Browser, address: str) -> None:
    with reading(browser, address + "privacy/", 1280, "address", "retention") as visited:
        scroll_to_the_top(visited.page)
        expect(visited.page.locator(OTHER)).not_to_have_attribute("href", re.compile("#"))
        click(visited.page, OTHER)
        visited.page.wait_for_url(address + "en/privacy/")


def test_without_storage_the_page_still_works(browser: Browser, address: str) -> None:
    with visit(browser, "about:blank") as visited:
        page = visited.page
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
        )
        page.goto(address + "en/")
        button = page.locator(".theme-button")
        button.click()
        assert button.get_attribute("aria-label") == "Colors: light"
        assert page.locator(".search-button").is_visible()
        assert visited.complaints == []
