"""The built pages: their texts, their links, their metadata."""

from __future__ import annotations

import datetime
import json
import re
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from babel.dates import format_date
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.project import (
    BASE_URL,
    COMMIT_DAY,
    LANGUAGES,
    NAMES,
    ORIGINAL,
    PAGES,
    TOOLSHARE,
    TRANSLATION,
    Project,
    Site,
    page_path,
    text_of,
)

every_page = pytest.mark.parametrize(("language", "name"), PAGES)
every_language = pytest.mark.parametrize("language", LANGUAGES)
every_name = pytest.mark.parametrize("name", NAMES)

HEADINGS = "article :is(h1, h2, h3, h4)"


def source(language: str, name: str) -> str:
    """The Markdown of a page."""
    return Project(TOOLSHARE).read(f"docs/{language}/{name}.md")


def version_and_date() -> tuple[str, datetime.date]:
    """Version and date of the policy, as written in its source."""
    (version,) = re.findall(r'^version: "(.+)"$', source(ORIGINAL, "terms"), re.MULTILINE)
    (day,) = re.findall(r"^effective_date: (.+)$", source(ORIGINAL, "terms"), re.MULTILINE)
    return version, datetime.date.fromisoformat(day)


def url(language: str, name: str) -> str:
    return BASE_URL + page_path(language, name)


def answers(page: LexborHTMLParser) -> dict[str, LexborNode]:
    """The first paragraph below each heading that is based on clauses of the policy, by the id of the heading."""
    found = {}
    for heading in page.css("article h2[data-based-on]"):
        paragraph = heading.parent.next if heading.parent else None
        while paragraph is not None and paragraph.tag != "p":
            paragraph = paragraph.next
        assert paragraph is not None
        found[heading.attributes["id"] or ""] = paragraph
    assert len(found) == 3
    return found


def structured_data(page: LexborHTMLParser) -> str:
    return page.css_first("script[type='application/ld+json']").text()


@every_page
def test_a_page_marks_itself_in_its_menu_with_relative_links(site: Site, language: str, name: str) -> None:
    page = site.html(language, name)
    (current,) = page.css(".menu [aria-current=page]")
    assert urljoin(url(language, name), current.attributes["href"]) == url(language, name)
    assert [link.attributes["href"] for link in page.css(".menu a[href^='/']")] == []


@every_page
def test_a_page_has_its_language_title_and_description(site: Site, language: str, name: str) -> None:
    page = site.html(language, name)
    front_matter = dict(re.findall(r'^(title|description): "?(.+?)"?$', source(language, name), re.MULTILINE))
    assert page.css_first("html").attributes["lang"] == language
    assert text_of(page.css_first("title")) == front_matter["title"]
    assert page.css_first("meta[name=description]").attributes["content"] == front_matter["description"]


@every_page
def test_a_page_names_its_url_and_its_other_languages(site: Site, language: str, name: str) -> None:
    page = site.html(language, name)
    assert page.css_first("link[rel=canonical]").attributes["href"] == url(language, name)
    alternates = {
        link.attributes["hreflang"]: link.attributes["href"] for link in page.css("link[rel=alternate][hreflang]")
    }
    assert alternates == {
        **{each: url(each, name) for each in LANGUAGES},
        "x-default": url(ORIGINAL, name),
    }


@every_page
def test_labels_are_in_the_language_of_the_page(site: Site, language: str, name: str) -> None:
    page = site.html(language, name)
    labels = [node.attributes[key] or "" for key in ("aria-label", "title") for node in page.css(f"[{key}]")]
    labels += [text_of(node) for node in page.css(".md-skip, .menu a, summary, .footer :is(p, a:not([lang]))")]
    assert labels
    for label in labels:
        foreign = re.findall(r"[А-Яа-яЁё]{3,}" if language == "en" else r"\b[a-z]{3,}\b", label)
        assert not foreign, label


def test_style_sheets_request_nothing(site: Site) -> None:
    sheets = {path: body.decode() for path, body in site.files().items() if path.endswith(".css")}
    assert sheets
    for path, sheet in sheets.items():
        urls = re.findall(r"""(?:url\(|@import)\s*["']?([^"')\s]+)""", sheet)
        assert urls == [], path


@every_page
def test_every_clause_has_a_link_to_itself(site: Site, language: str, name: str) -> None:
    page = site.html(language, name)
    ids = [heading.attributes["id"] for heading in page.css(HEADINGS)]
    assert [link.attributes["href"] for link in page.css(".clause__link")] == [f"#{each}" for each in ids]


@every_name
def test_a_translation_links_to_the_original_of_each_clause(site: Site, name: str) -> None:
    page = site.html(TRANSLATION, name)
    here, there = url(TRANSLATION, name), url(ORIGINAL, name)
    (of_page,) = [each for each in page.css(".edition a") if text_of(each) == "Оригинал (английский)"]
    links = [of_page, *page.css(".clause__original")]
    assert {link.attributes["hreflang"] for link in links} == {ORIGINAL}
    ids = [heading.attributes["id"] for heading in page.css(HEADINGS)]
    assert [urljoin(here, link.attributes["href"]) for link in links] == [there, *(f"{there}#{each}" for each in ids)]
    assert not site.html(ORIGINAL, name).css(".edition [href*=ru]:not([href*=with-original]), .clause__original")


@every_language
def test_a_policy_shows_its_version_and_date(site: Site, language: str) -> None:
    note = site.html(language, "terms").css_first(".clause:has(h1) + .edition")
    version, day = version_and_date()
    assert version in text_of(note)
    time = note.css_first("time")
    assert time.attributes["datetime"] == day.isoformat()
    assert text_of(time) == " ".join(format_date(day, "long", language).split())
    assert [name for name in NAMES if site.html(language, name).css(".edition time")] == ["terms"]


@every_language
def test_an_answer_shows_the_clauses_it_is_based_on(site: Site, language: str) -> None:
    titles = {heading.attributes["id"]: text_of(heading) for heading in site.html(language, "terms").css("article h2")}
    page = site.html(language, "questions")
    questions = page.css("article h2[data-based-on]")
    assert len(questions) == 3
    label = {"ru": "Основано на: ", "en": "Based on: "}[language]
    for question, note in zip(questions, page.css(".based-on"), strict=True):
        clauses = (question.attributes["data-based-on"] or "").split()
        # (Each of them is a question, whose sign separates it from the next one.)
        assert text_of(note) == label + " ".join(titles[clause] for clause in clauses)
        assert [link.attributes["href"] for link in note.css("a")] == [f"../terms/#{clause}" for clause in clauses]


@every_language
def test_the_home_page_has_a_card_for_each_summary_with_the_way_to_its_clause(site: Site, language: str) -> None:
    page = site.html(language, "index")
    titles = {node.attributes["id"]: text_of(node) for node in site.html(language, "terms").css(HEADINGS)}
    found = {}
    for card in page.css("article > .cards > li"):
        (heading,) = card.css("h2")
        found[heading.attributes["id"]] = [(text_of(link), link.attributes["href"]) for link in card.css("p a")]
    assert found == {
        "brief-data": [(titles["data"], "terms/#data")],
        "brief-use": [(titles["use"], "terms/#use")],
        # (Its own text leads there.)
        "brief-storage": [
            ({"en": "how long data is stored", "ru": "сколько хранятся данные"}[language], "terms/#storage")
        ],
    }
    (buttons,) = page.css(".cards ~ .buttons")
    assert len(buttons.css("li > a")) == 4
    assert not page.css(".contents")


@every_language
def test_a_link_to_another_language_leads_there(site: Site, language: str) -> None:
    other = TRANSLATION if language == ORIGINAL else ORIGINAL
    links = site.html(language, "history").css(f"article p a[hreflang={other}]")
    assert [urljoin(url(language, "history"), link.attributes["href"]) for link in links] == [url(other, "terms")] * 2


@every_language
def test_an_image_that_the_languages_share_is_published_once(site: Site, language: str) -> None:
    (image,) = site.html(language, "history").css("article img")
    assert urljoin(url(language, "history"), image.attributes["src"]) == BASE_URL + "assets/seal.svg"


@every_language
def test_the_footer_is_in_the_language_of_the_page(site: Site, language: str) -> None:
    footer = site.html(language, "terms").css_first("footer")
    assert {"ru": "не использует куки", "en": "uses no cookies"}[language] in text_of(footer)
    assert footer.css_first("a").attributes["href"] == "https://toolshare.example/about/"


@every_page
def test_a_page_has_a_card_and_structured_data(site: Site, language: str, name: str) -> None:
    page = site.html(language, name)
    card = {meta.attributes["property"]: meta.attributes["content"] for meta in page.css("meta[property]")}
    assert card["og:title"] == text_of(page.css_first("title"))
    assert card["og:description"] == page.css_first("meta[name=description]").attributes["content"]
    assert card["og:url"] == url(language, name)
    assert (card["og:locale"], card["og:locale:alternate"]) == {
        "ru": ("ru_RU", "en_US"),
        "en": ("en_US", "ru_RU"),
    }[language]
    assert page.css_first("meta[name='twitter:card']").attributes["content"] == "summary"
    script = structured_data(page)
    assert "\\u0" not in script.replace(r"\u0026", "").replace(r"\u0027", "")  # letters are not escaped
    data = json.loads(script)
    assert data["@type"] == ("FAQPage" if name == "questions" else "WebPage")
    assert data["inLanguage"] == language
    assert data["url"] == url(language, name)
    version, day = version_and_date() if name == "terms" else (None, COMMIT_DAY)
    assert (data.get("version"), data["dateModified"]) == (version, day.isoformat())


@every_page
def test_the_theme_color_is_that_of_the_paper(site: Site, language: str, name: str) -> None:
    colors = {
        meta.attributes["media"]: meta.attributes["content"]
        for meta in site.html(language, name).css("meta[name=theme-color]")
    }
    light, dark = re.findall(r"--site-paper:light-dark\((#\w+),(#\w+)\)", site.text("assets/site.css"))[0]
    assert colors == {"(prefers-color-scheme: light)": light, "(prefers-color-scheme: dark)": dark}


def test_no_text_ends_the_structured_data_of_a_page(project: Project) -> None:
    project.replace("docs/en/questions.md", "Not at all.", "No `</script><script>alert(1)</script>`.")
    data = structured_data(project.build().html("en", "questions"))
    assert "<" not in data
    assert "</script><script>alert(1)</script>" in json.dumps(json.loads(data))


@every_language
def test_structured_data_contains_the_questions_with_their_answers(site: Site, language: str) -> None:
    page = site.html(language, "questions")
    data = json.loads(structured_data(page))
    shown = {text_of(page.css_first(f"#{each}")): text_of(answer) for each, answer in answers(page).items()}
    assert {each["name"]: each["acceptedAnswer"]["text"] for each in data["mainEntity"]} == shown


@every_language
def test_the_manifest_is_in_the_language_of_its_pages(site: Site, language: str) -> None:
    here = url(language, "terms")
    link = urljoin(here, site.html(language, "terms").css_first("link[rel=manifest]").attributes["href"])
    manifest = json.loads(site.text(link.removeprefix(BASE_URL)))
    assert manifest["lang"] == language
    assert urljoin(link, manifest["start_url"]) == url(language, "index")
    [icon] = manifest["icons"]
    assert urljoin(link, icon["src"]).removeprefix(BASE_URL) in site.files()
    assert (icon["type"], icon["sizes"]) == ("image/svg+xml", "any")
    assert site.html(language, "terms").css_first("link[rel=icon]").attributes["type"] == "image/svg+xml"


def test_the_404_page_is_in_every_language_the_original_first(site: Site) -> None:
    page = LexborHTMLParser(site.text("404.html"))
    assert page.css_first("html").attributes["lang"] == ORIGINAL
    assert text_of(page.css_first("title")) == "Page not found · Страница не найдена"
    sections = page.css("main section")
    assert [section.attributes["lang"] for section in sections] == list(LANGUAGES)
    assert text_of(sections[0]).startswith("Page not found")
    assert text_of(sections[1]).startswith("Страница не найдена")
    # It is shown at any URL, so its links must not be relative.
    for node in page.css("[href], [src]"):
        link = node.attributes.get("href") or node.attributes.get("src") or ""
        assert link.startswith(("#", "https://", urlsplit(BASE_URL).path)), link


def test_the_sitemap_lists_every_page_with_its_languages_and_dates(site: Site) -> None:
    root = ElementTree.fromstring(site.text("sitemap.xml"))  # noqa: S314  (our own output)
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    urls = {each.findtext("s:loc", namespaces=spaces): each for each in root.findall("s:url", spaces)}
    assert set(urls) == {url(*page) for page in PAGES}
    for language, name in PAGES:
        entry = urls[url(language, name)]
        alternates = {link.get("hreflang"): link.get("href") for link in entry.findall("x:link", spaces)}
        assert alternates == {**{each: url(each, name) for each in LANGUAGES}, "x-default": url(ORIGINAL, name)}
        day = version_and_date()[1] if name == "terms" else COMMIT_DAY
        assert entry.findtext("s:lastmod", namespaces=spaces) == day.isoformat()


def test_well_known_files_are_published_as_they_are(sources: Project, site: Site) -> None:
    path = ".well-known/security.txt"
    assert site.text(path) == sources.read(f"docs/{path}")


def test_nothing_else_is_published(site: Site) -> None:
    pages = {page_path(*page) + "index.html" for page in PAGES}
    released = {page_path(language, name) for language in LANGUAGES for name in ("terms", "terms/2.1")}
    data = {f"{path}{file}" for path in released for file in ("index.html", "policy.json")}
    beside = {f"{page_path(TRANSLATION, name)}with-original/index.html" for name in ("terms", "questions")}
    assert {path for path in site.files() if not path.startswith("pagefind/")} == pages | data | beside | {
        *("build-manifest.json", "404.html", "sitemap.xml", "sitemap.xml.gz", ".well-known/security.txt"),
        *("site.webmanifest", "ru/site.webmanifest", "feed.xml", "ru/feed.xml", "policy.schema.json"),
        *(
            "assets/icon.svg",
            "assets/seal.svg",
            "assets/site.css",
            "assets/site.js",
            "assets/search.css",
            "assets/search.js",
        ),
    }


def test_no_file_of_the_search_is_empty(site: Site) -> None:
    files = {path: body for path, body in site.files().items() if path.startswith("pagefind/")}
    assert files
    assert all(files.values())


@every_language
def test_boxes_and_footnotes_are_named_in_the_language_of_the_page(site: Site, language: str) -> None:
    page = site.html(language, "history")
    titles = [text_of(title) for title in page.css("article :is(.admonition-title, summary)")]
    tasks = [box.attributes["aria-label"] for box in page.css("input[type=checkbox]")]
    back = {link.attributes["aria-label"] for link in page.css(".footnote-backref")}
    expected = {
        "en": ("Note", "Before you compare", ["Yes", "No"], {"Back to the text"}),
        "ru": ("Примечание", "Прежде чем сравнивать", ["Да", "Нет"], {"Назад к тексту"}),
    }
    assert (titles[0], titles[1], tasks, back) == expected[language]


@every_language
def test_footnotes_end_the_page_and_lead_back(site: Site, language: str) -> None:
    page = site.html(language, "history")
    *_, last = page.css("article > *")
    assert last.attributes["class"] == "footnote"
    ids = {node.attributes["id"] for node in page.css("article [id]")}
    links = page.css(".footnote-ref, .footnote-backref")
    assert len(links) == 4 + 4
    assert {(link.attributes["href"] or "").removeprefix("#") for link in links} <= ids


@every_language
def test_numbered_clauses_have_the_same_ids_in_every_language(site: Site, language: str) -> None:
    page = site.html(language, "history")
    items = page.css("ol.numbered > li")
    ids = ["reading-1-1", "reading-1-2", "reading-1-2-a", "reading-1-2-b", "reading-1-3"]
    assert [item.attributes["id"] for item in items] == ids
    assert [link.attributes["href"] for link in page.css(".numbered__marker")] == [f"#{id_}" for id_ in ids]
    letters = {"en": ["(a)", "(b)"], "ru": ["а)", "б)"]}[language]
    assert [text_of(link) for link in page.css(".numbered__marker")] == ["1.1.", "1.2.", *letters, "1.3."]
    assert "data-policysite" not in site.text(page_path(language, "history") + "index.html")
