"""Search: by word forms, in the page's language, clause by clause, with the keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.test_pages import violations
from tests.browser.visit import visit


def search(page: Page, text: str) -> list[str]:
    """Opens search if need be, asks, and returns the titles found."""
    if not page.locator("dialog.search[open]").count():
        page.locator(".search-button").click()
    page.locator("dialog.search input").fill("")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("")
    page.locator("dialog.search input").fill(text)
    expect(page.get_by_role("dialog").get_by_role("status")).not_to_have_text("")
    return page.locator(".search__results a").all_inner_texts()


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("данных", "Какие данные мы можем запрашивать?"),
        ("хранения", "Сколько хранится"),
        ("хранение", "Срок хранения и удаление данных"),
        ("передаете", "Передаёте ли вы данные кому-то ещё?"),
        ("шифрованием", "Защита информации"),
    ],
)
def test_russian_words_are_found_in_any_form(browser: Browser, address: str, asked: str, title: str) -> None:
    with visit(browser, address + "privacy/") as visited:
        assert title in search(visited.page, asked)
        assert visited.complaints == []


def test_english_words_are_found_in_any_form(browser: Browser, address: str) -> None:
    with visit(browser, address + "en/") as visited:
        assert "Data retention and deletion" in search(visited.page, "deleting")


@pytest.mark.parametrize(
    ("path", "asked", "foreign"), [("en/privacy/", "данные", "[а-яё]"), ("en/", "BotBlocker", "[а-яё]")]
)
def test_a_page_finds_nothing_in_another_language(
    browser: Browser, address: str, path: str, asked: str, foreign: str
) -> None:
    with visit(browser, address + path) as visited:
        search(visited.page, asked)
        assert not re.search(foreign, visited.page.locator(".search__results").inner_text(), re.IGNORECASE)


def test_a_russian_page_finds_russian_clauses_only(browser: Browser, address: str) -> None:
    with visit(browser, address + "privacy/") as visited:
        assert search(visited.page, "BotBlocker")
        links = visited.page.locator(".search__results a").evaluate_all("links => links.map((link) => link.href)")
        assert not [link for link in links if "/en/" in link]


def test_nothing_of_search_is_loaded_before_it_is_opened(browser: Browser, address: str) -> None:
    with visit(browser, address + "privacy/") as visited:
        visited.page.wait_for_timeout(300)
        assert not [url for url in visited.requests() if "search" in url or "pagefind" in url]
        search(visited.page, "данные")
        assert [url for url in visited.requests() if "pagefind" in url]
        assert [url for url in visited.requests() if not url.startswith(address)] == []


def test_a_result_leads_to_its_clause(browser: Browser, address: str) -> None:
    with visit(browser, address + "en/faq/") as visited:
        search(visited.page, "encryption")
        visited.page.locator(".search__results a").first.click()
        assert visited.page.url == address + "en/privacy/#security"
        assert visited.page.locator("#security").is_visible()


def test_a_result_on_the_same_page_closes_the_dialog(browser: Browser, address: str) -> None:
    with visit(browser, address + "en/privacy/") as visited:
        search(visited.page, "encryption")
        visited.page.locator(".search__results a").first.click()
        assert visited.page.url == address + "en/privacy/#security"
        assert not visited.page.locator("dialog.search[open]").count()


def test_search_needs_no_mouse(browser: Browser, address: str) -> None:
    with visit(browser, address + "en/privacy/") as visited:
        page = visited.page
        page.keyboard.press("/")
        expect(page.locator("dialog.search input")).to_be_focused()
        page.keyboard.type("data")
        expect(page.locator(".search__results a").nth(1)).to_be_visible()
        page.keyboard.press("ArrowDown")
        expect(page.locator(".search__results a").first).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(page.locator(".search__results a").nth(1)).to_be_focused()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        expect(page.locator("dialog.search input")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("dialog.search")).to_be_hidden()
        page.keyboard.press("Tab")
        assert visited.complaints == []


def test_a_slash_that_is_typed_is_a_slash(browser: Browser, address: str) -> None:
    with visit(browser, address + "en/privacy/") as visited:
        search(visited.page, "CRM")
        visited.page.keyboard.press("End")
        visited.page.keyboard.type("/ticket")
        assert visited.page.locator("dialog.search input").input_value() == "CRM/ticket"


@pytest.mark.parametrize(
    ("path", "found", "nothing"),
    [("privacy/", "Найдено пунктов: 1", "Ничего не найдено"), ("en/privacy/", "Clauses found: 1", "Nothing found")],
)
def test_what_was_found_is_announced_in_the_language_of_the_page(
    browser: Browser, address: str, path: str, found: str, nothing: str
) -> None:
    with visit(browser, address + path) as visited:
        status = visited.page.get_by_role("dialog").get_by_role("status")
        search(visited.page, "шифрование" if path == "privacy/" else "encryption")
        expect(status).to_have_text(found)
        search(visited.page, "qqqqqqq")
        expect(status).to_contain_text(nothing)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_dialog_is_accessible_and_fits(browser: Browser, address: str, scheme: str, width: int) -> None:
    options = {"viewport": {"width": width, "height": 700}, "color_scheme": scheme}
    with visit(browser, address + "privacy/", **options) as visited:
        search(visited.page, "данные")
        assert violations(visited.page) == []
        assert visited.page.evaluate("document.documentElement.scrollWidth") <= width
        assert visited.complaints == []


def test_a_search_that_cannot_be_loaded_says_so(browser: Browser, address: str) -> None:
    with visit(browser, address + "en/privacy/") as visited:
        visited.page.route("**/pagefind/**", lambda route: route.abort())
        visited.page.locator(".search-button").click()
        expect(visited.page.get_by_role("dialog").get_by_role("status")).to_contain_text("does not work")


def test_a_search_whose_script_cannot_be_loaded_says_so(browser: Browser, address: str) -> None:
    with visit(browser, address + "en/privacy/") as visited:
        visited.page.route("**/search.js", lambda route: route.abort())
        visited.page.keyboard.press("/")
        expect(visited.page.get_by_role("dialog").get_by_role("status")).to_contain_text("does not work")
        assert [text for text in visited.complaints if "rejection" in text or "Failed to fetch" in text] == []


def test_what_is_typed_while_search_is_loading_is_not_lost(browser: Browser, address: str) -> None:
    with visit(browser, address + "en/faq/") as visited:
        page = visited.page
        held: list[Route] = []
        page.route("**/search.js", lambda route: held.append(route))
        page.keyboard.press("/")
        page.keyboard.type("encryption")
        expect(page.locator("dialog.search input")).to_have_value("encryption")
        for route in held:
            route.continue_()
        expect(page.locator(".search__results a")).to_have_text("Protection of information")
        assert held


@pytest.mark.parametrize(
    ("key", "code", "opens"),
    [
        ("/", "Slash", True),
        (".", "Slash", True),  # on a Russian keyboard
        ("/", "Digit7", True),  # on a German one, with Shift
        ("-", "Slash", False),  # on a German one
        (",", "Slash", False),
        (".", "Period", False),
    ],
)
def test_search_opens_by_the_slash_of_each_keyboard(
    browser: Browser, address: str, key: str, code: str, opens: bool
) -> None:
    with visit(browser, address + "privacy/") as visited:
        press = "([key, code]) => document.body.dispatchEvent(new KeyboardEvent('keydown', {key, code, bubbles: true}))"
        visited.page.evaluate(press, [key, code])
        assert visited.page.locator("dialog.search").is_visible() == opens


# Pagefind, which for each letter of "ttf" finds a clause that is marked with "true" or "false".
STUB = """
    const data = async (excerpt) => ({ excerpt: `<mark>${excerpt}</mark>`, meta: { path: "", title: "", page: "" } });
    const result = (letter) => ({ data: () => data(letter === "t" ? "true" : "false") });
    export const options = () => {};
    export const init = () => {};
    export const search = (text) => ({ results: [..."FOUND"].map(result) });
"""


@pytest.mark.parametrize(
    ("found", "shown", "said"),
    [("f" * 30 + "ttt", 3, "3"), ("t" * 20, 20, "20"), ("f" + "t" * 21, 20, "20+"), ("f" * 50, 0, "")],
)
def test_what_does_not_answer_neither_counts_nor_takes_room(
    browser: Browser, address: str, found: str, shown: int, said: str
) -> None:
    with visit(browser, address + "en/faq/") as visited:
        body = STUB.replace("FOUND", found)
        visited.page.route(
            "**/pagefind.js", lambda route: route.fulfill(content_type="application/javascript", body=body)
        )
        assert len(search(visited.page, "true")) == shown
        status = visited.page.get_by_role("dialog").get_by_role("status")
        expect(status).to_have_text(f"Clauses found: {said}" if said else "Nothing found. Try another word.")


def test_without_javascript_there_is_no_button_that_does_nothing(browser: Browser, address: str) -> None:
    with visit(browser, address + "privacy/", scripts=False) as visited:
        assert not visited.page.locator("button:visible").count()
