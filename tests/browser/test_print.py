"""The printed page, as a PDF."""

from __future__ import annotations

import io
import re
import unicodedata

import pytest
from playwright.sync_api import Browser
from policysite.site.dates import last_changes
from pypdf import PdfReader

from tests.browser.visit import visit
from tests.project import BASE, LANGUAGES, PAGES, ROOT
from tests.project import address as path_of

every_page = pytest.mark.parametrize(("language", "name"), PAGES)


def pages(browser: Browser, url: str, height: str = "297mm", scripts: bool = True) -> list[list[str]]:
    """The lines of each page, without ligatures."""
    with visit(browser, url, scripts=scripts) as visited:
        pdf = visited.page.pdf(width="210mm", height=height)
        assert visited.complaints == []
    return [
        [
            " ".join(unicodedata.normalize("NFKC", line).split())
            for line in page.extract_text().splitlines()
            if line.strip()
        ]
        for page in PdfReader(io.BytesIO(pdf)).pages
    ]


DATED = {
    "ru": r"Последнее изменение: \d{1,2} \w+ \d{4} г\.",
    "en": r"Last changed on \w+ \d{1,2}, \d{4}",
}
EDITION = {
    "ru": r"Версия \S+\. Действует с \d{1,2} \w+ \d{4} г\.",
    "en": r"Version \S+\. In effect from \w+ \d{1,2}, \d{4}",
}


@every_page
def test_every_sheet_says_what_it_is_how_old_where_it_is_from_and_in_which_language(
    browser: Browser, address: str, language: str, name: str
) -> None:
    url = address + path_of(language, name)
    with visit(browser, url) as visited:
        title = visited.page.title()
    printed = pages(browser, url, height="148mm")
    assert len(printed) > 1 or name == "changes"
    dated = EDITION if name == "privacy" else DATED
    for number, lines in enumerate(printed, start=1):
        text = " ".join(lines)
        own = {"ru": "Русский", "en": "English"}[language]
        for margin in (title, BASE + path_of(language, name), f"{own} · {number}/{len(printed)}"):
            assert margin in text
        # (Without the history of the pages nobody knows when they changed.)
        assert re.search(dated[language], text) or (name != "privacy" and not last_changes(ROOT))


@pytest.mark.parametrize("language", LANGUAGES)
def test_addresses_of_links_are_written_out(browser: Browser, address: str, language: str) -> None:
    text = "".join("".join(lines) for lines in pages(browser, address + path_of(language, "faq"))).replace(" ", "")
    assert "(https://botblocker.top/contacts/)" in text
    assert f"({BASE}{path_of(language, 'privacy')}#retention)" in text


def test_controls_and_navigation_stay_off_the_paper(browser: Browser, address: str) -> None:
    text = "\n".join("\n".join(lines) for lines in pages(browser, address + "en/privacy/"))
    for control in ("Русский", "Search", "Table of contents", "Skip to content", "Original\n", "no cookies"):
        assert control not in text
    assert "#\n" not in text


def test_words_are_whole_on_paper(browser: Browser, address: str) -> None:
    text = "\n".join("\n".join(lines) for lines in pages(browser, address + "privacy/"))
    assert "\u00ad" not in text
    assert "Политика конфиденциальности BotBlocker" in text


def test_words_are_whole_on_paper_without_javascript(browser: Browser, address: str) -> None:
    lines = pages(browser, address + "privacy/", scripts=False)[0]
    # (Where a word could break the text of the PDF has a gap.)
    assert [line for line in lines[2:] if "Политикаконфиденциальности" in line.replace(" ", "")]


def test_words_can_break_again_after_printing(browser: Browser, address: str) -> None:
    with visit(browser, address + "privacy/", viewport={"width": 320, "height": 800}) as visited:
        before = visited.page.locator("article").inner_html()
        assert "\u00ad" in before
        visited.page.pdf()
        assert visited.page.locator("article").inner_html() == before


@pytest.mark.parametrize("height", ["297mm", "210mm", "148mm", "120mm"])
def test_no_heading_is_torn_from_its_text(browser: Browser, address: str, height: str) -> None:
    with visit(browser, address + "en/privacy/") as visited:
        headings = [" ".join(text.split()) for text in visited.page.locator("article :is(h2, h3)").all_inner_texts()]
    for lines in pages(browser, address + "en/privacy/", height):
        body = [
            line
            for line in lines
            if not re.search(r"^https://policy|English ·|Version [0-9]|^BotBlocker Privacy", line)
        ]
        assert body[-1] not in headings


def test_dark_colors_stay_off_the_paper(browser: Browser, address: str) -> None:
    with visit(browser, address + "en/privacy/", color_scheme="dark") as visited:
        visited.page.emulate_media(media="print", color_scheme="dark")
        color = visited.page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
        assert color == "rgb(255, 255, 255)"
