"""The scripts of a page: colors, copying, contents, and a language switch that keeps the clause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visit import Visit, visit, visit_with


def test_colors_follow_the_system_until_the_reader_chooses(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + "terms/", color_scheme="light") as visited:
        page = visited.page
        button = page.locator(".theme-button")

        def is_dark() -> bool:
            color: str = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
            return color != "rgb(255, 255, 255)"

        assert button.get_attribute("aria-label") == "Colors: same as the system"
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
        bars = page.locator("meta[name=theme-color]").evaluate_all(
            "bars => bars.filter((bar) => matchMedia(bar.media).matches).map((bar) => bar.content)"
        )
        assert bars == [page.locator("meta[name=theme-color]").last.get_attribute("content")]
        page.goto(base_url + "ru/questions/")
        assert is_dark()
        assert button.get_attribute("aria-label") == "Оформление: тёмное"
        button.click()
        assert not is_dark()
        assert page.evaluate("localStorage.length") == 0
        assert visited.errors == []


def test_an_unknown_theme_is_ignored(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url) as visited:
        visited.page.evaluate("localStorage.theme = 'plaid'")
        visited.page.reload()
        assert visited.page.locator(".theme-button").get_attribute("aria-label") == "Colors: same as the system"


def test_the_link_to_a_clause_is_copied(browser: Browser, base_url: str) -> None:
    with visit_with(browser, base_url + "terms/", permissions=["clipboard-read", "clipboard-write"]) as visited:
        page = visited.page
        clause = page.locator(".clause", has=page.locator("#storage"))
        clause.get_by_role("link", name="Link to the clause “How long is your data stored?”").click()
        expect(page).to_have_url(base_url + "terms/#storage")
        expect(page.get_by_role("status")).to_have_text("Link copied")
        assert page.evaluate("navigator.clipboard.readText()") == base_url + "terms/#storage"
        assert visited.errors == []


def test_copied_text_is_the_text_as_written(browser: Browser, base_url: str) -> None:
    with visit_with(browser, base_url + "ru/terms/", permissions=["clipboard-read", "clipboard-write"]) as visited:
        page = visited.page
        assert "\u00ad" in (page.locator("h1").text_content() or "")
        page.evaluate("document.querySelector('article p').append(' 9–\\u206016')")  # a range, as pages have it
        page.keyboard.press("Control+A")
        page.keyboard.press("Control+C")
        text = page.evaluate("navigator.clipboard.readText()")
        assert "Условия конфиденциальности Toolshare" in text
        assert "Переписка хранится в защищённой CRM/тикет-системе." in text
        assert " 9–16" in text
        assert not {"\u00ad", "\u00a0", "\u2060"} & set(text)
        assert visited.errors == []


def test_the_contents_follow_the_reader(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + "ru/terms/", viewport={"width": 1280, "height": 500}) as visited:
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


def test_the_contents_mark_the_clause_being_read_and_not_the_cited_one(browser: Browser, base_url: str) -> None:
    options = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"}
    with visit(browser, base_url + "terms/#storage", **options) as visited:
        page = visited.page
        current = page.locator(".contents [aria-current]")
        expect(current).to_have_attribute("href", "#storage")
        page.mouse.move(400, 400)
        page.mouse.wheel(0, -300)
        expect(current).not_to_have_attribute("href", "#storage")
        expect(page.locator("#storage")).to_be_in_viewport()
        page.mouse.wheel(0, 300)
        expect(current).to_have_attribute("href", "#storage")


def test_the_contents_mark_a_cited_clause_that_cannot_come_up(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + "terms/#internal-links", viewport={"width": 1280, "height": 1200}) as visited:
        page = visited.page
        expect(page.locator("footer")).to_be_in_viewport(ratio=0.9)
        assert page.locator("#internal-links").evaluate("heading => heading.getBoundingClientRect().top") > 300
        expect(page.locator(".contents [aria-current]")).to_have_attribute("href", "#internal-links")


def test_the_current_clause_is_visible_in_the_contents_on_a_low_screen(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + "terms/", viewport={"width": 1000, "height": 300}) as visited:
        page = visited.page
        for clause in ("external-links", "data"):
            page.evaluate("id => document.getElementById(id).scrollIntoView({behavior: 'instant'})", clause)
            link = page.locator(f".contents a[href='#{clause}']")
            expect(link).to_have_attribute("aria-current", "true")
            place = page.evaluate("scrollY")
            box, entry = page.locator(".side").bounding_box(), link.bounding_box()
            assert box and entry
            assert box["y"] <= entry["y"] and entry["y"] + entry["height"] <= box["y"] + box["height"]
            assert page.evaluate("scrollY") == place


OTHER = ".languages a:not([aria-current])"


def with_each_pair(one: str, other: str) -> list[tuple[int, str, str]]:
    """Cases as (width, way, choice): the header scrolls away or stays; the reader came by a URL or has scrolled."""
    return [(320, "url", one), (320, "scrolling", other), (1280, "url", other), (1280, "scrolling", one)]


@contextmanager
def reading(browser: Browser, url: str, width: int, way: str, clause: str) -> Iterator[Visit]:
    """A visit whose reader came to a clause by its URL, or has scrolled to it and stayed."""
    # Without smooth scrolling, during which the browser ignores the wheel.
    options = {"viewport": {"width": width, "height": 500}, "reduced_motion": "reduce"}
    with visit(browser, f"{url}#{clause}" if way == "url" else url, **options) as visited:
        page = visited.page
        if way == "scrolling":
            page.evaluate("id => document.getElementById(id).scrollIntoView()", clause)
            expect(page.locator(OTHER)).to_have_attribute("href", re.compile(f"#{clause}$"))
        expect(page.locator(f"#{clause}")).to_be_in_viewport()
        # However slow the machine is: from here on the reader does not stay anywhere.
        page.evaluate("() => { window.setTimeout = () => 0 }")
        yield visited


def scroll_to_the_top(page: Page) -> None:
    page.mouse.move(150, 250)
    page.mouse.wheel(0, -10_000)
    expect(page.locator("h1")).to_be_in_viewport()


def click(page: Page, selector: str, button: Literal["left", "middle"] = "left") -> None:
    """Click an element that is in view. (Playwright's own click may scroll the page first.)"""
    expect(page.locator(selector)).to_be_in_viewport(ratio=1)
    box = page.locator(selector).bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, button=button)


@pytest.mark.parametrize(("width", "way", "button"), with_each_pair("left", "middle"))
def test_the_language_switch_keeps_the_clause(
    browser: Browser, base_url: str, width: int, way: str, button: Literal["left", "middle"]
) -> None:
    with reading(browser, base_url + "terms/", width, way, "storage") as visited:
        page = visited.page
        if width < 960:
            scroll_to_the_top(page)
        if button == "left":
            click(page, OTHER)
            expect(page).to_have_url(base_url + "ru/terms/#storage")
        else:
            with page.context.expect_page() as opened:
                click(page, OTHER, button)
            # (Playwright may miss the load event of a page that opens in the background: it is not waited for.)
            expect(opened.value).to_have_url(base_url + "ru/terms/#storage")
        assert visited.errors == []


@pytest.mark.parametrize(("width", "way", "key"), with_each_pair("Tab", "Shift+Tab"))
def test_the_language_switch_keeps_the_clause_when_reached_with_the_keyboard(
    browser: Browser, base_url: str, width: int, way: str, key: str
) -> None:
    with reading(browser, base_url + "ru/terms/", width, way, "storage") as visited:
        page = visited.page
        for _ in range(80):
            page.keyboard.press(key)
            if page.locator(OTHER).evaluate("link => link === document.activeElement"):
                break
        page.keyboard.press("Enter")
        expect(page).to_have_url(base_url + "terms/#storage")


def test_the_language_switch_follows_a_reader_who_scrolls_on(browser: Browser, base_url: str) -> None:
    with reading(browser, base_url + "terms/", 1280, "url", "storage") as visited:
        scroll_to_the_top(visited.page)
        expect(visited.page.locator(OTHER)).not_to_have_attribute("href", re.compile("#"))
        click(visited.page, OTHER)
        expect(visited.page).to_have_url(base_url + "ru/terms/")


def test_without_storage_the_page_still_works(browser: Browser, base_url: str) -> None:
    refuse = "{ get() { throw new DOMException('no', 'SecurityError') } }"
    script = f"Object.defineProperty(window, 'localStorage', {refuse})"
    with visit_with(browser, base_url, script=script) as visited:
        page = visited.page
        button = page.locator(".theme-button")
        button.click()
        assert button.get_attribute("aria-label") == "Colors: light"
        assert page.locator(".search-button").is_visible()
        assert visited.errors == []
