"""What the scripts add to a page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visit import visit


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


@pytest.mark.parametrize("way", ["address", "scrolling"])
def test_the_language_switch_keeps_the_clause(browser: Browser, address: str, way: str) -> None:
    start = address + "en/privacy/" + ("#retention" if way == "address" else "")
    with visit(browser, start, viewport={"width": 1280, "height": 500}) as visited:
        page = visited.page
        if way == "scrolling":
            page.evaluate("document.getElementById('retention').scrollIntoView({behavior: 'instant'})")
        expect(page.locator("#retention")).to_be_in_viewport()  # the page is on its way there at first
        # (A click of the driver's own may scroll the page first.)
        page.locator(".languages a[lang=ru]").evaluate("link => link.click()")
        page.wait_for_url(address + "privacy/#retention")


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
