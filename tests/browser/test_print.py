"""The printed page, as a PDF."""

from __future__ import annotations

import io
import re
import unicodedata

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.browser.visit import visit
from tests.project import BASE_URL, LANGUAGES, ORIGINAL, PAGES, TRANSLATION, page_path

TERMS = page_path(ORIGINAL, "terms")
TRANSLATED_TERMS = page_path(TRANSLATION, "terms")
TRANSLATED_TITLE = "Условия конфиденциальности Toolshare"


def printed(page: Page, height: str = "297mm") -> list[list[str]]:
    """The lines of each sheet, without ligatures."""
    pdf = page.pdf(width="210mm", height=height)
    return [
        [
            " ".join(unicodedata.normalize("NFKC", line).split())
            for line in sheet.extract_text().splitlines()
            if line.strip()
        ]
        for sheet in PdfReader(io.BytesIO(pdf)).pages
    ]


def text_of(sheets: list[list[str]]) -> str:
    return "\n".join("\n".join(lines) for lines in sheets)


# The date in the margin: the policy has a version, the other pages have the day of their last commit.
DATES = {
    ("en", "terms"): "Version 2.1. In effect from March 1, 2026",
    ("ru", "terms"): "Версия 2.1. Действует с 1 марта 2026 г.",
    "en": "Last changed on March 2, 2026",
    "ru": "Последнее изменение: 2 марта 2026 г.",
}


@pytest.mark.parametrize(("language", "name"), PAGES)
def test_every_sheet_has_title_date_url_and_language(browser: Browser, base_url: str, language: str, name: str) -> None:
    with visit(browser, base_url + page_path(language, name)) as visited:
        sheets = printed(visited.page, height="148mm")
        title = visited.page.title()
        assert visited.errors == []
    assert len(sheets) > 1 or name == "history"
    name_of_language = {"ru": "Русский", "en": "English"}[language]
    for number, lines in enumerate(sheets, start=1):
        text = " ".join(lines)
        assert title in text
        assert DATES.get((language, name), DATES[language]) in text
        assert BASE_URL + page_path(language, name) in text
        assert f"{name_of_language} · {number}/{len(sheets)}" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_urls_of_links_are_printed(browser: Browser, base_url: str, language: str) -> None:
    with visit(browser, base_url + page_path(language, "questions")) as visited:
        text = re.sub(r"\s", "", text_of(printed(visited.page)))
    assert "(https://toolshare.example/about/)" in text
    assert f"({BASE_URL}{page_path(language, 'terms')}#storage)" in text
    assert "with-original" not in text


def test_controls_and_navigation_are_not_printed(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + TRANSLATED_TERMS) as visited:
        text = text_of(printed(visited.page))
    for control in ("English", "Поиск", "Содержание", "К основному содержанию", "Оригинал\n", "не использует куки"):
        assert control not in text
    assert "#\n" not in text


def test_words_are_whole_on_paper_and_can_break_again_after_printing(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + TRANSLATED_TERMS, viewport={"width": 320, "height": 800}) as visited:
        before = visited.page.locator("article").inner_html()
        assert "\u00ad" in before
        text = text_of(printed(visited.page))
        assert visited.page.locator("article").inner_html() == before
    assert "\u00ad" not in text
    assert TRANSLATED_TITLE in text


def test_words_are_whole_on_paper_without_javascript(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + TRANSLATED_TERMS, scripts=False) as visited:
        lines = printed(visited.page)[0]
    # (Where a word could break the text of the PDF has a gap.)
    assert [line for line in lines[2:] if TRANSLATED_TITLE.replace(" ", "") in line.replace(" ", "")]


def test_no_heading_is_separated_from_its_text(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + TERMS) as visited:
        texts = visited.page.locator("article :is(h2, h3)").all_inner_texts()
        # (The links at the end of the page name some of them again.)
        links = visited.page.locator("article li a[href^='#']").all_inner_texts()
        headings = [" ".join(text.split()) for text in texts if text not in links]
        assert len(headings) > len(links)
        for height in ("297mm", "210mm", "148mm", "120mm"):
            for lines in printed(visited.page, height):
                margins = f"^{BASE_URL}|^English ·|{DATES['en', 'terms']}|^{visited.page.title()}"
                body = [line for line in lines if not re.search(margins, line)]
                assert body[-1] not in headings


def test_dark_colors_are_not_printed(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + TERMS, color_scheme="dark") as visited:
        visited.page.emulate_media(media="print", color_scheme="dark")
        color = visited.page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
        assert color == "rgb(255, 255, 255)"


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
def test_nothing_is_folded_on_paper(browser: Browser, base_url: str, scripts: bool) -> None:
    with visit(browser, base_url + page_path(ORIGINAL, "history"), scripts=scripts) as visited:
        text = " ".join(text_of(printed(visited.page)).split())
    for hidden in (
        "We write to everyone who has an account.",  # closed details
        "Members Members receive the new text by mail. Guests Guests find the new text on this site.",
        "UTC (Coordinated Universal Time)1. UTC does not change in summer.",
        "A correction takes effect at once.",
    ):
        assert hidden in text


def test_details_are_closed_again_after_printing(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + page_path(ORIGINAL, "history")) as visited:
        printed(visited.page)
        states = visited.page.locator("article details").evaluate_all("all => all.map((each) => each.open)")
        assert states == [False, True]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_address_is_printed_twice(browser: Browser, base_url: str, language: str) -> None:
    with visit(browser, base_url + page_path(language, "history")) as visited:
        text = re.sub(r"\s", "", text_of(printed(visited.page)))
    assert text.count("privacy@toolshare.example") == 1
    assert "mailto" not in text
    assert "#fn" not in text


@pytest.mark.parametrize(("language", "letters"), [("en", ["(a)", "(b)"]), ("ru", ["а)", "б)"])])
def test_numbered_clauses_are_printed_with_their_numbers_alone(
    browser: Browser, base_url: str, language: str, letters: list[str]
) -> None:
    with visit(browser, base_url + page_path(language, "history")) as visited:
        text = text_of(printed(visited.page))
    beginnings = re.findall(r"^(?:\d+\.\d+\.|\(?\w\))", text, re.MULTILINE)
    assert beginnings == ["1.1.", "1.2.", *letters, "1.3."]
    assert "reading-1" not in text
