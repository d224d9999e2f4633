"""The header and its menu: one row, usable with the keyboard and a finger, with and without scripts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import generated_site
from tests.browser.accessibility import violations
from tests.browser.visit import visit
from tests.hosting import served
from tests.project import TRANSLATION, Project, page_path
from tests.small_site import SmallSite

POLICIES = [f"policy-{number}" for number in range(1, 7)]
GROUPS = ("Условия", "Данные", "Архив")
NAV = "nav:\n  - Коротко: index.md\n" + "".join(
    f"  - {group}: [{', '.join(f'{name}.md' for name in POLICIES[first : first + 2])}]\n"
    for group, first in zip(GROUPS, (0, 2, 4), strict=True)
)
ROW = """() => {
    const boxes = [...document.querySelectorAll(".header :is(a, button, summary)")]
        .filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect());
    const outside = boxes.filter((box) => box.left < 0 || box.right > innerWidth).length;
    return { outside, rows: Math.max(...boxes.map((b) => b.top)) < Math.min(...boxes.map((b) => b.bottom)) ? 1 : 2 };
}"""

# Returns by how much the title of the menu is higher than its text if it has a width.
ARROW_BELOW = """(summary, width) => {
    const menu = summary.closest(".menu");
    menu.style.minWidth = menu.style.maxWidth = `${width}px`;
    const text = document.createRange();
    text.selectNodeContents(summary);
    const { paddingTop, paddingBottom } = getComputedStyle(summary);
    const height = summary.getBoundingClientRect().height - parseFloat(paddingTop) - parseFloat(paddingBottom);
    const lines = [...text.getClientRects()].map((box) => box.top);
    const lineHeight = parseFloat(getComputedStyle(summary).lineHeight);
    return height - new Set(lines).size * lineHeight;
}"""

with_and_without_scripts = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


@pytest.fixture(scope="module")
def grouped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a site whose menu has groups."""
    project = Project(tmp_path_factory.mktemp("grouped"))
    generated_site.write(project.folder, len(POLICIES), clauses=1)
    project.write("mkdocs.yml", NAV + project.read("mkdocs.yml"))
    with served(project.build().folder, "/") as server:
        yield server.url


@with_and_without_scripts
def test_the_header_is_one_row_at_any_width(browser: Browser, base_url: str, grouped: str, scripts: bool) -> None:
    for url in (base_url + page_path(TRANSLATION, "terms"), f"{grouped}policy-3/"):
        with visit(browser, url, scripts=scripts) as visited:
            visited.enable_scripts()
            for width in (320, 390, 600, 768, 960, 1280, 1920):
                visited.page.set_viewport_size({"width": width, "height": 800})
                assert visited.page.evaluate(ROW) == {"outside": 0, "rows": 1}, (url, width)


def test_the_arrow_of_the_menu_stands_beside_its_title_at_any_width(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + page_path(TRANSLATION, "terms"), viewport={"width": 320, "height": 640}) as visited:
        title = visited.page.locator(".menu > details > summary")
        for width in range(40, 160, 3):
            assert title.evaluate(ARROW_BELOW, width) < 2, width


@with_and_without_scripts
def test_the_menu_of_a_small_screen_opens_one_group_at_a_time(browser: Browser, grouped: str, scripts: bool) -> None:
    with visit(browser, f"{grouped}policy-3/", scripts=scripts, viewport={"width": 360, "height": 640}) as visited:
        page = visited.page
        menu = page.locator(".menu > details > summary")
        expect(menu).to_have_text("Политика 3")
        menu.focus()
        page.keyboard.press("Enter")
        opened = [press(page, "Tab") for _ in range(2)]
        assert opened == ["Коротко", "Условия"]
        page.keyboard.press("Enter")
        assert [press(page, "Tab") for _ in range(3)] == ["Политика 1", "Политика 2", "Данные"]
        page.keyboard.press("Enter")
        assert page.locator(".menu li > details[open] > summary").all_inner_texts() == ["Данные"]
        assert page.evaluate(ROW)["outside"] == 0
        visited.enable_scripts()
        assert violations(page) == []
        links = page.locator(".menu a").evaluate_all(
            "links => links.filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect().height)"
        )
        assert len(links) == 3 and min(links) >= 24
        page.locator(".menu a[aria-current=page]").click()
        expect(page).to_have_url(f"{grouped}policy-3/")


@pytest.fixture(scope="module")
def multilingual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a site in four languages."""
    small = SmallSite(tmp_path_factory.mktemp("multilingual"), versioned=False)
    for language, name in {"pt": "Português (Brasil)", "he": "עברית"}.items():
        shutil.copytree(small.folder / "docs/en", small.folder / "docs" / language)
        entry = f"{{locale: {language}, name: {name}, site_name: Policy}}"
        small.replace("mkdocs.yml", "        - {locale: ru", f"        - {entry}\n        - {{locale: ru")
    assert small.policy("approve", "--all") == small.policy("build") == 0
    with served(small.folder / "site", "/legal/") as server:
        yield server.url


@pytest.mark.parametrize("language", ["pt", "he"])
def test_several_languages_unfold_from_the_name_of_the_current_one(
    browser: Browser, multilingual: str, language: str
) -> None:
    with visit(browser, f"{multilingual}{language}/privacy/", viewport={"width": 320, "height": 640}) as visited:
        page = visited.page
        assert page.evaluate(ROW) == {"outside": 0, "rows": 1}
        summary = page.locator(".languages summary")
        expect(summary).to_have_text({"pt": "Português (Brasil)", "he": "עברית"}[language])
        summary.click()
        expect(page.locator(".languages a:visible")).to_have_count(4)
        expect(page.locator(".languages [aria-current=true]")).to_have_attribute("lang", language)
        assert page.evaluate(ROW)["outside"] == 0
        assert violations(page) == []
        page.locator(".languages a[lang=ru]").click()
        expect(page).to_have_url(f"{multilingual}ru/privacy/")


def press(page: Page, key: str) -> str:
    """Press a key, and return the text of what has the focus then."""
    page.keyboard.press(key)
    text: str = page.locator(":focus").inner_text()
    return text


def test_what_is_unfolded_closes_with_escape_and_when_the_reader_goes_on(browser: Browser, grouped: str) -> None:
    with visit(browser, f"{grouped}policy-3/", viewport={"width": 1280, "height": 800}) as visited:
        page = visited.page
        opened = page.locator(".menu li > details[open]")
        summary = page.locator(".menu li summary", has_text="Данные")
        summary.click()
        expect(opened).to_have_count(1)
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        expect(opened).to_have_count(0)
        expect(summary).to_be_focused()
        summary.click()
        page.locator("h1").click()
        expect(opened).to_have_count(0)
        summary.focus()
        page.keyboard.press("Enter")
        for _ in range(6):
            page.keyboard.press("Tab")
        expect(opened).to_have_count(0)
        assert visited.errors == []


@with_and_without_scripts
def test_a_wide_screen_lists_all_pages_beside_the_text(browser: Browser, grouped: str, scripts: bool) -> None:
    with visit(browser, f"{grouped}policy-3/", scripts=scripts, viewport={"width": 1280, "height": 800}) as visited:
        pages = visited.page.locator(".all-pages")
        expect(pages.locator("a:visible")).to_have_count(3)
        expect(pages.locator("[aria-current=page]")).to_be_visible()
        text, beside = visited.page.locator("main").bounding_box(), pages.bounding_box()
        assert text and beside and beside["x"] >= text["x"] + text["width"]
        pages.locator("summary", has_text="Архив").click()
        expect(pages.locator("a:visible")).to_have_count(5)
        visited.enable_scripts()
        assert violations(visited.page) == []
