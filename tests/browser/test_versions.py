"""Frozen copies, comparisons and the history: readable for everyone, on every screen and on paper."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from policysite.site.build import build
from pypdf import PdfReader

from tests.browser.accessibility import violations, violations_of_color
from tests.browser.test_layout import cut_off
from tests.browser.visit import visit
from tests.hosting import served
from tests.project import made_once
from tests.releases import site_with_versions

PAGES = ("privacy/", "en/privacy/1.0/", "en/privacy/1.1/changes/", "changes/")


@pytest.fixture(scope="session")
def base_url(shared_folder: Path) -> Iterator[str]:
    """The URL of a served site with versions, ending in `/`."""

    def make(folder: Path) -> None:
        build(site_with_versions(folder).root / "mkdocs.yml")

    with served(made_once(shared_folder / "versions", make) / "site", "/legal/") as server:
        yield server.url


@pytest.mark.parametrize("path", PAGES)
def test_pages_about_versions_are_accessible_and_fit_the_screen(browser: Browser, base_url: str, path: str) -> None:
    # Without motion: links would pass from one color to the next.
    options = {"viewport": {"width": 320, "height": 800}, "reduced_motion": "reduce"}
    with visit(browser, base_url + path, **options) as visited:
        visited.page.locator("details:not(header *)").evaluate_all(
            "all => { for (const each of all) each.open = true }"
        )
        assert violations(visited.page) == []
        visited.page.emulate_media(color_scheme="dark")
        assert violations_of_color(visited.page) == []
        assert cut_off(visited.page) == []
        assert visited.errors == []


def test_changes_are_walked_by_keyboard_without_scripts(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + "en/privacy/1.1/changes/", scripts=False) as visited:
        page = visited.page
        for number in (2, 3):
            page.locator(".redline__next").nth(number - 2).focus()
            page.keyboard.press("Enter")
            expect(page).to_have_url(re.compile(f"/#_before-{number}$"))


def test_changes_can_be_distinguished_without_colors(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + "en/privacy/1.1/changes/") as visited:
        for tag, line, word in (("ins", "underline", "inserted: "), ("del", "line-through", "deleted: ")):
            change = visited.page.locator(f".redline {tag}").first
            assert change.evaluate("e => getComputedStyle(e).textDecorationLine") == line
            assert str(change.locator(".redline__word").text_content()).lstrip() == word


def test_a_folded_redline_is_printed(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + "en/changes/") as visited:
        visited.page.evaluate("() => { for (const each of document.querySelectorAll('details')) each.open = false }")
        printed = PdfReader(io.BytesIO(visited.page.pdf()))
        text = " ".join(" ".join(page.extract_text() for page in printed.pages).split())
        assert "A new one." in text
        assert "↓" not in text
