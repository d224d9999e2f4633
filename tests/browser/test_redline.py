"""The page of `policy diff` in a browser: accessible, complete at any width, and walked by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.accessibility import violations
from tests.browser.visit import visit
from tests.project import TOOLSHARE, copied


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a page with changes of every kind."""
    project = copied(TOOLSHARE, tmp_path_factory.mktemp("redline") / "project")
    project.replace("docs/en/terms.md", "24 months", "36 months")
    project.replace("docs/ru/terms.md", "24 месяца", "36 месяцев")
    project.replace("docs/en/terms.md", "    - An email address\n", "    - An email address\n    - A messenger\n")
    project.replace("docs/en/terms.md", "TS-2041-7\n", "TS-2041-7\n\nTS-2041-8\n")
    project.replace("docs/ru/terms.md", "1. Переписка", "1. Вся переписка")
    project.append("docs/en/terms.md", "\n## New { #new }\n\nA [link](index.md).\n")
    output = project.folder / "changes.html"
    assert project.policy("diff", "terms@2.1", "-o", str(output)) == 0
    return output.as_uri()


@contextmanager
def opened(browser: Browser, url: str, width: int = 1280, scheme: str = "light") -> Iterator[Page]:
    with visit(browser, url, viewport={"width": width, "height": 900}, color_scheme=scheme) as visited:
        assert visited.errors == []  # such as a style that the policy of the page forbids
        yield visited.page


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_the_page_is_accessible_and_fits(browser: Browser, url: str, width: int, scheme: str) -> None:
    with opened(browser, url, width, scheme) as page:
        page.locator("summary").first.click()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        boxes = [column.bounding_box() for column in page.locator(".column").all()[:2]]
        tops = {round(box["y"]) for box in boxes if box}
        assert len(tops) == (1 if width == 1280 else 2)


def test_on_paper_the_columns_begin_at_one_height(browser: Browser, url: str) -> None:
    with opened(browser, url, width=640) as page:
        page.emulate_media(media="print")
        boxes = [column.bounding_box() for column in page.locator(".column:visible").all()[:2]]
        assert len({box["y"] for box in boxes if box}) == 1


def test_long_words_of_every_language_break_with_a_hyphen_but_no_code(browser: Browser, url: str) -> None:
    with opened(browser, url, width=320) as page:
        style = "nodes => nodes.map((node) => [node.tagName, getComputedStyle(node).hyphens])"
        found = page.locator("h1, h4, nav a, .column p, code").evaluate_all(style)
        assert {(tag, "none" if tag == "CODE" else "auto") for tag, _ in found} == set(map(tuple, found))


def test_the_changes_are_walked_by_keyboard(browser: Browser, url: str) -> None:
    with opened(browser, url) as page:
        page.locator("header a").focus()
        changes = page.locator("[id^=change]").count()
        assert changes > 4
        for number in range(1, changes + 1):
            page.keyboard.press("Enter")
            assert page.evaluate("location.hash") == f"#change-{number}"
            page.keyboard.press("Tab")


def test_edits_are_seen_without_color_and_heard(browser: Browser, url: str) -> None:
    with opened(browser, url) as page:
        lines = {
            tag: page.locator(tag).first.evaluate("node => getComputedStyle(node).textDecorationLine")
            for tag in ("ins", "del")
        }
        assert lines == {"ins": "underline", "del": "line-through"}
        assert "deleted: 24 inserted: 36" in str(page.locator("[lang=en] p", has_text="36 months").first.text_content())
