"""The output of Markdown extensions: boxes with their signs, details, tabs, footnotes, numbered clauses."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visit import WIDTHS, visit
from tests.project import ORIGINAL, TRANSLATION, page_path

HISTORY = page_path(ORIGINAL, "history")


def test_every_box_has_the_sign_of_its_type(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + HISTORY) as visited:
        sign = "titles => titles.map((title) => getComputedStyle(title, '::before').content)"
        signs = visited.page.locator("article :is(.admonition-title, summary)").evaluate_all(sign)
    # (What follows the slash is read aloud: nothing, as the title says it.)
    assert signs == ['"i" / ""', '"!" / ""', '"?" / ""', '"✓" / ""']


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
def test_details_and_tabs_need_no_script(browser: Browser, base_url: str, scripts: bool) -> None:
    with visit(browser, base_url + HISTORY, scripts=scripts) as visited:
        answer = visited.page.get_by_text("We write to everyone who has an account.")
        expect(answer).to_be_hidden()
        visited.page.get_by_text("How do I learn of a new version?").click()
        expect(answer).to_be_visible()
        members, guests = (visited.page.get_by_text(f"{each} the new text") for each in ("receive", "find"))
        expect(members).to_be_visible()
        expect(guests).to_be_hidden()
        visited.page.get_by_label("Members").focus()
        visited.page.keyboard.press("ArrowRight")
        expect(members).to_be_hidden()
        expect(guests).to_be_visible()


def test_a_footnote_is_no_clause_to_read(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + page_path(TRANSLATION, "history")) as visited:
        visited.page.locator(".footnote-ref").first.click()
        expect(visited.page.locator("[id='fn:midnight']")).to_be_in_viewport()
        expect(visited.page.locator(".contents [aria-current]")).to_have_count(1)
        visited.page.locator("[id='fn:midnight'] .footnote-backref").first.click()
        expect(visited.page.locator("[id='fnref:midnight']")).to_be_in_viewport()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_text_of_numbered_clauses_is_aligned_beside_their_numbers(
    browser: Browser, base_url: str, width: int
) -> None:
    lines = """item => {
        const text = document.createRange();
        const link = item.querySelector(".numbered__marker");
        text.selectNodeContents(item);
        text.setStartAfter(link);
        const boxes = [...text.getClientRects()].filter((box) => box.width > 1).map((box) => Math.round(box.left));
        return [Math.round(link.getBoundingClientRect().left), [...new Set(boxes)]];
    }"""
    with visit(browser, base_url + HISTORY, viewport={"width": width, "height": 800}) as visited:
        for number in ("reading-1-1", "reading-1-2-a"):
            start, text = visited.page.locator(f"[id='{number}']").evaluate(lines)
            assert len(text) == 1, number
            assert start < text[0]


def test_from_right_to_left_a_number_begins_at_the_edge_of_its_text(browser: Browser, base_url: str) -> None:
    ends = """link => {
        const first = document.createRange();
        first.setStart(link.firstChild, 0);
        first.setEnd(link.firstChild, 1);
        return [first, link].map((each) => Math.round(each.getBoundingClientRect().right));
    }"""
    with visit(browser, base_url + HISTORY) as visited:
        visited.page.evaluate("document.documentElement.dir = 'rtl'")
        first, marker = visited.page.locator("#reading-1-2-a .numbered__marker").evaluate(ends)
        assert first == marker


def test_a_numbered_clause_is_copied_with_its_number(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + HISTORY) as visited:
        visited.page.evaluate("getSelection().selectAllChildren(document.getElementById('reading-1-1'))")
        assert visited.page.evaluate("getSelection().toString()").strip() == "1.1. We number the versions."


def test_a_numbered_clause_is_an_item_of_a_list_and_its_number_leads_to_it(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + HISTORY) as visited:
        letters = visited.page.get_by_role("list").filter(has_text="the first part changes").last
        items = letters.get_by_role("listitem")
        expect(items).to_have_count(2)
        visited.page.get_by_role("link", name="1.2.", exact=True).click()
        assert visited.page.url.endswith("#reading-1-2")
        expect(visited.page.locator("li:target")).to_be_in_viewport()
        visited.page.get_by_role("link", name="clause 1.1").click()
        expect(visited.page.locator("li:target")).to_contain_text("We number the versions.")
