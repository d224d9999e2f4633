"""Search: by word forms, in the page's language, clause by clause, with the keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.accessibility import violations, violations_of_color
from tests.browser.visit import visit, visit_with
from tests.project import page_path

RESULTS = ".search__results a"


def search(page: Page, text: str) -> list[str]:
    """Open search if it is closed, enter a text and return the titles found."""
    if not page.locator("dialog.search[open]").count():
        page.locator(".search-button").click()
    page.locator("dialog.search input").fill("")
    expect(status(page)).to_have_text("")
    page.locator("dialog.search input").fill(text)
    expect(status(page)).not_to_have_text("")
    return page.locator(RESULTS).all_inner_texts()


def status(page: Page) -> Locator:
    return page.get_by_role("dialog").get_by_role("status")


def test_words_are_found_in_any_form(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + "ru/terms/") as visited:
        for query, title in (
            ("данных", "Какие данные мы запрашиваем?"),
            ("хранение", "Сколько хранятся ваши данные?"),
            ("мастерские", "Какие данные мы запрашиваем?"),
            ("передаете", "Передаёте ли вы мои данные?"),
            ("шифрованием", "Как защищены ваши данные?"),
        ):
            assert title in search(visited.page, query)
        assert visited.errors == []
    with visit(browser, base_url) as visited:
        assert "How do I have my data deleted?" in search(visited.page, "deleting")


def test_a_result_shows_its_title_once_its_page_and_the_words_that_were_found(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url) as visited:
        search(visited.page, "protected")
        result = visited.page.locator(".search__results li", has_text="How is your data protected?")
        assert result.inner_text().count("How is your data protected?") == 1
        assert result.locator("a mark").inner_text() == "protected"
        assert result.locator(".search__page").inner_text() == "Privacy terms of Toolshare"
        assert not (result.locator("p").text_content() or "").startswith(("How", ".", " "))
        expect(result).to_have_css("position", "relative")  # its style sheet is loaded with the search


@pytest.mark.parametrize(("language", "query"), [("en", "данные"), ("en", "Toolshare"), ("ru", "Toolshare")])
def test_a_page_finds_nothing_in_another_language(browser: Browser, base_url: str, language: str, query: str) -> None:
    with visit(browser, base_url + page_path(language, "terms")) as visited:
        assert bool(search(visited.page, query)) == (query == "Toolshare")
        links = visited.page.locator(RESULTS).evaluate_all("links => links.map((link) => link.href)")
        assert {link.startswith(f"{base_url}ru/") for link in links} <= {language == "ru"}


def test_nothing_of_search_is_loaded_before_it_opens(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + "ru/terms/") as visited:
        visited.page.wait_for_load_state("networkidle")
        assert not [url for url in visited.requests() if "search" in url or "pagefind" in url]
        search(visited.page, "данные")
        assert [url for url in visited.requests() if "pagefind" in url]
        assert [url for url in visited.requests() if not url.startswith(base_url)] == []


def test_a_result_leads_to_its_clause(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + "questions/") as visited:
        search(visited.page, "encryption")
        visited.page.locator(RESULTS).first.click()
        expect(visited.page).to_have_url(base_url + "terms/#protection")
        expect(visited.page.locator("#protection")).to_be_in_viewport()


def test_a_result_on_the_same_page_closes_the_dialog(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + "terms/") as visited:
        search(visited.page, "encryption")
        visited.page.locator(RESULTS).first.click()
        expect(visited.page).to_have_url(base_url + "terms/#protection")
        expect(visited.page.locator("dialog.search")).to_be_hidden()


def test_search_needs_no_mouse(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + "terms/") as visited:
        page = visited.page
        page.keyboard.press("/")
        expect(page.locator("dialog.search input")).to_be_focused()
        page.keyboard.type("data")
        expect(page.locator(RESULTS).nth(1)).to_be_visible()
        page.keyboard.press("ArrowDown")
        expect(page.locator(RESULTS).first).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(page.locator(RESULTS).nth(1)).to_be_focused()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        expect(page.locator("dialog.search input")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("dialog.search")).to_be_hidden()
        assert visited.errors == []


def test_a_slash_that_is_typed_is_a_slash(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + "terms/") as visited:
        search(visited.page, "CRM")
        visited.page.keyboard.press("End")
        visited.page.keyboard.type("/ticket")
        assert visited.page.locator("dialog.search input").input_value() == "CRM/ticket"


@pytest.mark.parametrize(
    ("language", "query", "found", "nothing"),
    [
        ("ru", "шифрование", "Найдено пунктов: 1", "Ничего не найдено"),
        ("en", "encryption", "Clauses found: 1", "Nothing found"),
    ],
)
def test_the_number_of_results_is_announced_in_the_language_of_the_page(
    browser: Browser, base_url: str, language: str, query: str, found: str, nothing: str
) -> None:
    with visit(browser, base_url + page_path(language, "terms")) as visited:
        search(visited.page, query)
        expect(status(visited.page)).to_have_text(found)
        search(visited.page, "qqqqqqq")
        expect(status(visited.page)).to_contain_text(nothing)


def test_the_dialog_is_accessible_and_fits(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + "ru/terms/", reduced_motion="reduce") as visited:
        page = visited.page
        for width in (320, 1280):
            visited.reload(width)
            search(page, "данные")
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.emulate_media(color_scheme="dark")
        assert violations_of_color(page) == []
        assert visited.errors == []


@pytest.mark.parametrize("files", ["**/pagefind/**", "**/search.js"])
def test_a_search_that_cannot_be_loaded_is_reported(browser: Browser, base_url: str, files: str) -> None:
    with visit_with(browser, base_url + "terms/", routes={files: lambda route: route.abort()}) as visited:
        visited.page.keyboard.press("/")
        expect(status(visited.page)).to_contain_text("does not work")
        # Nothing but the request itself has failed.
        assert [error for error in visited.errors if not error.startswith(("failed: ", "Failed to load"))] == []


def test_text_typed_while_search_loads_is_searched(browser: Browser, base_url: str) -> None:
    def type_first(route: Route) -> None:
        route.request.frame.page.keyboard.type("encryption")
        route.continue_()

    with visit_with(browser, base_url + "questions/", routes={"**/search.js": type_first}) as visited:
        visited.page.keyboard.press("/")
        expect(visited.page.locator("dialog.search input")).to_have_value("encryption")
        expect(visited.page.locator(RESULTS)).to_have_text("How is your data protected?")


def test_search_opens_by_the_slash_of_each_keyboard(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + "ru/terms/") as visited:
        dialog = visited.page.locator("dialog.search")
        press = "([key, code]) => document.body.dispatchEvent(new KeyboardEvent('keydown', {key, code, bubbles: true}))"
        for key, code, opens in (
            ("-", "Slash", False),  # on a German keyboard
            (",", "Slash", False),
            (".", "Period", False),
            ("/", "Slash", True),
            (".", "Slash", True),  # on a Russian keyboard
            ("/", "Digit7", True),  # on a German one, with Shift
        ):
            visited.page.evaluate(press, [key, code])
            assert dialog.is_visible() == opens, (key, code)
            dialog.evaluate("dialog => dialog.close()")


# A Pagefind that finds for each letter of the second word of the query a clause with the word "true" or "false" marked.
STUB = """
    const clause = (word) => ({ title: "", anchor: { id: "" }, excerpt: `<mark>${word}</mark>` });
    const data = async (word) => ({ meta: { path: "", title: "" }, raw_content: "", sub_results: [clause(word)] });
    const result = (letter) => ({ data: () => data(letter === "t" ? "true" : "false") });
    export const options = () => {};
    export const init = () => {};
    export const search = (text) => ({ results: [...text.split(" ")[1]].map(result) });
"""


def test_results_without_the_word_are_neither_counted_nor_shown(browser: Browser, base_url: str) -> None:
    routes = {"**/pagefind.js": lambda route: route.fulfill(content_type="application/javascript", body=STUB)}
    with visit_with(browser, base_url + "questions/", routes=routes) as visited:
        for found, shown, message in (
            ("f" * 30 + "ttt", 3, "Clauses found: 3"),
            ("t" * 20, 20, "Clauses found: 20"),
            ("f" + "t" * 21, 20, "Clauses found: 20+"),
            ("f" * 50, 0, "Nothing found. Try another word."),
        ):
            assert len(search(visited.page, f"true {found}")) == shown
            expect(status(visited.page)).to_have_text(message)


def test_without_javascript_there_is_no_button_that_does_nothing(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + "ru/terms/", scripts=False) as visited:
        assert not visited.page.locator("button:visible").count()
