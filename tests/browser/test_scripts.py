"""A site in Arabic, Japanese and a language without labels: directions, labels, and names of other scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.accessibility import violations
from tests.browser.test_layout import cut_off
from tests.browser.visit import visit
from tests.example_site import approve, settings
from tests.hosting import served
from tests.project import BASE_PATH, Project, configuration, made_once, put

TITLES = {"ar": "سياسة الخصوصية", "ja": "プライバシーポリシー", "fa": "سیاست حریم خصوصی"}
QUESTIONS = {"ar": "كم من الوقت؟", "ja": "いつまで保存されますか？", "fa": "چه مدت؟"}
FRONT_MATTER = "---\ntitle: {title}\ndescription: {title}.\n---\n\n"
POLICY = """\
# {title} {{ #privacy }}

## GitHub Pages { #hosting }

{title} 30.

## Acme { #acme }

{title} 60.
"""


def make(folder: Path) -> None:
    url = f"https://policy.example{BASE_PATH}"
    options = {"questions": ["faq"], "prevails": "ar", "translations": "partial"}
    project = Project(folder)
    put(project.config, configuration(tuple(TITLES), url, options, markdown_extensions=["attr_list"]))
    (folder / "overrides").mkdir()
    version = 'version: "1.0"\neffective_date: 2026-11-22\n'
    for language, title in TITLES.items():
        front_matter = FRONT_MATTER.format(title=title)
        policy = POLICY.replace("{title}", title).replace("{{", "{").replace("}}", "}")
        faq = f'# {title} {{ #faq }}\n\n## {QUESTIONS[language]} {{ #q data-based-on="hosting acme" }}\n\n{title} 90.\n'
        put(folder / f"docs/{language}/index.md", f"{front_matter}# {title} {{ #index }}\n\n{title}.\n")
        put(folder / f"docs/{language}/privacy.md", front_matter.replace("---\n\n", f"{version}---\n\n") + policy)
        put(folder / f"docs/{language}/faq.md", front_matter + faq)
    title = TITLES["ar"]
    project.append("docs/ar/privacy.md", f"\n## {title} {{ #untranslated }}\n\n{title} 120.\n\n- {title}\n")
    terms = FRONT_MATTER.format(title=title)
    put(folder / "docs/ar/terms.md", f"{terms}# {title} {{ #terms }}\n\n{title} [GitHub](privacy.md#hosting).\n")
    approve(settings(folder))
    assert project.policy("release", "privacy") == 0
    approve(settings(folder))
    assert project.policy("build") == 0


@pytest.fixture(scope="session")
def base_url(shared_folder: Path) -> Iterator[str]:
    """The URL of the served site, ending in `/`."""
    with served(made_once(shared_folder / "scripts", make) / "site", BASE_PATH) as server:
        yield server.url


@pytest.mark.parametrize(
    ("path", "language", "direction", "label"),
    [
        ("privacy/", "ar", "rtl", "سارٍ اعتبارًا من 22 نوفمبر 2026"),
        ("ja/privacy/", "ja", "ltr", "2026年11月22日から適用"),
        ("fa/privacy/", "fa", "rtl", "In effect from 22 نوامبر 2026"),
    ],
)
@pytest.mark.parametrize("width", [320, 1280])
def test_a_page_is_in_the_direction_and_with_the_labels_of_its_language(
    browser: Browser, base_url: str, path: str, language: str, direction: str, label: str, width: int
) -> None:
    with visit(browser, base_url + path, viewport={"width": width, "height": 800}) as visited:
        root = visited.page.locator("html")
        assert (root.get_attribute("lang"), root.get_attribute("dir")) == (language, direction)
        assert label in visited.page.locator("article").inner_text().replace("\N{NO-BREAK SPACE}", " ")
        assert cut_off(visited.page) == []
        assert visited.page.evaluate("document.documentElement.scrollWidth") == width
        heading, article = (visited.page.locator(each).first.bounding_box() for each in ("h1", "article"))
        assert heading and article
        starts = heading["x"] - article["x"], article["x"] + article["width"] - heading["x"] - heading["width"]
        assert starts[direction == "rtl"] == min(starts)
        assert visited.errors == []


@pytest.mark.parametrize("path", ["ja/privacy/", "ja/terms/", "fa/terms/"])
def test_what_is_shown_in_the_original_has_its_direction_and_a_note(browser: Browser, base_url: str, path: str) -> None:
    with visit(browser, base_url + path, viewport={"width": 320, "height": 800}) as visited:
        page = visited.page
        note, text = page.locator(".untranslated").last, page.locator("article p[lang=ar]").last
        assert note.evaluate("node => getComputedStyle(node).direction") == ("rtl" if path.startswith("fa") else "ltr")
        assert text.evaluate("node => getComputedStyle(node).direction") == "rtl"
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        assert (cut_off(page), violations(page), visited.errors) == ([], [], [])


@pytest.mark.parametrize("path", ["faq/", "fa/faq/"])
def test_names_of_another_script_keep_the_order_of_the_text(browser: Browser, base_url: str, path: str) -> None:
    with visit(browser, base_url + path) as visited:
        first, second = (visited.page.locator(".based-on a").nth(number).bounding_box() for number in range(2))
        assert first and second
        # In Arabic the first is on the right; on a page without labels, in an English text, on the left.
        assert (first["x"] > second["x"]) == (path == "faq/")


def test_the_period_of_an_english_label_is_at_its_end(browser: Browser, base_url: str) -> None:
    with visit(browser, base_url + "fa/privacy/") as visited:
        ends = visited.page.locator(".prevails > bdi").first.evaluate(
            """(note) => {
                const place = (node, at) => {
                    const range = document.createRange();
                    range.setStart(node, at);
                    range.setEnd(node, at + 1);
                    return range.getBoundingClientRect().x;
                };
                const [first, last] = [note.firstChild, note.lastChild];
                return [place(first, 1), place(last, last.data.lastIndexOf("."))];
            }"""
        )
        assert ends[0] < ends[1]
