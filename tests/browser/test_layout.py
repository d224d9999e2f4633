"""The text stays readable whatever the reader does to it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec

import pytest
from playwright.sync_api import Browser, Page
from policysite.site.css import THEME_SHEET, first_in

from tests.browser.visit import visit
from tests.hosting import served
from tests.project import PAGES, PATH, ROOT, Site
from tests.project import address as path_of

every_page = pytest.mark.parametrize(("language", "name"), PAGES)
# WCAG 2.2, 1.4.12.
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
SPACED += "p { margin-bottom: 2em !important }"


def add_style(page: Page, css: str) -> None:
    """As a reader's own style sheet: the page's policy does not concern it."""
    page.evaluate(
        "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s] }", css
    )


def cut_off(page: Page) -> list[str]:
    """Texts that stick out of the page or of their box."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
            .filter((e) => e.getClientRects().length && e.childNodes.length && !e.matches(".md-skip"))
            .filter((e) => e.getBoundingClientRect().right > innerWidth + 1
                || (getComputedStyle(e).overflow !== "visible" && e.scrollWidth > e.clientWidth + 1))
            .map((e) => e.outerHTML.slice(0, 80))"""
    )
    return found


@every_page
def test_text_can_be_spaced_out(browser: Browser, address: str, language: str, name: str) -> None:
    with visit(browser, address + path_of(language, name), viewport={"width": 320, "height": 800}) as visited:
        add_style(visited.page, SPACED)
        assert cut_off(visited.page) == []


@every_page
def test_text_can_be_zoomed_to_200_percent(browser: Browser, address: str, language: str, name: str) -> None:
    screen = {"width": 640, "height": 400}
    with visit(browser, address + path_of(language, name), viewport=screen, device_scale_factor=2) as visited:
        assert cut_off(visited.page) == []
        add_style(visited.page, "html { font-size: 250% !important }")
        assert cut_off(visited.page) == []


def lines_of_the_long_word(page: Page) -> int:
    """On how many lines the long word of the title of the Russian policy stands."""
    count: int = page.evaluate(
        """() => {
            const text = document.querySelector("h1").firstChild;
            const begin = text.data.indexOf("кон");
            const range = document.createRange();
            range.setStart(text, begin);
            range.setEnd(text, text.data.indexOf(" ", begin));
            const boxes = [...range.getClientRects()];
            if (boxes.some((box) => box.right > innerWidth)) throw new Error("the word sticks out");
            return new Set(boxes.map((box) => box.top)).size;
        }"""
    )
    return count


def test_long_words_break_with_a_hyphen_on_a_narrow_screen(browser: Browser, address: str) -> None:
    with visit(browser, address + "privacy/", viewport={"width": 320, "height": 800}) as visited:
        heading = visited.page.locator("h1")
        assert heading.evaluate("h => getComputedStyle(h).hyphens") in ("auto", "manual")
        assert "\u00ad" in (heading.text_content() or "")
        assert lines_of_the_long_word(visited.page) > 1


@pytest.mark.parametrize("width", [480, 768, 1280])
def test_long_words_are_whole_where_there_is_room(browser: Browser, address: str, width: int) -> None:
    with visit(browser, address + "privacy/", viewport={"width": width, "height": 800}) as visited:
        assert lines_of_the_long_word(visited.page) == 1


def test_code_and_addresses_are_never_hyphenated(browser: Browser, address: str) -> None:
    with visit(browser, address + "privacy/") as visited:
        page = visited.page
        page.locator("article p").first.evaluate("p => p.append(document.createElement('code'))")
        assert page.locator("article code").evaluate("code => getComputedStyle(code).hyphens") == "none"
        page.emulate_media(media="print")
        after = "links => links.map((link) => getComputedStyle(link, '::after').hyphens)"
        assert set(page.locator("article a[href^=http]").evaluate_all(after)) == {"none"}
        assert set(page.locator("article a[data-address]").evaluate_all(after)) == {"none"}


@pytest.fixture(scope="session")
def unreduced(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the same pages are served with the whole of the theme's style sheet."""
    spec = find_spec("material")
    assert spec is not None and spec.submodule_search_locations
    theme = first_in([f"{folder}/templates" for folder in spec.submodule_search_locations], THEME_SHEET)
    own = (ROOT / "scripts/policysite/theme/assets/site.css").read_text(encoding="utf-8")
    folder = tmp_path_factory.mktemp("whole") / "site"
    shutil.copytree(site.folder, folder)
    (folder / "assets/site.css").write_text(theme + own, encoding="utf-8")
    with served(folder, PATH) as server:
        yield server.address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@every_page
def test_no_rule_that_matters_is_lost_from_the_style_sheet(
    browser: Browser, address: str, unreduced: str, language: str, name: str, width: int, scheme: str
) -> None:
    path = path_of(language, name)
    screen = {"width": width, "height": 800}
    options = {"viewport": screen, "color_scheme": scheme, "reduced_motion": "reduce"}
    assert pictures(browser, address + path, options) == pictures(browser, unreduced + path, options)


def pictures(browser: Browser, url: str, options: dict[str, object]) -> list[bytes]:
    """A page as it is, with its first link focused, and as it would be printed."""
    with visit(browser, url, **options) as visited:
        page = visited.page
        whole = page.screenshot(full_page=True)
        page.keyboard.press("Tab")
        focused = page.screenshot()
        page.emulate_media(media="print")
        return [whole, focused, page.screenshot(full_page=True)]


def test_the_clause_that_is_cited_is_marked(browser: Browser, address: str) -> None:
    with visit(browser, address + "privacy/#retention") as visited:
        clauses = visited.page.locator(".clause")
        colors = clauses.evaluate_all("boxes => boxes.map((box) => getComputedStyle(box).borderInlineStartStyle)")
        ids = clauses.evaluate_all("boxes => boxes.map((box) => box.querySelector('[id]').id)")
        assert [each for each, style in zip(ids, colors, strict=True) if style == "solid"] == ["retention"]


@pytest.mark.parametrize(
    ("feature", "value"), [("forced_colors", "active"), ("contrast", "more"), ("reduced_motion", "reduce")]
)
def test_what_the_system_asks_for_is_honoured(browser: Browser, address: str, feature: str, value: str) -> None:
    with visit(browser, address + "privacy/#use", **{feature: value}) as visited:
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("forced", ["none", "active"])
def test_each_choice_of_colors_has_a_picture_of_its_own(
    browser: Browser, address: str, forced: str, scheme: str
) -> None:
    with visit(browser, address + "privacy/", forced_colors=forced, color_scheme=scheme) as visited:
        button = visited.page.locator(".theme-button")
        drawn = {}
        for theme in ("system", "light", "dark"):
            # On one and the same ground.
            button.evaluate("(button, theme) => { document.documentElement.dataset.theme = theme }", theme)
            drawn[theme] = button.evaluate("b => getComputedStyle(b, '::before').background")
        assert len(set(drawn.values())) == 3, drawn
