"""The text stays readable in every window, zoom, spacing and color setting."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.visit import SCHEMES, visit
from tests.project import ORIGINAL, PAGES, TRANSLATION, page_path

every_page = pytest.mark.parametrize(("language", "name"), PAGES)
TERMS = page_path(ORIGINAL, "terms")
TRANSLATED_TERMS = page_path(TRANSLATION, "terms")
# WCAG 2.2, 1.4.12.
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
SPACED += "p { margin-bottom: 2em !important }"


def add_style(page: Page, css: str) -> None:
    """Add a reader's own style sheet, to which the page's Content-Security-Policy does not apply."""
    page.evaluate(
        "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s] }", css
    )


def cut_off(page: Page) -> list[str]:
    """Return the elements whose text sticks out of the page or of their box."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter((e) => e.checkVisibility() && e.childNodes.length)
            .filter((e) => !e.matches(".md-skip, .redline__word, .beside__language"))
            .filter((e) => e.getBoundingClientRect().right > innerWidth + 1
                || (getComputedStyle(e).overflow !== "visible" && e.scrollWidth > e.clientWidth + 1))
            .map((e) => e.outerHTML.slice(0, 80))"""
    )
    return found


@every_page
def test_text_can_be_spaced_out(browser: Browser, base_url: str, language: str, name: str) -> None:
    with visit(browser, base_url + page_path(language, name), viewport={"width": 320, "height": 800}) as visited:
        add_style(visited.page, SPACED)
        assert cut_off(visited.page) == []


@every_page
def test_text_can_be_zoomed_to_200_percent(browser: Browser, base_url: str, language: str, name: str) -> None:
    # A window of 1,280 × 800 pixels, of which each is as large as two.
    with visit(browser, base_url + page_path(language, name), viewport={"width": 640, "height": 400}) as visited:
        assert cut_off(visited.page) == []
        add_style(visited.page, "html { font-size: 250% !important }")
        assert cut_off(visited.page) == []


def test_no_image_pushes_the_text_away(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + TERMS, viewport={"width": 800, "height": 600}) as visited:
        height: float = visited.page.evaluate(
            """() => {
                const image = new Image(10, 100000);
                document.querySelector("article").prepend(image);
                return image.getBoundingClientRect().height;
            }"""
        )
        assert height <= 600


def lines_of_the_long_word(page: Page) -> int:
    """On how many lines the longest word of the heading stands."""
    count: int = page.evaluate(
        """() => {
            const text = document.querySelector("h1").firstChild;
            const word = text.data.split(" ").sort((one, other) => other.length - one.length)[0];
            const begin = text.data.indexOf(word);
            const range = document.createRange();
            range.setStart(text, begin);
            range.setEnd(text, begin + word.length);
            const boxes = [...range.getClientRects()];
            if (boxes.some((box) => box.right > innerWidth)) throw new Error("the word sticks out");
            return new Set(boxes.map((box) => box.top)).size;
        }"""
    )
    return count


def test_long_words_break_with_a_hyphen_on_a_narrow_screen_only(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + TRANSLATED_TERMS, viewport={"width": 320, "height": 800}) as visited:
        page = visited.page
        heading = page.locator("h1")
        assert heading.evaluate("h => getComputedStyle(h).hyphens") in ("auto", "manual")
        assert "\u00ad" in (heading.text_content() or "")
        assert lines_of_the_long_word(page) > 1
        for width in (480, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert lines_of_the_long_word(page) == 1


def test_code_and_urls_are_never_hyphenated(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + TERMS) as visited:
        page = visited.page
        assert page.locator("article code").evaluate("code => getComputedStyle(code).hyphens") == "none"
        page.emulate_media(media="print")
        after = "links => links.map((link) => getComputedStyle(link, '::after').hyphens)"
        assert set(page.locator("article a[href^=http]").evaluate_all(after)) == {"none"}
        assert set(page.locator("article a[data-url]").evaluate_all(after)) == {"none"}


def test_the_clause_that_is_cited_is_marked(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + TERMS + "#storage") as visited:
        clauses = visited.page.locator(".clause")
        shadows = clauses.evaluate_all("boxes => boxes.map((box) => getComputedStyle(box).boxShadow)")
        ids = clauses.evaluate_all("boxes => boxes.map((box) => box.querySelector('[id]').id)")
        assert [each for each, style in zip(ids, shadows, strict=True) if style != "none"] == ["storage"]


@pytest.mark.parametrize(
    ("feature", "value"), [("forced_colors", "active"), ("contrast", "more"), ("reduced_motion", "reduce")]
)
def test_the_settings_of_the_system_are_followed(browser: Browser, base_url: str, feature: str, value: str) -> None:
    with visit(browser, base_url + TERMS + "#use", **{feature: value}) as visited:
        style = "(element, name) => getComputedStyle(element)[name]"
        if feature == "forced_colors":
            outline = visited.page.locator(".clause:has(:target)").evaluate(style, "outlineStyle")
            assert outline == "solid"
        elif feature == "contrast":
            for scheme, expected in (("light", "rgb(0, 0, 0)"), ("dark", "rgb(255, 255, 255)")):
                visited.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                for selector in ("body", ".edition"):
                    assert visited.page.locator(selector).evaluate(style, "color") == expected
        else:
            assert visited.page.locator("html").evaluate(style, "scrollBehavior") == "auto"


def test_each_choice_of_colors_has_an_icon_of_its_own(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + TERMS) as visited:
        button = visited.page.locator(".theme-button")
        for forced in ("none", "active"):
            for scheme in SCHEMES:
                visited.page.emulate_media(forced_colors=forced, color_scheme=scheme)  # type: ignore[arg-type]
                icons = set()
                for theme in ("system", "light", "dark"):
                    button.evaluate("(_, theme) => { document.documentElement.dataset.theme = theme }", theme)
                    icons.add(button.evaluate("b => getComputedStyle(b, '::before').background"))
                assert len(icons) == 3, (forced, scheme)
