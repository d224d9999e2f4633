"""A clause that is not known to say what it must: the reader is told, calmly, at the page's top and at the clause."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page
from pypdf import PdfReader

from tests.browser.test_layout import SPACED, add_style, cut_off
from tests.browser.test_pages import violations
from tests.browser.visit import visit
from tests.hosting import served
from tests.project import PATH, Project

# The Russian clause `retention` changes: its translation and the answers that rest on it do not.
OLD, NEW = "По вашему запросу мы можем удалить", "По вашему письменному запросу мы можем удалить"
CASES = [
    ("en/privacy/", "This translation has not yet been checked", "Some clauses of this page"),
    ("faq/", "Этот текст ещё не сверен", "На этой странице сверены ещё не все пункты"),
]
cases = pytest.mark.parametrize(("path", "at_the_clause", "at_the_top"), CASES)


@pytest.fixture
def doubtful(project: Project) -> Iterator[str]:
    """Where a site with unapproved clauses is served, ending in `/`."""
    project.replace("docs/ru/privacy.md", OLD, NEW)
    with served(project.build().folder, PATH) as server:
        yield server.address


def notes(page: Page) -> tuple[Locator, Locator]:
    """The note at the page's top, and the first at a clause."""
    return page.locator(".unapproved").first, page.locator(".unapproved").nth(1)


@cases
def test_the_note_is_at_the_top_and_at_the_clause_and_leads_there(
    browser: Browser, doubtful: str, path: str, at_the_clause: str, at_the_top: str
) -> None:
    with visit(browser, doubtful + path) as visited:
        page = visited.page
        top, note = notes(page)
        assert at_the_top in plain(top) and at_the_clause in plain(note)
        top.locator("a").first.click()
        clause = page.locator(":target")
        assert note.evaluate("(note, clause) => note.previousElementSibling.contains(clause)", clause.element_handle())
        note.locator("a").first.click()
        page.wait_for_url(doubtful + "privacy/#retention")
        assert NEW in plain(page.locator("article"))
        assert page.locator(".unapproved").count() == 0
        assert visited.complaints == []


def plain(locator: Locator) -> str:
    return (locator.text_content() or "").replace("\u00a0", " ")


@pytest.mark.parametrize("path", [path for path, *_ in CASES])
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_note_is_accessible_and_fits(browser: Browser, doubtful: str, path: str, width: int) -> None:
    # Without motion: links would pass from one color to the next.
    options: dict[str, Any] = {"viewport": {"width": width, "height": 800}, "reduced_motion": "reduce"}
    with visit(browser, doubtful + path, **options) as visited:
        page = visited.page
        for scheme, contrast in (("light", "no-preference"), ("dark", "no-preference"), ("dark", "more")):
            page.emulate_media(color_scheme=scheme, contrast=contrast)  # type: ignore[arg-type]
            assert page.evaluate("document.getAnimations().length") == 0
            assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        add_style(page, SPACED)
        assert cut_off(page) == []


MEDIA = (
    {"color_scheme": "light"},
    {"color_scheme": "dark"},
    {"contrast": "more"},
    {"forced_colors": "active"},
    {"media": "print"},
)


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
def test_the_note_stands_out_from_the_text(browser: Browser, doubtful: str, scripts: bool) -> None:
    with visit(browser, doubtful + "en/privacy/", scripts=scripts) as visited:
        visited.disable_scripts(False)
        text = visited.page.locator("article li").first
        for media in MEDIA:
            visited.page.emulate_media(**media)  # type: ignore[arg-type]
            # A line beside it, and the full color of the text, for it matters.
            color = text.evaluate("text => getComputedStyle(text).color")
            for note in notes(visited.page):
                style = note.evaluate(
                    """note => {
                        const style = getComputedStyle(note);
                        const line = [style.borderInlineStartStyle, style.borderInlineStartColor];
                        return [...line, parseFloat(style.borderInlineStartWidth) >= 2, style.color];
                    }"""
                )
                assert note.is_visible()
                assert style[0] == "solid" and style[1] != "rgba(0, 0, 0, 0)" and style[2:] == [True, color], media


@cases
def test_on_paper_the_note_names_clauses_and_no_address_of_its_own_page(
    browser: Browser, doubtful: str, path: str, at_the_clause: str, at_the_top: str
) -> None:
    with visit(browser, doubtful + path) as visited:
        page = visited.page
        pdf = page.pdf()
        page.emulate_media(media="print")
        after = "links => links.map((link) => getComputedStyle(link, '::after').content)"
        top, note = notes(page)
        assert set(top.locator("a").evaluate_all(after)) == {"none"}
        (address,) = set(note.locator("a").evaluate_all(after))
        assert "privacy/#retention" in address
    text = " ".join("\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages).split())
    assert at_the_top in text and at_the_clause in text
