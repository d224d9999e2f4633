"""A translation beside its original: in two columns on wide screens and on paper, else one below the other."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.accessibility import violations, violations_of_color
from tests.browser.test_layout import cut_off
from tests.browser.visit import visit
from tests.project import TRANSLATION, page_path

PATH = page_path(TRANSLATION, "terms") + "with-original/"
# A sheet without its margins, 174 mm.
A4_TEXT_PIXELS = 658


def columns(page: Page) -> list[tuple[bool, bool]]:
    """Return for each clause True if its texts are beside each other, and True if their blocks are aligned."""
    found: list[tuple[bool, bool]] = page.evaluate(
        """() => [...document.querySelectorAll(".beside")].map((row) => {
            const blocks = [...row.children].map((side) =>
                [...side.querySelectorAll("h2, h3, p:not(.beside__language), li:not(li li), table")]
                    .map((block) => block.getBoundingClientRect()));
            const [one, other] = blocks;
            const beside = one.every((box) => other.every((next) => box.right < next.left));
            return [beside, one.every((box, i) => Math.abs(box.top - other[i].top) < 1)];
        })"""
    )
    return [(beside, together) for beside, together in found]


def test_texts_are_beside_each_other_where_there_is_room(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + PATH, scripts=False, viewport={"width": 1280, "height": 800}) as visited:
        visited.enable_scripts()
        page = visited.page
        assert set(columns(page)) == {(True, True)}
        assert violations(page) == []
        page.set_viewport_size({"width": 390, "height": 800})
        assert set(columns(page)) == {(False, False)}
        assert page.locator(".beside__language >> visible=true").count() == page.locator(".beside__side").count()
        page.set_viewport_size({"width": A4_TEXT_PIXELS, "height": 800})
        page.emulate_media(media="print")
        assert set(columns(page)) == {(True, True)}
        assert page.locator(".clause__link >> visible=true").count() == 0


@pytest.mark.parametrize("width", [960, 1280, 1920])
def test_the_text_begins_where_that_of_other_pages_does(browser: Browser, base_url: str, width: int) -> None:
    with visit(browser, base_url + PATH, viewport={"width": width, "height": 800}) as visited:
        headings = [visited.page.locator("h1").bounding_box()]
        visited.page.goto(base_url + page_path(TRANSLATION, "terms"))
        headings.append(visited.page.locator("h1").bounding_box())
    first, second = (heading["x"] for heading in headings if heading)
    assert first == second


@pytest.mark.parametrize("width", [320, 960])
def test_the_page_fits_the_screen_in_dark_colors(browser: Browser, base_url: str, width: int) -> None:
    with visit(browser, base_url + PATH, viewport={"width": width, "height": 800}, color_scheme="dark") as visited:
        assert violations_of_color(visited.page) == []
        assert cut_off(visited.page) == []
        assert visited.errors == []
