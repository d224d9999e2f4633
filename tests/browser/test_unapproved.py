"""Notes on clauses that nobody has approved: at the top of the page and at the clause."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader

from tests.browser.accessibility import violations, violations_of_color
from tests.browser.test_layout import SPACED, add_style, cut_off
from tests.browser.visit import visit
from tests.hosting import served
from tests.project import BASE_PATH, TOOLSHARE, copied, made_once

# The clause `storage` of the original changes; its translation and the answers that are based on it do not.
OLD, NEW = "At your request, we delete", "At your written request, we delete"
# The page; the note at the clause; the note at the top.
CASES = [
    ("ru/terms/", "перевод ещё не сверен", "На этой странице ещё не сверены пункты"),
    ("questions/", "This text has not yet been checked", "Some clauses of this page"),
]
cases = pytest.mark.parametrize(("path", "at_the_clause", "at_the_top"), CASES)


@pytest.fixture(scope="session")
def base_url(shared_folder: Path) -> Iterator[str]:
    """The URL of a served site with unapproved clauses, ending in `/`."""

    def make(folder: Path) -> None:
        project = copied(TOOLSHARE, folder)
        project.replace("docs/en/terms.md", OLD, NEW)
        project.build()

    with served(made_once(shared_folder / "unapproved", make) / "site", BASE_PATH) as server:
        yield server.url


def notes(page: Page) -> tuple[Locator, Locator]:
    """The note at the top of the page, and the first at a clause."""
    return page.locator(".unapproved").first, page.locator(".unapproved").nth(1)


@cases
def test_a_note_is_at_the_top_and_at_the_clause_and_leads_there(
    browser: Browser, base_url: str, path: str, at_the_clause: str, at_the_top: str
) -> None:
    with visit(browser, base_url + path) as visited:
        page = visited.page
        top, note = notes(page)
        assert at_the_top in plain(top) and at_the_clause in plain(note)
        top.locator("a").first.click()
        clause = page.locator(":target")
        assert note.evaluate("(note, clause) => note.previousElementSibling.contains(clause)", clause.element_handle())
        note.locator("a").first.click()
        expect(page).to_have_url(base_url + "terms/#storage")
        assert NEW in plain(page.locator("article"))
        assert page.locator(".unapproved").count() == 0
        assert visited.errors == []


def test_a_policy_clause_is_named_once_at_an_answer(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + "questions/") as visited:
        noted = visited.page.locator("article :is(.unapproved, .based-on) a")
        clauses = noted.evaluate_all("links => links.map((link) => link.hash)")
    assert clauses == ["#delete-my-data", "#use", "#protection", "#use", "#storage", "#rights"]


def plain(locator: Locator) -> str:
    return (locator.text_content() or "").replace("\u00a0", " ")


@pytest.mark.parametrize(("path", "width"), [("ru/terms/", 320), ("ru/terms/", 1280), ("questions/", 768)])
def test_the_notes_are_accessible_and_fit(browser: Browser, base_url: str, path: str, width: int) -> None:
    # Without motion: links would pass from one color to the next.
    options = {"viewport": {"width": width, "height": 800}, "reduced_motion": "reduce"}
    with visit(browser, base_url + path, **options) as visited:
        page = visited.page
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for contrast in ("no-preference", "more"):
            page.emulate_media(color_scheme="dark", contrast=contrast)  # type: ignore[arg-type]
            assert page.evaluate("document.getAnimations().length") == 0
            assert violations_of_color(page) == []
        visited.reload(320)
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
def test_the_notes_stand_out_from_the_text(browser: Browser, base_url: str, scripts: bool) -> None:
    with visit(browser, base_url + "ru/terms/", scripts=scripts) as visited:
        visited.enable_scripts()
        text = visited.page.locator("article > p:not([class])").first
        for media in MEDIA:
            visited.page.emulate_media(**media)  # type: ignore[arg-type]
            # A line beside it, and the full color of the text.
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
def test_on_paper_a_note_has_no_url_of_its_own_page(
    browser: Browser, base_url: str, path: str, at_the_clause: str, at_the_top: str
) -> None:
    with visit(browser, base_url + path) as visited:
        page = visited.page
        pdf = page.pdf()
        page.emulate_media(media="print")
        after = "links => links.map((link) => getComputedStyle(link, '::after').content)"
        top, note = notes(page)
        assert set(top.locator("a").evaluate_all(after)) == {"none"}
        (address,) = set(note.locator("a").evaluate_all(after))
        assert "terms/#storage" in address
    text = " ".join("\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages).split())
    assert at_the_top in text and at_the_clause in text
