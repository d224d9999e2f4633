"""Sites in one language, from right to left, without spaces, and in nested folders, in the browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.accessibility import violations
from tests.browser.test_search import search
from tests.browser.visit import visit
from tests.hosting import served
from tests.project import Project

Served = Callable[[str], str]
PHONE = {"width": 360, "height": 800}


@pytest.fixture(scope="module")
def base_urls(checked: Callable[[str], Project]) -> Iterator[Served]:
    """Return the URL of a served fixture site by its name."""
    with ExitStack() as servers:
        urls: dict[str, str] = {}

        def url(name: str) -> str:
            if name not in urls:
                server = served(checked(name).folder / "site", f"/{name}/")
                urls[name] = servers.enter_context(server).url
            return urls[name]

        yield url


@pytest.mark.parametrize(
    "path",
    [
        "library/",
        "museum/ar/",
        "museum/ar/privacy/with-original/",
        "museum/ja/visit/questions/",
        "archive/rules/children/photos/",
        "archive/zh-Hant/privacy/1.0/",
    ],
)
def test_a_page_is_accessible_and_fits_on_a_phone(browser: Browser, base_urls: Served, path: str) -> None:
    name, _, page_path = path.partition("/")
    with visit(browser, base_urls(name) + page_path, viewport=PHONE) as visited:
        assert visited.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        assert violations(visited.page) == []
        assert visited.errors == []


def test_no_notice_pushes_the_title_out_of_sight(browser: Browser, base_urls: Served) -> None:
    with visit(browser, f"{base_urls('museum')}privacy/", viewport=PHONE) as visited:
        visited.page.evaluate("document.querySelector('.notice').append('W '.repeat(2000))")
        assert visited.page.evaluate("document.querySelector('h1').getBoundingClientRect().top") < PHONE["height"]


# The left edges of what stands side by side on a wide screen.
EDGES = """() => [".header__site", ".menu", ".search-button", "article", ".side"]
    .map((selector) => document.querySelector(selector).getBoundingClientRect())
    .map((box) => (box.left + box.right) / 2)"""


@pytest.mark.parametrize("language", ["", "ar/"])
def test_a_page_from_right_to_left_is_mirrored(browser: Browser, base_urls: Served, language: str) -> None:
    with visit(browser, f"{base_urls('museum')}{language}privacy/") as visited:
        site, menu, search_button, text, side = visited.page.evaluate(EDGES)
        in_order = [site, menu, search_button]
        assert in_order == sorted(in_order, reverse=language == "ar/")
        assert (side < text) == (language == "ar/")


@pytest.mark.parametrize(
    ("path", "groups", "title"),
    [
        ("museum/ja/", ["ご来館"], "館内のルール"),
        ("archive/zh-Hant/", ["規則", "兒童"], "兒童照片"),
        ("archive/", ["Pravila", "Deca"], "Fotografije dece"),
    ],
)
def test_a_page_in_a_section_is_reached_by_the_menu(
    browser: Browser, base_urls: Served, path: str, groups: list[str], title: str
) -> None:
    name, _, page_path = path.partition("/")
    with visit(browser, base_urls(name) + page_path, viewport=PHONE) as visited:
        menu = visited.page.locator(".menu")
        menu.locator("summary").first.click()
        for group in groups:
            menu.locator("summary").get_by_text(group, exact=True).click()
        menu.get_by_role("link", name=title, exact=True).click()
        expect(visited.page.locator("h1")).to_contain_text(title)
        expect(visited.page.locator(".menu [aria-current=page]")).to_have_text(title)


@pytest.mark.parametrize(
    ("path", "query", "titles"),
    [
        ("library/", "телефону", ["Які дані ми використовуємо", "Що ми зберігаємо"]),
        ("museum/ar/", "التذاكر", ["سياسة الخصوصية", "مدة حفظها"]),
        # Words that no dictionary has, and those that begin the title of a page, are found in any place.
        ("museum/ja/", "博物館", ["博物館でのお客様のデータ", "プライバシーポリシー", "管理責任者"]),
        ("museum/ja/", "いつ削除", ["データはいつ削除されますか？"]),
        ("archive/zh-Hant/", "閱覽室", ["閱覽室", "檔案的使用", "隱私權政策"]),
        ("archive/zh-Hant/", "60天", ["保存多久", "保存期限"]),
        # Only in a row: all three characters are on one page.
        ("archive/zh-Hant/", "室覽閱", []),
    ],
)
def test_words_are_found_in_every_script(
    browser: Browser, base_urls: Served, path: str, query: str, titles: list[str]
) -> None:
    name, _, page_path = path.partition("/")
    with visit(browser, base_urls(name) + page_path) as visited:
        assert sorted(search(visited.page, query)) == sorted(titles)
        assert visited.errors == []
