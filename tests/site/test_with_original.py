"""The pages that show a translation beside its original."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.project import Site, text_of
from tests.small_site import SmallSite

URL = "https://policy.example/legal/"
PATH = "ru/privacy/with-original/"
EXTENSIONS = """\
markdown_extensions:
  - attr_list
  - footnotes
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
"""
FRONT_MATTER = '---\ntitle: {0}\ndescription: {1}\nversion: "1.0"\neffective_date: 2026-11-22\n---\n\n'
TEXTS = {
    "en": FRONT_MATTER.format("Policy", "How we treat requests.")
    + """\
# Policy { #privacy }

Here is [how long we keep requests](#requests), [everything in brief](index.md#index),
and a seal: ![seal](../assets/seal.svg)

## Requests { #requests }

We keep requests[^1] for a year.

1.1. Letters & "calls".

1.2. Messages.

=== "By mail"

    As `letters`.

=== "By phone"

    As calls.

## Rights { #rights }

Write to us.

[^1]: Of anyone.
""",
    "ru": FRONT_MATTER.format("Политика", "Как мы обращаемся с обращениями.")
    + """\
# Политика { #privacy }

Здесь сказано, [сколько мы храним обращения](#requests), [всё коротко](index.md#index),
и стоит печать: ![печать](../assets/seal.svg)

## Обращения { #requests }

Мы храним обращения[^1] год.

1.1. Письма & "звонки".

1.2. Сообщения.

=== "Почтой"

    Как `letters`.

=== "По телефону"

    Как звонки.

## Права { #rights }

Пишите нам.

[^1]: Любые.
""",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with all that a text may have, checked; its last clause is not approved."""
    project = SmallSite(tmp_path_factory.mktemp("site"), versioned=False)
    project.replace("mkdocs.yml", "markdown_extensions: [attr_list]\n", EXTENSIONS)
    project.write("docs/assets/seal.svg", project.read("overrides/assets/icon.svg"))
    for language, text in TEXTS.items():
        project.write(f"docs/{language}/privacy.md", text)
    assert project.policy("approve", "privacy#privacy", "privacy#requests") == 0
    assert project.policy("build") == 0
    assert project.policy("links", "--internal") == 0
    return Site(project.folder / "site")


@pytest.fixture(scope="module")
def page(site: Site) -> LexborHTMLParser:
    return site.page(PATH)


def links(page: LexborHTMLParser, selector: str, base: str = PATH) -> dict[str, str]:
    """Return the URLs of links and images below the root of the site, by their texts."""
    return {
        text_of(node) or node.attributes["alt"]: urljoin(
            URL + base, node.attributes["href" if node.tag == "a" else "src"]
        ).removeprefix(URL)
        for node in page.css(f"{selector} :is(a, img)")
    }


def side(page: LexborHTMLParser, language: str) -> list[LexborNode]:
    return page.css(f".beside__side[lang={language}]")


def test_translations_of_policies_and_answers_have_such_a_page_and_are_linked(site: Site) -> None:
    assert [path for path in site.files() if "with-original" in path] == [f"{PATH}index.html"]
    for path, text in (("privacy/", "Translation alongside: Russian"), ("ru/privacy/", "Рядом с оригиналом")):
        assert links(site.page(path), ".edition", path)[text] == PATH


def test_only_readers_find_it(site: Site, page: LexborHTMLParser) -> None:
    assert page.css_first("meta[name=robots]").attributes["content"] == "noindex"
    assert page.css_first("link[rel=canonical]").attributes["href"] == URL + PATH
    assert page.css("link[hreflang], script[type='application/ld+json']") == []
    assert "with-original" not in site.text("sitemap.xml")
    manifest = json.loads(site.text("build-manifest.json"))
    assert manifest["files"][f"{PATH}index.html"]["source"] == "docs/ru/privacy.md"


def test_each_text_is_in_its_language_and_ids_are_those_of_the_translation(page: LexborHTMLParser) -> None:
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))
    assert {"privacy", "requests", "requests-1-1", "requests-1-2", "rights", "fn:1", "fnref:1"} <= set(ids)
    assert text_of(page.css_first("h1#privacy")) == "Политика: перевод и оригинал рядом"
    assert [text_of(node) for node in page.css("h2")] == ["Обращения", "Requests", "Права", "Rights"]
    assert [[text_of(node) for node in each.css(".beside__language")] for each in page.css(".beside")] == [
        ["Русский", "English"]
    ] * 4
    assert len(side(page, "ru")) == len(side(page, "en")) == 4
    assert page.css(".contents a[href='#rights']")
    headings = page.css("article [lang=en] :is(h1, h2, li)[id]")
    assert [node.attributes["id"] for node in headings] == ["_fn:1"]


def test_the_links_of_each_text_lead_to_pages_in_its_language(page: LexborHTMLParser) -> None:
    assert links(page, ".beside__side[lang=ru]") == {
        "Политика": "ru/privacy/",
        "сколько мы храним обращения": f"{PATH}#requests",
        "всё коротко": "ru/#index",
        "печать": "assets/seal.svg",
        "#": f"{PATH}#rights",
        "1": f"{PATH}#fn:1",
        "1.1.": f"{PATH}#requests-1-1",
        "1.2.": f"{PATH}#requests-1-2",
        "Читать оригинал": "privacy/#rights",
        "↩": f"{PATH}#fnref:1",
    }
    assert links(page, ".beside__side[lang=en]") == {
        "Policy": "privacy/",
        "how long we keep requests": "privacy/#requests",
        "everything in brief": "#index",
        "seal": "assets/seal.svg",
        "1": f"{PATH}#_fn:1",
        "1.1.": "privacy/#requests-1-1",
        "1.2.": "privacy/#requests-1-2",
        "↩": f"{PATH}#_fnref:1",
    }


def test_the_switch_leads_to_the_plain_pages(page: LexborHTMLParser) -> None:
    assert links(page, ".languages") == {"English": "privacy/"}
    assert links(page, ".edition")["Только перевод"] == "ru/privacy/"


def test_each_text_has_its_typography_and_its_words(page: LexborHTMLParser) -> None:
    text = page.css_first("article").text()
    assert "Письма & «звонки»" in text
    assert "Letters & “calls”" in text
    assert [node.attributes["aria-label"] for node in page.css(".footnote-ref, .footnote")] == [
        *("Сноска 1", "Footnote 1", "Сноски", "Footnotes"),
    ]


def test_tabs_of_both_texts_work(page: LexborHTMLParser) -> None:
    groups = [node.attributes["name"] for node in page.css("input[type=radio]")]
    assert groups == ["__tabbed_1"] * 2 + ["___tabbed_1"] * 2
    ids = {node.attributes["id"] for node in page.css("input[type=radio]")}
    assert {node.attributes["for"] for node in page.css("label")} == ids


def test_a_note_about_a_clause_appears_once(page: LexborHTMLParser) -> None:
    (note,) = page.css(".unapproved")
    assert note.parent.attributes["lang"] == "ru"
    assert text_of(note).startswith("Этот перевод ещё не сверен с оригиналом")


def test_the_documents_can_be_chosen(tmp_path: Path) -> None:
    site = SmallSite(tmp_path / "project")
    for option, pages in ((" {}", ["ru/privacy/with-original/index.html"]), (" {side_by_side: []}", [])):
        site.write("mkdocs.yml", re.sub("  - policy.*", f"  - policy:{option}", site.read("mkdocs.yml")))
        assert site.policy("build") == 0
        assert [path for path in site.published() if path.endswith("with-original/index.html")] == pages
