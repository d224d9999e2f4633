"""Pages are laid out as designed: lines that are easy to read, a header of one row, tools that keep quiet."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import violations
from tests.browser.visit import visit
from tests.hosting import served
from tests.project import LANGUAGES, ORIGINAL, TRANSLATION, page_path
from tests.small_site import SmallSite

WIDTHS = (320, 390, 768, 1280, 1920)
# Characters, spaces included.
MAX_LINE = 70


def longest_line(page: Page) -> int:
    """Return the number of characters of the longest line of text: in paragraphs, items and table cells."""
    length: int = page.evaluate(
        """() => {
            let longest = 0;
            const range = document.createRange();
            for (const block of document.querySelectorAll("article :is(p, li)")) {
                const lines = new Map();
                const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
                while (texts.nextNode()) {
                    const text = texts.currentNode;
                    if (text.parentElement.closest("p, li") !== block) continue;
                    for (let i = 0; i < text.length; i += 1) {
                        range.setStart(text, i);
                        range.setEnd(text, i + 1);
                        const box = range.getBoundingClientRect();
                        const line = Math.round(box.bottom / 4);
                        if (box.width) lines.set(line, (lines.get(line) ?? 0) + 1);
                    }
                }
                longest = Math.max(longest, ...lines.values());
            }
            return longest;
        }"""
    )
    return length


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_are_easy_to_read(browser: Browser, base_url: str, language: str) -> None:
    with visit(browser, base_url + page_path(language, "terms")) as visited:
        lengths = {}
        for width in WIDTHS:
            visited.page.set_viewport_size({"width": width, "height": 800})
            lengths[width] = longest_line(visited.page)
        assert lengths == {width: length for width, length in lengths.items() if 20 < length <= MAX_LINE}
        # (The longest line is as long as it may be, or the test would measure nothing.)
        assert lengths[1280] >= 60


@pytest.mark.parametrize("scripts", [True, False])
def test_the_frame_of_a_page_keeps_its_shape(browser: Browser, base_url: str, scripts: bool) -> None:
    with visit(browser, base_url + page_path(TRANSLATION, "terms"), scripts=scripts) as visited:
        page = visited.page
        for width in WIDTHS:
            visited.reload(width)
            boxes = page.evaluate(
                """() => Object.fromEntries(["header", "header a", "h1"].map((selector) => {
                    const { x, height } = document.querySelector(selector).getBoundingClientRect();
                    return [selector, { x: Math.round(x), height }];
                }))"""
            )
            assert boxes["header"]["height"] <= 60, width
            assert boxes["header a"]["x"] == boxes["h1"]["x"], width


def test_the_tools_of_a_clause_show_where_they_are_needed(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + page_path(TRANSLATION, "terms"), viewport={"width": 1280, "height": 800}) as visited:
        page = visited.page
        clause = page.locator(".clause", has=page.locator("#storage"))
        sign, original = clause.locator(".clause__link"), clause.locator(".clause__original")
        shown = "(element) => getComputedStyle(element).opacity"
        assert (sign.evaluate(shown), original.evaluate(shown)) == ("0", "0")
        height = clause.evaluate("(box) => box.offsetHeight")
        clause.locator("#storage").hover()
        assert (sign.evaluate(shown), original.evaluate(shown)) == ("1", "1")
        page.mouse.move(0, 0)
        sign.focus()
        assert sign.evaluate(shown) == "1"
        # None of them needs a row of its own.
        assert clause.evaluate("(box) => box.offsetHeight") == height
    with visit(browser, base_url + page_path(TRANSLATION, "terms"), viewport={"width": 390, "height": 800}) as visited:
        rows = visited.page.locator(".clause").evaluate_all(
            """boxes => boxes.map((box) => {
                const [heading, sign, ...others] = [...box.children].map((tool) => [...tool.getClientRects()]);
                return others.flat().length === 0 && sign[0].top < heading.at(-1).bottom;
            })"""
        )
        assert rows
        assert all(rows)


def test_the_clause_that_the_url_names_is_marked_where_lines_begin(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + page_path(ORIGINAL, "terms") + "#storage") as visited:
        offsets = []
        for direction in ("ltr", "rtl"):
            visited.page.evaluate("direction => { document.documentElement.dir = direction }", direction)
            shadow = visited.page.locator(".clause:has(:target)").evaluate("(box) => getComputedStyle(box).boxShadow")
            offsets.append([float(offset) for offset in re.findall(r"(\S+)px 0px 0px 0px", shadow)])
        left, right = offsets
        assert left
        assert max(left) < 0
        assert right == [-offset for offset in left]


def test_cards_at_the_edge_do_not_make_the_page_wider(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + page_path(TRANSLATION, "index"), viewport={"width": 960, "height": 800}) as visited:
        assert visited.page.evaluate("document.documentElement.scrollWidth") == 960


def test_the_contents_of_a_narrow_page_open_over_the_text(browser: Browser, base_url: str) -> None:
    terms = base_url + page_path(ORIGINAL, "terms")
    with visit(browser, terms, viewport={"width": 390, "height": 800}, reduced_motion="reduce") as visited:
        page = visited.page
        top = "(heading) => heading.getBoundingClientRect().top"
        closed = page.locator("h1").evaluate(top)
        assert closed < 160
        page.locator(".contents summary").click()
        expect(page.locator(".contents a").first).to_be_in_viewport()
        assert page.locator("h1").evaluate(top) == closed
        page.locator(".contents a[href='#storage']").click()
        expect(page.locator(".contents a").first).to_be_hidden()
        # The clause stands below the bar, which stays at the top.
        page.wait_for_function("document.querySelector('#storage').getBoundingClientRect().top < 100")
        assert page.locator("#storage").evaluate(top) > page.locator(".contents").evaluate(top) + 30


@pytest.fixture(scope="module")
def small_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a site with little text, and with more questions than are shown unfolded."""
    site = SmallSite(tmp_path_factory.mktemp("site"))
    site.replace("mkdocs.yml", "privacy.md]", "privacy.md, faq.md]")
    site.replace("mkdocs.yml", "  - policy\n", "  - policy: {questions: [faq], closing: {pages: [faq]}}\n")
    links = {"en": ("Links", "Pages", "Sites"), "ru": ("Ссылки", "Страницы", "Сайты")}
    for language, (title, internal, external) in links.items():
        asked = "".join(
            f'## Question {number}? {{ #q{number} data-based-on="requests" }}\n\nAnswer {number}.\n\n'
            for number in range(1, 12)
        )
        closing = f"## {title} {{ #more }}\n\n### {internal}: {{ #internal-links }}\n\n- [Policy](privacy.md)\n\n"
        closing += f"### {external}: {{ #external-links }}\n\n- [Ours](https://xn--e1afmkfd.example/a)\n"
        front_matter = "---\ntitle: FAQ\ndescription: FAQ.\n---\n\n"
        table = f"| {title} | {internal} |\n|---|---|\n| [Membership](privacy.md) | {'Words of a long text. ' * 9}|\n\n"
        site.write(f"docs/{language}/faq.md", f"{front_matter}# FAQ {{ #faq }}\n\n{table}{asked}{closing}")
    assert site.policy("build") == 0
    with served(site.folder / "site", "/legal/") as server:
        yield server.url


def test_a_page_leaves_room_for_its_text_in_the_first_round_trip(browser: Browser, small_url: str) -> None:
    with visit(browser, f"{small_url}ru/privacy/") as visited:
        visited.page.wait_for_load_state("networkidle")
        icon = visited.page.request.get(visited.page.locator("link[rel=icon]").evaluate("link => link.href"))
        bodies = [*(response.body() for response in visited.responses), icon.body()]
    # Ten TCP segments of 1,460 bytes: what a server may send before it waits for the first acknowledgement. A policy of
    # six thousand letters has about 2,600 bytes when it is compressed.
    assert sum(len(gzip.compress(body, 6)) for body in bodies) <= 10 * 1_460 - 2_600


def test_no_column_of_a_table_is_narrower_than_its_words(browser: Browser, small_url: str) -> None:
    with visit(browser, f"{small_url}faq/", viewport={"width": 320, "height": 800}) as visited:
        link = visited.page.get_by_role("link", name="Membership")
        assert link.evaluate("link => link.getClientRects().length") == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_more_than_ten_questions_are_folded(browser: Browser, small_url: str, scripts: bool) -> None:
    with visit(browser, f"{small_url}faq/", scripts=scripts) as visited:
        page = visited.page
        first, second = (page.get_by_text(f"Answer {number}.", exact=True) for number in (1, 2))
        expect(first).to_be_hidden()
        page.get_by_text("Question 1?").last.click()
        expect(first).to_be_visible()
        expect(second).to_be_hidden()
        size = "(element) => getComputedStyle(element).fontSize"
        assert first.evaluate(size) == page.locator("article").evaluate(size)
        page.emulate_media(media="print")
        expect(second).to_be_visible()
        page.emulate_media(media="screen")
        page.goto(f"{small_url}faq/#q2")
        expect(second).to_be_visible()
        visited.enable_scripts()
        page.get_by_role("heading", level=1).scroll_into_view_if_needed()  # no link is half under the header
        assert violations(page) == []


def test_the_links_at_the_end_show_their_hosts(browser: Browser, small_url: str) -> None:
    with visit(browser, f"{small_url}faq/") as visited:
        assert visited.page.locator(".closing li").all_inner_texts() == ["Policy", "Ours пример.example"]
